// The scanning and escaping that everything else stands on, in bytes a second.
// Bars: 8 GB/s for scans of 1 MiB in which nothing is found; 1 GB/s for escaping where specials are rare.

#include <memory_resource>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "tare/io.h"
#include "text/charset.h"
#include "text/escape.h"
#include "text/scan.h"

namespace tare::text {
namespace {

constexpr size_t kSize = 1 << 20;

std::string Repeated(std::string_view unit, size_t size = kSize) {
  std::string text;
  while (text.size() + unit.size() <= size) text += unit;
  return text;
}
std::string Prose() { return Repeated("The quick brown fox jumps over the lazy dog, and then it rests. "); }

void SetRates(benchmark::State& state, size_t size) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(size));
}

void FindAbsentSet(benchmark::State& state) {
  const std::string text = Prose();
  const ByteSet set(
      std::string_view("<&>\x01\"\\{}\x02\x03|#").substr(0, static_cast<size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(FindFirstOf(text, set));
  SetRates(state, text.size());
}
BENCHMARK(FindAbsentSet)->ArgName("bytes")->Arg(1)->Arg(2)->Arg(3)->Arg(4)->Arg(5)->Arg(8)->Arg(12);

void FindAbsentByte(benchmark::State& state) {
  const std::string text = Prose();
  for (auto _ : state) benchmark::DoNotOptimize(FindByte(text, '<'));
  SetRates(state, text.size());
}
BENCHMARK(FindAbsentByte);

// One call for each text run of a page, the next special so many bytes on.
void FindNextSpecial(benchmark::State& state) {
  static constexpr ByteSet kSet("<&\r\0");
  const auto distance = static_cast<size_t>(state.range(0));
  const std::string text = Repeated(std::string(distance - 1, 'x') + '<', 1 << 16);
  for (auto _ : state) {
    for (size_t at = 0; at < text.size(); ++at) {
      at = FindFirstOf(text, kSet, at);
      benchmark::DoNotOptimize(at);
    }
  }
  SetRates(state, text.size());
  state.counters["ns/call"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(text.size() / distance) / 1e9,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(FindNextSpecial)->ArgName("distance")->Arg(2)->Arg(4)->Arg(8)->Arg(16)->Arg(32)->Arg(64)->Arg(256);

void CountLines(benchmark::State& state) {
  const std::string text = Repeated("A line of an ordinary length, which is not very long.\n");
  for (auto _ : state) benchmark::DoNotOptimize(CountNewlines(text));
  SetRates(state, text.size());
}
BENCHMARK(CountLines);

void CheckAscii(benchmark::State& state) {
  const std::string text = Prose();
  for (auto _ : state) benchmark::DoNotOptimize(AsciiPrefix(text));
  SetRates(state, text.size());
}
BENCHMARK(CheckAscii);

void ValidateUtf8(benchmark::State& state, std::string_view unit) {
  const std::string text = Repeated(unit);
  for (auto _ : state) benchmark::DoNotOptimize(IsValidUtf8(text));
  SetRates(state, text.size());
}
BENCHMARK_CAPTURE(ValidateUtf8, ascii, "The quick brown fox jumps over the lazy dog. ");
BENCHMARK_CAPTURE(ValidateUtf8, french, "Dès Noël où un zéphyr haï me vêt de glaçons würmiens je dîne. ");
BENCHMARK_CAPTURE(ValidateUtf8, hebrew, "דג סקרן שט בים מאוכזב ולפתע מצא חברה ");
BENCHMARK_CAPTURE(ValidateUtf8, chinese, "天地玄黄宇宙洪荒日月盈昃辰宿列张");

void Escape(benchmark::State& state, void (*escape)(std::string_view, Output&), std::string_view unit) {
  const std::string text = Repeated(unit);
  Budget budget;
  Account account("bench", budget);
  const auto out = Output::ToCallback([](std::string_view) { return true; }, account);
  for (auto _ : state) escape(text, *out);
  SetRates(state, text.size());
}
constexpr std::string_view kRareSpecials =
    "Prose as it is found in most documents: a paragraph of a few hundred characters, with few of those that "
    "any format calls its own. One of them comes at the end of each such paragraph, and then the next begins "
    "with words of no meaning, <";
BENCHMARK_CAPTURE(Escape, html, EscapeHtml, kRareSpecials);
BENCHMARK_CAPTURE(Escape, html_attribute, EscapeHtmlAttribute, kRareSpecials);
BENCHMARK_CAPTURE(Escape, json, EscapeJson, kRareSpecials);
BENCHMARK_CAPTURE(Escape, rtf, EscapeRtf, kRareSpecials);
BENCHMARK_CAPTURE(Escape, html_french, EscapeHtml,
                  "Dès Noël où un zéphyr haï me vêt de glaçons würmiens je dîne. ");
BENCHMARK_CAPTURE(Escape, rtf_chinese, EscapeRtf, "天地玄黄宇宙洪荒日月盈昃辰宿列张");

void Decode(benchmark::State& state, Charset charset, std::string_view unit) {
  const std::string text = Repeated(unit);
  std::pmr::string result;
  for (auto _ : state) {
    result.clear();
    Decoder decoder(charset);
    decoder.Decode(text, true, result);
    benchmark::DoNotOptimize(result.data());
  }
  SetRates(state, text.size());
}
BENCHMARK_CAPTURE(
    Decode, windows_1252, Charset::kWindows1252,
    "D\xE8s No\xEBl o\xF9 un z\xE9phyr ha\xEF me v\xEAt de gla\xE7ons w\xFCrmiens je d\xEEne. ");
BENCHMARK_CAPTURE(Decode, windows_1251, Charset::kWindows1251, "\xD1\xFA\xE5\xF8\xFC \xE6\xE5 \xE5\xF9\xB8 ");
BENCHMARK_CAPTURE(Decode, shift_jis, Charset::kShiftJis,
                  "\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD\x81\x42");
BENCHMARK_CAPTURE(Decode, gb18030, Charset::kGb18030, "\xCC\xEC\xB5\xD8\xD0\xFE\xBB\xC6\xD3\xEE\xD6\xE6");
BENCHMARK_CAPTURE(Decode, utf_16le, Charset::kUtf16Le, std::string_view("T\0e\0x\0t\0 \0", 10));

}  // namespace
}  // namespace tare::text
