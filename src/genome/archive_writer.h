#pragma once

// Writes the container of an AGC archive, from beginning to end: parts as they come, then the directory
// (docs/agc-format.md, "The container").

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::genome {

// Streams are numbered: first those that have names of their own, then two a group.
enum class StreamName : uint32_t {
  kSamples,
  kContigs,
  kDetails,
  kParameters,
  kSplitters,
  kSegmentSplitters,
  kFileTypeInfo,
  kChecksums,
  kCount,
};

struct StreamNumber {
  uint32_t value;

  static StreamNumber Named(StreamName name) { return {static_cast<uint32_t>(name)}; }
  static StreamNumber Reference(uint32_t group) {
    return {static_cast<uint32_t>(StreamName::kCount) + 2 * group};
  }
  static StreamNumber Delta(uint32_t group) {
    return {static_cast<uint32_t>(StreamName::kCount) + 2 * group + 1};
  }
};

// Holds 24 bytes a part. Behind each part stands its checksum, which is in no stream.
class ArchiveWriter {
 public:
  // Both must outlive it. `checksums_from` is where in the file parts begin to have checksums.
  ArchiveWriter(Output& out, Account& account, uint64_t checksums_from = 0)
      : out_(out), checksums_from_(checksums_from), parts_(&account), others_(&account) {}

  void AddPart(StreamNumber stream, uint64_t metadata, std::span<const char> bytes);
  // Parts of an archive that is appended to, which come before those that are added, whenever they are
  // written: one that is in the file already, and one that is copied.
  void KeepPart(StreamNumber stream, uint64_t offset, uint64_t size);
  void CopyPart(StreamNumber stream, uint64_t metadata, std::string_view bytes);
  // A stream of another name, in an archive that is appended to.
  StreamNumber AddStream(std::string_view name);
  // Whether a stream of that name has a number of its own.
  static bool Knows(std::string_view name);
  // Writes the directory, with the streams of that many groups.
  void WriteDirectory(uint32_t groups);

  // Whether the output failed, and how.
  Result<void> Check() const { return out_.failed() ? out_.Commit() : Result<void>(); }

  // In the file, of what is written next.
  uint64_t offset() const { return out_.size(); }

 private:
  struct PartPlace {
    uint32_t stream;
    uint32_t order;  // in the stream: as they come, those of the archive that is appended to first
    uint64_t offset;
    uint64_t size;
  };

  // Those of other names have the highest numbers.
  static StreamNumber Other(size_t index) { return {UINT32_MAX - static_cast<uint32_t>(index)}; }
  static auto InOrder(const PartPlace& part) { return std::pair(part.stream, part.order); }

  void Place(StreamNumber stream, bool added, uint64_t offset, uint64_t size);
  template <typename Put>
  void PutDirectory(uint32_t groups, const Put& put) const;
  template <typename Put>
  void PutStream(StreamNumber stream, std::string_view name, const Put& put) const;
  void WritePart(uint64_t metadata, std::string_view bytes);
  void AddChecksumPart(uint32_t groups);

  Output& out_;
  const uint64_t checksums_from_;
  std::pmr::vector<PartPlace> parts_;
  std::pmr::vector<std::pmr::string> others_;  // names of streams
};

}  // namespace tare::genome
