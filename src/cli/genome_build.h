#pragma once

// What tare genome create and append share: which FASTA files they read, and how their run ends.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "tare/convert.h"
#include "tare/genome_builder.h"

namespace tare::cli {

struct GenomeBuildCommand {
  std::vector<std::string> operands;  // FASTA files; in front of them what the verb wants
  std::string list;                   // a file that names more
  std::string output;
  genome::BuildOptions options;
  int verbosity = 0;
  bool no_command_line = false;  // agc's -d: this format does not keep it anyway
};

// -c and --pansn, of which one may be given.
void AddRecordNaming(CLI::App& verb, bool& concatenated, bool& pansn);
// FASTA files, the reference first, and -k, -s, -l, -b.
void AddFastaOperands(CLI::App& verb, GenomeBuildCommand& command);
// -i, -t, -a, -f, -c, -d, -v and those of all verbs.
void AddBuildOptions(CLI::App& verb, GenomeBuildCommand& command, CommonOptions& common);

// The files from operand `first` on and those of the list, each once. Errors: the list names none, two would
// be samples of one name, one has no name (a pipe) and its records are not to give it, one cannot be opened
// or is no FASTA.
Result<std::vector<std::string>> FastaFiles(const GenomeBuildCommand& command, size_t first, Ledger& ledger,
                                            bool quiet);
// The same of a new archive: at least one, the reference first.
Result<std::vector<std::string>> FastaFilesOfNew(const GenomeBuildCommand& command, Ledger& ledger,
                                                 bool quiet);

// Where -o says; empty and "-" are standard output. An error where it would replace one of `inputs` or the
// list.
Result<std::unique_ptr<Output>> OpenArchive(const GenomeBuildCommand& command,
                                            std::vector<std::string> inputs, Ledger& ledger);

// A new archive, of which the first file is the reference; of all genomes in one file, the first genome.
Result<genome::ArchiveBuilder> BeginArchive(const GenomeBuildCommand& command,
                                            const std::vector<std::string>& files, Output& out,
                                            Ledger& ledger);

// Adds a sample for each file, showing progress, and finishes the archive.
Result<void> AddSamples(genome::ArchiveBuilder& builder, const std::vector<std::string>& files,
                        const CommonOptions& common);

// Returns the exit code.
int RunBuild(GenomeBuildCommand& command, CommonOptions& common,
             const std::function<Result<void>(Ledger& ledger)>& build);

}  // namespace tare::cli
