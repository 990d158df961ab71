#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "genome/fasta_reader.h"
#include "genome/kmer_sequence.h"
#include "genome/splitter_set.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

struct SplitterSearch {
  uint32_t kmer_length;
  uint32_t segment_size;
  // What the search may use. What it finds depends on neither.
  uint64_t memory;  // bytes
  unsigned threads = 1;
};

// Chooses the splitters of a reference. Each contig is divided into cells of a segment's size. The first
// k-mer in a cell that occurs once in the reference is a splitter, where it is half a segment or more behind
// the one before; so is the last one of the contig. The ledger, where there is one, is told of the fullest
// moments.
void FindSplitters(const KmerSequence& reference, const SplitterSearch& search, SplitterSet* splitters,
                   Account& account, Ledger* ledger = nullptr);
// The same of contigs that have none of the reference's, of a segment's size at least, each by itself: of
// k-mers that occur once in their contig, and not in the reference.
void FindSplittersOfEach(const KmerSequence& contigs, const KmerSequence& reference,
                         const SplitterSearch& search, SplitterSet* splitters, Account& account,
                         Ledger* ledger = nullptr);

// Reads a FASTA file up to the first record whose header is not of the reference, or whole. Errors: those of
// FastaReader, and of a file without a record.
Result<void> ReadSequence(const std::string& path, KmerSequence* sequence, Account& account,
                          const FastaOptions& options = {},
                          const std::function<bool(std::string_view header)>& is_of_reference = {});

}  // namespace tare::genome
