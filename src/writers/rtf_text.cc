#include "writers/rtf_text.h"

#include <algorithm>

#include "text/escape.h"

namespace tare::rtf_writer {
namespace {

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool IsSpecialInUrl(char c) { return c == '"' || c == '\\' || IsControl(c); }

// Writes `text` escaped, but for the bytes that `is_special` names: those go to `write_special`.
void WriteBut(std::string_view text, Output& out, bool (*is_special)(char), auto write_special) {
  size_t from = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!is_special(text[at])) continue;
    if (at > from) text::EscapeRtf(text.substr(from, at - from), out);
    write_special(text[at]);
    from = at + 1;
  }
  if (from < text.size()) text::EscapeRtf(text.substr(from), out);
}

}  // namespace

void WriteMark(std::string_view word, std::string_view text, Output& out) {
  out.Write("{\\*\\");
  out.Write(word);
  out.Put(' ');
  text::EscapeRtf(text, out);
  out.Put('}');
}

void WriteNamedMark(std::string_view word, std::string_view name, std::string_view text, Output& out) {
  out.Write("{\\*\\");
  out.Write(word);
  out.Put(' ');
  text::EscapeRtf(name, out);
  out.Write("\\tab ");
  text::EscapeRtf(text, out);
  out.Put('}');
}

void WriteFieldArgument(std::string_view text, Output& out) {
  WriteBut(text, out, IsSpecialInUrl, [&](char c) {
    out.Write(c == '"' ? "\\\\\"" : c == '\\' ? "\\\\\\\\" : " ");
  });
}

void WriteFieldUrl(std::string_view url, Output& out) {
  constexpr char kHex[] = "0123456789ABCDEF";
  WriteBut(url, out, IsSpecialInUrl, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    out.Put('%');
    out.Put(kHex[byte >> 4]);
    out.Put(kHex[byte & 15]);
  });
}

bool ChangesInArgument(std::string_view text) { return std::ranges::any_of(text, IsControl); }
bool ChangesInUrl(std::string_view url) { return std::ranges::any_of(url, IsSpecialInUrl); }

}  // namespace tare::rtf_writer
