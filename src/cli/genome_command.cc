// tare genome: collections of genomes in AGC archives, with the verbs and options of agc.

#include "cli/genome_verbs.h"
#include "cli/verbs.h"

namespace tare::cli {

void AddGenome(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* genome =
      program.add_subcommand("genome", "Write and read collections of genomes in AGC archives");
  genome->require_subcommand(1);
  AddGenomeCreation(*genome, common, exit_code);
  AddGenomeAppending(*genome, common, exit_code);
  AddGenomeExtraction(*genome, common, exit_code);
  AddGenomeLists(*genome, common, exit_code);
  AddGenomeInspection(*genome, common, exit_code);
  AddGenomeStatistics(*genome, common, exit_code);
}

}  // namespace tare::cli
