#include "genome/splitter_finder.h"

#include <optional>
#include <utility>

#include "genome/damage.h"

namespace tare::genome {

namespace {

// One contig's walk.
class Walk {
 public:
  Walk(const SplitterSearch& search, SplitterSet* splitters)
      : search_(search), splitters_(splitters), rolling_(search.kmer_length) {
    Begin();
  }

  template <typename IsCandidate>
  void Add(BaseCode base, const IsCandidate& is_candidate) {
    if (rolling_.Add(base)) {
      const uint64_t kmer = rolling_.kmer().canonical();
      if (is_candidate()) {
        last_candidate_ = kmer;
        if (length_ >= search_.segment_size) {
          splitters_->Insert(kmer);
          length_ = 0;
          rolling_.Reset();
          last_candidate_.reset();
        }
      }
    }
    ++length_;
  }
  void EndContig() {
    if (last_candidate_) splitters_->Insert(*last_candidate_);
    Begin();
  }

 private:
  void Begin() {
    length_ = search_.segment_size;  // the first candidate is taken
    last_candidate_.reset();
    rolling_.Reset();
  }

  const SplitterSearch& search_;
  SplitterSet* splitters_;
  RollingKmer rolling_;
  uint64_t length_ = 0;                     // bases since the last splitter
  std::optional<uint64_t> last_candidate_;  // since the last splitter
};

}  // namespace

void FindSplitters(const KmerSequence& sequence, const SplitterSearch& search,
                   const std::function<bool(uint64_t position)>& is_candidate, SplitterSet* splitters) {
  Walk walk(search, splitters);
  sequence.ForEachBase([&](uint64_t position, BaseCode base) {
    if (base == KmerSequence::kContigEnd)
      walk.EndContig();
    else
      walk.Add(base, [&] { return is_candidate(position); });
  });
}

Result<void> ReadSequence(const std::string& path, KmerSequence* sequence, Account& account,
                          const FastaOptions& options,
                          const std::function<bool(std::string_view header)>& is_of_reference) {
  Result<FastaReader> reader = FastaReader::Open(path, account, options);
  if (!reader) return std::unexpected(std::move(reader.error()));
  bool any = false;
  while (true) {
    const Result<bool> record = reader->NextRecord();
    if (!record) return std::unexpected(record.error());
    if (!*record || (is_of_reference && !is_of_reference(reader->header()))) break;
    any = true;
    while (true) {
      const Result<std::span<const BaseCode>> bases = reader->NextBases();
      if (!bases) return std::unexpected(bases.error());
      if (bases->empty()) break;
      sequence->AddBases(*bases);
    }
    sequence->EndContig();
  }
  if (!any) return Failure(ErrorCode::kMalformed, "the file has no sequence", path);
  return {};
}

}  // namespace tare::genome
