#include "readers/markdown/block_starts.h"

#include "readers/markdown/characters.h"

namespace tare::markdown {
namespace {

size_t RunLength(std::string_view text, char c) {
  size_t length = 0;
  while (length < text.size() && text[length] == c) ++length;
  return length;
}

bool BlankOrEnd(std::string_view text, size_t at) { return at == text.size() || IsBlank(text[at]); }

// Takes off a heading's closing sequence of #, which white space sets apart.
std::string_view WithoutClosingSequence(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && text[end - 1] == '#') --end;
  if (end > 0 && !IsBlank(text[end - 1])) return text;
  return TrimEnd(text.substr(0, end));
}

}  // namespace

std::optional<AtxHeading> ParseAtxHeading(std::string_view rest) {
  const size_t level = RunLength(rest, '#');
  if (level < 1 || level > 6 || !BlankOrEnd(rest, level)) return std::nullopt;
  return AtxHeading{static_cast<int>(level), WithoutClosingSequence(Trim(rest.substr(level)))};
}

std::optional<Fence> ParseFence(std::string_view rest) {
  const char character = rest.front();
  if (character != '`' && character != '~') return std::nullopt;
  const size_t length = RunLength(rest, character);
  if (length < 3) return std::nullopt;
  const std::string_view info = Trim(rest.substr(length));
  if (character == '`' && info.find('`') != std::string_view::npos) return std::nullopt;
  return Fence{character, length, info};
}

bool IsClosingFence(std::string_view rest, const Fence& fence) {
  const size_t length = RunLength(rest, fence.character);
  return length >= fence.length && TrimEnd(rest.substr(length)).empty();
}

int SetextLevel(std::string_view rest) {
  const char character = rest.front();
  if (character != '=' && character != '-') return 0;
  if (!TrimEnd(rest.substr(RunLength(rest, character))).empty()) return 0;
  return character == '=' ? 1 : 2;
}

size_t ThematicBreakMismatch(std::string_view rest) {
  const char character = rest.front();
  if (character != '*' && character != '-' && character != '_') return 0;
  size_t count = 0;
  for (size_t at = 0; at < rest.size(); ++at) {
    if (rest[at] == character) {
      ++count;
    } else if (!IsBlank(rest[at])) {
      return at;
    }
  }
  return count >= 3 ? std::string_view::npos : 0;
}

std::optional<ListMarker> ParseListMarker(std::string_view rest) {
  constexpr size_t kMaxDigits = 9;
  const char character = rest.front();
  if (character == '-' || character == '+' || character == '*') {
    if (!BlankOrEnd(rest, 1)) return std::nullopt;
    return ListMarker{character, false, 0, 1};
  }
  uint32_t number = 0;
  size_t at = 0;
  for (; at < rest.size() && at < kMaxDigits && IsDigit(rest[at]); ++at) {
    number = number * 10 + static_cast<uint32_t>(rest[at] - '0');
  }
  if (at == 0 || at == rest.size() || (rest[at] != '.' && rest[at] != ')')) return std::nullopt;
  if (!BlankOrEnd(rest, at + 1)) return std::nullopt;
  return ListMarker{rest[at], true, number, at + 1};
}

std::string_view FootnoteDefinitionLabel(std::string_view rest) {
  constexpr size_t kMaxLabel = 999;  // bytes
  if (!rest.starts_with("[^")) return {};
  size_t at = 2;
  while (at < rest.size() && at - 2 <= kMaxLabel && rest[at] != ']' && rest[at] != '[' &&
         !IsBlank(rest[at])) {
    ++at;
  }
  if (!rest.substr(at).starts_with("]:")) return {};
  return rest.substr(2, at - 2);
}

TaskMark ParseTaskMark(std::string_view rest) {
  if (rest.size() < 3 || rest[0] != '[' || rest[2] != ']' || !BlankOrEnd(rest, 3)) return TaskMark::kNone;
  if (IsBlank(rest[1])) return TaskMark::kOpen;
  return Lower(rest[1]) == 'x' ? TaskMark::kDone : TaskMark::kNone;
}

}  // namespace tare::markdown
