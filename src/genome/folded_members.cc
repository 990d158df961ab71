#include "genome/folded_members.h"

#include <optional>
#include <span>
#include <utility>

#include "genome/damage.h"

namespace tare::genome {

namespace {

constexpr int kQuickLevel = 1;
constexpr size_t kFramesStep = 256;  // of few sizes, for malloc keeps free blocks of each

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
                     .frame_size = tools.scratch.size(),
                     .offset = frames_.size()});
  const size_t size = frames_.size() + tools.scratch.size();
  if (size > frames_.capacity()) frames_.reserve(size / kFramesStep * kFramesStep + kFramesStep);
  frames_.insert(frames_.end(), tools.scratch.begin(), tools.scratch.end());
  tools.TrimScratch();
}

Result<void> FoldedMembers::Spill(GroupSpill& spill) {
  if (frames_.empty()) return {};
  const Result<uint64_t> offset = spill.Append(frames_);
  if (!offset) return std::unexpected(offset.error());
  for (; spilled_ < chunks_.size(); ++spilled_) chunks_[spilled_].offset += *offset;
  frames_ = std::pmr::vector<char>(&account_);
  return {};
}

Result<void> FoldedMembers::Unfold(size_t chunk, const FoldingTools& tools,
                                   std::pmr::vector<char>* out) const {
  const Chunk& folded = chunks_[chunk];
  std::pmr::vector<char> read(&account_);
  std::string_view frame;
  if (chunk < spilled_) {
    read.resize(folded.frame_size);
    if (Result<void> done = tools.spill.Read(folded.offset, read); !done) return done;
    frame = {read.data(), read.size()};
  } else {
    frame = {frames_.data() + folded.offset, folded.frame_size};
  }
  const size_t begin = out->size();
  out->resize(begin + folded.size);
  const std::optional<size_t> size = tools.decoder.Decode(frame, std::span(*out).subspan(begin));
  if (size != folded.size)
    return Failure(ErrorCode::kReadFailed, "what was put aside there has changed", "temporary file");
  return {};
}

void FoldedMembers::Clear() {
  chunks_ = std::pmr::vector<Chunk>(&account_);
  frames_ = std::pmr::vector<char>(&account_);
  spilled_ = 0;
}

uint64_t FoldedMembers::size() const {
  uint64_t size = 0;
  for (const Chunk& chunk : chunks_) size += chunk.size;
  return size;
}

}  // namespace tare::genome
