// Compares samples with the FASTA file that they are said to be made of.

#include <algorithm>
#include <cstring>

#include "genome/bases.h"
#include "genome/buffer.h"
#include "genome/damage.h"
#include "genome/fasta_reader.h"
#include "genome/record_sample.h"
#include "io/inside_limit.h"
#include "tare/genome.h"

namespace tare::genome {

namespace {

// Goes through a FASTA file beside the contigs of samples.
class Comparison {
 public:
  Comparison(const Archive& archive, FastaReader& fasta, Account& account)
      : archive_(archive),
        fasta_(fasta),
        account_(account),
        sample_(account),
        sequence_(archive, account),
        letters_(account) {}

  // The file has one sample.
  Result<void> Compare(uint32_t sample) {
    if (Result<void> begun = BeginSample(sample); !begun) return begun;
    for (;;) {
      const Result<bool> more = NextRecord();
      if (!more) return std::unexpected(more.error());
      if (!*more) return EndSample();
      if (Result<void> same = CompareRecord(); !same) return same;
    }
  }

  // Records say of which sample they are.
  Result<void> Compare(RecordNames names, const std::function<void(std::string_view sample)>& on_same) {
    std::optional<std::string> open;  // the sample whose records these are
    for (;;) {
      const Result<bool> more = NextRecord();
      if (!more) return std::unexpected(more.error());
      Result<std::string_view> name = *more ? SampleOfRecord(fasta_.header(), names) : std::string_view();
      if (!name) {
        name.error().where = fasta_.where();
        return std::unexpected(std::move(name.error()));
      }
      if (open && (!*more || *name != *open)) {
        if (Result<void> ended = EndSample(); !ended) return ended;
        on_same(*open);
        open.reset();
      }
      if (!*more) return {};
      if (!open) {
        const Result<bool> begun = BeginSampleNamed(*name);
        if (!begun) return std::unexpected(begun.error());
        if (!*begun) continue;
        open = *name;
      }
      if (Result<void> same = CompareRecord(); !same) return same;
    }
  }

 private:
  std::unexpected<Error> Differs(const Contig& contig, const std::string& how) const {
    return Damage("record " + std::string(contig.name) + " " + how, fasta_.name());
  }

  // Samples of a file mostly come in the archive's order: the next one is not looked for.
  Result<void> BeginSample(uint32_t sample) {
    if (!samples_ || sample != next_sample_) samples_.emplace(archive_, account_, sample);
    next_sample_ = sample + 1;
    next_contig_ = 0;
    const Result<bool> loaded = samples_->Next(&sample_);
    if (!loaded) return std::unexpected(loaded.error());
    return {};
  }

  // False where there is none of that name, and the record has no bases.
  Result<bool> BeginSampleNamed(std::string_view name) {
    const bool is_next = next_sample_ < archive_.sample_count() && archive_.sample_name(next_sample_) == name;
    const std::optional<uint32_t> found = is_next ? next_sample_ : archive_.FindSample(name);
    if (found) {
      if (Result<void> begun = BeginSample(*found); !begun) return std::unexpected(std::move(begun.error()));
      return true;
    }
    if (Result<void> filled = Fill(); !filled) return std::unexpected(std::move(filled.error()));
    if (expected_.empty()) return false;
    return Failure(ErrorCode::kNotFound, "there is no sample " + std::string(name) + " in the archive",
                   fasta_.name());
  }

  Result<void> EndSample() {
    if (next_contig_ == sample_.contig_count()) return {};
    return Differs(sample_.contig(next_contig_), "is in the archive, and not in the file");
  }

  // A file without any would be as in the archive whatever that holds.
  Result<bool> NextRecord() {
    expected_ = {};
    Result<bool> more = fasta_.NextRecord();
    if (!more) return more;
    if (!*more && !any_record_) return Damage("the file has no sequence", fasta_.name());
    any_record_ = true;
    return more;
  }

  // Records without bases may be missing in the archive: C++ AGC does not keep them.
  Result<void> CompareRecord() {
    const bool any = next_contig_ < sample_.contig_count();
    if (any && sample_.contig(next_contig_).name == fasta_.header())
      return CompareBases(sample_.contig(next_contig_++));
    if (Result<void> filled = Fill(); !filled) return filled;
    if (expected_.empty()) return {};
    const std::string header(fasta_.header());
    if (!any) return Damage("record " + header + " is not in the archive", fasta_.name());
    return Differs(sample_.contig(next_contig_), "is in the archive where the file has " + header);
  }

  Result<void> CompareBases(const Contig& contig) {
    Result<void> same;
    uint64_t place = 0;
    Result<void> read = sequence_.Read(contig, {}, [&](std::string_view bases) {
      same = CompareBases(contig, bases, &place);
      return same.has_value();
    });
    if (!read || !same) return read ? same : read;
    if (Result<void> filled = Fill(); !filled) return filled;
    if (expected_.empty()) return {};
    return Differs(contig, "ends at base " + std::to_string(place) + " in the archive, and not in the file");
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

  const Archive& archive_;
  FastaReader& fasta_;
  Account& account_;
  std::optional<SampleReader> samples_;  // at next_sample_
  uint32_t next_sample_ = 0;
  Sample sample_;
  size_t next_contig_ = 0;  // of sample_, to be compared
  SequenceReader sequence_;
  bool any_record_ = false;
  Buffer letters_;
  std::string_view expected_;  // in letters_
};

template <typename Compare>
Result<void> WithComparison(const Archive& archive, const std::string& fasta, Account& account,
                            const std::atomic<bool>* stop, Compare compare) {
  return InsideLimit(archive.name(), [&]() -> Result<void> {
    Result<FastaReader> reader =
        FastaReader::Open(fasta, account, {.other_letters = OtherLetters::kAsInAgc, .stop = stop});
    if (!reader) return std::unexpected(std::move(reader.error()));
    Comparison comparison(archive, *reader, account);
    return compare(comparison);
  });
}

}  // namespace

Result<void> CompareWithFasta(const Archive& archive, uint32_t sample, const std::string& fasta,
                              Account& account, const std::atomic<bool>* stop) {
  return WithComparison(archive, fasta, account, stop,
                        [&](Comparison& comparison) { return comparison.Compare(sample); });
}

Result<void> CompareWithFasta(const Archive& archive, const std::string& fasta, RecordNames names,
                              const std::function<void(std::string_view sample)>& on_same, Account& account,
                              const std::atomic<bool>* stop) {
  return WithComparison(archive, fasta, account, stop,
                        [&](Comparison& comparison) { return comparison.Compare(names, on_same); });
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
