#include "cli/yaml_run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "cli/inputs.h"
#include "cli/outputs.h"
#include "convert/would_replace_input.h"
#include "io/inside_limit.h"
#include "tare/yaml_diagnostics.h"

namespace tare::cli {

void AddYamlInputs(CLI::App& verb, YamlCommand& command, bool writes) {
  verb.add_option("INPUT", command.inputs, "Files, patterns, or - for standard input (the default)");
  if (writes) verb.add_option("-o,--output", command.output, "File to write; standard output by default");
}

void AddLoadOptions(CLI::App& verb, yaml::LoadOptions& options) {
  static const std::map<std::string, yaml::Schema> schemas = {{"core", yaml::Schema::kCore},
                                                              {"json", yaml::Schema::kJson},
                                                              {"failsafe", yaml::Schema::kFailsafe},
                                                              {"1.1", yaml::Schema::kYaml11}};
  verb.add_option("--schema", options.schema,
                  "What plain scalars mean: core (YAML 1.2), json, failsafe, 1.1 (yes, no, 017, merge keys)")
      ->transform(CLI::CheckedTransformer(schemas, CLI::ignore_case))
      ->type_name("NAME")
      ->option_text("NAME");
  verb.add_flag("--merge-keys", options.merge_keys, "Take \"<<\" for YAML 1.1's merge key");
  verb.add_flag("--strict-json", options.strict_json, "Refuse all that is not JSON (RFC 8259)");
  verb.add_flag("--allow-duplicate-keys", options.allow_duplicate_keys,
                "Let a mapping have a key more than once; the last one counts");
}

bool RefusesInPlace(const YamlCommand& command) {
  if (!command.inputs.empty() && std::ranges::find(command.inputs, "-") == command.inputs.end()) return false;
  PrintError({.code = ErrorCode::kInvalidArgument,
              .message = "standard input cannot be changed in place",
              .hint = "name files, or leave -i out"});
  return true;
}

Result<std::unique_ptr<Output>> OpenInPlace(const yaml::InputText& input, Account& account) {
  if (input.owned == nullptr) return Output::ToFile(input.name, account);
  Error error{.code = ErrorCode::kInvalidArgument,
              .message = "a file in UTF-16 or UTF-32 cannot be changed in place",
              .hint = "write to another file with -o, which is in UTF-8"};
  error.where.file = input.name;
  return std::unexpected(std::move(error));
}

Result<void> CommitInPlace(const yaml::InputText& input, Output& out) {
  if (Interrupted()) return {};
  if (Result<void> same = input.source->CheckUnchanged(); !same) return same;
  return out.Commit();
}

Result<yaml::Path> ParsePath(const std::string& text, Account& account) {
  Result<yaml::Path> path = yaml::Path::Parse(text, account);
  if (path) return path;
  Error error = path.error();
  error.message =
      "the path " + text + ", column " + std::to_string(error.where.column) + ": " + error.message;
  error.where = {};
  return std::unexpected(std::move(error));
}

YamlRun::YamlRun(YamlCommand& command, CommonOptions& common)
    : command_(command),
      common_(common),
      engine_({.memory_limit = common.memory_limit}),
      account_(engine_.ledger().Open("yaml")) {}

Result<std::unique_ptr<Output>> YamlRun::OpenOutput() {
  if (command_.output.empty() || command_.output == "-")
    return Output::ToDescriptor(STDOUT_FILENO, "standard output", engine_.pool());
  InputFiles inputs(command_.inputs, false, {}, engine_.ledger().Open("cli/names"));
  if (inputs.Contains(command_.output))
    return std::unexpected(WouldReplaceInput(command_.output, command_.output));
  return Output::ToFile(command_.output, engine_.pool());
}

int YamlRun::Run(const Work& work) {
  TakeReportFile(command_.inputs, common_);
  if (command_.inputs.empty()) command_.inputs.emplace_back("-");
  engine_.ledger().Trace(common_.report.has_value());
  Result<std::unique_ptr<Output>> out =
      InsideLimit(command_.output, [&]() -> Result<std::unique_ptr<Output>> { return OpenOutput(); });
  if (!out) {
    PrintError(out.error());
    return kFailure;
  }
  InputWalk walk(command_.inputs, false);
  while (!Interrupted() && !(*out)->failed()) {
    const std::optional<Input> input = walk.Next();
    if (const std::optional<Error> error = walk.TakeError()) {
      Fail(*error, {});
    } else if (input) {
      RunOne(input->path, work, **out);
    } else {
      break;
    }
  }
  // A file is written whole or not at all; what went to standard output is there anyway.
  const bool to_file = !command_.output.empty() && command_.output != "-";
  if (!Interrupted() && !(failed_ && to_file)) {
    if (const Result<void> written = (*out)->Commit(); !written) Fail(written.error(), {});
  }
  if (!WriteReport(engine_.ledger(), common_)) failed_ = true;
  if (!Interrupted()) return failed_ ? kFailure : kSuccess;
  std::fputs("tare: interrupted\n", stderr);
  return kInterrupted;
}

int YamlRun::RunTogether(const WorkTogether& work, int trouble) {
  engine_.ledger().Trace(common_.report.has_value());
  std::vector<yaml::InputText> inputs;
  for (const std::string& path : command_.inputs) {
    Result<yaml::InputText> input = Open(path);
    if (input) {
      inputs.push_back(std::move(*input));
    } else if (!Interrupted()) {
      Fail(input.error(), {});
    }
  }
  int exit_code = trouble;
  if (!failed_ && !Interrupted()) {
    const Result<int> done = InsideLimit(command_.output, [&]() -> Result<int> {
      Result<std::unique_ptr<Output>> out = OpenOutput();
      if (!out) return std::unexpected(std::move(out.error()));
      Result<int> result = work(inputs, **out);
      if (!result || Interrupted()) return result;
      if (Result<void> written = (*out)->Commit(); !written)
        return std::unexpected(std::move(written.error()));
      return result;
    });
    if (done) exit_code = *done;
    if (!done && !Interrupted()) FailIn(inputs, done.error());
  }
  if (!WriteReport(engine_.ledger(), common_)) failed_ = true;
  if (!Interrupted()) return failed_ ? trouble : exit_code;
  std::fputs("tare: interrupted\n", stderr);
  return kInterrupted;
}

void YamlRun::FailIn(const std::vector<yaml::InputText>& inputs, const Error& error) {
  const auto input = std::ranges::find(inputs, error.where.file, &yaml::InputText::name);
  Fail(error, input != inputs.end() ? input->text() : std::string_view());
}

Result<yaml::InputText> YamlRun::Open(const std::string& path) {
  Account& io = engine_.ledger().Open("io");
  return InsideLimit(path, [&]() -> Result<yaml::InputText> {
    Result<std::unique_ptr<Source>> source =
        path == "-" ? Source::FromDescriptor(STDIN_FILENO, "standard input", io, &Interrupted())
                    : Source::FromFile(path, io, &Interrupted());
    if (!source) return std::unexpected(std::move(source.error()));
    yaml::InputText input{.source = std::move(*source)};
    input.name = input.source->name();
    return yaml::ToUtf8(std::move(input), io);
  });
}

void YamlRun::RunOne(const std::string& path, const Work& work, Output& out) {
  Result<yaml::InputText> input = Open(path);
  if (!input) {
    if (!Interrupted()) Fail(input.error(), {});
    return;
  }
  Result<void> done = InsideLimit(path, [&] { return work(*input, out); });
  if (const Result<void> same = input->source ? input->source->CheckUnchanged() : Result<void>(); !same)
    done = same;
  // An error may be about something else, such as the value of an option, which has lines of its own.
  if (!done && !Interrupted())
    Fail(done.error(), done.error().where.file == input->name ? input->text() : std::string_view());
  engine_.ledger().Mark(path);
}

void YamlRun::Fail(const Error& error, std::string_view text) {
  failed_ = true;
  if (text.empty() || error.where.line == 0) return PrintError(error);
  const bool colour = isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  std::fputs(yaml::ShowError(error, text, colour).c_str(), stderr);
}

}  // namespace tare::cli
