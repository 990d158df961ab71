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
  // The most that was in use at once, a document at a time.
  uint64_t peak_of_events = 0;
  uint64_t peak_of_values = 0;
  uint64_t peak_of_shared_values = 0;

  uint64_t nodes() const { return scalars + sequences + mappings; }
};

Result<void> CountEvents(yaml::InputText& input, Account& account, Statistics* counted) {
  yaml::Parser parser(input.text(), account, {.name = input.name});
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
    if (input.source) input.source->ReleaseBefore(event->begin);
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
  const uint64_t saved = counted.memory - std::min(counted.memory, counted.memory_shared);
  line("saved by sharing", saved, ratio(100 * saved, counted.memory, "%"));
  out.Write("  most bytes in use, a document at a time\n");
  line("  events", counted.peak_of_events);
  line("  values", counted.peak_of_values);
  line("  values, shared", counted.peak_of_shared_values);
}

// Each kind of memory has its account, so that the memory report tells them apart too.
class StatisticsAccounts {
 public:
  explicit StatisticsAccounts(Ledger& ledger)
      : events(ledger.Open("yaml/events")),
        values(ledger.Open("yaml/values")),
        shared_values(ledger.Open("yaml/shared values")) {}

  Account& events;
  Account& values;
  Account& shared_values;
};

Result<void> WriteStatistics(yaml::InputText& input, yaml::LoadOptions options, Output& out,
                             StatisticsAccounts& accounts) {
  Statistics counted{.bytes = input.text().size()};
  Account events("events", accounts.events.budget(), &accounts.events);  // of this input alone
  if (Result<void> done = CountEvents(input, events, &counted); !done) return done;
  counted.peak_of_events = events.peak();
  options.name = input.name;
  options.source = input.source.get();
  for (const yaml::Dedup dedup : {yaml::Dedup::kOff, yaml::Dedup::kOn}) {
    const bool shared = dedup == yaml::Dedup::kOn;
    Account& total = shared ? accounts.shared_values : accounts.values;
    Account account("values", total.budget(), &total);
    options.dedup = dedup;
    const Result<uint64_t> memory = MemoryOfValues(input.text(), account, options);
    if (!memory) return std::unexpected(memory.error());
    (shared ? counted.memory_shared : counted.memory) = *memory;
    (shared ? counted.peak_of_shared_values : counted.peak_of_values) = account.peak();
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
    StatisticsAccounts accounts(run.engine().ledger());
    exit_code = run.Run([&](yaml::InputText& input, Output& out) {
      return WriteStatistics(input, command->loading, out, accounts);
    });
  });
}

}  // namespace tare::cli
