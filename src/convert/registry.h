#pragma once

// Every format: its names, its reader and its writer. A new format is one line in registry.cc.

#include <memory>
#include <span>

#include "document/reading.h"
#include "tare/convert.h"

namespace tare {

using ReadFunction = Result<void> (*)(ReadContext& context);
using MakeWriterFunction = std::unique_ptr<Sink> (*)(Output& out, const WriteOptions& options,
                                                     Account& account);

struct FormatEntry {
  FormatInfo info;
  ReadFunction read;               // null where the format is only written
  MakeWriterFunction make_writer;  // null where it is only read
};

std::span<const FormatEntry> Registry();
// The entry that `info`, from Formats(), belongs to.
const FormatEntry& EntryOf(const FormatInfo& info);

}  // namespace tare
