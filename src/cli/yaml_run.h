#pragma once

// What the verbs of `tare yaml` share: inputs one after another, one output, errors shown with their lines.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "tare/convert.h"
#include "tare/io.h"
#include "tare/yaml_path.h"
#include "tare/yaml_values.h"
#include "yaml/input_text.h"

namespace tare::cli {

struct YamlCommand {
  std::vector<std::string> inputs;
  std::string output;  // a file; "-" or empty is standard output
};

// Declares INPUT and, with `writes`, -o.
void AddYamlInputs(CLI::App& verb, YamlCommand& command, bool writes);

// Declares --schema, --merge-keys, --allow-duplicate-keys and --strict-json.
void AddLoadOptions(CLI::App& verb, yaml::LoadOptions& options);

// Says so where an input is standard input, which cannot be changed in place.
bool RefusesInPlace(const YamlCommand& command);

// The file of an input, to be written anew. CommitInPlace puts it in its place, unless the file has changed
// since it was read, which is an error.
Result<std::unique_ptr<Output>> OpenInPlace(const yaml::InputText& input, Account& account);
Result<void> CommitInPlace(const yaml::InputText& input, Output& out);

// A PATH operand. Its error tells the column in it, and no place in a file.
Result<yaml::Path> ParsePath(const std::string& text, Account& account);

class YamlRun {
 public:
  YamlRun(YamlCommand& command, CommonOptions& common);

  // What a verb does with an input, in UTF-8. An error is shown with its line, and the next input follows.
  using Work = std::function<Result<void>(yaml::InputText& input, Output& out)>;
  // Returns the exit code.
  int Run(const Work& work);

  // The same for verbs that need their inputs side by side: in the order given, if all could be read. Returns
  // the exit code that `work` does, or `trouble` where anything failed; then nothing replaces the output
  // file.
  using WorkTogether = std::function<Result<int>(std::vector<yaml::InputText>& inputs, Output& out)>;
  int RunTogether(const WorkTogether& work, int trouble);

  Account& account() { return account_; }
  Engine& engine() { return engine_; }

 private:
  Result<std::unique_ptr<Output>> OpenOutput();
  Result<yaml::InputText> Open(const std::string& path);
  void RunOne(const std::string& path, const Work& work, Output& out);
  void Fail(const Error& error, std::string_view text);
  // Finds the text by the error's file.
  void FailIn(const std::vector<yaml::InputText>& inputs, const Error& error);

  YamlCommand& command_;
  CommonOptions& common_;
  Engine engine_;
  Account& account_;
  bool failed_ = false;
};

}  // namespace tare::cli
