// YAML to events and to values, of the corpus' two large files. The label tells memory beside the mapped
// file, in parts of it: "all" of the values of all documents, were they there together, "largest" of the
// largest document's, "peak" with what loading needs, a document at a time.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "corpus.h"
#include "tare/io.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace {

using tare::yaml::Dedup;

std::unique_ptr<tare::Source> OpenCorpus(benchmark::State& state, tare::Account& account,
                                         const std::string& name) {
  const std::string path = tare::CorpusPath("yaml/" + name + ".yaml");
  if (path.empty()) {
    state.SkipWithError("the corpus is absent");
    return nullptr;
  }
  auto source = tare::Source::FromFile(path, account);
  if (!source) {
    state.SkipWithError(source.error().ToString().c_str());
    return nullptr;
  }
  return std::move(*source);
}

void Events(benchmark::State& state, const std::string& name) {
  tare::Budget budget;
  tare::Account account("bench", budget);
  const auto source = OpenCorpus(state, account, name);
  if (source == nullptr) return;
  for (auto _ : state) {
    tare::yaml::Parser parser(source->bytes(), account);
    size_t events = 0;
    while (const tare::yaml::Event* event = parser.Next()) {
      if (event->kind == tare::yaml::EventKind::kStreamEnd) break;
      ++events;
    }
    benchmark::DoNotOptimize(events);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source->bytes().size()));
}

void Values(benchmark::State& state, const std::string& name, Dedup dedup) {
  tare::Budget budget;
  tare::Account account("bench", budget);
  const auto source = OpenCorpus(state, account, name);
  if (source == nullptr) return;
  uint64_t largest = 0;
  uint64_t sum = 0;
  for (auto _ : state) {
    auto stream = tare::yaml::LoadAll(source->bytes(), account, {.dedup = dedup});
    for (largest = sum = 0;;) {
      const auto next = stream->Next();
      if (!next) {
        state.SkipWithError(next.error().ToString().c_str());
        return;
      }
      if (!*next) break;
      largest = std::max(largest, stream->memory());
      sum += stream->memory();
    }
  }
  const auto size = static_cast<double>(source->bytes().size());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source->bytes().size()));
  // A label and not counters, which all benchmarks of a program would have to have.
  char label[120];
  std::snprintf(label, sizeof(label), "of the file: all %.3f largest %.3f peak %.3f",
                static_cast<double>(sum) / size, static_cast<double>(largest) / size,
                static_cast<double>(account.peak()) / size);
  state.SetLabel(label);
}

BENCHMARK_CAPTURE(Events, crds, "crds");
BENCHMARK_CAPTURE(Events, ec2, "ec2");
BENCHMARK_CAPTURE(Values, crds, "crds", Dedup::kOff);
BENCHMARK_CAPTURE(Values, ec2, "ec2", Dedup::kOff);
BENCHMARK_CAPTURE(Values, crds_dedup, "crds", Dedup::kOn);
BENCHMARK_CAPTURE(Values, ec2_dedup, "ec2", Dedup::kOn);
BENCHMARK_CAPTURE(Values, crds_automatic, "crds", Dedup::kAutomatic);
BENCHMARK_CAPTURE(Values, ec2_automatic, "ec2", Dedup::kAutomatic);

}  // namespace
