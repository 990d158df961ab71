// Formatting: text that parses is written anew in one of the styles and layouts (the first two bytes say
// which); every comment is there once, the events are the same, and writing it again changes nothing.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "yaml/format_rules.h"

namespace {

using namespace tare;
using namespace tare::yaml;

FormatOptions OptionsOf(uint8_t choice, uint8_t more) {
  constexpr EmitStyle kStyles[] = {EmitStyle::kBlock, EmitStyle::kFlow, EmitStyle::kPretty, EmitStyle::kTidy};
  return {.emit = {.style = kStyles[choice % 4],
                   .markers = static_cast<DocumentMarkers>(choice / 4 % 3),
                   .indentation = static_cast<uint8_t>(choice / 12 % 3 * 2 + 1),
                   .indent_sequences = (choice & 64) != 0,
                   .width = (choice & 128) != 0 ? 10u : 0u},
          .keep_sequences = (more & 4) == 0,
          .sort_keys = (more & 1) != 0,
          .keep_empty_lines = (more & 2) == 0};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  Budget budget;
  {
    Account account("yaml", budget);
    const std::string broken = FormatRules(account, OptionsOf(data[0], data[1])).Check(text);
    if (!broken.empty()) {
      std::fputs(broken.c_str(), stderr);
      std::abort();
    }
  }
  if (budget.used() != 0) std::abort();
  return 0;
}
