#include "genome/archive_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "genome/archive_contents.h"

namespace tare::genome {

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(StreamName::kCount)> kNames = {
    "collection-samples", "collection-contigs", "collection-details", "params",
    "splitters",          "segment-splitters",  "file_type_info"};

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

}  // namespace

uint64_t ArchiveWriter::PutNumber(uint64_t number) {
  const int bytes = (64 - std::countl_zero(number) + 7) / 8;
  out_.Put(static_cast<char>(bytes));
  for (int i = bytes; i-- > 0;) out_.Put(static_cast<char>(number >> (8 * i) & 0xFF));
  return static_cast<uint64_t>(bytes) + 1;
}

void ArchiveWriter::AddPart(StreamNumber stream, uint64_t metadata, std::span<const char> bytes) {
  Place({.stream = stream.value, .added = true, .offset = offset(), .size = bytes.size()});
  PutNumber(metadata);
  out_.Write({bytes.data(), bytes.size()});
}

void ArchiveWriter::KeepPart(StreamNumber stream, uint64_t offset, uint64_t size) {
  Place({.stream = stream.value, .added = false, .offset = offset, .size = size});
}

void ArchiveWriter::CopyPart(StreamNumber stream, uint64_t metadata, std::string_view bytes) {
  KeepPart(stream, offset(), bytes.size());
  PutNumber(metadata);
  out_.Write(bytes);
}

void ArchiveWriter::Place(const PartPlace& part) {
  if (parts_.size() == parts_.capacity()) parts_.reserve(parts_.size() + parts_.size() / 4 + 256);
  parts_.push_back(part);
}

StreamNumber ArchiveWriter::AddStream(std::string_view name) {
  others_.emplace_back(name);
  return Other(others_.size() - 1);
}

bool ArchiveWriter::Knows(std::string_view name) { return std::ranges::find(kNames, name) != kNames.end(); }

uint64_t ArchiveWriter::PutStream(StreamNumber stream, std::string_view name) {
  const auto parts = std::ranges::equal_range(parts_, stream.value, {}, &PartPlace::stream);
  out_.Write(name);
  out_.Put('\0');
  uint64_t size = name.size() + 1 + PutNumber(parts.size());
  size += PutNumber(0);  // a size that C++ AGC never sets
  for (const PartPlace& part : parts) {
    size += PutNumber(part.offset);
    size += PutNumber(part.size);
  }
  return size;
}

void ArchiveWriter::WriteDirectory(uint32_t groups) {
  // A stream's parts stay in the order in which they were written.
  std::ranges::sort(parts_, {},
                    [](const PartPlace& part) { return std::tuple(part.stream, part.added, part.offset); });
  const uint64_t raw_groups = std::min(groups, kRawGroups);
  uint64_t size = PutNumber(kNames.size() + raw_groups + 2 * (groups - raw_groups) + others_.size());
  for (uint32_t i = 0; i < kNames.size(); ++i) size += PutStream({i}, kNames[i]);
  for (uint32_t group = 0; group < groups; ++group) {
    if (group >= kRawGroups) size += PutStream(StreamNumber::Reference(group), GroupStreamName(group, 'r'));
    size += PutStream(StreamNumber::Delta(group), GroupStreamName(group, 'd'));
  }
  for (size_t i = 0; i < others_.size(); ++i) size += PutStream(Other(i), others_[i]);
  // The size makes it an archive: all else comes first.
  out_.Barrier();
  for (int i = 0; i < 8; ++i) out_.Put(static_cast<char>(size >> (8 * i) & 0xFF));
}

}  // namespace tare::genome
