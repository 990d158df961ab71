#include "yaml/tag_escapes.h"

#include "yaml/characters.h"

namespace tare::yaml {

void AppendUnescaped(std::string_view name, std::pmr::string* to) {
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size() && IsHexDigit(name[i + 1]) && IsHexDigit(name[i + 2])) {
      to->push_back(static_cast<char>(HexValue(name[i + 1]) * 16 + HexValue(name[i + 2])));
      i += 2;
    } else {
      to->push_back(name[i]);
    }
  }
}

}  // namespace tare::yaml
