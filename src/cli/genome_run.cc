#include "cli/genome_run.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include "cli/outputs.h"
#include "convert/would_replace_input.h"
#include "io/inside_limit.h"

namespace tare::cli {

void AddGenomeOperands(CLI::App& verb, GenomeCommand& command, const GenomeOperands& operands) {
  command.asked = operands.what;
  const bool none = operands.names.empty();
  verb.add_option("ARCHIVE", command.operands,
                  "The archive" + std::string(none ? "" : ", then ") + operands.what + operands.more)
      ->required()
      ->option_text(none ? "REQUIRED" : operands.names);
  verb.add_option("-o,--output", command.output,
                  "File to write; standard output by default, or where it is -");
  SetUsage(verb, none ? "ARCHIVE" : "ARCHIVE " + operands.names);
}

GenomeRun::GenomeRun(GenomeCommand& command, CommonOptions& common)
    : command_(command), common_(common), engine_({.memory_limit = common.memory_limit}) {}

int GenomeRun::Run(Operands taken, const Work& work) {
  TakeReportFile(command_.operands, common_);
  if (taken == (names().empty() ? Operands::kSome : Operands::kNone)) {
    const std::string complaint = names().empty() ? "name " + command_.asked + " behind the archive"
                                                  : "there is something behind the archive";
    std::fprintf(stderr, "tare: %s\nRun with --help for the options.\n", complaint.c_str());
    return kUsage;
  }
  if (common_.report) engine_.ledger().Trace(true);
  const Result<void> done = InsideLimit(command_.operands[0], [&] { return Do(work); });
  if (!done && !Interrupted()) PrintError(done.error());
  const bool reported = WriteReport(engine_.ledger(), common_);
  if (!Interrupted()) return !done ? ExitCodeOf(done.error()) : reported ? kSuccess : kFailure;
  std::fputs("tare: interrupted\n", stderr);
  return kInterrupted;
}

int GenomeRun::RunWriting(Operands taken, const Writing& write) {
  return Run(taken, [&](const genome::Archive& archive) -> Result<void> {
    Result<std::unique_ptr<Output>> out = OpenOutput(command_.output);
    if (!out) return std::unexpected(std::move(out.error()));
    if (Result<void> done = write(archive, **out); !done || Interrupted()) return done;
    return (*out)->Commit();
  });
}

Result<void> GenomeRun::Do(const Work& work) {
  Result<genome::Archive> archive =
      genome::Archive::Open(command_.operands[0], engine_.ledger().Open("genome/archive"));
  if (!archive) return std::unexpected(std::move(archive.error()));
  engine_.ledger().Mark("opened");
  if (archive->unfinished_bytes() != 0 && !archive->is_appended_to()) {
    Warn(archive->name() + ": an append was not finished (" + std::to_string(archive->unfinished_bytes()) +
         " bytes): it holds what it held before (tare genome append ARCHIVE removes them)");
  }
  Result<void> done = work(*archive);
  engine_.ledger().Mark("done");
  if (Result<void> same = archive->CheckUnchanged(); !same) return same;
  return done;
}

Result<std::unique_ptr<Output>> GenomeRun::OpenOutput(const std::string& path) {
  if (path.empty() || path == "-")
    return Output::ToDescriptor(STDOUT_FILENO, "standard output", engine_.pool());
  const std::vector<std::string> archive = {command_.operands[0]};
  InputFiles inputs(archive, false, {}, engine_.ledger().Open("cli/names"));
  if (inputs.Contains(path)) return std::unexpected(WouldReplaceInput(path, path));
  return Output::ToFile(path, engine_.pool());
}

void GenomeRun::Warn(const std::string& message) const {
  if (!common_.quiet) std::fprintf(stderr, "tare: warning: %s\n", Printable(message).c_str());
}

Result<uint32_t> FindSample(const genome::Archive& archive, const std::string& name) {
  if (const std::optional<uint32_t> found = archive.FindSample(name)) return *found;
  Error error{.code = ErrorCode::kNotFound,
              .message = "there is no sample " + name,
              .hint = "tare genome listset shows all"};
  error.where.file = archive.name();
  return std::unexpected(std::move(error));
}

std::optional<std::string_view> BeginningIn(std::string_view text) {
  if (!text.ends_with('*')) return std::nullopt;
  return text.substr(0, text.size() - 1);
}

Result<std::vector<uint32_t>> FindSamples(const genome::Archive& archive, const std::string& name) {
  const std::optional<std::string_view> beginning = BeginningIn(name);
  std::vector<uint32_t> samples;
  if (beginning && !archive.FindSample(name)) {
    for (uint32_t i = 0; i < archive.sample_count(); ++i)
      if (archive.sample_name(i).starts_with(*beginning)) samples.push_back(i);
    if (!samples.empty()) return samples;
  }
  const Result<uint32_t> sample = FindSample(archive, name);
  if (!sample) return std::unexpected(sample.error());
  samples.push_back(*sample);
  return samples;
}

}  // namespace tare::cli
