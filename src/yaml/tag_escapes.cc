#include "yaml/tag_escapes.h"

#include "yaml/characters.h"

namespace tare::yaml {
namespace {

int DigitOf(char c) { return IsDigit(c) ? c - '0' : (c | 32) - 'a' + 10; }

}  // namespace

void AppendUnescaped(std::string_view name, std::pmr::string* to) {
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size() && IsHexDigit(name[i + 1]) && IsHexDigit(name[i + 2])) {
      to->push_back(static_cast<char>(DigitOf(name[i + 1]) * 16 + DigitOf(name[i + 2])));
      i += 2;
    } else {
      to->push_back(name[i]);
    }
  }
}

}  // namespace tare::yaml
