#include "text/multi_byte.h"

#include <algorithm>
#include <iterator>

#include "text/scan.h"
#include "text/utf8_writer.h"

namespace tare::text {
namespace {

constexpr bool In(unsigned byte, unsigned first, unsigned last) { return byte >= first && byte <= last; }

unsigned ByteAt(std::string_view text, size_t at) { return static_cast<unsigned char>(text[at]); }

Character Error(uint32_t length) { return {.length = length}; }
Character Incomplete() { return {}; }
Character Good(CodePoint c, uint32_t length) {
  return {.code_point = c, .length = length, .well_formed = true};
}

// What a lead and a trail byte give; 0 is no character. An error leaves an ASCII trail to itself.
Character Pair(CodePoint c, unsigned trail) {
  if (c != 0) return Good(c, 2);
  return Error(trail < 0x80 ? 1 : 2);
}

// Each of these reads the character at text[at], beyond ASCII, as the standard's decoder of that name.

struct ShiftJis {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (lead == 0x80) return Good(lead, 1);
    if (In(lead, 0xA1, 0xDF)) return Good(0xFF61 + (lead - 0xA1), 1);
    if (!In(lead, 0x81, 0x9F) && !In(lead, 0xE0, 0xFC)) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    if (!In(trail, 0x40, 0x7E) && !In(trail, 0x80, 0xFC)) return Pair(0, trail);
    const unsigned row = lead - (lead < 0xA0 ? 0x81 : 0xC1);
    const unsigned pointer = row * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
    if (In(pointer, 8836, 10715))
      return Good(0xE000 + (pointer - 8836), 2);  // user-defined, as Windows has it
    return Pair(Jis0208At(pointer), trail);
  }
};

struct EucJp {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (!In(lead, 0x8E, 0x8F) && !In(lead, 0xA1, 0xFE)) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    if (lead == 0x8E) return Pair(In(trail, 0xA1, 0xDF) ? 0xFF61 + (trail - 0xA1) : 0, trail);
    if (!In(trail, 0xA1, 0xFE)) return Pair(0, trail);
    if (lead != 0x8F) return Pair(Jis0208At((lead - 0xA1) * 94 + (trail - 0xA1)), trail);

    if (at + 2 == text.size()) return Incomplete();
    const unsigned third = ByteAt(text, at + 2);
    const CodePoint c = In(third, 0xA1, 0xFE) ? kJis0212[(trail - 0xA1) * 94 + (third - 0xA1)] : 0;
    if (c != 0) return Good(c, 3);
    return Error(third < 0x80 ? 2 : 3);
  }
};

struct Korean {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (!In(lead, 0x81, 0xFE)) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    return Pair(In(trail, 0x41, 0xFE) ? kKorean[(lead - 0x81) * 190 + (trail - 0x41)] : 0, trail);
  }
};

struct Johab {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (!In(lead, 0x84, 0xF9)) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    return Pair(In(trail, 0x31, 0xFE) ? kJohab[(lead - 0x84) * 206 + (trail - 0x31)] : 0, trail);
  }
};

struct Big5 {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (!In(lead, 0x81, 0xFE)) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    if (!In(trail, 0x40, 0x7E) && !In(trail, 0xA1, 0xFE)) return Pair(0, trail);
    const unsigned pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
    switch (pointer) {
      case 1133:
        return {.code_point = 0xCA, .length = 2, .well_formed = true, .accent = 0x304};
      case 1135:
        return {.code_point = 0xCA, .length = 2, .well_formed = true, .accent = 0x30C};
      case 1164:
        return {.code_point = 0xEA, .length = 2, .well_formed = true, .accent = 0x304};
      case 1166:
        return {.code_point = 0xEA, .length = 2, .well_formed = true, .accent = 0x30C};
      default: {
        const bool plane_2 = (kBig5InPlane2[pointer / 8] >> (pointer % 8)) & 1;
        return Pair(kBig5[pointer] + (plane_2 ? 0x20000 : 0), trail);
      }
    }
  }
};

// GBK too: the standard decodes both alike.
struct Gb18030 {
  [[gnu::always_inline]] Character operator()(std::string_view text, size_t at) const {
    const unsigned lead = ByteAt(text, at);
    if (lead == 0x80) return Good(0x20AC, 1);
    if (lead == 0xFF) return Error(1);
    if (at + 1 == text.size()) return Incomplete();
    const unsigned trail = ByteAt(text, at + 1);
    if (In(trail, '0', '9')) return FourBytes(text.substr(at));
    if (!In(trail, 0x40, 0x7E) && !In(trail, 0x80, 0xFE)) return Pair(0, trail);
    return Pair(kGb18030[(lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)], trail);
  }

 private:
  static Character FourBytes(std::string_view text) {
    if (text.size() == 2) return Incomplete();
    if (!In(ByteAt(text, 2), 0x81, 0xFE)) return Error(1);
    if (text.size() == 3) return Incomplete();
    if (!In(ByteAt(text, 3), '0', '9')) return Error(1);
    const unsigned pointer = (ByteAt(text, 0) - 0x81) * 12600 + (ByteAt(text, 1) - '0') * 1260 +
                             (ByteAt(text, 2) - 0x81) * 10 + (ByteAt(text, 3) - '0');
    if (In(pointer, 189000, 1237575)) return Good(0x10000 + (pointer - 189000), 4);
    if (pointer > 39419) return Error(4);
    const auto after =
        std::upper_bound(std::begin(kGb18030RangePointers), std::end(kGb18030RangePointers), pointer);
    const auto range = static_cast<size_t>(after - std::begin(kGb18030RangePointers)) - 1;
    return Good(kGb18030RangeCodePoints[range] + (pointer - kGb18030RangePointers[range]), 4);
  }
};

// Calls `use` with the charset's way to read a character.
template <typename Use>
auto With(Charset charset, Use use) {
  switch (charset) {
    case Charset::kBig5:
      return use(Big5());
    case Charset::kEucJp:
      return use(EucJp());
    case Charset::kShiftJis:
      return use(ShiftJis());
    case Charset::kEucKr:
      return use(Korean());
    case Charset::kJohab:
      return use(Johab());
    default:
      return use(Gb18030());
  }
}

template <typename CharacterAt>
size_t Write(std::string_view text, const CharacterAt& character_at, Utf8Writer& out) {
  size_t at = 0;
  bool cut_off = false;
  while (at < text.size() && !cut_off) {
    at += out.AsciiRun(text.substr(at));
    char* next = out.BeginBatch();
    uint64_t wrong = 0;
    for (size_t room = Utf8Writer::kBatch; room > 0 && at < text.size() && ByteAt(text, at) >= 0x80; --room) {
      const Character character = character_at(text, at);
      cut_off = character.length == 0;
      if (cut_off) break;
      at += character.length;
      wrong += !character.well_formed;
      next += Encode(character.code_point, next);
      if (character.accent != 0) next += Encode(character.accent, next);
    }
    out.EndBatch(next);
    out.CountReplaced(wrong);
  }
  return at;
}

}  // namespace

Character CharacterAt(Charset charset, std::string_view text, size_t at) {
  return With(charset, [&](auto character_at) { return character_at(text, at); });
}

size_t WriteDoubleByte(Charset charset, std::string_view text, Utf8Writer& out) {
  return With(charset, [&](auto character_at) { return Write(text, character_at, out); });
}

char32_t DecodePair(Charset charset, unsigned char lead, unsigned char trail) {
  if (!IsLeadByte(charset, lead)) return kReplacement;
  const char bytes[2] = {static_cast<char>(lead), static_cast<char>(trail)};
  const Character character = CharacterAt(charset, {bytes, 2}, 0);
  return character.length == 2 ? character.code_point : kReplacement;
}

bool IsLeadByte(Charset charset, unsigned char byte) {
  switch (charset) {
    case Charset::kGbk:
    case Charset::kGb18030:
    case Charset::kBig5:
    case Charset::kEucKr:
      return In(byte, 0x81, 0xFE);
    case Charset::kShiftJis:
      return In(byte, 0x81, 0x9F) || In(byte, 0xE0, 0xFC);
    case Charset::kEucJp:
      return byte == 0x8E || In(byte, 0xA1, 0xFE);
    case Charset::kJohab:
      return In(byte, 0x84, 0xD3) || In(byte, 0xD8, 0xDE) || In(byte, 0xE0, 0xF9);
    default:
      return false;
  }
}

}  // namespace tare::text
