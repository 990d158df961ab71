// Rules on lines, whatever is in them.

#include <algorithm>
#include <functional>

#include "text/utf8.h"
#include "yaml/characters.h"
#include "yaml/lint_rules.h"

namespace tare::yaml {
namespace {

class TrailingSpaces : public Rule {
 public:
  explicit TrailingSpaces(const RuleContext& context) : Rule(context) {}

  void OnLine(const Line& line) override {
    if (line.text.empty() || !IsBlank(line.text.back())) return;
    size_t size = line.text.size();
    while (size > 0 && IsBlank(line.text[size - 1])) --size;
    Find(line.begin + size, "white space at the end of the line");
  }
};

class LineLength : public Rule {
 public:
  enum Option { kMax, kAllowWords, kAllowMappings };

  explicit LineLength(const RuleContext& context)
      : Rule(context), max_(static_cast<size_t>(std::max(number(kMax), 0))) {}

  void OnLine(const Line& line) override {
    if (line.text.size() <= max_) return;
    const auto begins = std::not_fn(text::IsContinuationByte);
    const auto characters = static_cast<size_t>(std::ranges::count_if(line.text, begins));
    if (characters <= max_ || Allowed(line.text)) return;
    size_t at = 0;
    for (size_t left = max_ + 1; at < line.text.size(); ++at) {
      if (begins(line.text[at]) && --left == 0) break;
    }
    Find(line.begin + at, "the line has " + std::to_string(characters) + " characters, at most " +
                              std::to_string(max_) + " are allowed");
  }

 private:
  // One word cannot be broken: behind the indentation, "#" or "- ", and behind a key where that is allowed.
  bool Allowed(std::string_view line) const {
    if (!flag(kAllowWords) && !flag(kAllowMappings)) return false;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with('#')) {
      line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
      if (!line.empty()) line.remove_prefix(1);
    } else if (line.starts_with("- ")) {
      line.remove_prefix(2);
    }
    if (!line.contains(' ')) return true;
    if (!flag(kAllowMappings)) return false;
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return false;
    const size_t value = line.find_first_not_of(' ', colon + 2);
    return value != std::string_view::npos && !line.substr(value).contains(' ');
  }

  const size_t max_;
};

class NewLineAtEndOfFile : public Rule {
 public:
  explicit NewLineAtEndOfFile(const RuleContext& context) : Rule(context) {}

  void OnLine(const Line& line) override {
    if (line.last && !line.text.empty()) Find(line.end(), "no line break at the end of the file");
  }
};

// Tells the first break that is another than the rest should be.
class NewLines : public Rule {
 public:
  enum Option { kType };
  enum Type { kUnix, kDos, kPlatform };

  explicit NewLines(const RuleContext& context) : Rule(context) {}

  void OnLine(const Line& line) override {
    if (found_ || line.last) return;
    const std::string_view expected = number(kType) == kDos ? "\r\n" : "\n";
    if (text().substr(line.end(), line.next - line.end()) == expected) return;
    found_ = true;
    Find(line.end(), number(kType) == kDos ? "the line does not end with \\r\\n"
                                           : "the line does not end with \\n alone");
  }

 private:
  bool found_ = false;
};

class EmptyLines : public Rule {
 public:
  enum Option { kMax, kMaxStart, kMaxEnd };

  explicit EmptyLines(const RuleContext& context) : Rule(context) {}

  void OnLine(const Line& line) override {
    if (!line.text.empty() || line.last) {
      empty_ = 0;
      at_start_ = false;
      return;
    }
    ++empty_;
    const bool at_end = line.next == text().size();
    if (!at_end && IsBreak(text()[line.next])) return;  // told at the last of them
    const int max = at_start_ ? number(kMaxStart) : at_end ? number(kMaxEnd) : number(kMax);
    if (empty_ <= static_cast<uint64_t>(std::max(max, 0))) return;
    Find(line.begin, std::to_string(empty_) + (empty_ == 1 ? " empty line" : " empty lines") +
                         (at_start_ ? " at the start"
                          : at_end  ? " at the end"
                                    : "") +
                         ", at most " + std::to_string(max) + " allowed");
  }

 private:
  uint64_t empty_ = 0;
  bool at_start_ = true;
};

constexpr OptionInfo kLineLength[] = {
    {.name = "max", .type = OptionType::kNumber, .number = 80},
    {.name = "allow-non-breakable-words", .type = OptionType::kFlag, .number = 1},
    {.name = "allow-non-breakable-inline-mappings", .type = OptionType::kFlag}};
constexpr OptionInfo kNewLines[] = {
    {.name = "type", .type = OptionType::kChoice, .choices = "unix dos platform"}};
constexpr OptionInfo kEmptyLines[] = {{.name = "max", .type = OptionType::kNumber, .number = 2},
                                      {.name = "max-start", .type = OptionType::kNumber},
                                      {.name = "max-end", .type = OptionType::kNumber}};

}  // namespace

const RuleInfo kTrailingSpacesRule = {"trailing-spaces", kOnLines, Make<TrailingSpaces>};
const RuleInfo kLineLengthRule = {"line-length", kOnLines, Make<LineLength>, kLineLength};
const RuleInfo kNewLineAtEndOfFileRule = {"new-line-at-end-of-file", kOnLines, Make<NewLineAtEndOfFile>};
const RuleInfo kNewLinesRule = {"new-lines", kOnLines, Make<NewLines>, kNewLines};
const RuleInfo kEmptyLinesRule = {"empty-lines", kOnLines, Make<EmptyLines>, kEmptyLines};

}  // namespace tare::yaml
