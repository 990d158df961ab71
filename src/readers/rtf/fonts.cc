#include "readers/rtf/fonts.h"

#include <algorithm>
#include <optional>

namespace tare::rtf {
namespace {

// \fcharset: the character sets of Windows fonts (specification 1.9.1, "Font Table").
struct WindowsCharset {
  int32_t number;
  uint32_t code_page;
};
constexpr WindowsCharset kWindowsCharsets[] = {
    {77, 10000}, {78, 932},   {79, 949},   {80, 936},   {81, 950},   {83, 1255},  {84, 1256},  {85, 10006},
    {86, 10081}, {87, 874},   {88, 10029}, {89, 10007}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
    {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {179, 1256}, {181, 1255},
    {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850},
};
constexpr int32_t kWesternCharset = 0;
constexpr int32_t kSymbolCharset = 2;
constexpr int32_t kSymbolCodePage = 42;

// Charsets 0 (Western) and 1 (default) are not in the table: they say nothing, since files of all languages
// name them for fonts whose bytes are in the document's code page. But see FontTable::Encoding.
std::optional<text::Charset> SaidCharset(const FontDefinition& font) {
  if (font.code_page > 0) return text::CharsetByCodePage(static_cast<uint32_t>(font.code_page));
  const auto* known = std::ranges::find(kWindowsCharsets, font.charset, &WindowsCharset::number);
  if (known == std::end(kWindowsCharsets)) return std::nullopt;
  return text::CharsetByCodePage(known->code_page);
}

}  // namespace

void FontTable::OverrideCharset(text::Charset charset) {
  document_charset_ = charset;
  overridden_ = true;
}

void FontTable::Define(const FontDefinition& definition, std::string_view name) {
  if (definition.number < 0) return;
  const auto place = std::ranges::lower_bound(fonts_, definition.number, {}, &Font::number);
  if (place == fonts_.end() && fonts_.size() == kMaxFonts) return;

  Font font = {.number = definition.number, .encoding = {}, .says_charset = false, .western = false};
  font.western = definition.charset == kWesternCharset && definition.code_page <= 0;
  font.encoding.symbols = SymbolFontByName(name);
  const bool symbol_charset = definition.charset == kSymbolCharset || definition.code_page == kSymbolCodePage;
  if (symbol_charset && font.encoding.symbols == SymbolFont::kNone) {
    font.encoding.symbols = SymbolFont::kUnknown;
  }
  if (const auto charset = SaidCharset(definition)) {
    font.encoding.charset = *charset;
    font.says_charset = true;
    has_multi_byte_font_ |= text::IsMultiByte(*charset);
  }
  if (place != fonts_.end() && place->number == definition.number) {
    *place = font;
  } else if (fonts_.size() < kMaxFonts) {
    fonts_.insert(place, font);
  }
}

FontEncoding FontTable::Encoding(int32_t number) const {
  const Font* font = Find(number);
  if (font == nullptr) font = Find(default_font_);
  if (font == nullptr) return {.charset = document_charset_};
  FontEncoding encoding = font->encoding;
  if (!font->says_charset || overridden_) encoding.charset = document_charset_;
  // Beside fonts for double bytes a Western one is meant as it is said: its bytes are single.
  if (font->western && has_multi_byte_font_ && !overridden_ && text::IsMultiByte(document_charset_)) {
    encoding.charset = text::Charset::kWindows1252;
  }
  return encoding;
}

const FontTable::Font* FontTable::Find(int32_t number) const {
  const auto place = std::ranges::lower_bound(fonts_, number, {}, &Font::number);
  return place != fonts_.end() && place->number == number ? &*place : nullptr;
}

}  // namespace tare::rtf
