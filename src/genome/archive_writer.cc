#include "genome/archive_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "genome/archive_contents.h"
#include "genome/checksum.h"
#include "genome/fixed_number.h"

namespace tare::genome {

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(StreamName::kCount)> kNames = {
    "collection-samples", "collection-contigs", "collection-details", "params",
    "splitters",          "segment-splitters",  "file_type_info",     kChecksumStream};

// "x", the number in base 64 with the lowest digit first, and what the stream holds.
std::string GroupStreamName(uint32_t group, char suffix) {
  static constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_#";
  std::string name = "x";
  do {
    name += kDigits[group % 64];
    group /= 64;
  } while (group != 0);
  return name += suffix;
}

// How many bytes follow, and these, the most significant first.
struct Number {
  explicit Number(uint64_t number) : size(static_cast<size_t>(64 - std::countl_zero(number) + 7) / 8 + 1) {
    bytes[0] = static_cast<char>(size - 1);
    for (size_t i = 1; i < size; ++i) bytes[i] = static_cast<char>(number >> (8 * (size - 1 - i)) & 0xFF);
  }
  operator std::string_view() const { return {bytes, size}; }  // NOLINT(google-explicit-constructor)

  char bytes[9];
  size_t size;
};

}  // namespace

void ArchiveWriter::AddPart(StreamNumber stream, uint64_t metadata, std::span<const char> bytes) {
  Place(stream, true, offset(), bytes.size());
  WritePart(metadata, {bytes.data(), bytes.size()});
}

void ArchiveWriter::WritePart(uint64_t metadata, std::string_view bytes) {
  const Number number(metadata);
  out_.Write(number);
  out_.Write(bytes);
  out_.Write(FixedNumber<kChecksumBytes>(Checksum(bytes, Checksum(number))));
}

void ArchiveWriter::KeepPart(StreamNumber stream, uint64_t offset, uint64_t size) {
  Place(stream, false, offset, size);
}

void ArchiveWriter::CopyPart(StreamNumber stream, uint64_t metadata, std::string_view bytes) {
  KeepPart(stream, offset(), bytes.size());
  WritePart(metadata, bytes);
}

void ArchiveWriter::Place(StreamNumber stream, bool added, uint64_t offset, uint64_t size) {
  static constexpr uint32_t kAdded = uint32_t{1} << 31;
  if (parts_.size() == parts_.capacity()) parts_.reserve(parts_.size() + parts_.size() / 4 + 256);
  const auto order = static_cast<uint32_t>(parts_.size()) | (added ? kAdded : 0);
  parts_.push_back({.stream = stream.value, .order = order, .offset = offset, .size = size});
}

StreamNumber ArchiveWriter::AddStream(std::string_view name) {
  others_.emplace_back(name);
  return Other(others_.size() - 1);
}

bool ArchiveWriter::Knows(std::string_view name) { return std::ranges::find(kNames, name) != kNames.end(); }

template <typename Put>
void ArchiveWriter::PutStream(StreamNumber stream, std::string_view name, const Put& put) const {
  const auto parts = std::ranges::equal_range(parts_, stream.value, {}, &PartPlace::stream);
  put(name);
  put(FixedNumber<1>(0));
  put(Number(parts.size()));
  put(Number(0));  // a size that C++ AGC never sets
  for (const PartPlace& part : parts) {
    put(Number(part.offset));
    put(Number(part.size));
  }
}

template <typename Put>
void ArchiveWriter::PutDirectory(uint32_t groups, const Put& put) const {
  const uint64_t raw_groups = std::min(groups, kRawGroups);
  put(Number(kNames.size() + raw_groups + 2 * (groups - raw_groups) + others_.size()));
  for (uint32_t i = 0; i < kNames.size(); ++i) PutStream({i}, kNames[i], put);
  for (uint32_t group = 0; group < groups; ++group) {
    if (group >= kRawGroups) PutStream(StreamNumber::Reference(group), GroupStreamName(group, 'r'), put);
    PutStream(StreamNumber::Delta(group), GroupStreamName(group, 'd'), put);
  }
  for (size_t i = 0; i < others_.size(); ++i) PutStream(Other(i), others_[i], put);
}

// The directory's checksum is in a part that the directory names: so the part's place is there before it.
void ArchiveWriter::AddChecksumPart(uint32_t groups) {
  static constexpr size_t kSize = 8 + kChecksumBytes;
  Place(StreamNumber::Named(StreamName::kChecksums), true, offset(), kSize);
  std::ranges::sort(parts_, {}, InOrder);
  uint32_t checksum = 0;
  PutDirectory(groups, [&](std::string_view bytes) { checksum = Checksum(bytes, checksum); });
  std::array<char, kSize> part{};
  std::ranges::copy(std::string_view(FixedNumber<8>(checksums_from_)), part.begin());
  std::ranges::copy(std::string_view(FixedNumber<kChecksumBytes>(checksum)), part.begin() + 8);
  WritePart(0, {part.data(), part.size()});
}

void ArchiveWriter::WriteDirectory(uint32_t groups) {
  AddChecksumPart(groups);
  const uint64_t begin = offset();
  PutDirectory(groups, [&](std::string_view bytes) { out_.Write(bytes); });
  const uint64_t size = offset() - begin;
  // The size makes it an archive: all else comes first.
  out_.Barrier();
  out_.Write(FixedNumber<8>(size));
}

}  // namespace tare::genome
