#pragma once

// Writes the container of an AGC archive, from beginning to end: parts as they come, then the directory
// (docs/agc-format.md, "The container").

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
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
      : out_(out), checksums_from_(checksums_from), parts_(&account) {}

  void AddPart(StreamNumber stream, uint64_t metadata, std::span<const char> bytes);
  // A part that is in the file already (of an archive that is appended to).
  void AddStoredPart(StreamNumber stream, uint64_t offset, uint64_t size);
  // Writes the directory, with the streams of that many groups.
  void WriteDirectory(uint32_t groups);

  // Whether the output failed, and how.
  Result<void> Check() const { return out_.failed() ? out_.Commit() : Result<void>(); }

  // In the file, of what is written next.
  uint64_t offset() const { return out_.size(); }

 private:
  struct PartPlace {
    uint32_t stream;
    uint64_t offset;
    uint64_t size;
  };

  template <typename Put>
  void PutDirectory(uint32_t groups, const Put& put) const;
  template <typename Put>
  void PutStream(StreamNumber stream, std::string_view name, const Put& put) const;
  void WritePart(uint64_t metadata, std::string_view bytes);
  void AddChecksumPart(uint32_t groups);

  Output& out_;
  const uint64_t checksums_from_;
  std::pmr::vector<PartPlace> parts_;
};

}  // namespace tare::genome
