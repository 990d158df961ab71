#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "genome/fasta_bytes.h"
#include "genome/kmer.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// Reads a FASTA file record by record, and a record's bases piece by piece: nothing grows with their number.
// Line ends may be any, and missing at the end; lower case is read as upper case, as AGC has it.
class FastaReader {
 public:
  // Errors: those of FastaBytes.
  static Result<FastaReader> Open(const std::string& path, Account& account);

  // Goes on to the next record, past what is left of this one. False at the end of the file.
  // Errors: text before the first record, those of FastaBytes and of NextBases.
  Result<bool> NextRecord();
  // The record's header line without ">"; lives until the next NextRecord.
  std::string_view header() const { return header_; }
  // The next bases of the record, which live until the next call; none at its end.
  // Errors: a letter that stands for no base; those of FastaBytes.
  Result<std::span<const BaseCode>> NextBases();

  const std::string& name() const { return bytes_.name(); }
  uint64_t bytes_read() const { return bytes_.bytes_read(); }

 private:
  explicit FastaReader(FastaBytes bytes, Account& account);

  Result<bool> Fill();
  Result<bool> SkipToRecord();
  std::unexpected<Error> BadLetter(char letter) const;

  FastaBytes bytes_;
  std::string_view piece_;  // read and not yet used
  std::pmr::string header_;
  std::pmr::vector<BaseCode> bases_;
  bool in_record_ = false;
};

}  // namespace tare::genome
