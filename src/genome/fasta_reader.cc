#include "genome/fasta_reader.h"

#include <utility>

#include "genome/damage.h"
#include "genome/gunzip_input.h"
#include "genome/input_file.h"

namespace tare::genome {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

}  // namespace

FastaReader::FastaReader(std::unique_ptr<PieceReader> pieces, const ByteInput* file, Account& account,
                         OtherLetters other)
    : pieces_(std::move(pieces)),
      file_(file),
      codes_(other == OtherLetters::kError ? &kCodeOfLetter : &kCodeOfLetterInAgc),
      header_(&account),
      bases_(&account) {}

Result<FastaReader> FastaReader::Open(const std::string& path, Account& account,
                                      const FastaOptions& options) {
  Result<std::unique_ptr<InputFile>> file = InputFile::Open(path, options.stop, options.is_read_again);
  if (!file) return std::unexpected(std::move(file.error()));
  return Open(std::move(*file), account, options);
}

Result<FastaReader> FastaReader::Open(std::unique_ptr<ByteInput> file, Account& account,
                                      const FastaOptions& options) {
  const ByteInput* const counted = file.get();
  const Result<std::string_view> head = file->Peek();
  if (!head) return std::unexpected(head.error());
  const bool is_gzip = BeginsAsGzip(*head);
  if (is_gzip) file = std::make_unique<GunzipInput>(std::move(file), options.piece_size / 2, account);
  return FastaReader(std::make_unique<PieceReader>(std::move(file), options.piece_size,
                                                   is_gzip && options.reads_ahead, account),
                     counted, account, options.other_letters);
}

// False at the end of the file.
Result<bool> FastaReader::Fill() {
  if (!piece_.empty()) return true;
  const Result<std::string_view> piece = pieces_->Next();
  if (!piece) {
    Error error = piece.error();
    if (begun_ && error.code != ErrorCode::kCancelled)
      error.message += " in record \"" + std::string(std::string_view(header_).substr(0, 80)) + "\"";
    return std::unexpected(std::move(error));
  }
  piece_ = *piece;
  return !piece_.empty();
}

void FastaReader::Take(size_t size) {
  position_.Advance(piece_.substr(0, size));
  piece_.remove_prefix(size);
}

std::unexpected<Error> FastaReader::Failed(std::string message) const {
  return std::unexpected(
      Error{.code = ErrorCode::kMalformed, .message = std::move(message), .where = position_.Where(name())});
}

// False where there is none.
Result<bool> FastaReader::SkipToFirstRecord() {
  size_t marked = 0;
  while (true) {
    const Result<bool> filled = Fill();
    const bool is_marked_in_part = marked > 0 && marked < kByteOrderMark.size();
    if (!filled || (!*filled && !is_marked_in_part)) return filled;
    const char c = piece_.empty() ? '\0' : piece_.front();
    if (marked < kByteOrderMark.size() && c == kByteOrderMark[marked]) {
      Take(1);
      if (++marked == kByteOrderMark.size()) position_.Restart();
      continue;
    }
    if (c == '>' && position_.at_line_start()) return true;
    if (is_marked_in_part || kCodeOfLetter[static_cast<uint8_t>(c)] != kLeftOut)
      return Failed("this is no FASTA: it does not begin with \">\"");
    marked = kByteOrderMark.size();  // it comes first or not at all
    Take(1);
  }
}

Result<bool> FastaReader::NextRecord() {
  while (in_record_) {
    const Result<std::span<const BaseCode>> bases = NextBases();
    if (!bases) return std::unexpected(bases.error());
  }
  const Result<bool> found = begun_ ? Fill() : SkipToFirstRecord();
  if (!found || !*found) return found;
  Take(1);
  header_.clear();
  begun_ = in_record_ = true;
  while (true) {
    const Result<bool> filled = Fill();
    if (!filled) return filled;
    if (!*filled) return true;
    const std::string_view text = piece_.substr(0, piece_.find_first_of("\r\n"));
    if (const size_t zero = text.find('\0'); zero != std::string_view::npos) {
      Take(zero);
      return Failed("a header has a zero byte");
    }
    header_.append(text);
    Take(text.size());
    if (!piece_.empty()) return true;
  }
}

std::unexpected<Error> FastaReader::BadLetter(char letter) const {
  std::string message = "'";
  if (letter > ' ' && letter < 0x7F) {
    message += letter;
  } else {
    static constexpr char kDigits[] = "0123456789abcdef";
    message += "\\x";
    message += kDigits[static_cast<uint8_t>(letter) >> 4];
    message += kDigits[static_cast<uint8_t>(letter) & 15];
  }
  message += "' in record \"" + std::string(std::string_view(header_).substr(0, 80)) + "\" is no base";
  return Failed(std::move(message));
}

// Where in the piece the next record begins.
size_t FastaReader::RecordEnd() const {
  size_t at = piece_.find('>');
  while (at != std::string_view::npos && !(at == 0 ? position_.at_line_start() : IsLineEnd(piece_[at - 1])))
    at = piece_.find('>', at + 1);
  return at;
}

Result<std::span<const BaseCode>> FastaReader::NextBases() {
  while (in_record_) {
    const Result<bool> filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    const size_t record_end = RecordEnd();
    in_record_ = *filled && record_end == std::string_view::npos;
    const std::string_view text = piece_.substr(0, record_end);
    if (bases_.size() < text.size()) bases_.resize(text.size());
    // What is left out is written and overwritten by what follows it, so that there is no branch.
    BaseCode* out = bases_.data();
    BaseCode seen = 0;
    for (const char letter : text) {
      const BaseCode code = (*codes_)[static_cast<uint8_t>(letter)];
      seen |= code;
      *out = code;
      out += code != kLeftOut;
    }
    if ((seen & kNoBase) != 0) {
      const auto wrong =
          std::ranges::find(text, kNoBase, [](char c) { return kCodeOfLetter[static_cast<uint8_t>(c)]; });
      Take(static_cast<size_t>(wrong - text.begin()));
      return BadLetter(*wrong);
    }
    Take(text.size());
    if (out != bases_.data()) return std::span<const BaseCode>(bases_.data(), out);
  }
  return std::span<const BaseCode>();
}

}  // namespace tare::genome
