#pragma once

// The tables behind charset.h. tools/make_charset_tables.cc writes their definitions at build time.
// "Pointer" is the Encoding Standard's word for the index of a pair of bytes; 0 is no character.

#include <cstddef>
#include <cstdint>

#include "text/charset.h"

namespace tare::text {

inline constexpr size_t kSingleBytes = kCharsets - static_cast<size_t>(kFirstSingleByte);
extern const char16_t kSingleByte[kSingleBytes * 128];  // bytes 0x80 to 0xFF, charset by charset

extern const char16_t kJis0208[11104];  // with the extensions of NEC and IBM; the user-defined rows are 0
extern const char16_t kJis0212[94 * 94];
extern const char16_t kKorean[126 * 190];   // Unified Hangul Code, leads from 0x81, trails from 0x41
extern const char16_t kJohab[118 * 206];    // leads from 0x84, trails from 0x31
extern const char16_t kGb18030[126 * 190];  // leads from 0x81, trails 0x40 to 0x7E and 0x80 to 0xFE
extern const char16_t kBig5[126 * 157];     // leads from 0x81, trails 0x40 to 0x7E and 0xA1 to 0xFE
extern const uint8_t kBig5InPlane2[(126 * 157 + 7) / 8];  // a bit a pointer: add U+20000

// Four-byte sequences of GB18030 below U+10000: runs of code points begin here.
inline constexpr size_t kGb18030Ranges = 208;
extern const uint16_t kGb18030RangePointers[kGb18030Ranges];
extern const char16_t kGb18030RangeCodePoints[kGb18030Ranges];

}  // namespace tare::text
