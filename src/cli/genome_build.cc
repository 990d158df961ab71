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
#include "cli/print.h"
#include "cli/progress.h"
#include "convert/would_replace_input.h"
#include "genome/damage.h"
#include "genome/fasta_reader.h"
#include "genome/record_sample.h"
#include "io/inside_limit.h"

namespace tare::cli {
namespace {

// What has no name of its own: a pipe. The names of its records may do.
bool IsDescriptor(std::string_view file) {
  return file == "-" || file == "/dev/stdin" || file.starts_with("/dev/fd/") ||
         file.starts_with("/proc/self/fd/");
}

// Before the work begins: it may be long.
Result<void> CheckSampleNames(const std::vector<std::string>& files) {
  std::unordered_map<std::string, std::string> file_of;
  for (const std::string& file : files) {
    if (IsDescriptor(file))
      return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                   .message = "what is read from a pipe gives its sample no name",
                                   .where = {.file = file == "-" ? "standard input" : file},
                                   .hint = "name a file, or take names from the records with -c or --pansn"});
    const auto [known, added] = file_of.emplace(genome::SampleNameOfFile(file), file);
    if (added) continue;
    Error error{.code = ErrorCode::kInvalidArgument,
                .message = "its sample would be named \"" + known->first + "\" as that of " + known->second};
    error.where.file = file;
    return std::unexpected(std::move(error));
  }
  return {};
}

// Before the work begins too: each file can be opened, and begins as FASTA does, with a record that is named
// as it has to be. What can be read only once is left alone.
Result<void> CheckFasta(const std::vector<std::string>& files, const genome::BuildOptions& options,
                        Account& account) {
  for (const std::string& file : files) {
    std::error_code error;
    if (IsDescriptor(file)) continue;
    if (!std::filesystem::is_regular_file(file, error) && std::filesystem::exists(file, error)) continue;
    Result<genome::FastaReader> reader =
        genome::FastaReader::Open(file, account, {.reads_ahead = false, .stop = &Interrupted()});
    if (!reader) return std::unexpected(std::move(reader.error()));
    const Result<bool> record = reader->NextRecord();
    if (!record) return std::unexpected(record.error());
    if (!*record) return genome::Failure(ErrorCode::kMalformed, "the file has no sequence", file);
    if (!options.pansn) continue;
    auto sample = genome::SampleOfRecord(reader->header(), genome::RecordNames::kPanSn);
    if (sample) continue;
    sample.error().where = reader->where();
    return std::unexpected(std::move(sample.error()));
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

// Each line that is neither empty nor a comment, without blanks around it.
Result<void> ReadList(const std::string& path, Account& account,
                      const std::function<void(std::string_view file)>& add) {
  static constexpr std::string_view kBlanks = " \t\r";
  const Result<std::unique_ptr<Source>> list = Source::FromFile(path, account, &Interrupted());
  if (!list) return std::unexpected(list.error());
  for (std::string_view rest = (*list)->bytes(); !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
    if (!line.empty() && line[0] != '#') add(line);
  }
  return {};
}

// In the place of the progress, which comes back below it.
void SayWhatSampleHas(std::string_view sample, uint64_t contigs, uint64_t bases, bool shows_progress) {
  std::fprintf(stderr, "%stare: sample %s: %s, %s\n", shows_progress ? kClearedLine : "",
               Printable(sample).c_str(), Counted(contigs, "contig").c_str(), Counted(bases, "base").c_str());
}

}  // namespace

void AddRecordNaming(CLI::App& verb, bool& concatenated, bool& pansn) {
  CLI::Option* by_record =
      verb.add_flag("-c,--concatenated", concatenated, "Each record of a file is a genome, named like it");
  verb.add_flag("--pansn", pansn, "Records are named sample#haplotype#contig: each haplotype is a sample")
      ->excludes(by_record);
}

void AddFastaOperands(CLI::App& verb, GenomeBuildCommand& command) {
  genome::Parameters& parameters = command.options.parameters;
  verb.add_option(
      "FASTA", command.operands,
      "The reference, then the other genomes, then those of --list; a sample is named like its file. "
      "With -c or --pansn, - is standard input");
  SetUsage(verb, "[FASTA...]");
  verb.add_option("-k,--kmer-length", parameters.kmer_length, "Bases of a k-mer, 17 to 32")
      ->capture_default_str();
  verb.add_option("-s,--segment-size", parameters.segment_size, "Bases of a segment, about; 100 to 1000000")
      ->capture_default_str();
  verb.add_option("-l,--min-match", parameters.min_match_length, "Bases of the shortest match, 15 to 32")
      ->capture_default_str();
  verb.add_option("-b,--batch-size", parameters.pack_size, "Genomes whose segments are compressed together")
      ->capture_default_str();
}

void AddBuildOptions(CLI::App& verb, GenomeBuildCommand& command, CommonOptions& common) {
  verb.add_option("-i,--list", command.list,
                  "A file that names more FASTA files, one a line; # begins a comment");
  verb.add_option("-t,--threads", command.options.threads, "Threads that compress")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  verb.add_flag("-a,--adaptive", command.options.adaptive,
                "Contigs unlike the reference's are cut at places of their own");
  verb.add_option(
          "-f,--fallback", command.options.fallback_fraction,
          "Fraction of k-mers by which segments without a known pair of splitters find like ones, 0 to "
          "0.05; 0: none")
      ->option_text("FRACTION [0]")
      ->check(CLI::Range(0.0, 0.05));
  AddRecordNaming(verb, command.options.concatenated, command.options.pansn);
  verb.add_flag("-d,--no-command-line", command.no_command_line,
                "For agc's sake: the command line is not stored either way");
  verb.add_option("-v,--verbosity", command.verbosity, "From 1 on: say what each sample has")
      ->check(CLI::Range(0, 2))
      ->type_name("LEVEL");
  AddCommonOptions(verb, common);
  AddProgressOption(verb, common);
}

Result<std::vector<std::string>> FastaFiles(const GenomeBuildCommand& command, size_t first, Ledger& ledger,
                                            bool quiet) {
  std::vector<std::string> files;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string_view file) {
    if (seen.emplace(file).second) {
      files.emplace_back(file);
    } else if (!quiet) {
      std::fprintf(stderr, "tare: warning: %s is named more than once: it is added once\n",
                   Printable(file).c_str());
    }
  };
  for (size_t i = first; i < command.operands.size(); ++i) add(command.operands[i]);
  if (!command.list.empty()) {
    if (Result<void> read = ReadList(command.list, ledger.Open("cli/names"), add); !read)
      return std::unexpected(std::move(read.error()));
  }
  if (files.empty() && !command.list.empty()) {
    return std::unexpected(Error{
        .code = ErrorCode::kInvalidArgument, .message = "it names no file", .where = {.file = command.list}});
  }
  if (!command.options.concatenated && !command.options.pansn) {
    if (Result<void> checked = CheckSampleNames(files); !checked)
      return std::unexpected(std::move(checked.error()));
  }
  if (Result<void> checked = CheckFasta(files, command.options, ledger.Open("genome/input")); !checked)
    return std::unexpected(std::move(checked.error()));
  return files;
}

Result<std::vector<std::string>> FastaFilesOfNew(const GenomeBuildCommand& command, Ledger& ledger,
                                                 bool quiet) {
  Result<std::vector<std::string>> files = FastaFiles(command, 0, ledger, quiet);
  if (!files || !files->empty()) return files;
  return std::unexpected(
      Error{.code = ErrorCode::kInvalidArgument,
            .message = "name FASTA files, the reference first, or a file that names them with -i"});
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

Result<genome::ArchiveBuilder> BeginArchive(const GenomeBuildCommand& command,
                                            const std::vector<std::string>& files, Output& out,
                                            Ledger& ledger) {
  genome::BuildOptions options = command.options;
  options.first_record_is_reference = files.size() == 1;
  return genome::ArchiveBuilder::Create(files.front(), options, out, ledger);
}

Result<void> AddSamples(genome::ArchiveBuilder& builder, const std::vector<std::string>& files,
                        const CommonOptions& common) {
  std::atomic<uint64_t> done{0};
  const Progress progress(ShowsProgress(common), files.size(), TotalSize(files),
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
  if (common.report) engine.ledger().Trace(true);
  command.options.stop = &Interrupted();
  if (command.verbosity > 0 && !common.quiet) {
    command.options.on_sample = [shown = ShowsProgress(common)](auto sample, auto contigs, auto bases) {
      SayWhatSampleHas(sample, contigs, bases, shown);
    };
  }
  const Result<void> built = InsideLimit({}, [&] { return build(engine.ledger()); });
  const bool reported = WriteReport(engine.ledger(), common);
  // An interrupt behind the end changes nothing any more.
  if (built) return reported ? kSuccess : kFailure;
  if (Interrupted()) {
    std::fputs("tare: interrupted\n", stderr);
    return kInterrupted;
  }
  PrintError(built.error());
  return ExitCodeOf(built.error());
}

}  // namespace tare::cli
