#include "text/charset.h"
#include "text/scan.h"

namespace tare::text {

Charset GuessCharset(std::string_view bytes) {
  return IsValidUtf8(bytes.substr(0, 65536)) ? Charset::kUtf8 : Charset::kWindows1252;
}

}  // namespace tare::text
