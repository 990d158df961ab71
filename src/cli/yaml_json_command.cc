// tare yaml json: documents as JSON, one after another.

#include <memory>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_emitter.h"

namespace tare::cli {
namespace {

struct JsonCommand : YamlCommand {
  yaml::LoadOptions loading;
  bool compact = false;
  unsigned indentation = 2;
};

Result<void> WriteJson(const JsonCommand& command, yaml::InputText& input, Output& out, Account& account) {
  yaml::LoadOptions options = command.loading;
  options.name = input.name;
  options.source = input.source.get();
  Result<yaml::DocumentStream> documents = yaml::LoadAll(input.text(), account, options);
  if (!documents) return std::unexpected(std::move(documents.error()));
  yaml::Emitter emitter(out, account,
                        {.style = command.compact ? yaml::EmitStyle::kJsonLine : yaml::EmitStyle::kJson,
                         .indentation = static_cast<uint8_t>(command.indentation),
                         .json_kind = yaml::CoreJsonKind,
                         .name = input.name});
  while (!out.failed() && !Interrupted()) {
    const Result<bool> more = documents->Next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    yaml::EmitNode(documents->root(), emitter, account, options.allow_duplicate_keys);
  }
  return {};
}

}  // namespace

void AddYamlJson(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand("json", "Write documents as JSON, one after another");
  const auto command = std::make_shared<JsonCommand>();
  AddYamlInputs(*verb, *command, true);
  verb->add_flag("-c,--compact", command->compact, "Each document on one line, without spaces");
  verb->add_option("--indent", command->indentation, "Spaces a level; 2 by default")->check(CLI::Range(1, 9));
  AddLoadOptions(*verb, command->loading);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    YamlRun run(*command, common);
    exit_code = run.Run(
        [&](yaml::InputText& input, Output& out) { return WriteJson(*command, input, out, run.account()); });
  });
}

}  // namespace tare::cli
