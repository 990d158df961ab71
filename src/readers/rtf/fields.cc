#include "readers/rtf/fields.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/scan.h"

namespace tare::rtf {
namespace {

constexpr text::ByteSet kSpaces(" \t\n");
constexpr text::ByteSet kQuotedEnd("\"\\");

// The words of an instruction.
class Arguments {
 public:
  explicit Arguments(std::string_view text) : text_(text) {}

  // False at the end.
  bool Next() {
    while (!text_.empty() && kSpaces.Has(text_.front())) text_.remove_prefix(1);
    if (text_.empty()) return false;
    quoted_ = text_.front() == '"';
    size_t end = quoted_;
    if (quoted_) {
      end = text::FindFirstOf(text_, kQuotedEnd, end);
      while (end < text_.size() && text_[end] == '\\') end = text::FindFirstOf(text_, kQuotedEnd, end + 2);
    } else {
      end = text::FindFirstOf(text_, kSpaces, end);
    }
    word_ = text_.substr(quoted_, end - quoted_);
    text_.remove_prefix(std::min(end + quoted_, text_.size()));
    return true;
  }

  // As it stands there, without quotes.
  std::string_view word() const { return word_; }
  // Without the backslashes that escape characters between quotes.
  void AppendTo(std::pmr::string& to) const {
    std::string_view rest = word_;
    if (quoted_) {
      for (size_t at; (at = text::FindByte(rest, '\\')) + 1 < rest.size();) {
        to += rest.substr(0, at);
        to += rest[at + 1];
        rest.remove_prefix(at + 2);
      }
    }
    to += rest;
  }

  bool is_switch() const { return !quoted_ && word_.starts_with('\\'); }
  // A switch is a backslash and one character, such as \l.
  char switch_letter() const { return word_.size() == 2 ? word_[1] : '\0'; }

 private:
  std::string_view text_;
  std::string_view word_;
  bool quoted_ = false;
};

bool SameName(std::string_view name, std::string_view upper_case) {
  return std::ranges::equal(name, upper_case, {}, [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
}

FieldKind KindByName(std::string_view name) {
  if (SameName(name, "HYPERLINK")) return FieldKind::kHyperlink;
  if (SameName(name, "INCLUDEPICTURE")) return FieldKind::kPicture;
  if (SameName(name, "SYMBOL")) return FieldKind::kSymbol;
  return FieldKind::kOther;
}

std::string_view SwitchesWithArgument(FieldKind kind) {
  switch (kind) {
    case FieldKind::kHyperlink:
      return "lots*";
    case FieldKind::kPicture:
      return "c*";
    case FieldKind::kSymbol:
      return "fs*";
    case FieldKind::kOther:
      break;
  }
  return {};
}

// Decimal, or hexadecimal after 0x.
uint32_t ParseNumber(std::string_view text) {
  uint32_t value = 0;
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  if (hexadecimal) text.remove_prefix(2);
  std::from_chars(text.data(), text.data() + text.size(), value, hexadecimal ? 16 : 10);
  return value;
}

}  // namespace

void ParseFieldInstruction(std::string_view text, FieldInstruction& instruction) {
  instruction.Clear();
  Arguments arguments(text);
  if (!arguments.Next()) return;
  instruction.kind = KindByName(arguments.word());
  if (instruction.kind == FieldKind::kOther) return;

  bool has_argument = false;
  while (arguments.Next()) {
    if (!arguments.is_switch()) {
      if (!has_argument && instruction.kind == FieldKind::kSymbol) {
        instruction.symbol = ParseNumber(arguments.word());
      } else if (!has_argument) {
        // A bookmark may have come before.
        const size_t bookmark = instruction.target.size();
        arguments.AppendTo(instruction.target);
        std::ranges::rotate(instruction.target,
                            instruction.target.begin() + static_cast<std::ptrdiff_t>(bookmark));
      }
      has_argument = true;
      continue;
    }
    const char letter = arguments.switch_letter();
    if (!SwitchesWithArgument(instruction.kind).contains(letter) || !arguments.Next()) continue;
    if (letter == 'l') {
      instruction.target += '#';
      arguments.AppendTo(instruction.target);
    } else if (letter == 'o') {
      arguments.AppendTo(instruction.title);
    } else if (letter == 'f') {
      arguments.AppendTo(instruction.font);
    }
  }
}

void FieldInstruction::Clear() {
  kind = FieldKind::kOther;
  target.clear();
  title.clear();
  font.clear();
  symbol = 0;
}

void Field::Clear() {
  text.clear();
  alt.clear();
  instruction.Clear();
  outer_field = 0;
  has_result = has_link = has_picture = false;
}

}  // namespace tare::rtf
