#include "genome/segment_bases.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tare::genome {

namespace {

// The four bases of each byte.
constexpr std::array<std::array<BaseCode, 4>, 256> kBasesOfByte = [] {
  std::array<std::array<BaseCode, 4>, 256> bases{};
  for (unsigned byte = 0; byte < 256; ++byte)
    for (unsigned i = 0; i < 4; ++i) bases[byte][i] = static_cast<BaseCode>(byte >> (6 - 2 * i) & 3);
  return bases;
}();

}  // namespace

void ReverseComplement(std::span<const BaseCode> bases, Bases* out) {
  out->resize(bases.size());
  BaseCode* to = out->data() + bases.size();
  for (const BaseCode base : bases) *--to = Complement(base);
}

void PackedBases::AddIrregular(BaseCode code) {
  if (!runs_.empty() && runs_.back().code == code && runs_.back().begin + runs_.back().length == size_ &&
      runs_.back().length != UINT32_MAX) {
    ++runs_.back().length;
  } else {
    runs_.push_back({.begin = size_, .length = 1, .code = code});
  }
}

void PackedBases::Append(std::span<const BaseCode> bases) {
  const size_t bytes = (size_ + bases.size() + 3) / 4;
  if (bytes > packed_.size()) packed_.resize(bytes, 0);
  for (size_t i = 0; i < bases.size();) {
    if (size_ % 4 == 0 && bases.size() - i >= 4 &&
        (bases[i] | bases[i + 1] | bases[i + 2] | bases[i + 3]) <= kLastRegularBase) {
      packed_[size_ / 4] =
          static_cast<uint8_t>(bases[i] << 6 | bases[i + 1] << 4 | bases[i + 2] << 2 | bases[i + 3]);
      i += 4;
      size_ += 4;
      continue;
    }
    if (bases[i] > kLastRegularBase)
      AddIrregular(bases[i]);
    else
      packed_[size_ / 4] = static_cast<uint8_t>(packed_[size_ / 4] | bases[i] << (6 - 2 * (size_ % 4)));
    ++i;
    ++size_;
  }
}

void PackedBases::Unpack(uint64_t begin, size_t count, BaseCode* out) const {
  uint64_t at = begin;
  const uint64_t end = begin + count;
  BaseCode* to = out;
  for (; at < end && at % 4 != 0; ++at) *to++ = kBasesOfByte[packed_[at / 4]][at % 4];
  for (; at + 4 <= end; at += 4, to += 4) std::memcpy(to, kBasesOfByte[packed_[at / 4]].data(), 4);
  for (; at < end; ++at) *to++ = kBasesOfByte[packed_[at / 4]][at % 4];

  auto run = std::ranges::upper_bound(runs_, begin, {}, &Run::begin);
  if (run != runs_.begin()) --run;
  for (; run != runs_.end() && run->begin < end; ++run) {
    const uint64_t from = std::max(run->begin, begin);
    const uint64_t to_end = std::min(run->begin + run->length, end);
    if (from < to_end) std::memset(out + (from - begin), run->code, to_end - from);
  }
}

}  // namespace tare::genome
