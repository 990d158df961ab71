// tare convert: documents into other formats. tare extract: the same into one JSON object a document.

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>

#include "cli/inputs.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "convert/batch.h"
#include "convert/inside_limit.h"

namespace tare::cli {

namespace fs = std::filesystem;

namespace {

struct ConvertCommand {
  std::vector<std::string> inputs;
  std::string output;  // a file, a folder, "-" or empty
  bool recursive = false;
  unsigned jobs = 1;
  ConvertOptions options;
};

// One run of the verb.
class ConvertRun {
 public:
  ConvertRun(ConvertCommand& command, const CommonOptions& common)
      : command_(command), common_(common), engine_({.memory_limit = common.memory_limit}) {}

  int Run() {
    engine_.ledger().Trace(common_.report.has_value());
    engine_.ledger().Mark("start");
    if (command_.inputs.empty()) command_.inputs.push_back("-");
    if (const FormatInfo* to = FindFormat(command_.options.to); to == nullptr || !to->writes) {
      return Usage("no format '" + command_.options.to + "' is written; 'tare formats' lists them");
    }
    if (ToFolder()) {
      RunToFolder();
    } else {
      RunToOne();
    }
    if (!WriteReport(engine_.ledger(), common_)) failed_ = true;
    if (Interrupted()) {
      std::fputs("tare: interrupted\n", stderr);
      return kInterrupted;
    }
    return failed_ ? kFailure : kSuccess;
  }

 private:
  static int Usage(const std::string& message) {
    std::fprintf(stderr, "tare: %s\n", message.c_str());
    return kUsage;
  }

  bool ToStandardOutput() const { return command_.output.empty() || command_.output == "-"; }

  // Several inputs go to a folder, as does one when a folder is named.
  bool ToFolder() const {
    if (ToStandardOutput()) return false;
    if (command_.output.ends_with('/') || fs::is_directory(command_.output)) return true;
    return command_.recursive || command_.inputs.size() > 1;
  }

  bool ShowProgress() const { return common_.progress || (!common_.quiet && IsTerminal(STDERR_FILENO)); }

  void Fail(const Error& error) {
    PrintError(error);
    failed_ = true;
  }

  // To one file, or one after another to standard output.
  void RunToOne() {
    InputWalk walk(command_.inputs, command_.recursive);
    while (!Interrupted()) {
      const std::optional<Input> input = walk.Next();
      if (const std::optional<Error> error = walk.TakeError()) {
        Fail(*error);
      } else if (input) {
        ConvertOne(input->path);
      } else {
        return;
      }
    }
  }

  void ConvertOne(const std::string& path) {
    const Result<Conversion> done = InsideLimit(path, [&] { return Converted(path); });
    if (done) {
      PrintWarnings(*done, common_);
    } else if (!Interrupted()) {
      Fail(done.error());
    }
  }

  Result<Conversion> Converted(const std::string& path) {
    Account& io = engine_.ledger().Open("io");
    Result<std::unique_ptr<Source>> source =
        path == "-" ? Source::FromDescriptor(STDIN_FILENO, "standard input", io, &Interrupted())
                    : Source::FromFile(path, io);
    if (!source) return std::unexpected(std::move(source.error()));
    Result<std::unique_ptr<Output>> output = std::unique_ptr<Output>();
    if (ToStandardOutput()) {
      *output = Output::ToDescriptor(STDOUT_FILENO, "standard output", engine_.pool());
    } else {
      output = Output::ToFile(command_.output, engine_.pool());
    }
    if (!output) return std::unexpected(std::move(output.error()));
    JobControl control;
    control.stop_all = &Interrupted();
    const Progress progress(ShowProgress() && !ToStandardOutput(), 1, (*source)->bytes().size(),
                            [&] { return ProgressState{.files = 0, .bytes = control.position.load()}; });
    return Convert(engine_, **source, **output, command_.options, &control);
  }

  void RunToFolder() {
    const FormatInfo& format = *FindFormat(command_.options.to);
    OutputNames names(command_.output, format, engine_.ledger().Open("cli/names"));
    InputWalk walk(command_.inputs, command_.recursive);
    InputTotal total;
    if (ShowProgress()) total = CountInputs(command_.inputs, command_.recursive);
    BatchCounts counts;
    Progress progress(ShowProgress(), total.files, total.bytes, [&] {
      return ProgressState{.files = counts.converted + counts.failed, .bytes = counts.bytes_read};
    });
    Batch batch;
    batch.options = command_.options;
    batch.jobs = static_cast<int>(command_.jobs);
    batch.stop = &Interrupted();
    const auto fail = [&](const Error& error) {
      ++counts.failed;
      progress.Pause([&] { Fail(error); });
    };
    std::optional<Input> refused;  // for lack of memory to note its name, until no job runs
    batch.next = [&]() -> std::optional<BatchItem> {
      for (;;) {
        const bool again = refused.has_value();
        const std::optional<Input> input = again ? std::exchange(refused, std::nullopt) : walk.Next();
        if (!input) {
          const std::optional<Error> error = walk.TakeError();
          if (!error) return std::nullopt;
          fail(*error);
          continue;
        }
        const auto item = [&]() -> Result<BatchItem> {
          return BatchItem{input->path, names.NameFor(*input)};
        };
        if (!again) refused = input;
        const Result<BatchItem> named = again ? InsideLimit(input->path, item) : item();
        refused.reset();
        if (named) return *named;
        fail(named.error());
      }
    };
    batch.done = [&](const BatchItem&, const Result<Conversion>& result) {
      if (result) {
        if (result->warning_count != 0) progress.Pause([&] { PrintWarnings(*result, common_); });
      } else if (result.error().code != ErrorCode::kCancelled) {
        progress.Pause([&] { Fail(result.error()); });
      }
    };
    RunBatch(engine_, batch, counts);
    progress.Pause([&] { PrintSummary(counts); });
  }

  void PrintSummary(const BatchCounts& counts) {
    if (common_.quiet) return;
    std::fprintf(stderr, "tare: %llu converted, %llu failed; %s read, %s written, %s of memory at the peak\n",
                 static_cast<unsigned long long>(counts.converted),
                 static_cast<unsigned long long>(counts.failed),
                 BytesText(static_cast<double>(counts.bytes_read)).c_str(),
                 BytesText(static_cast<double>(counts.bytes_written)).c_str(),
                 BytesText(static_cast<double>(engine_.budget().peak())).c_str());
  }

  ConvertCommand& command_;
  const CommonOptions& common_;
  Engine engine_;
  bool failed_ = false;
};

void AddInputOptions(CLI::App& verb, ConvertCommand& command) {
  verb.add_option("INPUT", command.inputs, "Files, folders with -r, patterns, or - for standard input");
  verb.add_option("-f,--from", command.options.from, "Format of the input (default: detected)")
      ->type_name("FORMAT");
  verb.add_option("-o,--output", command.output, "File or folder to write (default: standard output)")
      ->type_name("OUT");
  verb.add_flag("-r,--recursive", command.recursive, "Convert all files in folders");
  verb.add_option("-j,--jobs", command.jobs, "Files converted at a time (default: 1; 0: one a core)")
      ->type_name("N")
      ->check(CLI::Range(0u, 256u));
  verb.add_option("--charset", command.options.read.charset,
                  "Character encoding of the input, over what it says")
      ->type_name("LABEL");
  verb.add_option("--base-url", command.options.read.base_url, "Resolve relative links against this")
      ->type_name("URL");
  verb.add_flag("--main-content", command.options.read.main_content,
                "HTML: leave out navigation and boilerplate");
  verb.add_flag("--headers-footers", command.options.read.headers_footers,
                "RTF: keep page headers and footers");
}

int RunCommand(ConvertCommand& command, const CommonOptions& common) {
  if (command.jobs == 0) command.jobs = std::max(1u, std::thread::hardware_concurrency());
  return ConvertRun(command, common).Run();
}

// Without --to, the output's name tells.
void ChooseFormat(ConvertCommand& command, const CLI::Option& to) {
  if (to.count() != 0) return;
  const std::string extension = fs::path(command.output).extension().string();
  const FormatInfo* named = extension.size() < 2 ? nullptr : FindFormat(extension.substr(1));
  if (named != nullptr && named->writes) command.options.to = named->name;
}

}  // namespace

void AddConvert(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* verb = program.add_subcommand("convert", "Convert documents to another format");
  const auto command = std::make_shared<ConvertCommand>();
  AddInputOptions(*verb, *command);
  CLI::Option* to = verb->add_option("-t,--to", command->options.to,
                                     "Format to write (default: by the output's name, or markdown)");
  to->type_name("FORMAT");
  verb->add_flag("--fragment", command->options.write.fragment, "HTML: only what belongs in <body>");
  verb->add_flag("--metadata", command->options.write.metadata, "Markdown: metadata as front matter");
  AddCommonOptions(*verb, common);
  verb->callback([command, to, &common, &exit_code] {
    ChooseFormat(*command, *to);
    exit_code = RunCommand(*command, common);
  });
}

void AddExtract(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* verb = program.add_subcommand("extract", "Extract text, metadata, tables and images as JSON");
  const auto command = std::make_shared<ConvertCommand>();
  AddInputOptions(*verb, *command);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    command->options.to = "json";
    command->options.write.json = JsonForm::kResult;
    exit_code = RunCommand(*command, common);
  });
}

}  // namespace tare::cli
