#include "writers/markdown_links.h"

#include <algorithm>
#include <cstring>

#include "text/scan.h"
#include "writers/markdown_characters.h"
#include "writers/markdown_text.h"

namespace tare::to_markdown {
namespace {

constexpr std::string_view kMailto = "mailto:";

bool IsControlOrSpace(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; }

constexpr text::ByteSet kDestinationBreakers = [] {
  text::ByteSet set(" ()\x7F");
  for (unsigned char c = 0; c < ' '; ++c) set.Add(c);
  return set;
}();

// What most destinations hold nothing of.
constexpr text::ByteSet kDestinationSpecials = [] {
  text::ByteSet set = kDestinationBreakers;
  for (const char c : std::string_view("\\&|<")) set.Add(static_cast<unsigned char>(c));
  return set;
}();

// A destination stands without angle brackets where it holds no space or control character and its
// parentheses are balanced.
bool CanStandBare(std::string_view target) {
  constexpr int kMaxNesting = 30;  // parsers need to follow no more than 32
  if (target.starts_with('<')) return false;
  int open = 0;
  for (size_t at = 0; (at = text::FindFirstOf(target, kDestinationBreakers, at)) < target.size(); ++at) {
    if (target[at] == '(') {
      if (++open > kMaxNesting) return false;
    } else if (target[at] != ')' || --open < 0) {
      return false;
    }
  }
  return open == 0;
}

constexpr text::ByteSet kBareSpecials[] = {text::ByteSet("\\&"), text::ByteSet("\\&|")};
constexpr text::ByteSet kAngleSpecials[] = {text::ByteSet("\\&<>\r\n"), text::ByteSet("\\&<>\r\n|")};
constexpr text::ByteSet kTitleSpecials[] = {text::ByteSet("\\&\"\r\n"), text::ByteSet("\\&\"\r\n|")};

// With a backslash before specials. Backslashes and ampersands are special only where they would be read as
// an escape or a character reference.
void AppendEscaped(std::string_view text, const text::ByteSet& specials, std::pmr::string& to) {
  for (size_t run = 0;;) {
    const size_t at = text::FindFirstOf(text, specials, run);
    to.append(text.substr(run, at - run));
    if (at == text.size()) return;
    run = at + 1;
    const char c = text[at];
    if (c == '\n' || c == '\r') {
      to.append(c == '\n' ? "&#10;" : "&#13;");
      continue;
    }
    const bool is_plain = (c == '\\' && run < text.size() && !IsAsciiPunctuation(text[run])) ||
                          (c == '&' && !StartsWithReference(text.substr(at)));
    if (!is_plain) to.push_back('\\');
    to.push_back(c);
  }
}

void AppendDestination(std::string_view target, bool has_title, bool in_cell, std::pmr::string& to) {
  if (CanStandBare(target) && !(target.empty() && has_title)) {
    AppendEscaped(target, kBareSpecials[in_cell], to);
  } else {
    to.push_back('<');
    AppendEscaped(target, kAngleSpecials[in_cell], to);
    to.push_back('>');
  }
}

bool IsScheme(std::string_view name) {
  return name.size() >= 2 && name.size() <= 32 && IsLetter(name[0]) && std::ranges::all_of(name, [](char c) {
           return IsAlphanumeric(c) || c == '+' || c == '.' || c == '-';
         });
}

bool IsMailAddress(std::string_view text) {
  const size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const bool valid_name = std::ranges::all_of(text.substr(0, at), [](char c) {
    return IsAlphanumeric(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").contains(c);
  });
  if (!valid_name) return false;
  for (std::string_view rest = text.substr(at + 1);;) {
    const std::string_view label = rest.substr(0, rest.find('.'));
    if (label.empty() || label.size() > 63 || label.starts_with('-') || label.ends_with('-')) return false;
    if (!std::ranges::all_of(label, [](char c) { return IsAlphanumeric(c) || c == '-'; })) return false;
    if (label.size() == rest.size()) return true;
    rest.remove_prefix(label.size() + 1);
  }
}

// Where nothing in them is special, as is mostly so: false otherwise.
bool AppendPlainLinkTail(std::string_view target, std::string_view title, std::pmr::string& to) {
  if (target.empty() || text::HasAny(target, kDestinationSpecials)) return false;
  if (text::HasAny(title, kTitleSpecials[true])) return false;
  const size_t begin = to.size();
  const size_t title_size = title.empty() ? 0 : title.size() + 3;
  to.resize_and_overwrite(begin + target.size() + title_size + 3, [&](char* start, size_t) {
    char* at = start + begin;
    const auto put = [&at](std::string_view text) {
      std::memcpy(at, text.data(), text.size());
      at += text.size();
    };
    put("](");
    put(target);
    if (!title.empty()) {
      put(" \"");
      put(title);
      put("\"");
    }
    put(")");
    return static_cast<size_t>(at - start);
  });
  return true;
}

}  // namespace

void AppendLinkTail(std::string_view target, std::string_view title, bool in_cell, std::pmr::string& to) {
  if (AppendPlainLinkTail(target, title, to)) return;
  to.reserve(to.size() + target.size() + title.size() + 16);  // escapes are few
  to.append("](");
  AppendDestination(target, !title.empty(), in_cell, to);
  if (!title.empty()) {
    to.append(" \"");
    AppendEscaped(title, kTitleSpecials[in_cell], to);
    to.push_back('"');
  }
  to.push_back(')');
}

std::string_view AutolinkText(std::string_view target, std::string_view text) {
  const size_t colon = target.find(':');
  if (colon == std::string_view::npos || !IsScheme(target.substr(0, colon))) return {};
  if (target.starts_with(kMailto) && !text.starts_with(kMailto)) {
    const std::string_view address = target.substr(kMailto.size());
    return IsMailAddress(address) ? address : std::string_view();
  }
  const bool fits =
      std::ranges::none_of(target, [](char c) { return IsControlOrSpace(c) || c == '<' || c == '>'; });
  return fits ? target : std::string_view();
}

void AppendNoteLabel(std::string_view label, std::pmr::string& to) {
  to.append("[^");
  for (const char c : label)
    to.push_back(IsControlOrSpace(c) || std::string_view("[]\\^|`<").contains(c) ? '-' : c);
  to.push_back(']');
}

}  // namespace tare::to_markdown
