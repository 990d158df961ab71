#include "yaml/sharing.h"

#include <algorithm>
#include <cstring>

#include "yaml/hash.h"

namespace tare::yaml {

Sharing::Sharing(Dedup dedup, const TextSource& source, Account& account)
    : source_(source),
      dedup_(dedup),
      on_(dedup != Dedup::kOff),
      seed_(SeedFrom(this)),
      strings_(account),
      collections_(account),
      left_(&account),
      right_(&account) {}

uint64_t Sharing::HashText(Value value) { return HashBytes(ContentOf(value, source_, &left_), seed_); }

// Follows HashText, which has left the content of `value` in left_ where it is decoded.
const Sharing::Entry* Sharing::FindText(Value value, uint64_t hash) {
  const size_t mask = strings_.entries.size() - 1;
  const std::string_view content = NeedsDecoding(value) ? left_ : ContentOf(value, source_, nullptr);
  for (size_t way = 0; way < kWays && !strings_.entries.empty(); ++way) {
    const Entry& entry = strings_.entries[(hash + way) & mask];
    if (entry.hash == hash && entry.value.bits != 0 && KindOf(entry.value) == KindOf(value) &&
        ContentOf(entry.value, source_, &right_) == content) {
      return &entry;
    }
  }
  return nullptr;
}

Value Sharing::Collection(const NewCollection& made, size_t count) {
  if (count == 0) return made.value;
  const size_t bytes = count * sizeof(Value);
  const uint64_t hash =
      HashBytes({reinterpret_cast<const char*>(made.elements), bytes}, seed_ ^ (made.value.bits & 7));
  const size_t mask = collections_.entries.size() - 1;
  for (size_t way = 0; way < kWays && !collections_.entries.empty(); ++way) {
    const Entry& entry = collections_.entries[(hash + way) & mask];
    if (entry.hash != hash || entry.value.bits == 0 || TagOf(entry.value) != TagOf(made.value)) continue;
    const Elements elements = ElementsOf(entry.value);
    if (elements.count == count && std::memcmp(elements.first, made.elements, bytes) == 0) {
      const Value shared = entry.value;
      Count(true);
      return shared;
    }
  }
  Insert(collections_, {hash, made.value});
  Count(false);
  return made.value;
}

void Sharing::Insert(Table& table, Entry entry) {
  if (2 * table.used >= table.entries.size() && table.entries.size() < kMostEntries) {
    const size_t size = table.entries.empty() ? kFirstEntries : 2 * table.entries.size();
    std::pmr::vector<Entry> old(size, table.entries.get_allocator());
    old.swap(table.entries);
    table.used = 0;
    for (const Entry& kept : old) {
      if (kept.value.bits != 0) Place(table, kept);
    }
  }
  Place(table, entry);
}

// Into a free place, or over the one that the hash points at.
void Sharing::Place(Table& table, Entry entry) {
  const size_t mask = table.entries.size() - 1;
  for (size_t way = 0; way < kWays; ++way) {
    Entry& free = table.entries[(entry.hash + way) & mask];
    if (free.value.bits != 0) continue;
    free = entry;
    ++table.used;
    return;
  }
  table.entries[entry.hash & mask] = entry;
}

void Sharing::Count(bool found) {
  ++looked_up_;
  found_ += found ? 1 : 0;
  if (dedup_ != Dedup::kAutomatic || looked_up_ % kJudgedAfter != 0) return;
  if (found_ * kWorthwhile < looked_up_) {
    on_ = false;
    Clear();
  }
}

void Sharing::Clear() {
  for (Table* table : {&strings_, &collections_}) {
    table->entries.clear();
    table->entries.shrink_to_fit();
    table->used = 0;
  }
}

}  // namespace tare::yaml
