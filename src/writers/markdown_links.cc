#include "writers/markdown_links.h"

#include <algorithm>

#include "writers/markdown_characters.h"
#include "writers/markdown_text.h"

namespace tare::to_markdown {
namespace {

constexpr std::string_view kMailto = "mailto:";

bool IsControlOrSpace(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; }

// A destination stands without angle brackets where it holds no space or control character and its
// parentheses are balanced.
bool CanStandBare(std::string_view target) {
  constexpr int kMaxNesting = 30;  // parsers need to follow no more than 32
  if (target.starts_with('<')) return false;
  int open = 0;
  for (const char c : target) {
    if (IsControlOrSpace(c)) return false;
    if (c == '(' && ++open > kMaxNesting) return false;
    if (c == ')' && --open < 0) return false;
  }
  return open == 0;
}

// Appends with a backslash before `specials`, and where a backslash or ampersand would be read as an escape
// or a character reference.
void AppendEscaped(std::string_view text, std::string_view specials, std::pmr::string& to) {
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool escape = specials.contains(c) ||
                        (c == '\\' && (at + 1 == text.size() || IsAsciiPunctuation(text[at + 1]))) ||
                        (c == '&' && StartsWithReference(text.substr(at)));
    if (c == '\n' || c == '\r') {
      AppendReference(static_cast<text::CodePoint>(c), to);
      continue;
    }
    if (escape) to.push_back('\\');
    to.push_back(c);
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

}  // namespace

void AppendLinkTail(std::string_view target, std::string_view title, std::pmr::string& to) {
  to.push_back('(');
  if (CanStandBare(target) && !(target.empty() && !title.empty())) {
    AppendEscaped(target, {}, to);
  } else {
    to.push_back('<');
    AppendEscaped(target, "<>", to);
    to.push_back('>');
  }
  if (!title.empty()) {
    to.append(" \"");
    AppendEscaped(title, "\"", to);
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
