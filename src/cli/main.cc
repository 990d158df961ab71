#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/verb_names.h"
#include "cli/verbs.h"

namespace tare::cli {

namespace {

// Large blocks go back to the system when they are freed. Left alone, glibc keeps ever larger ones for
// itself: many MiB with several threads.
void ReturnFreedMemory() {
#ifdef __GLIBC__
  static constexpr int kLarge = 128 * 1024;
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, kLarge);
#endif
}

// What would be larger than `ulimit -f` allows is an error of writing as any, so that what was begun is
// cleaned up.
void FailWritesBeyondFileLimit() { std::signal(SIGXFSZ, SIG_IGN); }

int Run(int argc, char** argv) {
  ReturnFreedMemory();
  FailWritesBeyondFileLimit();
  CommonOptions common;
  int exit_code = kSuccess;

  CLI::App program(
      "Turns documents into text, Markdown, HTML, RTF and JSON, reads, changes and writes YAML, and archives "
      "genomes, inside a memory limit.",
      "tare");
  program.set_version_flag("--version", "tare " TARE_VERSION);
  program.require_subcommand(1);
  AddConvert(program, common, exit_code);
  AddExtract(program, common, exit_code);
  AddDetect(program, common, exit_code);
  AddFormats(program, common, exit_code);
  AddYaml(program, common, exit_code);
  AddGenome(program, common, exit_code);

  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (const std::string complaint = TakeMemoryReport(arguments, common); !complaint.empty()) {
    std::fprintf(stderr, "tare: %s\n", complaint.c_str());
    return kUsage;
  }
  if (const std::string complaint = VerbComplaint(program, arguments); !complaint.empty()) {
    std::fprintf(stderr, "tare: %s\nRun with --help for the options.\n", complaint.c_str());
    return kUsage;
  }
  DropOtherVerbs(program, arguments);
  WatchInterrupts();
  std::ranges::reverse(arguments);  // CLI11 takes them from the end
  try {
    program.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const bool asked_for = error.get_exit_code() == 0;  // --help, --version
    if (asked_for) return program.exit(error);
    std::fprintf(stderr, "tare: %s\nRun with --help for the options.\n", error.what());
    return kUsage;
  } catch (const MemoryLimitExceeded& exceeded) {  // outside of any one input
    std::fprintf(stderr, "tare: %s (raise --memory-limit)\n", exceeded.what());
    return kFailure;
  } catch (const std::bad_alloc&) {
    std::fputs("tare: the system has no memory left\n", stderr);
    return kFailure;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tare: %s\n", error.what());
    return kFailure;
  }
  return exit_code;
}

}  // namespace

}  // namespace tare::cli

int main(int argc, char** argv) {
  const int exit_code = tare::cli::Run(argc, argv);
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  std::fputs("tare: standard output: cannot write\n", stderr);
  return exit_code == tare::cli::kSuccess ? tare::cli::kFailure : exit_code;
}
