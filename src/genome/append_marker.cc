#include "genome/append_marker.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "genome/fixed_number.h"
#include "io/descriptor.h"

namespace tare::genome {

namespace {

// 16 bytes, none of them zero; then the end and a checksum (FNV-1a of the 24 bytes before), of 8 bytes each,
// the least significant first.
constexpr std::string_view kUnfinishedMagic =
    "\xF7tare\xE1"
    "append\x8D\xB2\r\n";
constexpr std::string_view kFinishedMagic =
    "\xF7tare\xE1"
    "closed\x8D\xB2\r\n";
constexpr size_t kMagicSize = 16;
constexpr size_t kMagicWord = 6;  // where the word is that differs
static_assert(kUnfinishedMagic.size() == kMagicSize && kFinishedMagic.size() == kMagicSize);
constexpr size_t kChecked = kMagicSize + 8;
static_assert(kChecked + 8 == kAppendMarkerSize);
constexpr uint64_t kStep = uint64_t{1} << 20;  // bytes that are searched before their pages are given back

uint64_t Checksum(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) hash = (hash ^ static_cast<uint8_t>(byte)) * 0x100000001b3;
  return hash;
}

// A marker stands where it says that the archive ends.
bool IsMarker(std::string_view file, uint64_t offset, AppendState state) {
  const std::array<char, kAppendMarkerSize> expected = AppendMarker(offset, state);
  return file.substr(offset, kAppendMarkerSize) == std::string_view(expected.data(), expected.size());
}

// The marker itself may be cut short, or there may be zeros where it is not written yet.
std::optional<uint64_t> FindEndNear(std::string_view file, const std::function<bool(uint64_t end)>& is_end) {
  uint64_t written = file.size();
  while (written > 0 && file[written - 1] == '\0') --written;
  // A directory's size ends with zeros too.
  const uint64_t last = std::min<uint64_t>(file.size(), written + 8);
  const uint64_t first = written - std::min<uint64_t>(written, kAppendMarkerSize);
  for (uint64_t end = last + 1; end-- > first;)
    if (end != file.size() && is_end(end)) return end;
  return std::nullopt;
}

}  // namespace

std::array<char, kAppendMarkerSize> AppendMarker(uint64_t end, AppendState state) {
  std::array<char, kAppendMarkerSize> marker{};
  std::ranges::copy(state == AppendState::kFinished ? kFinishedMagic : kUnfinishedMagic, marker.begin());
  std::ranges::copy(std::string_view(FixedNumber<8>(end)), marker.begin() + kMagicSize);
  const uint64_t checksum = Checksum({marker.data(), kChecked});
  std::ranges::copy(std::string_view(FixedNumber<8>(checksum)), marker.begin() + kChecked);
  return marker;
}

bool IsAppendedBehind(const std::string& path, uint64_t end) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  std::array<char, kAppendMarkerSize> found{};
  if (!file || pread(file.number(), found.data(), found.size(), static_cast<off_t>(end)) !=
                   static_cast<ssize_t>(found.size()))
    return false;
  return found == AppendMarker(end, AppendState::kUnfinished) ||
         found == AppendMarker(end, AppendState::kFinished);
}

std::optional<uint64_t> FindEndBeforeAppend(Source& file, const std::function<bool(uint64_t end)>& is_end) {
  const std::string_view bytes = file.bytes();
  if (const std::optional<uint64_t> end = FindEndNear(bytes, is_end)) return end;
  for (uint64_t searched = bytes.size(); searched > 0;) {
    const uint64_t begin = searched - std::min(searched, kStep);
    for (uint64_t next = searched; next > begin;) {
      const void* found = memrchr(bytes.data() + begin, kUnfinishedMagic.front(), next - begin);
      if (found == nullptr) break;
      next = static_cast<uint64_t>(static_cast<const char*>(found) - bytes.data());
      if (!bytes.substr(next + 1).starts_with(kUnfinishedMagic.substr(1, kMagicWord - 1))) continue;
      // No other than the last is tried: a file of markers would take long.
      if (IsMarker(bytes, next, AppendState::kFinished)) return std::nullopt;
      if (IsMarker(bytes, next, AppendState::kUnfinished))
        return is_end(next) ? std::optional(next) : std::nullopt;
    }
    // The step before too: the kernel maps pages around the one that is touched.
    file.ReleaseRange(begin, searched + kStep);
    searched = begin;
  }
  return std::nullopt;
}

}  // namespace tare::genome
