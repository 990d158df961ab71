// tare detect: what files are.

#include <unistd.h>

#include <cstdio>
#include <memory>

#include "cli/inputs.h"
#include "cli/verbs.h"
#include "io/gzip.h"
#include "io/inside_limit.h"

namespace tare::cli {

namespace {

struct DetectOptions {
  std::vector<std::string> inputs;
  bool recursive = false;
};

Result<const FormatInfo*> Detect(const std::string& path, Account& account) {
  Result<std::unique_ptr<Source>> source =
      path == "-" ? Source::FromDescriptor(STDIN_FILENO, "-", account, &Interrupted())
                  : Source::FromFile(path, account, &Interrupted());
  if (!source) return std::unexpected(std::move(source.error()));
  if (!IsGzip((*source)->bytes())) return DetectFormat(**source);
  Result<Gunzipped> gunzipped = Gunzip(**source, account);
  if (!gunzipped) return std::unexpected(std::move(gunzipped.error()));
  return DetectFormat(*gunzipped->source);
}

int Run(DetectOptions& options, CommonOptions& common) {
  TakeReportFile(options.inputs, common);
  Engine engine({.memory_limit = common.memory_limit});
  Account& account = engine.ledger().Open("io");
  InputWalk walk(options.inputs, options.recursive);
  int exit_code = kSuccess;
  while (!Interrupted()) {
    const std::optional<Input> input = walk.Next();
    if (const std::optional<Error> error = walk.TakeError()) {
      PrintError(*error);
      exit_code = kFailure;
      continue;
    }
    if (!input) break;
    const Result<const FormatInfo*> format =
        InsideLimit(input->path, [&] { return Detect(input->path, account); });
    if (format) {
      std::printf("%s: %s (%s)\n", input->path.c_str(), std::string((*format)->name).c_str(),
                  std::string((*format)->media_type).c_str());
    } else if (format.error().code != ErrorCode::kCancelled) {
      PrintError(format.error());
      exit_code = kFailure;
    }
  }
  if (!WriteReport(engine.ledger(), common)) exit_code = kFailure;
  if (!Interrupted()) return exit_code;
  std::fputs("tare: interrupted\n", stderr);
  return kInterrupted;
}

}  // namespace

void AddDetect(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* verb = program.add_subcommand("detect", "Tell the format of files");
  const auto options = std::make_shared<DetectOptions>();
  verb->add_option("INPUT", options->inputs, "Files, folders with -r, patterns, or - for standard input")
      ->required();
  verb->add_flag("-r,--recursive", options->recursive, "Look into folders");
  AddCommonOptions(*verb, common);
  verb->callback([options, &common, &exit_code] { exit_code = Run(*options, common); });
}

}  // namespace tare::cli
