// The vector code. It is compiled once for each instruction set (foreach_target includes this file
// again) and chosen at run time: by ourselves, as of Highway that needs its library, which takes
// milliseconds at the start of the program to measure the clock.
//
// UTF-8 validation follows John Keiser and Daniel Lemire, "Validating UTF-8 In Less Than One
// Instruction Per Byte", Software: Practice and Experience 51 (2021).

#include "text/scan.h"

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <utility>

#include "text/scan_targets.h"
#include "text/utf8.h"

// What is left out is covered by a neighbour: SSSE3 by the scalar code, AVX-512 by AVX2, SVE by NEON.
#define HWY_DISABLED_TARGETS \
  (HWY_SSSE3 | HWY_AVX3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/scan.cc"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace tare::text::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

size_t FindFirstOfVector(std::string_view text, const ByteSet& set, size_t from) {
  return scalar::FindFirstOf(text, set, from);
}
uint64_t MembersVector(std::string_view text, const ByteSet& set) { return scalar::Members(text, set); }
size_t CountNewlinesVector(std::string_view text) { return scalar::CountNewlines(text); }
size_t AsciiPrefixVector(std::string_view text) { return scalar::AsciiPrefix(text); }
size_t ValidUtf8PrefixVector(std::string_view text) { return scalar::ValidUtf8Prefix(text); }

#else

namespace hn = hwy::HWY_NAMESPACE;
using Bytes = hn::ScalableTag<uint8_t>;
using Bytes16 = hn::CappedTag<uint8_t, 16>;

HWY_INLINE const uint8_t* Data(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

// Bytes equal to one of the first `kCount` of a set become 0xFF, others 0.
template <class D, size_t kCount>
class DirectMatch {
 public:
  using V = hn::Vec<D>;

  DirectMatch(D d, const ByteSet& set) { Fill(d, set, std::make_index_sequence<kCount>()); }
  HWY_INLINE V operator()(V bytes) const { return Match(bytes, std::make_index_sequence<kCount - 1>()); }

 private:
  template <size_t... kIndex>
  void Fill(D d, const ByteSet& set, std::index_sequence<kIndex...>) {
    ((wanted_[kIndex] = hn::Set(d, set.direct()[kIndex])), ...);
  }
  template <size_t... kIndex>
  V Match(V bytes, std::index_sequence<kIndex...>) const {
    V found = hn::VecFromMask(D(), hn::Eq(bytes, wanted_[kCount - 1]));
    ((found = hn::Or(found, hn::VecFromMask(D(), hn::Eq(bytes, wanted_[kIndex])))), ...);
    return found;
  }

  V wanted_[kCount];
};

// The same for a set of any size: a table row by the low nibble has a bit for each high nibble.
template <class D>
class NibbleMatch {
 public:
  using V = hn::Vec<D>;

  NibbleMatch(D d, const ByteSet& set)
      : low_rows_(hn::LoadDup128(d, set.low_rows())),
        high_rows_(hn::LoadDup128(d, set.high_rows())),
        bits_(hn::LoadDup128(d, kBits)),
        row_index_(hn::Set(d, 0x8F)),
        high_(hn::Set(d, 0x80)) {}
  HWY_INLINE V operator()(V bytes) const {
    // An index of 0x80 and above looks up 0: each byte takes its row from one of the two tables.
    const V index = hn::And(bytes, row_index_);
    const V row = hn::Or(hn::TableLookupBytesOr0(low_rows_, index),
                         hn::TableLookupBytesOr0(high_rows_, hn::Xor(index, high_)));
    const V bit = hn::TableLookupBytes(bits_, hn::ShiftRight<4>(bytes));
    return hn::VecFromMask(D(), hn::Eq(hn::And(row, bit), bit));
  }

 private:
  alignas(16) static constexpr uint8_t kBits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};

  V low_rows_;
  V high_rows_;
  V bits_;
  V row_index_;
  V high_;
};

// `size - at` is at least a vector.
template <class D, class Match>
HWY_INLINE size_t FindMatch(D d, const uint8_t* data, size_t at, size_t size, const Match& match) {
  const size_t lanes = hn::Lanes(d);
  const auto first_in = [&](size_t start) HWY_ATTR {
    return hn::FindFirstTrue(d, hn::MaskFromVec(match(hn::LoadU(d, data + start))));
  };
  if (const intptr_t hit = first_in(at); hit >= 0) return at + static_cast<size_t>(hit);
  for (at += lanes; at + 4 * lanes <= size; at += 4 * lanes) {
    const auto m0 = match(hn::LoadU(d, data + at));
    const auto m1 = match(hn::LoadU(d, data + at + lanes));
    const auto m2 = match(hn::LoadU(d, data + at + 2 * lanes));
    const auto m3 = match(hn::LoadU(d, data + at + 3 * lanes));
    const auto any = hn::Or(hn::Or(m0, m1), hn::Or(m2, m3));
    if (!hn::AllFalse(d, hn::MaskFromVec(any))) break;
  }
  for (; at + lanes <= size; at += lanes) {
    if (const intptr_t hit = first_in(at); hit >= 0) return at + static_cast<size_t>(hit);
  }
  if (at == size) return size;
  at = size - lanes;  // the last vector reaches back over bytes already seen
  const intptr_t hit = first_in(at);
  return hit >= 0 ? at + static_cast<size_t>(hit) : size;
}

template <class D>
HWY_INLINE size_t FindInSet(D d, std::string_view text, const ByteSet& set, size_t from) {
  static_assert(ByteSet::kMaxDirect == 4);
  switch (set.count()) {
    case 0:
      return text.size();
    case 1:
      return FindMatch(d, Data(text), from, text.size(), DirectMatch<D, 1>(d, set));
    case 2:
      return FindMatch(d, Data(text), from, text.size(), DirectMatch<D, 2>(d, set));
    case 3:
      return FindMatch(d, Data(text), from, text.size(), DirectMatch<D, 3>(d, set));
    case 4:
      return FindMatch(d, Data(text), from, text.size(), DirectMatch<D, 4>(d, set));
    default:
      return FindMatch(d, Data(text), from, text.size(), NibbleMatch<D>(d, set));
  }
}

size_t FindFirstOfVector(std::string_view text, const ByteSet& set, size_t from) {
  const size_t size = from < text.size() ? text.size() - from : 0;
  if (size >= hn::Lanes(Bytes())) return FindInSet(Bytes(), text, set, from);
  if (size >= hn::Lanes(Bytes16())) return FindInSet(Bytes16(), text, set, from);
  return scalar::FindFirstOf(text, set, from);
}

// A bit for each byte of a vector.
template <class D, class Match>
HWY_INLINE uint64_t BitsAt(D d, const uint8_t* at, const Match& match) {
  alignas(8) uint8_t bytes[8] = {};
  hn::StoreMaskBits(d, hn::MaskFromVec(match(hn::LoadU(d, at))), bytes);
  uint64_t bits;
  std::memcpy(&bits, bytes, sizeof(bits));
  return bits;
}

// `size` is from a vector to kMembers. The last vector reaches back over bytes already seen.
template <class D>
HWY_INLINE uint64_t MembersByVector(D d, const uint8_t* data, size_t size, const ByteSet& set) {
  const size_t lanes = hn::Lanes(d);
  const NibbleMatch<D> match(d, set);
  uint64_t bits = BitsAt(d, data, match);
  for (size_t at = lanes; at + lanes <= size; at += lanes) bits |= BitsAt(d, data + at, match) << at;
  return bits | BitsAt(d, data + size - lanes, match) << (size - lanes);
}

// `size` is from kHalf to twice that: its first and its last bytes, side by side.
template <size_t kHalf>
HWY_INLINE uint64_t MembersByHalves(const uint8_t* data, size_t size, const ByteSet& set) {
  alignas(16) uint8_t halves[16] = {};
  std::memcpy(halves, data, kHalf);
  std::memcpy(halves + kHalf, data + size - kHalf, kHalf);
  const uint64_t bits = BitsAt(Bytes16(), halves, NibbleMatch<Bytes16>(Bytes16(), set));
  constexpr uint64_t kFirst = (uint64_t{1} << kHalf) - 1;
  return (bits & kFirst) | ((bits >> kHalf) & kFirst) << (size - kHalf);
}

uint64_t MembersVector(std::string_view text, const ByteSet& set) {
  const size_t size = text.size() < kMembers ? text.size() : kMembers;
  if (size >= hn::Lanes(Bytes())) return MembersByVector(Bytes(), Data(text), size, set);
  if (size >= hn::Lanes(Bytes16())) return MembersByVector(Bytes16(), Data(text), size, set);
  if (size >= 8) return MembersByHalves<8>(Data(text), size, set);
  if (size >= 4) return MembersByHalves<4>(Data(text), size, set);
  return scalar::Members(text, set);
}

size_t CountNewlinesVector(std::string_view text) {
  const Bytes d;
  const hn::Repartition<uint64_t, Bytes> d64;
  const size_t lanes = hn::Lanes(d);
  const uint8_t* data = Data(text);
  const auto newline = hn::Set(d, '\n');
  const auto one_if_newline = [&](size_t at) HWY_ATTR {
    // A match is 0xFF, which is -1.
    return hn::Sub(hn::Zero(d), hn::VecFromMask(d, hn::Eq(hn::LoadU(d, data + at), newline)));
  };

  size_t at = 0;
  auto total = hn::Zero(d64);
  while (at + 4 * lanes <= text.size()) {
    auto count = hn::Zero(d);  // 4 a round: 63 rounds fit in a byte
    for (int round = 0; round < 63 && at + 4 * lanes <= text.size(); ++round, at += 4 * lanes) {
      const auto first_half = hn::Add(one_if_newline(at), one_if_newline(at + lanes));
      const auto second_half = hn::Add(one_if_newline(at + 2 * lanes), one_if_newline(at + 3 * lanes));
      count = hn::Add(count, hn::Add(first_half, second_half));
    }
    total = hn::Add(total, hn::SumsOf8(count));
  }
  for (; at + lanes <= text.size(); at += lanes) total = hn::Add(total, hn::SumsOf8(one_if_newline(at)));
  return hn::GetLane(hn::SumOfLanes(d64, total)) + scalar::CountNewlines(text.substr(at));
}

size_t AsciiPrefixVector(std::string_view text) {
  const Bytes d;
  const hn::Repartition<int8_t, Bytes> signed_d;
  const size_t lanes = hn::Lanes(d);
  const uint8_t* data = Data(text);
  const auto beyond = [&](auto bytes) HWY_ATTR {
    return hn::RebindMask(d, hn::Lt(hn::BitCast(signed_d, bytes), hn::Zero(signed_d)));
  };

  size_t at = 0;
  for (; at + 4 * lanes <= text.size(); at += 4 * lanes) {
    const auto v0 = hn::LoadU(d, data + at);
    const auto v1 = hn::LoadU(d, data + at + lanes);
    const auto v2 = hn::LoadU(d, data + at + 2 * lanes);
    const auto v3 = hn::LoadU(d, data + at + 3 * lanes);
    if (!hn::AllFalse(d, beyond(hn::Or(hn::Or(v0, v1), hn::Or(v2, v3))))) break;
  }
  for (; at + lanes <= text.size(); at += lanes) {
    const intptr_t hit = hn::FindFirstTrue(d, beyond(hn::LoadU(d, data + at)));
    if (hit >= 0) return at + static_cast<size_t>(hit);
  }
  return at + scalar::AsciiPrefix(text.substr(at));
}

// What is wrong with the pair of a byte and the one before it; one bit for each kind of error.
namespace pair {
constexpr uint8_t kTooShort = 1 << 0;          // a lead byte before a byte that does not continue it
constexpr uint8_t kTooLong = 1 << 1;           // ASCII before a continuation byte
constexpr uint8_t kOverlong3 = 1 << 2;         // E0 before 80 to 9F
constexpr uint8_t kTooLarge = 1 << 3;          // F4 before 90 to BF, F5 and above before any continuation
constexpr uint8_t kSurrogate = 1 << 4;         // ED before A0 to BF
constexpr uint8_t kOverlong2 = 1 << 5;         // C0 or C1 before a continuation
constexpr uint8_t kOverlong4 = 1 << 6;         // F0 before 80 to 8F; shares its bit with:
constexpr uint8_t kTooLarge1000 = 1 << 6;      // F5 and above before 80 to 8F
constexpr uint8_t kTwoContinuations = 1 << 7;  // no error where a 3- or 4-byte sequence asks for it
// Errors that do not depend on the low nibble of the first byte.
constexpr uint8_t kCarry = kTooShort | kTooLong | kTwoContinuations;

// clang-format off
alignas(16) constexpr uint8_t kFirstHigh[16] = {
    kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong,
    kTwoContinuations, kTwoContinuations, kTwoContinuations, kTwoContinuations,
    kTooShort | kOverlong2,
    kTooShort,
    kTooShort | kOverlong3 | kSurrogate,
    kTooShort | kTooLarge | kTooLarge1000 | kOverlong4};
alignas(16) constexpr uint8_t kFirstLow[16] = {
    kCarry | kOverlong2 | kOverlong3 | kOverlong4,
    kCarry | kOverlong2,
    kCarry, kCarry,
    kCarry | kTooLarge,
    kCarry | kTooLarge | kTooLarge1000, kCarry | kTooLarge | kTooLarge1000,
    kCarry | kTooLarge | kTooLarge1000, kCarry | kTooLarge | kTooLarge1000,
    kCarry | kTooLarge | kTooLarge1000, kCarry | kTooLarge | kTooLarge1000,
    kCarry | kTooLarge | kTooLarge1000, kCarry | kTooLarge | kTooLarge1000,
    kCarry | kTooLarge | kTooLarge1000 | kSurrogate,
    kCarry | kTooLarge | kTooLarge1000, kCarry | kTooLarge | kTooLarge1000};
alignas(16) constexpr uint8_t kSecondHigh[16] = {
    kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort,
    kTooLong | kOverlong2 | kTwoContinuations | kOverlong3 | kTooLarge1000 | kOverlong4,
    kTooLong | kOverlong2 | kTwoContinuations | kOverlong3 | kTooLarge,
    kTooLong | kOverlong2 | kTwoContinuations | kSurrogate | kTooLarge,
    kTooLong | kOverlong2 | kTwoContinuations | kSurrogate | kTooLarge,
    kTooShort, kTooShort, kTooShort, kTooShort};
// clang-format on
}  // namespace pair

class Utf8Check {
 public:
  using V = hn::Vec<Bytes>;

  Utf8Check()
      : first_high_(hn::LoadDup128(d_, pair::kFirstHigh)),
        first_low_(hn::LoadDup128(d_, pair::kFirstLow)),
        second_high_(hn::LoadDup128(d_, pair::kSecondHigh)) {}

  // Not zero where a byte, with the three before it, breaks a sequence. Reads from `at - 3`.
  HWY_INLINE V Errors(const uint8_t* at) const {
    const V bytes = hn::LoadU(d_, at);
    const V before1 = hn::LoadU(d_, at - 1);
    const V before2 = hn::LoadU(d_, at - 2);
    const V before3 = hn::LoadU(d_, at - 3);
    const V low_nibble = hn::Set(d_, 15);
    const V first_high = hn::TableLookupBytes(first_high_, hn::ShiftRight<4>(before1));
    const V first_low = hn::TableLookupBytes(first_low_, hn::And(before1, low_nibble));
    const V second_high = hn::TableLookupBytes(second_high_, hn::ShiftRight<4>(bytes));
    const V wrong_pair = hn::And(hn::And(first_high, first_low), second_high);
    // The top bit is set where a byte must be the second or third continuation.
    const V third = hn::SaturatedSub(before2, hn::Set(d_, 0xE0 - 0x80));
    const V fourth = hn::SaturatedSub(before3, hn::Set(d_, 0xF0 - 0x80));
    const V must_continue = hn::And(hn::Or(third, fourth), hn::Set(d_, 0x80));
    return hn::Xor(must_continue, wrong_pair);
  }

 private:
  Bytes d_;
  V first_high_;
  V first_low_;
  V second_high_;
};

size_t ValidUtf8PrefixVector(std::string_view text) {
  const Bytes d;
  const size_t lanes = hn::Lanes(d);
  const size_t block = 4 * lanes;
  const uint8_t* data = Data(text);
  const Utf8Check check;

  // The first bytes by hand, so that there are three before every vector.
  size_t at = 0;
  while (at < 3 && at < text.size()) {
    const Decoded next = Decode(text, at);
    if (!next.well_formed) return at;
    at += next.length;
  }
  // Everything before `at` is valid, but for a last character that may go on behind it.
  bool open = false;
  for (; at + block <= text.size(); at += block) {
    const auto v0 = hn::LoadU(d, data + at);
    const auto v1 = hn::LoadU(d, data + at + lanes);
    const auto v2 = hn::LoadU(d, data + at + 2 * lanes);
    const auto v3 = hn::LoadU(d, data + at + 3 * lanes);
    const auto any = hn::And(hn::Or(hn::Or(v0, v1), hn::Or(v2, v3)), hn::Set(d, 0x80));
    const bool ascii = hn::AllTrue(d, hn::Eq(any, hn::Zero(d)));
    if (ascii && !open) continue;
    auto errors = check.Errors(data + at);
    if (!ascii) {
      errors = hn::Or(errors, check.Errors(data + at + lanes));
      errors = hn::Or(errors, check.Errors(data + at + 2 * lanes));
      errors = hn::Or(errors, check.Errors(data + at + 3 * lanes));
    }
    if (!hn::AllTrue(d, hn::Eq(errors, hn::Zero(d)))) break;
    open = !ascii;
  }
  // Back to the start of the character that reaches `at`, then to the end or the error by hand.
  while (at > 0 && IsContinuationByte(text[at - 1])) --at;
  if (at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0xC0) --at;
  return at + scalar::ValidUtf8Prefix(text.substr(at));
}

#endif

constexpr ScanTarget kScanTarget = {
    .name = HWY_STR(HWY_NAMESPACE),
    .find_first_of = FindFirstOfVector,
    .members = MembersVector,
    .count_newlines = CountNewlinesVector,
    .ascii_prefix = AsciiPrefixVector,
    .valid_utf8_prefix = ValidUtf8PrefixVector,
};

}  // namespace tare::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tare::text {

// Below these sizes in bytes the scalar code is faster than the way to the vector code.
constexpr size_t kShort = 16;
constexpr size_t kShortUtf8 = 64;

// The best of the instruction sets that the whole program may use, and those for which run time must tell.
class SupportedTargets {
 public:
  SupportedTargets() {
#if HWY_ARCH_X86
    // What Highway means by them: psABI levels with AES and carry-less multiplication.
    __builtin_cpu_init();
    [[maybe_unused]] const bool crypto = __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul");
#if HWY_TARGETS & ~HWY_STATIC_TARGET & HWY_AVX2
    if (crypto && __builtin_cpu_supports("x86-64-v3")) Add(N_AVX2::kScanTarget);
#endif
#if HWY_TARGETS & ~HWY_STATIC_TARGET & HWY_SSE4
    if (crypto && __builtin_cpu_supports("x86-64-v2")) Add(N_SSE4::kScanTarget);
#endif
#endif
    Add(HWY_STATIC_DISPATCH(kScanTarget));
  }
  const ScanTarget& best() const { return *targets_[0]; }
  std::span<const ScanTarget* const> all() const { return std::span(targets_).first(count_); }

 private:
  void Add(const ScanTarget& target) { targets_[count_++] = &target; }

  std::array<const ScanTarget*, 3> targets_;
  size_t count_ = 0;
};

[[gnu::noinline]] const SupportedTargets& Supported() {
  static const SupportedTargets targets;
  return targets;
}

std::span<const ScanTarget* const> ScanTargets() { return Supported().all(); }

// Of a static with a guard, callers would save all their registers before they look at it.
inline const ScanTarget& Best() {
  static constinit std::atomic<const ScanTarget*> best = nullptr;
  const ScanTarget* known = best.load(std::memory_order_relaxed);
  if (known == nullptr) [[unlikely]] {
    known = &Supported().best();
    best.store(known, std::memory_order_relaxed);
  }
  return *known;
}

size_t FindFirstOfFar(std::string_view text, const ByteSet& set, size_t from) {
  if (from >= text.size()) return text.size();
  if (text.size() - from > kMembers) return Best().find_first_of(text, set, from);
  const uint64_t members = Members(text.substr(from), set);
  return members == 0 ? text.size() : from + static_cast<size_t>(std::countr_zero(members));
}

uint64_t Members(std::string_view text, const ByteSet& set) { return Best().members(text, set); }

size_t CountNewlines(std::string_view text) {
  if (text.size() < kShort) return scalar::CountNewlines(text);
  return Best().count_newlines(text);
}

size_t AsciiPrefix(std::string_view text) {
  if (text.size() < kShort || static_cast<unsigned char>(text[0]) >= 0x80) return scalar::AsciiPrefix(text);
  return Best().ascii_prefix(text);
}

size_t ValidUtf8Prefix(std::string_view text) {
  if (text.size() < kShortUtf8) return scalar::ValidUtf8Prefix(text);
  return Best().valid_utf8_prefix(text);
}

}  // namespace tare::text
#endif  // HWY_ONCE
