#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace tare::cli {

// What is wrong with the verbs that the arguments begin with: "tare yaml has no verb 'jsn': did you mean
// json?", or that one is missing. Empty where nothing is.
std::string VerbComplaint(const CLI::App& program, const std::vector<std::string>& arguments);

// Forgets the verbs that the arguments, which have no complaint, do not name: their options take some hundred
// kilobytes that no account knows.
void DropOtherVerbs(CLI::App& program, const std::vector<std::string>& arguments);

}  // namespace tare::cli
