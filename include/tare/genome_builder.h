#pragma once

// Writes collections of assembled genomes as archives of the AGC format, version 3 (docs/agc-format.md).
//
//   tare::Budget budget(64 << 20);
//   tare::Ledger ledger(budget);
//   auto out = tare::Output::ToFile("yeast.agc", ledger.Open("output"));
//   auto builder = tare::genome::ArchiveBuilder::Create("S288C.fa.gz", {.threads = 2}, **out, ledger);
//   builder->AddSampleFile("S288C", "S288C.fa.gz");
//   builder->AddSampleFile("SK1", "SK1.fa.gz");
//   builder->Finish();
//   (*out)->Commit();
//
// The archive's bytes depend on the sequences and the options alone: not on the number of threads, nor on the
// memory limit.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tare/error.h"
#include "tare/genome.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::genome {

struct BuildOptions {
  // 17 to 32, 15 to 32, 1 to 1,000,000,000 and 100 to 1,000,000.
  Parameters parameters{.kmer_length = 31, .min_match_length = 20, .pack_size = 50, .segment_size = 60'000};
  // Contigs without a splitter of those before get splitters of their own.
  bool adaptive = false;
  // 0 to 0.05. Above 0, segments whose splitters name no group go to the one whose reference is most like
  // them, found by this fraction of all k-mers: smaller archives of genomes that are rearranged or in many
  // contigs, for memory and a little time.
  double fallback_fraction = 0;
  // Each record of a file is a sample, named like it.
  bool concatenated = false;
  // With `concatenated`: of the reference's file the first record alone is the reference. What samples share
  // with it would else occur often in the reference, and no place would be one to cut at. As the first one
  // may be unlike the others, these are cut as with `adaptive`.
  bool first_record_is_reference = false;
  // Records are named sample#haplotype#contig (PanSN): neighbours of one haplotype are contigs of the sample
  // "sample#haplotype". Names stay whole. Of the reference's file the first haplotype is the reference.
  bool pansn = false;
  unsigned threads = 1;  // that encode, beside the calling one
  // Called where a sample has come to its end, on the calling thread.
  std::function<void(std::string_view sample, uint64_t contigs, uint64_t bases)> on_sample = {};
  const std::atomic<bool>* stop = nullptr;
};

// For one thread at a time. After an error it can only be destroyed. Calls throw nothing: exhausted memory is
// an Error too.
class ArchiveBuilder {
 public:
  // Reads the reference, which chooses where all genomes are cut. It is not added: it should be the first
  // sample. `out` (from its first byte) and `ledger` must outlive the builder. Errors: of the options, of
  // reading FASTA, the memory limit, cancelled.
  static Result<ArchiveBuilder> Create(const std::string& reference, const BuildOptions& options, Output& out,
                                       Ledger& ledger);
  // Appends to an archive in its file: what is in it stays where it is, and is what it holds until Finish
  // comes to its end. The file is not touched before the first sample begins; from then on, without Finish
  // (an error, a builder that is destroyed) it is cut back to the archive that it was; where the process ends
  // before (a crash, a power failure), all readers here find the archive that it was (docs/agc-format.md).
  // The parameters are the archive's. `ledger` must outlive the builder. Errors: those of Archive::Open,
  // somebody else appends to it, the memory limit, cancelled.
  static Result<ArchiveBuilder> Append(const std::string& archive, const BuildOptions& options,
                                       Ledger& ledger);
  // The same with a new file as its result: `out`, which Finish does not commit, gets all that belongs to the
  // archive. In place, packs that were not full and have become larger stay behind as bytes of no part.
  static Result<ArchiveBuilder> AppendTo(const std::string& archive, const BuildOptions& options, Output& out,
                                         Ledger& ledger);
  // The same of an archive that is open: one in memory, say. Its account must outlive the builder.
  static Result<ArchiveBuilder> AppendTo(Archive archive, const BuildOptions& options, Output& out,
                                         Ledger& ledger);
  ~ArchiveBuilder();
  ArchiveBuilder(ArchiveBuilder&&) noexcept;
  ArchiveBuilder& operator=(ArchiveBuilder&&) noexcept;

  // A FASTA file, plain or gzip. `name` is not used where records name their samples.
  // Errors: a sample of that name is there already, of reading FASTA, the memory limit, cancelled.
  Result<void> AddSampleFile(std::string_view name, const std::string& path);

  // The same piece by piece: a sample has contigs, a contig has bases (letters of either case, no white
  // space).
  Result<void> BeginSample(std::string_view name);
  Result<void> BeginContig(std::string_view name);
  Result<void> AddBases(std::string_view letters);
  Result<void> EndSample();

  // Writes the rest. What was made with Append is on the disk then; an `out` is not committed.
  Result<void> Finish();

  // Of the files of samples, for showing progress. May be called from another thread.
  uint64_t bytes_read() const;
  // What an append that was not finished had left behind the archive that is appended to, in bytes, once it
  // is gone: from the first sample on. A new file does not get it.
  uint64_t dropped_bytes() const;

 private:
  explicit ArchiveBuilder(std::unique_ptr<class Builder> builder);

  std::unique_ptr<class Builder> builder_;
};

// Cuts off what an append left that did not come to its end. How many bytes that were; appending does the
// same.
Result<uint64_t> RestoreArchive(const std::string& path, Account& account);

}  // namespace tare::genome
