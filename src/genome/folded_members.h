#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "genome/group_spill.h"
#include "genome/pack_writer.h"
#include "genome/zstd_frames.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// What a thread folds members with.
struct FoldingTools {
  GroupSpill& spill;
  ZstdEncoder& encoder;
  ZstdDecoder& decoder;
  std::pmr::vector<char>& scratch;

  // The scratch was used: no more than a little is kept of it until the next time.
  void TrimScratch() const;
};

// A group's members that wait for their pack: compressed quickly, to a third or less, in memory or in the
// temporary file.
class FoldedMembers {
 public:
  explicit FoldedMembers(Account& account) : account_(account), chunks_(&account), frames_(&account) {}

  // `members` is so many, each with its separator.
  void Add(std::string_view members, size_t count, const FoldingTools& tools);
  // Moves all to the file.
  Result<void> Spill(GroupSpill& spill);

  size_t chunk_count() const { return chunks_.size(); }
  size_t member_count(size_t chunk) const { return chunks_[chunk].members; }
  // Appends what was added as that chunk.
  Result<void> Unfold(size_t chunk, const FoldingTools& tools, std::pmr::vector<char>* out) const;
  uint64_t size() const;                                  // unfolded
  uint64_t memory() const { return frames_.capacity(); }  // of what is not in the file
  void Clear();

 private:
  struct Chunk {
    size_t members;
    uint64_t size;  // unfolded
    uint64_t frame_size;
    uint64_t offset;  // in the file, or in frames_
  };

  Account& account_;
  std::pmr::vector<Chunk> chunks_;
  size_t spilled_ = 0;             // chunks that are in the file, the first ones
  std::pmr::vector<char> frames_;  // of the others: in one block, for there are many groups
};

}  // namespace tare::genome
