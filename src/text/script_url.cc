#include "text/script_url.h"

#include <cstddef>

#include "text/ascii.h"

namespace tare::text {
namespace {

bool IsBreak(char c) { return c == '\t' || c == '\n' || c == '\r'; }

// `lower` is in lower case.
bool StartsWith(std::string_view url, std::string_view lower) {
  size_t matched = 0;
  for (size_t at = 0; at < url.size() && matched < lower.size(); ++at) {
    if (IsBreak(url[at])) continue;
    if (Lower(url[at]) != lower[matched++]) return false;
  }
  return matched == lower.size();
}

}  // namespace

bool IsScriptUrl(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  if (StartsWith(url, "javascript:") || StartsWith(url, "vbscript:")) return true;
  return StartsWith(url, "data:") && !StartsWith(url, "data:image/");
}

}  // namespace tare::text
