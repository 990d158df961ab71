// Bytes of output a second: a document's events, recorded once, are sent into each writer.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "corpus.h"
#include "document/event_buffer.h"
#include "document/reading.h"
#include "readers/markdown/markdown_reader.h"
#include "writers/writers.h"

namespace tare {
namespace {

using MakeWriter = std::unique_ptr<Sink> (*)(Output&, const WriteOptions&, Account&);

// A long article with links, lists, tables and notes.
constexpr const char* kArticle = "documents/text/world_war_ii.md";

class Recording {
 public:
  explicit Recording(const std::string& path) : account_("events", budget_), events_(account_) {
    auto source = Source::FromFile(path, account_);
    if (!source) return;
    const ReadOptions options;
    JobControl control;
    ReadContext context(**source, events_, account_, options, control);
    ok_ = ReadMarkdown(context).has_value();
  }

  bool ok() const { return ok_; }
  void Replay(Sink& sink) const { events_.Replay(sink); }

 private:
  Budget budget_;
  Account account_;
  EventBuffer events_;
  bool ok_ = false;
};

void Write(benchmark::State& state, MakeWriter make, WriteOptions options) {
  const Recording recording(CorpusPath(kArticle));
  if (!recording.ok()) {
    state.SkipWithError("the corpus is not there");
    return;
  }
  Budget budget;
  Account account("writer", budget);
  uint64_t size = 0;
  for (auto _ : state) {
    const auto out = Output::ToCallback([](std::string_view) { return true; }, account);
    const auto writer = make(*out, options, account);
    recording.Replay(*writer);
    benchmark::DoNotOptimize(out->Commit());
    size = out->size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * size));
  state.counters["peak_KiB"] = static_cast<double>(account.peak() / 1024);
}

BENCHMARK_CAPTURE(Write, text, MakeTextWriter, WriteOptions{});
BENCHMARK_CAPTURE(Write, markdown, MakeMarkdownWriter, WriteOptions{});
BENCHMARK_CAPTURE(Write, html, MakeHtmlWriter, WriteOptions{.fragment = true});
BENCHMARK_CAPTURE(Write, rtf, MakeRtfWriter, WriteOptions{});
BENCHMARK_CAPTURE(Write, json_events, MakeJsonWriter, WriteOptions{.json = JsonForm::kEvents});
BENCHMARK_CAPTURE(Write, json_result, MakeJsonWriter, WriteOptions{.json = JsonForm::kResult});

// The cost of the events themselves.
class NoSink final : public Sink {
 public:
  void BeginBlock(const Block&) override {}
  void EndBlock(BlockKind) override {}
  void BeginSpan(const Span&) override {}
  void EndSpan(SpanKind) override {}
  void Text(std::string_view text) override { benchmark::DoNotOptimize(text.data()); }
  void SoftBreak() override {}
  void HardBreak() override {}
  void AddImage(const Image&) override {}
  void FootnoteReference(std::string_view) override {}
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view, std::string_view) override {}
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}
};

void Replay(benchmark::State& state) {
  const Recording recording(CorpusPath(kArticle));
  NoSink sink;
  for (auto _ : state) recording.Replay(sink);
}
BENCHMARK(Replay);

}  // namespace
}  // namespace tare
