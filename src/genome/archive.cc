// Opens an archive: what it says of itself, its parameters, and the names of its samples.

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "genome/append_marker.h"
#include "genome/archive_contents.h"
#include "genome/contig_names.h"
#include "genome/damage.h"
#include "genome/fixed_number.h"
#include "genome/sample_cursor.h"
#include "genome/zstd_frames.h"
#include "io/append_output.h"
#include "io/inside_limit.h"
#include "tare/genome.h"

namespace tare::genome {

namespace {

constexpr uint64_t kMaxFileTypeInfo = 1 << 16;  // bytes; C++ AGC writes about 200

Result<Part> OnlyPart(const Container& container, std::string_view stream) {
  const Container::Entry entry = container.Find(stream);
  if (entry == Container::kNone || container.PartCount(entry) == 0) {
    return Failure(ErrorCode::kUnknownFormat,
                   "this is no AGC archive of version 3: it has no stream " + std::string(stream),
                   container.name());
  }
  return container.ReadPart(entry, 0);
}

// Keys and values, each up to a zero byte; the part's number says how many pairs.
Result<void> ReadFileTypeInfo(ArchiveContents& contents) {
  const Result<Part> part = OnlyPart(contents.container, "file_type_info");
  if (!part) return std::unexpected(part.error());
  std::string_view rest = part->bytes.substr(0, kMaxFileTypeInfo);
  const auto take = [&](std::string* text) {
    const size_t end = rest.find('\0');
    if (end == std::string_view::npos) return false;
    text->assign(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    return true;
  };
  for (uint64_t i = 0; i < part->metadata; ++i) {
    std::pair<std::string, std::string> item;
    if (!take(&item.first) || !take(&item.second))
      return Damage("what the archive says of its type is cut short", contents.container.name(),
                    part->offset);
    contents.file_type_info.push_back(std::move(item));
  }
  std::ranges::sort(contents.file_type_info);
  return {};
}

Result<void> CheckVersion(const ArchiveContents& contents) {
  const auto found = std::ranges::find(contents.file_type_info, "file_version_major",
                                       &std::pair<std::string, std::string>::first);
  const std::string_view version =
      found == contents.file_type_info.end() ? "unknown" : std::string_view(found->second);
  if (version == "3") return {};
  return Failure(
      ErrorCode::kUnknownFormat,
      "the archive is of version " + std::string(version) + " of the format, and only 3 can be read",
      contents.container.name());
}

// Four numbers of 32 bits, the least significant byte first.
Result<void> ReadParameters(ArchiveContents& contents) {
  const Result<Part> part = OnlyPart(contents.container, "params");
  if (!part) return std::unexpected(part.error());
  uint32_t values[4] = {};
  if (part->bytes.size() < sizeof values)
    return Damage("the archive's parameters are cut short", contents.container.name(), part->offset);
  for (size_t i = 0; i < std::size(values); ++i)
    values[i] = static_cast<uint32_t>(ReadFixedNumber(part->bytes.substr(i * 4, 4)));
  contents.parameters = {.kmer_length = values[0],
                         .min_match_length = values[1],
                         .pack_size = values[2],
                         .segment_size = values[3]};
  constexpr uint32_t kTooLarge = 1U << 30;
  const Parameters& is = contents.parameters;
  if (is.kmer_length == 0 || is.kmer_length > 32 || is.min_match_length > kTooLarge || is.pack_size == 0 ||
      is.pack_size > kTooLarge || is.segment_size > kTooLarge) {
    return Damage("the archive's parameters make no sense", contents.container.name(), part->offset);
  }
  return {};
}

Result<void> ReadSampleNames(ArchiveContents& contents) {
  const Result<Part> part = OnlyPart(contents.container, "collection-samples");
  if (!part) return std::unexpected(part.error());
  const auto damaged = [&] {
    return Damage("the list of samples is damaged", contents.container.name(), part->offset);
  };
  ZstdByteStream stream(contents.account);
  stream.Start(part->bytes, part->metadata);
  uint32_t count = 0;
  if (!stream.TakeNumber(&count)) return damaged();
  std::pmr::string name(&contents.account);
  for (uint32_t i = 0; i < count; ++i) {
    if (!stream.TakeText(&name)) return damaged();
    contents.sample_names += name;
    contents.sample_name_ends.push_back(contents.sample_names.size());
  }
  return {};
}

Result<void> FindCollection(ArchiveContents& contents) {
  contents.contig_names = contents.container.Find("collection-contigs");
  contents.contig_details = contents.container.Find("collection-details");
  const uint64_t batches =
      (uint64_t{contents.sample_count()} + contents.parameters.pack_size - 1) / contents.parameters.pack_size;
  for (const Container::Entry entry : {contents.contig_names, contents.contig_details}) {
    if (contents.container.PartCount(entry) >= batches) continue;
    return Damage("the archive names " + std::to_string(contents.sample_count()) +
                      " samples, and does not describe them all",
                  contents.container.name());
  }
  return {};
}

Result<void> Fill(ArchiveContents& contents) {
  for (const auto step : {ReadFileTypeInfo, ReadParameters, ReadSampleNames, FindCollection}) {
    if (Result<void> done = step(contents); !done) return done;
    if (step != ReadFileTypeInfo) continue;
    if (Result<void> checked = CheckVersion(contents); !checked) return checked;
  }
  return {};
}

}  // namespace

Archive::Archive(std::unique_ptr<ArchiveContents> contents) : contents_(std::move(contents)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

Result<Archive> Archive::Open(const std::string& path, Account& account) {
  static constexpr int kAttempts = 4;
  for (int attempt = 1;; ++attempt) {
    const bool in_append = AppendOutput::IsOpen(path);
    Result<std::unique_ptr<Source>> source = Source::FromFile(path, account);
    if (!source) return std::unexpected(std::move(source.error()));
    const uint64_t size = (*source)->bytes().size();
    Result<Archive> archive = Open(std::move(*source), account);
    if (archive) archive->contents_->opened_in_append = in_append;
    if (archive && archive->contents().container.source().CheckReadable()) return archive;
    // An append may have come to its end while the one of the archive was looked for.
    std::error_code error;
    const uint64_t size_now = std::filesystem::file_size(path, error);
    if (error || size_now == size || attempt == kAttempts) return archive;
  }
}

Result<Archive> Archive::Open(std::unique_ptr<Source> source, Account& account) {
  const std::string name = source->name();
  return InsideLimit(name, [&]() -> Result<Archive> {
    Result<Container> container = Container::Read(std::move(source), account);
    if (!container) return std::unexpected(std::move(container.error()));
    auto contents = std::make_unique<ArchiveContents>(std::move(*container), account);
    if (Result<void> filled = Fill(*contents); !filled) return std::unexpected(std::move(filled.error()));
    return Archive(std::move(contents));
  });
}

const std::string& Archive::name() const { return contents_->container.name(); }
Result<void> Archive::CheckUnchanged() const {
  const Container& container = contents_->container;
  // An append that is taken back cuts the file, then gives it its old time: between the two it is looked at
  // again.
  static constexpr int kAttempts = 4;
  Result<void> same;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    same = container.source().CheckUnchanged();
    if (same || !container.source().CheckReadable()) return same;
    // What an append writes stands behind the end, and begins with its marker.
    if (IsAppendedBehind(name(), container.end())) return {};
    // What one had left there is cut off; one that had just come to its end has yet to close its marker.
    std::error_code error;
    const bool may_end_here = unfinished_bytes() != 0 || contents_->opened_in_append;
    if (may_end_here && std::filesystem::file_size(name(), error) == container.end() && !error) return {};
  }
  return same;
}
bool Archive::is_appended_to() const {
  return contents_->opened_in_append || AppendOutput::IsOpen(name()) ||
         !contents_->container.source().CheckUnchanged();
}
uint64_t Archive::unfinished_bytes() const {
  return contents_->container.source().bytes().size() - contents_->container.end();
}
const Parameters& Archive::parameters() const { return contents_->parameters; }
std::span<const std::pair<std::string, std::string>> Archive::file_type_info() const {
  return contents_->file_type_info;
}

uint32_t Archive::sample_count() const { return contents_->sample_count(); }
std::string_view Archive::sample_name(uint32_t sample) const { return contents_->SampleName(sample); }

std::optional<uint32_t> Archive::FindSample(std::string_view name) const {
  for (uint32_t i = 0; i < sample_count(); ++i) {
    if (sample_name(i) == name) return i;
  }
  return std::nullopt;
}

Result<Sample> Archive::LoadSample(uint32_t sample) const {
  return InsideLimit(name(), [&]() -> Result<Sample> {
    Sample loaded(contents_->account);
    SampleReader reader(*this, contents_->account, sample);
    const Result<bool> read = reader.Next(&loaded);
    if (!read) return std::unexpected(read.error());
    return loaded;
  });
}

Result<void> Archive::ForEachContigName(uint32_t sample,
                                        const std::function<bool(std::string_view name)>& visit) const {
  return InsideLimit(name(), [&]() -> Result<void> {
    ContigNames names(*contents_, sample / contents_->parameters.pack_size, contents_->account);
    for (uint32_t behind = sample % contents_->parameters.pack_size; behind > 0; --behind) {
      if (Result<void> skipped = names.SkipSample(); !skipped) return skipped;
    }
    uint32_t contigs = 0;
    if (Result<void> begun = names.BeginSample(&contigs); !begun) return begun;
    std::string_view contig;
    for (uint32_t i = 0; i < contigs; ++i) {
      if (Result<void> read = names.Next(&contig); !read) return read;
      if (!visit(contig)) break;
    }
    return {};
  });
}

Result<std::pmr::vector<uint32_t>> Archive::SamplesWithContig(std::string_view contig) const {
  using Samples = std::pmr::vector<uint32_t>;
  return InsideLimit(name(), [&]() -> Result<Samples> {
    Samples found(&contents_->account);
    std::optional<ContigNames> names;
    for (uint32_t sample = 0; sample < sample_count(); ++sample) {
      if (sample % contents_->parameters.pack_size == 0)
        names.emplace(*contents_, sample / contents_->parameters.pack_size, contents_->account);
      uint32_t contigs = 0;
      if (Result<void> begun = names->BeginSample(&contigs); !begun)
        return std::unexpected(std::move(begun.error()));
      std::string_view stored;
      for (uint32_t i = 0; i < contigs; ++i) {
        if (Result<void> read = names->Next(&stored); !read) return std::unexpected(std::move(read.error()));
        if (ShortName(stored) == ShortName(contig)) found.push_back(sample);
      }
    }
    return found;
  });
}

}  // namespace tare::genome
