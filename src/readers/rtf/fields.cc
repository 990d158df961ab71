#include "readers/rtf/fields.h"

#include <algorithm>
#include <charconv>

namespace tare::rtf {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// The words of an instruction, without quotes and escapes.
class Arguments {
 public:
  Arguments(std::string_view text, std::pmr::string& word) : text_(text), word_(word) {}

  // False at the end. `word` is then the next one.
  bool Next() {
    word_.clear();
    while (!text_.empty() && IsSpace(text_.front())) text_.remove_prefix(1);
    if (text_.empty()) return false;
    is_switch_ = text_.front() == '\\';
    if (text_.front() == '"') {
      TakeQuoted();
    } else {
      const auto end = std::ranges::find_if(text_, IsSpace);
      word_.assign(text_.begin(), end);
      text_.remove_prefix(word_.size());
    }
    return true;
  }
  // A switch is a backslash and one character, such as \l.
  char switch_letter() const { return is_switch_ && word_.size() == 2 ? word_[1] : '\0'; }
  bool is_switch() const { return is_switch_; }

 private:
  void TakeQuoted() {
    size_t at = 1;
    for (; at < text_.size() && text_[at] != '"'; ++at) {
      if (text_[at] == '\\' && at + 1 < text_.size()) ++at;
      word_ += text_[at];
    }
    text_.remove_prefix(std::min(at + 1, text_.size()));
  }

  std::string_view text_;
  std::pmr::string& word_;
  bool is_switch_ = false;
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
  std::pmr::memory_resource* memory = instruction.target.get_allocator().resource();
  std::pmr::string word(memory);
  std::pmr::string bookmark(memory);
  Arguments arguments(text, word);
  if (!arguments.Next()) return;
  instruction.kind = KindByName(word);
  if (instruction.kind == FieldKind::kOther) return;

  bool has_argument = false;
  while (arguments.Next()) {
    if (arguments.is_switch()) {
      const char letter = arguments.switch_letter();
      if (!SwitchesWithArgument(instruction.kind).contains(letter) || !arguments.Next()) continue;
      if (letter == 'l') bookmark = word;
      if (letter == 'o') instruction.title = word;
      if (letter == 'f') instruction.font = word;
    } else if (!has_argument) {
      has_argument = true;
      instruction.target = word;
    }
  }
  if (instruction.kind == FieldKind::kSymbol) instruction.symbol = ParseNumber(instruction.target);
  if (instruction.kind == FieldKind::kHyperlink && !bookmark.empty()) {
    instruction.target += '#';
    instruction.target += bookmark;
  }
}

}  // namespace tare::rtf
