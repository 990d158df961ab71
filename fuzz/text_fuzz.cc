// The plain text reader: any bytes in any charset give a well-formed document.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string_view>

#include "document/checking_sink.h"
#include "readers/text/text_reader.h"

namespace {

constexpr const char* kCharsets[] = {"",        "utf-8",        "utf-16le",  "utf-16be",
                                     "utf-32",  "windows-1252", "shift_jis", "iso-2022-jp",
                                     "gb18030", "big5",         "euc-jp",    "euc-kr"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  tare::Budget budget;
  tare::Account account("fuzz", budget);
  tare::ReadOptions options;
  options.charset = kCharsets[data[0] % std::size(kCharsets)];
  tare::JobControl control;
  tare::CheckingSink checker(nullptr, &account);
  const std::unique_ptr<tare::Source> source = tare::Source::FromMemory(bytes, "fuzz.txt");
  tare::ReadContext context(*source, checker, account, options, control);
  const bool known = tare::ReadText(context).has_value();
  if (known && checker.ok()) return 0;
  std::fprintf(stderr, "%s: %s\n", options.charset.c_str(), checker.failure().c_str());
  std::abort();
}
