#pragma once

// Links that are told by their text: in angle brackets (CommonMark 6.5) and bare (GitHub Flavored Markdown
// 6.9). Functions return npos where there is no link.

#include <cstddef>
#include <string_view>

namespace tare::markdown {

inline constexpr size_t kMaxUrl = 65536;  // bytes of a bare URL
inline constexpr size_t kMaxMailName =
    256;  // bytes of a bare e-mail address before its @; RFC 5321 allows 64

// Where "<scheme:...>" or "<name@domain>" that begins with `text[at]` == '<' ends.
size_t FindAngleLinkEnd(std::string_view text, size_t at);
size_t FindAngleMailEnd(std::string_view text, size_t at);

// Where a bare URL may begin whose scheme ends with the colon at `at`, or whose "www" ends with the period
// there; npos also where what stands before does not allow one.
size_t FindUrlBegin(std::string_view text, size_t colon);
size_t FindWwwBegin(std::string_view text, size_t period);
// Where the domain of the URL at `begin` ends; `*valid` tells whether it is one.
size_t ScanUrlDomain(std::string_view text, size_t begin, bool* valid);
// The part of a bare URL, which was cut at white space, that is link and not punctuation after it.
std::string_view TrimUrl(std::string_view url);

// Begin and end of the bare e-mail address around the @ at `at`; end is npos where there is none. It does not
// reach back before `floor`.
struct MailRange {
  size_t begin;
  size_t end;
};
MailRange FindMail(std::string_view text, size_t at, size_t floor);

}  // namespace tare::markdown
