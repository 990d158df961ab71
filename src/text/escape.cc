#include "text/escape.h"

#include <charconv>

#include "text/scan.h"
#include "text/utf8.h"

namespace tare::text {
namespace {

// Copies `text`, but for the bytes of `specials`: `escape(at)` writes what stands for the one at `at` and
// returns how many bytes of the text that took.
template <typename Escape>
void CopyEscaped(std::string_view text, const ByteSet& specials, Output& out, Escape escape) {
  size_t at = 0;
  while (true) {
    const size_t special = FindFirstOf(text, specials, at);
    if (special > at) out.Write(text.substr(at, special - at));
    if (special == text.size()) return;
    at = special + escape(special);
  }
}

// C2 is the first byte of U+00A0.
constexpr ByteSet kHtmlSpecials("&<>\xC2");
constexpr ByteSet kHtmlAttributeSpecials("&<>\"\xC2");

void EscapeHtmlSpecials(std::string_view text, const ByteSet& specials, Output& out) {
  CopyEscaped(text, specials, out, [&](size_t at) -> size_t {
    switch (text[at]) {
      case '&':
        out.Write("&amp;");
        return 1;
      case '<':
        out.Write("&lt;");
        return 1;
      case '>':
        out.Write("&gt;");
        return 1;
      case '"':
        out.Write("&quot;");
        return 1;
      default:
        if (text.substr(at, 2) == "\xC2\xA0") {
          out.Write("&nbsp;");
          return 2;
        }
        out.Put(text[at]);
        return 1;
    }
  });
}

constexpr ByteSet JsonSpecials() {
  ByteSet set("\"\\");
  set.AddRange(0x00, 0x1F);
  return set;
}
constexpr ByteSet kJsonSpecials = JsonSpecials();

constexpr ByteSet RtfSpecials() {
  ByteSet set("\\{}");
  set.AddRange(0x00, 0x1F);
  set.AddRange(0x7F, 0xFF);
  return set;
}
constexpr ByteSet kRtfSpecials = RtfSpecials();

// \uN takes a signed 16-bit decimal number. The space ends it (without one pandoc takes the '?' for the
// delimiter and skips the next character); the '?' is for readers that do not know \u.
constexpr size_t kLongestRtfUnit = 10;  // \u-12345 ?
char* WriteRtfUnit(unsigned unit, char* out) {
  *out++ = '\\';
  *out++ = 'u';
  out = std::to_chars(out, out + kLongestRtfUnit, static_cast<int16_t>(unit)).ptr;
  *out++ = ' ';
  *out++ = '?';
  return out;
}

// Writes the code points from `at` on that ASCII does not print, a batch at most, and returns their bytes.
size_t EscapeRtfCodePoints(std::string_view text, size_t at, Output& out) {
  constexpr size_t kBatch = 64;
  const size_t start = at;
  char* const room = out.Reserve(kBatch * 2 * kLongestRtfUnit);
  char* next = room;
  size_t count = 0;
  do {
    const Decoded decoded = Decode(text, at);
    if (decoded.code_point < 0x10000) {
      next = WriteRtfUnit(decoded.code_point, next);
    } else {
      next = WriteRtfUnit(0xD7C0 + (decoded.code_point >> 10), next);
      next = WriteRtfUnit(0xDC00 + (decoded.code_point & 0x3FF), next);
    }
    at += decoded.length;
  } while (++count < kBatch && at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80);
  out.Advance(static_cast<size_t>(next - room));
  return at - start;
}

}  // namespace

void EscapeHtml(std::string_view text, Output& out) { EscapeHtmlSpecials(text, kHtmlSpecials, out); }

void EscapeHtmlAttribute(std::string_view text, Output& out) {
  EscapeHtmlSpecials(text, kHtmlAttributeSpecials, out);
}

void EscapeJson(std::string_view text, Output& out) {
  CopyEscaped(text, kJsonSpecials, out, [&](size_t at) -> size_t {
    switch (text[at]) {
      case '"':
        out.Write("\\\"");
        break;
      case '\\':
        out.Write("\\\\");
        break;
      case '\b':
        out.Write("\\b");
        break;
      case '\f':
        out.Write("\\f");
        break;
      case '\n':
        out.Write("\\n");
        break;
      case '\r':
        out.Write("\\r");
        break;
      case '\t':
        out.Write("\\t");
        break;
      default: {
        constexpr char kDigits[] = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(text[at]);
        const char escaped[] = {'\\', 'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 15]};
        out.Write({escaped, sizeof(escaped)});
      }
    }
    return 1;
  });
}

void EscapeRtf(std::string_view text, Output& out) {
  CopyEscaped(text, kRtfSpecials, out, [&](size_t at) -> size_t {
    switch (text[at]) {
      case '\\':
      case '{':
      case '}':
        out.Put('\\');
        out.Put(text[at]);
        return 1;
      case '\t':
        out.Write("\\tab ");
        return 1;
      case '\n':
        out.Write("\\line ");
        return 1;
      default:
        return EscapeRtfCodePoints(text, at, out);
    }
  });
}

}  // namespace tare::text
