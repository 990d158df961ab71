// Bytes, before they are Markdown.

#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

TEST(MarkdownText, ByteOrderMarkIsLeftOut) {
  ExpectEvents("\xEF\xBB\xBF# a", "  heading level=1\n    text \"a\"\n");
  using std::string_view_literals::operator""sv;
  ExpectEvents("\xFF\xFE#\0 \0\xE9\0"sv, "  heading level=1\n    text \"\u00E9\"\n");
}

TEST(MarkdownText, NulIsReplaced) {
  using std::string_view_literals::operator""sv;
  ExpectEvents("a\0b\n\n```\0\n\0\n```"sv, R"(  paragraph
    text "a�b"
  code label="�"
    text "�\n"
)");
}

TEST(MarkdownText, BrokenUtf8IsReplaced) {
  const std::string text =
      "caf\u00E9 na\u00EFve d\u00E9j\u00E0 vu \u2014 \u201Cpr\u00EAt-\u00E0-porter\u201D ";
  ExpectEvents(text + "\xFF",
               R"(  warning "bytes that are not UTF-8 were replaced by U+FFFD, 1 times"
  paragraph
    text ")" + text +
                   "\uFFFD\"\n",
               {.warnings = true});
}

TEST(MarkdownText, OtherCharsetsAreGuessed) {
  ExpectEvents("# Pr\xEAt-\xE0-porter, d\xE9j\xE0 vu, caf\xE9 cr\xE8me",
               R"(  warning "the document is not UTF-8 and was read as windows-1252"
  heading level=1
    text "Prêt-à-porter, déjà vu, café crème"
)",
               {.warnings = true});
}

TEST(MarkdownText, CharsetOfTheOptions) {
  ExpectEvents("*\xE9* [a]\n\n[a]: b", R"(  paragraph
    emphasis
      text "é"
    text " "
    link target="b"
      text "a"
)",
               {.options = {.charset = "latin1"}});
}

TEST(MarkdownText, UnknownCharset) {
  Budget budget;
  Account account("test", budget);
  EventPrinter printer;
  CheckingSink checking(&printer);
  JobControl control;
  const ReadOptions options{.charset = "klingon"};
  const std::unique_ptr<Source> source = Source::FromMemory("a", "a.md");
  ReadContext context(*source, checking, account, options, control);
  const Result<void> result = ReadMarkdown(context);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(result.error().message, "the charset 'klingon' is not known");
  EXPECT_TRUE(checking.ok()) << checking.failure();
}

// Stops the job with the first heading.
class StoppingSink final : public Sink {
 public:
  StoppingSink(Sink& next, JobControl& control) : next_(next), control_(control) {}

  void BeginBlock(const Block& block) override {
    if (block.kind == BlockKind::kHeading) control_.stop.store(true);
    next_.BeginBlock(block);
  }
  void EndBlock(BlockKind kind) override { next_.EndBlock(kind); }
  void BeginSpan(const Span& span) override { next_.BeginSpan(span); }
  void EndSpan(SpanKind kind) override { next_.EndSpan(kind); }
  void Text(std::string_view text) override { next_.Text(text); }
  void SoftBreak() override { next_.SoftBreak(); }
  void HardBreak() override { next_.HardBreak(); }
  void AddImage(const Image& image) override { next_.AddImage(image); }
  void FootnoteReference(std::string_view label) override { next_.FootnoteReference(label); }
  void Anchor(std::string_view name) override { next_.Anchor(name); }
  void Metadata(std::string_view key, std::string_view value) override { next_.Metadata(key, value); }
  void AddAttachment(const Attachment& attachment) override { next_.AddAttachment(attachment); }
  void Warn(const Warning& warning) override { next_.Warn(warning); }

 private:
  Sink& next_;
  JobControl& control_;
};

TEST(MarkdownText, StopsBetweenBlocksWithAllClosed) {
  for (const size_t record_bytes : {size_t{1}, size_t{1} << 20}) {
    Budget budget;
    Account account("test", budget);
    EventPrinter printer;
    CheckingSink checking(&printer);
    JobControl control;
    StoppingSink stopping(checking, control);
    const ReadOptions options;
    const std::unique_ptr<Source> source = Source::FromMemory("> a\n>\n> # b\n> c\n\nd\n\ne\n", "a.md");
    ReadContext context(*source, stopping, account, options, control);
    const Result<void> result = ReadMarkdown(context, {}, {.record_bytes = record_bytes});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
    EXPECT_TRUE(checking.ok()) << checking.failure();
    EXPECT_NE(printer.text().find("text \"b\""), std::string::npos);
    EXPECT_EQ(printer.text().find("text \"e\""), std::string::npos);
  }
}

TEST(MarkdownText, EveryFailedAllocationGivesAllBack) {
  const std::string_view markdown =
      "- [a][b] *c*\n  `d` ![e*f*](g\\*)\n\n  | h |\n  |---|\n  | i |\n\n[b]: j\n[^k]: l\0\n";
  for (uint64_t n = 1;; ++n) {
    Budget budget;
    budget.FailChargeNumber(n);
    bool failed = false;
    {
      Account account("test", budget);
      EventPrinter printer;
      JobControl control;
      const ReadOptions options;
      const std::unique_ptr<Source> source = Source::FromMemory(markdown, "a.md");
      ReadContext context(*source, printer, account, options, control);
      try {
        EXPECT_TRUE(ReadMarkdown(context));
      } catch (const MemoryLimitExceeded&) {
        failed = true;
      }
    }
    EXPECT_EQ(budget.used(), 0u) << n;
    if (!failed) {
      EXPECT_GT(n, 5u);
      break;
    }
  }
}

}  // namespace
}  // namespace tare::markdown
