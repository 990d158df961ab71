// The HTML reader: any bytes give a well-formed document, and all memory back.
//
// The input's first byte chooses the options; the rest is the page.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "document/checking_sink.h"
#include "readers/html/html_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tare;
  if (size == 0) return 0;
  constexpr const char* kCharsets[] = {"utf-8", "", "shift_jis", "utf-16le"};
  constexpr size_t kMostGuessed = 24;  // guessing takes longer than reading, and text_fuzz has it
  ReadOptions options;
  options.main_content = (data[0] & 1) != 0;
  options.base_url = (data[0] & 2) != 0 ? "https://example.com/a/b?c" : "";
  options.charset = size <= kMostGuessed ? kCharsets[(data[0] >> 2) & 3] : "utf-8";

  Budget budget;
  {
    Account account("reader", budget);
    const auto source = Source::FromMemory({reinterpret_cast<const char*>(data) + 1, size - 1}, "input");
    CheckingSink checker;
    JobControl control;
    ReadContext context(*source, checker, account, options, control);
    const Result<void> result = ReadHtml(context);
    if (!result || !checker.ok()) {
      std::fprintf(stderr, "%s\n", result ? checker.failure().c_str() : result.error().message.c_str());
      std::abort();
    }
  }
  if (budget.used() != 0) std::abort();
  return 0;
}
