// tare yaml diff: what makes one file another, document by document.

#include <unistd.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_diff.h"

namespace tare::cli {
namespace {

// As those of diff(1).
enum DiffExitCode : int { kSame = 0, kDifferent = 1, kTrouble = 2 };

enum class DiffFormat : uint8_t { kText, kJsonPatch };

struct DiffCommand : YamlCommand {
  yaml::LoadOptions loading;
  yaml::DiffOptions options;
  DiffFormat format = DiffFormat::kText;
};

Result<yaml::DocumentStream> LoadInput(const yaml::InputText& input, yaml::LoadOptions options,
                                       Account& account) {
  options.name = input.name;
  return yaml::LoadAll(input.text(), account, options);
}

// Goes to the next document; what has none left stays at its end.
Result<yaml::Node> NextRoot(yaml::DocumentStream& documents) {
  const Result<bool> more = documents.Next();
  if (!more) return std::unexpected(more.error());
  return *more ? documents.root() : yaml::Node();
}

Result<int> Compare(const DiffCommand& command, const std::vector<yaml::InputText>& inputs, Output& out,
                    Account& account) {
  Result<yaml::DocumentStream> from = LoadInput(inputs[0], command.loading, account);
  if (!from) return std::unexpected(std::move(from.error()));
  Result<yaml::DocumentStream> to = LoadInput(inputs[1], command.loading, account);
  if (!to) return std::unexpected(std::move(to.error()));
  const bool colour =
      command.output.empty() && isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  yaml::Emitter patches(out, account, {.style = yaml::EmitStyle::kJson, .json_kind = yaml::CoreJsonKind});
  bool equal = true;
  for (uint64_t number = 1; !out.failed() && !Interrupted(); ++number) {
    const Result<yaml::Node> old_root = NextRoot(*from);
    if (!old_root) return std::unexpected(old_root.error());
    const Result<yaml::Node> new_root = NextRoot(*to);
    if (!new_root) return std::unexpected(new_root.error());
    if (!old_root->exists() && !new_root->exists()) break;
    const std::string name = number > 1 ? "document " + std::to_string(number) : std::string();
    equal &= command.format == DiffFormat::kText
                 ? yaml::WriteDiff(*old_root, *new_root, out, account, command.options,
                                   {.colour = colour, .document = name})
                 : yaml::WriteJsonPatch(*old_root, *new_root, patches, account, command.options);
  }
  return equal ? kSame : kDifferent;
}

}  // namespace

void AddYamlDiff(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand(
      "diff", "Compare two files by their values: exit code 0 if they are equal, 1 if not, 2 in trouble");
  const auto command = std::make_shared<DiffCommand>();
  AddYamlInputs(*verb, *command, true);
  verb->get_option("INPUT")->description("Two files, or - for standard input");
  static const std::map<std::string, DiffFormat> formats = {{"text", DiffFormat::kText},
                                                            {"json-patch", DiffFormat::kJsonPatch}};
  verb->add_option("--format", command->format,
                   "text (the default), or json-patch (RFC 6902, an array for each document)")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
      ->type_name("NAME")
      ->option_text("NAME");
  verb->add_option("--key", command->options.key,
                   "Elements of sequences with the same value of this key are the same thing");
  verb->add_flag("--order", command->options.mind_order, "Keys in another order are a difference");
  AddLoadOptions(*verb, command->loading);
  verb->remove_option(verb->get_option("--allow-duplicate-keys"));
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    TakeReportFile(command->inputs, common);
    if (command->inputs.size() != 2) throw CLI::ValidationError("INPUT", "two files are compared");
    YamlRun run(*command, common);
    exit_code = run.RunTogether([&](const std::vector<yaml::InputText>& inputs,
                                    Output& out) { return Compare(*command, inputs, out, run.account()); },
                                kTrouble);
  });
}

}  // namespace tare::cli
