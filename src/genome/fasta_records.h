#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "genome/buffer.h"
#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::genome {

// What stands for no base where bases stand.
enum class OtherLetters : uint8_t {
  kError,   // an error that names the record and the line
  kAsInAgc  // left out below "A" (digits, "-", "*"), else kUnknownCode, as C++ AGC does
};

// Records of a FASTA file, read in pieces: holds one header and kPieceSize codes, whatever the input's size.
// Lines may end in LF, CR LF or CR; letters may be of either case; a record may have no bases.
class FastaRecords {
 public:
  static constexpr size_t kPieceSize = size_t{64} * 1024;

  // `source` and `account` must outlive it. The source is plain text: Gunzip comes before. Pages that were
  // read are given back as it goes.
  FastaRecords(Source& source, Account& account, OtherLetters other = OtherLetters::kError)
      : source_(source), header_(&account), piece_(account), other_(other), rest_(source.bytes()) {}

  // Goes to the next record; what is left of this one is passed over. False at the end. An error where the
  // file does not begin with a header.
  Result<bool> NextRecord();
  // The header line, without the ">" and the line's end.
  std::string_view header() const { return header_; }
  // The record's next codes (bases.h), until the next call; empty at its end.
  Result<std::string_view> NextPiece();

 private:
  uint64_t Offset() const { return source_.bytes().size() - rest_.size(); }
  std::unexpected<Error> Failure(std::string message, uint64_t offset) const;
  void TakeHeader();
  void SkipBlank();
  // Appends the line's codes; false where a letter is none, with `*wrong` its place in `text`.
  bool AppendCodes(std::string_view text, std::span<char> room, size_t* size, size_t* wrong) const;

  Source& source_;
  std::pmr::string header_;
  Buffer piece_;
  const OtherLetters other_;
  std::string_view rest_;
  bool in_record_ = false;
  bool line_start_ = true;
};

}  // namespace tare::genome
