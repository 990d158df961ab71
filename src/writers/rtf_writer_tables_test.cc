#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "writers/rtf_gap_output.h"
#include "writers/rtf_written.h"

namespace tare {
namespace {

constexpr Alignment kTwoColumns[] = {Alignment::kDefault, Alignment::kRight};

TEST(RtfWriter, WritesTables) {
  const std::string content = Content([](Events& events) {
    events.Begin(Block::Table(kTwoColumns)).Leaf(Block::Of(BlockKind::kCaption), "c");
    events.Begin(Block::Row(true)).Cell("A", Block::Cell(true)).Cell("B", Block::Cell(true)).End();
    events.Begin(Block::Row(false)).Cell("one").Cell("");
  });
  const std::string left = "\\clbrdrl\\brdrs\\brdrw10";
  const std::string borders = "\\clbrdrt\\brdrs\\brdrw10\\clbrdrb\\brdrs\\brdrw10\\clbrdrr\\brdrs\\brdrw10";
  std::string header = borders;
  header += "\\clcbpat4";
  EXPECT_EQ(content,
            "{\\*\\tarebegin table dr}\\pard\\plain\\s13\\keepn\\sb80\\sa80\\i\\fs20 c\\par\n"
            "{\\*\\tarebegin row header}\\trowd\\trgaph108\\trleft0\\trhdr" +
                left + header + "\\cellx4513" + header +
                "\\cellx9026"
                "\\pard\\plain\\intbl\\s11\\sb40\\sa40\\b A\\cell"
                "\\pard\\plain\\intbl\\s11\\sb40\\sa40\\b\\qr B\\cell\\row\n"
                "{\\*\\tarebegin row}\\trowd\\trgaph108\\trleft0" +
                left + borders + "\\cellx4513" + borders +
                "\\cellx9026"
                "\\pard\\plain\\intbl\\s10\\sb40\\sa40 one\\cell"
                "\\pard\\plain\\intbl\\s10\\sb40\\sa40\\qr \\cell\\row\n"
                "{\\*\\tareend table}\n"
                "{\\*\\tarehide}\\pard\\plain\\sb80\\sa80 \\par{\\*\\tareshow}\n");
}

TEST(RtfWriter, MergesCells) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[3] = {};
    events.Begin(Block::Table(columns));
    events.Begin(Block::Row(false)).Cell("tall", Block::Cell(false, 2, 1));
    events.Cell("wide", Block::Cell(true, 1, 2)).End();
    events.Begin(Block::Row(false)).Cell("b").Cell("tail", Block::Cell(false, 2, 1)).End();
    events.Begin(Block::Row(false)).Cell("c", Block::Cell(false, 1, 2));
  });
  EXPECT_EQ(Count(content, "\\clvmgf"), 2u);
  EXPECT_EQ(Count(content, "\\clvmrg"), 2u);
  EXPECT_EQ(Count(content, "\\cellx"), 2u + 3u + 2u);
  EXPECT_TRUE(
      Holds(content,
            "{\\*\\tarecell rows=2}\\pard\\plain\\intbl\\s10\\sb40\\sa40 tall\\cell"
            "{\\*\\tarecell columns=2 header=yes}\\pard\\plain\\intbl\\s11\\sb40\\sa40\\b wide\\cell\\row"));
  EXPECT_TRUE(Holds(content,
                    "{\\*\\tarehide}\\pard\\plain\\intbl\\s10\\sb40\\sa40 \\cell{\\*\\tareshow}"
                    "\\pard\\plain\\intbl\\s10\\sb40\\sa40 b\\cell"));
  EXPECT_TRUE(Holds(
      content, "c\\cell{\\*\\tarehide}\\pard\\plain\\intbl\\s10\\sb40\\sa40 \\cell{\\*\\tareshow}\\row"));
}

TEST(RtfWriter, SaysTheFormattingOfEmptyCellsOnce) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[] = {Alignment::kDefault, Alignment::kDefault, Alignment::kRight,
                                 Alignment::kRight, Alignment::kRight};
    events.Begin(Block::Table(columns));
    events.Begin(Block::Row(false)).Cell("").Cell("").Cell("").Cell("").Cell("x").End();
    events.Begin(Block::Row(false)).Cell("").Cell("x").Cell("").Cell("x").Cell("").End();
  });
  const std::string left = "\\pard\\plain\\intbl\\s10\\sb40\\sa40 ";
  const std::string right = "\\pard\\plain\\intbl\\s10\\sb40\\sa40\\qr ";
  EXPECT_TRUE(Holds(content, left + "\\cell\\cell" + right + "\\cell\\cell" + right + "x\\cell\\row"));
  EXPECT_TRUE(Holds(content, left + "\\cell" + left + "x\\cell" + right + "\\cell" + right + "x\\cell" +
                                 right + "\\cell\\row"));
}

TEST(RtfWriter, HidesCoveredCellsTogether) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[3] = {};
    events.Begin(Block::Table(columns));
    events.Begin(Block::Row(false))
        .Cell("a", Block::Cell(false, 2))
        .Cell("b", Block::Cell(false, 2))
        .Cell("c");
    events.End().Begin(Block::Row(false)).Cell("d");
  });
  EXPECT_EQ(Count(content, "\\clvmrg"), 2u);
  EXPECT_TRUE(Holds(content,
                    "{\\*\\tarehide}\\pard\\plain\\intbl\\s10\\sb40\\sa40 \\cell\\cell{\\*\\tareshow}"
                    "\\pard\\plain\\intbl\\s10\\sb40\\sa40 d\\cell\\row"));
}

// Word has no table of more than 63 columns, so none can look as it should there.
TEST(RtfWriter, DoesNotMergeTheRowsOfVeryWideTables) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[64] = {};
    events.Begin(Block::Table(columns)).Begin(Block::Row(false));
    for (int i = 0; i < 63; ++i) events.Cell("a", Block::Cell(false, 2));
    events.Cell("b").End().Begin(Block::Row(false)).Cell("c");
  });
  EXPECT_EQ(Count(content, "\\clvm"), 0u);
  EXPECT_EQ(Count(content, "\\cellx"), 64u + 2u);
  EXPECT_EQ(Count(content, "{\\*\\tarecell rows=2}"), 63u);
  EXPECT_TRUE(Holds(content, "\\cell{\\*\\tareshow}\\pard\\plain\\intbl\\s10\\sb40\\sa40 c\\cell\\row"));
}

TEST(RtfWriter, EndsTheLastParagraphOfACellWithTheCell) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[1] = {};
    events.Begin(Block::Table(columns)).Begin(Block::Row(false)).Begin(Block::Cell()).Paragraph("a");
    events.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("b").End().Begin(Block::Item());
  });
  EXPECT_TRUE(Holds(content, "a\\par\n{\\*\\tarebegin list tight}{\\*\\tarebegin list-item}"));
  EXPECT_TRUE(
      Holds(content, "b{\\*\\tareend list-item}\\par\n{\\*\\tarebegin list-item}{\\*\\tarehide}\\pard"));
  EXPECT_TRUE(Holds(content, "{\\*\\tareshow}{\\*\\tareend list-item}{\\*\\tareend list}\\cell\\row"));
}

TEST(RtfWriter, NestsTables) {
  const std::string content = Content([](Events& events) {
    const Alignment columns[1] = {};
    events.Begin(Block::Table(columns)).Begin(Block::Row(false)).Begin(Block::Cell());
    events.Begin(Block::Table(columns)).Begin(Block::Row(false)).Cell("in").End(2);
    events.Begin(Block::Table(columns)).Begin(Block::Row(false)).Cell("");
  });
  EXPECT_TRUE(Holds(content,
                    "\\pard\\plain\\intbl\\itap2\\s10\\sb40\\sa40 in\\nestcell{\\nonesttables\\par}"
                    "{\\*\\nesttableprops\\trowd\\trgaph108\\trleft0"));
  EXPECT_TRUE(Holds(content,
                    "\\cellx8810\\nestrow}{\\nonesttables\\par}\n{\\*\\tareend table}\n"
                    "{\\*\\tarehide}\\pard\\plain\\intbl\\sb80\\sa80 \\sb0\\sa0\\fs12 \\par{\\*\\tareshow}\n"
                    "{\\*\\tarebegin table d}"));
  EXPECT_TRUE(Holds(content, "{\\*\\tareend table}\n\\pard\\plain\\intbl\\s10\\sb40\\sa40 \\cell\\row\n"));
  ExpectWellFormed("{" + content + "}\n");
}

// It passes through without being held.
TEST(RtfWriter, PutsTheDefinitionBehindACellOfOneEndlessWord) {
  const std::string word(4 * rtf_writer::GapOutput::kMaxHeld, 'x');
  const std::string rtf = Rtf([&](Events& events) {
    events.Begin(Block::Table(kTwoColumns)).Begin(Block::Row(false)).Cell(word).Cell("b");
  });
  EXPECT_TRUE(Holds(rtf, "sa40 " + word + "\\cell\\pard"));
  EXPECT_TRUE(Holds(rtf, " b\\cell\\trowd"));
  ExpectWellFormed(rtf);
}

TEST(RtfWriter, PutsTheDefinitionOfAnEndlessRowBehindItsCells) {
  const std::string rtf = Rtf([](Events& events) {
    events.Begin(Block::Table(kTwoColumns)).Begin(Block::Row(false)).Begin(Block::Cell(false, 1, 2));
    for (size_t written = 0; written <= rtf_writer::GapOutput::kMaxHeld + (64 << 10); written += 50)
      events.Paragraph("Fifty bytes of text that stand in one table cell...");
  });
  EXPECT_EQ(Count(rtf, "\\trowd"), 1u);
  EXPECT_TRUE(Holds(rtf, "{\\*\\tarebegin row}{\\*\\tarecell columns=2}\\pard"));
  EXPECT_TRUE(Holds(rtf, "one table cell...\\cell\\trowd"));
  ExpectWellFormed(rtf);
}

}  // namespace
}  // namespace tare
