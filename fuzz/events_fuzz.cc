// The event checker, the event buffer and the table shaper.
//
// The input's first byte chooses one of three games; the others are drawn one by one as choices:
//   - any calls in any order, with any values: nothing may crash, and a record replays exactly;
//   - a well-formed document: the checker accepts it, also after recording and after shaping;
//   - a document with ragged tables: what the shaper makes of it is well-formed and has lost no text.

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/checking_sink.h"
#include "document/event_buffer.h"
#include "document/exact_events.h"
#include "document/forwarding_sink.h"
#include "document/table_shaper.h"
#include "tare/document.h"

namespace {

using namespace tare;

void Require(bool condition, std::string_view what, std::string_view details) {
  if (condition) return;
  std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(details.size()), details.data());
  std::abort();
}

// The input, drawn from byte by byte; zeros at its end.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  bool AtEnd() const { return at_ == bytes_.size(); }
  uint8_t Byte() { return AtEnd() ? 0 : static_cast<uint8_t>(bytes_[at_++]); }
  uint32_t Below(uint32_t limit) { return Byte() % limit; }
  bool Coin() { return Byte() & 1; }
  // Mostly small, sometimes at the limits.
  uint32_t Number() {
    static constexpr std::array<uint32_t, 8> kOdd = {0, 1, 2, 1000, 4096, 65535, 65536, UINT32_MAX};
    const uint8_t byte = Byte();
    return byte < 224 ? byte % 8 : kOdd[byte % kOdd.size()];
  }
  std::string_view String(size_t limit) {
    const size_t size = Byte() % limit;
    const std::string_view text = bytes_.substr(at_, size);
    at_ += text.size();
    return text;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

constexpr size_t kMostHeld =
    128 * 1024;  // of a table by the shaper, in bytes: less than usual, to be reached

std::span<const Alignment> Columns(size_t count) {
  static const std::vector<Alignment> columns(kMaxColumns + 1, Alignment::kDefault);
  return std::span(columns).first(count);
}

// Any event with any values.
void EmitAny(Choices& choices, Sink& sink, bool known_kinds) {
  const auto block_kind = static_cast<BlockKind>(known_kinds ? choices.Below(kBlockKinds) : choices.Byte());
  const auto span_kind = static_cast<SpanKind>(known_kinds ? choices.Below(kSpanKinds) : choices.Byte());
  std::vector<Alignment> alignments;
  switch (choices.Below(15)) {
    case 0:
    case 1:
      for (uint32_t i = choices.Number() % 9; i > 0; --i) alignments.push_back(Alignment{choices.Byte()});
      return sink.BeginBlock({.kind = block_kind,
                              .level = choices.Byte(),
                              .ordered = choices.Coin(),
                              .tight = choices.Coin(),
                              .delimiter = static_cast<char>(choices.Byte()),
                              .checked = Checked{choices.Byte()},
                              .header = choices.Coin(),
                              .alignment = Alignment{choices.Byte()},
                              .columns = choices.Number(),
                              .row_span = choices.Number(),
                              .column_span = choices.Number(),
                              .start = choices.Number(),
                              .alignments = alignments,
                              .label = choices.String(8)});
    case 2:
      return sink.BeginBlock(
          Block::Table(Columns(choices.Byte() == 255 ? kMaxColumns + choices.Below(2) : choices.Below(8))));
    case 3:
      return sink.BeginBlock(Block::Of(block_kind));
    case 4:
      return sink.EndBlock(block_kind);
    case 5:
      return sink.BeginSpan({.kind = span_kind,
                             .target = choices.String(8),
                             .title = choices.String(8),
                             .display = choices.Coin()});
    case 6:
      return sink.EndSpan(span_kind);
    case 7:
      return sink.Text(choices.String(200));
    case 8:
      return choices.Coin() ? sink.SoftBreak() : sink.HardBreak();
    case 9:
      return sink.AddImage({.target = choices.String(8),
                            .title = choices.String(8),
                            .alt = choices.String(8),
                            .media_type = choices.String(8),
                            .bytes = choices.String(200),
                            .width = choices.Number(),
                            .height = choices.Number()});
    case 10:
      return sink.FootnoteReference(choices.String(8));
    case 11:
      return sink.Metadata(choices.String(8), choices.String(8));
    case 12:
      return sink.AddAttachment(
          {.name = choices.String(8), .media_type = choices.String(8), .bytes = choices.String(200)});
    case 13:
      return sink.Anchor(choices.String(8));
    default:
      return sink.Warn({.message = choices.String(8), .offset = choices.Number()});
  }
}

// Draws a document that is well-formed, but for its tables if they are to be ragged.
class DocumentMaker {
 public:
  enum class Tables : uint8_t { kWhole, kRagged };

  DocumentMaker(Choices& choices, Sink& sink, Tables tables)
      : choices_(choices), sink_(sink), tables_(tables) {}

  void Make() {
    In(Block::Of(BlockKind::kDocument), [&] { Blocks(Place::kDocument); });
  }

 private:
  static constexpr int kMaxLongTexts = 20;

  static std::string_view LongText() {  // a few of these are more than the shaper holds
    static const std::string text(kMostHeld / 6, 'x');
    return text;
  }

  enum class Place : uint8_t { kDocument, kPage, kElsewhere };

  void In(const Block& block, const std::function<void()>& content) {
    ++depth_;
    sink_.BeginBlock(block);
    Aside();
    content();
    sink_.EndBlock(block.kind);
    --depth_;
  }
  bool Room(int levels) const { return depth_ + levels <= kMaxDepth; }

  // Events that may come anywhere.
  void Aside() {
    switch (choices_.Below(24)) {
      case 1:
        return sink_.Metadata("key", "value");
      case 2:
        return sink_.Warn({.message = "warning", .offset = choices_.Number()});
      case 3:
        return sink_.AddAttachment({.name = "name", .media_type = {}, .bytes = choices_.String(99)});
      default:
        return;
    }
  }

  void Blocks(Place place) {
    for (uint32_t i = choices_.Below(5); i > 0 && !choices_.AtEnd(); --i) OneBlock(place);
  }

  void OneBlock(Place place) {
    if (!Room(1)) return;
    switch (choices_.Below(14)) {
      case 0:
        return Room(5) ? Table() : void();
      case 1:
        return List();
      case 2:
        return In(Block::Of(BlockKind::kQuote), [&] { Blocks(Place::kElsewhere); });
      case 3:
        return In(Block::Heading(1 + static_cast<int>(choices_.Below(6))), [&] { Inlines(); });
      case 4:
        return In(Block::Code("c"), [&] { Literal("x\n"); });
      case 5:
        return In(Block::Raw("html"), [&] { Literal("<br>"); });
      case 6:
        return Figure();
      case 7:
        return DefinitionList();
      case 8:
        return In(Block::Of(BlockKind::kThematicBreak), [] {});
      case 9:
        if (place == Place::kElsewhere) return;
        return In(Block::Footnote("1"), [&] { Blocks(Place::kElsewhere); });
      case 10:
        if (place != Place::kDocument) return;
        return In(Block::Of(BlockKind::kPage), [&] { Blocks(Place::kPage); });
      case 11:
        return Room(5) ? Table() : void();
      default:
        return In(Block::Of(BlockKind::kParagraph), [&] { Inlines(); });
    }
  }

  void List() {
    In(Block::OrderedList(choices_.Number(), choices_.Coin(), choices_.Coin() ? '.' : ')'), [&] {
      for (uint32_t i = choices_.Below(4); i > 0 && Room(1); --i) {
        In(Block::Item(static_cast<Checked>(choices_.Below(3))), [&] { Blocks(Place::kElsewhere); });
      }
    });
  }

  void Figure() {
    In(Block::Of(BlockKind::kFigure), [&] {
      Blocks(Place::kElsewhere);
      if (choices_.Coin()) Caption();
      Blocks(Place::kElsewhere);
    });
  }

  void DefinitionList() {
    In(Block::Of(BlockKind::kDefinitionList), [&] {
      for (uint32_t i = choices_.Below(4); i > 0 && Room(1); --i) {
        if (choices_.Coin()) {
          In(Block::Of(BlockKind::kDefinitionTerm), [&] { Inlines(); });
        } else {
          In(Block::Of(BlockKind::kDefinition), [&] { Blocks(Place::kElsewhere); });
        }
      }
    });
  }

  void Caption() {
    if (Room(1)) In(Block::Of(BlockKind::kCaption), [&] { Inlines(); });
  }

  void Table() { return tables_ == Tables::kWhole ? WholeTable() : RaggedTable(); }

  void RaggedTable() {
    const std::vector<Alignment> alignments(choices_.Below(3), Alignment::kRight);
    In({.kind = BlockKind::kTable, .columns = choices_.Below(3), .alignments = alignments}, [&] {
      if (choices_.Coin()) Caption();
      for (uint32_t row = choices_.Below(7); row > 0; --row) {
        In(Block::Row(choices_.Coin()), [&] {
          for (uint32_t cell = choices_.Below(6); cell > 0; --cell) {
            Cell(choices_.Number(), choices_.Number(), static_cast<Alignment>(choices_.Below(4)));
          }
        });
      }
    });
  }

  void WholeTable() {
    const std::vector<Alignment> alignments(1 + choices_.Below(5), Alignment::kCenter);
    const uint32_t rows = 1 + choices_.Below(4);
    std::vector<uint32_t> filled(alignments.size());  // by column: rows that are, from the first
    In(Block::Table(alignments), [&] {
      if (choices_.Coin()) Caption();
      for (uint32_t row = 0; row < rows; ++row) {
        In(Block::Row(choices_.Coin()), [&] { WholeRow(row, rows, filled); });
      }
    });
  }

  void WholeRow(uint32_t row, uint32_t rows, std::vector<uint32_t>& filled) {
    for (size_t column = 0; column < filled.size();) {
      if (filled[column] > row) {
        ++column;
        continue;
      }
      uint32_t span = 0;
      const uint32_t most = 1 + choices_.Below(3);
      const uint32_t row_span = 1 + choices_.Below(rows - row);
      for (; span < most && column < filled.size() && filled[column] == row; ++span) {
        filled[column++] = row + row_span;
      }
      Cell(row_span, span, Alignment::kDefault);
    }
  }

  void Cell(uint32_t row_span, uint32_t column_span, Alignment alignment) {
    In(Block::Cell(choices_.Coin(), row_span, column_span, alignment), [&] { Blocks(Place::kElsewhere); });
  }

  void Inlines() {
    has_content_ = false;
    InlineRun(false);
  }

  void InlineRun(bool in_link) {
    for (uint32_t i = choices_.Below(6); i > 0 && !choices_.AtEnd(); --i) {
      Inline(in_link);
      Aside();
    }
  }

  void Inline(bool in_link) {
    const uint32_t choice = choices_.Below(32);
    if (choice < 8) return InSpan(static_cast<SpanKind>(choices_.Below(kSpanKinds)), in_link);
    if (choice == 13) return sink_.Anchor("a");
    const bool after_content = has_content_;
    has_content_ = true;
    switch (choice) {
      case 8:
        return sink_.SoftBreak();
      case 9:
        return sink_.HardBreak();
      case 10:
        return sink_.AddImage({.target = "t", .bytes = choices_.String(99), .width = choices_.Number()});
      case 11:
        return sink_.FootnoteReference("1");
      case 12:
        if (++long_texts_ <= kMaxLongTexts) return sink_.Text(LongText());
        [[fallthrough]];
      default:
        return sink_.Text(after_content && choices_.Coin() ? " word" : "word");
    }
  }

  void InSpan(SpanKind kind, bool in_link) {
    const bool link = kind == SpanKind::kLink;
    if (!Room(1) || (link && in_link)) return;
    ++depth_;
    sink_.BeginSpan({.kind = kind, .target = "t", .title = "t", .display = choices_.Coin()});
    if (kind == SpanKind::kCode || kind == SpanKind::kMath || kind == SpanKind::kRaw) {
      Literal(" x ");
    } else {
      InlineRun(in_link || link);
    }
    sink_.EndSpan(kind);
    --depth_;
  }

  void Literal(std::string_view text) {
    for (uint32_t i = choices_.Below(3); i > 0; --i) {
      sink_.Text(text);
      has_content_ = true;
    }
  }

  Choices& choices_;
  Sink& sink_;
  const Tables tables_;
  int long_texts_ = 0;
  int depth_ = 0;
  bool has_content_ = false;
};

// The order and content of all text, as a hash.
class TextHash final : public ForwardingSink {
 public:
  explicit TextHash(Sink& next) : ForwardingSink(next) {}
  size_t value() const { return value_; }

  void Text(std::string_view text) override {
    value_ = value_ * 31 + std::hash<std::string_view>()(text);
    next_.Text(text);
  }

 private:
  size_t value_ = 0;
};

void PlayAnyCalls(Choices& choices) {
  const bool known_kinds = choices.Coin();
  Budget budget;
  Account account("fuzz", budget);
  CheckingSink checker(nullptr, &account);
  EventBuffer buffer(account);
  ExactEvents expected;
  while (!choices.AtEnd()) {
    Choices same = choices;
    EmitAny(choices, checker, known_kinds);
    if (!known_kinds) continue;
    Choices again = same;
    EmitAny(same, buffer, known_kinds);
    EmitAny(again, expected, known_kinds);
  }
  Require(!checker.ok() || checker.failure().empty(), "accepted with a failure", checker.failure());
  ExactEvents replayed;
  buffer.Replay(replayed);
  Require(replayed.text() == expected.text(), "a replay differs", replayed.text());
}

void PlayWellFormed(Choices& choices) {
  Budget budget;
  Account account("fuzz", budget);
  EventBuffer buffer(account);
  ExactEvents expected;
  Choices same = choices;
  DocumentMaker(choices, buffer, DocumentMaker::Tables::kWhole).Make();
  CheckingSink checker(&expected, &account);
  DocumentMaker(same, checker, DocumentMaker::Tables::kWhole).Make();
  Require(checker.ok(), "a well-formed document is refused", checker.failure());

  ExactEvents replayed;
  buffer.Replay(replayed);
  Require(replayed.text() == expected.text(), "a replay differs", replayed.text());

  CheckingSink shaped(nullptr, &account);
  TableShaper shaper(shaped, account);
  buffer.Replay(shaper);
  Require(shaped.ok(), "a well-formed document is ill-formed when shaped", shaped.failure());
}

void PlayRagged(Choices& choices) {
  Budget budget;
  Account account("fuzz", budget);
  CheckingSink checker(nullptr, &account);
  TextHash after(checker);
  TableShaper shaper(after, account, kMostHeld);
  TextHash before(shaper);
  DocumentMaker(choices, before, DocumentMaker::Tables::kRagged).Make();
  Require(checker.ok(), "a shaped document is ill-formed", checker.failure());
  Require(before.value() == after.value(), "shaping changed the text", "");
  Require(account.peak() < 6 * kMostHeld, "the shaper held too much", std::to_string(account.peak()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 4096) return -1;  // long enough for everything; longer ones are only slower
  Choices choices({reinterpret_cast<const char*>(data), size});
  switch (choices.Below(3)) {
    case 0:
      PlayAnyCalls(choices);
      break;
    case 1:
      PlayWellFormed(choices);
      break;
    default:
      PlayRagged(choices);
  }
  return 0;
}
