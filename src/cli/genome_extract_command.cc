// tare genome getcol, getset, getctg: genomes out of an archive as FASTA, as agc writes it.

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/genome_queries.h"
#include "cli/genome_run.h"
#include "cli/genome_verbs.h"
#include "io/gzip.h"
#include "io/make_folder.h"

namespace tare::cli {
namespace {

namespace fs = std::filesystem;

struct ExtractCommand : GenomeCommand {
  uint32_t line_length = 80;
  uint32_t gzip_level = 0;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency() / 2);
  bool streaming = false;
  bool without_reference = false;
  int verbosity = 0;
};

// What agc has, with its bounds. Options that say how agc is to use memory are taken and change nothing.
void AddExtractOptions(CLI::App& verb, ExtractCommand& command) {
  verb.add_option("-l", command.line_length, "Bases of a line")
      ->check(CLI::Range(40U, 2'000'000'000U))
      ->capture_default_str();
  verb.add_option("-g", command.gzip_level, "Compress with gzip at this level; 0: not at all")
      ->check(CLI::Range(0U, 9U))
      ->capture_default_str();
  verb.add_option("-t", command.threads, "Threads that decode")
      ->check(CLI::Range(1U, 256U))
      ->capture_default_str();
  verb.add_option("-v", command.verbosity, "Taken for agc's sake: no effect");
}

// An output, compressed where it was asked for.
class SequenceOutput {
 public:
  SequenceOutput(std::unique_ptr<Output> file, uint32_t gzip_level, GenomeRun& run) : file_(std::move(file)) {
    if (gzip_level > 0)
      compressed_ = GzipTo(*file_, run.engine().ledger().Open("genome/gzip"), static_cast<int>(gzip_level));
  }
  Output& out() { return compressed_ != nullptr ? *compressed_ : *file_; }

 private:
  std::unique_ptr<Output> file_;
  std::unique_ptr<Output> compressed_;
};

class Extraction {
 public:
  Extraction(const ExtractCommand& command, const genome::Archive& archive, GenomeRun& run)
      : command_(command),
        archive_(archive),
        run_(run),
        extractor_(archive, run.account(),
                   {.line_length = command.line_length, .threads = command.threads, .stop = &Interrupted()}) {
  }

  // All samples in one output.
  Result<void> Collection() {
    Result<std::unique_ptr<Output>> file = run_.OpenOutput(command_.output);
    if (!file) return std::unexpected(std::move(file.error()));
    SequenceOutput output(std::move(*file), command_.gzip_level, run_);
    const Result<void> done = ForEachSample(
        [&](uint32_t, const genome::Sample& sample) { return AddContigs(sample, output.out()); });
    return Finish(done, output.out());
  }

  // Each sample in a file of its own.
  Result<void> CollectionTo(const std::string& folder) {
    return ForEachSample([&](uint32_t index, const genome::Sample& sample) -> Result<void> {
      if (sample.contig_count() == 0) return {};
      Result<std::string> path = PathFor(folder, index);
      if (!path) return std::unexpected(std::move(path.error()));
      Result<std::unique_ptr<Output>> file = run_.OpenOutput(*path);
      if (!file) return std::unexpected(std::move(file.error()));
      SequenceOutput output(std::move(*file), command_.gzip_level, run_);
      return Finish(AddContigs(sample, output.out()), output.out());
    });
  }

  Result<void> Samples() {
    std::vector<uint32_t> samples;
    for (const std::string& name : run_.names()) {
      const Result<std::vector<uint32_t>> named = FindSamples(archive_, name);
      if (!named) return std::unexpected(named.error());
      samples.insert(samples.end(), named->begin(), named->end());
    }
    Result<std::unique_ptr<Output>> file = run_.OpenOutput(command_.output);
    if (!file) return std::unexpected(std::move(file.error()));
    SequenceOutput output(std::move(*file), command_.gzip_level, run_);
    Result<void> done;
    for (size_t i = 0; done && i < samples.size(); ++i) {
      const Result<genome::Sample> sample = archive_.LoadSample(samples[i]);
      done = sample ? AddContigs(*sample, output.out()) : Result<void>(std::unexpected(sample.error()));
    }
    return Finish(done, output.out());
  }

  Result<void> Contigs() {
    std::vector<AskedContig> asked;
    for (const std::string& name : run_.names()) {
      Result<AskedContig> one = FindContig(archive_, name);
      if (!one) return std::unexpected(std::move(one.error()));
      asked.push_back(std::move(*one));
    }
    Result<std::unique_ptr<Output>> file = run_.OpenOutput(command_.output);
    if (!file) return std::unexpected(std::move(file.error()));
    SequenceOutput output(std::move(*file), command_.gzip_level, run_);
    Result<void> done;
    for (size_t i = 0; done && i < asked.size(); ++i) done = AddAsked(asked[i], output.out());
    return Finish(done, output.out());
  }

 private:
  Result<void> ForEachSample(const std::function<Result<void>(uint32_t, const genome::Sample&)>& visit) {
    const uint32_t first = command_.without_reference ? 1 : 0;
    genome::Sample sample(run_.account());
    genome::SampleReader reader(archive_, run_.account(), first);
    for (uint32_t index = first;; ++index) {
      const Result<bool> more = reader.Next(&sample);
      if (!more) return std::unexpected(more.error());
      if (!*more || Interrupted()) return {};
      if (Result<void> done = visit(index, sample); !done) return done;
    }
  }

  Result<void> AddContigs(const genome::Sample& sample, Output& out) {
    for (size_t i = 0; i < sample.contig_count() && !out.failed(); ++i) {
      const genome::Contig contig = sample.contig(i);
      if (Result<void> added = extractor_.Add(contig, {}, contig.name, out); !added) return added;
    }
    return {};
  }

  // `out` ends here. What could be written before an error goes to standard output all the same.
  Result<void> Finish(Result<void> done, Output& out) {
    if (done) done = extractor_.Finish();
    if (Interrupted()) return done;
    if (done) return out.Commit();
    if (command_.ToStandardOutput()) out.Flush();
    return done;
  }

  // A sample's name is part of the archive, which may come from anywhere: it must not lead out of the folder.
  Result<std::string> PathFor(const std::string& folder, uint32_t sample) const {
    const std::string name(archive_.sample_name(sample));
    if (name.empty() || name.find('/') != std::string::npos || name.find('\0') != std::string::npos ||
        name == "." || name == "..") {
      Error error{.code = ErrorCode::kWriteFailed,
                  .message = "sample '" + name + "' has a name that no file can have",
                  .hint = "extract it with getset"};
      error.where.file = archive_.name();
      return std::unexpected(std::move(error));
    }
    return (fs::path(folder) / (name + (command_.gzip_level > 0 ? ".fa.gz" : ".fa"))).string();
  }

  using Visit = std::function<Result<void>(uint32_t sample, const genome::Contig&)>;

  Result<void> ForEachAsked(const AskedContig& asked, const Output& out, const Visit& visit) {
    const std::optional<std::string_view> beginning = BeginningIn(asked.query.contig);
    for (const uint32_t index : asked.samples) {
      const Result<genome::Sample> sample = archive_.LoadSample(index);
      if (!sample) return std::unexpected(sample.error());
      const std::optional<genome::Contig> named = sample->Find(asked.query.contig);
      if (named)
        if (Result<void> done = visit(index, *named); !done) return done;
      for (size_t i = 0; beginning && !named && i < sample->contig_count(); ++i) {
        const genome::Contig contig = sample->contig(i);
        if (!contig.name.starts_with(*beginning)) continue;
        if (Result<void> done = visit(index, contig); !done) return done;
      }
      if (Interrupted() || out.failed()) return {};
    }
    return {};
  }

  // Where many are asked for, those that end before the range are left out, unless all do.
  Result<void> AddAsked(const AskedContig& asked, Output& out) {
    const std::optional<genome::Range>& range = asked.query.range;
    const bool many = BeginningIn(asked.query.contig) || BeginningIn(asked.query.sample);
    bool any = false;
    bool any_short = false;
    Result<void> done = ForEachAsked(asked, out, [&](uint32_t sample, const genome::Contig& contig) {
      if (!range || range->begin < contig.length) {
        any = true;
        return AddRange(contig, range, out);
      }
      Error error = BehindTheEnd(archive_, sample, contig, *range);
      if (!many) return Result<void>(std::unexpected(std::move(error)));
      any_short = true;
      run_.Warn(error.ToString());
      return Result<void>();
    });
    if (!done || any) return done;
    return std::unexpected(any_short ? NoneReaches(archive_, asked.query) : NoContig(archive_, asked.query));
  }

  // What lies behind the contig's end is left out of a range, as by agc.
  Result<void> AddRange(const genome::Contig& contig, const std::optional<genome::Range>& range,
                        Output& out) {
    std::string header(contig.name);
    if (range) header += ":" + RangeText(*range);
    return extractor_.Add(contig, range.value_or(genome::Range{}), header, out);
  }

  const ExtractCommand& command_;
  const genome::Archive& archive_;
  GenomeRun& run_;
  genome::FastaExtractor extractor_;
};

Result<void> GetCollection(ExtractCommand& command, const genome::Archive& archive, GenomeRun& run) {
  Extraction extraction(command, archive, run);
  if (command.ToStandardOutput()) return extraction.Collection();
  if (Result<void> made = MakeFolder(command.output); !made) return made;
  return extraction.CollectionTo(command.output);
}

}  // namespace

void AddGenomeExtraction(CLI::App& genome, CommonOptions& common, int& exit_code) {
  const auto add = [&](const char* name, const char* description, const GenomeOperands& operands, auto work) {
    CLI::App* verb = genome.add_subcommand(name, description);
    const auto command = std::make_shared<ExtractCommand>();
    AddGenomeOperands(*verb, *command, operands);
    AddExtractOptions(*verb, *command);
    const bool all = operands.names.empty();
    if (all) {
      verb->get_option("--output")
          ->description(
              "Folder to write a file a sample to, made if need be; all go to standard output by default");
      verb->add_flag("-r", command->without_reference, "Without the reference sample");
      verb->add_flag("-f")->description("Taken for agc's sake: no effect");
    } else {
      verb->add_flag("-p")->description("Taken for agc's sake: nothing is read ahead");
      verb->add_flag("-s", command->streaming, "With one thread, which holds a segment at a time");
    }
    AddCommonOptions(*verb, common);
    verb->callback([command, all, work, &common, &exit_code] {
      if (command->streaming) command->threads = 1;
      GenomeRun run(*command, common);
      exit_code = run.Run(all ? Operands::kNone : Operands::kSome,
                          [&](const genome::Archive& archive) { return work(*command, archive, run); });
    });
  };
  add("getcol", "Write all samples, with -o each to a file of its own", {}, GetCollection);
  add("getset", "Write samples",
      {.names = "NAME...", .what = "samples", .more = "; NAME* stands for all that begin so"},
      [](ExtractCommand& command, const genome::Archive& archive, GenomeRun& run) {
        return Extraction(command, archive, run).Samples();
      });
  add("getctg",
      "Write contigs: contig, contig@sample, contig:from-to, contig@sample:from-to; from and to are counted "
      "from 0, both included",
      {.names = "CONTIG...", .what = "contigs", .more = "; contig* and sample* stand for all that begin so"},
      [](ExtractCommand& command, const genome::Archive& archive, GenomeRun& run) {
        return Extraction(command, archive, run).Contigs();
      });
}

}  // namespace tare::cli
