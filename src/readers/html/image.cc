#include "readers/html/image.h"

#include <array>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"

namespace tare::html {
namespace {

// Placeholders of one colour take a hundred bytes or so.
constexpr size_t kSmallDataUrl = 300;

// Where pages keep the real URL until the picture scrolls into sight.
constexpr std::string_view kLazyAttributes[] = {"data-src",  "data-original", "data-lazy-src",
                                                "data-lazy", "data-url",      "data-actualsrc"};
constexpr std::string_view kSourceSets[] = {"srcset", "data-srcset", "data-lazy-srcset"};

// The first URL of a srcset. (Which candidate a screen would take is of no interest here.)
std::string_view FirstOfSourceSet(std::string_view set) {
  set = TrimAscii(set);
  std::string_view url = set.substr(0, set.find_first_of(" \t\n\f\r"));
  while (url.ends_with(',')) url.remove_suffix(1);
  return url;
}

bool IsPlaceholder(std::string_view url) {
  if (url.empty() || EqualsIgnoringCase(url, "about:blank") || url == "#") return true;
  if (StartsWithIgnoringCase(url, "data:")) return url.size() <= kSmallDataUrl;
  const std::string_view name = url.substr(url.rfind('/') + 1);
  for (const std::string_view sign :
       {"placeholder", "spacer", "blank.", "pixel.", "1x1", "transparent.", "lazy"}) {
    if (ContainsIgnoringCase(name, sign)) return true;
  }
  return false;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = text::Lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr std::array<int8_t, 256> kBase64 = [] {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  int8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    values[static_cast<unsigned char>(c)] = value++;
  }
  values['-'] = 62;  // the alphabet for URLs
  values['_'] = 63;
  return values;
}();

// A character of percent-encoded text; `*at` moves past it.
char NextPercentDecoded(std::string_view text, size_t* at) {
  const char c = text[(*at)++];
  if (c != '%' || *at + 2 > text.size()) return c;
  const int high = HexDigit(text[*at]);
  const int low = HexDigit(text[*at + 1]);
  if (high < 0 || low < 0) return c;
  *at += 2;
  return static_cast<char>(high * 16 + low);
}

}  // namespace

std::string_view ImageUrl(const Tag& tag) {
  const std::string_view src = TrimAscii(AttributeOf(tag, "src"));
  if (!IsPlaceholder(src)) return src;
  for (const std::string_view name : kLazyAttributes) {
    const std::string_view url = TrimAscii(AttributeOf(tag, name));
    if (!url.empty() && url != src) return url;
  }
  for (const std::string_view name : kSourceSets) {
    const std::string_view url = FirstOfSourceSet(AttributeOf(tag, name));
    if (!url.empty() && !StartsWithIgnoringCase(url, "data:")) return url;
  }
  return src;
}

bool IsInvisible(const Tag& tag) {
  for (const std::string_view name : {"width", "height"}) {
    const std::string_view* value = FindAttribute(tag, name);
    if (value && !value->ends_with('%') && ParseNumber(*value, UINT32_MAX).value_or(2) < 2) return true;
  }
  return false;
}

std::optional<DataUrl> ParseDataUrl(std::string_view url) {
  if (!StartsWithIgnoringCase(url, "data:")) return std::nullopt;
  const size_t comma = url.find(',');
  if (comma == url.npos) return std::nullopt;
  std::string_view type = url.substr(5, comma - 5);
  DataUrl parsed;
  parsed.data = url.substr(comma + 1);
  constexpr std::string_view kBase64Mark = ";base64";
  if (type.size() >= kBase64Mark.size() &&
      EqualsIgnoringCase(type.substr(type.size() - kBase64Mark.size()), kBase64Mark)) {
    parsed.base64 = true;
    type.remove_suffix(kBase64Mark.size());
  }
  parsed.media_type = TrimAscii(type.substr(0, type.find(';')));
  return parsed;
}

bool DecodeData(const DataUrl& url, std::pmr::string* bytes) {
  uint32_t bits = 0;
  int count = 0;
  for (size_t at = 0; at < url.data.size();) {
    const char c = NextPercentDecoded(url.data, &at);
    if (!url.base64) {
      *bytes += c;
      continue;
    }
    if (IsAsciiWhitespace(c)) continue;
    if (c == '=') break;
    const int8_t value = kBase64[static_cast<unsigned char>(c)];
    if (value < 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    *bytes += static_cast<char>(bits >> count);
  }
  return true;
}

}  // namespace tare::html
