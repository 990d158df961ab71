// tare genome stats: what writing an archive takes, or reading one, by phase and component.

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "cli/genome_build.h"
#include "cli/genome_run.h"
#include "cli/genome_verbs.h"
#include "cli/memory_phases.h"
#include "io/inside_limit.h"

namespace tare::cli {
namespace {

struct StatsCommand : GenomeBuildCommand {
  bool json = false;
};

Result<void> WriteTable(const StatsCommand& command, Ledger& ledger) {
  const std::unique_ptr<Output> out =
      Output::ToDescriptor(STDOUT_FILENO, "standard output", ledger.Open("cli/output"));
  command.json ? WritePhasesAsJson(ledger, *out) : WritePhases(ledger, *out);
  return out->Commit();
}

// Also where memory did not suffice: what took it is what is asked for.
Result<void> WriteTableAfter(const Result<void>& done, const StatsCommand& command, Ledger& ledger) {
  if (!done && done.error().code != ErrorCode::kMemoryLimit) return done;
  ledger.Mark("done");
  Result<void> written = WriteTable(command, ledger);
  return done ? written : done;
}

Result<void> CreateNothing(const StatsCommand& command, const CommonOptions& common, Ledger& ledger) {
  const Result<std::vector<std::string>> files = FastaFilesOfNew(command, ledger, common.quiet);
  if (!files) return std::unexpected(files.error());
  const std::unique_ptr<Output> nowhere =
      Output::ToCallback([](std::string_view) { return true; }, ledger.Open("genome/output"));
  Result<genome::ArchiveBuilder> builder = BeginArchive(command, *files, *nowhere, ledger);
  if (!builder) return std::unexpected(std::move(builder.error()));
  return AddSamples(*builder, *files, common);
}

// Decodes one sample, the last: others before it are described with it.
Result<void> ReadLastSample(const genome::Archive& archive, const StatsCommand& command, Ledger& ledger) {
  if (archive.sample_count() == 0) return {};
  genome::Sample sample(ledger.Open("genome/sample"));
  {
    genome::SampleReader reader(archive, ledger.Open("genome/descriptions"), archive.sample_count() - 1);
    const Result<bool> loaded = reader.Next(&sample);
    if (!loaded) return std::unexpected(loaded.error());
    ledger.Mark("sample loaded");
  }
  ledger.Mark("decoding");
  uint64_t fullest = 0;
  const std::unique_ptr<Output> nowhere = Output::ToCallback(
      [&](std::string_view) {
        if (ledger.budget().used() > fullest + fullest / 50) {
          fullest = ledger.budget().used();
          ledger.Mark("decoding");
        }
        return true;
      },
      ledger.Open("genome/output"));
  genome::FastaExtractor extractor(archive, ledger.Open("genome/segments"),
                                   {.threads = command.options.threads, .stop = &Interrupted()});
  for (size_t i = 0; i < sample.contig_count(); ++i) {
    const genome::Contig contig = sample.contig(i);
    if (Result<void> added = extractor.Add(contig, {}, contig.name, *nowhere); !added) return added;
  }
  return extractor.Finish();
}

// A part of an archive begins with how many bytes a number has; no FASTA begins so, nor gzip.
bool IsArchive(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  const int first = std::ifstream(path, std::ios::binary).get();
  return first >= 0 && first <= 8;
}

// Of those given, the first that reading an archive does not take.
std::string OptionOfCreating(const CLI::App& verb) {
  for (const char* name : {"-k", "-s", "-l", "-b", "-i", "-a", "-f", "-c", "--pansn", "-d", "-v"})
    if (verb.count(name) != 0) return name;
  return {};
}

int Stats(StatsCommand& command, CommonOptions& common, const CLI::App& verb) {
  TakeReportFile(command.operands, common);
  const auto archive_named = std::ranges::find_if(command.operands, IsArchive);
  if (archive_named != command.operands.end() && command.operands.size() > 1) {
    std::fprintf(stderr, "tare: %s: this is an archive, which is to be named alone\n",
                 archive_named->c_str());
    return kUsage;
  }
  if (archive_named == command.operands.end()) {
    return RunBuild(command, common, [&](Ledger& ledger) {
      ledger.Trace(true);
      const Result<void> created = InsideLimit({}, [&] { return CreateNothing(command, common, ledger); });
      return WriteTableAfter(created, command, ledger);
    });
  }
  if (const std::string option = OptionOfCreating(verb); !option.empty()) {
    std::fprintf(stderr, "tare: %s: %s says how to create an archive, and this is one\n",
                 command.operands[0].c_str(), option.c_str());
    return kUsage;
  }
  GenomeCommand archive{.operands = command.operands, .output = {}};
  GenomeRun run(archive, common);
  Ledger& ledger = run.engine().ledger();
  ledger.Trace(true);
  ledger.Mark("opening the archive");
  return run.Run(Operands::kNone, [&](const genome::Archive& opened) {
    const Result<void> read =
        InsideLimit(opened.name(), [&] { return ReadLastSample(opened, command, ledger); });
    return WriteTableAfter(read, command, ledger);
  });
}

}  // namespace

void AddGenomeStatistics(CLI::App& genome, CommonOptions& common, int& exit_code) {
  CLI::App* verb = genome.add_subcommand(
      "stats", "Show what create would take, or what reading ARCHIVE does, by phase and component");
  const auto command = std::make_shared<StatsCommand>();
  AddFastaOperands(*verb, *command);
  verb->get_option("FASTA")
      ->option_text("| ARCHIVE")
      ->description("What create would make an archive of; or an archive, which is opened and a sample read");
  SetUsage(*verb, "FASTA... | ARCHIVE");
  AddBuildOptions(*verb, *command, common);
  verb->add_flag("--json", command->json, "As JSON");
  verb->callback([command, verb, &common, &exit_code] { exit_code = Stats(*command, common, *verb); });
}

}  // namespace tare::cli
