// tare yaml: what there is for YAML alone.

#include "cli/verbs.h"
#include "cli/yaml_verbs.h"

namespace tare::cli {

void AddYaml(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* yaml = program.add_subcommand("yaml", "Read, check, query, change and write YAML");
  yaml->require_subcommand(1);
  AddYamlDiff(*yaml, common, exit_code);
  AddYamlEvents(*yaml, common, exit_code);
  AddYamlJson(*yaml, common, exit_code);
  AddYamlGet(*yaml, common, exit_code);
  AddYamlEdits(*yaml, common, exit_code);
  AddYamlMerge(*yaml, common, exit_code);
  AddYamlFormat(*yaml, common, exit_code);
  AddYamlStats(*yaml, common, exit_code);
  AddYamlLint(*yaml, common, exit_code);
}

}  // namespace tare::cli
