#include "genome/fasta_reader.h"

#include <utility>

#include "genome/damage.h"
#include "genome/fasta_letters.h"

namespace tare::genome {

namespace {

constexpr size_t kMaxHeader = size_t{1} << 20;

}  // namespace

FastaReader::FastaReader(FastaBytes bytes, Account& account)
    : bytes_(std::move(bytes)), header_(&account), bases_(&account) {}

Result<FastaReader> FastaReader::Open(const std::string& path, Account& account) {
  Result<FastaBytes> bytes = FastaBytes::Open(path, account);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return FastaReader(std::move(*bytes), account);
}

// False at the end of the file.
Result<bool> FastaReader::Fill() {
  if (!piece_.empty()) return true;
  const Result<std::string_view> piece = bytes_.Next();
  if (!piece) return std::unexpected(piece.error());
  piece_ = *piece;
  return !piece_.empty();
}

// To behind the ">" of the next record.
Result<bool> FastaReader::SkipToRecord() {
  while (in_record_) {
    const Result<std::span<const BaseCode>> bases = NextBases();
    if (!bases) return std::unexpected(bases.error());
  }
  while (true) {
    const Result<bool> filled = Fill();
    if (!filled || !*filled) return filled;
    const char c = piece_.front();
    piece_.remove_prefix(1);
    if (c == '>') return true;
    if (kCodeOfLetter[static_cast<uint8_t>(c)] != kWhiteSpace)
      return Failure(ErrorCode::kMalformed, "this is no FASTA: it does not begin with \">\"", name());
  }
}

Result<bool> FastaReader::NextRecord() {
  const Result<bool> found = SkipToRecord();
  if (!found || !*found) return found;
  header_.clear();
  in_record_ = true;
  while (true) {
    const Result<bool> filled = Fill();
    if (!filled) return filled;
    if (!*filled) return true;
    const size_t end = piece_.find_first_of("\r\n");
    header_.append(piece_.substr(0, end));
    if (header_.size() > kMaxHeader)
      return Failure(ErrorCode::kMalformed, "a header line is longer than 1 MiB", name());
    if (header_.find('\0') != std::string_view::npos)
      return Failure(ErrorCode::kMalformed, "a header line contains a zero byte", name());
    piece_.remove_prefix(end == std::string_view::npos ? piece_.size() : end);
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
  return Failure(ErrorCode::kMalformed, std::move(message), name());
}

Result<std::span<const BaseCode>> FastaReader::NextBases() {
  while (in_record_) {
    const Result<bool> filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    const size_t next_record = piece_.find('>');
    std::string_view text = piece_.substr(0, next_record);
    in_record_ = *filled && next_record == std::string_view::npos;
    piece_.remove_prefix(text.size());
    if (bases_.size() < text.size()) bases_.resize(text.size());
    // White space is written and overwritten by what follows it, so that there is no branch.
    BaseCode* out = bases_.data();
    BaseCode seen = 0;
    for (const char letter : text) {
      const BaseCode code = kCodeOfLetter[static_cast<uint8_t>(letter)];
      seen |= code;
      *out = code;
      out += code != kWhiteSpace;
    }
    if ((seen & kNoBase) != 0) {
      for (const char letter : text)
        if (kCodeOfLetter[static_cast<uint8_t>(letter)] == kNoBase) return BadLetter(letter);
    }
    if (out != bases_.data()) return std::span<const BaseCode>(bases_.data(), out);
  }
  return std::span<const BaseCode>();
}

}  // namespace tare::genome
