// The Markdown reader: any bytes give a well-formed document, and all memory back.
//
// The input's last byte chooses the extensions, the limits and the charset.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "document/checking_sink.h"
#include "readers/markdown/markdown_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tare;
  const unsigned choice = size == 0 ? 0 : data[size - 1];
  MarkdownExtensions extensions = (choice & 1) != 0 ? MarkdownExtensions::None() : MarkdownExtensions();
  extensions.superscripts = (choice & 2) != 0;
  MarkdownLimits limits;
  if ((choice & 4) != 0) limits = {.record_bytes = 256, .span_bytes = 512, .tokens = 8};
  ReadOptions options;
  if ((choice & 0xF8) == 0x88) options.charset = "shift_jis";

  Budget budget;
  {
    Account account("reader", budget);
    JobControl control;
    CheckingSink checker(nullptr, &account);
    const std::unique_ptr<Source> source =
        Source::FromMemory({reinterpret_cast<const char*>(data), size}, "fuzz.md");
    ReadContext context(*source, checker, account, options, control);
    if (!ReadMarkdown(context, extensions, limits) || !checker.ok()) {
      std::fprintf(stderr, "%s\n", checker.failure().c_str());
      std::abort();
    }
  }
  if (budget.used() != 0) std::abort();
  return 0;
}
