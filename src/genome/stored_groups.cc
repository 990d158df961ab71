#include "genome/stored_groups.h"

#include <algorithm>
#include <string>
#include <utility>

#include "genome/damage.h"

namespace tare::genome {

namespace {

std::unexpected<Error> Damaged(const ArchiveContents& contents, uint32_t group, const std::string& what) {
  return Damage("group " + std::to_string(group) + ": " + what, contents.container.name());
}

}  // namespace

Result<void> CheckGroupNumbers(const Container& container) {
  for (size_t i = 0; i < container.groups().size(); ++i) {
    if (container.groups()[i].number == i) continue;
    return Damage("the archive has no group " + std::to_string(i) + ", and one of a higher number",
                  container.name());
  }
  return {};
}

uint64_t StoredPackCount(const Container& container, uint32_t group) {
  return container.PartCount(container.groups()[group].delta);
}

bool HasStoredReference(const Container& container, uint32_t group) {
  return container.PartCount(container.groups()[group].reference) != 0;
}

Result<std::string_view> StoredGroupReader::Reference(uint32_t group) {
  const Result<std::string_view> letters = decoder_.Reference(group);
  if (letters && letters->size() > INT32_MAX)
    return Damaged(contents_, group, "its reference has " + std::to_string(letters->size()) + " bases");
  return letters;
}

void StoredGroupReader::BuildIndex(uint32_t group, LzIndex* index) {
  Result<std::string_view> letters = Reference(group);
  if (!letters && !failure_) failure_ = std::move(letters.error());
  index->BuildOfLetters(letters.value_or(std::string_view()));
}

Result<void> StoredGroupReader::LoadMembers(Group& group) {
  const bool raw = group.number() < kRawGroups;
  const uint32_t pack_size = contents_.parameters.pack_size;
  const uint64_t packs = group.stored_packs();
  const uint64_t references = !raw && group.has_reference() ? 1 : 0;
  if (!raw && references == 0 && packs != 0)
    return Damaged(contents_, group.number(), "it has members and no reference");
  if (references + packs * pack_size > INT32_MAX)
    return Damaged(contents_, group.number(), "it has too many members");
  // Alone in a pack, a member may be anything: there is nothing to be counted.
  std::string_view last;
  uint64_t members = 0;
  if (packs != 0 && pack_size != 1) {
    const Result<std::string_view> pack = decoder_.Pack(group.number(), packs - 1);
    if (!pack) return std::unexpected(pack.error());
    last = *pack;
    members = static_cast<uint64_t>(std::ranges::count(last, kMemberSeparator));
    if (members == 0 || members > pack_size || last.back() != kMemberSeparator)
      return Damaged(contents_, group.number(), "its last pack has " + std::to_string(members) + " members");
  }
  const bool is_open = members != 0 && members < pack_size;
  group.BeginMembers(static_cast<uint32_t>(references + (packs - (is_open ? 1 : 0)) * pack_size));
  if (!is_open) return {};
  for (; !last.empty(); last.remove_prefix(last.find(kMemberSeparator) + 1))
    group.AddStoredPending(last.substr(0, last.find(kMemberSeparator)));
  return {};
}

}  // namespace tare::genome
