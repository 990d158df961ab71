#pragma once

// The examples in CommonMark's specification and in md4c's descriptions of its extensions.

#include <fstream>
#include <string>
#include <vector>

namespace tare {

struct MarkdownExample {
  int number;  // from 1, in its file
  std::string markdown;
};

// Examples stand between lines of 32 backticks: Markdown, a line with a period, then what is expected of it.
inline std::vector<MarkdownExample> ReadMarkdownExamples(const std::string& path) {
  const std::string fence(32, '`');
  constexpr std::string_view kTab = "\u2192";  // how the files write a tab
  std::vector<MarkdownExample> examples;
  std::ifstream file(path);
  bool in_markdown = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(fence + " example")) {
      examples.push_back({static_cast<int>(examples.size()) + 1, ""});
      in_markdown = true;
    } else if (line == ".") {
      in_markdown = false;
    } else if (in_markdown) {
      for (size_t at = 0; (at = line.find(kTab, at)) != std::string::npos;)
        line.replace(at, kTab.size(), "\t");
      examples.back().markdown += line + "\n";
    }
  }
  return examples;
}

}  // namespace tare
