// Appending to an archive: what the builder takes over from it, and what it leaves as it is.
//
// The new archive is the old one's bytes, a marker (append_marker.h), the parts that are new or written anew,
// and a directory of all. Written anew are the names of samples, the last batch of their descriptions where
// it is not full, the keys of groups, and of each group that gets a member the last pack where that is not
// full.

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "genome/append_marker.h"
#include "genome/builder.h"
#include "genome/damage.h"
#include "genome/fasta_letters.h"
#include "genome/stored_groups.h"

namespace tare::genome {

namespace {

uint64_t TakeFixed(std::string_view bytes, size_t offset, size_t size) {
  uint64_t number = 0;
  for (size_t i = size; i-- > 0;) number = number << 8 | static_cast<uint8_t>(bytes[offset + i]);
  return number;
}

// The entries of a stream of one part, whose metadata is their number.
Result<std::string_view> EntriesOf(const Container& container, std::string_view stream, uint64_t entry_size) {
  const Result<Part> part = container.ReadPart(container.Find(stream), 0);
  if (!part)
    return Damage("it cannot be appended to: it has no stream " + std::string(stream), container.name());
  if (part->metadata > part->bytes.size() / entry_size)
    return Damage("stream " + std::string(stream) + " is cut short", container.name(), part->offset);
  return part->bytes.substr(0, part->metadata * entry_size);
}

}  // namespace

Result<void> Builder::LoadArchive(AppendedArchive appended) {
  ledger_.Mark("reading the archive");
  appended_.emplace(std::move(appended));
  for (const auto step : {&Builder::LoadSplitters, &Builder::LoadGroupKeys, &Builder::LoadReference,
                          &Builder::BeginAppending, &Builder::LoadSamples}) {
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
    const uint64_t kmer = TakeFixed(*kmers, at, 8);
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
    const GroupKey key{.front = TakeFixed(*keys, at, 8), .back = TakeFixed(*keys, at + 8, 8)};
    const auto group = static_cast<uint32_t>(TakeFixed(*keys, at + 16, 4));
    if (key == kRawKey) continue;
    if (group < kRawGroups || group >= container.groups().size() || !HasStoredReference(container, group))
      return Damage("there is no group " + std::to_string(group) + " between splitters", container.name());
    pipeline_->AddStored(key, group);
  }
  return {};
}

Result<void> Builder::LoadReference() {
  if (!options_.adaptive) return {};
  reference_.emplace(accounts_.kmers);
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

// What is there already is copied where the result is a new file.
Result<void> Builder::BeginAppending() {
  const Container& container = appended_->contents().container;
  if (!appended_->in_place) {
    static constexpr uint64_t kStep = uint64_t{1} << 20;
    for (uint64_t begin = 0; begin < container.end(); begin += kStep) {
      out_.Write(container.source().bytes().substr(begin, std::min(kStep, container.end() - begin)));
      container.source().ReleaseBefore(begin);
      if (out_.failed()) return out_.Commit();
      if (Result<void> go_on = CheckStop(); !go_on) return go_on;
    }
  }
  const std::array<char, kAppendMarkerSize> marker = AppendMarker(container.end());
  out_.Write({marker.data(), marker.size()});
  out_.Barrier();
  if (out_.failed()) return out_.Commit();
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
      const uint32_t contig = pipeline_->AddContig(sample.contig(c).name);
      for (const Segment& segment : sample.contig(c).segments) collection_.AddSegment(contig, segment);
    }
    collection_.EndSample();
  }
  return {};
}

void Builder::KeepStoredParts() {
  const Container& container = appended_->contents().container;
  KeepNamedParts();
  for (uint32_t i = 0; i < container.groups().size(); ++i) {
    const Container::Group& stored = container.groups()[i];
    if (i >= kRawGroups) {
      container.ForEachPart(stored.reference, [&](uint64_t offset, uint64_t size) {
        archive_.AddStoredPart(StreamNumber::Reference(i), offset, size);
      });
    }
    uint64_t left = pipeline_->group(i).stored_packs();
    container.ForEachPart(stored.delta, [&](uint64_t offset, uint64_t size) {
      if (left == 0) return;
      archive_.AddStoredPart(StreamNumber::Delta(i), offset, size);
      --left;
    });
  }
}

void Builder::KeepNamedParts() {
  const ArchiveContents& contents = appended_->contents();
  const auto keep = [&](StreamNumber stream, Container::Entry entry, uint64_t parts) {
    contents.container.ForEachPart(entry, [&](uint64_t offset, uint64_t size) {
      if (parts == 0) return;
      archive_.AddStoredPart(stream, offset, size);
      --parts;
    });
  };
  const auto keep_named = [&](StreamName number, std::string_view name, uint64_t parts) {
    keep(StreamNumber::Named(number), contents.container.Find(name), parts);
  };
  keep_named(StreamName::kParameters, "params", 1);
  if (splitters_.size() == appended_->splitters) keep_named(StreamName::kSplitters, "splitters", 1);
  if (pipeline_->group_count() == contents.container.groups().size())
    keep_named(StreamName::kSegmentSplitters, "segment-splitters", 1);
  const uint64_t full_batches = contents.sample_count() / options_.parameters.pack_size;
  keep_named(StreamName::kContigs, "collection-contigs", full_batches);
  keep_named(StreamName::kDetails, "collection-details", full_batches);
  for (const Container::NamedStream& stream : contents.container.named_streams())
    if (!ArchiveWriter::Knows(stream.name)) keep(archive_.AddStream(stream.name), stream.entry, UINT64_MAX);
}

}  // namespace tare::genome
