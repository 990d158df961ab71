#pragma once

// Character encodings of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), UTF-32, and the DOS
// and Macintosh code pages that RTF names, decoded to UTF-8. One interface; the tables are made at build time
// (tools/make_charset_tables.cc).
//
// The standard's `replacement` encoding is not here: its labels (iso-2022-kr, hz-gb-2312, ...) are unknown
// ones, and what has such a label is guessed like text without one. UTF-7 is unknown too.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

namespace tare::text {

enum class Charset : uint8_t {
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
  // One or more bytes a character.
  kGbk,
  kGb18030,
  kBig5,
  kEucJp,
  kIso2022Jp,
  kShiftJis,
  kEucKr,
  kJohab,
  // One byte a character: those of the standard, then other code pages.
  kIbm866,
  kIso8859Part2,
  kIso8859Part3,
  kIso8859Part4,
  kIso8859Part5,
  kIso8859Part6,
  kIso8859Part7,
  kIso8859Part8,
  kIso8859Part8Logical,
  kIso8859Part10,
  kIso8859Part13,
  kIso8859Part14,
  kIso8859Part15,
  kIso8859Part16,
  kKoi8R,
  kKoi8U,
  kMacintosh,
  kWindows874,
  kWindows1250,
  kWindows1251,
  kWindows1252,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kMacCyrillic,
  kUserDefined,
  kIbm437,
  kDos720,
  kDos737,
  kDos775,
  kIbm850,
  kIbm852,
  kIbm855,
  kIbm857,
  kIbm858,
  kIbm860,
  kIbm861,
  kIbm862,
  kIbm863,
  kIbm864,
  kIbm865,
  kIbm869,
  kMacGreek,
  kMacCentralEurope,
  kMacTurkish,
  kMacIcelandic,
  kMacCroatian,
  kMacRomanian,
};
inline constexpr int kCharsets = static_cast<int>(Charset::kMacRomanian) + 1;
inline constexpr Charset kFirstSingleByte = Charset::kIbm866;

// By any WHATWG label, or the name of a code page ("cp437", "ibm850", "windows-1252"); case-insensitive,
// spaces trimmed.
std::optional<Charset> CharsetByLabel(std::string_view label);
// By Windows or DOS code page number: 1252, 932, 437, 10000, 65001, ...
std::optional<Charset> CharsetByCodePage(uint32_t code_page);
// The WHATWG name: "windows-1252", "Shift_JIS".
std::string_view CharsetName(Charset charset);
inline constexpr Charset Utf8() { return Charset::kUtf8; }

// By byte order mark; `*length` is the mark's size.
std::optional<Charset> CharsetByMark(std::string_view bytes, size_t* length);
// A guess for text without a label: UTF-8 if valid, UTF-16/32 by zero bytes, else the most plausible of the
// multi-byte sets and windows-125x by their byte statistics. Looks at the first 64 KiB.
Charset GuessCharset(std::string_view bytes);

class Utf8Writer;

// A decoder keeps what a chunk's end cuts off.
class Decoder {
 public:
  explicit Decoder(Charset charset) : charset_(charset) {}

  // Appends `bytes` as UTF-8. Ill-formed input becomes U+FFFD. `last` flushes what is pending.
  // A byte order mark is decoded like any other character.
  void Decode(std::string_view bytes, bool last, std::pmr::string& to);
  // How many U+FFFD were put in for ill-formed input.
  uint64_t replaced() const { return replaced_; }

 private:
  size_t Write(std::string_view text, bool last, Utf8Writer& out);
  void Keep(std::string_view cut_off);

  Charset charset_;
  uint8_t mode_ = 0;  // of ISO-2022-JP
  uint8_t pending_size_ = 0;
  char pending_[8] = {};
  uint64_t replaced_ = 0;
};

// One byte that is a character of its own, for formats that mix charsets run by run (RTF). U+FFFD where
// undefined, and for a byte that only starts or continues a character.
char32_t DecodeByte(Charset charset, unsigned char byte);
// Two bytes of a multi-byte charset that make one character. U+FFFD where they do not. (Of the four pairs of
// Big5 that stand for a letter with an accent, the letter.)
char32_t DecodePair(Charset charset, unsigned char lead, unsigned char trail);
// Whether the byte is the first of a pair.
bool IsLeadByte(Charset charset, unsigned char byte);
// Whether characters may take more than one byte.
inline constexpr bool IsMultiByte(Charset charset) { return charset < kFirstSingleByte; }

}  // namespace tare::text
