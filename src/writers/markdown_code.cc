#include "writers/markdown_code.h"

#include <algorithm>
#include <cstdint>

#include "text/scan.h"
#include "writers/markdown_characters.h"
#include "writers/markdown_text.h"

namespace tare::to_markdown {
namespace {

size_t RunEnd(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(text[at], at), text.size());
}

// The smallest length that no run of backticks has.
size_t SpanDelimiterLength(std::string_view code) {
  uint64_t lengths = 1;  // bit by length
  size_t longest = 0;
  for (size_t at = text::FindByte(code, '`'); at < code.size(); at = text::FindByte(code, '`', at)) {
    const size_t length = RunEnd(code, at) - at;
    if (length < 64) lengths |= uint64_t{1} << length;
    longest = std::max(longest, length);
    at += length;
  }
  return ~lengths == 0 ? longest + 1 : static_cast<size_t>(__builtin_ctzll(~lengths));
}

// The longest run of fence characters that a line begins with.
size_t LongestFence(std::string_view code, char fence) {
  size_t longest = 0;
  for (size_t line = 0; line < code.size(); line = text::FindByte(code, '\n', line) + 1) {
    const size_t at = std::min(code.find_first_not_of(' ', line), code.size());
    if (at < code.size() && code[at] == fence) longest = std::max(longest, RunEnd(code, at) - at);
  }
  return longest;
}

void AppendInfo(std::string_view info, std::pmr::string& to) {
  for (size_t at = 0; at < info.size(); ++at) {
    const char c = info[at];
    const bool escape = (c == '\\' && at + 1 < info.size() && IsAsciiPunctuation(info[at + 1])) ||
                        (c == '&' && StartsWithReference(info.substr(at)));
    if (escape) to.push_back('\\');
    if (c == '\n' || (c == ' ' && at == 0)) {
      AppendReference(static_cast<text::CodePoint>(c), to);
    } else {
      to.push_back(c);
    }
  }
}

}  // namespace

void AppendCodeSpan(std::string_view code, std::pmr::string& to) {
  const size_t length = SpanDelimiterLength(code);
  // One space at both ends is taken off again (CommonMark 6.1), unless there is nothing else.
  const bool pad = code.front() == '`' || code.back() == '`' ||
                   (code.front() == ' ' && code.back() == ' ' && code.find_first_not_of(' ') != code.npos);
  to.append(length, '`');
  if (pad) to.push_back(' ');
  const size_t begin = to.size();
  to.append(code);
  std::ranges::replace(to.begin() + static_cast<ptrdiff_t>(begin), to.end(), '\n', ' ');
  if (pad) to.push_back(' ');
  to.append(length, '`');
}

void FencedCode::Begin(std::string_view info) {
  held_.clear();
  info_.clear();
  AppendInfo(info, info_);
  fence_ = info_.find('`') == info_.npos ? '`' : '~';
  length_ = 0;
}

void FencedCode::Text(std::string_view text, BlockLines& lines) {
  while (held_.size() + text.size() > kMaxHeld) {
    const size_t room = kMaxHeld - held_.size();
    held_.append(text.substr(0, room));
    text.remove_prefix(room);
    // Whole lines, unless one is that long: then it is no fence.
    const size_t last_end = held_.rfind('\n');
    WriteHeld(last_end == held_.npos ? held_.size() : last_end + 1, lines);
  }
  held_.append(text);
}

void FencedCode::End(BlockLines& lines) {
  WriteHeld(held_.size(), lines);
  CloseFence(lines);
}

// Writes the first `size` bytes of what is held.
void FencedCode::WriteHeld(size_t size, BlockLines& lines) {
  const std::string_view part = std::string_view(held_).substr(0, size);
  const size_t longest = LongestFence(part, fence_);
  if (length_ > 0 && longest >= length_) {
    CloseFence(lines);
    lines.Break();
  }
  if (length_ == 0) OpenFence(std::max<size_t>(longest + 1, 3), lines);
  literal_.Write(part, lines);
  held_.erase(0, size);
}

void FencedCode::OpenFence(size_t length, BlockLines& lines) {
  lines.Open();
  length_ = length;
  for (size_t i = 0; i < length; ++i) lines.out().Put(fence_);
  lines.out().Write(info_);
  literal_.Begin(1);
}

void FencedCode::CloseFence(BlockLines& lines) {
  literal_.WriteLineEnds(lines);
  for (size_t i = 0; i < length_; ++i) lines.out().Put(fence_);
  length_ = 0;
}

}  // namespace tare::to_markdown
