// Memory does not grow with the document: more pages take what the pages before took.
//
// What does grow, up to limits of its own, and so is tested at sizes beyond them:
//   - a table, held until its columns are known or its widths are (TableShaper, HeldTable: 4 MiB each);
//   - a Markdown list, held until it is known whether it is tight (MarkdownLimits::record_bytes);
//   - the places of Markdown's link and footnote definitions, which may be referred to from anywhere;
//   - what a writer says at the end, such as notes in plain text: spooled to a file beyond 4 MiB;
//   - the lists of a JSON result (content, tables, images, metadata), each spooled beyond 4 MiB.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sanitized.h"
#include "tare/convert.h"

namespace tare {
namespace {

// Bytes that do not count as growth: steps in which arenas commit, and buffers of up to a megabyte (what the
// RTF writer holds back for its gaps) that happen to have doubled.
constexpr uint64_t kSlack = 1 << 20;
// What is held by one reader and one writer at their limits.
constexpr uint64_t kCeiling = 12 << 20;
// Bytes of documents. The first is larger than anything that may be held of it.
constexpr size_t kLarge = size_t{6} << 20;
constexpr size_t kLarger = size_t{16} << 20;

// A '%' in `unit` stands for the number of the repetition.
struct Shape {
  std::string_view name;
  std::string_view format;
  std::string_view head;
  std::string_view unit;
  std::string_view tail{};
};

constexpr Shape kShapes[] = {
    {"Page", "html", "<!doctype html><html><head><title>T</title></head><body>",
     "<section><h2 id=s%>Section %</h2><p>Some <b>bold</b> and <i>other</i> words with a <a "
     "href='/page/%?x=1&amp;y=%' "
     "title='t %'>link %</a> and an <img src='i%.png' alt='image %'>, which go on for a while so that the "
     "paragraph is "
     "as long as paragraphs are.<p>Another one, &eacute;l&egrave;ve.<ul><li>one "
     "%<li>two<ul><li>three</ul></ul><table>"
     "<caption>Table %</caption><tr><th>a<th>b<tr><td rowspan=2>%<td>x<tr><td>y</table><pre><code "
     "class=language-c>"
     "int a% = %;\n</code></pre><blockquote><p>Quoted %.</blockquote><dl><dt>t%<dd>d</dl><figure><img "
     "src=f%.png>"
     "<figcaption>Figure %</figcaption></figure></section>\n",
     "</body></html>"},
    {"PageInLatin1", "html", "<!doctype html><meta charset=latin1>",
     "<h2>Caf\xE9 %</h2><p>D\xE9j\xE0 vu, number %.\n"},
    {"Paragraphs", "html", "", "<p>Paragraph % of words.\n"},
    {"OneParagraph", "html", "<p>", "Words of <b>one</b> paragraph, <a href=x%>%</a>. "},
    {"OneList", "html", "<ul>", "<li>Item % of one list\n", "</ul>"},
    {"OneTable", "html", "<table>", "<tr><td>Row %<td>a cell<td>b\n", "</table>"},
    {"OneCodeBlock", "html", "<pre>", "line % of code\n", "</pre>"},
    {"OneSection", "html", "<div><div><div>", "<div><p>Paragraph %.</div>\n", "</div></div></div>"},
    {"Unclosed", "html", "", "<div><b>never % <i>closed <p>"},
    {"Page", "markdown", "---\ntitle: T\n---\n\n",
     "## Section %\n\nSome **bold** and *other* words with a [link %](/page/%?x=1 \"t %\") and an ![image "
     "%](i%.png), "
     "which go on for a while so that the paragraph is as long as paragraphs are.\n\nAnother, "
     "&eacute;l&egrave;ve "
     "`code %`.\n\n- one %\n- two\n  1. three\n- [x] four\n\n| a | b |\n|---|--:|\n| % | x |\n\n```c\nint a% "
     "= %;\n```\n\n"
     "> Quoted %.\n\n<div>raw %</div>\n\n***\n\n"},
    {"Paragraphs", "markdown", "", "Paragraph % of words.\n\n"},
    {"OneParagraph", "markdown", "", "Words of *one* paragraph, [%](x%).\n"},
    {"OneList", "markdown", "", "- Item % of one list\n"},
    {"OneLooseList", "markdown", "", "- Item % of one list\n\n  and more\n\n"},
    {"OneQuote", "markdown", "", "> Line % of one quote.\n>\n"},
    {"OneTable", "markdown", "| a | b |\n|---|---|\n", "| Row % | a cell |\n"},
    {"OneCodeBlock", "markdown", "```\n", "line % of code\n", "```\n"},
    {"OneHtmlBlock", "markdown", "<div>\n", "line % of <b>HTML</b>\n"},
    {"Page", "rtf",
     "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\n",
     "{\\pard\\s1\\outlinelevel0 Section %\\par}{\\pard Some {\\b bold} and {\\i other} words with a "
     "{\\field{\\*\\fldinst "
     "HYPERLINK \"/page/%\"}{\\fldrslt link %}}, \\u233?l\\'e8ve, which go on for a while so that the "
     "paragraph is as long "
     "as paragraphs are.\\par}\\trowd\\cellx1000\\cellx2000\\pard\\intbl %\\cell x\\cell\\row\\pard{\\pntext "
     "1.\\tab}"
     "{\\*\\pn\\pnlvlbody\\pndec}one %\\par{\\pntext 2.\\tab}two\\par\\pard{\\*\\bkmkstart b%}x{\\*\\bkmkend "
     "b%}"
     "{\\pict\\pngblip 89504e470d0a1a0a}\\par\n",
     "}"},
    {"Notes", "rtf", "{\\rtf1 ",
     "Text{\\super\\chftn}{\\footnote\\pard Note % has more words than the sentence that it is to, as some "
     "people write.\\par}.\\par\n",
     "}"},
    {"Paragraphs", "rtf", "{\\rtf1 ", "Paragraph % of words.\\par\n", "}"},
    {"OneParagraph", "rtf", "{\\rtf1 ", "Words of {\\b one} paragraph, %. ", "}"},
    {"OneTable", "rtf", "{\\rtf1 ",
     "\\trowd\\cellx1000\\cellx2000\\pard\\intbl Row %\\cell a cell\\cell\\row\n", "}"},
    {"Paragraphs", "text", "", "Paragraph % of words\nin two lines.\n\n"},
    {"OneParagraph", "text", "", "Line % of one paragraph.\n"},
    {"OneLine", "text", "", "Words % of one line. "},
    {"InLatin1", "text", "", "Ligne % d'un caf\xE9 d\xE9j\xE0 vu.\n\n"},
};

struct Target {
  std::string_view to;
  JsonForm json = JsonForm::kEvents;
};

constexpr Target kTargets[] = {{"text"}, {"markdown"}, {"html"},
                               {"rtf"},  {"json"},     {"json", JsonForm::kResult}};

std::string MakeDocument(const Shape& shape, size_t size) {
  std::string text(shape.head);
  for (size_t i = 0; text.size() < size; ++i) {
    for (const char c : shape.unit) {
      if (c == '%') {
        text += std::to_string(i);
      } else {
        text += c;
      }
    }
  }
  return text.append(shape.tail);
}

uint64_t PeakOfConversion(const std::string& document, const Shape& shape, const Target& target) {
  Engine engine;
  const auto source = Source::FromMemory(document, "document");
  const auto output = Output::ToCallback([](std::string_view) { return true; }, engine.pool());
  ConvertOptions options{.from = std::string(shape.format), .to = std::string(target.to)};
  options.write.json = target.json;
  const Result<Conversion> done = Convert(engine, *source, *output, options);
  EXPECT_TRUE(done) << done.error().ToString();
  return engine.budget().peak();
}

class MemoryBound : public testing::TestWithParam<Shape> {};

TEST_P(MemoryBound, DoesNotGrowWithTheDocument) {
#ifdef TARE_SANITIZED
  GTEST_SKIP() << "accounts are the same without sanitizers, and these documents are large";
#endif
  const Shape& shape = GetParam();
  const std::string large = MakeDocument(shape, kLarge);
  const std::string larger = MakeDocument(shape, kLarger);
  for (const Target& target : kTargets) {
    SCOPED_TRACE(std::string(target.to) + (target.json == JsonForm::kResult ? " result" : ""));
    const uint64_t peak = PeakOfConversion(large, shape, target);
    const uint64_t peak_of_larger = PeakOfConversion(larger, shape, target);
    // The lists of a JSON result grow until each has been spooled to a file.
    if (target.json != JsonForm::kResult) {
      EXPECT_LE(peak_of_larger, peak + kSlack);
    }
    EXPECT_LE(peak_of_larger, kCeiling);
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, MemoryBound, testing::ValuesIn(kShapes), [](const auto& test) {
  return std::string(test.param.format) + "_" + std::string(test.param.name);
});

}  // namespace
}  // namespace tare
