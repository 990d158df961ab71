#include "readers/html/url.h"

#include <algorithm>

#include "readers/html/ascii.h"

namespace tare::html {
namespace {

constexpr size_t kMaxBase = 8192;  // bytes; a longer base is no base

// The parts of a reference, RFC 3986 section 3. A part that is there may still be empty.
struct Parts {
  std::string_view scheme;     // with its colon, or empty
  std::string_view authority;  // with its two slashes, or empty
  std::string_view path;
  std::string_view query;     // with its question mark, or empty
  std::string_view fragment;  // with its number sign, or empty
};

bool IsSchemeCharacter(char c) {
  const char lower = text::Lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

std::string_view SchemeOf(std::string_view url) {
  if (url.empty() || text::Lower(url.front()) < 'a' || text::Lower(url.front()) > 'z') return {};
  const auto end = std::ranges::find_if_not(url, IsSchemeCharacter);
  return end != url.end() && *end == ':' ? std::string_view(url.begin(), end + 1) : std::string_view();
}

Parts Split(std::string_view url) {
  const auto take_until = [&url](std::string_view stops) {
    const std::string_view part = url.substr(0, url.find_first_of(stops));
    url.remove_prefix(part.size());
    return part;
  };
  Parts parts;
  parts.scheme = SchemeOf(url);
  url.remove_prefix(parts.scheme.size());
  if (url.starts_with("//")) {
    const size_t end = std::min(url.find_first_of("/?#", 2), url.size());
    parts.authority = url.substr(0, end);
    url.remove_prefix(end);
  }
  parts.path = take_until("?#");
  parts.query = take_until("#");
  parts.fragment = url;
  return parts;
}

// Appends `path` without its "." and ".." segments (section 5.2.4). `start` is where the path begins in `to`.
void AppendWithoutDots(std::string_view path, size_t start, std::pmr::string& to) {
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash);
    const std::string_view name = segment.starts_with('/') ? segment.substr(1) : segment;
    if (name == ".") {
      if (path.empty()) to += '/';
    } else if (name == "..") {
      const size_t last = to.rfind('/');
      to.resize(last == to.npos || last < start ? start : last);
      if (path.empty()) to += '/';
    } else {
      to += segment;
    }
  }
}

}  // namespace

BaseUrl::BaseUrl(std::string_view document, Account& account) : base_(&account) {
  if (document.size() <= kMaxBase && !SchemeOf(document).empty()) base_ = document;
}

void BaseUrl::SetBase(std::string_view href) {
  if (has_base_ || href.size() > kMaxBase) return;
  std::pmr::string buffer(base_.get_allocator());
  const std::string_view resolved = Resolve(href, &buffer);
  if (SchemeOf(resolved).empty()) return;  // relative to nothing known
  has_base_ = true;
  base_ = std::pmr::string(resolved, base_.get_allocator());
}

std::string_view BaseUrl::Resolve(std::string_view reference, std::pmr::string* buffer) const {
  // As browsers do: white space around does not count, line breaks and tabs inside neither.
  reference = TrimAscii(reference);
  constexpr auto kBreaks = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
  if (std::ranges::any_of(reference, kBreaks)) {
    std::pmr::string joined(reference, buffer->get_allocator());
    std::erase_if(joined, kBreaks);
    *buffer = std::move(joined);
    reference = *buffer;
  }
  if (base_.empty() || !SchemeOf(reference).empty()) return reference;

  const Parts base = Split(base_);
  const Parts given = Split(reference);
  if (base.authority.empty() && !base.path.starts_with('/')) return reference;  // "mailto:" is no base

  std::pmr::string url(buffer->get_allocator());
  url.reserve(base_.size() + reference.size() + 1);
  url += base.scheme;
  url += given.authority.empty() ? base.authority : given.authority;
  const size_t start = url.size();
  if (given.authority.empty() && given.path.empty()) {
    url += base.path;
    url += given.query.empty() ? base.query : given.query;
  } else {
    if (given.authority.empty() && !given.path.starts_with('/')) {
      const size_t slash = base.path.rfind('/');
      AppendWithoutDots(slash == base.path.npos ? "/" : base.path.substr(0, slash + 1), start, url);
      if (url.size() > start) url.pop_back();  // the slash comes back with the reference
      std::pmr::string path("/", buffer->get_allocator());
      path += given.path;
      AppendWithoutDots(path, start, url);
    } else {
      AppendWithoutDots(given.path, start, url);
    }
    url += given.query;
  }
  url += given.fragment;
  *buffer = std::move(url);
  return *buffer;
}

}  // namespace tare::html
