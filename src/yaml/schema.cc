#include "yaml/schema.h"

#include <charconv>
#include <limits>

#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr std::array<uint32_t, 256> MakeSecondOfTyped() {
  std::array<uint32_t, 256> seconds{};
  const auto add = [&](std::string_view word) {
    const uint32_t bit = word.size() == 1 ? 1 : uint32_t{1} << (word[1] & 31);
    seconds[static_cast<unsigned char>(word[0])] |= bit;
    if (word[0] >= 'a' && word[0] <= 'z') seconds[static_cast<unsigned char>(word[0] - 'a' + 'A')] |= bit;
  };
  for (const std::string_view word : {"~", "<<", "null", "true", "false", "yes", "no", "on", "off"})
    add(word);
  for (const char c : std::string_view("0123456789+-.")) seconds[static_cast<unsigned char>(c)] = kOfNumber;
  return seconds;
}

Resolved Null() { return {.type = ScalarType::kNull}; }

// "word", "Word" or "WORD": the three ways in which YAML's own words are written.
bool IsWord(std::string_view text, std::string_view lower, std::string_view capital, std::string_view upper) {
  return text == lower || text == capital || text == upper;
}

// A word of up to eight bytes as a number, for comparing it with many.
constexpr uint64_t Packed(std::string_view word) {
  uint64_t packed = 0;
  for (size_t i = 0; i < word.size(); ++i) packed |= uint64_t{static_cast<unsigned char>(word[i])} << (8 * i);
  return packed;
}

Resolved Yaml11Word(uint64_t word) {
  switch (word) {
    case Packed("yes"):
    case Packed("Yes"):
    case Packed("YES"):
    case Packed("on"):
    case Packed("On"):
    case Packed("ON"):
      return Resolved::Boolean(true);
    case Packed("no"):
    case Packed("No"):
    case Packed("NO"):
    case Packed("off"):
    case Packed("Off"):
    case Packed("OFF"):
      return Resolved::Boolean(false);
    case Packed("<<"):
      return {.type = ScalarType::kMerge};
    default:
      return {};
  }
}

Resolved Word(std::string_view text, Schema schema) {
  if (text.size() > kLongestWord) return {};
  const uint64_t word = Packed(text);
  switch (word) {
    case Packed("null"):
      return Null();
    case Packed("true"):
      return Resolved::Boolean(true);
    case Packed("false"):
      return Resolved::Boolean(false);
    default:
      break;
  }
  if (schema == Schema::kJson) return {};
  switch (word) {
    case Packed("~"):
    case Packed("Null"):
    case Packed("NULL"):
      return Null();
    case Packed("True"):
    case Packed("TRUE"):
      return Resolved::Boolean(true);
    case Packed("False"):
    case Packed("FALSE"):
      return Resolved::Boolean(false);
    default:
      return schema == Schema::kYaml11 ? Yaml11Word(word) : Resolved{};
  }
}

// The value of digits, in as few bits as it takes.
class Magnitude {
 public:
  void Add(unsigned digit, unsigned base) {
    real_ = real_ * base + digit;
    exact_ = exact_ && !__builtin_mul_overflow(natural_, uint64_t{base}, &natural_) &&
             !__builtin_add_overflow(natural_, uint64_t{digit}, &natural_);
  }
  Resolved Signed(bool negative) const {
    constexpr uint64_t kMost = INT64_MAX;
    if (exact_ && natural_ <= kMost + (negative ? 1 : 0)) {
      const uint64_t two_complement = negative ? 0 - natural_ : natural_;
      return Resolved::Integer(static_cast<int64_t>(two_complement));
    }
    if (exact_ && !negative) return Resolved::Unsigned(natural_);
    return Resolved::Big(negative ? -real_ : real_);
  }

 private:
  uint64_t natural_ = 0;
  double real_ = 0;
  bool exact_ = true;
};

unsigned DigitValue(char c) { return IsHexDigit(c) ? HexValue(c) : 16; }

// All of `digits`, one at least, in `base`. Underscores are skipped where they are `allowed`.
Resolved Integer(std::string_view digits, unsigned base, bool negative, bool underscores) {
  Magnitude magnitude;
  bool any = false;
  for (const char c : digits) {
    if (underscores && c == '_') continue;
    const unsigned digit = DigitValue(c);
    if (digit >= base) return {};
    magnitude.Add(digit, base);
    any = true;
  }
  if (!any) return {};
  const Resolved resolved = magnitude.Signed(negative);
  if (resolved.type != ScalarType::kBig || base < 10) return resolved;
  // Adding digits has rounded many times: once, where that can be had.
  double nearest = 0;
  const auto format = base == 16 ? std::chars_format::hex : std::chars_format::general;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, nearest, format);
  if (stop != end || error != std::errc()) return resolved;
  return Resolved::Big(negative ? -nearest : nearest);
}

// What a number that is out of a double's range is near to: the power of ten of its first digit tells.
double BeyondRange(std::string_view text) {
  int64_t power = 0;
  bool fraction = false;
  bool significant = false;
  size_t i = 0;
  for (; i < text.size() && (text[i] | 0x20) != 'e'; ++i) {
    if (text[i] == '.') {
      fraction = true;
    } else {
      significant = significant || text[i] != '0';
      if (!fraction && significant) ++power;
      if (fraction && !significant) --power;
    }
  }
  if (i < text.size()) {
    const bool below = text[++i] == '-';
    if (below || text[i] == '+') ++i;
    int64_t exponent = 0;
    for (; i < text.size() && exponent < (int64_t{1} << 40); ++i) exponent = exponent * 10 + (text[i] - '0');
    power += below ? -exponent : exponent;
  }
  return power > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

// `text` has no sign, and has been checked.
Resolved CheckedFloat(std::string_view text, bool negative) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) value = BeyondRange(text);
  return Resolved::Float(negative ? -value : value);
}

size_t SkipDigits(std::string_view text, size_t at, bool underscores = false) {
  while (at < text.size() && (IsDigit(text[at]) || (underscores && text[at] == '_'))) ++at;
  return at;
}

// True where `at` is the end of `text`, or an exponent that reaches to it.
bool EndsWithExponent(std::string_view text, size_t at, bool needs_sign) {
  if (at == text.size()) return true;
  if ((text[at] | 0x20) != 'e') return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
    ++at;
  } else if (needs_sign) {
    return false;
  }
  return at < text.size() && SkipDigits(text, at) == text.size();
}

Resolved Special(std::string_view text, bool has_sign, bool negative) {
  if (IsWord(text, ".inf", ".Inf", ".INF")) {
    const double infinity = std::numeric_limits<double>::infinity();
    return Resolved::Float(negative ? -infinity : infinity);
  }
  if (!has_sign && IsWord(text, ".nan", ".NaN", ".NAN"))
    return Resolved::Float(std::numeric_limits<double>::quiet_NaN());
  return {};
}

// `text` is without its sign.
Resolved CoreNumber(std::string_view text, bool has_sign, bool negative) {
  if (text[0] == '0' && text.size() > 2 && !has_sign) {
    if (text[1] == 'o') return Integer(text.substr(2), 8, false, false);
    if (text[1] == 'x') return Integer(text.substr(2), 16, false, false);
  }
  const size_t whole = SkipDigits(text, 0);
  if (whole == text.size()) return Integer(text, 10, negative, false);
  size_t at = whole;
  if (text[at] == '.') {
    at = SkipDigits(text, at + 1);
    if (whole == 0 && at == 1) return Special(text, has_sign, negative);
  } else if (whole == 0) {
    return {};
  }
  return EndsWithExponent(text, at, false) ? CheckedFloat(text, negative) : Resolved{};
}

Resolved JsonNumber(std::string_view text, bool negative) {
  const size_t whole = SkipDigits(text, 0);
  if (whole == 0 || (text[0] == '0' && whole > 1)) return {};
  if (whole == text.size()) return Integer(text, 10, negative, false);
  const size_t at = text[whole] == '.' ? SkipDigits(text, whole + 1) : whole;
  return EndsWithExponent(text, at, false) ? CheckedFloat(text, negative) : Resolved{};
}

// A float whose underscores are dropped. One too long for the buffer is no number that anybody wrote.
Resolved FloatWithUnderscores(std::string_view text, bool negative) {
  if (text.find('_') == std::string_view::npos) return CheckedFloat(text, negative);
  char buffer[512];
  if (text.size() > sizeof(buffer)) return {};
  size_t size = 0;
  for (const char c : text) {
    if (c != '_') buffer[size++] = c;
  }
  return CheckedFloat({buffer, size}, negative);
}

// "190:20:30" and "190:20:30.15": base 60. The first part is digits and underscores, the others are
// below 60.
Resolved Sexagesimal(std::string_view text, size_t first_size, bool negative) {
  Magnitude whole;
  double real = 0;
  const auto add = [&](uint64_t part) {
    whole.Add(static_cast<unsigned>(part), 60);
    real = real * 60 + static_cast<double>(part);
  };
  const Resolved first = Integer(text.substr(0, first_size), 10, false, true);
  if (first.type != ScalarType::kInteger || first.natural > UINT32_MAX) return {};
  add(first.natural);
  size_t at = first_size;
  while (at < text.size() && text[at] == ':') {
    const size_t start = ++at;
    at = SkipDigits(text, at);
    const size_t digits = at - start;
    if (digits == 0 || digits > 2 || (digits == 2 && text[start] > '5')) return {};
    unsigned part = 0;
    for (size_t i = start; i < at; ++i) part = part * 10 + DigitValue(text[i]);
    add(part);
  }
  if (at == text.size()) return text[0] == '0' ? Resolved{} : whole.Signed(negative);
  if (text[at] != '.' || SkipDigits(text, at + 1, true) != text.size()) return {};
  const Resolved fraction = FloatWithUnderscores(text.substr(at), false);
  if (text.size() - at > 1 && fraction.type == ScalarType::kFloat) real += fraction.real;
  return Resolved::Float(negative ? -real : real);
}

Resolved Yaml11Number(std::string_view text, bool has_sign, bool negative) {
  if (text[0] == '.') {
    if (text.size() < 2 || !IsDigit(text[1])) return Special(text, has_sign, negative);
    const bool ends = !has_sign && EndsWithExponent(text, SkipDigits(text, 1, true), true);
    return ends ? FloatWithUnderscores(text, false) : Resolved{};
  }
  if (!IsDigit(text[0])) return {};
  const size_t whole = SkipDigits(text, 0, true);
  if (whole == text.size()) {
    if (text[0] == '0' && whole > 1) {
      // "0_" is zero: the leading 0 is a digit of it.
      return Integer(text, 8, negative, true);
    }
    return Integer(text, 10, negative, true);
  }
  if (text[whole] == ':') return Sexagesimal(text, whole, negative);
  if (text[whole] == '.') {
    const bool ends = EndsWithExponent(text, SkipDigits(text, whole + 1, true), true);
    return ends ? FloatWithUnderscores(text, negative) : Resolved{};
  }
  if (text[0] == '0' && whole == 1 && text[1] == 'x') return Integer(text.substr(2), 16, negative, true);
  if (text[0] == '0' && whole == 1 && text[1] == 'b') return Integer(text.substr(2), 2, negative, true);
  return {};
}

}  // namespace

constinit const std::array<uint32_t, 256> kSecondOfTyped = MakeSecondOfTyped();

Resolved ResolveTyped(std::string_view text, Schema schema) {
  if (schema == Schema::kFailsafe) return {};
  if (text.empty()) return Null();
  const bool has_sign = text[0] == '-' || text[0] == '+';
  const char first = text[has_sign && text.size() > 1 ? 1 : 0];
  if (!IsDigit(first) && first != '.') {
    return has_sign ? Resolved{} : Word(text, schema);
  }
  const bool negative = text[0] == '-';
  const std::string_view number = text.substr(has_sign ? 1 : 0);
  switch (schema) {
    case Schema::kJson:
      return text[0] == '+' ? Resolved{} : JsonNumber(number, negative);
    case Schema::kCore:
      return CoreNumber(number, has_sign, negative);
    default:
      return Yaml11Number(number, has_sign, negative);
  }
}

}  // namespace tare::yaml
