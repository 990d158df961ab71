// The public face of the builder: options checked, exhausted memory turned into errors.

#include <string>
#include <utility>

#include "genome/builder.h"
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

}  // namespace

ArchiveBuilder::ArchiveBuilder(std::unique_ptr<Builder> builder) : builder_(std::move(builder)) {}
ArchiveBuilder::~ArchiveBuilder() = default;
ArchiveBuilder::ArchiveBuilder(ArchiveBuilder&&) noexcept = default;
ArchiveBuilder& ArchiveBuilder::operator=(ArchiveBuilder&&) noexcept = default;

Result<ArchiveBuilder> ArchiveBuilder::Create(const std::string& reference, const BuildOptions& options,
                                              Output& out, Ledger& ledger) {
  if (Result<void> checked = Check(options.parameters); !checked)
    return std::unexpected(std::move(checked.error()));
  return InsideLimit(reference, [&]() -> Result<ArchiveBuilder> {
    auto builder = std::make_unique<Builder>(options, out, ledger);
    if (Result<void> read = builder->ReadReference(reference); !read)
      return std::unexpected(std::move(read.error()));
    return ArchiveBuilder(std::move(builder));
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

}  // namespace tare::genome
