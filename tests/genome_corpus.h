#pragma once

// The archives of the corpus, written by C++ AGC, and what is in them: the FASTA files they were made of.

#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus.h"
#include "io/gzip.h"
#include "tare/genome.h"
#include "tare/io.h"

namespace tare::genome {

struct ExpectedContig {
  std::string name;
  std::string bases;
};
struct ExpectedSample {
  std::string name;
  std::vector<ExpectedContig> contigs;
};

// The records of a FASTA file, gzipped or not; bases in upper case.
inline std::vector<ExpectedContig> ReadFasta(const std::string& path) {
  Budget budget;
  Account account("fasta", budget);
  Result<std::unique_ptr<Source>> source = Source::FromFile(path, account);
  if (!source) return {};
  if (IsGzip((*source)->bytes())) {
    Result<Gunzipped> plain = Gunzip(**source, account);
    if (!plain) return {};
    source = std::move(plain->source);
  }
  std::vector<ExpectedContig> records;
  std::string_view rest = (*source)->bytes();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('>')) {
      records.push_back({.name = std::string(line.substr(1)), .bases = {}});
    } else if (!records.empty()) {
      for (const char c : line)
        records.back().bases += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  return records;
}

struct CorpusArchive {
  const char* file;
  std::vector<std::pair<const char*, const char*>> samples;  // their names, and their files in the corpus
};

inline const std::vector<CorpusArchive>& CorpusArchives() {
  static const std::vector<std::pair<const char*, const char*>> yeast = {
      {"S288C", "genome/S288C.fa.gz"}, {"SK1", "genome/SK1.fa.gz"}, {"Y12", "genome/Y12.fa.gz"}};
  static const std::vector<CorpusArchive> archives = {
      {"toy_ex.agc", {{"ref", "agc/ref.fa"}, {"a", "agc/a.fa"}, {"b", "agc/b.fa"}, {"c", "agc/c.fa"}}},
      {"yeast3-default.agc", yeast},
      {"yeast3-k21-s10000-b2.agc", yeast},
      {"yeast3-adaptive.agc", yeast},
      {"yeast3-appended.agc", yeast},
  };
  return archives;
}

// Each haplotype is a sample of its own, as `agc create -c` makes them.
inline std::vector<ExpectedSample> ConcatenatedSamples() {
  std::vector<ExpectedSample> samples;
  for (const char* file : {"agc/lpa_ref.fa", "agc/lpa_rest.fa"}) {
    for (ExpectedContig& contig : ReadFasta(CorpusPath(file))) {
      const std::string name(ShortName(contig.name));
      samples.push_back({.name = name, .contigs = {std::move(contig)}});
    }
  }
  return samples;
}

inline std::vector<ExpectedSample> SamplesOf(const CorpusArchive& archive) {
  std::vector<ExpectedSample> samples;
  for (const auto& [name, file] : archive.samples)
    samples.push_back({.name = name, .contigs = ReadFasta(CorpusPath(file))});
  return samples;
}

}  // namespace tare::genome
