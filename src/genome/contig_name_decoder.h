#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"

namespace tare::genome {

// Names of contigs are stored as differences to the one before (docs/agc-format.md, "Contig names"). One
// decoder a sample.
class ContigNameDecoder {
 public:
  explicit ContigNameDecoder(Account& account) : name_(&account), decoded_(&account) {}

  // The next name follows no other: that of a sample's first contig.
  void StartSample() { first_ = true; }
  // False where `encoded` refers to what the name before does not have. `*name` lives until the next call.
  bool Decode(std::string_view encoded, std::string_view* name);

 private:
  bool DecodeWord(std::string_view encoded, std::string_view before);

  std::pmr::string name_;     // the one before
  std::pmr::string decoded_;  // the one being put together
  bool first_ = true;
};

}  // namespace tare::genome
