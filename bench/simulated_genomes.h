#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tare::bench {

struct Simulation {
  uint64_t bases = 300'000'000;  // of the reference
  unsigned contigs = 20;
  unsigned copies = 9;
  uint64_t seed = 20261121;
};

// Writes a reference and mutated copies of it as FASTA files into `folder`, and returns their paths, the
// reference first. One part in twenty of the reference is a diverged repeat of what stands before; a copy has
// a substitution in every 500 bases, an insertion or deletion in every 5,000, and an inversion in every
// 1,000,000. The same seed makes the same files.
std::vector<std::string> SimulateGenomes(const Simulation& simulation, const std::string& folder);

}  // namespace tare::bench
