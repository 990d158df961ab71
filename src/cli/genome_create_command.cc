// tare genome create: an archive from FASTA files.

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cli/genome_verbs.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "convert/would_replace_input.h"
#include "tare/convert.h"
#include "tare/genome_builder.h"

namespace tare::cli {
namespace {

struct CreateCommand {
  std::vector<std::string> files;  // the reference first
  std::string list;                // a file that names more
  std::string output;              // "-" or empty is standard output
  genome::BuildOptions options;
  bool no_command_line = false;  // agc's -d: this format does not keep it anyway
};

// The file's name without what tells its format, as agc has it.
std::string SampleName(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (bool removed = true; removed;) {
    removed = false;
    for (const std::string_view suffix : {".fna", ".gz", ".fa", ".fasta"}) {
      if (name.size() <= suffix.size() || !name.ends_with(suffix)) continue;
      name.erase(name.size() - suffix.size());
      removed = true;
    }
  }
  return name;
}

std::unexpected<Error> Failure(ErrorCode code, std::string message, const std::string& file) {
  Error error{.code = code, .message = std::move(message)};
  error.where.file = file;
  return std::unexpected(std::move(error));
}

// The files of the command line and of the list, each once.
Result<std::vector<std::string>> FilesOf(const CreateCommand& command) {
  std::vector<std::string> named = command.files;
  if (!command.list.empty()) {
    std::ifstream list(command.list);
    if (!list) return Failure(ErrorCode::kNotFound, "cannot open", command.list);
    for (std::string line; std::getline(list, line);) {
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
      if (!line.empty()) named.push_back(line);
    }
    if (list.bad()) return Failure(ErrorCode::kReadFailed, "cannot read", command.list);
  }
  std::vector<std::string> files;
  std::unordered_set<std::string> seen;
  for (const std::string& file : named)
    if (seen.insert(file).second) files.push_back(file);
  return files;
}

// Before the work begins: it may be long.
Result<void> CheckSampleNames(const std::vector<std::string>& files) {
  std::unordered_map<std::string, std::string> file_of;
  for (const std::string& file : files) {
    const auto [known, added] = file_of.emplace(SampleName(file), file);
    if (added) continue;
    return Failure(ErrorCode::kInvalidArgument,
                   "its sample would be named \"" + known->first + "\" as that of " + known->second, file);
  }
  return {};
}

uint64_t TotalSize(const std::vector<std::string>& files) {
  uint64_t total = 0;
  for (const std::string& file : files) {
    std::error_code error;
    const uint64_t size = std::filesystem::file_size(file, error);
    if (!error) total += size;
  }
  return total;
}

Result<std::unique_ptr<Output>> OpenOutput(const CreateCommand& command,
                                           const std::vector<std::string>& files, Ledger& ledger) {
  Account& memory = ledger.Open("genome/output");
  if (command.output.empty() || command.output == "-") {
    if (IsTerminal(STDOUT_FILENO))
      return Failure(ErrorCode::kInvalidArgument,
                     "an archive is not written to a terminal: name a file with -o", "");
    return Output::ToDescriptor(STDOUT_FILENO, "standard output", memory);
  }
  std::vector<std::string> read = files;
  if (!command.list.empty()) read.push_back(command.list);
  InputFiles inputs(read, false, {}, ledger.Open("cli/names"));
  if (inputs.Contains(command.output))
    return std::unexpected(WouldReplaceInput(command.output, command.output));
  return Output::ToFile(command.output, memory);
}

Result<void> Create(const CreateCommand& command, const CommonOptions& common, Ledger& ledger) {
  const Result<std::vector<std::string>> files = FilesOf(command);
  if (!files) return std::unexpected(files.error());
  if (!command.options.concatenated)
    if (Result<void> checked = CheckSampleNames(*files); !checked) return checked;
  Result<std::unique_ptr<Output>> out = OpenOutput(command, *files, ledger);
  if (!out) return std::unexpected(std::move(out.error()));

  Result<genome::ArchiveBuilder> builder =
      genome::ArchiveBuilder::Create(files->front(), command.options, **out, ledger);
  if (!builder) return std::unexpected(std::move(builder.error()));
  std::atomic<uint64_t> done{0};
  const Progress progress(common.progress, files->size(), TotalSize(*files), [&] {
    return ProgressState{.files = done.load(), .bytes = builder->bytes_read()};
  });
  for (const std::string& file : *files) {
    if (Result<void> added = builder->AddSampleFile(SampleName(file), file); !added) return added;
    ++done;
  }
  if (Result<void> finished = builder->Finish(); !finished) return finished;
  return (*out)->Commit();
}

int Run(CreateCommand& command, CommonOptions& common) {
  TakeReportFile(command.files, common);
  Engine engine({.memory_limit = common.memory_limit});
  engine.ledger().Trace(common.report.has_value());
  command.options.stop = &Interrupted();
  const Result<void> created = Create(command, common, engine.ledger());
  const bool reported = WriteReport(engine.ledger(), common);
  if (Interrupted()) {
    std::fputs("tare: interrupted\n", stderr);
    return kInterrupted;
  }
  if (!created) {
    PrintError(created.error());
    return created.error().code == ErrorCode::kInvalidArgument ? kUsage : kFailure;
  }
  return reported ? kSuccess : kFailure;
}

}  // namespace

void AddGenomeCreation(CLI::App& genome, CommonOptions& common, int& exit_code) {
  CLI::App* verb = genome.add_subcommand("create", "Write an archive of FASTA files, plain or gzip");
  const auto command = std::make_shared<CreateCommand>();
  genome::Parameters& parameters = command->options.parameters;
  verb->add_option("FASTA", command->files,
                   "The reference, then the other genomes; a sample is named like its file")
      ->required();
  verb->add_option("-i,--list", command->list, "A file that names more FASTA files, one a line");
  verb->add_option("-o,--output", command->output, "The archive; standard output if not given");
  verb->add_option("-k,--kmer-length", parameters.kmer_length, "Bases of a k-mer")->capture_default_str();
  verb->add_option("-s,--segment-size", parameters.segment_size, "Bases of a segment, about")
      ->capture_default_str();
  verb->add_option("-l,--min-match", parameters.min_match_length, "Bases of the shortest match")
      ->capture_default_str();
  verb->add_option("-b,--batch-size", parameters.pack_size, "Genomes whose segments are compressed together")
      ->capture_default_str();
  verb->add_option("-t,--threads", command->options.threads, "Threads that compress")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  verb->add_flag("-a,--adaptive", command->options.adaptive,
                 "Contigs unlike the reference's are cut at places of their own");
  verb->add_flag("-c,--concatenated", command->options.concatenated, "Each record of a file is a genome");
  verb->add_flag("-d,--no-command-line", command->no_command_line,
                 "For agc's sake: the command line is not stored either way");
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] { exit_code = Run(*command, common); });
}

}  // namespace tare::cli
