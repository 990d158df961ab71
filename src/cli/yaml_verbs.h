#pragma once

#include "cli/command_line.h"

namespace tare::cli {

// Each adds its verb to `tare yaml`, as those of verbs.h do to the program.
void AddYamlDiff(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlEvents(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlFormat(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlJson(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlGet(CLI::App& yaml, CommonOptions& common, int& exit_code);
// set, delete, insert, rename
void AddYamlEdits(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlMerge(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlStats(CLI::App& yaml, CommonOptions& common, int& exit_code);
void AddYamlLint(CLI::App& yaml, CommonOptions& common, int& exit_code);

}  // namespace tare::cli
