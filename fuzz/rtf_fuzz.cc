// The RTF reader: any bytes give a well-formed document, and all memory back.
//
// An input that begins with a brace is a file. Otherwise its first byte chooses the options, and what header
// the rest stands behind: that of ordinary RTF or that of Tare's own.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/checking_sink.h"
#include "readers/rtf/rtf_reader.h"

namespace {

constexpr std::string_view kHeaders[] = {
    R"({\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset128 A;}{\f2\fcharset2 Symbol;}{\f3\fcharset204 B;}}
{\stylesheet{\s1 heading 1;}{\s2 Quote;}{\s3 Code Block;}{\*\cs4 Code;}{\s5\sbasedon1 x;}}
{\*\listtable{\list{\listlevel\levelnfc0}{\listlevel\levelnfc23}\listid1}{\list{\listlevel\levelnfc23}\listid2}}
{\*\listoverridetable{\listoverride\listid1\ls1}{\listoverride\listid2\ls2}}
)",
    R"({\rtf1\ansi{\stylesheet{\s1 heading 1;}{\s9 Code Block;}{\s13 caption;}{\s14 Definition Term;}
{\s16 Horizontal Line;}{\*\cs20 Emphasis;}{\*\cs21 Strong;}{\*\cs27 Code;}{\*\cs29 Display Math;}}
{\*\generator Tare 1;}
)",
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tare;
  if (size == 0) return 0;
  ReadOptions options;
  std::string bytes;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.front() != '{') {
    const unsigned choice = data[0];
    bytes = kHeaders[choice & 1];
    options.headers_footers = (choice & 2) != 0;
    options.charset = (choice & 4) != 0 ? "shift_jis" : "";
    input.remove_prefix(1);
  }
  bytes += input;

  Budget budget;
  {
    Account account("reader", budget);
    const auto source = Source::FromMemory(bytes, "input");
    CheckingSink checker;
    JobControl control;
    ReadContext context(*source, checker, account, options, control);
    const Result<void> result = ReadRtf(context);
    if (result && !checker.ok()) {
      std::fprintf(stderr, "%s\n", checker.failure().c_str());
      std::abort();
    }
  }
  if (budget.used() != 0) std::abort();
  return 0;
}
