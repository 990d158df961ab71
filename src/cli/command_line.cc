#include "cli/command_line.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

#include "cli/inputs.h"

namespace tare::cli {

namespace fs = std::filesystem;

namespace {

std::optional<ReportFormat> ReportFormatNamed(std::string_view name) {
  if (name == "text") return ReportFormat::kText;
  if (name == "json") return ReportFormat::kJson;
  if (name == "html") return ReportFormat::kHtml;
  return std::nullopt;
}

// A new file is named as reports of its format are: anything else may be an input that is mistyped, and would
// be left out without a word.
bool IsNameOfReport(const fs::path& path, ReportFormat format) {
  const std::string extension = path.extension().string();
  if (format == ReportFormat::kText) return extension == ".txt" || extension == ".log";
  return extension == (format == ReportFormat::kJson ? ".json" : ".html");
}

bool IsReportFile(const std::string& path, ReportFormat format) {
  if (IsPattern(path)) return false;
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) return IsNameOfReport(path, format);
  if (status.type() != fs::file_type::regular) return false;  // opening a pipe would wait
  std::ifstream file(path, std::ios::binary);
  char head[256];
  file.read(head, sizeof head);
  const std::string_view text(head, static_cast<size_t>(file.gcount()));
  return text.substr(0, text.find('\n')).contains("tare memory report");
}

// Bytes: a number, with K, M, G or T (of 1024), and iB or B behind it or not.
std::optional<uint64_t> ParseSize(std::string_view text) {
  uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  std::string unit;
  for (const char c : text) unit += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (unit.empty() || unit == "B") return number;
  const size_t power = std::string_view("KMGT").find(unit[0]);
  if (power == std::string_view::npos) return std::nullopt;
  const std::string_view rest = std::string_view(unit).substr(1);
  if (!rest.empty() && rest != "B" && rest != "IB") return std::nullopt;
  const unsigned shift = 10 * (static_cast<unsigned>(power) + 1);
  if (number > UINT64_MAX >> shift) return std::nullopt;
  return number << shift;
}

CLI::Validator SizeInBytes() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        const std::optional<uint64_t> size = ParseSize(text);
        if (size.value_or(0) == 0) return "'" + text + "' is not a size such as 64M or 1G";
        text = std::to_string(*size);
        return {};
      },
      "");
}

class UsageFormatter : public CLI::Formatter {
 public:
  explicit UsageFormatter(std::string operands) : operands_(std::move(operands)) {}
  std::string make_option_usage(const CLI::Option*) const override { return operands_; }

 private:
  const std::string operands_;
};

}  // namespace

void SetUsage(CLI::App& verb, const std::string& operands) {
  verb.formatter(std::make_shared<UsageFormatter>(operands));
}

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
    arguments.erase(arguments.begin() + static_cast<ptrdiff_t>(i));
    if (i < arguments.size() && !arguments[i].starts_with('-')) options.behind_report = arguments[i];
    --i;
  }
  return {};
}

void TakeReportFile(std::vector<std::string>& inputs, CommonOptions& options) {
  if (inputs.size() < 2 || options.behind_report.empty()) return;
  const auto found = std::ranges::find(inputs, options.behind_report);
  if (found == inputs.end() || !IsReportFile(*found, *options.report)) return;
  options.report_file = *found;
  inputs.erase(found);
}

void AddCommonOptions(CLI::App& verb, CommonOptions& options) {
  verb.add_option("--memory-limit", options.memory_limit, "Most memory to use, such as 64M or 1G")
      ->transform(SizeInBytes())
      ->type_name("SIZE");
  // Taken by TakeMemoryReport; declared for --help.
  verb.add_flag("--memory-report")
      ->description("Say where every byte went: --memory-report[=text|json|html] [FILE]");
  verb.add_flag("-q,--quiet", options.quiet, "Print errors only");
}

void AddProgressOption(CLI::App& verb, CommonOptions& options) {
  verb.add_flag("--progress", options.progress, "Show progress even where standard error is not a terminal");
}

std::string Printable(std::string_view text) {
  std::string printable;
  for (const char c : text) {
    char escaped[5] = {c};
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7F) std::snprintf(escaped, sizeof escaped, "\\x%02X", byte);
    printable += escaped;
  }
  return printable;
}

void PrintError(const Error& error) {
  std::fprintf(stderr, "tare: %s\n", Printable(error.ToString()).c_str());
}

int ExitCodeOf(const Error& error) { return error.code == ErrorCode::kInvalidArgument ? kUsage : kFailure; }

void PrintWarnings(const Conversion& conversion, const CommonOptions& options) {
  if (options.quiet) return;
  for (const WarningText& warning : conversion.warnings) {
    const Error located{.message = warning.message, .where = warning.where};
    std::fprintf(stderr, "tare: warning: %s\n", Printable(located.ToString()).c_str());
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

// A terminal and `timeout` may send a signal to the process and to its group: what comes within a second is
// the same wish, to end in order. A later one ends the program at once.
void OnInterrupt(int number) {
  static constinit std::atomic<time_t> first{0};
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  time_t none = 0;
  interrupted.store(true, std::memory_order_relaxed);
  if (first.compare_exchange_strong(none, now.tv_sec + 1) || now.tv_sec < none + 1) return;
  std::signal(number, SIG_DFL);
  std::raise(number);
}

}  // namespace

const std::atomic<bool>& Interrupted() { return interrupted; }

void WatchInterrupts() {
  struct sigaction action{};
  action.sa_handler = OnInterrupt;
  action.sa_flags = 0;  // not SA_RESTART: a blocked read of a pipe ends
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction inherited{};
    sigaction(signal, nullptr, &inherited);
    if (inherited.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup ignores SIGHUP
  }
}

}  // namespace tare::cli
