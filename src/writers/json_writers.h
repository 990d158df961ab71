#pragma once

#include <memory>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/options.h"

namespace tare {

// The two forms of JSON; docs/json.md has their schemas.
std::unique_ptr<Sink> MakeJsonEventsWriter(Output& out);
std::unique_ptr<Sink> MakeJsonResultWriter(Output& out, const WriteOptions& options, Account& account);

}  // namespace tare
