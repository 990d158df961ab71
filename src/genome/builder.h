#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "genome/archive_contents.h"
#include "genome/archive_writer.h"
#include "genome/builder_accounts.h"
#include "genome/builder_pipeline.h"
#include "genome/collection_writer.h"
#include "genome/fasta_reader.h"
#include "genome/kmer_sequence.h"
#include "genome/segment_cutter.h"
#include "genome/splitter_finder.h"
#include "genome/splitter_set.h"
#include "io/append_output.h"
#include "tare/genome_builder.h"

namespace tare::genome {

// An archive that is appended to.
struct AppendedArchive {
  const ArchiveContents& contents() const { return archive.contents(); }

  Archive archive;
  std::unique_ptr<AppendOutput> in_place;  // null where the result is a new file
  size_t splitters = 0;                    // that it has
  bool begun = false;                      // the result has something of its own
};

// Puts the stages together: FASTA → segments → pipeline → archive. Throws std::bad_alloc where memory is
// exhausted.
class Builder {
 public:
  // `checksums_from` is where in `out` parts begin to have checksums.
  Builder(const BuildOptions& options, Output& out, Ledger& ledger, uint64_t checksums_from = 0);

  // One of these first.
  Result<void> ReadReference(const std::string& path);
  Result<void> LoadArchive(AppendedArchive appended);
  Result<void> AddSampleFile(std::string_view name, const std::string& path);
  Result<void> BeginSample(std::string_view name);
  Result<void> BeginContig(std::string_view name);
  Result<void> AddBases(std::span<const BaseCode> bases);
  Result<void> EndSample();
  Result<void> Finish();

  uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }
  uint64_t dropped_bytes() const {
    return appended_ && appended_->begun ? appended_->archive.unfinished_bytes() : 0;
  }

 private:
  // Contigs without splitters, kept until the end of the sample.
  struct UncutContigs {
    UncutContigs(Account& account, const std::atomic<bool>* stop) : bases(account, stop), contigs(&account) {}

    KmerSequence bases;
    std::pmr::vector<uint32_t> contigs;
  };

  Result<std::string_view> SampleOf(std::string_view header) const;
  void StartPipeline();
  Result<void> AddRecords(std::string_view name, FastaReader& reader);
  Result<void> AddRecord(FastaReader& reader, uint64_t read_before);
  Result<void> EndContig();
  Result<void> CloseSample();
  Result<void> FinishSamples();
  void Submit(uint32_t contig, CutSegment segment);
  void CutAgain();
  void WriteParameters();
  void WriteSplitters();
  void WriteGroupKeys();
  void WriteFileTypeInfo();
  // builder_append.cc: these are for an archive that is appended to.
  Result<void> CheckAppended() const;
  Result<void> BeginAppending();
  Result<void> CommitAppended();
  Result<void> LoadSplitters();
  Result<void> LoadGroupKeys();
  Result<void> LoadSamples();
  Result<void> LoadReference();
  Result<void> KeepStoredParts();
  Result<void> KeepGroups();
  Result<void> KeepParts(StreamNumber stream, Container::Entry entry, uint64_t count);
  Result<void> CheckStop() const;
  SplitterSearch SearchOfSplitters() const;

  const BuildOptions options_;
  const bool cuts_uncut_;  // contigs without a splitter get splitters of their own
  std::optional<AppendedArchive> appended_;
  uint64_t copied_ = 0;  // bytes of its parts, since pages were given back
  Ledger& ledger_;
  BuilderAccounts accounts_;
  SplitterSet splitters_;
  std::optional<KmerSequence> reference_;  // whose k-mers cannot become splitters of others
  ArchiveWriter archive_;
  CollectionWriter collection_;
  ZstdEncoder encoder_;
  SegmentCutter cutter_;
  std::optional<UncutContigs> uncut_;
  bool finished_ = false;
  bool in_sample_ = false;
  std::string sample_name_;
  uint64_t sample_contigs_ = 0;
  uint64_t sample_bases_ = 0;
  uint64_t bases_on_the_way_ = 0;  // of samples whose groups are not found yet
  std::optional<uint32_t> contig_;
  std::string contig_name_;
  std::atomic<uint64_t> bytes_read_{0};
  uint64_t fullest_ = 0;                     // of the budget, when the ledger was told last
  std::optional<BuilderPipeline> pipeline_;  // last: its threads use the rest
};

}  // namespace tare::genome
