// tare yaml merge: three files into one, or one laid over another, document by document.

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_merge.h"
#include "text/utf8.h"
#include "yaml/excerpt.h"
#include "yaml/node_events.h"

namespace tare::cli {
namespace {

enum MergeExitCode : int { kClean = 0, kConflicts = 1, kTrouble = 2 };

constexpr size_t kShown = 40;  // bytes of a value in a message

struct MergeCommand : YamlCommand {
  yaml::LoadOptions loading;
  yaml::MergeOptions merging;
  bool join = false;
  yaml::JoinOptions joining;
  std::string sequences;
  std::vector<std::pair<std::string, std::string>> sequences_at;
  bool keep_nulls = false;
};

// "replace", "append" or "key=NAME"; nothing for anything else.
std::optional<yaml::SequenceRule> ParseRule(const std::string& text) {
  if (text == "replace") return yaml::SequenceRule{.how = yaml::SequenceJoin::kReplace};
  if (text == "append") return yaml::SequenceRule{.how = yaml::SequenceJoin::kAppend};
  if (!text.starts_with("key=") || text.size() == 4) return std::nullopt;
  return yaml::SequenceRule{.how = yaml::SequenceJoin::kByKey, .key = text.substr(4)};
}

// The same documents of all inputs.
class Documents {
 public:
  static Result<Documents> Open(const std::vector<yaml::InputText>& inputs, yaml::LoadOptions options,
                                Account& account) {
    Documents documents;
    for (const yaml::InputText& input : inputs) {
      options.name = input.name;
      Result<yaml::DocumentStream> stream = yaml::LoadAll(input.text(), account, options);
      if (!stream) return std::unexpected(std::move(stream.error()));
      documents.streams_.push_back(std::move(*stream));
    }
    return documents;
  }

  // False where none has one left. Inputs that have none left get a missing root.
  Result<bool> Next() {
    bool any = false;
    for (size_t i = 0; i < streams_.size(); ++i) {
      const Result<bool> more = streams_[i].Next();
      if (!more) return more;
      roots_[i] = *more ? streams_[i].root() : yaml::Node();
      any |= *more;
    }
    return any;
  }

  const yaml::Node& operator[](size_t input) const { return roots_[input]; }

 private:
  std::vector<yaml::DocumentStream> streams_;
  std::array<yaml::Node, 3> roots_;
};

std::string Shown(const yaml::Node& node, Account& account) {
  if (!node.exists()) return "nothing";
  if (node.is_sequence()) return "a sequence of " + std::to_string(node.size());
  if (node.is_mapping()) return "a mapping of " + std::to_string(node.size());
  yaml::NumberRoom room;
  std::pmr::string scratch(&account);
  const std::string_view text = yaml::ScalarContent(node, &room, &scratch);
  std::string shown(text.substr(0, text::CutBefore(text, std::min(text.size(), kShown))));
  if (text.size() > kShown) shown += "...";
  return node.is_string() ? "\"" + shown + "\"" : shown;
}

void PrintConflict(const yaml::Conflict& conflict, Account& account) {
  const yaml::Node& place = conflict.ours.exists() ? conflict.ours : conflict.theirs;
  Error error = place.MakeError(ErrorCode::kMalformed, {});
  const std::string path = conflict.path.empty() ? "the document" : std::string(conflict.path);
  error.message = "both sides changed " + path + ": base has " + Shown(conflict.base, account) + ", ours " +
                  Shown(conflict.ours, account) + ", theirs " + Shown(conflict.theirs, account);
  PrintError(error);
}

// Writes the documents of the result, with "---" between.
class ResultWriter {
 public:
  // `keeps_text`: values are what is written in the text.
  ResultWriter(Output& out, Account& account, bool keeps_text)
      : out_(out), account_(account), keeps_text_(keeps_text) {}

  // One that is an input's as it is, with its comments and styles.
  void WriteAsItIs(const yaml::Node& root, std::string_view text) {
    if (!root.exists()) return;
    Separate();
    if (keeps_text_) {
      std::pmr::vector<yaml::Names> targets(&account_);
      targets.emplace_back();  // the root
      yaml::Excerpts excerpts(text, root, account_);
      excerpts.Find(targets);
      if (excerpts.Write(0, root, out_)) return;
    }
    yaml::Emitter emitter(out_, account_, kWrittenAnew);
    yaml::EmitNode(root, emitter, account_);
  }

  // One that `write` gives to an emitter.
  template <typename Writer>
  auto WriteAnew(Writer write) {
    Separate();
    yaml::Emitter emitter(out_, account_, kWrittenAnew);
    return write(emitter);
  }

 private:
  static constexpr yaml::EmitOptions kWrittenAnew{.style = yaml::EmitStyle::kPretty};

  void Separate() {
    if (std::exchange(any_, true)) out_.Write("---\n");
  }

  Output& out_;
  Account& account_;
  const bool keeps_text_;
  bool any_ = false;
};

// The same document of three inputs, and its texts.
struct MergedDocument {
  const Documents& roots;
  std::array<std::string_view, 3> texts;
};

// Returns the number of conflicts.
uint64_t MergeDocument(const MergeCommand& command, const MergedDocument& document, ResultWriter& result,
                       Account& account) {
  const auto& [base, ours, theirs] = std::tie(document.roots[0], document.roots[1], document.roots[2]);
  // Equal values may have other comments and another spelling.
  if (base == ours && (base != theirs || document.texts[0] == document.texts[1])) {
    result.WriteAsItIs(theirs, document.texts[2]);
    return 0;
  }
  if (base == theirs || ours == theirs) {
    result.WriteAsItIs(ours, document.texts[1]);
    return 0;
  }
  const auto report = [&](const yaml::Conflict& at) { PrintConflict(at, account); };
  const bool theirs_count = command.merging.prefer == yaml::Prefer::kTheirs;
  const bool removed = !ours.exists() || !theirs.exists();  // by one, and changed by the other
  if (removed && !(theirs_count ? theirs : ours).exists()) {
    const std::unique_ptr<Output> nothing =
        Output::ToCallback([](std::string_view) { return true; }, account);
    yaml::Emitter emitter(*nothing, account);
    return yaml::Merge(base, ours, theirs, emitter, account, command.merging, report);
  }
  return result.WriteAnew([&](yaml::Emitter& emitter) {
    return yaml::Merge(base, ours, theirs, emitter, account, command.merging, report);
  });
}

Result<int> MergeInputs(const MergeCommand& command, const std::vector<yaml::InputText>& inputs, Output& out,
                        Account& account) {
  Result<Documents> documents = Documents::Open(inputs, command.loading, account);
  if (!documents) return std::unexpected(std::move(documents.error()));
  const yaml::LoadOptions& loading = command.loading;
  ResultWriter result(out, account, !loading.merge_keys && loading.schema != yaml::Schema::kYaml11);
  std::deque<yaml::DocumentTexts> texts;
  for (const yaml::InputText& input : inputs) texts.emplace_back(input.text(), account);
  uint64_t conflicts = 0;
  for (size_t number = 0; !out.failed() && !Interrupted(); ++number) {
    const Result<bool> more = documents->Next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    MergedDocument document{*documents, {}};
    for (size_t i = 0; i < inputs.size(); ++i) document.texts[i] = texts[i].At(number);
    const auto& [base, overlay] = std::tie((*documents)[0], (*documents)[1]);
    if (!command.join) {
      conflicts += MergeDocument(command, document, result, account);
    } else if (!overlay.exists()) {
      result.WriteAsItIs(base, document.texts[0]);
    } else {
      Result<void> joined = result.WriteAnew([&](yaml::Emitter& emitter) {
        return yaml::Join(base, overlay, emitter, account, command.joining);
      });
      if (!joined) return std::unexpected(std::move(joined.error()));
    }
  }
  return conflicts == 0 ? kClean : kConflicts;
}

void AddMergeOptions(CLI::App& verb, MergeCommand& command) {
  static const std::map<std::string, yaml::Prefer> sides = {{"ours", yaml::Prefer::kOurs},
                                                            {"theirs", yaml::Prefer::kTheirs}};
  verb.add_option("--prefer", command.merging.prefer,
                  "Whose value counts where both sides changed it: ours or theirs")
      ->transform(CLI::CheckedTransformer(sides))
      ->type_name("SIDE")
      ->option_text("SIDE");
  verb.add_option("--key", command.merging.key,
                  "Elements of sequences with the same value of this key are the same thing");
  CLI::Option* join = verb.add_flag("--join", command.join, "Lay the second file over the first");
  const auto check_rule = [](const std::string& text) {
    return ParseRule(text) ? std::string() : "\"" + text + "\" is none of replace, append and key=NAME";
  };
  verb.add_option("--sequences", command.sequences,
                  "With --join, what becomes of sequences: replace (the default), append, or key=NAME")
      ->needs(join)
      ->check(check_rule);
  verb.add_option("--sequences-at", command.sequences_at,
                  "The same for sequences at a path, in which * stands for any one key: "
                  "/spec/*/containers key=name")
      ->needs(join)
      ->type_name("PATH RULE");
  verb.add_option("--at", command.joining.at, "With --join, where in the first file the second belongs")
      ->needs(join);
  verb.add_flag("--keep-nulls", command.keep_nulls, "With --join, a null is a value, and removes no key")
      ->needs(join);
}

// What CLI11 has parsed, as options.
void Complete(MergeCommand& command) {
  const size_t wanted = command.join ? 2 : 3;
  if (command.inputs.size() != wanted)
    throw CLI::ValidationError("INPUT", command.join ? "two files are joined: BASE OVERLAY"
                                                     : "three files are merged: BASE OURS THEIRS");
  command.joining.null_deletes = !command.keep_nulls;
  if (!command.sequences.empty()) command.joining.sequences = *ParseRule(command.sequences);
  for (const auto& [path, text] : command.sequences_at) {
    const std::optional<yaml::SequenceRule> rule = ParseRule(text);
    if (!rule)
      throw CLI::ValidationError("--sequences-at",
                                 "\"" + text + "\" is none of replace, append and key=NAME");
    command.joining.rules.push_back({path, *rule});
  }
}

}  // namespace

void AddYamlMerge(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb = yaml.add_subcommand(
      "merge", "Merge BASE OURS THEIRS, or join BASE OVERLAY: exit code 1 with conflicts, 2 in trouble");
  const auto command = std::make_shared<MergeCommand>();
  AddYamlInputs(*verb, *command, true);
  verb->get_option("INPUT")->description(
      "BASE OURS THEIRS, or with --join BASE OVERLAY; - is standard input");
  AddMergeOptions(*verb, *command);
  AddLoadOptions(*verb, command->loading);
  verb->remove_option(verb->get_option("--allow-duplicate-keys"));
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    TakeReportFile(command->inputs, common);
    Complete(*command);
    YamlRun run(*command, common);
    exit_code =
        run.RunTogether([&](const std::vector<yaml::InputText>& inputs,
                            Output& out) { return MergeInputs(*command, inputs, out, run.account()); },
                        kTrouble);
  });
}

}  // namespace tare::cli
