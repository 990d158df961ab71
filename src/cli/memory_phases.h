#pragma once

// Memory by phase and component, as tables for people and programs.

#include "tare/io.h"
#include "tare/memory.h"

namespace tare::cli {

// A line for each phase that the ledger marked, with its fullest moment, and one of the whole run.
void WritePhases(const Ledger& ledger, Output& out);
// The same as one JSON object.
void WritePhasesAsJson(const Ledger& ledger, Output& out);

}  // namespace tare::cli
