#include "text/entities.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace tare::text {
namespace {

// All names and what they stand for in one run of bytes, found by offset: no pointers, so that the table is
// read-only and shared between processes.
constexpr char kBytes[] =
#define ENTITY(name, utf8, bare) name utf8
#include "text/entities.inc"
#undef ENTITY
    ;

struct Lengths {
  uint8_t name;
  uint8_t utf8;
  bool bare;  // matches without a semicolon too
};

constexpr Lengths kLengths[] = {
#define ENTITY(name, utf8, bare) {sizeof(name) - 1, sizeof(utf8) - 1, bare},
#include "text/entities.inc"
#undef ENTITY
};

constexpr size_t kCount = std::size(kLengths);
constexpr size_t kLongestName = 31;
constexpr size_t kLongestBareName = 6;
constexpr size_t kShortestName = 2;

constexpr uint32_t kHashStart = 2166136261u;  // FNV-1a
constexpr uint32_t AddToHash(uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619u;
}

// Open addressing at about half load; a slot holds an entry's number plus one.
constexpr size_t kSlots = 4096;
constexpr size_t FirstSlot(uint32_t hash) { return hash >> 20; }
constexpr size_t NextSlot(size_t slot) { return (slot + 1) % kSlots; }

struct Table {
  std::array<uint16_t, kCount> offsets{};
  std::array<uint16_t, kSlots> slots{};
};

constexpr Table MakeTable() {
  Table table;
  size_t offset = 0;
  for (size_t i = 0; i < kCount; ++i) {
    table.offsets[i] = static_cast<uint16_t>(offset);
    uint32_t hash = kHashStart;
    for (size_t k = 0; k < kLengths[i].name; ++k) hash = AddToHash(hash, kBytes[offset + k]);
    size_t slot = FirstSlot(hash);
    while (table.slots[slot]) slot = NextSlot(slot);
    table.slots[slot] = static_cast<uint16_t>(i + 1);
    offset += kLengths[i].name + kLengths[i].utf8;
  }
  return table;
}

static_assert(sizeof(kBytes) < 0x10000 && kCount < kSlots);
constexpr Table kTable = MakeTable();

struct Match {
  std::string_view utf8;
  bool bare = false;
};

Match Find(std::string_view name, uint32_t hash) {
  for (size_t slot = FirstSlot(hash); kTable.slots[slot]; slot = NextSlot(slot)) {
    const size_t entry = kTable.slots[slot] - 1u;
    const char* bytes = kBytes + kTable.offsets[entry];
    const Lengths lengths = kLengths[entry];
    if (name == std::string_view(bytes, lengths.name)) {
      return {{bytes + lengths.name, lengths.utf8}, lengths.bare};
    }
  }
  return {};
}

uint32_t Hash(std::string_view name) {
  uint32_t hash = kHashStart;
  for (const char c : name) hash = AddToHash(hash, c);
  return hash;
}

}  // namespace

Entity LongestEntity(std::string_view text) {
  // A name is letters and digits to its very end, so only a whole run can match with its semicolon, and
  // only the few bare names can match less than the run.
  const size_t limit = std::min(text.size(), kLongestName + 1);
  uint32_t hash = kHashStart;
  size_t run = 0;
  while (run < limit && IsAlphanumeric(text[run])) hash = AddToHash(hash, text[run++]);
  if (run < limit && text[run] == ';') {
    if (const Match match = Find(text.substr(0, run), hash); !match.utf8.empty()) {
      return {match.utf8, run + 1};
    }
  }
  for (size_t length = std::min(run, kLongestBareName); length >= kShortestName; --length) {
    const std::string_view name = text.substr(0, length);
    if (const Match match = Find(name, Hash(name)); match.bare) return {match.utf8, length};
  }
  return {};
}

std::string_view EntityByName(std::string_view name) {
  if (name.size() > kLongestName) return {};
  return Find(name, Hash(name)).utf8;
}

NumericReference ResolveNumericReference(uint32_t number) {
  static constexpr char16_t kWindows1252[32] = {
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  if (number == 0) return {kReplacement, "null-character-reference"};
  if (number > 0x10FFFF) return {kReplacement, "character-reference-outside-unicode-range"};
  if (number >= 0xD800 && number < 0xE000) return {kReplacement, "surrogate-character-reference"};
  if ((number >= 0xFDD0 && number <= 0xFDEF) || (number & 0xFFFE) == 0xFFFE) {
    return {number, "noncharacter-character-reference"};
  }
  if (number >= 0x80 && number < 0xA0) {
    return {kWindows1252[number - 0x80], "control-character-reference"};
  }
  const bool whitespace = number == '\t' || number == '\n' || number == '\f' || number == ' ';
  if (number == 0x0D || number == 0x7F || (number < 0x20 && !whitespace)) {
    return {number, "control-character-reference"};
  }
  return {number, {}};
}

}  // namespace tare::text
