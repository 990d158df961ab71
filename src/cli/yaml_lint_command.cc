// tare yaml lint: what is wrong with YAML files, and what is not as a configuration wants it.

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "cli/inputs.h"
#include "cli/progress.h"
#include "cli/yaml_verbs.h"
#include "io/inside_limit.h"
#include "tare/yaml_lint.h"
#include "text/escape.h"
#include "yaml/input_text.h"

namespace tare::cli {

namespace {

// As yamllint's: these exit codes are the verb's own.
constexpr int kErrorsFound = 1;
constexpr int kWarningsFound = 2;

struct LintOptions {
  std::vector<std::string> inputs;
  std::string config_file;
  std::string config_text;
  std::string format = "standard";
  bool strict = false;
  bool no_warnings = false;
};

// Writes findings in one of the formats.
class FindingPrinter {
 public:
  FindingPrinter(const std::string& format, bool colour, Output& out)
      : format_(format), colour_(colour), out_(out) {
    if (format_ == "json") out_.Write("[");
  }

  void Print(const yaml::Finding& finding) {
    if (format_ == "json") {
      PrintJson(finding);
    } else if (format_ == "github") {
      PrintGithub(finding);
    } else if (format_ == "parsable") {
      PrintParsable(finding);
    } else {
      PrintStandard(finding);
    }
    any_ = true;
  }

  void EndFile() {
    if (format_ == "standard" && !file_.empty()) out_.Put('\n');
    file_.clear();
  }

  void Finish() {
    if (format_ == "json") out_.Write(any_ ? "\n]\n" : "]\n");
  }

 private:
  static std::string Place(const Location& where) {
    return std::to_string(where.line) + ':' + std::to_string(where.column);
  }
  static std::string Message(const yaml::Finding& finding) {
    return finding.hint.empty() ? finding.message : finding.message + " (" + finding.hint + ")";
  }
  void WriteStyled(std::string_view style, std::string_view text) {
    if (colour_) out_.Write(style);
    out_.Write(text);
    if (colour_) out_.Write("\033[0m");
  }
  void Pad(size_t written, size_t width) {
    for (; written < width; ++written) out_.Put(' ');
  }

  void PrintStandard(const yaml::Finding& finding) {
    if (finding.where.file != file_) {
      file_ = finding.where.file;
      WriteStyled("\033[4m", file_);
      out_.Put('\n');
    }
    const std::string place = Place(finding.where);
    const std::string message = Message(finding);
    const bool error = finding.severity == yaml::Severity::kError;
    out_.Write("  ");
    WriteStyled("\033[2m", place);
    Pad(place.size(), 10);
    WriteStyled(error ? "\033[31m" : "\033[33m", SeverityName(finding.severity));
    Pad(SeverityName(finding.severity).size(), 9);
    out_.Write(message);
    Pad(message.size(), 40);
    out_.Write("  ");
    WriteStyled("\033[2m", "(" + std::string(finding.rule) + ")");
    out_.Put('\n');
  }

  void PrintParsable(const yaml::Finding& finding) {
    out_.Write(finding.where.file + ":" + Place(finding.where) + ": [");
    out_.Write(SeverityName(finding.severity));
    out_.Write("] " + Message(finding) + " (");
    out_.Write(finding.rule);
    out_.Write(")\n");
  }

  // The workflow commands of GitHub Actions.
  void PrintGithub(const yaml::Finding& finding) {
    out_.Write("::");
    out_.Write(SeverityName(finding.severity));
    out_.Write(" file=");
    WriteGithub(finding.where.file, ":,");
    out_.Write(",line=" + std::to_string(finding.where.line) +
               ",col=" + std::to_string(finding.where.column));
    out_.Write("::" + Place(finding.where) + " [" + std::string(finding.rule) + "] ");
    WriteGithub(Message(finding), "");
    out_.Put('\n');
  }
  void WriteGithub(std::string_view text, std::string_view special) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (const char c : text) {
      if (c != '%' && c != '\n' && c != '\r' && !special.contains(c)) {
        out_.Put(c);
      } else {
        out_.Put('%');
        out_.Put(kDigits[static_cast<unsigned char>(c) >> 4]);
        out_.Put(kDigits[c & 15]);
      }
    }
  }

  void PrintJson(const yaml::Finding& finding) {
    out_.Write(any_ ? ",\n" : "\n");
    WriteMember("{\"file\":", finding.where.file);
    out_.Write(",\"line\":" + std::to_string(finding.where.line));
    out_.Write(",\"column\":" + std::to_string(finding.where.column));
    out_.Write(",\"offset\":" + std::to_string(finding.where.offset));
    WriteMember(",\"level\":", SeverityName(finding.severity));
    WriteMember(",\"rule\":", finding.rule);
    WriteMember(",\"message\":", finding.message);
    if (!finding.hint.empty()) WriteMember(",\"hint\":", finding.hint);
    out_.Put('}');
  }
  void WriteMember(std::string_view name, std::string_view text) {
    out_.Write(name);
    out_.Put('"');
    text::EscapeJson(text, out_);
    out_.Put('"');
  }

  const std::string& format_;
  const bool colour_;
  Output& out_;
  std::string file_;  // whose findings are being printed
  bool any_ = false;
};

// Lints the inputs one after the other.
class LintRun {
 public:
  LintRun(const LintOptions& options, Account& account, Output& out)
      : options_(options),
        account_(account),
        printer_(options.format, options.format == "standard" && IsTerminal(STDOUT_FILENO), out) {}

  // Errors are of the configuration, the file or the memory; what is found is no error.
  Result<void> Lint(const std::string& path) {
    const Result<yaml::LintConfig> config = ConfigFor(path);
    if (!config) return std::unexpected(config.error());
    Result<std::unique_ptr<Source>> source =
        path == "-" ? Source::FromDescriptor(STDIN_FILENO, "stdin", account_, &Interrupted())
                    : Source::FromFile(path, account_, &Interrupted());
    if (!source) return std::unexpected(std::move(source.error()));
    const std::string name = path == "-" ? "stdin" : path;
    const Result<yaml::InputText> input =
        yaml::ToUtf8({.source = std::move(*source), .name = name}, account_);
    if (!input) return std::unexpected(input.error());
    yaml::Lint(input->text(), name, *config, account_,
               [this](const yaml::Finding& finding) { Take(finding); });
    printer_.EndFile();
    return input->source ? input->source->CheckUnchanged() : Result<void>();
  }

  void Finish() { printer_.Finish(); }
  int exit_code() const {
    if (errors_) return kErrorsFound;
    return warnings_ && options_.strict ? kWarningsFound : kSuccess;
  }

 private:
  void Take(const yaml::Finding& finding) {
    const bool error = finding.severity == yaml::Severity::kError;
    (error ? errors_ : warnings_) = true;
    if (error || !options_.no_warnings) printer_.Print(finding);
  }

  // The one that was named, or the nearest; kept for the files of one folder.
  Result<yaml::LintConfig> ConfigFor(const std::string& path) {
    std::string folder = std::filesystem::path(path).parent_path().string();
    if (config_ && (folder == folder_ || Named())) return *config_;
    Result<yaml::LintConfig> config =
        !options_.config_file.empty()   ? yaml::LintConfig::LoadFile(options_.config_file, account_)
        : !options_.config_text.empty() ? yaml::LintConfig::Load(ConfigText(), "--config-data", account_)
                                        : yaml::LintConfig::LoadFor(path, account_);
    if (config) config_ = *config;
    folder_ = std::move(folder);
    return config;
  }
  bool Named() const { return !options_.config_file.empty() || !options_.config_text.empty(); }
  // A word alone is a preset or a file, as in "-d relaxed".
  std::string ConfigText() const {
    return options_.config_text.contains(':') ? options_.config_text : "extends: " + options_.config_text;
  }

  const LintOptions& options_;
  Account& account_;
  FindingPrinter printer_;
  std::optional<yaml::LintConfig> config_;
  std::string folder_;
  bool errors_ = false;
  bool warnings_ = false;
};

// Of the files in a folder, those that are YAML by their name.
bool HasYamlName(const std::filesystem::path& path) {
  const std::filesystem::path extension = path.extension();
  return extension == ".yaml" || extension == ".yml";
}

// A file, a pattern, or a folder with all below it. False where something failed, which has been said.
bool LintArgument(const std::string& argument, LintRun& run) {
  std::error_code failure;
  const bool folder = argument != "-" && std::filesystem::is_directory(argument, failure);
  const std::vector<std::string> arguments{argument};
  InputWalk walk(arguments, folder);
  bool succeeded = true;
  while (!Interrupted()) {
    const std::optional<Input> input = walk.Next();
    if (const std::optional<Error> error = walk.TakeError()) {
      PrintError(*error);
      succeeded = false;
      continue;
    }
    if (!input) break;
    if (folder && !HasYamlName(input->path)) continue;
    const Result<void> linted = InsideLimit(input->path, [&] { return run.Lint(input->path); });
    if (linted || linted.error().code == ErrorCode::kCancelled) continue;
    PrintError(linted.error());
    succeeded = false;
  }
  return succeeded;
}

int Run(LintOptions& options, CommonOptions& common) {
  TakeReportFile(options.inputs, common);
  if (options.inputs.empty()) options.inputs.emplace_back("-");
  Engine engine({.memory_limit = common.memory_limit});
  Account& account = engine.ledger().Open("yaml");
  const std::unique_ptr<Output> out = Output::ToDescriptor(STDOUT_FILENO, "standard output", account);
  LintRun run(options, account, *out);
  bool failed = false;
  for (const std::string& argument : options.inputs) {
    if (Interrupted()) break;
    failed |= !LintArgument(argument, run);
  }
  run.Finish();
  if (const Result<void> written = out->Commit(); !written) {
    PrintError(written.error());
    failed = true;
  }
  if (!WriteReport(engine.ledger(), common)) failed = true;
  if (!Interrupted()) return failed ? kFailure : run.exit_code();
  std::fputs("tare: interrupted\n", stderr);
  return kInterrupted;
}

}  // namespace

void AddYamlLint(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand("lint", "Find mistakes and breaches of style, as yamllint does");
  const auto options = std::make_shared<LintOptions>();
  verb->add_option(
      "INPUT", options->inputs,
      "Files, patterns, folders (their .yaml and .yml files), or - for standard input (the default)");
  CLI::Option* file = verb->add_option("-c,--config", options->config_file,
                                       "The configuration (else the nearest .tare-lint.yaml or .yamllint)");
  verb->add_option("-d,--config-data", options->config_text,
                   "The configuration itself, or the name of a preset: default, relaxed")
      ->excludes(file);
  verb->add_option("-f,--format", options->format, "standard, parsable, github or json")
      ->check(CLI::IsMember({"standard", "parsable", "github", "json"}));
  verb->add_flag("-s,--strict", options->strict, "Exit with 2 where there are warnings alone");
  verb->add_flag("--no-warnings", options->no_warnings, "Print errors only");
  AddCommonOptions(*verb, common);
  verb->callback([options, &common, &exit_code] { exit_code = Run(*options, common); });
}

}  // namespace tare::cli
