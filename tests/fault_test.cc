// Every allocation of a small conversion fails once: each run ends in a clean error, and the budget is as
// before.

#include <gtest/gtest.h>

#include <string>

#include "failing_new.h"
#include "tare/convert.h"

namespace tare {
namespace {

struct Sample {
  const char* name;
  std::string_view text;
};

constexpr Sample kSamples[] = {
    {"page.html",
     "<!doctype html><html lang=en><head><title>T &amp; t</title><base "
     "href='http://e.org/'></head><body><h1>Head</h1>"
     "<p>One <b>bold <i>both</b> it</i> &eacute; <a href=x>link</a></p><ul><li>a<li>b<ol "
     "start=3><li>c</ol></ul>"
     "<table><caption>Cap</caption><tr><th>h<th colspan=2>i<tr><td rowspan=2>1<td>2<tr><td>3<td>4</table>"
     "<pre><code class=language-c>int x;\n</code></pre><blockquote><p>q</blockquote><img src=a.png "
     "alt=b></body></html>"},
    {"notes.md",
     "---\ntitle: x\n---\n\n# Head\n\npara *em* **strong** `code` [link][r] ![i](u \"t\")[^n]\nsoft  "
     "\nhard\n\n- a\n"
     "- [x] b\n\n  1. c\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```c\nx\n```\n\n> quote\n\n[r]: http://e.org "
     "\"T\"\n"
     "[^n]: note\n\n<div>raw</div>\n\n***\n"},
    {"letter.rtf",
     "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 "
     "B;}}{\\stylesheet{\\s1\\outlinelevel0 "
     "heading 1;}}{\\info{\\title T}}{\\pard\\s1\\outlinelevel0 Head\\par}{\\pard one {\\b bold} \\u233? "
     "\\f1\\'82\\'a0\\f0 {\\field{\\*\\fldinst HYPERLINK \"http://e.org\"}{\\fldrslt link}}{\\footnote "
     "note}\\par}"
     "\\trowd\\cellx1000\\cellx2000\\intbl a\\cell b\\cell\\row\\trowd\\cellx1000\\cellx2000\\intbl c\\cell "
     "d\\cell\\row"
     "\\pard{\\pict\\pngblip 89504e470d0a1a0a}\\par}"},
    {"plain.txt", "One paragraph\nof two lines.\n\nAnd another.\n"},
};

std::string Convert(Engine& engine, const Sample& sample, const std::string& to, Result<Conversion>& done) {
  std::string text;
  const auto source = Source::FromMemory(sample.text, sample.name);
  // Not through an account: what is tested is the conversion's own memory.
  const auto output = Output::ToCallback(
      [&](std::string_view bytes) {
        text.append(bytes);
        return true;
      },
      *std::pmr::new_delete_resource());
  done = tare::Convert(engine, *source, *output, {.to = to});
  return text;
}

class Faults : public testing::TestWithParam<std::tuple<size_t, std::string>> {
 protected:
  const Sample& sample() const { return kSamples[std::get<0>(GetParam())]; }
  const std::string& to() const { return std::get<1>(GetParam()); }
};

TEST_P(Faults, EveryChargeThatFailsIsACleanError) {
  Engine engine;
  Result<Conversion> done;
  const std::string expected =
      Convert(engine, sample(), to(), done);  // the engine's own accounts are open from here on
  ASSERT_TRUE(done) << done.error().ToString();
  ASSERT_FALSE(expected.empty());
  engine.Trim();
  const uint64_t before = engine.budget().used();
  for (uint64_t n = 1;; ++n) {
    ASSERT_LT(n, 10000u);
    engine.budget().FailChargeNumber(n);
    const std::string text = Convert(engine, sample(), to(), done);
    engine.Trim();
    EXPECT_EQ(engine.budget().used(), before) << "charge " << n;
    // A spool without room goes to its file, so that not every failure is an error.
    if (done) {
      EXPECT_EQ(text, expected) << "charge " << n;
      if (!engine.budget().ChargeFailurePending()) continue;
      // Plain text needs nothing but views of its source; everything else charges something.
      EXPECT_TRUE(n > 1 || std::string_view(sample().name) == "plain.txt");
      return;
    }
    EXPECT_EQ(done.error().code, ErrorCode::kMemoryLimit) << "charge " << n;
    EXPECT_NE(done.error().message.find("memory limit"), std::string::npos);
  }
}

TEST_P(Faults, EveryNewThatFailsIsACleanError) {
  Engine engine;
  Result<Conversion> done;
  const std::string expected = Convert(engine, sample(), to(), done);
  engine.Trim();
  const uint64_t before = engine.budget().used();
  for (uint64_t n = 1;; ++n) {
    ASSERT_LT(n, 10000u);
    const auto source = Source::FromMemory(sample().text, sample().name);
    std::string text;
    text.reserve(64 * 1024);
    const auto output = Output::ToCallback(
        [&](std::string_view bytes) {
          text.append(bytes);
          return true;
        },
        *std::pmr::new_delete_resource());
    const ConvertOptions options{.to = to()};
    FailNewNumber(n);
    done = tare::Convert(engine, *source, *output, options);
    const bool all_passed = NewFailurePending();
    FailNewNumber(0);
    engine.Trim();
    EXPECT_EQ(engine.budget().used(), before) << "new " << n;
    if (all_passed) {
      ASSERT_TRUE(done);
      EXPECT_EQ(text, expected);
      return;
    }
    ASSERT_FALSE(done) << "new " << n << " failed unnoticed";
    EXPECT_EQ(done.error().code, ErrorCode::kMemoryLimit);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Faults,
                         testing::Combine(testing::Range(size_t{0}, std::size(kSamples)),
                                          testing::Values("text", "markdown", "html", "rtf", "json")),
                         [](const auto& instance) {
                           const std::string name = kSamples[std::get<0>(instance.param)].name;
                           return name.substr(0, name.find('.')) + "_to_" + std::get<1>(instance.param);
                         });

}  // namespace
}  // namespace tare
