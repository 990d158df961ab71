#pragma once

// What an archive that is appended to has of its groups. It is read when it is needed, and of references
// nothing is kept: an index is built from the archive as often as it is dropped.

#include <cstdint>
#include <optional>
#include <string_view>

#include "genome/archive_contents.h"
#include "genome/group_store.h"
#include "genome/lz_index.h"
#include "genome/segment_decoder.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// An error where the archive's groups are not numbered without gaps.
Result<void> CheckGroupNumbers(const Container& container);
// How many packs the group has.
uint64_t StoredPackCount(const Container& container, uint32_t group);
bool HasStoredReference(const Container& container, uint32_t group);

// For one thread.
class StoredGroupReader {
 public:
  // `contents`, whose groups are numbered without gaps, and `account` must outlive it.
  StoredGroupReader(const ArchiveContents& contents, Account& account)
      : contents_(contents), decoder_(contents, account) {}

  // A group's reference, as letters. The view lives until the next call.
  Result<std::string_view> Reference(uint32_t group);
  // The index of a group's reference; of no bases where it cannot be read, which failure() tells.
  void BuildIndex(uint32_t group, LzIndex* index);
  // Counts the members of a group, and makes those of its last pack pending where that is not full.
  Result<void> LoadMembers(Group& group);

  const std::optional<Error>& failure() const { return failure_; }

 private:
  const ArchiveContents& contents_;
  SegmentDecoder decoder_;
  std::optional<Error> failure_;
};

}  // namespace tare::genome
