// Compares a sample with the FASTA file that it is said to be made of.

#include <algorithm>
#include <cstring>

#include "genome/bases.h"
#include "genome/buffer.h"
#include "genome/damage.h"
#include "genome/fasta_reader.h"
#include "io/inside_limit.h"
#include "tare/genome.h"

namespace tare::genome {

namespace {

// Goes through a FASTA file beside the contigs of a sample.
class Comparison {
 public:
  Comparison(const Archive& archive, FastaReader& fasta, Account& account)
      : fasta_(fasta), sequence_(archive, account), letters_(account) {}

  Result<void> Compare(const Contig& contig) {
    if (Result<void> found = FindRecord(contig); !found) return found;
    Result<void> same;
    uint64_t place = 0;
    Result<void> read = sequence_.Read(contig, {}, [&](std::string_view bases) {
      same = CompareBases(contig, bases, &place);
      return same.has_value();
    });
    if (!read || !same) return read ? same : read;
    if (Result<void> filled = Fill(); !filled) return filled;
    if (expected_.empty()) return {};
    return Differs(contig, "has " + std::to_string(place) + " bases in the archive, and more in the file");
  }

  Result<void> ExpectEnd() {
    for (;;) {
      const Result<bool> more = fasta_.NextRecord();
      if (!more) return std::unexpected(more.error());
      if (!*more) return {};
      if (Result<void> filled = Fill(); !filled) return filled;
      if (!expected_.empty())
        return Damage("record " + std::string(fasta_.header()) + " is not in the archive", fasta_.name());
    }
  }

 private:
  std::unexpected<Error> Differs(const Contig& contig, const std::string& how) const {
    return Damage("record " + std::string(contig.name) + " " + how, fasta_.name());
  }

  // Records without bases may be missing in the archive: C++ AGC does not keep them.
  Result<void> FindRecord(const Contig& contig) {
    for (;;) {
      const Result<bool> more = fasta_.NextRecord();
      if (!more) return std::unexpected(more.error());
      if (!*more) return Differs(contig, "is in the archive, and not in the file");
      expected_ = {};
      if (fasta_.header() == contig.name) return {};
      if (Result<void> filled = Fill(); !filled) return filled;
      if (!expected_.empty())
        return Differs(contig, "is in the archive where the file has " + std::string(fasta_.header()));
    }
  }

  // The record's next letters, where all before were compared.
  Result<void> Fill() {
    if (!expected_.empty()) return {};
    const Result<std::span<const BaseCode>> bases = fasta_.NextBases();
    if (!bases) return std::unexpected(bases.error());
    ToLetters({reinterpret_cast<const char*>(bases->data()), bases->size()}, letters_.Resize(bases->size()));
    expected_ = letters_.view();
    return {};
  }

  Result<void> CompareBases(const Contig& contig, std::string_view bases, uint64_t* place) {
    while (!bases.empty()) {
      if (Result<void> filled = Fill(); !filled) return filled;
      const size_t size = std::min(bases.size(), expected_.size());
      const auto [base, expected] = std::ranges::mismatch(bases.substr(0, size), expected_.substr(0, size));
      const uint64_t same = static_cast<uint64_t>(base - bases.begin());
      *place += same;
      if (size == 0 || same < size) return Differs(contig, "differs at base " + std::to_string(*place));
      bases.remove_prefix(size);
      expected_.remove_prefix(size);
    }
    return {};
  }

  FastaReader& fasta_;
  SequenceReader sequence_;
  Buffer letters_;
  std::string_view expected_;  // in letters_
};

}  // namespace

Result<void> CompareWithFasta(const Archive& archive, uint32_t sample, const std::string& fasta,
                              Account& account, const std::atomic<bool>* stop) {
  return InsideLimit(archive.name(), [&]() -> Result<void> {
    const Result<Sample> loaded = archive.LoadSample(sample);
    if (!loaded) return std::unexpected(loaded.error());
    Result<FastaReader> reader =
        FastaReader::Open(fasta, account, {.other_letters = OtherLetters::kAsInAgc, .stop = stop});
    if (!reader) return std::unexpected(std::move(reader.error()));
    Comparison comparison(archive, *reader, account);
    for (size_t i = 0; i < loaded->contig_count(); ++i) {
      if (Result<void> same = comparison.Compare(loaded->contig(i)); !same) return same;
    }
    return comparison.ExpectEnd();
  });
}

std::string SampleNameOfFile(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);  // from 0 where there is none
  // As C++ AGC has it: one extension, whichever, then the usual ones.
  if (const size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0)
    name = name.substr(0, dot);
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (const std::string_view suffix : {".fna", ".gz", ".fa", ".fasta"}) {
      if (!name.ends_with(suffix) || name.size() == suffix.size()) continue;
      name.remove_suffix(suffix.size());
      shorter = true;
    }
  }
  return std::string(name);
}

}  // namespace tare::genome
