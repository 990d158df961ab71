#include "simulated_genomes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string_view>

namespace tare::bench {

namespace {

constexpr uint64_t kSubstitutionEvery = 500;
constexpr uint64_t kIndelEvery = 5'000;
constexpr uint64_t kLongestIndel = 50;
constexpr uint64_t kInversionEvery = 1'000'000;
constexpr uint64_t kLongestInversion = 20'000;
constexpr uint64_t kRepeat = 6'000;  // about as long as a transposon
constexpr uint64_t kRepeatOneIn = 20;
constexpr uint64_t kRepeatDivergesEvery = 40;
constexpr size_t kLine = 80;

using Random = std::mt19937_64;

char RandomBase(Random& random) { return "ACGT"[random() % 4]; }

std::string RandomContig(Random& random, uint64_t size) {
  std::string bases;
  bases.reserve(size + kRepeat);
  while (bases.size() < size) {
    const bool repeats = bases.size() > 10 * kRepeat && random() % kRepeatOneIn == 0;
    const size_t from = repeats ? random() % (bases.size() - kRepeat) : 0;
    for (uint64_t i = 0; i < kRepeat; ++i) {
      const bool copied = repeats && random() % kRepeatDivergesEvery != 0;
      bases += copied ? bases[from + i] : RandomBase(random);
    }
  }
  bases.resize(size);
  return bases;
}

void Invert(std::string& bases, size_t begin, size_t size) {
  const auto first = bases.begin() + static_cast<ptrdiff_t>(begin);
  const auto last = first + static_cast<ptrdiff_t>(size);
  std::reverse(first, last);
  std::for_each(first, last, [](char& base) {
    base = base == 'A' ? 'T' : base == 'C' ? 'G' : base == 'G' ? 'C' : 'A';
  });
}

std::string MutatedContig(Random& random, const std::string& bases) {
  std::string mutated;
  mutated.reserve(bases.size() + bases.size() / 1000);
  for (size_t i = 0; i < bases.size(); ++i) {
    if (random() % kIndelEvery == 0) {
      const uint64_t length = 1 + random() % kLongestIndel;
      if (random() % 2 == 0) {
        i += length;
        continue;
      }
      for (uint64_t j = 0; j < length; ++j) mutated += RandomBase(random);
    }
    mutated += random() % kSubstitutionEvery == 0 ? RandomBase(random) : bases[i];
  }
  for (uint64_t n = mutated.size() / kInversionEvery; n-- > 0;) {
    const size_t size = 1 + random() % kLongestInversion;
    if (mutated.size() > size) Invert(mutated, random() % (mutated.size() - size), size);
  }
  return mutated;
}

void WriteContig(std::ofstream& out, const std::string& name, std::string_view bases) {
  out << '>' << name << '\n';
  for (size_t i = 0; i < bases.size(); i += kLine) out << bases.substr(i, kLine) << '\n';
}

}  // namespace

std::vector<std::string> SimulateGenomes(const Simulation& simulation, const std::string& folder) {
  std::filesystem::create_directories(folder);
  std::vector<std::string> paths;
  std::vector<std::ofstream> files;
  for (unsigned i = 0; i <= simulation.copies; ++i) {
    paths.push_back(folder + "/" + (i == 0 ? std::string("reference") : "copy" + std::to_string(i)) + ".fa");
    files.emplace_back(paths.back(), std::ios::binary);
  }
  for (unsigned c = 1; c <= simulation.contigs; ++c) {
    Random random(simulation.seed + c);
    const std::string contig = RandomContig(random, simulation.bases / simulation.contigs);
    const std::string name = "chr" + std::to_string(c);
    WriteContig(files[0], name, contig);
    for (unsigned i = 1; i <= simulation.copies; ++i)
      WriteContig(files[i], name, MutatedContig(random, contig));
  }
  return paths;
}

}  // namespace tare::bench
