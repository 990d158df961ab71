#include "corpus.h"

#include <cstdlib>
#include <filesystem>

namespace tare {

std::string CorpusPath(const std::string& relative) {
  const char* named = std::getenv("TARE_CORPUS");
  const std::filesystem::path root = named ? named : TARE_SOURCE_DIR "/../shared/corpus";
  const std::filesystem::path path = root / relative;
  return std::filesystem::exists(path) ? path.string() : std::string();
}

}  // namespace tare
