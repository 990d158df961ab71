#pragma once

// The container of an AGC archive: named streams, each of parts, and a directory at the end of the file
// (docs/agc-format.md, "The container"). What is in the parts is for others to know.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::genome {

// A part's bytes as they stand in the file.
struct Part {
  uint64_t metadata = 0;  // a number the writer gave it: mostly its size when decompressed
  std::string_view bytes;
  uint64_t offset = 0;  // of the part in the file, for errors
};

class Container {
 public:
  // A stream's entry in the directory, by its offset there.
  using Entry = uint32_t;
  static constexpr Entry kNone = UINT32_MAX;

  struct NamedStream {
    std::string_view name;
    Entry entry;
  };
  // The two streams of a group; one may be missing.
  struct Group {
    uint32_t number;
    Entry reference = kNone;
    Entry delta = kNone;
  };

  // Reads the directory: 12 bytes a group are held, and 8 for every 64 parts of a stream. Parts are found
  // again in the directory when they are asked for.
  static Result<Container> Read(std::unique_ptr<Source> source, Account& account);

  const std::string& name() const { return source_->name(); }
  // Where the archive ends. Behind it may be what an append wrote that was not finished.
  uint64_t end() const { return end_; }
  Source& source() const { return *source_; }

  Entry Find(std::string_view name) const;  // kNone where there is none
  const std::pmr::vector<NamedStream>& named_streams() const { return named_; }
  // By number.
  const std::pmr::vector<Group>& groups() const { return groups_; }
  // The index in groups(), or the number of groups where there is none.
  size_t FindGroup(uint32_t number) const;

  uint64_t PartCount(Entry entry) const;
  // What all parts take in the file, without their numbers.
  uint64_t StoredSize(Entry entry) const;
  // Of the archive's bytes those that belong to no part, nor to the directory. Looks at the first byte of
  // each part.
  uint64_t UnusedBytes() const;
  // Calls visit(offset in the file, size) for each part, without looking at it.
  void ForEachPart(Entry entry, const std::function<void(uint64_t offset, uint64_t size)>& visit) const;
  // An error where there is no such part, it does not lie in the file, or has another checksum than the one
  // that was written behind it.
  Result<Part> ReadPart(Entry entry, uint64_t index) const;
  // Whether the directory and all parts have checksums.
  bool has_checksums() const { return checksums_from_ == 0; }
  // Parts from here on have them; end() where none has.
  uint64_t checksums_from() const { return std::min(checksums_from_, end_); }

 private:
  // Where in the directory a stream's parts go on, after each kPartsBetweenMarks.
  struct Mark {
    Entry entry;
    uint32_t place;
  };
  static constexpr uint64_t kPartsBetweenMarks = 64;

  Container(std::unique_ptr<Source> source, Account& account);

  Result<void> ReadUpTo(uint64_t end);
  Result<void> FindDirectory();
  Result<void> ReadDirectory();
  Result<void> ReadParts(std::string_view& rest, std::string_view stream, Entry entry, uint64_t* stored);
  Result<void> AddStream(std::string_view name, Entry entry);
  Result<void> OrderGroups();
  Result<void> ReadChecksums();

  std::unique_ptr<Source> source_;
  uint64_t end_ = 0;
  std::string_view directory_;
  uint64_t directory_offset_ = 0;         // in the file: where the parts end
  uint64_t checksums_from_ = UINT64_MAX;  // parts from here on have a checksum behind them
  std::pmr::vector<NamedStream> named_;
  std::pmr::vector<Group> groups_;
  std::pmr::vector<Mark> marks_;  // by entry and place
};

}  // namespace tare::genome
