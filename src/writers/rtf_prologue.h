#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/memory.h"
#include "writers/rtf_gap_output.h"
#include "writers/rtf_lists.h"

namespace tare::rtf_writer {

// What stands before the content: fonts, colours, styles, lists, metadata.
class Prologue final : public GapOutput::Prologue {
 public:
  Prologue(ListTable& lists, Account& account) : lists_(lists), account_(account), metadata_(&account) {}

  // False where it is too late or too much: then it goes into the content.
  bool AddMetadata(std::string_view key, std::string_view value);
  void WriteTo(Output& out, bool complete) override;

 private:
  static constexpr size_t kMaxMetadata = 64 * 1024;  // bytes

  enum class Place : uint8_t { kInfo, kProperty, kMark };
  struct Entry {
    std::pmr::string key;
    std::pmr::string value;
    Place place;
  };

  Place PlaceFor(std::string_view key, std::string_view value) const;
  void WriteMetadata(Output& out) const;

  ListTable& lists_;
  Account& account_;
  std::pmr::vector<Entry> metadata_;
  size_t metadata_size_ = 0;
  bool written_ = false;
};

}  // namespace tare::rtf_writer
