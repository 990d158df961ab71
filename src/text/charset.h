#pragma once

// Character encodings of the WHATWG Encoding Standard, and the DOS and Macintosh code pages that RTF names,
// decoded to UTF-8. One interface; tables are made at build time (tools/make_charset_tables.cc).

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

namespace tare::text {

enum class Charset : uint8_t;  // values in charset.cc's table; kUtf8 is 0

// By any WHATWG label or IANA alias, case-insensitive, spaces trimmed: "latin1", "x-sjis", "cp437".
std::optional<Charset> CharsetByLabel(std::string_view label);
// By Windows or DOS code page number: 1252, 932, 437, 10000, 65001, ...
std::optional<Charset> CharsetByCodePage(uint32_t code_page);
// The WHATWG name: "windows-1252", "Shift_JIS".
std::string_view CharsetName(Charset charset);
Charset Utf8();

// By byte order mark; `*length` is the mark's size.
std::optional<Charset> CharsetByMark(std::string_view bytes, size_t* length);
// A guess for text without a label: UTF-8 if valid, UTF-16/32 by zero bytes, else the most plausible of the
// multi-byte sets and windows-125x by their byte statistics. Looks at the first 64 KiB.
Charset GuessCharset(std::string_view bytes);

// A decoder keeps what a chunk's end cuts off.
class Decoder {
 public:
  explicit Decoder(Charset charset) : charset_(charset) {}

  // Appends `bytes` as UTF-8. Ill-formed input becomes U+FFFD. `last` flushes what is pending.
  void Decode(std::string_view bytes, bool last, std::pmr::string& to);
  // How many U+FFFD were put in for ill-formed input.
  uint64_t replaced() const { return replaced_; }

 private:
  Charset charset_;
  uint8_t pending_size_ = 0;
  char pending_[8] = {};
  uint64_t replaced_ = 0;
};

// One byte of a single-byte charset, for formats that mix charsets run by run (RTF). 0xFFFD where undefined.
char32_t DecodeByte(Charset charset, unsigned char byte);
bool IsMultiByte(Charset charset);

}  // namespace tare::text
