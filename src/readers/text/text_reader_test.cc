#include "readers/text/text_reader.h"

#include <filesystem>
#include <memory>
#include <string>

#include "corpus.h"
#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "document/forwarding_sink.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

class TextReaderTest : public testing::Test {
 protected:
  Result<void> Read(std::string_view bytes, Sink& sink) {
    const std::unique_ptr<Source> source = Source::FromMemory(bytes, "test.txt");
    CheckingSink checker(&sink);
    ReadContext context(*source, checker, account_, options_, control_);
    Result<void> result = ReadText(context);
    EXPECT_EQ(checker.ok(), result.has_value()) << checker.failure();
    return result;
  }
  std::string Printed(std::string_view bytes) {
    EventPrinter printer(true);
    EXPECT_TRUE(Read(bytes, printer));
    return printer.text();
  }

  Budget budget_;
  Account account_{"test", budget_};
  ReadOptions options_;
  JobControl control_;
};

std::string OneParagraph(const std::string& text) {
  return "document\n  paragraph\n    text \"" + text + "\"\n";
}

TEST_F(TextReaderTest, ReadsParagraphsAndLines) {
  EXPECT_EQ(Printed("One\nline.\n\nTwo."),
            "document\n"
            "  paragraph\n"
            "    text \"One\"\n"
            "    soft-break\n"
            "    text \"line.\"\n"
            "  paragraph\n"
            "    text \"Two.\"\n");
  EXPECT_EQ(Printed(""), "document\n");
}

TEST_F(TextReaderTest, ByteOrderMarksWin) {
  EXPECT_EQ(Printed("\xEF\xBB\xBF"
                    "a\u00e9"),
            OneParagraph("a\u00e9"));
  EXPECT_EQ(Printed(std::string_view("\xFF\xFE"
                                     "a\0\xE9\0",
                                     6)),
            OneParagraph("a\u00e9"));
  options_.charset = "utf-16";
  EXPECT_EQ(Printed(std::string_view("\xFE\xFF\0a\0\xE9", 6)), OneParagraph("a\u00e9"));
}

TEST_F(TextReaderTest, TakesTheCharsetFromTheOptions) {
  options_.charset = "windows-1251";
  EXPECT_EQ(Printed("\xEF\xF0\xE8"), OneParagraph("\u043f\u0440\u0438"));
  options_.charset = "Shift_JIS";
  EXPECT_EQ(Printed("\x93\xFA\x96\x7B"), OneParagraph("\u65e5\u672c"));
}

TEST_F(TextReaderTest, GuessesTheCharset) {
  EXPECT_EQ(Printed("caf\xE9 cr\xE8me, d\xE9j\xE0 vu"),
            OneParagraph("caf\u00e9 cr\u00e8me, d\u00e9j\u00e0 vu"));
}

TEST_F(TextReaderTest, UnknownCharsetsAreErrors) {
  options_.charset = "klingon";
  EventPrinter printer;
  const Result<void> result = Read("a", printer);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(result.error().message, "the charset 'klingon' is not known");
  EXPECT_EQ(printer.text(), "");
}

TEST_F(TextReaderTest, ReplacesIllFormedInput) {
  options_.charset = "utf-8";
  EXPECT_EQ(Printed("ab\xFF"
                    "c"),
            OneParagraph("ab\uFFFDc") +
                "  warning \"1 ill-formed sequence of UTF-8 was replaced by U+FFFD\" offset=2\n");
  EXPECT_EQ(Printed("ab\xE2\x82\n\xFFz\xE2\x82"),
            "document\n  paragraph\n    text \"ab\uFFFD\"\n    soft-break\n    text \"\uFFFDz\uFFFD\"\n"
            "  warning \"3 ill-formed sequences of UTF-8 were replaced by U+FFFD\" offset=2\n");
  options_.charset = "utf-16le";
  EXPECT_EQ(
      Printed(std::string_view("a\0\0\xDC"
                               "b\0",
                               6)),
      OneParagraph("a\uFFFDb") + "  warning \"1 ill-formed sequence of UTF-16LE was replaced by U+FFFD\"\n");
}

TEST_F(TextReaderTest, WarnsOfBinaryData) {
  options_.charset = "utf-8";
  std::string binary;
  for (int i = 0; i < 1000; ++i) binary += static_cast<char>(i % 128);
  EXPECT_NE(Printed(binary).find("  warning \"the input is full of control characters"), std::string::npos);
  std::string text(1000, 'x');
  text += '\x1A';  // the end-of-file mark of DOS
  EXPECT_EQ(Printed(text).find("warning"), std::string::npos);
}

// Characters and line ends on the limits between pieces.
TEST_F(TextReaderTest, ReadsAcrossPieces) {
  for (size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, 'x');
    while (text.size() < 600'000) text += "\U0001F600";
    EXPECT_EQ(Printed(text), OneParagraph(text));
  }
  options_.charset = "shift_jis";
  std::string encoded = "a";
  std::string decoded = "a";
  while (encoded.size() < 300'000) {
    encoded += "\x93\xFA";
    decoded += "\u65e5";
  }
  EXPECT_EQ(Printed(encoded), OneParagraph(decoded));
}

TEST_F(TextReaderTest, SendsViewsIntoTheSource) {
  class InsideOf final : public ForwardingSink {
   public:
    InsideOf(std::string_view bytes, Sink& next) : ForwardingSink(next), bytes_(bytes) {}
    void Text(std::string_view text) override {
      EXPECT_GE(text.data(), bytes_.data());
      EXPECT_LE(text.data() + text.size(), bytes_.data() + bytes_.size());
      next_.Text(text);
    }

   private:
    std::string_view bytes_;
  };
  const std::string line(10 << 20, 'x');
  EventPrinter printer;
  InsideOf inside(line, printer);
  ASSERT_TRUE(Read(line, inside));
  EXPECT_EQ(printer.text(), OneParagraph(line));
  EXPECT_EQ(account_.peak(), 0u);
}

TEST_F(TextReaderTest, DecodesInBoundedMemory) {
  options_.charset = "windows-1252";
  Printed(std::string(10 << 20, '\x80'));  // 3 bytes each in UTF-8
  EXPECT_GT(account_.peak(), 0u);
  EXPECT_LE(account_.peak(), 512u * 1024);
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(TextReaderTest, ReadsTheCorpus) {
  const std::string folder = CorpusPath("documents");
  if (folder.empty()) GTEST_SKIP() << "no corpus";
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    ++files;
    Result<std::unique_ptr<Source>> source = Source::FromFile(entry.path().string(), account_);
    ASSERT_TRUE(source);
    EventPrinter printer(true);
    CheckingSink checker(&printer);
    ReadContext context(**source, checker, account_, options_, control_);
    EXPECT_TRUE(ReadText(context));
    EXPECT_EQ(checker.failure(), "") << entry.path();
    EXPECT_NE(printer.text().find("paragraph"), std::string::npos) << entry.path();
    EXPECT_EQ(printer.text().find("\n  warning"), std::string::npos) << entry.path();
  }
  EXPECT_GT(files, 10);
}

TEST_F(TextReaderTest, StopsWhenToldTo) {
  control_.stop = true;
  EventPrinter printer;
  const std::unique_ptr<Source> source = Source::FromMemory("a\nb", "test.txt");
  CheckingSink checker(&printer);
  ReadContext context(*source, checker, account_, options_, control_);
  const Result<void> result = ReadText(context);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(checker.failure(), "");
}

TEST_F(TextReaderTest, ReportsItsPosition) {
  Printed("a\nb");
  EXPECT_EQ(control_.position, 3u);
}

}  // namespace
}  // namespace tare
