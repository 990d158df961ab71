#include "cli/verb_names.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace tare::cli {
namespace {

// Insertions, deletions and replacements that make one of the other (Levenshtein).
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string NamesOf(const std::vector<const CLI::App*>& verbs) {
  std::string names;
  for (const CLI::App* verb : verbs) names += (names.empty() ? "" : ", ") + verb->get_name();
  return names;
}

std::string Unknown(const std::string& word, const std::string& program,
                    const std::vector<const CLI::App*>& verbs) {
  const auto distance = [&](const CLI::App* verb) { return Distance(word, verb->get_name()); };
  const CLI::App* nearest = *std::ranges::min_element(verbs, {}, distance);
  const bool alike = distance(nearest) <= 2 && distance(nearest) < word.size();
  return program + " has no verb '" + word +
         "': " + (alike ? "did you mean " + nearest->get_name() + "?" : "there are " + NamesOf(verbs));
}

}  // namespace

std::string VerbComplaint(const CLI::App& program, const std::vector<std::string>& arguments) {
  std::string name = program.get_name();
  std::vector<const CLI::App*> verbs = program.get_subcommands({});
  for (const std::string& argument : arguments) {
    if (verbs.empty() || argument.starts_with('-')) return {};  // options are CLI11's
    const auto verb =
        std::ranges::find(verbs, argument, [](const CLI::App* each) { return each->get_name(); });
    if (verb == verbs.end()) return Unknown(argument, name, verbs);
    name += " " + argument;
    verbs = (*verb)->get_subcommands({});
  }
  return verbs.empty() ? std::string() : name + " needs a verb: " + NamesOf(verbs);
}

void DropOtherVerbs(CLI::App& program, const std::vector<std::string>& arguments) {
  CLI::App* named = &program;
  for (const std::string& argument : arguments) {
    if (argument.starts_with('-')) return;
    CLI::App* next = nullptr;
    for (CLI::App* verb : named->get_subcommands([](const CLI::App*) { return true; })) {
      if (verb->get_name() == argument)
        next = verb;
      else
        named->remove_subcommand(verb);
    }
    if (next == nullptr) return;
    named = next;
  }
}

}  // namespace tare::cli
