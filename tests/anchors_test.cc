// Links inside a document, and what they lead to, from format to format.

#include <gtest/gtest.h>

#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>

#include "document/checking_sink.h"
#include "document/reading.h"
#include "readers/html/html_reader.h"
#include "readers/markdown/markdown_reader.h"
#include "readers/rtf/rtf_reader.h"
#include "writers/writers.h"
#include "writers/written.h"

namespace tare {
namespace {

using ReadFunction = Result<void> (*)(ReadContext&);

std::string Convert(ReadFunction read, std::string_view text, MakeWriter make) {
  Budget budget;
  Account account("test", budget);
  std::pmr::string result;
  const std::unique_ptr<Output> out = Output::ToString(&result, account);
  const std::unique_ptr<Sink> writer = make(*out, WriteOptions{.fragment = true}, account);
  CheckingSink checked(writer.get());
  const std::unique_ptr<Source> source = Source::FromMemory(text, "example");
  const ReadOptions options;
  JobControl control;
  ReadContext context(*source, checked, account, options, control);
  EXPECT_TRUE(read(context).has_value());
  EXPECT_EQ(checked.failure(), "");
  EXPECT_TRUE(out->Commit().has_value());
  return std::string(result);
}

TEST(Anchors, FromHtmlToRtfAndBack) {
  const std::string rtf = Convert(
      ReadHtml, "<p>see <a href='#there'>there</a><h2 id=there>There</h2><p>a <b id='\u00E9\"'>b</b></p>",
      MakeRtfWriter);
  EXPECT_TRUE(rtf.contains("HYPERLINK \\\\l \"there\"")) << rtf;
  EXPECT_TRUE(rtf.contains("{\\*\\bkmkstart there}{\\*\\bkmkend there}There")) << rtf;
  EXPECT_EQ(Convert(ReadRtf, rtf, MakeHtmlWriter),
            "<p>see <a href=\"#there\">there</a></p>\n"
            "<h2 id=\"there\">There</h2>\n"
            "<p>a <span id=\"\u00E9&quot;\"></span><strong>b</strong></p>\n");
}

TEST(Anchors, VeryManyLeaveTheWordsApart) {
  std::string page = "<p>a ";
  for (int i = 0; i < 400; ++i) page += "<a name=" + std::to_string(i) + "></a>";
  const std::string rtf = Convert(ReadHtml, page + "b</p>", MakeRtfWriter);
  EXPECT_EQ(Convert(ReadRtf, rtf, MakeTextWriter), "a b\n");
}

TEST(Anchors, OfOtherProgramsRtf) {
  EXPECT_EQ(Convert(ReadRtf,
                    "{\\rtf1\\ansi{\\field{\\*\\fldinst{HYPERLINK \\\\l \"_Toc1\"}}{\\fldrslt{One}}}\\par"
                    "\\pard\\outlinelevel0{\\*\\bkmkstart _Toc1}One{\\*\\bkmkend _Toc1}\\par}",
                    MakeHtmlWriter),
            "<p><a href=\"#_Toc1\">One</a></p>\n<h1 id=\"_Toc1\">One</h1>\n");
}

TEST(Anchors, OfMarkdownHeadings) {
  constexpr std::string_view kMarkdown = "[a](#b-c)\n\n# B c\n";
  const auto read = [](ReadContext& context) { return ReadMarkdown(context); };
  EXPECT_EQ(Convert(read, kMarkdown, MakeHtmlWriter),
            "<p><a href=\"#b-c\">a</a></p>\n<h1 id=\"b-c\">B c</h1>\n");
  const std::string rtf = Convert(read, kMarkdown, MakeRtfWriter);
  EXPECT_TRUE(rtf.contains("HYPERLINK \\\\l \"b-c\"")) << rtf;
  EXPECT_TRUE(rtf.contains("{\\*\\bkmkstart b-c}{\\*\\bkmkend b-c}B c")) << rtf;
  EXPECT_EQ(Convert(ReadRtf, rtf, MakeMarkdownWriter), kMarkdown);
}

}  // namespace
}  // namespace tare
