// The public face of the builder: options checked, exhausted memory turned into errors.

#include <string>
#include <utility>

#include "genome/builder.h"
#include "genome/damage.h"
#include "genome/fasta_letters.h"
#include "io/inside_limit.h"
#include "tare/genome_builder.h"

namespace tare::genome {

namespace {

Result<void> CheckBetween(std::string_view what, uint32_t value, uint32_t least, uint32_t most) {
  if (value >= least && value <= most) return {};
  return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                               .message = std::string(what) + " must be " + std::to_string(least) + " to " +
                                          std::to_string(most) + ", not " + std::to_string(value)});
}

Result<void> Check(const Parameters& parameters) {
  Result<void> checked = CheckBetween("the k-mer length", parameters.kmer_length, 17, 32);
  if (checked) checked = CheckBetween("the shortest match", parameters.min_match_length, 15, 32);
  if (checked) checked = CheckBetween("the pack size", parameters.pack_size, 1, 1'000'000'000);
  if (checked) checked = CheckBetween("the segment size", parameters.segment_size, 100, 1'000'000);
  return checked;
}

Result<void> CheckFallback(double fraction) {
  if (fraction >= 0 && fraction <= 0.05) return {};
  return std::unexpected(
      Error{.code = ErrorCode::kInvalidArgument, .message = "the fallback fraction must be 0 to 0.05"});
}

}  // namespace

ArchiveBuilder::ArchiveBuilder(std::unique_ptr<Builder> builder) : builder_(std::move(builder)) {}
ArchiveBuilder::~ArchiveBuilder() = default;
ArchiveBuilder::ArchiveBuilder(ArchiveBuilder&&) noexcept = default;
ArchiveBuilder& ArchiveBuilder::operator=(ArchiveBuilder&&) noexcept = default;

Result<ArchiveBuilder> ArchiveBuilder::Create(const std::string& reference, const BuildOptions& options,
                                              Output& out, Ledger& ledger) {
  for (Result<void> checked : {Check(options.parameters), CheckFallback(options.fallback_fraction)})
    if (!checked) return std::unexpected(std::move(checked.error()));
  return InsideLimit(reference, [&]() -> Result<ArchiveBuilder> {
    auto builder = std::make_unique<Builder>(options, out, ledger);
    if (Result<void> read = builder->ReadReference(reference); !read)
      return std::unexpected(std::move(read.error()));
    return ArchiveBuilder(std::move(builder));
  });
}

namespace {

Result<std::unique_ptr<Builder>> BuilderOf(AppendedArchive appended, BuildOptions options, Output& out,
                                           Ledger& ledger) {
  options.parameters = appended.archive.parameters();
  if (const Result<void> checked = Check(options.parameters); !checked)
    return Damage("it cannot be appended to: " + checked.error().message, appended.archive.name());
  if (Result<void> checked = CheckFallback(options.fallback_fraction); !checked)
    return std::unexpected(std::move(checked.error()));
  const uint64_t checksums_from =
      appended.in_place ? appended.contents().container.checksums_from() : uint64_t{0};
  auto builder = std::make_unique<Builder>(options, out, ledger, checksums_from);
  if (Result<void> loaded = builder->LoadArchive(std::move(appended)); !loaded)
    return std::unexpected(std::move(loaded.error()));
  return builder;
}

// The archive in the file, behind which there may be what an unfinished append left.
Result<AppendedArchive> OpenInPlace(const std::string& path, std::pmr::memory_resource& memory,
                                    Account& account) {
  Result<std::unique_ptr<AppendOutput>> file = AppendOutput::Open(path, memory);
  if (!file) return std::unexpected(std::move(file.error()));
  Result<Archive> archive = Archive::Open(path, account);
  if (!archive) return std::unexpected(std::move(archive.error()));
  const Container& container = archive->contents().container;
  if (container.source().bytes().size() != (*file)->size())
    return Failure(ErrorCode::kChanged, "it was replaced while it was opened", path);
  return AppendedArchive{.archive = std::move(*archive), .in_place = std::move(*file)};
}

}  // namespace

Result<ArchiveBuilder> ArchiveBuilder::Append(const std::string& archive, const BuildOptions& options,
                                              Ledger& ledger) {
  return InsideLimit(archive, [&]() -> Result<ArchiveBuilder> {
    Result<AppendedArchive> appended =
        OpenInPlace(archive, ledger.Open("genome/output"), ledger.Open("genome/archive"));
    if (!appended) return std::unexpected(std::move(appended.error()));
    Output& out = *appended->in_place;
    Result<std::unique_ptr<Builder>> builder = BuilderOf(std::move(*appended), options, out, ledger);
    if (!builder) return std::unexpected(std::move(builder.error()));
    return ArchiveBuilder(std::move(*builder));
  });
}

Result<ArchiveBuilder> ArchiveBuilder::AppendTo(Archive archive, const BuildOptions& options, Output& out,
                                                Ledger& ledger) {
  const std::string name = archive.name();
  return InsideLimit(name, [&]() -> Result<ArchiveBuilder> {
    Result<std::unique_ptr<Builder>> builder =
        BuilderOf({.archive = std::move(archive), .in_place = nullptr}, options, out, ledger);
    if (!builder) return std::unexpected(std::move(builder.error()));
    return ArchiveBuilder(std::move(*builder));
  });
}

Result<ArchiveBuilder> ArchiveBuilder::AppendTo(const std::string& archive, const BuildOptions& options,
                                                Output& out, Ledger& ledger) {
  return InsideLimit(archive, [&]() -> Result<ArchiveBuilder> {
    Result<Archive> opened = Archive::Open(archive, ledger.Open("genome/archive"));
    if (!opened) return std::unexpected(std::move(opened.error()));
    return AppendTo(std::move(*opened), options, out, ledger);
  });
}

Result<uint64_t> RestoreArchive(const std::string& path, Account& account) {
  return InsideLimit(path, [&]() -> Result<uint64_t> {
    const Result<AppendedArchive> appended = OpenInPlace(path, account, account);
    if (!appended) return std::unexpected(appended.error());
    const uint64_t unfinished = appended->archive.unfinished_bytes();
    if (unfinished != 0) {
      if (Result<void> cut = appended->in_place->CutTo(appended->contents().container.end()); !cut)
        return std::unexpected(std::move(cut.error()));
    }
    return unfinished;
  });
}

Result<void> ArchiveBuilder::AddSampleFile(std::string_view name, const std::string& path) {
  return InsideLimit(path, [&] { return builder_->AddSampleFile(name, path); });
}

Result<void> ArchiveBuilder::BeginSample(std::string_view name) {
  return InsideLimit({}, [&] { return builder_->BeginSample(name); });
}

Result<void> ArchiveBuilder::BeginContig(std::string_view name) {
  return InsideLimit({}, [&] { return builder_->BeginContig(name); });
}

Result<void> ArchiveBuilder::AddBases(std::string_view letters) {
  return InsideLimit({}, [&]() -> Result<void> {
    BaseCode bases[4096];
    while (!letters.empty()) {
      const std::string_view piece = letters.substr(0, sizeof(bases));
      if (!ToBases(piece, bases))
        return std::unexpected(Error{.code = ErrorCode::kMalformed, .message = "a letter is no base"});
      if (Result<void> added = builder_->AddBases({bases, piece.size()}); !added) return added;
      letters.remove_prefix(piece.size());
    }
    return {};
  });
}

Result<void> ArchiveBuilder::EndSample() {
  return InsideLimit({}, [&] { return builder_->EndSample(); });
}

Result<void> ArchiveBuilder::Finish() {
  return InsideLimit({}, [&] { return builder_->Finish(); });
}

uint64_t ArchiveBuilder::bytes_read() const { return builder_->bytes_read(); }
uint64_t ArchiveBuilder::dropped_bytes() const { return builder_->dropped_bytes(); }

}  // namespace tare::genome
