#pragma once

// What all verbs share: the options on memory, progress and messages, and how a run ends.

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tare/convert.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::cli {

// The program's exit codes; documented in README.md.
enum ExitCode : int {
  kSuccess = 0,
  kFailure = 1,        // at least one input could not be converted
  kUsage = 2,          // the command line makes no sense
  kInterrupted = 130,  // Ctrl-C
};

struct CommonOptions {
  uint64_t memory_limit = Budget::kUnlimited;  // bytes
  std::optional<ReportFormat> report;
  std::string report_file;         // empty: standard error
  std::string behind_report = {};  // the argument behind --memory-report: its FILE, or an input
  bool quiet = false;
  bool progress = false;
};

void AddCommonOptions(CLI::App& verb, CommonOptions& options);
// For verbs that show it.
void AddProgressOption(CLI::App& verb, CommonOptions& options);

// What --help has behind the options, where one list takes operands of several kinds.
void SetUsage(CLI::App& verb, const std::string& operands);

// CLI11 options take a fixed number of values, "--memory-report[=FORMAT] [FILE]" does not: the option is
// taken out of the arguments before they are parsed. Returns a complaint, or empty.
std::string TakeMemoryReport(std::vector<std::string>& arguments, CommonOptions& options);
// Takes FILE out of the parsed inputs: what stood behind the option, where there are other inputs and it is
// an earlier report, or no file has that name and it is one of a report in that format (a mistyped input
// is not to be written).
void TakeReportFile(std::vector<std::string>& inputs, CommonOptions& options);

// With control bytes as \x1B: what a file or a name holds is not to act on a terminal, nor to end a line.
std::string Printable(std::string_view text);
// Messages on standard error, each a line.
void PrintError(const Error& error);
// Of a run that ended in `error`: the command line's fault or not.
int ExitCodeOf(const Error& error);
void PrintWarnings(const Conversion& conversion, const CommonOptions& options);
// Writes the memory report where the options say. False where it could not be written.
bool WriteReport(const Ledger& ledger, const CommonOptions& options);

// True once Ctrl-C (SIGINT), SIGTERM or SIGHUP came. A second one ends the program at once.
const std::atomic<bool>& Interrupted();
void WatchInterrupts();

}  // namespace tare::cli
