// tare yaml get: the values that a path leads to.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/yaml_run.h"
#include "cli/yaml_verbs.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_path.h"
#include "yaml/edit_targets.h"
#include "yaml/excerpt.h"

namespace tare::cli {
namespace {

struct GetCommand : YamlCommand {
  std::string path;
  yaml::LoadOptions loading;
  bool json = false;
  bool with_paths = false;

  // Scalars are written as their text, for other programs.
  bool AsText() const { return !json && !with_paths; }
};

// What a path finds in one document, for collections as they stand in the text.
class Found {
 public:
  Found(const yaml::Node& root, const yaml::Path& path, Account& account)
      : root_(root), path_(path), account_(account) {}

  // Nothing is written from the text without it: where values are not what is written there. `texts` has it
  // as that of the document with the number.
  void UseText(yaml::DocumentTexts& texts, size_t document) {
    std::pmr::vector<yaml::Names> targets(&account_);
    std::pmr::string place(&account_);
    size_t held = 0;
    yaml::Find(root_, path_, account_, [&](const yaml::PathMatch& match) {
      if (!IsCollection(match.node)) return true;
      place.clear();
      match.AppendPath(&place);
      const Result<yaml::Path> concrete = yaml::Path::Parse(place, account_);
      targets.push_back(concrete ? yaml::NamesOf(*concrete, account_) : yaml::Names(&account_));
      held += targets.back().size() + kNamesOfTarget;
      return held <= kMostNames;
    });
    if (targets.empty() || held > kMostNames) return;
    excerpts_.emplace(texts.At(document), root_, account_);
    excerpts_->Find(targets);
  }

  void ForEach(const std::function<bool(const yaml::PathMatch&)>& found) const {
    yaml::Find(root_, path_, account_, found);
  }

  // Of the collections, in turn: false where it cannot be written from the text.
  bool WriteNext(const yaml::Node& node, Output& out) {
    return excerpts_ && excerpts_->Write(next_++, node, out);
  }

  static bool IsCollection(const yaml::Node& node) { return node.is_sequence() || node.is_mapping(); }

 private:
  // In paths that are held, some 50 MB: everything in a deep document has paths of its size squared. What is
  // kept beside a path takes as much as so many names.
  static constexpr size_t kMostNames = size_t{1} << 19;
  static constexpr size_t kNamesOfTarget = 8;

  const yaml::Node root_;
  const yaml::Path& path_;
  Account& account_;
  std::optional<yaml::Excerpts> excerpts_;
  size_t next_ = 0;
};

// Writes one value after another.
class ValueWriter {
 public:
  ValueWriter(const GetCommand& command, Output& out, Account& account)
      : command_(command), out_(out), account_(account), scratch_(&account) {}

  // `written` is the same document with all scalars as they are written, where AsText.
  // `name` is the input's.
  void Write(const yaml::PathMatch& match, Found& found, const yaml::Node& written, std::string_view name) {
    const bool collection = Found::IsCollection(match.node);
    // What follows is a document of its own.
    if (collection && !first_ && command_.AsText()) out_.Write("---\n");
    first_ = false;
    if (command_.with_paths) {
      scratch_.clear();
      match.AppendPath(&scratch_);
      out_.Write(scratch_);
      out_.Write(collection && !command_.json ? ":\n" : ": ");
    }
    if (collection && !command_.json && found.WriteNext(match.node, out_)) return;
    // A scalar for other programs is its text: 3.10 and 0644 as they stand. One beside its path is YAML.
    const bool as_text = !collection && !match.node.is_null() && command_.AsText();
    const std::string_view text = as_text ? TextOf(match, written) : std::string_view();
    if (match.node.is_string() ? as_text : !text.empty()) {
      out_.Write(text);
      if (!text.ends_with('\n')) out_.Put('\n');
    } else {
      yaml::Emitter emitter(out_, account_,
                            {.style = command_.json ? yaml::EmitStyle::kJsonLine : yaml::EmitStyle::kPretty,
                             .markers = yaml::DocumentMarkers::kWhenNeeded,
                             .json_kind = yaml::CoreJsonKind,
                             .name = name});
      yaml::EmitNode(match.node, emitter, account_, command_.loading.allow_duplicate_keys);
    }
  }

 private:
  std::string_view TextOf(const yaml::PathMatch& match, const yaml::Node& written) {
    if (match.node.is_string()) return match.node.Text(&scratch_);
    std::pmr::string place(&account_);
    match.AppendPath(&place);
    const Result<yaml::Path> path = yaml::Path::Parse(place, account_);
    return path ? yaml::FindFirst(written, *path, account_).Text(&scratch_) : std::string_view();
  }

  const GetCommand& command_;
  Output& out_;
  Account& account_;
  std::pmr::string scratch_;
  bool first_ = true;
};

Result<void> Get(const GetCommand& command, yaml::InputText& input, Output& out, Account& account) {
  const Result<yaml::Path> path = ParsePath(command.path, account);
  if (!path) return std::unexpected(path.error());
  yaml::LoadOptions options = command.loading;
  options.name = input.name;
  Result<yaml::DocumentStream> documents = yaml::LoadAll(input.text(), account, options);
  if (!documents) return std::unexpected(std::move(documents.error()));
  options.merge_keys |= options.schema == yaml::Schema::kYaml11;
  const bool use_text = !command.json && !options.merge_keys && !options.allow_duplicate_keys;
  options.allow_duplicate_keys = true;  // 1 and "1" are two keys, and the same text
  options.schema = yaml::Schema::kFailsafe;
  Result<yaml::DocumentStream> as_written =
      yaml::LoadAll(command.AsText() ? input.text() : std::string_view(), account, options);
  if (!as_written) return std::unexpected(std::move(as_written.error()));
  yaml::DocumentTexts texts(input.text(), account);
  ValueWriter writer(command, out, account);
  bool any = false;
  for (size_t document = 0; !out.failed() && !Interrupted(); ++document) {
    const Result<bool> more = documents->Next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    if (const Result<bool> written = as_written->Next(); !written) return std::unexpected(written.error());
    Found found(documents->root(), *path, account);
    if (use_text) found.UseText(texts, document);
    found.ForEach([&](const yaml::PathMatch& match) {
      any = true;
      writer.Write(match, found, as_written->root(), input.name);
      return !out.failed();
    });
  }
  if (any || Interrupted()) return {};
  Error error{.code = ErrorCode::kNotFound, .message = "there is nothing at " + path->ToString()};
  error.where.file = input.name;
  return std::unexpected(std::move(error));
}

}  // namespace

void AddYamlGet(CLI::App& yaml, CommonOptions& common, int& exit_code) {
  CLI::App* verb =
      yaml.add_subcommand("get",
                          "Write the values at a path: /spec/containers/0/image, /items/*/name, /**/image, "
                          "/items[kind=Deployment]");
  const auto command = std::make_shared<GetCommand>();
  verb->add_option("PATH", command->path, "Where the values are; \"/\" is the whole document")->required();
  AddYamlInputs(*verb, *command, true);
  verb->add_flag("--json", command->json, "As JSON, a value on a line");
  verb->add_flag("-p,--paths", command->with_paths, "With the path of each value before it");
  AddLoadOptions(*verb, command->loading);
  AddCommonOptions(*verb, common);
  verb->callback([command, &common, &exit_code] {
    YamlRun run(*command, common);
    exit_code = run.Run(
        [&](yaml::InputText& input, Output& out) { return Get(*command, input, out, run.account()); });
  });
}

}  // namespace tare::cli
