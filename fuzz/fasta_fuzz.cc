// FASTA: any bytes give the records that a plain parse finds, or its error with record and line, in whatever
// pieces they come, plain or gzip; and all memory comes back.
//
// The first byte tells how: the size of pieces, the way with other letters, and whether the rest is
// compressed first.

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "genome/bases.h"
#include "genome/fasta_reader.h"
#include "genome/gunzip_input.h"
#include "pieced_input.h"

namespace {

using namespace tare;
using namespace tare::genome;

void Check(bool holds) {
  if (!holds) std::abort();
}

struct Record {
  std::string header;
  std::string bases;

  bool operator==(const Record&) const = default;
};

struct Parsed {
  std::vector<Record> records;
  bool failed = false;
  uint32_t line = 0;  // of the failure
  uint32_t column = 0;
};

Parsed FailedAt(Parsed parsed, uint32_t line, size_t place) {
  parsed.failed = true;
  parsed.line = line;
  parsed.column = static_cast<uint32_t>(place + 1);
  return parsed;
}

bool IsSpace(char c) { return std::string_view(" \t\r\n\v\f").contains(c); }

// A line at a time, a letter at a time.
Parsed Parse(std::string_view text, OtherLetters other) {
  Parsed parsed;
  const bool is_marked = text.starts_with("\xEF\xBB\xBF");
  if (is_marked) text.remove_prefix(3);
  for (uint32_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : !text.empty());
    if (line.starts_with('>')) {
      if (const size_t zero = line.find('\0'); zero != std::string_view::npos)
        return FailedAt(std::move(parsed), number, zero);
      parsed.records.push_back({.header = std::string(line.substr(1)), .bases = {}});
      continue;
    }
    for (size_t i = 0; i < line.size(); ++i) {
      const char upper = line[i] >= 'a' && line[i] <= 'z' ? static_cast<char>(line[i] - 32) : line[i];
      if (IsSpace(line[i])) continue;
      if (parsed.records.empty()) {
        // A part of a byte order mark is passed before it is known to be none.
        if (!is_marked && number == 1 && i == 0)
          i = line.starts_with("\xEF\xBB") ? 2 : line.starts_with("\xEF") ? 1 : 0;
        return FailedAt(std::move(parsed), number, i);
      }
      const bool is_base = kLetters.contains(upper);
      if (!is_base && other == OtherLetters::kError) return FailedAt(std::move(parsed), number, i);
      if (is_base) parsed.records.back().bases += upper;
      if (!is_base && static_cast<uint8_t>(line[i]) >= 'A') parsed.records.back().bases += ' ';
    }
  }
  return parsed;
}

Parsed FailedWith(Parsed parsed, const Error& error) {
  Check(!error.message.empty() && error.where.file == "pieced.fa");
  Check(error.where.line != 0 || error.where.offset != Location::kUnknown);
  parsed.failed = true;
  parsed.line = error.where.line;
  parsed.column = error.where.column;
  return parsed;
}

Parsed ReadRecords(FastaReader& reader) {
  Parsed parsed;
  while (true) {
    const Result<bool> more = reader.NextRecord();
    if (!more) return FailedWith(std::move(parsed), more.error());
    if (!*more) return parsed;
    parsed.records.push_back({.header = std::string(reader.header()), .bases = {}});
    while (true) {
      const Result<std::span<const BaseCode>> bases = reader.NextBases();
      if (!bases) return FailedWith(std::move(parsed), bases.error());
      if (bases->empty()) break;
      for (const BaseCode code : *bases) {
        Check(kLetterOfCode[code] != '\0');
        parsed.records.back().bases += kLetterOfCode[code];
      }
    }
  }
}

Parsed Read(std::string_view bytes, size_t piece_size, OtherLetters other) {
  Budget budget(32 << 20);
  Parsed parsed;
  {
    Account account("fasta", budget);
    Result<FastaReader> reader =
        FastaReader::Open(std::make_unique<PiecedInput>(bytes, piece_size), account,
                          {.other_letters = other, .reads_ahead = false, .piece_size = 32});
    parsed = reader ? ReadRecords(*reader) : FailedWith({}, reader.error());
  }
  Check(budget.used() == 0);
  return parsed;
}

// Of a record in which there is an error it depends on the pieces how much was read.
void CheckSame(Parsed one, Parsed other) {
  Check(one.failed == other.failed && one.line == other.line && one.column == other.column);
  Check(one.records.size() == other.records.size());
  if (one.failed && !one.records.empty()) {
    std::string& bases = one.records.back().bases;
    std::string& others = other.records.back().bases;
    const size_t size = std::min(bases.size(), others.size());
    bases.resize(size);
    others.resize(size);
  }
  Check(one.records == other.records);
}

// Two bytes, or four, the lowest first.
void Put(uint32_t number, int bytes, std::string* out) {
  for (int i = 0; i < bytes; ++i) *out += static_cast<char>(number >> (8 * i));
}

// A gzip member with the text as it is (RFC 1951, section 3.2.4).
void PutMember(std::string_view text, std::string* out) {
  out->append("\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01", 11);
  Put(static_cast<uint32_t>(text.size()), 2, out);
  Put(~static_cast<uint32_t>(text.size()), 2, out);
  *out += text;
  Put(static_cast<uint32_t>(
          crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()))),
      4, out);
  Put(static_cast<uint32_t>(text.size()), 4, out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0 || size > 60'000) return 0;
  const uint8_t how = *data;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const size_t piece_size = (how & 0x0F) == 0 ? SIZE_MAX : how & 0x0F;
  const OtherLetters other = (how & 0x40) != 0 ? OtherLetters::kAsInAgc : OtherLetters::kError;
  if ((how & 0x80) != 0) {
    std::string compressed;
    const size_t first = bytes.size() * ((how >> 4) & 3) / 3;
    PutMember(bytes.substr(0, first), &compressed);
    PutMember(bytes.substr(first), &compressed);
    CheckSame(Read(compressed, piece_size, other), Parse(bytes, other));
  } else if (BeginsAsGzip(bytes)) {
    const Parsed whole = Read(bytes, SIZE_MAX, other);
    const Parsed pieces = Read(bytes, piece_size, other);
    Check(whole.failed == pieces.failed);
    if (!whole.failed) Check(whole.records == pieces.records);
  } else {
    CheckSame(Read(bytes, piece_size, other), Parse(bytes, other));
  }
  return 0;
}
