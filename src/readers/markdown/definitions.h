#pragma once

// Link reference definitions (CommonMark 4.7) and the labels of footnotes. Both may follow their use, so a
// first reading of the blocks collects them and the second one looks them up.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::markdown {

// A link reference definition as it stands: escapes and character references are not decoded.
struct LinkDefinition {
  std::string_view label{};
  std::string_view destination{};
  std::string_view title{};
};

// The definition that `text` begins with at `at`. Returns where the line after it begins, and npos where
// there is none.
size_t ScanLinkDefinition(std::string_view text, size_t at, LinkDefinition* definition);

class Definitions {
 public:
  static constexpr size_t kMaxCount = 1 << 16;        // of links, and of footnotes
  static constexpr size_t kMaxCopiedBytes = 1 << 20;  // of those that do not stand in one piece in the source

  // Views into `source` are kept as they are; others are copied.
  Definitions(std::string_view source, Account& account);

  // False where there is no room for more.
  bool AddLink(const LinkDefinition& definition) { return Add(definition, links_); }
  bool AddFootnote(std::string_view label) { return Add({.label = label}, footnotes_); }
  // To be called after the last was added: from here on they can be found.
  void Seal();
  bool sealed() const { return sealed_; }

  // The first definition that matches; null if there is none.
  const LinkDefinition* FindLink(std::string_view label) const { return Find(links_, label); }
  // The label as the footnote's definition has it; empty if there is none.
  std::string_view FindFootnote(std::string_view label) const {
    const LinkDefinition* found = Find(footnotes_, label);
    return found ? found->label : std::string_view();
  }

 private:
  struct Entry {
    uint64_t hash;  // of the label
    uint32_t order;
    LinkDefinition definition;  // of a footnote, the label
  };
  using Table = std::pmr::vector<Entry>;  // sorted by hash, then order, when sealed

  bool Add(const LinkDefinition& definition, Table& table);
  static const LinkDefinition* Find(const Table& table, std::string_view label);
  bool Keep(std::string_view* text);

  std::string_view source_;
  Arena copies_;
  size_t copied_ = 0;  // bytes
  Table links_;
  Table footnotes_;
  bool sealed_ = false;
};

}  // namespace tare::markdown
