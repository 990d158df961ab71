// Appending to an archive: what the builder takes over from it, and what it leaves as it is.
//
// In place, the new archive is the old one's bytes, a marker (append_marker.h), the parts that are new or
// written anew, and a directory of all. In a new file it is the parts that are new or written anew, the
// others' copies, and a directory. Written anew are the names of samples, the last batch of their
// descriptions where it is not full, the keys of groups where there are more, and of each group that gets a
// member the last pack where that is not full.

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "genome/append_marker.h"
#include "genome/builder.h"
#include "genome/damage.h"
#include "genome/fasta_letters.h"
#include "genome/fixed_number.h"
#include "genome/stored_groups.h"

namespace tare::genome {

namespace {

constexpr uint64_t kCopiedBeforeRelease = uint64_t{1} << 20;  // bytes whose pages stay resident

// The entries of a stream of one part, whose metadata is their number.
Result<std::string_view> EntriesOf(const Container& container, std::string_view stream, uint64_t entry_size) {
  const Container::Entry entry = container.Find(stream);
  if (container.PartCount(entry) == 0)
    return Damage("it cannot be appended to: it has no stream " + std::string(stream), container.name());
  const Result<Part> part = container.ReadPart(entry, 0);
  if (!part) return std::unexpected(part.error());
  if (part->metadata > part->bytes.size() / entry_size)
    return Damage("stream " + std::string(stream) + " is cut short", container.name(), part->offset);
  return part->bytes.substr(0, part->metadata * entry_size);
}

}  // namespace

Result<void> Builder::LoadArchive(AppendedArchive appended) {
  ledger_.Mark("reading the archive");
  appended_.emplace(std::move(appended));
  for (const auto step :
       {&Builder::LoadSplitters, &Builder::LoadGroupKeys, &Builder::LoadReference, &Builder::LoadSamples}) {
    if (Result<void> done = (this->*step)(); !done) return done;
    if (Result<void> go_on = CheckStop(); !go_on) return go_on;
  }
  Source& source = appended_->contents().container.source();
  source.ReleaseRange(0, source.bytes().size());
  ledger_.Mark("archive read");
  return CheckAppended();
}

// Pages that could not be read hold zeros, which would be written as if they had been read.
Result<void> Builder::CheckAppended() const {
  if (!appended_) return {};
  return appended_->contents().container.source().CheckReadable();
}

Result<void> Builder::LoadSplitters() {
  const Container& container = appended_->contents().container;
  const Result<std::string_view> kmers = EntriesOf(container, "splitters", 8);
  if (!kmers) return std::unexpected(kmers.error());
  for (size_t at = 0; at < kmers->size(); at += 8) {
    const uint64_t kmer = ReadFixedNumber(kmers->substr(at, 8));
    if (kmer == kNoSplitter) return Damage("a splitter makes no sense", container.name());
    splitters_.Insert(kmer);
  }
  appended_->splitters = splitters_.size();
  return {};
}

Result<void> Builder::LoadGroupKeys() {
  const Container& container = appended_->contents().container;
  if (Result<void> checked = CheckGroupNumbers(container); !checked) return checked;
  static constexpr size_t kEntrySize = 20;
  const Result<std::string_view> keys = EntriesOf(container, "segment-splitters", kEntrySize);
  if (!keys) return std::unexpected(keys.error());
  StartPipeline();
  for (size_t at = 0; at < keys->size(); at += kEntrySize) {
    const GroupKey key{.front = ReadFixedNumber(keys->substr(at, 8)),
                       .back = ReadFixedNumber(keys->substr(at + 8, 8))};
    const auto group = static_cast<uint32_t>(ReadFixedNumber(keys->substr(at + 16, 4)));
    if (key == kRawKey) continue;
    // A pair's lower splitter comes first.
    if (key.front > key.back && key.front != kNoSplitter)
      return Damage("the splitters of group " + std::to_string(group) + " make no sense", container.name());
    if (group < kRawGroups || group >= container.groups().size() || !HasStoredReference(container, group))
      return Damage("there is no group " + std::to_string(group) + " between splitters", container.name());
    pipeline_->AddStored(key, group);
  }
  return pipeline_->LoadStoredReferences();
}

Result<void> Builder::LoadReference() {
  if (!cuts_uncut_) return {};
  reference_.emplace(accounts_.kmers, options_.stop);
  const Archive& archive = appended_->archive;
  if (archive.sample_count() == 0) return {};
  const Result<Sample> sample = archive.LoadSample(0);
  if (!sample) return std::unexpected(sample.error());
  SequenceReader reader(archive, accounts_.input);
  for (size_t i = 0; i < sample->contig_count(); ++i) {
    Result<void> stopped;
    Result<void> read = reader.Read(sample->contig(i), {}, [&](std::string_view letters) {
      std::array<BaseCode, 4096> bases;
      while (!letters.empty()) {
        const std::string_view piece = letters.substr(0, bases.size());
        ToBases(piece, bases.data());  // what is no base belongs to no k-mer
        reference_->AddBases({bases.data(), piece.size()});
        letters.remove_prefix(piece.size());
      }
      stopped = CheckStop();
      return stopped.has_value();
    });
    if (!read) return read;
    if (!stopped) return stopped;
    reference_->EndContig();
  }
  return {};
}

// In place, the file is as it was until here, with what an unfinished append left.
Result<void> Builder::BeginAppending() {
  if (!appended_ || appended_->begun) return {};
  const uint64_t end = appended_->contents().container.end();
  if (appended_->in_place && end != appended_->in_place->size()) {
    if (Result<void> cut = appended_->in_place->CutTo(end); !cut) return cut;
  }
  appended_->begun = true;
  if (!appended_->in_place) return {};
  AppendOutput& file = *appended_->in_place;
  const auto marker = AppendMarker(end, AppendState::kUnfinished);
  file.Write({marker.data(), marker.size()});
  file.Barrier();
  return archive_.Check();
}

Result<void> Builder::CommitAppended() {
  if (!appended_->in_place) return {};
  if (Result<void> committed = appended_->in_place->Commit(); !committed) return committed;
  const uint64_t end = appended_->contents().container.end();
  const auto marker = AppendMarker(end, AppendState::kFinished);
  // The archive is whole with or without it.
  appended_->in_place->Overwrite(end, {marker.data(), marker.size()});
  return {};
}

Result<void> Builder::LoadSamples() {
  const Archive& archive = appended_->archive;
  const uint32_t pack_size = options_.parameters.pack_size;
  const uint32_t in_full_batches = archive.sample_count() / pack_size * pack_size;
  for (uint32_t i = 0; i < in_full_batches; ++i) collection_.AddStoredSample(archive.sample_name(i));
  SampleReader reader(archive, accounts_.collection, in_full_batches);
  Sample sample(accounts_.collection);
  for (uint32_t i = in_full_batches; i < archive.sample_count(); ++i) {
    if (const Result<bool> read = reader.Next(&sample); !read) return std::unexpected(read.error());
    if (!collection_.BeginSample(archive.sample_name(i)))
      return Damage(
          "it cannot be appended to: sample " + std::string(archive.sample_name(i)) + " is there twice",
          archive.name());
    for (size_t c = 0; c < sample.contig_count(); ++c) {
      if (!CollectionWriter::CanHoldContig(sample.contig(c).name))
        return Damage("it cannot be appended to: the name of a contig of sample " +
                          std::string(archive.sample_name(i)) + " has letters other than ASCII",
                      archive.name());
      const uint32_t contig = pipeline_->AddContig(sample.contig(c).name);
      for (const Segment& segment : sample.contig(c).segments) collection_.AddSegment(contig, segment);
    }
    collection_.EndSample();
    collection_.DescribeSegments();
  }
  return {};
}

// The first so many parts of a stream.
Result<void> Builder::KeepParts(StreamNumber stream, Container::Entry entry, uint64_t count) {
  const Container& container = appended_->contents().container;
  if (appended_->in_place) {
    container.ForEachPart(entry, [&](uint64_t offset, uint64_t size) {
      if (count == 0) return;
      archive_.KeepPart(stream, offset, size);
      --count;
    });
    return {};
  }
  Source& source = container.source();
  const uint64_t parts = std::min(count, container.PartCount(entry));
  for (uint64_t i = 0; i < parts; ++i) {
    const Result<Part> part = container.ReadPart(entry, i);
    if (!part) return std::unexpected(part.error());
    archive_.CopyPart(stream, part->metadata, part->bytes);
    copied_ += part->bytes.size();
    if (copied_ < kCopiedBeforeRelease) continue;
    copied_ = 0;
    source.ReleaseRange(0, source.bytes().size());
    if (Result<void> written = archive_.Check(); !written) return written;
    if (Result<void> go_on = CheckStop(); !go_on) return go_on;
  }
  return {};
}

Result<void> Builder::KeepStoredParts() {
  const ArchiveContents& contents = appended_->contents();
  const bool new_groups = pipeline_->group_count() != contents.container.groups().size();
  const uint64_t full_batches = contents.sample_count() / options_.parameters.pack_size;
  struct Named {
    StreamName number;
    std::string_view name;
    uint64_t parts;
  };
  for (const Named& stream :
       {Named{StreamName::kParameters, "params", 1},
        Named{StreamName::kSplitters, "splitters", splitters_.size() == appended_->splitters ? 1U : 0U},
        Named{StreamName::kSegmentSplitters, "segment-splitters", new_groups ? 0U : 1U},
        Named{StreamName::kContigs, "collection-contigs", full_batches},
        Named{StreamName::kDetails, "collection-details", full_batches}}) {
    Result<void> kept =
        KeepParts(StreamNumber::Named(stream.number), contents.container.Find(stream.name), stream.parts);
    if (!kept) return kept;
  }
  for (const Container::NamedStream& stream : contents.container.named_streams()) {
    if (ArchiveWriter::Knows(stream.name)) continue;
    if (Result<void> kept = KeepParts(archive_.AddStream(stream.name), stream.entry, UINT64_MAX); !kept)
      return kept;
  }
  return KeepGroups();
}

Result<void> Builder::KeepGroups() {
  const Container& container = appended_->contents().container;
  for (uint32_t i = 0; i < container.groups().size(); ++i) {
    const Container::Group& stored = container.groups()[i];
    Result<void> kept;
    if (i >= kRawGroups) kept = KeepParts(StreamNumber::Reference(i), stored.reference, 1);
    if (kept) kept = KeepParts(StreamNumber::Delta(i), stored.delta, pipeline_->group(i).stored_packs());
    if (!kept) return kept;
  }
  return {};
}

}  // namespace tare::genome
