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
#include "convert/would_replace_input.h"
#include "io/inside_limit.h"
#include "text/charset.h"

namespace tare::cli {

namespace fs = std::filesystem;

namespace {

struct ConvertCommand {
  std::vector<std::string> inputs;
  std::string output;  // a file, a folder, "-" or empty
  bool recursive = false;
  unsigned jobs = 1;
  bool several = false;       // inputs are, or may be, more than one: see IsSeveral
  bool format_named = false;  // by an option or the verb, not by the output's name
  ConvertOptions options;
};

std::string Extension(const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  return extension.size() < 2 ? std::string() : extension.substr(1);
}

bool IsFolder(const std::string& path) {
  std::error_code failure;
  return path.ends_with('/') || fs::is_directory(path, failure);
}

// Whether inputs after expansion are, or may be, more than one.
bool IsSeveral(const ConvertCommand& command) {
  if (command.recursive || command.inputs.size() > 1) return true;
  return !command.inputs.empty() && Expand(command.inputs[0]).size() > 1;
}

// One run of the verb.
class ConvertRun {
 public:
  ConvertRun(ConvertCommand& command, const CommonOptions& common)
      : command_(command), common_(common), engine_({.memory_limit = common.memory_limit}) {}

  int Run() {
    engine_.ledger().Trace(common_.report.has_value());
    engine_.ledger().Mark("start");
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
  bool ToStandardOutput() const { return command_.output.empty() || command_.output == "-"; }

  // Several inputs go to a folder, as does one when a folder is named.
  bool ToFolder() const { return !ToStandardOutput() && (command_.several || IsFolder(command_.output)); }

  void Fail(const Error& error) {
    PrintError(error);
    failed_ = true;
  }

  // To one file, or one after another to standard output.
  void RunToOne() {
    InputWalk walk(command_.inputs, command_.recursive);
    bool any = false;
    while (!Interrupted()) {
      const std::optional<Input> input = walk.Next();
      if (const std::optional<Error> error = walk.TakeError()) {
        Fail(*error);
      } else if (input) {
        any = true;
        ConvertOne(input->path);
      } else {
        return any ? void() : FailForNothing(walk);
      }
    }
  }

  void FailForNothing(const InputWalk& walk) {
    if (failed_) return;
    Error error{.code = ErrorCode::kNotFound, .message = "there is no file to convert"};
    if (walk.left_out() > 0) error.message += ": " + LeftOut(walk);
    error.hint = "files named one by one are known by their content too";
    Fail(error);
  }

  static std::string LeftOut(const InputWalk& walk) {
    return std::to_string(walk.left_out()) + " left out, whose names tell no format that is read";
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
                    : Source::FromFile(path, io, &Interrupted());
    if (!source) return std::unexpected(std::move(source.error()));
    Result<std::unique_ptr<Output>> output = std::unique_ptr<Output>();
    if (ToStandardOutput()) {
      *output = Output::ToDescriptor(STDOUT_FILENO, "standard output", engine_.pool());
    } else {
      InputFiles inputs(command_.inputs, command_.recursive, {}, engine_.ledger().Open("cli/names"));
      if (inputs.Contains(command_.output)) return std::unexpected(WouldReplaceInput(path, command_.output));
      output = Output::ToFile(command_.output, engine_.pool());
    }
    if (!output) return std::unexpected(std::move(output.error()));
    JobControl control;
    control.stop_all = &Interrupted();
    const Progress progress(ShowsProgress(common_) && !ToStandardOutput(), 1, (*source)->bytes().size(),
                            [&] { return ProgressState{.files = 0, .bytes = control.position.load()}; });
    return Convert(engine_, **source, **output, command_.options, &control);
  }

  void RunToFolder() {
    const FormatInfo& format = *FindFormat(command_.options.to);
    Account& account = engine_.ledger().Open("cli/names");
    InputFiles inputs(command_.inputs, command_.recursive, command_.output, account);
    OutputNames names(command_.output, format, inputs, account);
    InputWalk walk(command_.inputs, command_.recursive, command_.output);
    InputTotal total;
    if (ShowsProgress(common_)) total = CountInputs(walk);
    BatchCounts counts;
    Progress progress(ShowsProgress(common_), total.files, total.bytes, [&] {
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
        if (names.Given(input->path)) continue;
        const auto name = [&] { return names.NameFor(*input); };
        if (!again) refused = input;
        const Result<std::string> output = again ? InsideLimit(input->path, name) : name();
        refused.reset();
        if (output) return BatchItem{input->path, *output};
        fail(output.error());
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
    if (counts.converted + counts.failed == 0 && !Interrupted()) return FailForNothing(walk);
    progress.Pause([&] { PrintSummary(counts, walk); });
  }

  void PrintSummary(const BatchCounts& counts, const InputWalk& walk) {
    if (common_.quiet) return;
    if (walk.left_out() > 0) std::fprintf(stderr, "tare: %s\n", LeftOut(walk).c_str());
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
  verb.add_flag("-r,--recursive", command.recursive,
                "Convert the files in folders whose names tell a format that is read");
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

// Without --to, the output's name tells.
void ChooseFormat(ConvertCommand& command) {
  if (command.format_named) return;
  const FormatInfo* named = FindFormat(Extension(command.output));
  if (named != nullptr && named->writes) command.options.to = named->name;
}

// What is wrong with an output that is to be a file, or empty.
std::string OutputComplaint(const ConvertCommand& command) {
  const std::string& output = command.output;
  if (output.empty() || output == "-" || IsFolder(output)) return {};
  const std::string extension = Extension(output);
  std::error_code failure;
  if (command.several) {
    if (!fs::exists(output, failure) && FindFormat(extension) == nullptr) return {};
    return "'" + output + "' is a file's name, and there are several inputs; a folder's ends in '/'";
  }
  if (command.format_named || extension.empty()) return {};
  if (extension == "gz") return "'" + output + "': compressed output is not written";
  const FormatInfo* format = FindFormat(extension);
  if (format != nullptr && format->writes) return {};
  return "no format is written with the extension '." + extension + "'; name the format with -t";
}

// What is wrong with the command line, or empty.
std::string Complaint(const ConvertCommand& command) {
  const ConvertOptions& options = command.options;
  constexpr const char* kListed = "; 'tare formats' lists them";
  if (const FormatInfo* to = FindFormat(options.to); to == nullptr || !to->writes) {
    return "no format '" + options.to + "' is written" + kListed;
  }
  const FormatInfo* from = FindFormat(options.from);
  if (!options.from.empty() && (from == nullptr || !from->reads)) {
    return "no format '" + options.from + "' is read" + kListed;
  }
  if (!options.read.charset.empty() && !text::CharsetByLabel(options.read.charset)) {
    return "no character encoding is called '" + options.read.charset + "'";
  }
  return OutputComplaint(command);
}

int RunCommand(ConvertCommand& command, CommonOptions& common) {
  TakeReportFile(command.inputs, common);
  if (command.inputs.empty()) command.inputs.push_back("-");
  command.several = IsSeveral(command);
  if (command.jobs == 0) command.jobs = std::max(1u, std::thread::hardware_concurrency());
  ChooseFormat(command);
  if (const std::string complaint = Complaint(command); !complaint.empty()) {
    std::fprintf(stderr, "tare: %s\n", complaint.c_str());
    return kUsage;
  }
  return ConvertRun(command, common).Run();
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
  AddProgressOption(*verb, common);
  verb->callback([command, to, &common, &exit_code] {
    command->format_named = to->count() != 0;
    exit_code = RunCommand(*command, common);
  });
}

void AddExtract(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* verb = program.add_subcommand("extract", "Extract text, metadata, tables and images as JSON");
  const auto command = std::make_shared<ConvertCommand>();
  AddInputOptions(*verb, *command);
  AddCommonOptions(*verb, common);
  AddProgressOption(*verb, common);
  verb->callback([command, &common, &exit_code] {
    command->options.to = "json";
    command->options.write.json = JsonForm::kResult;
    command->format_named = true;
    exit_code = RunCommand(*command, common);
  });
}

}  // namespace tare::cli
