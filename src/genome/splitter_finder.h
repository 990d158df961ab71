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
};

// Chooses the splitters of all contigs of `sequence`: each first candidate that is a segment's size or more
// behind the last, and a contig's last one. `is_candidate` tells by the position of the k-mer's last base.
void FindSplitters(const KmerSequence& sequence, const SplitterSearch& search,
                   const std::function<bool(uint64_t position)>& is_candidate, SplitterSet* splitters);

// Reads a FASTA file up to the first record whose header is not of the reference, or whole. Errors: those of
// FastaReader, and of a file without a record.
Result<void> ReadSequence(const std::string& path, KmerSequence* sequence, Account& account,
                          const FastaOptions& options = {},
                          const std::function<bool(std::string_view header)>& is_of_reference = {});

}  // namespace tare::genome
