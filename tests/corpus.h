#pragma once

// Where the test data is. It is not part of the repository: tests that need it skip where it is absent.

#include <cstdlib>
#include <filesystem>
#include <string>

namespace tare {

// The path of a file or folder of the corpus, or empty where it is absent. TARE_CORPUS names the corpus;
// without it, ../shared/corpus beside the checkout is looked at.
inline std::string CorpusPath(const std::string& relative) {
  const char* named = std::getenv("TARE_CORPUS");
  const std::filesystem::path root = named ? named : TARE_SOURCE_DIR "/../shared/corpus";
  const std::filesystem::path path = root / relative;
  return std::filesystem::exists(path) ? path.string() : std::string();
}

}  // namespace tare
