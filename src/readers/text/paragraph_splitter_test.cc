#include "readers/text/paragraph_splitter.h"

#include <string>

#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

// Splits `text`, cut into pieces of `piece` bytes, into a short form: paragraphs in brackets, code in
// braces, '/' for a soft break and '|' for a hard one.
class Shorthand final : public Sink {
 public:
  const std::string& text() const { return text_; }

  void BeginBlock(const Block& block) override { text_ += Bracket(block.kind, "[", "{"); }
  void EndBlock(BlockKind kind) override { text_ += Bracket(kind, "]", "}"); }
  void Text(std::string_view text) override { text_ += text; }
  void SoftBreak() override { text_ += "/"; }
  void BeginSpan(const Span&) override { text_ += "?"; }
  void EndSpan(SpanKind) override { text_ += "?"; }
  void HardBreak() override { text_ += "|"; }
  void AddImage(const Image&) override { text_ += "?"; }
  void FootnoteReference(std::string_view) override { text_ += "?"; }
  void Anchor(std::string_view) override { text_ += "?"; }
  void Metadata(std::string_view, std::string_view) override { text_ += "?"; }
  void AddAttachment(const Attachment&) override { text_ += "?"; }
  void Warn(const Warning&) override { text_ += "?"; }

 private:
  static std::string_view Bracket(BlockKind kind, std::string_view paragraph, std::string_view code) {
    return kind == BlockKind::kParagraph ? paragraph : kind == BlockKind::kCode ? code : "";
  }

  std::string text_;
};

std::string SplitInPieces(std::string_view text, size_t piece) {
  Shorthand shorthand;
  CheckingSink checker(&shorthand);
  checker.BeginBlock(Block::Of(BlockKind::kDocument));
  ParagraphSplitter splitter(checker);
  for (size_t at = 0; at < text.size(); at += piece) splitter.Add(text.substr(at, piece));
  splitter.EndParagraph();
  checker.EndBlock(BlockKind::kDocument);
  EXPECT_EQ(checker.failure(), "");
  return shorthand.text();
}

// The same, however the (ASCII) text is cut.
std::string Split(std::string_view text) {
  const std::string whole = SplitInPieces(text, text.size() + 1);
  for (size_t piece = 1; piece < text.size(); ++piece) EXPECT_EQ(SplitInPieces(text, piece), whole) << piece;
  return whole;
}

TEST(ParagraphSplitterTest, BlankLinesPartParagraphs) {
  EXPECT_EQ(Split(""), "");
  EXPECT_EQ(Split("\n\n"), "");
  EXPECT_EQ(Split("a"), "[a]");
  EXPECT_EQ(Split("a\n"), "[a]");
  EXPECT_EQ(Split("a b\nc\n\nd\n"), "[a b/c][d]");
  EXPECT_EQ(Split("\n\na\n\n\n\nb\n\n"), "[a][b]");
  EXPECT_EQ(Split("a\n \t \nb"), "[a][b]");
}

TEST(ParagraphSplitterTest, KnowsAllLineEnds) {
  EXPECT_EQ(Split("a\r\nb\r\n\r\nc\r\n"), "[a/b][c]");
  EXPECT_EQ(Split("a\rb\r\rc"), "[a/b][c]");
  EXPECT_EQ(Split("a\n\rb"), "[a][b]");
  EXPECT_EQ(Split("a\vb"), "[a/b]");
  EXPECT_EQ(Split("a\r \nb"), "[a][b]");
}

TEST(ParagraphSplitterTest, TrimsLinesAndKeepsWhatIsInThem) {
  EXPECT_EQ(Split("  a  b\t\tc \t\n\td\n"), "[a  b\t\tc|\td]");
  EXPECT_EQ(Split("   \n  a"), "[a]");
  EXPECT_EQ(Split("# *a* <b> & c\n- d"), "[# *a* <b> & c/- d]");
}

TEST(ParagraphSplitterTest, FormFeedsEndParagraphs) {
  EXPECT_EQ(Split("a\fb"), "[a][b]");
  EXPECT_EQ(Split("a\n\f\nb"), "[a][b]");
  EXPECT_EQ(Split("\f\fa\f"), "[a]");
}

TEST(ParagraphSplitterTest, LeavesControlCharactersOut) {
  EXPECT_EQ(Split("a\x01 \x1F \x7F"
                  "b\x08 \x1B\nc"),
            "[a  b/c]");
  EXPECT_EQ(Split("\x02\n\x02\n"), "");
  EXPECT_EQ(SplitInPieces(std::string_view("a\0 \0\0\n\0", 7), 9), "[a\uFFFD \uFFFD\uFFFD/\uFFFD]");
}

TEST(ParagraphSplitterTest, CountsControlCharacters) {
  Shorthand shorthand;
  ParagraphSplitter splitter(shorthand);
  splitter.Add(std::string_view("a\0\x01\t\r\n\v\f\x7F", 9));
  EXPECT_EQ(splitter.control_characters(), 3u);
}

TEST(ParagraphSplitterTest, ShortensOnlyBlanksCutByAPiece) {
  const std::string blanks(999, ' ');
  EXPECT_EQ(SplitInPieces("a" + blanks + "b", 5000), "[a" + blanks + "b]");
  EXPECT_EQ(SplitInPieces("a" + blanks + "b", 10), "[a" + std::string(64, ' ') + "b]");
}

}  // namespace
}  // namespace tare
