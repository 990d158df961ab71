// tare yaml set, delete, insert, rename: changes to the text that leave all else as it is.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_edit.h"
#include "tare/yaml_emitter.h"

namespace tare::cli {
namespace {

struct EditCommand : YamlCommand {
  std::string path;
  std::string value;    // of set and insert; the key of rename
  std::string key;      // of insert
  bool string = false;  // the value is one as it stands
  bool in_place = false;
  size_t document = 0;
};

using Edit = std::function<Result<yaml::Splices>(const EditCommand& command, std::string_view text,
                                                 const yaml::Path& path, Account& account,
                                                 const yaml::EditOptions& options)>;

// A string as YAML.
std::string Quoted(std::string_view string, Account& account) {
  std::pmr::string text(&account);
  const std::unique_ptr<Output> out = Output::ToString(&text, account);
  yaml::Emitter emitter(*out, account,
                        {.style = yaml::EmitStyle::kPretty, .markers = yaml::DocumentMarkers::kWhenNeeded});
  emitter.Write({.kind = yaml::EventKind::kDocumentStart}, {});
  const yaml::ScalarText scalar{.raw = string, .style = yaml::ScalarStyle::kDoubleQuoted, .verbatim = true};
  emitter.Write({.kind = yaml::EventKind::kScalar, .scalar = scalar}, {});
  emitter.Write({.kind = yaml::EventKind::kDocumentEnd}, {});
  [[maybe_unused]] const Result<void> written = out->Commit();  // memory does not fail otherwise
  return std::string(text);
}

// Says where what was not found is, if in another document of the stream.
void AddDocumentHint(const EditCommand& command, const yaml::Path& path, const yaml::InputText& input,
                     Account& account, Error* error) {
  if (error->code != ErrorCode::kNotFound || !error->hint.empty()) return;
  Result<yaml::DocumentStream> documents =
      yaml::LoadAll(input.text(), account, {.allow_duplicate_keys = true, .name = input.name});
  for (size_t document = 0; documents; ++document) {
    const Result<bool> more = documents->Next();
    if (!more || !*more) return;
    if (document == command.document || !yaml::FindFirst(documents->root(), path, account).exists()) continue;
    error->hint = "document " + std::to_string(document) + " has it: -d " + std::to_string(document);
    return;
  }
}

Result<void> Apply(const EditCommand& command, const Edit& edit, yaml::InputText& input, Output& out,
                   Account& account) {
  const Result<yaml::Path> path = ParsePath(command.path, account);
  if (!path) return std::unexpected(path.error());
  Result<yaml::Splices> splices =
      edit(command, input.text(), *path, account, {.document = command.document, .name = input.name});
  if (!splices) {
    AddDocumentHint(command, *path, input, account, &splices.error());
    return std::unexpected(std::move(splices.error()));
  }
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
  if (command.string) command.value = Quoted(command.value, run.account());
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
    verb.add_flag("-s,--string", command.string, "VALUE is a string, whatever it looks like");
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
