// Converts a file inside a memory limit: convert_file page.html page.md

#include <cstdio>

#include "tare/convert.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s INPUT OUTPUT.md\n", argv[0]);
    return 2;
  }
  tare::Engine engine({.memory_limit = 16 << 20});
  const tare::Result<tare::Conversion> done = tare::ConvertFile(engine, argv[1], argv[2], {.to = "markdown"});
  if (!done) {
    std::fprintf(stderr, "%s\n", done.error().ToString().c_str());
    return 1;
  }
  for (const tare::WarningText& warning : done->warnings)
    std::fprintf(stderr, "%s\n", warning.message.c_str());
  std::printf("%llu bytes read, %llu written, %llu bytes of memory at the peak\n",
              static_cast<unsigned long long>(done->bytes_read),
              static_cast<unsigned long long>(done->bytes_written),
              static_cast<unsigned long long>(engine.budget().peak()));
  return 0;
}
