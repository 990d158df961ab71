// tare yaml set, delete, insert, rename: changes to the text that leave all else as it is.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_edit.h"

namespace tare::cli {
namespace {

struct EditCommand : YamlCommand {
  std::string path;
  std::string value;  // of set and insert; the key of rename
  std::string key;    // of insert
  bool in_place = false;
  size_t document = 0;
};

using Edit = std::function<Result<yaml::Splices>(const EditCommand& command, std::string_view text,
                                                 const yaml::Path& path, Account& account,
                                                 const yaml::EditOptions& options)>;

Result<void> Apply(const EditCommand& command, const Edit& edit, yaml::InputText& input, Output& out,
                   Account& account) {
  const Result<yaml::Path> path = ParsePath(command.path, account);
  if (!path) return std::unexpected(path.error());
  const Result<yaml::Splices> splices =
      edit(command, input.text(), *path, account, {.document = command.document, .name = input.name});
  if (!splices) return std::unexpected(splices.error());
  if (!command.in_place) {
    yaml::ApplySplices(input.text(), *splices, out);
    return {};
  }
  if (splices->empty()) return {};
  const Result<std::unique_ptr<Output>> file = OpenInPlace(input, account);
  if (!file) return std::unexpected(file.error());
  yaml::ApplySplices(input.text(), *splices, **file);
  return CommitInPlace(input, **file);
}

int Run(EditCommand& command, CommonOptions& common, const Edit& edit) {
  if (command.in_place && RefusesInPlace(command)) return kUsage;
  YamlRun run(command, common);
  return run.Run(
      [&](yaml::InputText& input, Output& out) { return Apply(command, edit, input, out, run.account()); });
}

// What the four have in common, around the operands of each.
void AddEdit(CLI::App& yaml, const char* name, const char* help, CommonOptions& common, int& exit_code,
             const std::function<void(CLI::App&, EditCommand&)>& add_operands, const Edit& edit) {
  CLI::App* verb = yaml.add_subcommand(name, help);
  const auto command = std::make_shared<EditCommand>();
  verb->add_option("PATH", command->path, "Where, as in `tare yaml get`")->required();
  add_operands(*verb, *command);
  AddYamlInputs(*verb, *command, true);
  verb->add_flag("-i,--in-place", command->in_place, "Change the files that are named")->excludes("--output");
  verb->add_option("-d,--document", command->document, "Which document of a stream, from 0 (the default)");
  AddCommonOptions(*verb, common);
  verb->callback([command, edit, &common, &exit_code] { exit_code = Run(*command, common, edit); });
}

}  // namespace

void AddYamlEdits(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  const auto takes_value = [](CLI::App& verb, EditCommand& command) {
    verb.add_option("VALUE", command.value, "The new value, as YAML")->required();
  };
  AddEdit(yaml, "set", "Set the value at a path; keys that are not there are added", common, exit_code,
          takes_value,
          [](const EditCommand& command, std::string_view text, const yaml::Path& path, Account& account,
             const yaml::EditOptions& options) {
            return yaml::SetValue(text, path, command.value, account, options);
          });
  AddEdit(
      yaml, "delete", "Remove the entries at a path", common, exit_code, [](CLI::App&, EditCommand&) {},
      [](const EditCommand&, std::string_view text, const yaml::Path& path, Account& account,
         const yaml::EditOptions& options) { return yaml::DeleteValue(text, path, account, options); });
  AddEdit(
      yaml, "insert", "Insert an element before the one at a path; /items/- is behind the last", common,
      exit_code,
      [&](CLI::App& verb, EditCommand& command) {
        takes_value(verb, command);
        verb.add_option("-k,--key", command.key, "Of the new entry, where PATH is in a mapping");
      },
      [](const EditCommand& command, std::string_view text, const yaml::Path& path, Account& account,
         const yaml::EditOptions& options) {
        const std::optional<std::string_view> key =
            command.key.empty() ? std::nullopt : std::optional<std::string_view>(command.key);
        return yaml::InsertValue(text, path, key, command.value, account, options);
      });
  AddEdit(
      yaml, "rename", "Give the entry at a path another key", common, exit_code,
      [](CLI::App& verb, EditCommand& command) {
        verb.add_option("KEY", command.value, "The new key, a string")->required();
      },
      [](const EditCommand& command, std::string_view text, const yaml::Path& path, Account& account,
         const yaml::EditOptions& options) {
        return yaml::RenameKey(text, path, command.value, account, options);
      });
}

}  // namespace tare::cli
