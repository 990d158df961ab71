#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/memory.h"

namespace tare {

// Metadata held for writers that put it together in one place. At most kMaxBytes in kMaxEntries; what comes
// beyond is left out.
class HeldMetadata {
 public:
  static constexpr size_t kMaxBytes = 256 * 1024;
  static constexpr size_t kMaxEntries = 1024;

  explicit HeldMetadata(Account& account) : text_(&account), entries_(&account) {}

  // False where it was left out.
  bool Add(std::string_view key, std::string_view value) {
    if (entries_.size() == kMaxEntries || text_.size() + key.size() + value.size() > kMaxBytes) return false;
    entries_.push_back({.key = text_.size(), .value = text_.size() + key.size()});
    text_.append(key).append(value);
    return true;
  }
  size_t size() const { return entries_.size(); }
  std::string_view key(size_t index) const { return Part(entries_[index].key, entries_[index].value); }
  std::string_view value(size_t index) const {
    return Part(entries_[index].value, index + 1 < size() ? entries_[index + 1].key : text_.size());
  }
  // The first entry of that key from `from` on, or size().
  size_t IndexOf(std::string_view wanted, size_t from = 0) const {
    while (from < size() && key(from) != wanted) ++from;
    return from;
  }
  // The first value of that key, or empty.
  std::string_view Find(std::string_view wanted) const {
    const size_t index = IndexOf(wanted);
    return index < size() ? value(index) : std::string_view();
  }
  // Calls `write(key, first, repeats)` for each key in the order of their first entries: the index of its
  // first entry, and whether there are more (IndexOf finds them).
  template <typename WriteKey>
  void ForEachKey(WriteKey&& write) const {
    for (size_t i = 0; i < size(); ++i) {
      if (IndexOf(key(i)) == i) write(key(i), i, IndexOf(key(i), i + 1) < size());
    }
  }

 private:
  struct Entry {
    size_t key;    // where it begins in text_
    size_t value;  // where it begins, which is the key's end
  };

  std::string_view Part(size_t begin, size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }

  std::pmr::string text_;
  std::pmr::vector<Entry> entries_;
};

}  // namespace tare
