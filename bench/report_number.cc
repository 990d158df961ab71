#include "report_number.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tare::bench {

double NumberAfter(const std::string& file, const std::string& key, const std::string& section) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  const std::string json = text.str();
  const size_t from = json.find(section);
  const size_t at = from == std::string::npos ? from : json.find(key, from);
  return at == std::string::npos ? 0 : std::atof(json.c_str() + at + key.size());
}

}  // namespace tare::bench
