#pragma once

#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "genome/container.h"
#include "tare/genome.h"

namespace tare::genome {

// Groups below this number hold what has no like: their members are stored whole.
inline constexpr uint32_t kRawGroups = 16;
// Stands behind each member of a pack.
inline constexpr char kMemberSeparator = '\xff';

// What an opened archive holds in memory.
struct ArchiveContents {
  ArchiveContents(Container read, Account& memory)
      : container(std::move(read)), account(memory), sample_names(&memory), sample_name_ends(&memory) {}

  std::string_view SampleName(uint32_t sample) const {
    const uint64_t begin = sample == 0 ? 0 : sample_name_ends[sample - 1];
    return std::string_view(sample_names).substr(begin, sample_name_ends[sample] - begin);
  }
  uint32_t sample_count() const { return static_cast<uint32_t>(sample_name_ends.size()); }

  Container container;
  Account& account;
  bool opened_in_append = false;  // a process appended to the file when it was opened
  Parameters parameters;
  std::vector<std::pair<std::string, std::string>> file_type_info;
  std::pmr::string sample_names;
  std::pmr::vector<uint64_t> sample_name_ends;  // in sample_names
  // Of collection-contigs and collection-details.
  Container::Entry contig_names = Container::kNone;
  Container::Entry contig_details = Container::kNone;
};

}  // namespace tare::genome
