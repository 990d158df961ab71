#pragma once

// Writes the container of an AGC archive, from beginning to end: parts as they come, then the directory
// (docs/agc-format.md, "The container").

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

// Holds 24 bytes a part.
class ArchiveWriter {
 public:
  // Both must outlive it.
  ArchiveWriter(Output& out, Account& account) : out_(out), parts_(&account), others_(&account) {}

  void AddPart(StreamNumber stream, uint64_t metadata, std::span<const char> bytes);
  // Parts of an archive that is appended to, which come before those that are added, whenever they are
  // written: one that is in the file already, in the order of offsets, and one that is copied.
  void KeepPart(StreamNumber stream, uint64_t offset, uint64_t size);
  void CopyPart(StreamNumber stream, uint64_t metadata, std::string_view bytes);
  // A stream of another name, in an archive that is appended to.
  StreamNumber AddStream(std::string_view name);
  // Whether a stream of that name has a number of its own.
  static bool Knows(std::string_view name);
  // Writes the directory, with the streams of that many groups.
  void WriteDirectory(uint32_t groups);

  // In the file, of what is written next.
  uint64_t offset() const { return out_.size(); }

 private:
  struct PartPlace {
    uint32_t stream;
    bool added;  // not of the archive that is appended to
    uint64_t offset;
    uint64_t size;
  };

  // Those of other names have the highest numbers.
  static StreamNumber Other(size_t index) { return {UINT32_MAX - static_cast<uint32_t>(index)}; }

  void Place(const PartPlace& part);
  uint64_t PutNumber(uint64_t number);
  uint64_t PutStream(StreamNumber stream, std::string_view name);

  Output& out_;
  std::pmr::vector<PartPlace> parts_;
  std::pmr::vector<std::pmr::string> others_;  // names of streams
};

}  // namespace tare::genome
