#pragma once

// Genomes made for tests, archives of them, and what is in an archive.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "genome_corpus.h"
#include "tare/genome.h"
#include "tare/genome_builder.h"

namespace tare::genome {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tare-genome-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string Name(const std::string& file) const { return (std::filesystem::path(path_) / file).string(); }
  std::string Write(const std::string& file, std::string_view content) const {
    std::ofstream(Name(file), std::ios::binary) << content;
    return Name(file);
  }

 private:
  std::string path_;
};

inline std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string RandomBases(std::mt19937_64& random, size_t count) {
  std::string bases(count, 'A');
  for (char& base : bases) base = "ACGT"[random() % 4];
  return bases;
}

// Substitutions and indels, one in `every` bases.
inline std::string Mutated(std::mt19937_64& random, const std::string& bases, uint64_t every) {
  std::string mutated;
  for (const char base : bases) {
    const uint64_t dice = random() % (every * 3);
    if (dice == 0) continue;
    mutated += dice == 1 ? "ACGT"[random() % 4] : base;
    if (dice == 2) mutated += RandomBases(random, random() % 30);
  }
  return mutated;
}

inline std::string ReverseComplemented(std::string bases) {
  std::ranges::reverse(bases);
  for (char& base : bases) base = base == 'A' ? 'T' : base == 'C' ? 'G' : base == 'G' ? 'C' : 'A';
  return bases;
}

inline std::string Fasta(const std::vector<ExpectedContig>& contigs, const std::string& line_end,
                         size_t line) {
  std::string text;
  for (const ExpectedContig& contig : contigs) {
    text += ">" + contig.name + line_end;
    for (size_t i = 0; i < contig.bases.size(); i += line) text += contig.bases.substr(i, line) + line_end;
  }
  return text;
}

// A reference of three contigs and `others` that are like it: with segments that are known, divided, at ends,
// turned, unlike any other.
inline std::vector<ExpectedSample> Family(uint64_t seed, size_t contig_length, size_t others) {
  std::mt19937_64 random(seed);
  ExpectedSample reference{.name = "reference", .contigs = {}};
  for (int i = 1; i <= 3; ++i)
    reference.contigs.push_back(
        {.name = "chr" + std::to_string(i) + " of reference", .bases = RandomBases(random, contig_length)});
  std::vector<ExpectedSample> family = {reference};
  for (size_t i = 0; i < others; ++i) {
    ExpectedSample sample{.name = "sample" + std::to_string(i), .contigs = {}};
    for (const ExpectedContig& contig : reference.contigs) {
      std::string bases = Mutated(random, contig.bases, i % 4 == 3 ? 15 : 200);
      if (i % 4 == 1) bases = ReverseComplemented(bases);
      bases.replace(bases.size() / 4, 100, std::string(100, 'N'));
      bases.replace(bases.size() / 3, 3, "RYK");
      sample.contigs.push_back({.name = contig.name, .bases = bases});
    }
    sample.contigs.push_back({.name = "unlike", .bases = RandomBases(random, contig_length / 6)});
    sample.contigs.push_back({.name = "short", .bases = "ACGTN"});
    family.push_back(std::move(sample));
  }
  return family;
}

// A reference of one contig and `others` whose contigs are pieces of it in another order, half of them
// turned: most of their segments are between splitters that no group has, or have none.
inline std::vector<ExpectedSample> RearrangedFamily(uint64_t seed, size_t reference_length,
                                                    size_t piece_length, size_t others) {
  std::mt19937_64 random(seed);
  const std::string reference = RandomBases(random, reference_length);
  std::vector<ExpectedSample> family = {
      {.name = "reference", .contigs = {{.name = "chr1", .bases = reference}}}};
  for (size_t i = 0; i < others; ++i) {
    ExpectedSample sample{.name = "rearranged" + std::to_string(i), .contigs = {}};
    for (size_t c = 0; c < reference_length / piece_length / 3; ++c) {
      ExpectedContig contig{.name = "contig" + std::to_string(c), .bases = {}};
      for (size_t piece = 0; piece <= c % 4; ++piece) {
        const std::string bases =
            Mutated(random, reference.substr(random() % (reference_length - piece_length), piece_length), 60);
        contig.bases += random() % 2 == 0 ? bases : ReverseComplemented(bases);
      }
      sample.contigs.push_back(std::move(contig));
    }
    family.push_back(std::move(sample));
  }
  return family;
}

struct Input {
  std::string name;
  std::string path;
};

inline std::vector<ExpectedSample> ReadSamples(const Archive& archive, Account& account) {
  SequenceReader reader(archive, account);
  std::vector<ExpectedSample> samples;
  for (uint32_t i = 0; i < archive.sample_count(); ++i) {
    samples.push_back({.name = std::string(archive.sample_name(i)), .contigs = {}});
    const Result<Sample> sample = archive.LoadSample(i);
    if (!sample) return {{.name = sample.error().ToString(), .contigs = {}}};
    for (size_t c = 0; c < sample->contig_count(); ++c) {
      ExpectedContig contig{.name = std::string(sample->contig(c).name), .bases = {}};
      const Result<void> read = reader.Read(sample->contig(c), {}, [&](std::string_view piece) {
        contig.bases += piece;
        return true;
      });
      if (!read) contig.bases = read.error().ToString();
      samples.back().contigs.push_back(std::move(contig));
    }
  }
  return samples;
}

inline std::vector<ExpectedSample> ReadArchive(const std::string& path) {
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(path, account);
  if (!archive) return {{.name = archive.error().ToString(), .contigs = {}}};
  return ReadSamples(*archive, account);
}

inline void ExpectSame(const std::vector<ExpectedSample>& actual,
                       const std::vector<ExpectedSample>& expected) {
  ASSERT_EQ(actual.size(), expected.size()) << (actual.empty() ? "" : actual[0].name);
  for (size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(actual[i].name, expected[i].name);
    ASSERT_EQ(actual[i].contigs.size(), expected[i].contigs.size()) << actual[i].name;
    for (size_t c = 0; c < actual[i].contigs.size(); ++c) {
      EXPECT_EQ(actual[i].contigs[c].name, expected[i].contigs[c].name);
      EXPECT_TRUE(actual[i].contigs[c].bases == expected[i].contigs[c].bases)
          << actual[i].name << " " << actual[i].contigs[c].name;
    }
  }
}

// C++ AGC's program; empty where AGC_BINARY is not set.
inline std::string AgcProgram() {
  const char* agc = std::getenv("AGC_BINARY");
  return agc == nullptr ? "" : agc;
}

// What C++ AGC extracts; empty where there is none.
inline std::vector<ExpectedContig> ExtractedByAgc(const std::string& archive, const std::string& sample,
                                                  const TemporaryFolder& folder) {
  if (AgcProgram().empty()) return {};
  const std::string out = folder.Name("by-agc.fa");
  const std::string command = AgcProgram() + " getset -o " + out + " " + archive + " " + sample;
  if (std::system(command.c_str()) != 0) return {{.name = "agc failed", .bases = {}}};
  return ReadFasta(out);
}

inline void ExpectSameByAgc(const std::string& archive, const std::vector<ExpectedSample>& expected,
                            const TemporaryFolder& folder) {
  if (AgcProgram().empty()) return;
  for (const ExpectedSample& sample : expected)
    ExpectSame({{.name = sample.name, .contigs = ExtractedByAgc(archive, sample.name, folder)}}, {sample});
}

}  // namespace tare::genome
