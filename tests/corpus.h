#pragma once

// Where the test data is. It is not part of the repository: tests that need it skip where it is absent.

#include <string>

namespace tare {

// The path of a file or folder of the corpus, or empty where it is absent. TARE_CORPUS names the corpus;
// without it, ../shared/corpus beside the checkout is looked at.
std::string CorpusPath(const std::string& relative);

}  // namespace tare
