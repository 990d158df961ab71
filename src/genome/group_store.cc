#include "genome/group_store.h"

#include <algorithm>
#include <cstring>

#include "genome/archive_contents.h"

namespace tare::genome {

namespace {

constexpr size_t kPendingStep = 128;
constexpr size_t kWorthFolding = size_t{2} << 10;
constexpr size_t kWorthSpilling = size_t{2} << 10;

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

Result<std::optional<uint32_t>> Group::FindPending(std::string_view bytes, const FoldingTools& tools) const {
  const uint64_t hash = HashOf(bytes);
  for (size_t i = 0; i < hashes_.size(); ++i) {
    if (hashes_[i] != hash) continue;
    size_t index = i;
    size_t chunk = 0;
    for (; chunk < folded_.chunk_count() && index >= folded_.member_count(chunk); ++chunk)
      index -= folded_.member_count(chunk);
    std::pmr::vector<char> unfolded(pending_.get_allocator());
    if (chunk < folded_.chunk_count()) {
      if (Result<void> read = folded_.Unfold(chunk, tools, &unfolded); !read)
        return std::unexpected(read.error());
    }
    const std::pmr::vector<char>& members = chunk < folded_.chunk_count() ? unfolded : pending_;
    if (MemberAt({members.data(), members.size()}, index) == bytes)
      return static_cast<uint32_t>(member_count_ - hashes_.size() + i);
  }
  return std::nullopt;
}

void Group::AddPending(std::string_view bytes) {
  // Not by doubling, for there are many groups; and of few sizes, for malloc keeps free blocks of each.
  const size_t size = pending_.size() + bytes.size() + 1;
  if (size > pending_.capacity())
    pending_.reserve((size + size / 16) / kPendingStep * kPendingStep + kPendingStep);
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  pending_.push_back(kMemberSeparator);
  hashes_.push_back(HashOf(bytes));
  ++member_count_;
}

Result<void> Group::TakePending(const FoldingTools& tools, std::pmr::vector<char>* pack) {
  pack->clear();
  pack->reserve(folded_.size() + pending_.size());
  for (size_t chunk = 0; chunk < folded_.chunk_count(); ++chunk) {
    if (Result<void> read = folded_.Unfold(chunk, tools, pack); !read) return read;
  }
  pack->insert(pack->end(), pending_.begin(), pending_.end());
  folded_.Clear();
  pending_ = std::pmr::vector<char>(pending_.get_allocator());
  hashes_ = std::pmr::vector<uint64_t>(hashes_.get_allocator());
  // The pack that is written takes the place of the last one.
  if (stored_pending_ != 0) --stored_packs_;
  stored_pending_ = 0;
  return {};
}

void Group::Fold(const FoldingTools& tools) {
  if (pending_.size() >= kWorthFolding) FoldAll(tools);
}

void Group::FoldAll(const FoldingTools& tools) {
  if (pending_.empty()) return;
  const auto members = static_cast<size_t>(std::ranges::count(pending_, kMemberSeparator));
  folded_.Add({pending_.data(), pending_.size()}, members, tools);
  pending_ = std::pmr::vector<char>(pending_.get_allocator());
}

Result<void> Group::Spill(const FoldingTools& tools) {
  if (pending_.capacity() + folded_.memory() < kWorthSpilling) return {};
  FoldAll(tools);
  return folded_.Spill(tools.spill);
}

}  // namespace tare::genome
