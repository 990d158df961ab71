#pragma once

#include <string>

namespace tare::bench {

// The number behind `key` in a JSON file, after `section` where given; 0 where there is none.
double NumberAfter(const std::string& file, const std::string& key, const std::string& section = {});

}  // namespace tare::bench
