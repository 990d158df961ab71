#include "document/checking_sink.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "document/event_printer.h"
#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

using enum BlockKind;

void Begin(Sink& sink, BlockKind kind) { sink.BeginBlock(Block::Of(kind)); }

// A table of `columns` columns whose rows hold cells of the given {row span, column span}.
struct Cell {
  uint32_t row_span = 1;
  uint32_t column_span = 1;
};
using Rows = std::vector<std::vector<Cell>>;
void EmitTable(Sink& sink, uint32_t columns, const Rows& rows) {
  const std::vector<Alignment> alignments(columns);
  sink.BeginBlock(Block::Table(alignments));
  for (const std::vector<Cell>& row : rows) {
    sink.BeginBlock(Block::Row(false));
    for (const Cell& cell : row) EmitCell(sink, Block::Cell(false, cell.row_span, cell.column_span), "");
    sink.EndBlock(kRow);
  }
  sink.EndBlock(kTable);
}

using Emit = std::function<void(Sink&)>;

std::string FailureOf(const Emit& emit) {
  CheckingSink sink;
  emit(sink);
  EXPECT_EQ(sink.ok(), sink.failure().empty());
  return sink.failure();
}

// Failures of what stands in a document.
std::string FailureIn(const Emit& emit) {
  return FailureOf([&](Sink& sink) {
    Begin(sink, kDocument);
    emit(sink);
    sink.EndBlock(kDocument);
  });
}

std::string FailureInParagraph(const Emit& emit) {
  return FailureIn([&](Sink& sink) {
    Begin(sink, kParagraph);
    emit(sink);
    sink.EndBlock(kParagraph);
  });
}

TEST(CheckingSinkTest, AcceptsEveryKindOfEventAndPassesItOn) {
  EventPrinter printer(true);
  CheckingSink sink(&printer);
  EmitSample(sink);
  EXPECT_EQ(sink.failure(), "");
  EXPECT_TRUE(sink.ok());
  EXPECT_EQ(printer.text(), kSamplePrinted);
}

TEST(CheckingSinkTest, PassesOnWhatIsWrong) {
  EventPrinter printer;
  CheckingSink sink(&printer);
  sink.HardBreak();
  EXPECT_FALSE(sink.ok());
  EXPECT_EQ(printer.text(), "hard-break\n");
}

TEST(CheckingSinkTest, SaysWhereARuleWasBroken) {
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              sink.BeginSpan(Span::Of(SpanKind::kEmphasis));
              sink.Text("");
            }),
            "empty text (event 4, in document > paragraph > emphasis)");
  EXPECT_EQ(FailureIn([](Sink& sink) {
              for (int i = 0; i < 8; ++i) Begin(sink, kQuote);
              sink.SoftBreak();
            }),
            "'soft break' cannot stand in 'quote' (event 10, in ... quote > quote > quote > quote > quote > "
            "quote)");
}

TEST(CheckingSinkTest, KeepsTheFirstFailure) {
  EXPECT_EQ(FailureOf([](Sink& sink) {
              sink.Text("one");
              Begin(sink, kDocument);
              sink.Text("two");
            }),
            "text outside of a document (event 1)");
}

TEST(CheckingSinkTest, NeedsOneDocument) {
  EXPECT_EQ(FailureOf([](Sink&) {}), "the document has not ended");
  EXPECT_EQ(FailureOf([](Sink& sink) { Begin(sink, kDocument); }), "the document has not ended");
  EXPECT_EQ(FailureOf([](Sink& sink) { Begin(sink, kParagraph); }),
            "'paragraph' outside of a document (event 1)");
  EXPECT_EQ(FailureOf([](Sink& sink) {
              Begin(sink, kDocument);
              sink.EndBlock(kDocument);
              Begin(sink, kDocument);
            }),
            "'document' after the document's end (event 3)");
  EXPECT_EQ(FailureIn([](Sink& sink) { Begin(sink, kDocument); }),
            "'document' cannot stand in 'document' (event 2, in document)");
}

TEST(CheckingSinkTest, NothingStandsOutsideOfTheDocument) {
  const std::vector<Emit> outsiders = {
      [](Sink& sink) { sink.Text("a"); },
      [](Sink& sink) { sink.SoftBreak(); },
      [](Sink& sink) { sink.HardBreak(); },
      [](Sink& sink) { sink.AddImage({}); },
      [](Sink& sink) { sink.FootnoteReference("a"); },
      [](Sink& sink) { sink.Anchor("a"); },
      [](Sink& sink) { sink.Metadata("a", "b"); },
      [](Sink& sink) { sink.AddAttachment({}); },
      [](Sink& sink) { sink.Warn({.message = "a"}); },
      [](Sink& sink) { sink.BeginSpan(Span::Of(SpanKind::kStrong)); },
  };
  for (const Emit& emit : outsiders) {
    EXPECT_NE(FailureOf(emit).find("outside of a document (event 1)"), std::string::npos);
    const std::string after_end = FailureOf([&](Sink& sink) {
      Begin(sink, kDocument);
      sink.EndBlock(kDocument);
      emit(sink);
    });
    EXPECT_NE(after_end.find("outside of a document (event 3)"), std::string::npos) << after_end;
  }
}

TEST(CheckingSinkTest, EndsMatchBeginnings) {
  EXPECT_EQ(FailureOf([](Sink& sink) { sink.EndBlock(kDocument); }),
            "the end of 'document', which is not open (event 1)");
  EXPECT_EQ(FailureOf([](Sink& sink) { sink.EndSpan(SpanKind::kLink); }),
            "the end of 'link', which is not open (event 1)");
  EXPECT_EQ(FailureIn([](Sink& sink) { Begin(sink, kQuote); }),
            "the end of 'document' while 'quote' is open (event 3, in document > quote)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) { sink.BeginSpan(Span::Of(SpanKind::kStrong)); }),
            "the end of 'paragraph' while 'strong' is open (event 4, in document > paragraph > strong)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              sink.BeginSpan(Span::Of(SpanKind::kStrong));
              sink.EndSpan(SpanKind::kEmphasis);
            }),
            "the end of 'emphasis' while 'strong' is open (event 4, in document > paragraph > strong)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) { sink.EndSpan(SpanKind::kEmphasis); }),
            "the end of 'emphasis' while 'paragraph' is open (event 3, in document > paragraph)");
  // A code block and a code span have the same name.
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              sink.BeginSpan(Span::Of(SpanKind::kCode));
              sink.EndBlock(kCode);
            }),
            "the end of 'code' while 'code' is open (event 4, in document > paragraph > code)");
}

TEST(CheckingSinkTest, KindsAreKnown) {
  EXPECT_EQ(FailureIn([](Sink& sink) { Begin(sink, BlockKind{kBlockKinds}); }),
            "a block of unknown kind (event 2, in document)");
  EXPECT_EQ(FailureIn([](Sink& sink) { sink.EndBlock(BlockKind{255}); }),
            "the end of a block of unknown kind (event 2, in document)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) { sink.BeginSpan(Span::Of(SpanKind{kSpanKinds})); }),
            "a span of unknown kind (event 3, in document > paragraph)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) { sink.EndSpan(SpanKind{255}); }),
            "the end of a span of unknown kind (event 3, in document > paragraph)");
}

void Nest(Sink& sink, int depth) {
  Begin(sink, kDocument);
  for (int i = 1; i < depth; ++i) Begin(sink, kQuote);
  for (int i = 1; i < depth; ++i) sink.EndBlock(kQuote);
  sink.EndBlock(kDocument);
}

TEST(CheckingSinkTest, DepthIsLimited) {
  EXPECT_EQ(FailureOf([](Sink& sink) { Nest(sink, kMaxDepth); }), "");
  EXPECT_EQ(FailureOf([](Sink& sink) { Nest(sink, kMaxDepth + 1); }).substr(0, 39),
            "more than 256 open blocks and spans (ev");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              for (int i = 2; i < kMaxDepth; ++i) sink.BeginSpan(Span::Of(SpanKind::kStrong));
              for (int i = 2; i < kMaxDepth; ++i) sink.EndSpan(SpanKind::kStrong);
            }),
            "");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              for (int i = 1; i < kMaxDepth; ++i) sink.BeginSpan(Span::Of(SpanKind::kStrong));
            }).substr(0, 35),
            "more than 256 open blocks and spans");
}

// Which blocks a block may hold, by the rules' wording. A row of an empty table is not well-formed for other
// reasons, so only the failure of place counts.
bool MayHold(BlockKind parent, BlockKind child) {
  static constexpr std::array kHoldBlocks = {kDocument, kPage,   kQuote,    kListItem,
                                             kCell,     kFigure, kFootnote, kDefinition};
  static constexpr std::array kBlocks = {kHeading, kParagraph, kQuote,          kList,          kCode,
                                         kTable,   kFigure,    kDefinitionList, kThematicBreak, kRaw};
  if (parent == kDocument && (child == kPage || child == kFootnote)) return true;
  if (parent == kPage && child == kFootnote) return true;
  if (parent == kList) return child == kListItem;
  if (parent == kTable) return child == kCaption || child == kRow;
  if (parent == kRow) return child == kCell;
  if (parent == kDefinitionList) return child == kDefinitionTerm || child == kDefinition;
  if (parent == kFigure && child == kCaption) return true;
  return std::ranges::find(kHoldBlocks, parent) != kHoldBlocks.end() &&
         std::ranges::find(kBlocks, child) != kBlocks.end();
}

const Alignment kOneColumn[1] = {};

Block WellAttributed(BlockKind kind) {
  if (kind == kTable) return Block::Table(kOneColumn);
  if (kind == kHeading) return Block::Heading(1);
  return Block::Of(kind);
}

// Begins what has to be open around a block of `kind`, and the block.
void BeginWithParents(Sink& sink, BlockKind kind) {
  if (kind == kDocument) return Begin(sink, kind);
  switch (kind) {
    case kListItem:
      BeginWithParents(sink, kList);
      break;
    case kRow:
    case kCaption:
      BeginWithParents(sink, kTable);
      break;
    case kCell:
      BeginWithParents(sink, kRow);
      break;
    case kDefinition:
    case kDefinitionTerm:
      BeginWithParents(sink, kDefinitionList);
      break;
    default:
      Begin(sink, kDocument);
  }
  sink.BeginBlock(WellAttributed(kind));
}

TEST(CheckingSinkTest, BlocksStandWhereTheyMay) {
  for (int parent = 0; parent < kBlockKinds; ++parent) {
    for (int child = 0; child < kBlockKinds; ++child) {
      const auto parent_kind = static_cast<BlockKind>(parent);
      const auto child_kind = static_cast<BlockKind>(child);
      CheckingSink sink;
      BeginWithParents(sink, parent_kind);
      ASSERT_EQ(sink.failure(), "the document has not ended") << BlockName(parent_kind);
      sink.BeginBlock(WellAttributed(child_kind));
      if (MayHold(parent_kind, child_kind)) {
        EXPECT_EQ(sink.failure(), "the document has not ended");
      } else {
        const std::string expected = "'" + std::string(BlockName(child_kind)) + "' cannot stand in '" +
                                     std::string(BlockName(parent_kind)) + "'";
        EXPECT_EQ(sink.failure().substr(0, expected.size()), expected);
      }
    }
  }
}

TEST(CheckingSinkTest, InlineContentStandsInItsBlocksAndSpans) {
  const std::vector<std::pair<std::string, Emit>> contents = {
      {"'soft break'", [](Sink& sink) { sink.SoftBreak(); }},
      {"'hard break'", [](Sink& sink) { sink.HardBreak(); }},
      {"'image'", [](Sink& sink) { sink.AddImage({}); }},
      {"'footnote reference'", [](Sink& sink) { sink.FootnoteReference("a"); }},
      {"'anchor'", [](Sink& sink) { sink.Anchor("a"); }},
      {"'strong'", [](Sink& sink) { sink.BeginSpan(Span::Of(SpanKind::kStrong)); }},
      {"text", [](Sink& sink) { sink.Text("a"); }},
  };
  for (int parent = 0; parent < kBlockKinds; ++parent) {
    const auto kind = static_cast<BlockKind>(parent);
    const bool holds = kind == kHeading || kind == kParagraph || kind == kCaption || kind == kDefinitionTerm;
    const bool literal = kind == kCode || kind == kRaw;
    for (const auto& [name, emit] : contents) {
      CheckingSink sink;
      BeginWithParents(sink, kind);
      emit(sink);
      const std::string expected = name + " cannot stand in '" + std::string(BlockName(kind)) + "'";
      const bool allowed = holds || (literal && name == "text");
      EXPECT_EQ(sink.failure().substr(0, expected.size()), allowed ? "the document has not ended" : expected);
    }
  }
  for (int parent = 0; parent < kSpanKinds; ++parent) {
    const auto kind = static_cast<SpanKind>(parent);
    const bool literal = kind == SpanKind::kCode || kind == SpanKind::kMath || kind == SpanKind::kRaw;
    for (const auto& [name, emit] : contents) {
      CheckingSink sink;
      BeginWithParents(sink, kParagraph);
      sink.BeginSpan(Span::Of(kind));
      emit(sink);
      const std::string expected = name + " cannot stand in '" + std::string(SpanName(kind)) + "'";
      EXPECT_EQ(sink.failure().substr(0, expected.size()),
                literal && name != "text" ? expected : "the document has not ended");
    }
  }
}

TEST(CheckingSinkTest, SpansHoldNoBlocks) {
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              sink.BeginSpan(Span::Of(SpanKind::kStrong));
              Begin(sink, kQuote);
            }),
            "'quote' cannot stand in 'strong' (event 4, in document > paragraph > strong)");
}

TEST(CheckingSinkTest, LinksHoldNoLinks) {
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              sink.BeginSpan(Span::Link("a"));
              sink.BeginSpan(Span::Of(SpanKind::kStrong));
              sink.BeginSpan(Span::Link("b"));
            }),
            "a link in a link (event 5, in document > paragraph > link > strong)");
  EXPECT_EQ(FailureInParagraph([](Sink& sink) {
              for (int i = 0; i < 2; ++i) {
                sink.BeginSpan(Span::Link("a"));
                sink.EndSpan(SpanKind::kLink);
              }
            }),
            "");
}

TEST(CheckingSinkTest, FiguresAndTablesHaveOneCaption) {
  const auto emit_caption = [](Sink& sink) {
    Begin(sink, kCaption);
    sink.EndBlock(kCaption);
  };
  EXPECT_EQ(FailureIn([&](Sink& sink) {
              Begin(sink, kFigure);
              emit_caption(sink);
              EmitParagraph(sink, "a");
              emit_caption(sink);
            }),
            "a second caption (event 8, in document > figure)");
  EXPECT_EQ(FailureIn([&](Sink& sink) {
              sink.BeginBlock(Block::Table(kOneColumn));
              emit_caption(sink);
              emit_caption(sink);
            }),
            "a second caption (event 5, in document > table)");
  EXPECT_EQ(FailureIn([&](Sink& sink) {
              sink.BeginBlock(Block::Table(kOneColumn));
              Begin(sink, kRow);
              EmitCell(sink, Block::Cell(), "");
              sink.EndBlock(kRow);
              emit_caption(sink);
            }),
            "a table's caption after its rows (event 7, in document > table)");
}

TEST(CheckingSinkTest, TextIsNeverEmptyAndValid) {
  const auto failure = [](std::string_view text) {
    return FailureInParagraph([&](Sink& sink) { sink.Text(text); });
  };
  EXPECT_EQ(failure("a\u00e9\U0001F600"), "");
  EXPECT_EQ(failure(""), "empty text (event 3, in document > paragraph)");
  EXPECT_EQ(failure("a\xC3"), "text is not valid UTF-8 (event 3, in document > paragraph)");
  EXPECT_EQ(failure("\xED\xA0\x80"), "text is not valid UTF-8 (event 3, in document > paragraph)");
  EXPECT_EQ(failure({"a\0b", 3}), "text holds NUL (event 3, in document > paragraph)");
}

TEST(CheckingSinkTest, AllStringsAreValid) {
  const std::string_view bad = "\xFF";
  const auto inline_failure = [](const Emit& emit) {
    const std::string failure = FailureInParagraph(emit);
    return failure.substr(0, failure.find(" ("));
  };
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddImage({.target = bad}); }),
            "an image's target is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddImage({.title = bad}); }),
            "an image's title is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddImage({.alt = bad}); }),
            "an image's alternative text is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddImage({.media_type = bad}); }),
            "an image's media type is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddImage({.bytes = bad}); }), "");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.FootnoteReference(bad); }),
            "a footnote reference's label is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.Anchor(bad); }), "an anchor's name is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.BeginSpan(Span::Link(bad)); }),
            "a span's target is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.BeginSpan(Span::Link("", bad)); }),
            "a span's title is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.Metadata(bad, ""); }), "a metadata key is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.Metadata("a", bad); }), "a metadata value is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.Metadata("", "a"); }), "metadata without a key");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.Warn({.message = bad}); }),
            "a warning's message is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddAttachment({.name = bad, .media_type = {}, .bytes = {}}); }),
            "an attachment's name is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddAttachment({.name = {}, .media_type = bad, .bytes = {}}); }),
            "an attachment's media type is not valid UTF-8");
  EXPECT_EQ(inline_failure([&](Sink& s) { s.AddAttachment({.name = {}, .media_type = {}, .bytes = bad}); }),
            "");
  EXPECT_EQ(FailureIn([&](Sink& sink) { sink.BeginBlock(Block::Code(bad)); }),
            "a block's label is not valid UTF-8 (event 2, in document)");
}

TEST(CheckingSinkTest, LineEndsStandInLiteralBlocksOnly) {
  const auto in_block = [](BlockKind kind, std::string_view text) {
    const std::string failure = FailureIn([&](Sink& sink) {
      Begin(sink, kind);
      sink.Text(text);
      sink.EndBlock(kind);
    });
    return failure.substr(0, failure.find(" ("));
  };
  EXPECT_EQ(in_block(kParagraph, "a\nb"), "text with a line end");
  EXPECT_EQ(in_block(kParagraph, "a\rb"), "text with a carriage return");
  EXPECT_EQ(in_block(kCode, "a\nb\n"), "");
  EXPECT_EQ(in_block(kCode, "\n"), "");
  EXPECT_EQ(in_block(kCode, "a\r\n"), "text with a carriage return");
  EXPECT_EQ(in_block(kCode, "a\nb"), "'code' does not end with a line end");
  EXPECT_EQ(in_block(kRaw, "a\nb"), "");
  EXPECT_EQ(in_block(kRaw, "a\r\nb"), "text with a carriage return");
  for (const SpanKind kind : {SpanKind::kCode, SpanKind::kMath, SpanKind::kRaw, SpanKind::kStrong}) {
    EXPECT_EQ(FailureInParagraph([&](Sink& sink) {
                sink.BeginSpan(Span::Of(kind));
                sink.Text("\n");
              }).substr(0, 20),
              "text with a line end");
  }
  EXPECT_EQ(FailureIn([](Sink& sink) {
              Begin(sink, kCode);
              sink.EndBlock(kCode);
            }),
            "");
}

TEST(CheckingSinkTest, InlineContentHasNoSpaceAtItsEnds) {
  const auto failure = [](const Emit& emit) {
    const std::string text = FailureInParagraph(emit);
    return text.substr(0, text.find(" ("));
  };
  const auto strong = [](Sink& sink, std::string_view text) {
    sink.BeginSpan(Span::Of(SpanKind::kStrong));
    sink.Text(text);
    sink.EndSpan(SpanKind::kStrong);
  };
  const auto code = [](Sink& sink) {
    sink.BeginSpan(Span::Of(SpanKind::kCode));
    sink.Text(" ");
    sink.EndSpan(SpanKind::kCode);
  };
  EXPECT_EQ(failure([](Sink& sink) { sink.Text(" a"); }), "inline content starts with a space");
  EXPECT_EQ(failure([](Sink& sink) { sink.Text("a "); }), "'paragraph' ends with a space");
  EXPECT_EQ(failure([&](Sink& sink) { strong(sink, " a"); }), "inline content starts with a space");
  EXPECT_EQ(failure([&](Sink& sink) { strong(sink, "a "); }), "'paragraph' ends with a space");
  EXPECT_EQ(failure([](Sink& sink) {
              sink.Text("a");
              sink.Text(" ");
            }),
            "'paragraph' ends with a space");
  EXPECT_EQ(failure([&](Sink& sink) {
              sink.Text("a");
              strong(sink, " b ");
              sink.Text("c");
            }),
            "");
  EXPECT_EQ(failure([&](Sink& sink) {
              code(sink);
              sink.Text(" a ");
              code(sink);
            }),
            "");
  EXPECT_EQ(failure([&](Sink& sink) {
              sink.AddImage({});
              sink.Text(" ");
              sink.FootnoteReference("a");
            }),
            "");
  EXPECT_EQ(failure([](Sink& sink) {
              sink.Anchor("x");
              sink.Text(" a");
            }),
            "inline content starts with a space");
  EXPECT_EQ(failure([](Sink& sink) {
              sink.Text("a ");
              sink.Anchor("x");
            }),
            "'paragraph' ends with a space");
  for (const BlockKind kind : {kHeading, kCaption, kDefinitionTerm}) {
    CheckingSink sink;
    BeginWithParents(sink, kind);
    sink.Text("a ");
    sink.EndBlock(kind);
    EXPECT_NE(sink.failure().find("ends with a space"), std::string::npos);
  }
}

TEST(CheckingSinkTest, AnchorsHaveNamesThatLinksCanHold) {
  const auto failure = [](std::string_view name) {
    const std::string text = FailureInParagraph([&](Sink& sink) { sink.Anchor(name); });
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(failure("a-b"), "");
  EXPECT_EQ(failure("\u00E9"), "");
  for (const std::string_view name : {"", "a b", "a\tb", "\x7F"}) {
    EXPECT_EQ(failure(name), "an anchor's name is empty or holds a space or control character");
  }
}

TEST(CheckingSinkTest, AttributesAreInRange) {
  const auto failure = [](const Block& block) {
    const std::string text = FailureIn([&](Sink& sink) {
      sink.BeginBlock(block);
      sink.EndBlock(block.kind);
    });
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(failure(Block::Heading(0)), "a heading's level is 0");
  EXPECT_EQ(failure(Block::Heading(1)), "");
  EXPECT_EQ(failure(Block::Heading(6)), "");
  EXPECT_EQ(failure(Block::Heading(7)), "a heading's level is 7");
  EXPECT_EQ(failure(Block::OrderedList(0, true, ')')), "");
  EXPECT_EQ(failure(Block::OrderedList(1, true, '-')), "a list's delimiter is neither '.' nor ')'");
  EXPECT_EQ(failure(Block::OrderedList(1, true, '.', static_cast<Numbering>(kNumberings))),
            "an unknown value of 'numbering'");
  EXPECT_EQ(FailureIn([](Sink& sink) {
              Begin(sink, kList);
              sink.BeginBlock(Block::Item(Checked{3}));
            }),
            "an unknown value of 'checked' (event 3, in document > list)");
}

TEST(CheckingSinkTest, TablesDeclareTheirColumns) {
  const auto failure = [](const Block& table) {
    const std::string text = FailureIn([&](Sink& sink) { sink.BeginBlock(table); });
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(failure(Block::Of(kTable)), "a table without columns");
  EXPECT_EQ(failure({.kind = kTable, .columns = kMaxColumns + 1}), "a table of 65537 columns");
  EXPECT_EQ(failure({.kind = kTable, .columns = 2, .alignments = kOneColumn}), "1 alignments for 2 columns");
  const Alignment unknown[] = {Alignment{4}};
  EXPECT_EQ(failure(Block::Table(unknown)), "an unknown alignment");
  EXPECT_EQ(FailureIn([](Sink& sink) { EmitTable(sink, kMaxColumns, {{{1, kMaxColumns}}}); }), "");
}

TEST(CheckingSinkTest, RowsFillTheirTable) {
  const auto failure = [](uint32_t columns, const Rows& rows) {
    const std::string text = FailureIn([&](Sink& sink) { EmitTable(sink, columns, rows); });
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(failure(2, {{{}, {}}, {{1, 2}}}), "");
  EXPECT_EQ(failure(1, {}), "a table without rows");
  EXPECT_EQ(failure(2, {{{}}}), "a row fills 1 of 2 columns");
  EXPECT_EQ(failure(2, {{}}), "a row fills 0 of 2 columns");
  EXPECT_EQ(failure(2, {{{}, {}, {}}}), "a cell reaches beyond the table's 2 columns");
  EXPECT_EQ(failure(2, {{{1, 3}}}), "a cell reaches beyond the table's 2 columns");
  EXPECT_EQ(failure(2, {{{1, UINT32_MAX}}}), "a cell reaches beyond the table's 2 columns");
  EXPECT_EQ(failure(2, {{{0, 1}}}), "a cell of row span 0");
  EXPECT_EQ(failure(2, {{{1, 0}}}), "a cell of column span 0");
}

TEST(CheckingSinkTest, RowSpansFillTheRowsBelow) {
  const auto failure = [](uint32_t columns, const Rows& rows) {
    const std::string text = FailureIn([&](Sink& sink) { EmitTable(sink, columns, rows); });
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(failure(3, {{{}, {3, 1}, {}}, {{}, {}}, {{2, 1}, {}}, {{}, {}}}), "");
  EXPECT_EQ(failure(2, {{{2, 2}}, {}}), "");
  EXPECT_EQ(failure(2, {{{2, 2}}, {{}}}), "a cell reaches beyond the table's 2 columns");
  EXPECT_EQ(failure(3, {{{}, {2, 1}, {}}, {{1, 2}, {}}}), "a cell overlaps the row span of another");
  EXPECT_EQ(failure(2, {{{2, 1}, {}}}), "a cell's row span reaches beyond the table's last row");
  EXPECT_EQ(failure(1, {{{UINT32_MAX, 1}}}), "a cell's row span reaches beyond the table's last row");
}

TEST(CheckingSinkTest, NestedTablesAreCheckedApart) {
  const auto emit = [](Sink& sink, const Rows& inner) {
    const Alignment alignments[3] = {};
    sink.BeginBlock(Block::Table(alignments));
    sink.BeginBlock(Block::Row(false));
    EmitCell(sink, Block::Cell(false, 2), "");
    sink.BeginBlock(Block::Cell());
    EmitTable(sink, 2, inner);
    sink.EndBlock(kCell);
    EmitCell(sink, Block::Cell(), "");
    sink.EndBlock(kRow);
    sink.BeginBlock(Block::Row(false));
    EmitCell(sink, Block::Cell(false, 1, 2), "");
    sink.EndBlock(kRow);
    sink.EndBlock(kTable);
  };
  EXPECT_EQ(FailureIn([&](Sink& sink) { emit(sink, {{{2, 1}, {}}, {{}}}); }), "");
  EXPECT_NE(FailureIn([&](Sink& sink) { emit(sink, {{{2, 1}, {}}, {{}, {}}}); }), "");
}

TEST(CheckingSinkTest, AlignmentsOfCellsBelongToReaders) {
  EXPECT_EQ(FailureIn([](Sink& sink) {
              sink.BeginBlock(Block::Table(kOneColumn));
              sink.BeginBlock(Block::Row(false));
              sink.BeginBlock(Block::Cell(false, 1, 1, Alignment::kLeft));
            }),
            "a cell's alignment was not turned into its column's (event 4, in document > table > row)");
}

}  // namespace
}  // namespace tare
