// One conversion: source, reader, sinks, writer, output, under a budget of its own.

#include "tare/convert.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "convert/registry.h"
#include "convert/would_replace_input.h"
#include "document/warning_collector.h"
#include "io/gzip.h"
#include "io/inside_limit.h"

namespace tare {

namespace fs = std::filesystem;

namespace {

// Measures memory where a document begins and ends: at its end, reader and writer hold all they have.
class PhaseMarks final : public ForwardingSink {
 public:
  PhaseMarks(Sink& next, Ledger& ledger) : ForwardingSink(next), ledger_(ledger) {}

  void BeginBlock(const Block& block) override {
    if (block.kind == BlockKind::kDocument) ledger_.Mark("document begins");
    ForwardingSink::BeginBlock(block);
  }
  void EndBlock(BlockKind kind) override {
    if (kind == BlockKind::kDocument) ledger_.Mark("document ends");
    ForwardingSink::EndBlock(kind);
  }

 private:
  Ledger& ledger_;
};

// Puts a warning about the source, where there is one, into the document.
class WarningAtBegin final : public ForwardingSink {
 public:
  WarningAtBegin(Sink& next, std::string_view message) : ForwardingSink(next), message_(message) {}

  void BeginBlock(const Block& block) override {
    ForwardingSink::BeginBlock(block);
    if (block.kind == BlockKind::kDocument && !message_.empty()) Warn({.message = message_});
  }

 private:
  const std::string_view message_;
};

// While it lives, a failure of `output` sets `stop`; the caller's output must not keep the pointer.
class StopsOnFailure {
 public:
  StopsOnFailure(Output& output, std::atomic<bool>& stop) : output_(output) { output.StopOnFailure(&stop); }
  ~StopsOnFailure() { output_.StopOnFailure(nullptr); }
  StopsOnFailure(const StopsOnFailure&) = delete;
  StopsOnFailure& operator=(const StopsOnFailure&) = delete;

 private:
  Output& output_;
};

// The lines and the budget of one job. Its accounts add up in the engine's ledger.
class Job {
 public:
  Job(Engine& engine, const ConvertOptions& options, JobControl* control)
      : ledger_(engine.ledger()),
        options_(options),
        control_(control != nullptr ? *control : own_control_),
        budget_(Budget::kUnlimited, &engine.budget(), options.when_full),
        io_("io", budget_, &ledger_.Open("io")) {}

  Account& io() { return io_; }

  // Writes what is read from `source`, and commits.
  Result<Conversion> Write(Source& source, Output& output) {
    const FormatInfo* to = FindFormat(options_.to);
    if (to == nullptr || !to->writes) return std::unexpected(NoSuchFormat(options_.to, "written"));
    Account writer_account = Line("writers/", to->name);
    const StopsOnFailure stops(output, control_.stop);
    WriteOptions write_options = options_.write;
    if (write_options.title.empty()) write_options.title = fs::path(source.name()).stem();
    const std::unique_ptr<Sink> writer = EntryOf(*to).make_writer(output, write_options, writer_account);
    Result<Conversion> done = Read(source, *writer);
    if (!done && !output.failed()) return done;
    if (Result<void> committed = output.Commit(); !committed)
      return std::unexpected(std::move(committed.error()));
    done->bytes_written = output.size();
    return done;
  }

  Result<Conversion> Read(Source& given, Sink& sink) {
    if (!IsGzip(given.bytes())) return ReadPlain(given, sink, {});
    Result<Gunzipped> gunzipped = Gunzip(given, io_);
    if (Result<void> same = given.CheckUnchanged(); !same) return std::unexpected(std::move(same.error()));
    if (!gunzipped) return std::unexpected(std::move(gunzipped.error()));
    std::string cut_short;
    if (!gunzipped->status) cut_short = gunzipped->status.error().message + ": the text ends there";
    return ReadPlain(*gunzipped->source, sink, cut_short);
  }

 private:
  Account Line(std::string_view room, std::string_view format) {
    const std::string name = std::string(room) + std::string(format);
    return Account(name, budget_, &ledger_.Open(name));
  }

  static Error NoSuchFormat(const std::string& name, std::string_view verb) {
    Error error{.code = ErrorCode::kInvalidArgument,
                .message = "no format '" + name + "' is " + std::string(verb)};
    error.hint = "'tare formats' lists them";
    return error;
  }

  Result<const FormatInfo*> InputFormat(const Source& source) const {
    if (options_.from.empty()) return DetectFormat(source);
    const FormatInfo* from = FindFormat(options_.from);
    if (from == nullptr || !from->reads) return std::unexpected(NoSuchFormat(options_.from, "read"));
    return from;
  }

  // A browser would run the raw HTML that an RTF file brings along.
  ReadOptions OptionsOfReader() const {
    ReadOptions read_options = options_.read;
    const FormatInfo* to = FindFormat(options_.to);
    read_options.raw_html &= to == nullptr || to->name != "html";
    return read_options;
  }

  // `trouble` that the source had already is the document's first warning, where not empty.
  Result<Conversion> ReadPlain(Source& source, Sink& sink, std::string_view trouble) {
    if (trouble.empty() && source.bytes().empty()) trouble = "the input is empty";
    Result<const FormatInfo*> from = InputFormat(source);
    if (!from) return std::unexpected(std::move(from.error()));
    Account reader_account = Line("readers/", (*from)->name);
    PhaseMarks marks(sink, ledger_);
    WarningCollector warnings(ledger_.tracing() ? static_cast<Sink&>(marks) : sink);
    WarningAtBegin warned(warnings, trouble);
    const ReadOptions read_options = OptionsOfReader();
    ReadContext context(source, warned, reader_account, read_options, control_);
    Result<void> read = EntryOf(**from).read(context);
    if (Result<void> same = source.CheckUnchanged(); !same) return std::unexpected(std::move(same.error()));
    if (!read) {
      if (read.error().where.file.empty()) read.error().where.file = source.name();
      return std::unexpected(std::move(read.error()));
    }
    Conversion done{.from = (*from)->name, .bytes_read = source.bytes().size()};
    done.warnings = Located(warnings, source);
    done.warning_count = warnings.count();
    return done;
  }

  static std::vector<WarningText> Located(const WarningCollector& warnings, Source& source) {
    std::vector<uint64_t> offsets;
    for (const auto& kept : warnings.kept()) {
      if (kept.offset != Location::kUnknown) offsets.push_back(kept.offset);
    }
    std::vector<Location> locations = LocationsAt(source, offsets);
    std::vector<WarningText> located;
    size_t next = 0;
    for (const auto& kept : warnings.kept()) {
      const bool known = kept.offset != Location::kUnknown;
      located.push_back(
          {kept.message, known ? std::move(locations[next++]) : Location{.file = source.name()}});
    }
    return located;
  }

  Ledger& ledger_;
  const ConvertOptions& options_;
  JobControl own_control_;
  JobControl& control_;
  Budget budget_;
  Account io_;
};

}  // namespace

Result<Conversion> Convert(Engine& engine, Source& source, Output& output, const ConvertOptions& options,
                           JobControl* control) {
  return InsideLimit(source.name(), [&] { return Job(engine, options, control).Write(source, output); });
}

Result<Conversion> ConvertFile(Engine& engine, const std::string& input, const std::string& output,
                               const ConvertOptions& options, JobControl* control) {
  return InsideLimit(input, [&]() -> Result<Conversion> {
    std::error_code failure;  // as where there is no such output yet
    if (fs::is_regular_file(input, failure) && fs::equivalent(input, output, failure)) {
      return std::unexpected(WouldReplaceInput(input, output));
    }
    Job job(engine, options, control);
    Result<std::unique_ptr<Source>> source =
        Source::FromFile(input, job.io(), control != nullptr ? control->stop_all : nullptr);
    if (!source) return std::unexpected(std::move(source.error()));
    Result<std::unique_ptr<Output>> target = Output::ToFile(output, engine.pool());
    if (!target) return std::unexpected(std::move(target.error()));
    return job.Write(**source, **target);
  });
}

Result<Conversion> ReadDocument(Engine& engine, Source& source, Sink& sink, const ConvertOptions& options,
                                JobControl* control) {
  return InsideLimit(source.name(), [&] { return Job(engine, options, control).Read(source, sink); });
}

}  // namespace tare
