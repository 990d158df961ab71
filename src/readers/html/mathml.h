#pragma once

// The content of a <math> element (MathML Core), as TeX where the page has it, else as a line of text.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "readers/html/tokenizer.h"
#include "tare/memory.h"

namespace tare::html {

// TeX without the {\displaystyle ...} that MediaWiki puts around every formula.
std::string_view WithoutDisplayStyle(std::string_view tex);

class MathCollector {
 public:
  explicit MathCollector(Account& account);

  bool open() const { return open_; }
  void Begin(const Tag& math);
  void StartTag(const Tag& tag);
  void EndTag(std::string_view name);
  void Text(std::string_view text);
  void End();

  // After End. TeX from alttext or an annotation; empty where the page has none.
  std::string_view tex() const;
  // The formula as a line: "a^2", "(x + 1)/y".
  std::string_view line() const { return line_; }
  bool display() const { return display_; }

 private:
  static constexpr size_t kMaxBytes = 1 << 16;  // of TeX and of the line; the rest is left out
  static constexpr size_t kMaxDepth = 64;       // of elements; deeper ones are just text

  enum class Annotation : uint8_t { kNone, kTex, kOther };

  // An open element.
  struct Layout {
    bool is_notation = false;          // its children are operands: a fraction, a power
    std::string_view before_second{};  // what stands before its second child
    std::string_view before_third{};
    size_t children = 0;
    size_t start = 0;  // in line_
  };

  void Append(std::string_view text);

  bool open_ = false;
  bool display_ = false;
  bool has_tex_ = false;
  Annotation annotation_ = Annotation::kNone;  // the one we are in
  std::pmr::string tex_;
  std::pmr::string line_;
  std::pmr::vector<Layout> elements_;
};

}  // namespace tare::html
