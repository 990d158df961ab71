// tare genome create: an archive from FASTA files.

#include <memory>
#include <string>
#include <vector>

#include "cli/genome_build.h"
#include "cli/genome_verbs.h"

namespace tare::cli {
namespace {

Result<void> Create(const GenomeBuildCommand& command, const CommonOptions& common, Ledger& ledger) {
  const Result<std::vector<std::string>> files = FastaFilesOfNew(command, ledger, common.quiet);
  if (!files) return std::unexpected(files.error());
  Result<std::unique_ptr<Output>> out = OpenArchive(command, *files, ledger);
  if (!out) return std::unexpected(std::move(out.error()));
  Result<genome::ArchiveBuilder> builder = BeginArchive(command, *files, **out, ledger);
  if (!builder) return std::unexpected(std::move(builder.error()));
  if (Result<void> added = AddSamples(*builder, *files, common); !added) return added;
  return (*out)->Commit();
}

}  // namespace

void AddGenomeCreation(CLI::App& genome, CommonOptions& common, int& exit_code) {
  CLI::App* verb = genome.add_subcommand("create", "Write an archive of FASTA files, plain or gzip");
  const auto command = std::make_shared<GenomeBuildCommand>();
  AddFastaOperands(*verb, *command);
  verb->add_option(
      "-o,--output", command->output,
      "The archive; standard output if it is - or not given. What a killed run leaves is a hidden "
      ".NUMBER.tmp beside it");
  AddBuildOptions(*verb, *command, common);
  verb->callback([command, &common, &exit_code] {
    exit_code = RunBuild(*command, common, [&](Ledger& ledger) { return Create(*command, common, ledger); });
  });
}

}  // namespace tare::cli
