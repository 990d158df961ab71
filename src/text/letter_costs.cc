// A language is the order of frequency of its letters beyond ASCII; a letter's rank gives its cost in bits,
// and neighbours that do not go together (an upper-case letter behind a lower-case one, Greek beside Latin)
// cost extra. The charset and language that would encode the text in the fewest bits win.

#include "text/letter_costs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "text/utf8.h"

namespace tare::text {
namespace {

using Letters = std::u16string_view;  // lower-case letters, the most frequent first

constexpr Letters kWestern[] = {
    u"éèàêçôâîûùïëœü",  // French
    u"üäößé",           // German
    u"óíáéñúü",         // Spanish
    u"ãçáéíóêõâúàô",    // Portuguese
    u"àèéìòù",          // Italian
    u"äåöé",            // Swedish, Finnish
    u"øåæéöä",          // Danish, Norwegian
    u"áíðéóöúþæý",      // Icelandic
    u"éëïóèêö",         // Dutch
};
constexpr Letters kCentralEuropean[] = {
    u"łąęóśżćńź",          // Polish
    u"íáěéžýčřšůúňóťď",    // Czech
    u"áíéúýčžšľťôňäďóĺŕ",  // Slovak
    u"áéőöóüíúű",          // Hungarian
    u"ăîâşţșț",            // Romanian
    u"čšžćđ",              // Croatian, Slovene
};
constexpr Letters kCyrillic[] = {
    u"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",  // Russian
    u"оаинівретскулдмпязьгбчхйжїшюцєщфґ",  // Ukrainian
    u"аеоитнрсвлпкдзмъбягчужцщхшюйьф",     // Bulgarian
    u"аоиенјртсувкдпмлзбгчцшљњћжђхфџ",     // Serbian
};
constexpr Letters kGreek[] = {u"αοιετσνηυρπκμλςόίάέήγωύδώθχφβξζψϊϋ"};
constexpr Letters kTurkish[] = {u"ışüğöçiâî"};
constexpr Letters kHebrew[] = {u"יוהלאתרבשמנםדחעקפזטגכסןצךףץ"};
constexpr Letters kArabic[] = {u"اليمنرتوبةعدسفهكقحجىأشصطخضذئزثغإءظؤآ"};
constexpr Letters kBaltic[] = {
    u"ėšįųžąūčę",    // Lithuanian
    u"āīēšūņļžčģķ",  // Latvian
    u"äõüöšž",       // Estonian
};
constexpr Letters kVietnamese[] = {u"đ\u0301\u0300ưêơôâ\u0323\u0309ă\u0303áàéèíóúùãì"};
constexpr Letters kThai[] = {
    u"าน\u0E23อก\u0E48เงมยลวด\u0E31ท\u0E49ส\u0E34ต\u0E35ะปบค\u0E37หแจพช\u0E38ข\u0E39ใไโ\u0E4Cผ\u0E36ธศณ"
    u"\u0E47ซญภถฟ"};

enum class Script : uint8_t { kLatin, kOther };

struct Candidate {
  Charset charset;
  Script script;
  std::span<const Letters> languages;
  float prior;  // bits: how much rarer than windows-1252 the charset is in the wild
};
constexpr Candidate kCandidates[] = {
    {Charset::kWindows1252, Script::kLatin, kWestern, 0},
    {Charset::kWindows1251, Script::kOther, kCyrillic, 2},
    {Charset::kWindows1250, Script::kLatin, kCentralEuropean, 2},
    {Charset::kWindows1254, Script::kLatin, kTurkish, 3},
    {Charset::kWindows1253, Script::kOther, kGreek, 3},
    {Charset::kWindows1255, Script::kOther, kHebrew, 3},
    {Charset::kWindows1256, Script::kOther, kArabic, 3},
    {Charset::kWindows1257, Script::kLatin, kBaltic, 4},
    {Charset::kWindows1258, Script::kLatin, kVietnamese, 4},
    {Charset::kWindows874, Script::kOther, kThai, 3},
    {Charset::kIso8859Part2, Script::kLatin, kCentralEuropean, 4},
    {Charset::kIso8859Part5, Script::kOther, kCyrillic, 8},
    {Charset::kIso8859Part6, Script::kOther, kArabic, 6},
    {Charset::kKoi8U, Script::kOther, kCyrillic, 4},
    {Charset::kIbm866, Script::kOther, kCyrillic, 8},
    {Charset::kMacintosh, Script::kLatin, kWestern, 12},
    {Charset::kMacCyrillic, Script::kOther, kCyrillic, 12},
    {Charset::kIbm850, Script::kLatin, kWestern, 12},
    {Charset::kIbm852, Script::kLatin, kCentralEuropean, 12},
    {Charset::kIbm862, Script::kOther, kHebrew, 12},
};

// What stands beside what.
enum class Kind : uint8_t { kOther, kAsciiLower, kAsciiUpper, kLower, kUpper, kSymbol };

constexpr bool IsLetter(Kind kind) { return kind != Kind::kOther && kind != Kind::kSymbol; }
constexpr bool IsAsciiLetter(Kind kind) { return kind == Kind::kAsciiLower || kind == Kind::kAsciiUpper; }
constexpr bool IsLowerCase(Kind kind) { return kind == Kind::kAsciiLower || kind == Kind::kLower; }
constexpr bool IsUpperCase(Kind kind) { return kind == Kind::kAsciiUpper || kind == Kind::kUpper; }

// Bits for what is no letter of the language.
constexpr float kPunctuationBits = 6;   // quotes, dashes, the no-break space
constexpr float kSymbolBits = 9;        // those in common use
constexpr float kOtherLetterBits = 11;  // of another language
constexpr float kRareSymbolBits = 12;
constexpr float kNoCharacterBits = 20;  // undefined, or a C1 control
// Extra bits for neighbours.
constexpr float kCapitalBits = 3;     // at the start of a word
constexpr float kBrokenCaseBits = 8;  // an upper-case letter behind a lower-case one
constexpr float kMixedScriptBits = 6;
constexpr float kDoubledBits = 3;  // two letters beyond ASCII in a row, in Latin script
constexpr float kSymbolInWordBits = 4;

struct ByteCost {
  float bits = 0;
  Kind kind = Kind::kOther;
};

// What a byte costs where it is no letter of the language in question.
ByteCost CostOfStranger(CodePoint c, CodePoint folded) {
  constexpr Letters kPunctuation = u"\u00A0«»–—‘’‚“”„…•‹›¡¿";
  constexpr Letters kCommonSymbols = u"§©®°²³·½€£™№";
  if (c == kReplacement || c < 0xA0) return {kNoCharacterBits, Kind::kSymbol};
  if (kPunctuation.find(static_cast<char16_t>(c)) != Letters::npos) return {kPunctuationBits, Kind::kOther};
  if (kCommonSymbols.find(static_cast<char16_t>(c)) != Letters::npos) return {kSymbolBits, Kind::kOther};
  if (IsPunctuation(c) || c < 0xC0) return {kRareSymbolBits, Kind::kSymbol};
  return {kOtherLetterBits, folded == c ? Kind::kLower : Kind::kUpper};
}

// What a text says of its charset: which bytes beyond ASCII it has, and how often they stand beside what.
class Neighbours {
 public:
  struct Pair {
    unsigned char before;
    unsigned char byte;
    uint16_t count;
  };

  explicit Neighbours(std::string_view text) {
    std::array<uint16_t, kMaxEvidencePairs> all;
    size_t size = 0;
    unsigned before = ' ';
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte >= 0x80 || before >= 0x80) && size < all.size()) {
        all[size++] = static_cast<uint16_t>(before << 8 | byte);
      }
      before = byte;
    }
    std::sort(all.begin(), all.begin() + size);
    for (size_t at = 0; at < size;) {
      const size_t first = at;
      while (at < size && all[at] == all[first]) ++at;
      pairs_[count_++] = {static_cast<unsigned char>(all[first] >> 8), static_cast<unsigned char>(all[first]),
                          static_cast<uint16_t>(at - first)};
    }
  }

  std::span<const Pair> pairs() const { return {pairs_.data(), count_}; }

 private:
  size_t count_ = 0;
  std::array<Pair, kMaxEvidencePairs> pairs_;
};

// Costs of the bytes of one text in one charset.
class ByteCosts {
 public:
  ByteCosts(const Candidate& candidate, const Neighbours& text) : script_(candidate.script) {
    for (unsigned byte = 0; byte < 0x80; ++byte) {
      costs_[byte].kind = byte >= 'a' && byte <= 'z'   ? Kind::kAsciiLower
                          : byte >= 'A' && byte <= 'Z' ? Kind::kAsciiUpper
                                                       : Kind::kOther;
    }
    std::array<bool, 256> seen{};
    for (const auto& [before, byte, count] : text.pairs()) {
      if (byte < 0x80 || seen[byte]) continue;
      seen[byte] = true;
      const CodePoint code_point = DecodeByte(candidate.charset, byte);
      CodePoint folded[3];
      FoldCase(code_point, folded);  // U+0130 to two code points, the first of which is Turkish's i
      bytes_[count_++] = {byte, static_cast<char16_t>(code_point), static_cast<char16_t>(folded[0]),
                          CostOfStranger(code_point, folded[0])};
    }
  }

  void SetLanguage(Letters letters) {
    for (size_t i = 0; i < count_; ++i) costs_[bytes_[i].byte] = CostOf(bytes_[i], letters);
  }

  float Bits(const Neighbours& text) const {
    float bits = 0;
    for (const auto& [before, byte, count] : text.pairs()) {
      const ByteCost& cost = costs_[byte];
      const bool both_high = before >= 0x80 && byte >= 0x80;
      bits += static_cast<float>(count) * (cost.bits + PairBits(costs_[before].kind, cost.kind, both_high));
    }
    return bits;
  }

 private:
  struct HighByte {
    unsigned char byte;
    char16_t code_point;
    char16_t folded;
    ByteCost as_stranger;
  };

  static ByteCost CostOf(const HighByte& byte, Letters letters) {
    const auto rank_bits = [](size_t rank) { return 2 + std::log2(1 + static_cast<float>(rank)); };
    const size_t rank = letters.find(byte.code_point);
    if (rank != letters.npos) return {rank_bits(rank), Kind::kLower};
    const size_t folded_rank = letters.find(byte.folded);
    if (folded_rank != letters.npos) return {rank_bits(folded_rank), Kind::kUpper};
    return byte.as_stranger;
  }

  float PairBits(Kind before, Kind kind, bool both_high) const {
    float bits = 0;
    if (IsLowerCase(before) && IsUpperCase(kind)) {
      bits += kBrokenCaseBits;
    } else if (kind == Kind::kUpper && !IsUpperCase(before)) {
      bits += kCapitalBits;
    }
    if ((before == Kind::kSymbol && IsLetter(kind)) || (kind == Kind::kSymbol && IsLetter(before))) {
      bits += kSymbolInWordBits;
    }
    if (!IsLetter(before) || !IsLetter(kind)) return bits;
    if (script_ == Script::kOther && IsAsciiLetter(before) != IsAsciiLetter(kind)) bits += kMixedScriptBits;
    if (script_ == Script::kLatin && both_high) bits += kDoubledBits;
    return bits;
  }

  Script script_;
  size_t count_ = 0;
  std::array<HighByte, 128> bytes_;
  std::array<ByteCost, 256> costs_{};
};

}  // namespace

SingleByteGuess GuessSingleByte(std::string_view evidence) {
  const Neighbours text(evidence);
  SingleByteGuess best{Charset::kWindows1252, std::numeric_limits<float>::infinity()};
  for (const Candidate& candidate : kCandidates) {
    ByteCosts costs(candidate, text);
    for (const Letters letters : candidate.languages) {
      costs.SetLanguage(letters);
      const float bits = candidate.prior + costs.Bits(text);
      if (bits < best.bits) best = {candidate.charset, bits};
    }
  }
  return best;
}

}  // namespace tare::text
