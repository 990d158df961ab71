// tare yaml format: YAML written anew, with its comments.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_format.h"

namespace tare::cli {
namespace {

struct FormatCommand : YamlCommand {
  yaml::FormatOptions options;
  unsigned indentation = 2;
  bool in_place = false;
  bool check = false;
  bool no_empty_lines = false;
  std::optional<bool> indent_sequences{};

  bool WritesJson() const {
    return options.emit.style == yaml::EmitStyle::kJson || options.emit.style == yaml::EmitStyle::kJsonLine;
  }
};

class FormatRun {
 public:
  FormatRun(const FormatCommand& command, Account& account) : command_(command), account_(account) {}

  Result<void> Take(yaml::InputText& input, Output& out) {
    if (!command_.in_place && !command_.check) return Join(input, out);
    const Result<bool> changes = Changes(input);
    if (!changes) return std::unexpected(changes.error());
    if (!*changes) return {};
    changed_ = true;
    if (command_.in_place) return Replace(input);
    out.Write(input.name);
    out.Put('\n');
    return {};
  }

  // Whether there was an input that is not as it would be written.
  bool changed() const { return changed_; }

 private:
  Result<void> Write(yaml::InputText& input, Output& out) {
    yaml::FormatOptions options = command_.options;
    options.name = input.name;
    options.source = input.source.get();
    return yaml::Format(input.text(), out, account_, options);
  }

  // One input behind the other: "..." keeps their documents apart.
  Result<void> Join(yaml::InputText& input, Output& out) {
    if (!first_ && !command_.WritesJson()) out.Write(ends_line_ ? "...\n" : "\n...\n");
    first_ = false;
    const bool as_it_is = command_.options.emit.style == yaml::EmitStyle::kOriginal;
    ends_line_ = !as_it_is || input.text().empty() || input.text().ends_with('\n');
    return Write(input, out);
  }

  // Formats all of it, as an error may be anywhere.
  Result<bool> Changes(yaml::InputText& input) {
    std::string_view left = input.text();
    bool same = true;
    const auto out = Output::ToCallback(
        [&](std::string_view bytes) {
          same = same && left.starts_with(bytes);
          if (same) left.remove_prefix(bytes.size());
          return true;
        },
        account_);
    Result<void> written = Write(input, *out);
    if (written) written = out->Commit();
    if (!written) return std::unexpected(written.error());
    return !same || !left.empty();
  }

  Result<void> Replace(yaml::InputText& input) {
    const Result<std::unique_ptr<Output>> out = OpenInPlace(input, account_);
    if (!out) return std::unexpected(out.error());
    const Result<void> written = Write(input, **out);
    return written ? CommitInPlace(input, **out) : written;
  }

  const FormatCommand& command_;
  Account& account_;
  bool first_ = true;
  bool ends_line_ = true;
  bool changed_ = false;
};

int Run(FormatCommand& command, CommonOptions& common) {
  if (command.in_place && RefusesInPlace(command)) return kUsage;
  command.options.emit.indentation = static_cast<uint8_t>(command.indentation);
  command.options.emit.json_kind = yaml::CoreJsonKind;
  command.options.keep_sequences = !command.indent_sequences;
  command.options.emit.indent_sequences = command.indent_sequences.value_or(false);
  command.options.keep_empty_lines = !command.no_empty_lines;
  YamlRun run(command, common);
  FormatRun format(command, run.account());
  const int exit_code = run.Run([&](yaml::InputText& input, Output& out) { return format.Take(input, out); });
  return exit_code == kSuccess && command.check && format.changed() ? int{kFailure} : exit_code;
}

template <typename Value>
void AddChoice(CLI::App& verb, const std::string& name, Value& value,
               const std::map<std::string, Value>& choices, const std::string& help) {
  verb.add_option(name, value, help)
      ->transform(CLI::CheckedTransformer(choices, CLI::ignore_case))
      ->type_name("NAME")
      ->option_text("NAME");
}

void AddLayoutOptions(CLI::App& verb, FormatCommand& command) {
  using yaml::DocumentMarkers;
  using yaml::EmitStyle;
  yaml::EmitOptions& emit = command.options.emit;
  AddChoice<EmitStyle>(
      verb, "--style", emit.style,
      {{"tidy", EmitStyle::kTidy},
       {"block", EmitStyle::kBlock},
       {"flow", EmitStyle::kFlow},
       {"pretty", EmitStyle::kPretty},
       {"original", EmitStyle::kOriginal},
       {"json", EmitStyle::kJson},
       {"json-line", EmitStyle::kJsonLine}},
      "tidy (the default: brackets and quotes stay), block, flow, pretty (block, and scalars as "
      "simple as can be), original (unchanged but for --sort-keys), json, json-line (both "
      "without comments)");
  AddChoice<DocumentMarkers>(
      verb, "--markers", emit.markers,
      {{"keep", DocumentMarkers::kKeep},
       {"always", DocumentMarkers::kAlways},
       {"when-needed", DocumentMarkers::kWhenNeeded}},
      "Where \"---\" and \"...\" are written: keep (the default), always, when-needed");
  verb.add_option("--indent", command.indentation, "Spaces a level; 2 by default")->check(CLI::Range(1, 9));
  verb.add_option("--width", emit.width, "Columns beyond which text is wrapped; 0, the default, is never");
  // Not as a flag of an optional: that one is false where it is not given.
  verb.add_flag_function(
      "--indent-sequences,!--no-indent-sequences",
      [&command](int64_t given) { command.indent_sequences = given > 0; },
      "\"- \" stands further right than its key, or not (else, in the tidy style, as in the input)");
  verb.add_flag("--sort-keys", command.options.sort_keys, "Sort the keys of mappings");
  verb.add_flag("--no-empty-lines", command.no_empty_lines, "Leave empty lines between entries out");
}

}  // namespace

void AddYamlFormat(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand("format", "Write YAML anew, with its comments");
  const auto command = std::make_shared<FormatCommand>();
  AddYamlInputs(*verb, *command, true);
  CLI::Option* in_place =
      verb->add_flag("-i,--in-place", command->in_place, "Change the files that are named")
          ->excludes("--output");
  verb->add_flag("--check", command->check, "List the files that would change; exit code 1 if there are any")
      ->excludes(in_place);
  AddLayoutOptions(*verb, *command);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] { exit_code = Run(*command, common); });
}

}  // namespace tare::cli
