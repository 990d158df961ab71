#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "genome/fasta_reader.h"
#include "genome/kmer_sequence.h"
#include "genome/splitter_set.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// A k-mer and the splitters of the reference between which it stands (UINT64_MAX: the contig's end), for
// finding the group of a segment that has no splitters.
struct FallbackKmer {
  uint64_t kmer;
  uint64_t front;
  uint64_t back;
  bool forward;  // the k-mer is canonical as it stands
};

struct SplitterSearch {
  uint32_t kmer_length;
  uint32_t segment_size;
  // Where they are wanted: which k-mers, and what to do with them.
  std::function<bool(uint64_t kmer)> is_fallback{};
  std::function<void(const FallbackKmer&)> add_fallback{};
};

// Chooses the splitters of all contigs of `sequence`: each first candidate that is a segment's size or more
// behind the last, and a contig's last one. `is_candidate` tells by the position of the k-mer's last base.
void FindSplitters(const KmerSequence& sequence, const SplitterSearch& search,
                   const std::function<bool(uint64_t position)>& is_candidate, SplitterSet* splitters);

// Reads a FASTA file whole, unless `*stop` is set. Errors: those of FastaReader, and of a file without a
// record.
Result<void> ReadSequence(const std::string& path, KmerSequence* sequence, const std::atomic<bool>* stop,
                          Account& account);

}  // namespace tare::genome
