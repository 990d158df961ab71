#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "writers/rtf_gap_output.h"
#include "writers/rtf_written.h"

namespace tare {
namespace {

TEST(RtfWriter, PutsAFootnoteIntoItsFirstReference) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(BlockKind::kParagraph).Text("x").Note("a").Text(" y").Note("a").End();
              events.Begin(Block::Footnote("a")).Paragraph("First").Paragraph("Second");
            }),
            "\\pard\\plain\\sb80\\sa80 x{\\*\\tareref a}{\\*\\bkmkstart note_12638187200555641996}"
            "{\\cs31\\super\\chftn}{\\footnote\\pard\\plain\\s12\\sb40\\sa40\\fs20 "
            "{\\*\\tarehide}{\\cs31\\super\\chftn} {\\*\\tareshow}First\\par\n"
            "\\pard\\plain\\s12\\sb40\\sa40\\fs20 Second}{\\*\\bkmkend note_12638187200555641996}"
            " y{\\*\\tareref a}{\\*\\tarehide}{\\field{\\*\\fldinst{HYPERLINK \\\\l "
            "\"note_12638187200555641996\"}}{\\fldrslt{\\cs31\\super a}}}{\\*\\tareshow}\\par\n"
            "{\\*\\tarenote a}\n");
}

TEST(RtfWriter, WritesAFootnoteThatNothingWaitsForWhereItStands) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(Block::Footnote("a")).Paragraph("Note").End();
              events.Begin(BlockKind::kParagraph).Text("x").Note("a");
            }),
            "{\\*\\tarebegin footnote a}\\pard\\plain\\s12\\sb40\\sa40\\fs20 {\\*\\tarehide}"
            "{\\*\\bkmkstart note_12638187200555641996}{\\cs31\\super a}"
            "{\\*\\bkmkend note_12638187200555641996} {\\*\\tareshow}Note\\par\n{\\*\\tareend footnote}\n"
            "\\pard\\plain\\sb80\\sa80 x{\\*\\tareref a}{\\*\\tarehide}{\\field{\\*\\fldinst{HYPERLINK \\\\l "
            "\"note_12638187200555641996\"}}{\\fldrslt{\\cs31\\super a}}}{\\*\\tareshow}\\par\n");
}

TEST(RtfWriter, EndsAFootnoteWithAPlainParagraph) {
  const std::string content = Content([](Events& events) {
    events.Begin(BlockKind::kParagraph).Note("a").End();
    events.Begin(Block::Footnote("a")).Leaf(Block::Code(""), "x\n");
  });
  EXPECT_TRUE(Holds(content,
                    "{\\footnote{\\*\\tarehide}\\pard\\plain\\s12\\sb40\\sa40\\fs20 "
                    "{\\cs31\\super\\chftn} {\\*\\tareshow}\\par\n\\pard\\plain\\s9"));
  EXPECT_TRUE(Holds(content,
                    "\\f1\\fs20 x\\par\n{\\*\\tarehide}\\pard\\plain\\s12\\sb40\\sa40\\fs20 "
                    "\\sb0\\sa0\\fs2 {\\*\\tareshow}}{\\*\\bkmkend"));
}

TEST(RtfWriter, MakesLinksOfReferencesThatWaitTooLong) {
  const std::string rtf = Rtf([](Events& events) {
    events.Begin(BlockKind::kParagraph).Note("early").End();
    for (size_t written = 0; written <= rtf_writer::GapOutput::kMaxHeld + (64 << 10); written += 50)
      events.Paragraph("Fifty bytes of text between a note and its place.");
    events.Begin(BlockKind::kParagraph).Note("late").End();
    events.Begin(Block::Footnote("early")).Paragraph("Too late").End();
    events.Begin(Block::Footnote("late")).Paragraph("In time");
  });
  EXPECT_TRUE(Holds(rtf, "{\\*\\tareref early}{\\*\\tarehide}{\\field"));
  EXPECT_TRUE(Holds(rtf, "{\\cs31\\super early}"));
  EXPECT_TRUE(Holds(rtf, "{\\*\\tareref late}{\\*\\bkmkstart"));
  EXPECT_EQ(Count(rtf, "{\\footnote"), 1u);
  EXPECT_TRUE(Ends(rtf,
                   " {\\*\\tareshow}Too late\\par\n{\\*\\tareend footnote}\n"
                   "{\\*\\tarenote late}\n}\n"));
  ExpectWellFormed(rtf);
}

// The note is longer than what may be held: it must come out as a block though it began as a footnote.
TEST(RtfWriter, LeavesAnEndlessFootnoteWhereItStands) {
  const std::string rtf = Rtf([](Events& events) {
    events.Begin(BlockKind::kParagraph).Note("a").End();
    events.Begin(Block::Footnote("a"));
    for (size_t written = 0; written <= rtf_writer::GapOutput::kMaxHeld + (64 << 10); written += 50)
      events.Paragraph("Fifty bytes of text that belong to one footnote...");
  });
  EXPECT_EQ(Count(rtf, "{\\footnote"), 0u);
  EXPECT_TRUE(Holds(
      rtf,
      "{\\*\\tarebegin footnote a}\\pard\\plain\\s12\\sb40\\sa40\\fs20 {\\*\\tarehide}{\\*\\bkmkstart "));
  EXPECT_TRUE(Ends(rtf, "one footnote...\\par\n{\\*\\tareend footnote}\n}\n"));
  ExpectWellFormed(rtf);
}

}  // namespace
}  // namespace tare
