#include "cli/command_line.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace tare::cli {

namespace {

std::optional<ReportFormat> ReportFormatNamed(std::string_view name) {
  if (name == "text") return ReportFormat::kText;
  if (name == "json") return ReportFormat::kJson;
  if (name == "html") return ReportFormat::kHtml;
  return std::nullopt;
}

bool IsReportFile(const std::string& argument) {
  if (argument.empty() || argument[0] == '-' || argument.find_first_of("*?[") != std::string::npos)
    return false;
  if (!std::filesystem::exists(argument)) return !std::filesystem::path(argument).extension().empty();
  std::ifstream file(argument);
  std::string first_line;
  std::getline(file, first_line);
  return first_line.find("tare memory report") != std::string::npos;
}

}  // namespace

std::string TakeMemoryReport(std::vector<std::string>& arguments, CommonOptions& options) {
  constexpr std::string_view kOption = "--memory-report";
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string argument = arguments[i];
    if (argument == "--") break;
    if (!argument.starts_with(kOption)) continue;
    const std::string_view rest = std::string_view(argument).substr(kOption.size());
    if (!rest.empty() && rest[0] != '=') continue;
    const std::string_view format = rest.empty() ? "text" : rest.substr(1);
    options.report = ReportFormatNamed(format);
    if (!options.report) return "--memory-report is text, json or html, not '" + std::string(format) + "'";
    size_t taken = 1;
    if (i + 1 < arguments.size() && IsReportFile(arguments[i + 1])) {
      options.report_file = arguments[i + 1];
      taken = 2;
    }
    arguments.erase(arguments.begin() + static_cast<ptrdiff_t>(i),
                    arguments.begin() + static_cast<ptrdiff_t>(i + taken));
    --i;
  }
  return {};
}

void AddCommonOptions(CLI::App& verb, CommonOptions& options) {
  verb.add_option("--memory-limit", options.memory_limit, "Most memory to use, such as 64M or 1G")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  // Taken by TakeMemoryReport; declared for --help.
  verb.add_flag("--memory-report")
      ->description("Say where every byte went: --memory-report[=text|json|html] [FILE]");
  verb.add_flag("-q,--quiet", options.quiet, "Print errors only");
  verb.add_flag("--progress", options.progress, "Show progress even where standard error is not a terminal");
}

void PrintError(const Error& error) { std::fprintf(stderr, "tare: %s\n", error.ToString().c_str()); }

void PrintWarnings(const Conversion& conversion, const CommonOptions& options) {
  if (options.quiet) return;
  for (const WarningText& warning : conversion.warnings) {
    const Error located{.message = warning.message, .where = warning.where};
    std::fprintf(stderr, "tare: warning: %s\n", located.ToString().c_str());
  }
  if (conversion.warning_count > conversion.warnings.size()) {
    const uint64_t more = conversion.warning_count - conversion.warnings.size();
    std::fprintf(stderr, "tare: warning: %llu more like these\n", static_cast<unsigned long long>(more));
  }
}

bool WriteReport(const Ledger& ledger, const CommonOptions& options) {
  if (!options.report) return true;
  const std::string report = ledger.Report(*options.report);
  FILE* file = options.report_file.empty() ? stderr : std::fopen(options.report_file.c_str(), "w");
  if (file == nullptr) {
    std::fprintf(stderr, "tare: %s: cannot write the memory report\n", options.report_file.c_str());
    return false;
  }
  bool written = std::fwrite(report.data(), 1, report.size(), file) == report.size();
  if (file != stderr) written = std::fclose(file) == 0 && written;
  if (!written)
    std::fprintf(stderr, "tare: %s: cannot write the memory report\n", options.report_file.c_str());
  return written;
}

namespace {

// A signal handler can reach nothing but globals.
constinit std::atomic<bool> interrupted{false};

void OnInterrupt(int) { interrupted.store(true, std::memory_order_relaxed); }

}  // namespace

const std::atomic<bool>& Interrupted() { return interrupted; }

void WatchInterrupts() {
  struct sigaction action{};
  action.sa_handler = OnInterrupt;
  // Not SA_RESTART: a blocked read of a pipe ends.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace tare::cli
