#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "genome/byte_input.h"
#include "genome/fasta_letters.h"
#include "genome/kmer.h"
#include "genome/piece_reader.h"
#include "genome/text_position.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

struct FastaOptions {
  OtherLetters other_letters = OtherLetters::kError;
  bool is_read_again = false;              // refuses a pipe
  bool reads_ahead = true;                 // decompresses on a thread of its own
  size_t piece_size = size_t{128} * 1024;  // bytes; of gzip two pieces are held, and half of one compressed
  const std::atomic<bool>* stop = nullptr;
};

// Reads a FASTA file, plain or gzip, record by record, and a record's bases piece by piece: nothing but a
// header grows with what there is. A record begins with ">" at the start of a line. Lines may end in LF, CR
// LF or CR, and the last without; lower case is upper case; white space is left out; a record may have no
// bases.
class FastaReader {
 public:
  // "-" is standard input. Errors: those of InputFile and GunzipInput.
  static Result<FastaReader> Open(const std::string& path, Account& account,
                                  const FastaOptions& options = {});
  static Result<FastaReader> Open(std::unique_ptr<ByteInput> file, Account& account,
                                  const FastaOptions& options = {});

  // Goes on to the next record, past what is left of this one. False at the end of the file.
  // Errors: text before the first record, a zero byte in a header, those of the input and of NextBases.
  Result<bool> NextRecord();
  // The record's header line without ">"; lives until the next NextRecord.
  std::string_view header() const { return header_; }
  // The next bases of the record, which live until the next call; none at its end.
  // Errors: a letter that stands for no base; those of the input.
  Result<std::span<const BaseCode>> NextBases();

  const std::string& name() const { return file_->name(); }
  // Of what comes next: behind NextRecord the end of the header.
  Location where() const { return position_.Where(name()); }
  // Of the file, so far.
  uint64_t bytes_read() const { return file_->bytes_read(); }

 private:
  FastaReader(std::unique_ptr<PieceReader> pieces, const ByteInput* file, Account& account,
              OtherLetters other);

  Result<bool> Fill();
  void Take(size_t size);
  Result<bool> SkipToFirstRecord();
  size_t RecordEnd() const;
  std::unexpected<Error> Failed(std::string message) const;
  std::unexpected<Error> BadLetter(char letter) const;

  std::unique_ptr<PieceReader> pieces_;
  const ByteInput* file_;  // of pieces_
  const CodesOfLetters* codes_;
  std::string_view piece_;  // what is not used yet of it
  TextPosition position_;   // of piece_
  std::pmr::string header_;
  std::pmr::vector<BaseCode> bases_;
  bool begun_ = false;
  bool in_record_ = false;
};

}  // namespace tare::genome
