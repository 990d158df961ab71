#include "writers/raw_html_text.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/ascii.h"
#include "text/entities.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare {
namespace {

constexpr text::ByteSet kStops("<& \t\n\r\f");

// Elements that do not begin a line, in order.
constexpr std::string_view kInline[] = {
    "a",     "abbr",   "acronym", "b",      "bdi",     "bdo",    "big",    "button", "cite", "code",
    "data",  "del",    "dfn",     "em",     "font",    "i",      "img",    "input",  "ins",  "kbd",
    "label", "map",    "mark",    "nobr",   "picture", "q",      "rp",     "rt",     "ruby", "s",
    "samp",  "select", "small",   "source", "span",    "strike", "strong", "sub",    "sup",  "svg",
    "td",    "th",     "time",    "tt",     "u",       "var",    "wbr"};
static_assert(std::ranges::is_sorted(kInline));

constexpr std::string_view kLeftOut[] = {"script", "style", "template"};

constexpr bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

void RawHtmlText::Begin(bool inside) {
  *this = RawHtmlText();
  line_begun_ = inside;
}

bool RawHtmlText::Take(std::string_view& html, std::string_view* text) {
  while (!html.empty()) {
    switch (state_) {
      case State::kContent:
        if (TakeContent(html, text)) return true;
        break;
      case State::kTag:
        if (TakeTag(html) && EndTag()) {
          *text = {};
          return true;
        }
        break;
      case State::kComment:
        TakeComment(html);
        break;
    }
  }
  return false;
}

bool RawHtmlText::TakeContent(std::string_view& html, std::string_view* text) {
  if (html.front() == '<' && html.size() > 1) {
    const char next = html[1];
    if (text::IsLetter(next) || next == '/' || next == '!' || next == '?') {
      BeginTag(html);
      return false;
    }
  }
  if (!skipped_.empty()) {
    html.remove_prefix(std::max<size_t>(text::FindByte(html, '<'), 1));
    return false;
  }
  if (IsSpace(html.front())) {
    space_ = true;
    html.remove_prefix(1);
    return false;
  }
  return TakeText(html, text);
}

bool RawHtmlText::TakeText(std::string_view& html, std::string_view* text) {
  if (std::exchange(space_, false) && line_begun_) {
    *text = " ";
    return true;
  }
  line_begun_ = true;
  if (html.front() == '&') {
    *text = DecodeReference(html);
    if (!text->empty()) return true;
  }
  const size_t end = text::FindFirstOf(html, kStops, 1);
  *text = html.substr(0, end);
  html.remove_prefix(end);
  return true;
}

// Tags, comments, declarations and instructions.
void RawHtmlText::BeginTag(std::string_view& html) {
  if (html.starts_with("<!--")) {
    state_ = State::kComment;
    dashes_ = 2;  // "<!-->" is one
    html.remove_prefix(4);
    return;
  }
  state_ = State::kTag;
  closing_ = html[1] == '/';
  name_ended_ = false;
  name_size_ = 0;
  quote_ = 0;
  html.remove_prefix(closing_ ? 2 : 1);
}

bool RawHtmlText::TakeTag(std::string_view& html) {
  for (size_t at = 0; at < html.size(); ++at) {
    const char c = html[at];
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if (c == '>') {
      html.remove_prefix(at + 1);
      state_ = State::kContent;
      return true;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (IsSpace(c) || c == '/') {
      name_ended_ = true;
    } else if (!name_ended_ && name_size_ < sizeof(name_)) {
      name_[name_size_++] = text::Lower(c);
    }
  }
  html = {};
  return false;
}

bool RawHtmlText::EndTag() {
  const std::string_view name(name_, name_size_);
  if (!skipped_.empty()) {
    if (closing_ && name == skipped_) skipped_ = {};
    return false;
  }
  if (const auto* const left_out = std::ranges::find(kLeftOut, name); left_out != std::end(kLeftOut)) {
    if (!closing_) skipped_ = *left_out;
    return false;
  }
  if (name == "td" || name == "th") space_ = true;
  if (!line_begun_ || name.empty() || !text::IsLetter(name[0]) || std::ranges::binary_search(kInline, name))
    return false;
  line_begun_ = space_ = false;
  return true;
}

void RawHtmlText::TakeComment(std::string_view& html) {
  size_t at = 0;
  for (bool ended = false; at < html.size() && !ended; ++at) {
    ended = html[at] == '>' && dashes_ >= 2;
    dashes_ = html[at] == '-' ? static_cast<uint8_t>(std::min(dashes_ + 1, 2)) : uint8_t{0};
    if (ended) state_ = State::kContent;
  }
  html.remove_prefix(at);
}

// What the reference that `html` begins with stands for; empty where it begins with none.
std::string_view RawHtmlText::DecodeReference(std::string_view& html) {
  if (!html.substr(1).starts_with('#')) {
    const text::Entity entity = text::LongestEntity(html.substr(1));
    if (entity.length > 0) html.remove_prefix(entity.length + 1);
    return entity.utf8;
  }
  const bool hexadecimal = html.size() > 2 && text::Lower(html[2]) == 'x';
  const char* const digits = html.data() + (hexadecimal ? 3 : 2);
  const char* const end = html.data() + html.size();
  uint32_t number = 0;
  const auto [after, error] = std::from_chars(digits, end, number, hexadecimal ? 16 : 10);
  if (after == digits) return {};
  if (error != std::errc()) number = UINT32_MAX;
  html.remove_prefix(static_cast<size_t>(after - html.data()));
  if (html.starts_with(';')) html.remove_prefix(1);
  return {decoded_, text::Encode(text::ResolveNumericReference(number).code_point, decoded_)};
}

}  // namespace tare
