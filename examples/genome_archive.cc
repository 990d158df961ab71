// Writes an archive of genomes within 64 MiB, then reads a piece of each:
// genome_archive ARCHIVE.agc REFERENCE.fa [GENOME.fa ...]

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "tare/genome.h"
#include "tare/genome_builder.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace {

using namespace tare;
using namespace tare::genome;

Result<void> Write(const std::string& path, const std::vector<std::string>& files, Ledger& ledger) {
  Result<std::unique_ptr<Output>> out = Output::ToFile(path, ledger.Open("output"));
  if (!out) return std::unexpected(out.error());
  Result<ArchiveBuilder> builder = ArchiveBuilder::Create(files.front(), {.threads = 2}, **out, ledger);
  if (!builder) return std::unexpected(builder.error());
  for (const std::string& file : files)
    if (Result<void> added = builder->AddSampleFile(SampleNameOfFile(file), file); !added) return added;
  if (Result<void> finished = builder->Finish(); !finished) return finished;
  return (*out)->Commit();
}

// The bases 100 to 159 of each contig. Any number of threads may do so at once, each with its reader.
Result<void> PrintPieces(const std::string& path, Ledger& ledger) {
  Account& account = ledger.Open("reading");
  const Result<Archive> archive = Archive::Open(path, account);
  if (!archive) return std::unexpected(archive.error());
  SampleReader samples(*archive, account);
  SequenceReader reader(*archive, account);
  Sample sample(account);
  for (uint32_t i = 0;; ++i) {
    const Result<bool> more = samples.Next(&sample);
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
    const std::string name(archive->sample_name(i));
    for (size_t j = 0; j < sample.contig_count(); ++j) {
      const Contig contig = sample.contig(j);
      char bases[60];
      const Result<uint64_t> read = reader.Read(contig, {.begin = 100, .end = 160}, bases);
      if (!read) return std::unexpected(read.error());
      std::printf("%s\t%.*s\t%.*s\n", name.c_str(), static_cast<int>(contig.name.size()), contig.name.data(),
                  static_cast<int>(*read), bases);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s ARCHIVE.agc REFERENCE.fa [GENOME.fa ...]\n", argv[0]);
    return 2;
  }
  Budget budget(64 << 20);
  Ledger ledger(budget);
  Result<void> done = Write(argv[1], {argv + 2, argv + argc}, ledger);
  if (done) done = PrintPieces(argv[1], ledger);
  if (!done) std::fprintf(stderr, "%s\n", done.error().ToString().c_str());
  return done ? 0 : 1;
}
