#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "genome/folded_members.h"
#include "genome/segment_bases.h"
#include "tare/memory.h"

namespace tare::genome {

// What is kept of a group while an archive is written: its reference, and the members that are not in a
// full pack yet.
class Group {
 public:
  Group(uint32_t number, Account& references, Account& pending)
      : number_(number), folded_(pending), pending_(&pending), hashes_(&pending), reference_(references) {}

  uint32_t number() const { return number_; }

  bool has_reference() const { return reference_is_stored_ || reference_.size() != 0; }
  // Empty where the reference is stored.
  const PackedBases& reference() const { return reference_; }
  void SetReference(std::span<const BaseCode> bases);

  // Members in all, the reference and raw group's first among them.
  uint32_t member_count() const { return member_count_; }
  uint32_t pending_count() const { return static_cast<uint32_t>(hashes_.size()); }
  // The number of the pending member that is written in the same way.
  Result<std::optional<uint32_t>> FindPending(std::string_view bytes, const FoldingTools& tools) const;
  void AddPending(std::string_view bytes);
  // All pending members, each with the byte behind it that separates them. They are no more pending then.
  Result<void> TakePending(const FoldingTools& tools, std::pmr::vector<char>* pack);

  // Folds what is pending where that is worth it.
  void Fold(const FoldingTools& tools);
  // Moves it out of memory, where that is worth it.
  Result<void> Spill(const FoldingTools& tools);

  // What follows is of an archive that is appended to (StoredGroupReader).
  void SetStored(bool has_reference, uint64_t packs) {
    reference_is_stored_ = has_reference;
    stored_packs_ = packs;
    is_unread_ = true;
  }
  bool reference_is_stored() const { return reference_is_stored_; }
  // The packs that stay as they are in the archive.
  uint64_t stored_packs() const { return stored_packs_; }
  // Whether the members in the archive are not counted yet.
  bool is_unread() const { return is_unread_; }
  // So many are in the reference and in full packs.
  void BeginMembers(uint32_t members) {
    member_count_ = members;
    is_unread_ = false;
  }
  // One of the last pack, which is written anew once there are more.
  void AddStoredPending(std::string_view bytes) {
    AddPending(bytes);
    ++stored_pending_;
  }
  bool has_new_members() const { return pending_count() > stored_pending_; }

 private:
  void FoldAll(const FoldingTools& tools);

  const uint32_t number_;
  uint32_t member_count_ = 0;
  FoldedMembers folded_;               // of those that are pending, the first ones
  std::pmr::vector<char> pending_;     // the last ones
  std::pmr::vector<uint64_t> hashes_;  // of each that is pending
  PackedBases reference_;
  uint64_t stored_packs_ = 0;
  uint32_t stored_pending_ = 0;
  bool reference_is_stored_ = false;
  bool is_unread_ = false;
};

}  // namespace tare::genome
