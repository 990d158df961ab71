#pragma once

#include "cli/command_line.h"

namespace tare::cli {

// Each adds its verb to the program. When the verb is chosen, its callback runs it and sets `exit_code`.
void AddConvert(CLI::App& program, CommonOptions& common, int& exit_code);
void AddExtract(CLI::App& program, CommonOptions& common, int& exit_code);
void AddDetect(CLI::App& program, CommonOptions& common, int& exit_code);
void AddFormats(CLI::App& program, CommonOptions& common, int& exit_code);
void AddYaml(CLI::App& program, CommonOptions& common, int& exit_code);
void AddGenome(CLI::App& program, CommonOptions& common, int& exit_code);

}  // namespace tare::cli
