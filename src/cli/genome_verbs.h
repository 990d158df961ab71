#pragma once

#include "cli/command_line.h"

namespace tare::cli {

// Each adds verbs to `tare genome`, as those of verbs.h do to the program.
void AddGenomeCreation(CLI::App& genome, CommonOptions& common, int& exit_code);    // create
void AddGenomeAppending(CLI::App& genome, CommonOptions& common, int& exit_code);   // append
void AddGenomeExtraction(CLI::App& genome, CommonOptions& common, int& exit_code);  // getcol, getset, getctg
void AddGenomeLists(CLI::App& genome, CommonOptions& common,
                    int& exit_code);  // listref, listset, listctg, info
void AddGenomeInspection(CLI::App& genome, CommonOptions& common, int& exit_code);  // inspect, verify
void AddGenomeStatistics(CLI::App& genome, CommonOptions& common, int& exit_code);  // stats

}  // namespace tare::cli
