// What an archive is made of, and whether all of it can be decoded.

#include "genome/archive_contents.h"
#include "genome/buffer.h"
#include "genome/damage.h"
#include "genome/segment_decoder.h"
#include "io/inside_limit.h"
#include "tare/genome.h"

namespace tare::genome {

namespace {

Result<GroupStatistics> StatisticsOf(const Container& container, const Container::Group& group) {
  GroupStatistics statistics;
  statistics.group = group.number;
  statistics.raw = group.number < kRawGroups;
  statistics.reference_size = container.StoredSize(group.reference);
  statistics.packs = static_cast<uint32_t>(container.PartCount(group.delta));
  statistics.packs_size = container.StoredSize(group.delta);
  if (container.PartCount(group.reference) == 0) return statistics;
  const Result<Part> reference = container.ReadPart(group.reference, 0);
  if (!reference) return std::unexpected(reference.error());
  statistics.reference_bases = reference->metadata == 0 ? reference->bytes.size() : reference->metadata;
  return statistics;
}

// What reading does not need is there too.
Result<void> VerifyNamedStreams(const Container& container) {
  for (const Container::NamedStream& stream : container.named_streams()) {
    for (uint64_t i = 0; i < container.PartCount(stream.entry); ++i) {
      if (const Result<Part> part = container.ReadPart(stream.entry, i); !part)
        return std::unexpected(part.error());
    }
  }
  return {};
}

Result<void> VerifyGroups(const ArchiveContents& contents, SegmentDecoder& decoder, Verified& verified,
                          const std::atomic<bool>* stop) {
  const Container& container = contents.container;
  for (size_t i = 0; i < container.groups().size(); ++i, ++verified.groups) {
    if (stop != nullptr && stop->load()) return Failure(ErrorCode::kCancelled, "stopped", container.name());
    const Container::Group& group = container.groups()[i];
    if (container.PartCount(group.reference) > 0) {
      if (const Result<std::string_view> read = decoder.Reference(i); !read)
        return std::unexpected(read.error());
    }
    const uint64_t packs = container.PartCount(group.delta);
    for (uint64_t pack = 0; pack < packs; ++pack, ++verified.packs) {
      if (const Result<std::string_view> read = decoder.Pack(i, pack); !read)
        return std::unexpected(read.error());
    }
  }
  return {};
}

Result<void> VerifySample(const Sample& sample, SegmentDecoder& decoder, Buffer& bases, Verified& verified,
                          const std::atomic<bool>* stop) {
  for (size_t i = 0; i < sample.contig_count(); ++i, ++verified.contigs) {
    const Contig contig = sample.contig(i);
    for (const Segment& segment : contig.segments) {
      if (stop != nullptr && stop->load()) return Failure(ErrorCode::kCancelled, "stopped", {});
      Result<void> decoded = decoder.Decode(segment, bases);
      if (!decoded) {
        decoded.error().message = "contig " + std::string(contig.name) + ": " + decoded.error().message;
        return decoded;
      }
    }
    verified.segments += contig.segments.size();
    verified.bases += contig.length;
  }
  return {};
}

}  // namespace

Result<void> ForEachGroup(const Archive& archive, const std::function<bool(const GroupStatistics&)>& visit) {
  const Container& container = archive.contents().container;
  for (const Container::Group& group : container.groups()) {
    const Result<GroupStatistics> statistics = StatisticsOf(container, group);
    if (!statistics) return std::unexpected(statistics.error());
    if (!visit(*statistics)) break;
  }
  return {};
}

void ForEachStream(const Archive& archive, const std::function<void(const StreamStatistics&)>& visit) {
  const Container& container = archive.contents().container;
  for (const Container::NamedStream& stream : container.named_streams()) {
    visit({.name = stream.name,
           .parts = container.PartCount(stream.entry),
           .size = container.StoredSize(stream.entry)});
  }
}

uint64_t UnusedBytes(const Archive& archive) { return archive.contents().container.UnusedBytes(); }

Result<Verified> Verify(const Archive& archive, Account& account, const std::atomic<bool>* stop) {
  return InsideLimit(archive.name(), [&]() -> Result<Verified> {
    Verified verified;
    verified.checksums = archive.contents().container.has_checksums();
    SegmentDecoder decoder(archive.contents(), account);
    if (Result<void> done = VerifyNamedStreams(archive.contents().container); !done)
      return std::unexpected(std::move(done.error()));
    if (Result<void> done = VerifyGroups(archive.contents(), decoder, verified, stop); !done)
      return std::unexpected(std::move(done.error()));
    Buffer bases(account);
    Sample sample(account);
    SampleReader samples(archive, account);
    for (;; ++verified.samples) {
      const Result<bool> more = samples.Next(&sample);
      if (!more) return std::unexpected(more.error());
      if (!*more) return verified;
      if (Result<void> done = VerifySample(sample, decoder, bases, verified, stop); !done) {
        const std::string_view name = archive.sample_name(static_cast<uint32_t>(verified.samples));
        done.error().message = "sample " + std::string(name) + ": " + done.error().message;
        return std::unexpected(std::move(done.error()));
      }
    }
  });
}

}  // namespace tare::genome
