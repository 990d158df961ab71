#include "cli/genome_build.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "cli/outputs.h"
#include "cli/progress.h"
#include "convert/would_replace_input.h"
#include "io/inside_limit.h"

namespace tare::cli {
namespace {

// Before the work begins: it may be long.
Result<void> CheckSampleNames(const std::vector<std::string>& files) {
  std::unordered_map<std::string, std::string> file_of;
  for (const std::string& file : files) {
    const auto [known, added] = file_of.emplace(genome::SampleNameOfFile(file), file);
    if (added) continue;
    Error error{.code = ErrorCode::kInvalidArgument,
                .message = "its sample would be named \"" + known->first + "\" as that of " + known->second};
    error.where.file = file;
    return std::unexpected(std::move(error));
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

// Each line that is not empty.
Result<void> ReadList(const std::string& path, Account& account,
                      const std::function<void(std::string_view file)>& add) {
  const Result<std::unique_ptr<Source>> list = Source::FromFile(path, account, &Interrupted());
  if (!list) return std::unexpected(list.error());
  for (std::string_view rest = (*list)->bytes(); !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (!line.empty()) add(line);
  }
  return {};
}

}  // namespace

void AddBuildOptions(CLI::App& verb, GenomeBuildCommand& command, CommonOptions& common) {
  verb.add_option("-i,--list", command.list, "A file that names more FASTA files, one a line");
  verb.add_option("-t,--threads", command.options.threads, "Threads that compress")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  verb.add_flag("-a,--adaptive", command.options.adaptive,
                "Contigs unlike the reference's are cut at places of their own");
  verb.add_option(
          "-f,--fallback", command.options.fallback_fraction,
          "Fraction of k-mers by which segments without a known pair of splitters find like ones; 0: none")
      ->option_text("FRACTION [0]")
      ->check(CLI::Range(0.0, 0.05));
  CLI::Option* concatenated = verb.add_flag("-c,--concatenated", command.options.concatenated,
                                            "Each record of a file is a genome, named like it");
  verb.add_flag("--pansn", command.options.pansn,
                "Records are named sample#haplotype#contig: each haplotype is a sample")
      ->excludes(concatenated);
  verb.add_flag("-d,--no-command-line", command.no_command_line,
                "For agc's sake: the command line is not stored either way");
  AddCommonOptions(verb, common);
}

Result<std::vector<std::string>> FastaFiles(const GenomeBuildCommand& command, size_t first,
                                            Account& account) {
  std::vector<std::string> files;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string_view file) {
    if (seen.emplace(file).second) files.emplace_back(file);
  };
  for (size_t i = first; i < command.operands.size(); ++i) add(command.operands[i]);
  if (!command.list.empty()) {
    if (Result<void> read = ReadList(command.list, account, add); !read)
      return std::unexpected(std::move(read.error()));
  }
  if (!command.options.concatenated && !command.options.pansn) {
    if (Result<void> checked = CheckSampleNames(files); !checked)
      return std::unexpected(std::move(checked.error()));
  }
  return files;
}

Result<std::unique_ptr<Output>> OpenArchive(const GenomeBuildCommand& command,
                                            std::vector<std::string> inputs, Ledger& ledger) {
  const std::string& path = command.output;
  if (!command.list.empty()) inputs.push_back(command.list);
  Account& memory = ledger.Open("genome/output");
  if (path.empty() || path == "-") {
    if (!IsTerminal(STDOUT_FILENO)) return Output::ToDescriptor(STDOUT_FILENO, "standard output", memory);
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = "an archive is not written to a terminal: name a file with -o"});
  }
  if (InputFiles(inputs, false, {}, ledger.Open("cli/names")).Contains(path))
    return std::unexpected(WouldReplaceInput(path, path));
  return Output::ToFile(path, memory);
}

Result<void> AddSamples(genome::ArchiveBuilder& builder, const std::vector<std::string>& files,
                        const CommonOptions& common) {
  std::atomic<uint64_t> done{0};
  const Progress progress(common.progress, files.size(), TotalSize(files),
                          [&] { return ProgressState{.files = done.load(), .bytes = builder.bytes_read()}; });
  for (const std::string& file : files) {
    if (Result<void> added = builder.AddSampleFile(genome::SampleNameOfFile(file), file); !added)
      return added;
    ++done;
  }
  return builder.Finish();
}

int RunBuild(GenomeBuildCommand& command, CommonOptions& common,
             const std::function<Result<void>(Ledger& ledger)>& build) {
  TakeReportFile(command.operands, common);
  Engine engine({.memory_limit = common.memory_limit});
  engine.ledger().Trace(common.report.has_value());
  command.options.stop = &Interrupted();
  const Result<void> built = InsideLimit({}, [&] { return build(engine.ledger()); });
  const bool reported = WriteReport(engine.ledger(), common);
  // An interrupt behind the end changes nothing any more.
  if (built) return reported ? kSuccess : kFailure;
  if (Interrupted()) {
    std::fputs("tare: interrupted\n", stderr);
    return kInterrupted;
  }
  PrintError(built.error());
  return built.error().code == ErrorCode::kInvalidArgument ? kUsage : kFailure;
}

}  // namespace tare::cli
