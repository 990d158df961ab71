#include "genome/group_store.h"

#include <algorithm>
#include <cstring>

#include "genome/archive_contents.h"

namespace tare::genome {

namespace {

uint64_t HashOf(std::string_view bytes) {
  uint64_t hash = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    uint64_t word;
    std::memcpy(&word, bytes.data(), 8);
    hash = MixBits(hash ^ word) + 0x9e3779b97f4a7c15ULL;
  }
  uint64_t last = 0;
  if (!bytes.empty()) std::memcpy(&last, bytes.data(), bytes.size());
  return MixBits(hash ^ last);
}

// The member of that index in members and separators.
std::string_view MemberAt(std::string_view members, size_t index) {
  while (index-- > 0) members.remove_prefix(members.find(kMemberSeparator) + 1);
  return members.substr(0, members.find(kMemberSeparator));
}

}  // namespace

void Group::SetReference(std::span<const BaseCode> bases) {
  reference_.Reserve(bases.size());
  reference_.Append(bases);
  ++member_count_;
}

Result<std::optional<uint32_t>> Group::FindPending(std::string_view bytes, GroupSpill& spill) const {
  const uint64_t hash = HashOf(bytes);
  for (size_t i = 0; i < hashes_.size(); ++i) {
    if (hashes_[i] != hash) continue;
    // Members are in the order of the spilled extents, then of the memory.
    size_t index = i;
    std::pmr::vector<char> scratch(pending_.get_allocator());
    for (const Extent& extent : spilled_) {
      scratch.resize(extent.size);
      if (Result<void> read = spill.Read(extent.offset, scratch); !read) return std::unexpected(read.error());
      const auto members = static_cast<size_t>(std::ranges::count(scratch, kMemberSeparator));
      if (index < members) break;
      index -= members;
      scratch.clear();
    }
    const std::string_view members = scratch.empty() ? std::string_view(pending_.data(), pending_.size())
                                                     : std::string_view(scratch.data(), scratch.size());
    if (MemberAt(members, index) == bytes) return static_cast<uint32_t>(member_count_ - hashes_.size() + i);
  }
  return std::nullopt;
}

void Group::AddPending(std::string_view bytes) {
  // Not by doubling: there are many groups.
  const size_t size = pending_.size() + bytes.size() + 1;
  if (size > pending_.capacity()) pending_.reserve(size + size / 8);
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  pending_.push_back(kMemberSeparator);
  hashes_.push_back(HashOf(bytes));
  ++member_count_;
}

Result<void> Group::TakePending(GroupSpill& spill, std::pmr::vector<char>* pack) {
  size_t size = pending_.size();
  for (const Extent& extent : spilled_) size += extent.size;
  pack->resize(size);
  size_t at = 0;
  for (const Extent& extent : spilled_) {
    if (Result<void> read = spill.Read(extent.offset, std::span(*pack).subspan(at, extent.size)); !read)
      return read;
    at += extent.size;
  }
  std::ranges::copy(pending_, pack->begin() + static_cast<ptrdiff_t>(at));
  pending_ = std::pmr::vector<char>(pending_.get_allocator());
  hashes_ = std::pmr::vector<uint64_t>(hashes_.get_allocator());
  spilled_ = std::pmr::vector<Extent>(spilled_.get_allocator());
  // The pack that is written takes the place of the last one.
  if (stored_pending_ != 0) --stored_packs_;
  stored_pending_ = 0;
  return {};
}

Result<bool> Group::Spill(GroupSpill& spill) {
  if (pending_.empty()) return false;
  const Result<uint64_t> offset = spill.Append(pending_);
  if (!offset) return std::unexpected(offset.error());
  spilled_.push_back({.offset = *offset, .size = pending_.size()});
  pending_ = std::pmr::vector<char>(pending_.get_allocator());
  return true;
}

}  // namespace tare::genome
