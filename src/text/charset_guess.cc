// The guess is by elimination: a byte order mark, the zero bytes of UTF-16 and UTF-32, the escapes of
// ISO-2022-JP, the form of UTF-8. What is left is compared as if each charset were a code for the text: the
// one that takes the fewest bits for the bytes beyond ASCII wins.

#include <algorithm>

#include "text/ascii.h"
#include "text/charset.h"
#include "text/letter_costs.h"
#include "text/multi_byte.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::text {
namespace {

constexpr size_t kSample = size_t{64} * 1024;  // bytes
constexpr size_t kEvidence = 2048;             // bytes beyond ASCII that are enough
constexpr size_t kMostEvidence = 4095;         // where they go on without ASCII between
static_assert(2 * kMostEvidence <= kMaxEvidencePairs);

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// UTF-16 and UTF-32 without a mark: where the zero bytes of their ASCII are.
std::optional<Charset> GuessByZeros(std::string_view sample) {
  const size_t units = sample.size() / 4;
  size_t zeros[4] = {};
  size_t planes_be = 0;  // units whose second (third, from the other end) byte is a Unicode plane
  size_t planes_le = 0;
  for (size_t at = 0; at < units * 4; at += 4) {
    for (size_t i = 0; i < 4; ++i) zeros[i] += sample[at + i] == '\0';
    planes_be += static_cast<unsigned char>(sample[at + 1]) <= 0x10;
    planes_le += static_cast<unsigned char>(sample[at + 2]) <= 0x10;
  }
  if (units == 0) return std::nullopt;
  if (zeros[3] == units && planes_le == units) return Charset::kUtf32Le;
  if (zeros[0] == units && planes_be == units) return Charset::kUtf32Be;
  // At least one character in 16 is of ASCII or Latin-1, and hardly any is of U+0100, U+0200, ...
  const size_t even = zeros[0] + zeros[2];
  const size_t odd = zeros[1] + zeros[3];
  if (odd * 8 >= units && odd > even * 16) return Charset::kUtf16Le;
  if (even * 8 >= units && even > odd * 16) return Charset::kUtf16Be;
  return std::nullopt;
}

bool LooksLikeIso2022Jp(std::string_view sample) {
  if (AsciiPrefix(sample) < sample.size()) return false;
  return sample.find("\x1B$B") != sample.npos || sample.find("\x1B$@") != sample.npos;
}

// UTF-8, be it broken here and there.
bool LooksLikeUtf8(std::string_view bytes) {
  const size_t end = std::min(bytes.size(), kSample);
  size_t characters = 0;
  size_t errors = 0;
  for (size_t at = 0; at < end;) {
    at += AsciiPrefix(bytes.substr(at, end - at));
    while (at < end && !IsAscii(bytes[at])) {
      const Decoded decoded = Decode(bytes, at);  // may reach over the sample's end
      at += decoded.length;
      ++(decoded.well_formed ? characters : errors);
    }
  }
  return errors * 8 <= characters;
}

// The part of the sample that has evidence: from shortly before the first byte beyond ASCII on.
std::string_view Evidence(std::string_view sample) {
  const size_t first = AsciiPrefix(sample);
  const size_t start = first > 0 ? first - 1 : 0;
  size_t end = start;
  for (size_t seen = 0; end < sample.size() && seen < kMostEvidence; ++end) {
    if (seen >= kEvidence && IsAscii(sample[end - 1])) break;
    seen += !IsAscii(sample[end]);
  }
  return sample.substr(start, end - start);
}

// Bits for a character: by how large its class is and how much of a text is of that class.
namespace bits {
constexpr float kSyllable = 8;  // kana
constexpr float kMark = 8;      // ideographic punctuation
constexpr float kHangul = 10.5F;
constexpr float kCommonHan = 11;
constexpr float kHalfKana = 14;
constexpr float kRare = 17;
constexpr float kVeryRare = 20;
constexpr float kError = 25;
constexpr float kAsciiLetter = 4;  // what one costs by itself
constexpr float kBesideLatin = 6;  // extra, for each neighbour that is an ASCII letter
}  // namespace bits

// The class of a pair, by the rows of the national standard behind the charset.
float PairBits(Charset charset, unsigned lead, unsigned trail) {
  const bool in_plane = lead >= 0xA1 && trail >= 0xA1;  // of 94 rows of 94
  switch (charset) {
    case Charset::kShiftJis:
      if (lead == 0x81) return bits::kMark;
      if (lead == 0x82 && trail >= 0x9F) return bits::kSyllable;
      if (lead == 0x83 && trail <= 0x96) return bits::kSyllable;
      if (lead >= 0x88 && lead <= 0x98) return bits::kCommonHan;
      return bits::kRare;
    case Charset::kEucJp:
      if (!in_plane) return bits::kHalfKana;
      if (lead == 0xA1) return bits::kMark;
      if (lead == 0xA4 || lead == 0xA5) return bits::kSyllable;
      if (lead >= 0xB0 && lead <= 0xCF) return bits::kCommonHan;
      return bits::kRare;
    case Charset::kEucKr:
      if (!in_plane) return bits::kRare;
      if (lead == 0xA1) return bits::kMark;
      if (lead >= 0xB0 && lead <= 0xC8) return bits::kHangul;
      return bits::kRare;
    case Charset::kBig5:
      if (lead == 0xA1) return bits::kMark;
      if (lead >= 0xA4 && lead <= 0xC6) return bits::kCommonHan;
      return lead >= 0xC9 && lead <= 0xF9 ? bits::kRare : bits::kVeryRare;
    default:
      if (!in_plane) return bits::kVeryRare;
      if (lead == 0xA1 || lead == 0xA3) return bits::kMark;
      if (lead >= 0xB0 && lead <= 0xD7) return bits::kCommonHan;
      return bits::kRare;
  }
}

float DoubleByteBits(Charset charset, std::string_view text) {
  float total = 0;
  for (size_t at = 0; at < text.size();) {
    if (IsAscii(text[at])) {
      ++at;
      continue;
    }
    const Character character = CharacterAt(charset, text, at);
    if (character.length == 0) return total + bits::kError;
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t next = at + character.length;
    if (at > 0 && IsLetter(text[at - 1])) total += bits::kBesideLatin;
    if (next < text.size() && IsLetter(text[next])) total += bits::kBesideLatin;
    if (!character.well_formed) {
      total += bits::kError;
    } else if (character.length == 1) {
      total += charset == Charset::kShiftJis ? bits::kHalfKana : bits::kRare;
    } else if (character.length > 2) {
      total += bits::kVeryRare;
    } else {
      total += PairBits(charset, lead, static_cast<unsigned char>(text[at + 1]));
      // The other charsets have such a trail for nothing.
      if (IsAscii(text[at + 1])) total -= bits::kAsciiLetter;
    }
    at = next;
  }
  return total;
}

}  // namespace

Charset GuessCharset(std::string_view bytes) {
  size_t mark;
  if (const auto charset = CharsetByMark(bytes, &mark)) return *charset;
  const std::string_view sample = bytes.substr(0, kSample);
  if (const auto charset = GuessByZeros(sample)) return *charset;
  if (LooksLikeIso2022Jp(sample)) return Charset::kIso2022Jp;
  if (LooksLikeUtf8(bytes)) return Charset::kUtf8;

  const std::string_view evidence = Evidence(sample);
  SingleByteGuess best = GuessSingleByte(evidence);
  for (const Charset charset :
       {Charset::kGbk, Charset::kShiftJis, Charset::kEucKr, Charset::kBig5, Charset::kEucJp}) {
    const float bits = DoubleByteBits(charset, evidence);
    if (bits < best.bits) best = {charset, bits};
  }
  return best.charset;
}

}  // namespace tare::text
