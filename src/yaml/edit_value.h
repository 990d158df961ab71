#pragma once

// New values, written so that they fit where they are put.

#include <memory_resource>
#include <span>
#include <string>
#include <string_view>

#include "yaml/edit_place.h"

namespace tare::yaml {

// What goes behind an indicator on its line, and the lines below, without the last line break.
struct FittedText {
  std::pmr::string head;
  std::pmr::string body;
};

// One node of YAML that is to be put into a text.
class NewValue {
 public:
  // `newline` ends the lines. Throws MemoryLimitExceeded, as all here do.
  NewValue(std::string_view yaml, std::string_view newline, const Layout& layout, Account& account)
      : yaml_(yaml), newline_(newline), layout_(layout), account_(account) {}

  // Errors: malformed; not exactly one node; anchors and aliases, which the text around may have too.
  Result<void> Check();

  // Whether it is a collection of several lines, when in block style.
  bool block_collection() const { return collection_ && !flow_; }
  // No block scalars: for where a comment below would become part of them.
  void QuoteBlockScalars() { quote_ = true; }

  // Wrapped into mappings of `keys`, the outermost first; none is the value itself.
  // In brackets and braces, on one line; as the only element of a sequence.
  std::pmr::string InFlow(std::span<const PathName> keys) const;
  // As the value of a key that stands at `column`.
  FittedText BehindKey(std::span<const PathName> keys, uint64_t column) const;
  // As an element whose "-" stands at `column`.
  FittedText BehindDash(std::span<const PathName> keys, uint64_t column) const;
  // By itself at `column`.
  FittedText Alone(std::span<const PathName> keys, uint64_t column) const;

 private:
  enum class Around : uint8_t { kNothing, kKey, kSequence };

  std::pmr::string Emit(std::span<const PathName> keys, Around around, bool flow) const;
  FittedText Fit(std::string_view text, uint64_t column) const;
  bool Verbatim(std::span<const PathName> keys, bool in_flow) const;

  const std::string_view yaml_;
  const std::string_view newline_;
  const Layout layout_;
  Account& account_;
  std::string_view one_line_{};  // the node, where it is written on one line and not as a block
  bool plain_ = false;
  bool collection_ = false;
  bool flow_ = false;
  bool quote_ = false;
};

// A key that is a string where it is quoted, on one line; in the style of the one it replaces, if any ('"',
// '\'' or anything else).
std::pmr::string KeyText(const PathName& key, char style, Account& account);

}  // namespace tare::yaml
