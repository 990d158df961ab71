// tare genome listref, listset, listctg, info: what is in an archive, as agc shows it.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/genome_run.h"
#include "cli/genome_verbs.h"

namespace tare::cli {
namespace {

Result<void> ListReference(const genome::Archive& archive, Output& out) {
  // Without a line end, as agc has it.
  if (archive.sample_count() > 0) out.Write(archive.sample_name(0));
  return {};
}

Result<void> ListSamples(const genome::Archive& archive, Output& out, Account& account) {
  std::pmr::vector<uint32_t> order(archive.sample_count(), &account);
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](uint32_t sample) { return archive.sample_name(sample); });
  for (const uint32_t sample : order) {
    out.Write(archive.sample_name(sample));
    out.Put('\n');
  }
  return {};
}

Result<void> ListContigs(const genome::Archive& archive, std::span<const std::string> samples, Output& out) {
  for (const std::string& name : samples) {
    const Result<std::vector<uint32_t>> found = FindSamples(archive, name);
    if (!found) return std::unexpected(found.error());
    for (const uint32_t sample : *found) {
      out.Write(archive.sample_name(sample));
      out.Put('\n');
      Result<void> listed = archive.ForEachContigName(sample, [&](std::string_view contig) {
        out.Write("   ");
        out.Write(contig);
        out.Put('\n');
        return !out.failed() && !Interrupted();
      });
      if (!listed) return listed;
    }
  }
  return {};
}

Result<void> ShowInfo(const genome::Archive& archive, int verbosity, Output& out) {
  const genome::Parameters& is = archive.parameters();
  const auto line = [&](std::string_view what, std::string_view value) {
    out.Write(what);
    out.Write(value);
    out.Put('\n');
  };
  line("No. samples      : ", std::to_string(archive.sample_count()));
  line("k-mer length     : ", std::to_string(is.kmer_length));
  line("Min. match length: ", std::to_string(is.min_match_length));
  if (is.segment_size != 0) line("Segment size     : ", std::to_string(is.segment_size));
  line("Batch size       : ", std::to_string(is.pack_size));
  line("Reference name   : ", archive.sample_count() > 0 ? archive.sample_name(0) : std::string_view());
  line("Command lines:", {});  // archives of version 3 hold none
  if (verbosity == 0) return {};
  line("File type info:", {});
  for (const auto& [key, value] : archive.file_type_info()) {
    out.Write("  ");
    out.Write(key);
    line(" : ", value);
  }
  return {};
}

struct ListCommand : GenomeCommand {
  int verbosity = 0;
};

using List = std::function<Result<void>(const genome::Archive&, GenomeRun&, const ListCommand&, Output&)>;

void AddList(CLI::App& genome, CommonOptions& common, int& exit_code, const std::string& name,
             const std::string& description, const GenomeOperands& operands, List list) {
  CLI::App* verb = genome.add_subcommand(name, description);
  const auto command = std::make_shared<ListCommand>();
  AddGenomeOperands(*verb, *command, operands);
  if (name == "info") verb->add_option("-v", command->verbosity, "More than 0: also what wrote the archive");
  AddCommonOptions(*verb, common);
  verb->callback([command, none = operands.names.empty(), list = std::move(list), &common, &exit_code] {
    GenomeRun run(*command, common);
    exit_code = run.RunWriting(
        none ? Operands::kNone : Operands::kSome,
        [&](const genome::Archive& archive, Output& out) { return list(archive, run, *command, out); });
  });
}

}  // namespace

void AddGenomeLists(CLI::App& genome, CommonOptions& common, int& exit_code) {
  const auto add = [&](const char* name, const char* description, const GenomeOperands& operands, List list) {
    AddList(genome, common, exit_code, name, description, operands, std::move(list));
  };
  add("listref", "Show the name of the reference sample", {},
      [](const auto& archive, auto&, const auto&, Output& out) { return ListReference(archive, out); });
  add("listset", "List the samples", {}, [](const auto& archive, GenomeRun& run, const auto&, Output& out) {
    return ListSamples(archive, out, run.account());
  });
  add("listctg", "List the contigs of samples",
      {.names = "NAME...", .what = "samples", .more = "; NAME* stands for all that begin so"},
      [](const auto& archive, GenomeRun& run, const auto&, Output& out) {
        return ListContigs(archive, run.names(), out);
      });
  add("info", "Show how the archive was made", {},
      [](const auto& archive, auto&, const ListCommand& command, Output& out) {
        return ShowInfo(archive, command.verbosity, out);
      });
}

}  // namespace tare::cli
