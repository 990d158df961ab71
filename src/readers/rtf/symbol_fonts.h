#pragma once

// Fonts whose bytes are pictures rather than letters, mapped to Unicode.

#include <cstdint>
#include <string_view>

namespace tare::rtf {

enum class SymbolFont : uint8_t { kNone, kSymbol, kWingdings, kUnknown };

// kNone for fonts that hold letters, as far as the name tells.
SymbolFont SymbolFontByName(std::string_view name);

// What a byte stands for. In kUnknown fonts only what writers use as a bullet is known; other bytes are
// taken as windows-1252. U+FFFD where nothing is known.
char32_t DecodeSymbol(SymbolFont font, unsigned char byte);

// Symbol characters also stand as code points of the private use area: F000 and the byte.
inline bool IsSymbolCodePoint(char32_t c) { return c >= 0xF020 && c <= 0xF0FF; }

}  // namespace tare::rtf
