// Appending to archives: any bytes are refused, or what comes out is an archive that has the new sample and
// every sample that could be read before; no more is allocated than the limit, and all memory comes back.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "tare/genome.h"
#include "tare/genome_builder.h"

namespace {

using namespace tare;
using namespace tare::genome;

constexpr uint64_t kLimit = 32 << 20;
constexpr uint64_t kReadAtMost = 1 << 16;  // bases of a contig, contigs of a sample, samples
constexpr std::string_view kNewSample = "new sample";

void Check(bool holds, const std::source_location& where = std::source_location::current()) {
  if (holds) return;
  std::fprintf(stderr, "line %u: this must hold\n", static_cast<unsigned>(where.line()));
  std::abort();
}

std::optional<std::string> BasesOf(SequenceReader& reader, const Contig& contig) {
  std::string bases;
  if (contig.length > kReadAtMost) return std::nullopt;
  const Result<void> read = reader.Read(contig, {}, [&](std::string_view piece) {
    bases += piece;
    return true;
  });
  return read ? std::optional(std::move(bases)) : std::nullopt;
}

// The contigs' bases of each sample; nothing where one cannot be read.
using Samples = std::vector<std::vector<std::optional<std::string>>>;

Samples ReadSamples(const Archive& archive, Account& account) {
  Samples samples(archive.sample_count());
  for (uint32_t i = 0; i < samples.size(); ++i) {
    const Result<Sample> sample = archive.LoadSample(i);
    if (!sample || sample->contig_count() > kReadAtMost) continue;
    SequenceReader reader(archive, account);
    for (size_t j = 0; j < sample->contig_count(); ++j)
      samples[i].push_back(BasesOf(reader, sample->contig(j)));
  }
  return samples;
}

// What is new is like what is there, and something that is not.
std::vector<std::string> NewContigs(const Samples& samples) {
  std::vector<std::string> contigs = {"", "ACGTNNACGTTTGACA"};
  for (const auto& sample : samples) {
    for (const std::optional<std::string>& contig : sample) {
      if (!contig || contig->empty() || contigs.size() == 8) continue;
      contigs.push_back(*contig);
      contigs.back()[contig->size() / 2] = 'G';
    }
  }
  return contigs;
}

Result<void> Append(ArchiveBuilder& builder, const std::vector<std::string>& contigs) {
  Result<void> done = builder.BeginSample(kNewSample);
  for (size_t i = 0; done && i < contigs.size(); ++i) {
    done = builder.BeginContig("contig" + std::to_string(i));
    if (done) done = builder.AddBases(contigs[i]);
  }
  if (done) done = builder.EndSample();
  return done ? builder.Finish() : done;
}

void CheckAppended(const std::string& bytes, const Samples& before, const std::vector<std::string>& contigs) {
  Budget budget;
  Account account("appended", budget);
  const Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "appended.agc"), account);
  Check(archive.has_value());
  const Samples after = ReadSamples(*archive, account);
  Check(after.size() == before.size() + 1);
  Check(archive->sample_name(static_cast<uint32_t>(before.size())) == kNewSample);
  for (size_t i = 0; i < before.size(); ++i) {
    for (size_t j = 0; j < before[i].size(); ++j)
      if (before[i][j]) Check(after[i].size() > j && after[i][j] == before[i][j]);
  }
  Check(after.back().size() == contigs.size());
  for (size_t j = 0; j < contigs.size(); ++j) Check(after.back()[j] == contigs[j]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Budget budget(kLimit);
  {
    Ledger ledger(budget);
    Account& account = ledger.Open("genome");
    Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "fuzz.agc"), account);
    if (!archive || archive->sample_count() > kReadAtMost) return 0;
    const Samples before = ReadSamples(*archive, account);
    const std::vector<std::string> contigs = NewContigs(before);
    std::string appended;
    const std::unique_ptr<Output> out = Output::ToCallback(
        [&](std::string_view piece) {
          appended += piece;
          return true;
        },
        ledger.Open("output"));
    const BuildOptions options{.adaptive = size % 2 != 0, .fallback_fraction = size % 4 < 2 ? 0 : 0.05};
    Result<ArchiveBuilder> builder = ArchiveBuilder::AppendTo(std::move(*archive), options, *out, ledger);
    Result<void> done = builder ? Append(*builder, contigs) : std::unexpected(builder.error());
    if (done) done = out->Commit();
    if (done) CheckAppended(appended, before, contigs);
    if (!done) Check(!done.error().message.empty());
  }
  Check(budget.used() == 0);
  return 0;
}
