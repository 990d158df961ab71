#pragma once

// What keeps an archive readable while it is appended to (docs/agc-format.md, "Appending in place").
//
// The directory is found from the file's end, so that a file that is being appended to has none there. The
// first bytes behind the old end are therefore a marker, which says where that is. Readers that know no
// markers take it for bytes of no part.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "tare/io.h"

namespace tare::genome {

inline constexpr size_t kAppendMarkerSize = 32;

enum class AppendState : uint8_t {
  kUnfinished,
  kFinished,  // the new directory was on the disk: where it is damaged, the old archive is not the answer
};

// Of an archive that ends at `end`: to be written there.
std::array<char, kAppendMarkerSize> AppendMarker(uint64_t end, AppendState state);

// Whether that file has an append behind `end`, finished or not.
bool IsAppendedBehind(const std::string& path, uint64_t end);

// Where the archive ended in whose file something was appended without coming to its end. `is_end` tells
// whether a directory ends at an offset. Reads the file backwards until it finds a marker; nothing where
// there is none, or one of an append that was finished.
std::optional<uint64_t> FindEndBeforeAppend(Source& file, const std::function<bool(uint64_t end)>& is_end);

}  // namespace tare::genome
