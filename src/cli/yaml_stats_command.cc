// tare yaml stats: what documents are made of, and what their values take in memory.

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <memory>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_events.h"

namespace tare::cli {
namespace {

// Of one input.
struct Statistics {
  uint64_t bytes = 0;
  uint64_t documents = 0;
  uint64_t scalars = 0;
  uint64_t sequences = 0;
  uint64_t mappings = 0;
  uint64_t aliases = 0;
  uint64_t anchors = 0;
  uint64_t depth = 0;
  uint64_t memory = 0;         // that all documents' values take, had they been loaded together
  uint64_t memory_shared = 0;  // the same with equal values shared

  uint64_t nodes() const { return scalars + sequences + mappings; }
};

Result<void> CountEvents(std::string_view text, const std::string& name, Account& account,
                         Statistics* counted) {
  yaml::Parser parser(text, account, {.name = name});
  uint64_t depth = 0;
  while (const yaml::Event* event = parser.Next()) {
    using enum yaml::EventKind;
    counted->documents += event->kind == kDocumentStart;
    counted->scalars += event->kind == kScalar;
    counted->sequences += event->kind == kSequenceStart;
    counted->mappings += event->kind == kMappingStart;
    counted->aliases += event->kind == kAlias;
    counted->anchors += event->kind != kAlias && !event->anchor.empty();
    if (event->kind == kSequenceStart || event->kind == kMappingStart)
      counted->depth = std::max(counted->depth, ++depth);
    if (event->kind == kSequenceEnd || event->kind == kMappingEnd) --depth;
    if (event->kind == kStreamEnd) return {};
  }
  return std::unexpected(parser.error());
}

Result<uint64_t> MemoryOfValues(std::string_view text, Account& account, const yaml::LoadOptions& options) {
  Result<yaml::DocumentStream> documents = yaml::LoadAll(text, account, options);
  if (!documents) return std::unexpected(std::move(documents.error()));
  for (uint64_t memory = 0;;) {
    const Result<bool> more = documents->Next();
    if (!more) return std::unexpected(more.error());
    if (!*more) return memory;
    memory += documents->memory();
  }
}

void Print(const std::string& name, const Statistics& counted, Output& out) {
  const auto line = [&](const char* what, uint64_t number, const std::string& remark = {}) {
    char text[128];
    const int size =
        std::snprintf(text, sizeof text, "  %-22s %14" PRIu64 "%s\n", what, number, remark.c_str());
    out.Write({text, std::min(sizeof text - 1, static_cast<size_t>(size))});
  };
  const auto ratio = [](uint64_t part, uint64_t whole, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof text, "  (%.2f %s)",
                  static_cast<double>(part) / static_cast<double>(std::max<uint64_t>(whole, 1)), unit);
    return std::string(text);
  };
  out.Write(name);
  out.Write("\n");
  line("bytes", counted.bytes);
  line("documents", counted.documents);
  line("nodes", counted.nodes(), ratio(counted.bytes, counted.nodes(), "bytes of text each"));
  line("scalars", counted.scalars);
  line("sequences", counted.sequences);
  line("mappings", counted.mappings);
  line("aliases", counted.aliases);
  line("anchors", counted.anchors);
  line("depth", counted.depth);
  line("bytes of values", counted.memory, ratio(counted.memory, counted.nodes(), "a node"));
  line("with equal ones shared", counted.memory_shared,
       ratio(counted.memory_shared, counted.nodes(), "a node"));
}

Result<void> WriteStatistics(yaml::InputText& input, yaml::LoadOptions options, Output& out,
                             Account& account) {
  Statistics counted{.bytes = input.text().size()};
  if (Result<void> done = CountEvents(input.text(), input.name, account, &counted); !done) return done;
  options.name = input.name;
  for (const yaml::Dedup dedup : {yaml::Dedup::kOff, yaml::Dedup::kOn}) {
    options.dedup = dedup;
    const Result<uint64_t> memory = MemoryOfValues(input.text(), account, options);
    if (!memory) return std::unexpected(memory.error());
    (dedup == yaml::Dedup::kOff ? counted.memory : counted.memory_shared) = *memory;
  }
  Print(input.name, counted, out);
  return {};
}

struct StatsCommand : YamlCommand {
  yaml::LoadOptions loading;
};

}  // namespace

void AddYamlStats(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand("stats", "Count nodes, and the memory that their values take");
  const auto command = std::make_shared<StatsCommand>();
  AddYamlInputs(*verb, *command, true);
  AddLoadOptions(*verb, command->loading);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    YamlRun run(*command, common);
    exit_code = run.Run([&](yaml::InputText& input, Output& out) {
      return WriteStatistics(input, command->loading, out, run.account());
    });
  });
}

}  // namespace tare::cli
