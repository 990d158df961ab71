// tare genome append: more genomes for an archive, in its file or in a new one.

#include <sys/stat.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/genome_build.h"
#include "cli/genome_verbs.h"

namespace tare::cli {
namespace {

// C++ AGC writes a new archive there. A file that holds something is a log.
void WarnOfEmptyOutput(const std::string& archive, const CommonOptions& common) {
  struct stat output{};
  if (common.quiet || fstat(STDOUT_FILENO, &output) != 0 || !S_ISREG(output.st_mode) || output.st_size != 0)
    return;
  std::fprintf(stderr,
               "tare: warning: nothing is written to standard output: %s itself is appended to (-o writes a "
               "new archive)\n",
               archive.c_str());
}

void WarnOfDropped(const genome::ArchiveBuilder& builder, const GenomeBuildCommand& command,
                   const CommonOptions& common, const char* what_becomes_of_them) {
  if (builder.dropped_bytes() == 0 || common.quiet) return;
  std::fprintf(stderr, "tare: warning: %s: %" PRIu64 " bytes of an append that was not finished are %s\n",
               command.operands[0].c_str(), builder.dropped_bytes(), what_becomes_of_them);
}

Result<void> AppendInPlace(const GenomeBuildCommand& command, const std::vector<std::string>& files,
                           const CommonOptions& common, Ledger& ledger) {
  Result<genome::ArchiveBuilder> builder =
      genome::ArchiveBuilder::Append(command.operands[0], command.options, ledger);
  if (!builder) return std::unexpected(std::move(builder.error()));
  Result<void> added = AddSamples(*builder, files, common);
  WarnOfDropped(*builder, command, common, "removed");
  return added;
}

Result<void> AppendToNew(const GenomeBuildCommand& command, const std::vector<std::string>& files,
                         const CommonOptions& common, Ledger& ledger) {
  std::vector<std::string> inputs = files;
  inputs.push_back(command.operands[0]);
  Result<std::unique_ptr<Output>> out = OpenArchive(command, std::move(inputs), ledger);
  if (!out) return std::unexpected(std::move(out.error()));
  Result<genome::Archive> archive = genome::Archive::Open(command.operands[0], ledger.Open("genome/archive"));
  if (!archive) return std::unexpected(std::move(archive.error()));
  const bool is_appended_to = archive->is_appended_to();  // then nothing failed
  Result<genome::ArchiveBuilder> builder =
      genome::ArchiveBuilder::AppendTo(std::move(*archive), command.options, **out, ledger);
  if (!builder) return std::unexpected(std::move(builder.error()));
  if (Result<void> added = AddSamples(*builder, files, common); !added) return added;
  if (!is_appended_to) WarnOfDropped(*builder, command, common, "left out");
  return (*out)->Commit();
}

// Nothing to append: only what an append left that was not finished is taken away.
Result<void> Restore(const std::string& archive, const CommonOptions& common, Ledger& ledger) {
  const Result<uint64_t> cut = genome::RestoreArchive(archive, ledger.Open("genome/archive"));
  if (!cut) return std::unexpected(cut.error());
  if (*cut == 0) {
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message =
                                     "there is nothing to append, and nothing to remove that an append left: "
                                     "name FASTA files behind the archive"});
  }
  if (!common.quiet) {
    std::fprintf(stderr, "tare: %s: %" PRIu64 " bytes of an append that was not finished are removed\n",
                 archive.c_str(), *cut);
  }
  return {};
}

// Before the work begins, where files name their samples.
Result<void> CheckNotStored(const GenomeBuildCommand& command, const std::vector<std::string>& files,
                            Ledger& ledger) {
  if (files.empty() || command.options.concatenated || command.options.pansn) return {};
  const Result<genome::Archive> archive =
      genome::Archive::Open(command.operands[0], ledger.Open("genome/archive"));
  if (!archive) return std::unexpected(archive.error());
  for (const std::string& file : files) {
    const std::string sample = genome::SampleNameOfFile(file);
    if (!archive->FindSample(sample)) continue;
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = "the archive has a sample \"" + sample + "\" already",
                                 .where = {.file = file}});
  }
  return {};
}

Result<void> Append(const GenomeBuildCommand& command, const CommonOptions& common, Ledger& ledger) {
  const std::string& archive = command.operands[0];
  const Result<std::vector<std::string>> files = FastaFiles(command, 1, ledger, common.quiet);
  if (!files) return std::unexpected(files.error());
  if (Result<void> checked = CheckNotStored(command, *files, ledger); !checked) return checked;
  if (!command.output.empty()) return AppendToNew(command, *files, common, ledger);
  if (files->empty()) return Restore(archive, common, ledger);
  WarnOfEmptyOutput(archive, common);
  return AppendInPlace(command, *files, common, ledger);
}

}  // namespace

void AddGenomeAppending(CLI::App& genome, CommonOptions& common, int& exit_code) {
  CLI::App* verb = genome.add_subcommand(
      "append",
      "Add FASTA files to an archive in place, in its own file (-o writes a new one); without any, "
      "remove what an unfinished append left");
  const auto command = std::make_shared<GenomeBuildCommand>();
  verb->add_option("ARCHIVE", command->operands,
                   "The archive, then the genomes; a sample is named like its file. With -c or --pansn, - is "
                   "standard input")
      ->required()
      ->option_text("[FASTA...]");
  SetUsage(*verb, "ARCHIVE [FASTA...]");
  verb->add_option(
      "-o,--output", command->output,
      "A new archive of all, without unused bytes, or - for standard output; ARCHIVE stays as it is");
  AddBuildOptions(*verb, *command, common);
  verb->callback([command, &common, &exit_code] {
    exit_code = RunBuild(*command, common, [&](Ledger& ledger) { return Append(*command, common, ledger); });
  });
}

}  // namespace tare::cli
