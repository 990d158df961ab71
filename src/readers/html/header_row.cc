#include "readers/html/header_row.h"

#include "readers/html/ascii.h"
#include "text/scan.h"

namespace tare::html {
namespace {

// Whether a tag of that name, which is `tag` without its "<", begins here.
bool IsTag(std::string_view text, std::string_view tag) {
  if (!StartsWithIgnoringCase(text, tag)) return false;
  if (text.size() == tag.size()) return true;
  const char next = text[tag.size()];
  return IsAsciiWhitespace(next) || next == '>' || next == '/';
}

}  // namespace

bool IsHeaderRow(std::string_view page) {
  page = page.substr(0, kMaxLookAhead);
  bool has_header = false;
  for (size_t at = text::FindByte(page, '<', 1); at < page.size(); at = text::FindByte(page, '<', at + 1)) {
    const std::string_view tag = page.substr(at + 1);
    if (IsTag(tag, "th")) {
      has_header = true;
    } else if (IsTag(tag, "td") || IsTag(tag, "table")) {
      return false;
    } else if (IsTag(tag, "tr") || IsTag(tag, "/tr") || IsTag(tag, "/table") || IsTag(tag, "/thead") ||
               IsTag(tag, "tbody")) {
      return has_header;
    }
  }
  return has_header && page.size() < kMaxLookAhead;  // the page ends in the row
}

}  // namespace tare::html
