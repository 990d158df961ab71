#include "genome/sample_cursor.h"

#include <algorithm>
#include <utility>

#include "genome/collection_number.h"
#include "genome/damage.h"
#include "io/inside_limit.h"

namespace tare::genome {

namespace {

// The inverse of writing `value` as its distance from `predicted`, where it is less than twice that.
uint64_t FromDistance(uint64_t coded, uint64_t predicted) {
  if (coded >= 2 * predicted) return coded;
  return coded % 2 == 1 ? (2 * predicted - coded) / 2 : (coded + 2 * predicted) / 2;
}

// A number of the collection from bytes that are not compressed.
bool TakeNumber(std::string_view& bytes, uint32_t* number) {
  const auto take = [&](uint8_t* byte) {
    if (bytes.empty()) return false;
    *byte = static_cast<uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    return true;
  };
  return TakeCollectionNumber(take, number);
}

}  // namespace

SampleCursor::SampleCursor(const ArchiveContents& contents, uint32_t batch, Account& account)
    : contents_(contents),
      batch_(batch),
      names_(contents, batch, account),
      streams_{ZstdByteStream(account), ZstdByteStream(account), ZstdByteStream(account),
               ZstdByteStream(account), ZstdByteStream(account)},
      last_members_(contents.container.groups().size(), -1, &account) {}

std::unexpected<Error> SampleCursor::Damaged(std::string what) const {
  return Damage("the descriptions of contigs are damaged: " + std::move(what), contents_.container.name(),
                offset_);
}

Result<void> SampleCursor::Open() {
  const Result<Part> part = contents_.container.ReadPart(contents_.contig_details, batch_);
  if (!part) return std::unexpected(part.error());
  offset_ = part->offset;
  std::string_view rest = part->bytes;
  struct Sizes {
    uint32_t raw = 0;
    uint32_t stored = 0;
  };
  std::array<Sizes, kStreams> sizes;
  for (Sizes& size : sizes) {
    if (!TakeNumber(rest, &size.raw) || !TakeNumber(rest, &size.stored)) return Damaged("they are cut short");
  }
  for (size_t i = 0; i < kStreams; ++i) {
    if (sizes[i].stored > rest.size()) return Damaged("they are cut short");
    streams_[i].Start(rest.substr(0, sizes[i].stored), sizes[i].raw);
    rest.remove_prefix(sizes[i].stored);
  }
  const uint32_t pack = contents_.parameters.pack_size;
  const uint64_t expected = std::min<uint64_t>(pack, contents_.sample_count() - uint64_t{batch_} * pack);
  uint32_t samples = 0;
  if (!streams_[kCounts].TakeNumber(&samples) || samples < expected) return Damaged("samples are missing");
  return {};
}

Result<void> SampleCursor::Next(Sample* sample) {
  sample->names_.clear();
  sample->contigs_.clear();
  sample->segments_.clear();
  uint32_t named = 0;
  uint32_t contigs = 0;
  if (Result<void> begun = names_.BeginSample(&named); !begun) return begun;
  if (!streams_[kCounts].TakeNumber(&contigs)) return Damaged("they are cut short");
  if (contigs != named) return Damaged("there are not as many contigs as names");
  for (uint32_t i = 0; i < contigs; ++i) {
    std::string_view name;
    if (Result<void> read = names_.Next(&name); !read) return read;
    sample->names_ += name;
    uint32_t segments = 0;
    if (!streams_[kCounts].TakeNumber(&segments)) return Damaged("they are cut short");
    uint64_t length = 0;
    for (uint32_t j = 0; j < segments; ++j) {
      Segment segment;
      if (Result<void> taken = TakeSegment(j == 0, &segment); !taken) return taken;
      length += j == 0 ? segment.length : segment.length - contents_.parameters.kmer_length;
      sample->segments_.push_back(segment);
    }
    sample->contigs_.push_back(
        {.name = sample->names_.size(), .segments = sample->segments_.size(), .length = length});
  }
  return {};
}

Result<void> SampleCursor::TakeSegment(bool first, Segment* segment) {
  uint32_t group = 0;
  uint32_t coded_length = 0;
  uint32_t reversed = 0;
  if (!streams_[kGroups].TakeNumber(&group) || !streams_[kLengths].TakeNumber(&coded_length) ||
      !streams_[kReversed].TakeNumber(&reversed)) {
    return Damaged("they are cut short");
  }
  const size_t index = contents_.container.FindGroup(group);
  if (index == contents_.container.groups().size())
    return Damaged("there is no group " + std::to_string(group));
  segment->group = group;
  if (!TakeMember(index, &segment->member))
    return Damaged("a member of group " + std::to_string(group) + " has no number");
  const Parameters& parameters = contents_.parameters;
  const uint64_t length =
      FromDistance(coded_length, uint64_t{parameters.segment_size} + parameters.kmer_length);
  if (length > INT32_MAX || (!first && length < parameters.kmer_length))
    return Damaged("a segment has " + std::to_string(length) + " bases");
  segment->length = static_cast<uint32_t>(length) & INT32_MAX;
  segment->reversed = reversed != 0 ? 1 : 0;
  return {};
}

// Members of a group mostly come in order: 1 stands for the one after the highest so far.
bool SampleCursor::TakeMember(size_t group, uint32_t* member) {
  uint32_t coded = 0;
  if (!streams_[kMembers].TakeNumber(&coded)) return false;
  int32_t& last = last_members_[group];
  uint64_t value = coded;
  if (last != -1 && coded != 0) {
    const uint64_t next = static_cast<uint64_t>(last) + 1;
    value = coded == 1 ? next : FromDistance(coded - 1, next);
  }
  if (value > INT32_MAX) return false;
  *member = static_cast<uint32_t>(value);
  if (value > 0) last = std::max(last, static_cast<int32_t>(value));
  return true;
}

Result<void> SampleCursor::Skip() {
  if (Result<void> skipped = names_.SkipSample(); !skipped) return skipped;
  uint32_t contigs = 0;
  if (!streams_[kCounts].TakeNumber(&contigs)) return Damaged("they are cut short");
  Segment unused;
  for (uint32_t i = 0; i < contigs; ++i) {
    uint32_t segments = 0;
    if (!streams_[kCounts].TakeNumber(&segments)) return Damaged("they are cut short");
    for (uint32_t j = 0; j < segments; ++j) {
      if (Result<void> taken = TakeSegment(j == 0, &unused); !taken) return taken;
    }
  }
  return {};
}

SampleReader::SampleReader(const Archive& archive, Account& account, uint32_t first)
    : archive_(archive), account_(account), next_(first) {}
SampleReader::~SampleReader() = default;

Result<bool> SampleReader::Next(Sample* sample) {
  const ArchiveContents& contents = archive_.contents();
  if (next_ >= contents.sample_count()) return false;
  return InsideLimit(archive_.name(), [&]() -> Result<bool> {
    const uint32_t pack = contents.parameters.pack_size;
    if (cursor_ == nullptr || next_ % pack == 0) {
      cursor_.reset();  // first: both at once are not needed
      cursor_ = std::make_unique<SampleCursor>(contents, next_ / pack, account_);
      Result<void> done = cursor_->Open();
      for (uint32_t behind = next_ % pack; done && behind > 0; --behind) done = cursor_->Skip();
      if (!done) return std::unexpected(std::move(done.error()));
    }
    if (Result<void> read = cursor_->Next(sample); !read) return std::unexpected(std::move(read.error()));
    ++next_;
    return true;
  });
}

}  // namespace tare::genome
