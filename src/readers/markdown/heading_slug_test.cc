// Anchors of headings.

#include "readers/markdown/heading_slug.h"
#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

const Reading kAnchors = {.extensions = {}};

// The anchor of a heading of that text; empty where it has none.
std::string NameOf(std::string_view heading) {
  const std::string events = EventsOf("# " + std::string(heading), kAnchors);
  constexpr std::string_view kAnchor = "    anchor \"";
  const size_t at = events.find(kAnchor);
  if (at == std::string::npos) return {};
  const size_t begin = at + kAnchor.size();
  return events.substr(begin, events.find('"', begin) - begin);
}

TEST(MarkdownHeadingSlug, StandsBeforeTheContent) {
  ExpectEvents("A *b* c\n===\n\nd\n\n## `E`", R"(  heading level=1
    anchor "a-b-c"
    text "A "
    emphasis
      text "b"
    text " c"
  paragraph
    text "d"
  heading level=2
    anchor "e"
    code
      text "E"
)",
               kAnchors);
}

TEST(MarkdownHeadingSlug, IsMadeAsOnGitHub) {
  EXPECT_EQ(NameOf("Hello, World! (v1.2_x)"), "hello-world-v12_x");
  EXPECT_EQ(NameOf("a  -  b & c"), "a-----b--c");
  EXPECT_EQ(NameOf("\u00C9t\u00E9 \u2014 \u65E5\u672C \u03A3\u03BF\u03C6\u03CC\u03C2 Stra\u00DFe"),
            "\u00E9t\u00E9--\u65E5\u672C-\u03C3\u03BF\u03C6\u03CC\u03C2-stra\u00DFe");
  EXPECT_EQ(NameOf("\U0001F680 Start"), "-start");
  EXPECT_EQ(NameOf("[a](b) <b>c</b> &amp; \\*d\\* ![e](f)"), "a-c--d-");
  EXPECT_EQ(NameOf("5 \u00B5m \u03D5 \u1E9E x\u00B2 \u00BD"), "5-\u00B5m-\u03D5-\u1E9E-x-");
  EXPECT_EQ(NameOf("!?"), "");
  EXPECT_EQ(NameOf(std::string(1000, 'x')), std::string(237, 'x'));
}

TEST(MarkdownHeadingSlug, SameOnesAreNumbered) {
  ExpectEvents("# a\n# A!\n# a-1\n# a", R"(  heading level=1
    anchor "a"
    text "a"
  heading level=1
    anchor "a-1"
    text "A!"
  heading level=1
    anchor "a-1-1"
    text "a-1"
  heading level=1
    anchor "a-2"
    text "a"
)",
               kAnchors);
}

TEST(MarkdownHeadingSlug, BeyondSoManyTheyAreNotToldApart) {
  std::string text;
  for (size_t i = 0; i < HeadingNames::kMaxNames; ++i) text += "# x" + std::to_string(i) + "\n";
  const std::string events = EventsOf(text + "# y\n# y\n# x7\n", kAnchors);
  EXPECT_TRUE(
      events.ends_with("anchor \"y\"\n    text \"y\"\n  heading level=1\n    anchor \"y\"\n"
                       "    text \"y\"\n  heading level=1\n    anchor \"x7-1\"\n    text \"x7\"\n"));
}

TEST(MarkdownHeadingSlug, AttributesNameTheHeading) {
  EXPECT_EQ(NameOf("a b {#C-d}"), "C-d");
  EXPECT_EQ(NameOf("a b {.c #d k=\"#v\"}"), "d");
  EXPECT_EQ(NameOf("a b {: #c}"), "c");
  EXPECT_EQ(NameOf("a b {.c}"), "a-b");
  EXPECT_EQ(NameOf("a b {-}"), "a-b");
  ExpectEvents("# a {#b}\n# b", R"(  heading level=1
    anchor "b"
    text "a"
  heading level=1
    anchor "b-1"
    text "b"
)",
               kAnchors);
}

TEST(MarkdownHeadingSlug, IsLeftOutWhereItIsSwitchedOff) {
  ExpectEvents("# a {#b}", "  heading level=1\n    text \"a\"\n");
}

}  // namespace
}  // namespace tare::markdown
