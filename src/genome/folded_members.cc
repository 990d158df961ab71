#include "genome/folded_members.h"

#include <optional>
#include <span>
#include <utility>

#include "genome/damage.h"

namespace tare::genome {

namespace {

constexpr int kQuickLevel = 1;

}  // namespace

void FoldingTools::TrimScratch() const {
  static constexpr size_t kKept = size_t{1} << 18;
  if (scratch.capacity() > kKept) scratch = std::pmr::vector<char>(scratch.get_allocator());
}

void FoldedMembers::Add(std::string_view members, size_t count, const FoldingTools& tools) {
  tools.scratch.clear();
  tools.encoder.Encode(members, kQuickLevel, &tools.scratch);
  chunks_.push_back({.members = count,
                     .size = members.size(),
                     .frame = std::pmr::vector<char>(tools.scratch.begin(), tools.scratch.end(), &account_),
                     .offset = 0,
                     .frame_size = tools.scratch.size()});
  tools.TrimScratch();
}

Result<void> FoldedMembers::Spill(GroupSpill& spill) {
  for (Chunk& chunk : chunks_) {
    if (chunk.frame.empty()) continue;
    const Result<uint64_t> offset = spill.Append(chunk.frame);
    if (!offset) return std::unexpected(offset.error());
    chunk.offset = *offset;
    chunk.frame = std::pmr::vector<char>(&account_);
  }
  return {};
}

Result<void> FoldedMembers::Unfold(size_t chunk, const FoldingTools& tools,
                                   std::pmr::vector<char>* out) const {
  const Chunk& folded = chunks_[chunk];
  std::pmr::vector<char> read(&account_);
  if (folded.frame.empty()) {
    read.resize(folded.frame_size);
    if (Result<void> done = tools.spill.Read(folded.offset, read); !done) return done;
  }
  const std::pmr::vector<char>& frame = folded.frame.empty() ? read : folded.frame;
  const size_t begin = out->size();
  out->resize(begin + folded.size);
  const std::optional<size_t> size =
      tools.decoder.Decode({frame.data(), frame.size()}, std::span(*out).subspan(begin));
  if (size != folded.size)
    return Failure(ErrorCode::kReadFailed, "what was put aside there has changed", "temporary file");
  return {};
}

uint64_t FoldedMembers::size() const {
  uint64_t size = 0;
  for (const Chunk& chunk : chunks_) size += chunk.size;
  return size;
}

uint64_t FoldedMembers::memory() const {
  uint64_t memory = 0;
  for (const Chunk& chunk : chunks_) memory += chunk.frame.capacity();
  return memory;
}

}  // namespace tare::genome
