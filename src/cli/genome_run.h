#pragma once

// What the verbs of `tare genome` share: an archive, one output, and how a run ends.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.h"
#include "tare/convert.h"
#include "tare/genome.h"
#include "tare/io.h"

namespace tare::cli {

struct GenomeCommand {
  bool ToStandardOutput() const { return output.empty() || output == "-"; }

  std::vector<std::string> operands;  // the archive, then what is asked of it
  std::string output;                 // "-" or empty is standard output
  std::string asked = {};             // what it is that is asked for: "samples", "contigs"
};

// What stands behind the archive.
struct GenomeOperands {
  std::string names = {};  // as --help's usage line has them: "NAME..."
  std::string what = {};   // "samples"
  std::string more = {};   // what --help says of them besides
};

// Declares ARCHIVE and `operands`, and -o.
void AddGenomeOperands(CLI::App& verb, GenomeCommand& command, const GenomeOperands& operands);

// What may stand behind the archive.
enum class Operands : uint8_t { kNone, kAny, kSome };

class GenomeRun {
 public:
  GenomeRun(GenomeCommand& command, CommonOptions& common);

  // Opens the archive and does `work` with it. Returns the exit code: that of a wrong command line
  // where operands stand behind the archive that the verb does not take, or those that it takes do not.
  using Work = std::function<Result<void>(const genome::Archive& archive)>;
  int Run(Operands taken, const Work& work);
  // The same with the output of -o, which is in its place only where `write` reached its end.
  using Writing = std::function<Result<void>(const genome::Archive& archive, Output& out)>;
  int RunWriting(Operands taken, const Writing& write);

  // The operands behind the archive.
  std::span<const std::string> names() const { return std::span(command_.operands).subspan(1); }
  // Empty and "-" are standard output. An error where it would replace the archive.
  Result<std::unique_ptr<Output>> OpenOutput(const std::string& path);
  // A line on standard error, unless it was asked for quiet.
  void Warn(const std::string& message) const;

  // For what decodes; the archive itself has its own.
  Account& account() { return engine_.ledger().Open("genome/segments"); }
  Engine& engine() { return engine_; }

 private:
  Result<void> Do(const Work& work);

  GenomeCommand& command_;
  CommonOptions& common_;
  Engine engine_;
};

// The sample of that name, or an error that says there is none.
Result<uint32_t> FindSample(const genome::Archive& archive, const std::string& name);
// What all names begin with that "BEGINNING*" stands for; nothing where `text` does not end in a star.
std::optional<std::string_view> BeginningIn(std::string_view text);
// The sample of that name, or all that "BEGINNING*" stands for; an error where there is none.
Result<std::vector<uint32_t>> FindSamples(const genome::Archive& archive, const std::string& name);

}  // namespace tare::cli
