#include "genome/fasta_records.h"

#include <algorithm>
#include <array>

#include "genome/bases.h"

namespace tare::genome {

namespace {

constexpr uint8_t kLeftOut = 0xFE;
constexpr uint8_t kWrong = 0xFF;

// What is made of each byte. White space is left out in either way of reading.
constexpr std::array<uint8_t, 256> CodesOfLetters(OtherLetters other) {
  std::array<uint8_t, 256> codes{};
  for (size_t byte = 0; byte < codes.size(); ++byte) {
    codes[byte] = other == OtherLetters::kError ? kWrong : byte < 'A' ? kLeftOut : kUnknownCode;
  }
  for (const char blank : std::string_view(" \t\r\n\v\f")) codes[static_cast<uint8_t>(blank)] = kLeftOut;
  for (size_t code = 0; code < kLetters.size(); ++code) {
    codes[static_cast<uint8_t>(kLetters[code])] = static_cast<uint8_t>(code);
    codes[static_cast<uint8_t>(kLetters[code]) | 0x20U] = static_cast<uint8_t>(code);
  }
  return codes;
}

constexpr std::array<uint8_t, 256> kStrict = CodesOfLetters(OtherLetters::kError);
constexpr std::array<uint8_t, 256> kLenient = CodesOfLetters(OtherLetters::kAsInAgc);

}  // namespace

std::unexpected<Error> FastaRecords::Failure(std::string message, uint64_t offset) const {
  Error error{.code = ErrorCode::kMalformed, .message = std::move(message)};
  error.where.file = source_.name();
  error.where.offset = offset;
  const std::string_view before = source_.bytes().substr(0, offset);
  error.where.line = static_cast<uint32_t>(std::ranges::count(before, '\n') + 1);
  const size_t line = before.rfind('\n');
  error.where.column = static_cast<uint32_t>(offset - (line == std::string_view::npos ? 0 : line + 1) + 1);
  return std::unexpected(std::move(error));
}

Result<bool> FastaRecords::NextRecord() {
  if (!in_record_) SkipBlank();
  // Of a record that was not read to its end, the next header begins behind a line's end.
  while (in_record_ && !(line_start_ && rest_.starts_with('>')) && !rest_.empty()) {
    const size_t end = rest_.find_first_of("\n\r");
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    line_start_ = true;
    source_.ReleaseBefore(Offset());
  }
  in_record_ = false;
  if (rest_.empty()) return false;
  if (!rest_.starts_with('>')) return Failure("a FASTA file begins with \">\"", Offset());
  TakeHeader();
  in_record_ = true;
  return true;
}

void FastaRecords::SkipBlank() {
  rest_.remove_prefix(std::min(rest_.find_first_not_of("\r\n"), rest_.size()));
}

void FastaRecords::TakeHeader() {
  const size_t end = std::min(rest_.find_first_of("\n\r"), rest_.size());
  header_.assign(rest_.substr(1, end - 1));
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  line_start_ = true;
}

Result<std::string_view> FastaRecords::NextPiece() {
  const std::span<char> room = piece_.Resize(kPieceSize);
  size_t size = 0;
  while (!rest_.empty() && size < room.size() && !(line_start_ && rest_.starts_with('>'))) {
    // Up to the line's end or as much as there is room for.
    std::string_view text = rest_.substr(0, room.size() - size);
    const size_t end = text.find_first_of("\n\r");
    line_start_ = end != std::string_view::npos;
    text = text.substr(0, end);
    size_t wrong = 0;
    if (!AppendCodes(text, room, &size, &wrong)) {
      return Failure("record " + std::string(header_.substr(0, 100)) + " has a letter that is no base: '" +
                         text[wrong] + "'",
                     Offset() + wrong);
    }
    rest_.remove_prefix(text.size() + (line_start_ ? 1 : 0));
  }
  source_.ReleaseBefore(Offset());
  return std::string_view(room.data(), size);
}

bool FastaRecords::AppendCodes(std::string_view text, std::span<char> room, size_t* size,
                               size_t* wrong) const {
  const std::array<uint8_t, 256>& codes = other_ == OtherLetters::kError ? kStrict : kLenient;
  char* to = room.data() + *size;
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t code = codes[static_cast<uint8_t>(text[i])];
    if (code == kWrong) {
      *wrong = i;
      return false;
    }
    *to = static_cast<char>(code);
    to += code != kLeftOut;
  }
  *size = static_cast<size_t>(to - room.data());
  return true;
}

}  // namespace tare::genome
