// Archives: any bytes are refused, or give samples whose contigs can be read or are refused; no more is
// allocated than the limit, and all memory comes back.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "tare/genome.h"

namespace {

using namespace tare;
using namespace tare::genome;

constexpr uint64_t kLimit = 32 << 20;

void Check(bool holds) {
  if (!holds) std::abort();
}

// One segment after another, from a place inside.
void ReadContig(SequenceReader& reader, const Contig& contig) {
  uint64_t read = 0;
  const Range range{.begin = contig.length / 3, .end = contig.length};
  const Result<void> done = reader.Read(contig, range, [&](std::string_view bases) {
    read += bases.size();
    return true;
  });
  if (done) Check(read == range.end - range.begin);
  if (!done) Check(!done.error().message.empty());
}

void ReadAll(const Archive& archive, Account& account) {
  ForEachStream(archive, [](const StreamStatistics&) {});
  (void)ForEachGroup(archive, [](const GroupStatistics&) { return true; });
  (void)archive.SamplesWithContig("chr1");
  const Result<Verified> verified = Verify(archive, account);
  bool all = true;
  for (uint32_t i = 0; i < archive.sample_count() && i < 100; ++i) {
    const Result<Sample> sample = archive.LoadSample(i);
    all = all && sample;
    if (!sample) continue;
    SequenceReader reader(archive, account);
    for (size_t j = 0; j < sample->contig_count() && j < 100; ++j) ReadContig(reader, sample->contig(j));
  }
  if (verified) Check(all);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Budget budget(kLimit);
  {
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "fuzz.agc"), account);
    if (!archive) Check(!archive.error().message.empty());
    if (archive) ReadAll(*archive, account);
  }
  Check(budget.used() == 0);
  return 0;
}
