// tare genome inspect, verify: what an archive is made of, and whether all of it can be read.

#include <cinttypes>
#include <memory>
#include <string>

#include "cli/genome_build.h"
#include "cli/genome_run.h"
#include "cli/genome_verbs.h"
#include "cli/print.h"

namespace tare::cli {
namespace {

struct InspectCommand : GenomeCommand {
  bool groups = false;
  bool concatenated = false;
  bool pansn = false;
};

// A line a group, or what they make together.
Result<void> InspectGroups(const genome::Archive& archive, bool each, Output& out) {
  genome::GroupStatistics total;
  uint64_t groups = 0;
  uint64_t packs = 0;
  if (each) out.Write("group\treference bases\treference bytes\tpacks\tpack bytes\n");
  Result<void> done = genome::ForEachGroup(archive, [&](const genome::GroupStatistics& group) {
    ++groups;
    packs += group.packs;
    total.reference_bases += group.reference_bases;
    total.reference_size += group.reference_size;
    total.packs_size += group.packs_size;
    if (each) {
      Print(out, "%" PRIu32 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu32 "\t%" PRIu64 "\n", group.group,
            group.reference_bases, group.reference_size, group.packs, group.packs_size);
    }
    return !out.failed() && !Interrupted();
  });
  if (!done || each) return done;
  Print(out, "groups             %14" PRIu64 "\n", groups);
  Print(out, "reference bases    %14" PRIu64 "\n", total.reference_bases);
  Print(out, "reference bytes    %14" PRIu64 "\n", total.reference_size);
  Print(out, "packs              %14" PRIu64 "\n", packs);
  Print(out, "pack bytes         %14" PRIu64 "\n", total.packs_size);
  return {};
}

Result<void> Inspect(const genome::Archive& archive, bool each_group, Output& out) {
  if (Result<void> done = InspectGroups(archive, each_group, out); !done || each_group) return done;
  genome::ForEachStream(archive, [&](const genome::StreamStatistics& stream) {
    out.Write("stream ");
    out.Write(stream.name);
    out.Write(": " + Counted(stream.parts, "part") + ", " + Counted(stream.size, "byte") + "\n");
  });
  Print(out, "unused bytes       %14" PRIu64 "\n", genome::UnusedBytes(archive));
  return {};
}

// Compares with a file the sample that it is named like, or those that its records name.
Result<void> CompareFile(const genome::Archive& archive, const std::string& path, GenomeRun& run,
                         const InspectCommand& command, Output& out) {
  const auto say = [&](std::string_view sample) {
    out.Write(sample);
    out.Write(": as in ");
    out.Write(path);
    out.Put('\n');
  };
  if (command.concatenated || command.pansn) {
    const auto names = command.pansn ? genome::RecordNames::kPanSn : genome::RecordNames::kSample;
    return genome::CompareWithFasta(archive, path, names, say, run.account(), &Interrupted());
  }
  const Result<uint32_t> sample = FindSample(archive, genome::SampleNameOfFile(path));
  if (!sample) return std::unexpected(sample.error());
  Result<void> same = genome::CompareWithFasta(archive, *sample, path, run.account(), &Interrupted());
  if (same) say(archive.sample_name(*sample));
  return same;
}

// What is wrong with one file hides neither what was found before nor the other files.
Result<void> CompareFiles(const genome::Archive& archive, GenomeRun& run, const InspectCommand& command,
                          Output& out) {
  size_t failed = 0;
  for (const std::string& path : run.names()) {
    Result<void> same = CompareFile(archive, path, run, command, out);
    if (command.ToStandardOutput()) out.Flush();
    if (same) continue;
    if (run.names().size() == 1 || Interrupted()) return same;
    PrintError(same.error());
    ++failed;
  }
  if (failed == 0) return {};
  return std::unexpected(Error{.code = ErrorCode::kMalformed,
                               .message = std::to_string(failed) + " of " +
                                          std::to_string(run.names().size()) +
                                          " files cannot be read or are not as in the archive",
                               .where = {.file = archive.name()}});
}

Result<void> Verify(const genome::Archive& archive, GenomeRun& run, const InspectCommand& command,
                    Output& out) {
  const Result<genome::Verified> verified = genome::Verify(archive, run.account(), &Interrupted());
  if (!verified) return std::unexpected(verified.error());
  out.Write(Counted(verified->samples, "sample") + ", " + Counted(verified->contigs, "contig") + ", " +
            Counted(verified->segments, "segment") + ", " + Counted(verified->bases, "base") + " in " +
            Counted(verified->groups, "group") + " and " + Counted(verified->packs, "pack") +
            ": all can be read");
  out.Write(verified->checksums ? ", and agrees with its checksums\n"
                                : "; not all of it has checksums, so damage that only changes letters may go "
                                  "unnoticed\n");
  return CompareFiles(archive, run, command, out);
}

GenomeOperands ComparedFiles() {
  return {.names = "[FASTA...]",
          .what = "FASTA files",
          .more =
              " to compare with: named like the samples, unless -c or --pansn take the samples' names from "
              "the records (then - is standard input)"};
}

}  // namespace

void AddGenomeInspection(CLI::App& genome, CommonOptions& common, int& exit_code) {
  const auto add = [&](const char* name, const char* description, bool takes_files, auto work) {
    CLI::App* verb = genome.add_subcommand(name, description);
    const auto command = std::make_shared<InspectCommand>();
    AddGenomeOperands(*verb, *command, takes_files ? ComparedFiles() : GenomeOperands());
    if (takes_files)
      AddRecordNaming(*verb, command->concatenated, command->pansn);
    else
      verb->add_flag("--groups", command->groups, "A line for each group, with tabs");
    AddCommonOptions(*verb, common);
    verb->callback([command, work, takes_files, &common, &exit_code] {
      GenomeRun run(*command, common);
      exit_code = run.RunWriting(
          takes_files ? Operands::kAny : Operands::kNone,
          [&](const genome::Archive& archive, Output& out) { return work(archive, run, *command, out); });
    });
  };
  add("inspect", "Show what an archive is made of: groups, packs, streams and their sizes", false,
      [](const auto& archive, GenomeRun&, const InspectCommand& command, Output& out) {
        return Inspect(archive, command.groups, out);
      });
  add("verify", "Read all of an archive, and say what is damaged", true,
      [](const auto& archive, GenomeRun& run, const InspectCommand& command, Output& out) {
        return Verify(archive, run, command, out);
      });
}

}  // namespace tare::cli
