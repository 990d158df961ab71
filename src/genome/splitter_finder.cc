#include "genome/splitter_finder.h"

#include <algorithm>
#include <atomic>
#include <memory_resource>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "genome/damage.h"
#include "genome/kmer_counts.h"

namespace tare::genome {

namespace {

// One k-mer in so many is looked at: enough to know the places where all occur once. A hash tells which, so
// that they are the same ones in what is alike, wherever it stands.
constexpr uint64_t kKmersOfOne = 8;
bool IsLookedAt(uint64_t kmer) { return (SpreadBits(kmer) >> 24) % kKmersOfOne == 0; }

// Where a repeat has a difference from its copies, about k k-mers in a row occur once. They are no good
// splitters: a genome with another number of copies has them elsewhere, or not at all. So a run has to have
// so many times k.
constexpr uint64_t kRunOfKmers = 4;
// Without one, after so many segments any k-mer that occurs once will do: segments have an end.
constexpr uint64_t kLongestSegments = 4;
// Bases of a cell that are looked into first. Nearly always they have such a run; where they do not, more
// are.
constexpr uint64_t kFirstWidth = 512;
constexpr uint64_t kWidthGrowth = 8;
constexpr uint64_t kBasesOfTurn = uint64_t{1} << 20;  // that a thread walks over at a time

// Calls visit(position, k-mer) for all that are looked at, from `begin` to before `end`.
template <typename Visit>
void ForEachLookedAt(const KmerSequence& sequence, uint32_t k, uint64_t begin, uint64_t end, Visit visit) {
  sequence.ForEachKmer(k, begin, end, [&](uint64_t position, uint64_t kmer) {
    if (IsLookedAt(kmer)) visit(position, kmer);
  });
}

// The same of all of a sequence, on several threads.
template <typename Visit>
void WalkInThreads(const KmerSequence& sequence, const SplitterSearch& search, Visit visit) {
  std::atomic<uint64_t> next{0};
  const auto work = [&] {
    for (uint64_t begin; (begin = next.fetch_add(kBasesOfTurn)) < sequence.size();)
      ForEachLookedAt(sequence, search.kmer_length, begin, std::min(begin + kBasesOfTurn, sequence.size()),
                      visit);
  };
  std::vector<std::jthread> others;
  // False where the system has no thread to give: those that there are do the work.
  const auto start_one = [&] {
    try {
      others.emplace_back(work);
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  };
  const uint64_t threads = std::min<uint64_t>(search.threads, sequence.size() / kBasesOfTurn + 1);
  while (others.size() + 1 < threads && start_one()) continue;
  work();
}

// Looks into the cells of all contigs at once, from their beginnings on. The k-mers of the next bases of each
// are asked for, and counted in a walk over all that there is; cells without a splitter go into the next
// round.
class SplitterFinder {
 public:
  // Without `reference`, `sequence` is it.
  SplitterFinder(const KmerSequence& sequence, const KmerSequence* reference, const SplitterSearch& search,
                 Account& account, Ledger* ledger)
      : sequence_(sequence),
        reference_(reference),
        search_(search),
        account_(account),
        ledger_(ledger),
        cells_(&account),
        seen_(&account) {
    for (uint32_t contig = 0; contig < sequence.contig_count(); ++contig) Divide(contig);
  }

  void Find(SplitterSet* splitters) {
    const size_t capacity = KmerCounts::CapacityOf(search_.memory);
    for (uint64_t width = kFirstWidth; std::ranges::any_of(cells_, &Cell::is_open); width *= kWidthGrowth)
      Round(std::min<uint64_t>(width, capacity), capacity);
    for (auto cell = cells_.begin(); cell != cells_.end();) {
      const auto behind =
          std::find_if(cell, cells_.end(), [&](const Cell& other) { return other.contig != cell->contig; });
      Choose({cell, behind}, splitters);
      cell = behind;
    }
  }

 private:
  // Where a splitter is looked for. Positions are those of a k-mer's last base.
  struct Cell {
    uint64_t begin;  // of what is not looked into yet
    uint64_t end;
    uint32_t contig;
    bool from_end;                     // it is looked into from its end on
    bool found = false;                // the run is long enough
    std::optional<uint64_t> run = {};  // where k-mers in a row that occur once begin
    std::optional<uint64_t> any = {};  // the first k-mer that occurs once

    bool is_open() const { return !found && begin < end; }
  };
  struct Window {
    uint64_t begin;
    uint64_t end;
  };
  // A k-mer of a window.
  struct Seen {
    uint64_t position;
    bool occurs_once;
  };

  void Divide(uint32_t contig) {
    const uint64_t begin = sequence_.contig_begin(contig);
    const uint64_t end = sequence_.contig_end(contig);
    const uint64_t size = search_.segment_size;
    if (reference_ != nullptr && end - begin < size) return;
    // A run may go on beyond the cell.
    const uint64_t reach = size + kRunOfKmers * search_.kmer_length;
    for (uint64_t cell = begin; cell < end; cell += size)
      cells_.push_back(
          {.begin = cell, .end = std::min(cell + reach, end), .contig = contig, .from_end = false});
    cells_.push_back(
        {.begin = end - std::min(reach, end - begin), .end = end, .contig = contig, .from_end = true});
  }

  // `width` bases of each cell that is open, of as many cells at a time as there is room for.
  void Round(uint64_t width, size_t capacity) {
    for (auto cell = cells_.begin(); cell != cells_.end();) {
      auto behind = cell;
      uint64_t kmers = 0;
      for (; behind != cells_.end(); ++behind) {
        if (!behind->is_open()) continue;
        uint64_t more = 0;
        ForEachKmerOf(WindowOf(*behind, width), [&](uint64_t, uint64_t) { ++more; });
        if (kmers != 0 && kmers + more > capacity) break;
        kmers += more;
      }
      CountAndLookInto({cell, behind}, width, kmers);
      cell = behind;
    }
  }

  // `kmers` is how many there are in the windows.
  void CountAndLookInto(std::span<Cell> cells, uint64_t width, uint64_t kmers) {
    KmerCounts counts(kmers, account_);
    if (ledger_ != nullptr) ledger_->Mark("finding k-mers that occur once");
    for (const Cell& cell : cells) {
      if (!cell.is_open()) continue;
      ForEachKmerOf(WindowOf(cell, width),
                    [&](uint64_t, uint64_t kmer) { counts.Ask(kmer, OwnerOf(cell.contig)); });
    }
    WalkInThreads(sequence_, search_, [&](uint64_t position, uint64_t kmer) {
      counts.Count(kmer, [&] { return OwnerOf(reference_ == nullptr ? 0 : sequence_.ContigAt(position)); });
    });
    if (reference_ != nullptr)
      WalkInThreads(*reference_, search_, [&](uint64_t, uint64_t kmer) { counts.Exclude(kmer); });
    for (Cell& cell : cells) {
      if (cell.is_open()) LookInto(&cell, WindowOf(cell, width), counts);
    }
  }

  void LookInto(Cell* cell, const Window& window, const KmerCounts& counts) {
    seen_.clear();
    ForEachKmerOf(window, [&](uint64_t position, uint64_t kmer) {
      seen_.push_back({.position = position, .occurs_once = counts.OccursOnce(kmer, OwnerOf(cell->contig))});
    });
    if (cell->from_end) std::ranges::reverse(seen_);
    for (auto seen = seen_.begin(); seen != seen_.end() && !cell->found; ++seen) {
      if (!seen->occurs_once) {
        cell->run.reset();
        continue;
      }
      if (!cell->run) cell->run = seen->position;
      if (!cell->any) cell->any = cell->run;
      const auto [first, last] = std::minmax(*cell->run, seen->position);
      cell->found = last - first >= kRunOfKmers * search_.kmer_length;
    }
    (cell->from_end ? cell->end : cell->begin) = cell->from_end ? window.begin : window.end;
  }

  // Of a contig's cells the splitters that are not too near to one another.
  void Choose(std::span<const Cell> cells, SplitterSet* splitters) const {
    const bool has_runs = std::ranges::any_of(cells, &Cell::found);
    const uint64_t longest = has_runs ? search_.segment_size * kLongestSegments : 0;
    const uint64_t contig_begin = sequence_.contig_begin(cells.front().contig);
    std::optional<uint64_t> last;
    for (const Cell& cell : cells) {
      // Two splitters share no base.
      const uint64_t least = cell.from_end ? search_.kmer_length : search_.segment_size / 2;
      const std::optional<uint64_t>& place = cell.found ? cell.run : cell.any;
      if (!place || (last && *place < *last + least)) continue;
      if (!cell.found && *place < last.value_or(contig_begin) + longest) continue;
      last = place;
      sequence_.ForEachKmer(search_.kmer_length, *place, *place + 1,
                            [&](uint64_t, uint64_t kmer) { splitters->Insert(kmer); });
    }
  }

  static Window WindowOf(const Cell& cell, uint64_t width) {
    const uint64_t size = std::min(width, cell.end - cell.begin);
    return cell.from_end ? Window{.begin = cell.end - size, .end = cell.end}
                         : Window{.begin = cell.begin, .end = cell.begin + size};
  }
  template <typename Visit>
  void ForEachKmerOf(const Window& window, Visit visit) const {
    ForEachLookedAt(sequence_, search_.kmer_length, window.begin, window.end, visit);
  }
  // In a reference all k-mers are one owner's.
  uint32_t OwnerOf(uint32_t contig) const { return reference_ == nullptr ? 0 : contig; }

  const KmerSequence& sequence_;
  const KmerSequence* const reference_;
  const SplitterSearch& search_;
  Account& account_;
  Ledger* const ledger_;
  std::pmr::vector<Cell> cells_;  // contig by contig, a contig's in their order
  std::pmr::vector<Seen> seen_;   // of one window
};

}  // namespace

void FindSplitters(const KmerSequence& reference, const SplitterSearch& search, SplitterSet* splitters,
                   Account& account, Ledger* ledger) {
  SplitterFinder(reference, nullptr, search, account, ledger).Find(splitters);
}

void FindSplittersOfEach(const KmerSequence& contigs, const KmerSequence& reference,
                         const SplitterSearch& search, SplitterSet* splitters, Account& account,
                         Ledger* ledger) {
  SplitterFinder(contigs, &reference, search, account, ledger).Find(splitters);
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
