#include "writers/html_url.h"

#include <array>

namespace tare {
namespace {

constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (unsigned c = '0'; c <= '9'; ++c) plain[c] = true;
  for (unsigned c = 'A'; c <= 'Z'; ++c) plain[c] = true;
  for (unsigned c = 'a'; c <= 'z'; ++c) plain[c] = true;
  for (const char c : std::string_view("!#$%()*+,-./:;=?@_~")) plain[static_cast<unsigned char>(c)] = true;
  return plain;
}();

}  // namespace

void WriteHtmlUrl(std::string_view url, Output& out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  size_t run = 0;
  for (size_t i = 0; i < url.size(); ++i) {
    const auto byte = static_cast<unsigned char>(url[i]);
    if (kPlain[byte]) continue;
    out.Write(url.substr(run, i - run));
    run = i + 1;
    if (byte == '&') {
      out.Write("&amp;");
    } else if (byte == '\'') {
      out.Write("&#39;");
    } else {
      const char encoded[] = {'%', kHex[byte >> 4], kHex[byte & 15]};
      out.Write({encoded, 3});
    }
  }
  out.Write(url.substr(run));
}

}  // namespace tare
