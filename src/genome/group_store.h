#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "genome/group_spill.h"
#include "genome/segment_bases.h"
#include "tare/memory.h"

namespace tare::genome {

// What is kept of a group while an archive is written: its reference, and the members that are not in a
// full pack yet.
class Group {
 public:
  Group(uint32_t number, Account& references, Account& pending)
      : number_(number), pending_(&pending), hashes_(&pending), spilled_(&pending), reference_(references) {}

  uint32_t number() const { return number_; }

  bool has_reference() const { return reference_.size() != 0; }
  const PackedBases& reference() const { return reference_; }
  void SetReference(std::span<const BaseCode> bases);

  // Members in all, the reference and raw group's first among them.
  uint32_t member_count() const { return member_count_; }
  uint32_t pending_count() const { return static_cast<uint32_t>(hashes_.size()); }
  // The number of the pending member that is written in the same way.
  Result<std::optional<uint32_t>> FindPending(std::string_view bytes, GroupSpill& spill) const;
  void AddPending(std::string_view bytes);
  // All pending members, each with the byte behind it that separates them. They are no more pending then.
  Result<void> TakePending(GroupSpill& spill, std::pmr::vector<char>* pack);

  // Moves what is pending out of memory. False where there is nothing worth it.
  Result<bool> Spill(GroupSpill& spill);
  size_t pending_memory() const { return pending_.capacity(); }

  // For an archive that is appended to.
  void SetMemberCount(uint32_t members) { member_count_ = members; }

 private:
  struct Extent {
    uint64_t offset;  // in the spill
    uint64_t size;
  };

  const uint32_t number_;
  uint32_t member_count_ = 0;
  std::pmr::vector<char> pending_;     // those of them that are in memory, the last ones
  std::pmr::vector<uint64_t> hashes_;  // of each pending member
  std::pmr::vector<Extent> spilled_;   // the first ones
  PackedBases reference_;
};

}  // namespace tare::genome
