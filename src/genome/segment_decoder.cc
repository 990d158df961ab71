#include "genome/segment_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "genome/base_tuples.h"
#include "genome/bases.h"
#include "genome/damage.h"
#include "genome/lz_decoder.h"

namespace tare::genome {

namespace {

constexpr char kTuples = 1;  // the mark behind a compressed reference; 0 where there are no tuples

// Pages of the file that stay resident, about.
constexpr uint64_t kReadBeforeRelease = 1 << 20;

// Whether a size that a file states can be: nothing is allocated for one that cannot.
bool IsPossible(uint64_t size, std::string_view frame) {
  return size / kMaxZstdRatio <= frame.size() && StatedSize(frame) == size;
}

}  // namespace

SegmentDecoder::SegmentDecoder(const ArchiveContents& contents, Account& account)
    : contents_(contents), zstd_(account), tuples_(account), reference_(account), pack_(account) {}

std::unexpected<Error> SegmentDecoder::Damaged(uint32_t group, std::string what, uint64_t offset) const {
  return Damage("group " + std::to_string(group) + ": " + std::move(what), contents_.container.name(),
                offset);
}

// A page given back while another thread reads it comes back from the file.
void SegmentDecoder::Count(const Part& part) {
  read_ += part.bytes.size();
  if (read_ < kReadBeforeRelease) return;
  read_ = 0;
  Source& source = contents_.container.source();
  source.ReleaseRange(0, source.bytes().size());
}

Result<void> SegmentDecoder::Decode(const Segment& segment, Buffer& bases) {
  const size_t group_index = contents_.container.FindGroup(segment.group);
  if (group_index == contents_.container.groups().size())
    return Damaged(segment.group, "it is not there", Location::kUnknown);
  if (Result<void> decoded = DecodeStored(segment, group_index, bases); !decoded) return decoded;
  if (segment.reversed != 0) ReverseComplement(bases.bytes());
  return {};
}

Result<void> SegmentDecoder::DecodeStored(const Segment& segment, size_t group_index, Buffer& bases) {
  const bool raw = segment.group < kRawGroups;
  Result<std::string_view> reference = std::string_view();
  if (!raw) reference = Reference(group_index);
  if (!reference) return std::unexpected(std::move(reference.error()));
  const auto wrong_length = [&](uint64_t offset) {
    return Damaged(segment.group,
                   "member " + std::to_string(segment.member) + " is not of the " +
                       std::to_string(segment.length) + " bases that its contig takes",
                   offset);
  };
  if (!raw && segment.member == 0) {
    if (reference->size() != segment.length) return wrong_length(Location::kUnknown);
    std::ranges::copy(*reference, bases.Resize(segment.length).begin());
    return {};
  }
  const Result<std::string_view> member =
      Member(segment, group_index, raw ? segment.member : segment.member - 1);
  if (!member) return std::unexpected(member.error());
  if (raw && member->size() != segment.length) return wrong_length(pack_offset_);
  const std::span<char> out = bases.Resize(segment.length);
  const bool decoded =
      raw ? ToLetters(*member, out)
          : DecodeDifferences(*member, *reference, contents_.parameters.min_match_length, out);
  if (decoded) return {};
  return Damaged(segment.group, "member " + std::to_string(segment.member) + " makes no sense", pack_offset_);
}

Result<std::string_view> SegmentDecoder::Member(const Segment& segment, size_t group_index, uint64_t index) {
  const uint32_t pack_size = contents_.parameters.pack_size;
  Result<std::string_view> pack = Pack(group_index, index / pack_size);
  if (!pack) return pack;
  std::string_view rest = *pack;
  // Alone in a pack, a member may be anything.
  if (pack_size == 1 && rest.ends_with(kMemberSeparator)) return rest.substr(0, rest.size() - 1);
  for (uint64_t before = index % pack_size;; --before) {
    const size_t end = rest.find(kMemberSeparator);
    if (end == std::string_view::npos)
      return Damaged(segment.group, "there is no member " + std::to_string(segment.member), pack_offset_);
    if (before == 0) return rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
}

Result<std::string_view> SegmentDecoder::Pack(size_t group_index, uint64_t pack) {
  if (pack_group_ == group_index && pack_number_ == pack) return pack_.view();
  pack_group_ = kNoGroup;
  const Container::Group& group = contents_.container.groups()[group_index];
  const Result<Part> part = contents_.container.ReadPart(group.delta, pack);
  if (!part) return Damaged(group.number, part.error().message, part.error().where.offset);
  if (part->metadata == 0) {
    std::ranges::copy(part->bytes, pack_.Resize(part->bytes.size()).begin());
  } else {
    // A mark stands behind the frame; there is but one kind of packs.
    const std::string_view frame = part->bytes.substr(0, part->bytes.size() - 1);
    const auto damaged = [&] { return Damaged(group.number, "a pack is damaged", part->offset); };
    if (!IsPossible(part->metadata, frame)) return damaged();
    const std::optional<size_t> size = zstd_.Decode(frame, pack_.Resize(part->metadata));
    if (size != part->metadata) return damaged();
  }
  Count(*part);
  pack_group_ = group_index;
  pack_number_ = pack;
  pack_offset_ = part->offset;
  return pack_.view();
}

Result<std::string_view> SegmentDecoder::Reference(size_t group_index) {
  if (reference_group_ == group_index) return reference_.view();
  reference_group_ = kNoGroup;
  const Container::Group& group = contents_.container.groups()[group_index];
  const Result<Part> part = contents_.container.ReadPart(group.reference, 0);
  if (!part) return Damaged(group.number, part.error().message, part.error().where.offset);
  if (Result<void> unpacked = UnpackReference(*part, group.number); !unpacked)
    return std::unexpected(std::move(unpacked.error()));
  Count(*part);
  reference_group_ = group_index;
  return reference_.view();
}

Result<void> SegmentDecoder::UnpackReference(const Part& part, uint32_t group) {
  const auto damaged = [&] { return Damaged(group, "its reference is damaged", part.offset); };
  if (part.metadata == 0) {  // stored as it is
    if (!ToLetters(part.bytes, reference_.Resize(part.bytes.size()))) return damaged();
    return {};
  }
  if (part.bytes.empty()) return damaged();
  const std::string_view frame = part.bytes.substr(0, part.bytes.size() - 1);
  const std::optional<uint64_t> stated = StatedSize(frame);
  // Tuples take no more than the bases, but for the last tuple and its mark.
  if (!stated || !IsPossible(*stated, frame) || *stated > part.metadata + 2) return damaged();
  if (zstd_.Decode(frame, tuples_.Resize(*stated)) != *stated) return damaged();
  if (part.bytes.back() != kTuples) {
    if (*stated != part.metadata || !ToLetters(tuples_.view(), reference_.Resize(*stated))) return damaged();
    return {};
  }
  if (TupleBaseCount(tuples_.view()) != part.metadata) return damaged();
  if (!UnpackTuples(tuples_.view(), reference_.Resize(part.metadata))) return damaged();
  return {};
}

}  // namespace tare::genome
