#include "readers/markdown/autolinks.h"

#include <algorithm>

#include "readers/markdown/characters.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kMailto = "mailto:";

constexpr bool IsSchemeByte(char c) { return IsAlphanumeric(c) || c == '+' || c == '.' || c == '-'; }
constexpr bool IsControlOrSpace(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; }
// The HTML standard's e-mail addresses, which CommonMark takes over.
constexpr bool IsAngleMailByte(char c) {
  return IsAlphanumeric(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").contains(c);
}
constexpr bool IsMailNameByte(char c) {
  return IsAlphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+';
}
constexpr bool IsMailDomainByte(char c) { return IsAlphanumeric(c) || c == '.' || c == '-' || c == '_'; }

// The end of a host name's label: letters, digits and inner hyphens, at most 63.
size_t FindHostLabelEnd(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && (IsAlphanumeric(text[end]) || text[end] == '-')) ++end;
  const bool valid = end > at && end - at <= 63 && text[at] != '-' && text[end - 1] != '-';
  return valid ? end : kNone;
}

// Bare links begin where a line or a word does.
bool MayPrecedeUrl(std::string_view text, size_t at) {
  return at == 0 || std::string_view(" \t\n*_~(").contains(text[at - 1]);
}

// Letters and digits of any script. `length` bytes long.
bool IsDomainLetter(std::string_view text, size_t at, size_t* length) {
  const text::Decoded decoded = text::Decode(text, at);
  *length = decoded.length;
  return !text::IsPunctuation(decoded.code_point) && !text::IsWhitespace(decoded.code_point) &&
         decoded.code_point > ' ';
}

// Where "&name;" at the end of `url` begins; its size where it ends otherwise.
size_t FindTrailingReference(std::string_view url) {
  size_t at = url.size() - 1;
  while (at > 0 && IsAlphanumeric(url[at - 1])) --at;
  return at > 0 && at < url.size() - 1 && url[at - 1] == '&' ? at - 1 : url.size();
}

}  // namespace

size_t FindAngleLinkEnd(std::string_view text, size_t at) {
  size_t colon = ++at;
  if (colon >= text.size() || !IsLetter(text[colon])) return kNone;
  while (colon < text.size() && IsSchemeByte(text[colon])) ++colon;
  if (colon == text.size() || text[colon] != ':' || colon - at < 2 || colon - at > 32) return kNone;
  size_t end = colon + 1;
  while (end < text.size() && !IsControlOrSpace(text[end]) && text[end] != '<' && text[end] != '>') ++end;
  return end < text.size() && text[end] == '>' ? end + 1 : kNone;
}

size_t FindAngleMailEnd(std::string_view text, size_t at) {
  size_t end = ++at;
  while (end < text.size() && IsAngleMailByte(text[end])) ++end;
  if (end == at || end == text.size() || text[end] != '@') return kNone;
  do {
    end = FindHostLabelEnd(text, end + 1);
    if (end == kNone || end == text.size()) return kNone;
  } while (text[end] == '.');
  return text[end] == '>' ? end + 1 : kNone;
}

size_t FindUrlBegin(std::string_view text, size_t colon) {
  if (!text.substr(colon).starts_with("://")) return kNone;
  for (const std::string_view scheme : {"http", "https", "ftp"}) {
    if (!EndsWithIgnoringCase(text.substr(0, colon), scheme)) continue;
    const size_t begin = colon - scheme.size();
    if (MayPrecedeUrl(text, begin)) return begin;
  }
  return kNone;
}

size_t FindWwwBegin(std::string_view text, size_t period) {
  if (!EndsWithIgnoringCase(text.substr(0, period), "www")) return kNone;
  return MayPrecedeUrl(text, period - 3) ? period - 3 : kNone;
}

// Segments of letters, digits, hyphens and underscores between periods, at least two, and no underscore in
// the last two.
size_t ScanUrlDomain(std::string_view text, size_t begin, bool* valid) {
  size_t at = Lower(text[begin]) == 'w' ? begin : text.find("://", begin) + 3;
  size_t segments = 0;
  bool in_segment = false;
  bool underscore = false;         // in the last segment
  bool underscore_before = false;  // in the one before
  size_t length = 0;
  for (; at < text.size(); at += length) {
    const char c = text[at];
    length = 1;
    if (c == '.') {
      if (!in_segment) break;
      in_segment = false;
      continue;
    }
    if (c != '-' && c != '_' && !IsDomainLetter(text, at, &length)) break;
    if (!in_segment) {
      in_segment = true;
      ++segments;
      underscore_before = underscore;
      underscore = false;
    }
    if (c == '_') underscore = true;
  }
  *valid = segments >= 2 && !underscore && !underscore_before;
  return at;
}

std::string_view TrimUrl(std::string_view url) {
  size_t unopened = 0;  // closing parentheses without an opening one
  const auto opening = std::ranges::count(url, '(');
  const auto closing = std::ranges::count(url, ')');
  if (closing > opening) unopened = static_cast<size_t>(closing - opening);
  while (!url.empty()) {
    const char last = url.back();
    if (last == ')') {
      if (unopened == 0) break;
      --unopened;
      url.remove_suffix(1);
    } else if (last == ';') {
      const size_t reference = FindTrailingReference(url);
      if (reference == url.size()) break;
      url = url.substr(0, reference);
    } else if (std::string_view("?!.,:*_~'\"\\").contains(last)) {
      url.remove_suffix(1);
    } else {
      break;
    }
  }
  return url;
}

MailRange FindMail(std::string_view text, size_t at, size_t floor) {
  size_t begin = at;
  while (begin > floor && at - begin <= kMaxMailName && IsMailNameByte(text[begin - 1])) --begin;
  if (at - begin > kMaxMailName) return {at, kNone};
  while (text[begin] == '_') ++begin;  // more likely around it than of it
  if (begin == at) return {at, kNone};
  size_t end = at + 1;
  while (end < text.size() && IsMailDomainByte(text[end])) ++end;
  while (text[end - 1] == '.') --end;
  const std::string_view domain = text.substr(at + 1, end - at - 1);
  if (domain.empty() || domain.front() == '.' || !domain.contains('.')) return {begin, kNone};
  if (domain.back() == '-' || domain.back() == '_') return {begin, kNone};
  if (begin - floor >= kMailto.size() && EndsWithIgnoringCase(text.substr(0, begin), kMailto)) {
    begin -= kMailto.size();
  }
  return {begin, end};
}

}  // namespace tare::markdown
