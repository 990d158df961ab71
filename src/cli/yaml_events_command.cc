// tare yaml events: what the parser sees, in the notation of the yaml-test-suite.

#include <memory>
#include <utility>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_events.h"
#include "yaml/event_notation.h"

namespace tare::cli {
namespace {

Result<void> WriteEvents(yaml::InputText& input, Output& out, Account& account) {
  yaml::Parser parser(input.text(), account, {.name = input.name});
  std::pmr::string tag(&account);
  std::pmr::string content(&account);
  while (const yaml::Event* event = parser.Next()) {
    const std::string_view decoded = event->kind == yaml::EventKind::kScalar
                                         ? yaml::DecodeScalar(event->scalar, &content)
                                         : std::string_view{};
    yaml::WriteNotation(*event, parser.ResolveTag(event->tag, &tag), decoded, out);
    if (event->kind == yaml::EventKind::kStreamEnd || out.failed() || Interrupted()) return {};
    if (input.source) input.source->ReleaseBefore(event->begin);
  }
  return std::unexpected(parser.error());
}

}  // namespace

void AddYamlEvents(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb =
      yaml.add_subcommand("events", "Write the parser's events, in the yaml-test-suite's notation");
  const auto command = std::make_shared<YamlCommand>();
  AddYamlInputs(*verb, *command, true);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    YamlRun run(*command, common);
    exit_code =
        run.Run([&](yaml::InputText& input, Output& out) { return WriteEvents(input, out, run.account()); });
  });
}

}  // namespace tare::cli
