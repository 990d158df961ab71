// Every Markdown file of the corpus gives a well-formed document that keeps its words.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "corpus.h"
#include "readers/markdown/characters.h"
#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

// Runs of five letters and more, sorted.
std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && IsLetter(text[end])) ++end;
    if (end - at >= 5) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::ranges::sort(words);
  return words;
}

TEST(MarkdownCorpus, EveryFile) {
  const std::string folder = CorpusPath("documents");
  if (folder.empty()) GTEST_SKIP() << "no corpus";
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension();
    if (extension != ".md" && extension != ".markdown") continue;
    SCOPED_TRACE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    EXPECT_FALSE(EventsOf(bytes.str()).empty());
    // Attributes would be left out, with their words.
    std::string events = EventsOf(bytes.str(), {.extensions = {.attributes = false}});
    for (size_t at = 0; (at = events.find("\\n", at)) != std::string::npos;) events.replace(at, 2, "\n");
    const std::vector<std::string> words = WordsOf(bytes.str());
    const std::vector<std::string> kept = WordsOf(events);
    const auto lost = std::ranges::count_if(
        words, [&kept](const std::string& word) { return !std::ranges::binary_search(kept, word); });
    EXPECT_LE(static_cast<double>(lost), 0.01 * static_cast<double>(words.size()));
    ++files;
  }
  EXPECT_GE(files, 30);
}

}  // namespace
}  // namespace tare::markdown
