#pragma once

// The font table, as far as text depends on it: how each font's bytes are encoded.

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "readers/rtf/symbol_fonts.h"
#include "text/charset.h"

namespace tare::rtf {

struct FontEncoding {
  text::Charset charset = text::Charset::kWindows1252;
  SymbolFont symbols = SymbolFont::kNone;  // where it is one, `charset` has no meaning

  bool operator==(const FontEncoding&) const = default;
};

// A definition being read: \fN \fcharsetN \cpgN name;
struct FontDefinition {
  int32_t number = -1;
  int32_t charset = -1;    // \fcharset; -1 is not said
  int32_t code_page = -1;  // \cpg; -1 is not said
};

class FontTable {
 public:
  static constexpr size_t kMaxFonts = 4096;

  explicit FontTable(std::pmr::memory_resource* memory) : fonts_(memory) {}

  // The charset of the document, for fonts that do not say another.
  void SetDocumentCharset(text::Charset charset) { document_charset_ = charset; }
  // The same, and for all fonts but symbol fonts, whatever they say.
  void OverrideCharset(text::Charset charset);
  void SetDefaultFont(int32_t number) { default_font_ = number; }

  void Define(const FontDefinition& definition, std::string_view name);
  // A font that is not defined, or -1, has the default font's encoding.
  FontEncoding Encoding(int32_t number) const;

 private:
  struct Font {
    int32_t number;
    FontEncoding encoding;
    bool says_charset;
    bool western;  // \fcharset0
  };
  const Font* Find(int32_t number) const;

  std::pmr::vector<Font> fonts_;  // by number
  text::Charset document_charset_ = text::Charset::kWindows1252;
  int32_t default_font_ = -1;
  bool overridden_ = false;
  bool has_multi_byte_font_ = false;
};

}  // namespace tare::rtf
