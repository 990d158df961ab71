#pragma once

// The examples in CommonMark's specification and in md4c's descriptions of its extensions.

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace tare {

struct MarkdownExample {
  int number;  // from 1, in its file
  std::string markdown;
  std::string html;
};

// Examples stand between lines of 32 backticks: Markdown, a line with a period, the HTML that is expected of
// it and, in md4c's, another such line and the options.
inline std::vector<MarkdownExample> ReadMarkdownExamples(const std::string& path) {
  const std::string fence(32, '`');
  constexpr std::string_view kTab = "\u2192";  // how the files write a tab
  std::vector<MarkdownExample> examples;
  std::string ignored;
  std::string* part = &ignored;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(fence + " example")) {
      examples.push_back({static_cast<int>(examples.size()) + 1, "", ""});
      part = &examples.back().markdown;
    } else if (line == fence) {
      part = &ignored;
    } else if (line == "." && part != &ignored) {
      part = part == &examples.back().markdown ? &examples.back().html : &ignored;
    } else {
      for (size_t at = 0; (at = line.find(kTab, at)) != std::string::npos;)
        line.replace(at, kTab.size(), "\t");
      *part += line + "\n";
    }
  }
  return examples;
}

}  // namespace tare
