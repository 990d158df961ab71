// GitHub Flavored Markdown that reads back as the same events, wherever Markdown can say them.
//
//   markdown_writer.cc      blocks: what separates them, lists, quotes, headings
//   markdown_inline.cc      inline content: text, spans, links, breaks
//   markdown_text.cc        plain text: what must be escaped
//   markdown_delimiters.cc  * _ ~ and tags: how spans begin and end
//   markdown_links.cc       destinations, titles, labels
//   markdown_code.cc        code spans and fenced blocks
//   markdown_table.cc       tables
//   markdown_front_matter.cc
//
// What Markdown cannot say: a definition list's term becomes a bold paragraph and its definitions items; a
// caption becomes a paragraph; pages, figures and attachments leave nothing; raw text other than HTML is left
// out; underline, highlight, superscript and subscript become HTML tags; math stands between dollar signs.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "document/event_buffer.h"
#include "writers/block_lines.h"
#include "writers/held_metadata.h"
#include "writers/literal_lines.h"
#include "writers/markdown_code.h"
#include "writers/markdown_front_matter.h"
#include "writers/markdown_inline.h"
#include "writers/markdown_links.h"
#include "writers/markdown_table.h"
#include "writers/writers.h"

namespace tare {
namespace to_markdown {
namespace {

using Gap = BlockLines::Gap;
using Place = InlineWriter::Place;

constexpr size_t kMaxHeading = 64 * 1024;         // bytes of a heading held to see whether it has breaks
constexpr uint64_t kMaxItemNumber = 999'999'999;  // CommonMark 5.2

// Whether a blank line must stand between two blocks even in an item of a tight list, as the second would
// otherwise be read as a part of the first.
bool NeedsBlankLine(BlockKind last, const Block& next) {
  switch (last) {
    case BlockKind::kParagraph:
      if (next.kind == BlockKind::kList) return next.ordered && next.start != 1;
      return next.kind == BlockKind::kParagraph || next.kind == BlockKind::kTable ||
             next.kind == BlockKind::kRaw;
    case BlockKind::kQuote:
      if (next.kind == BlockKind::kQuote) return true;
      [[fallthrough]];
    case BlockKind::kList:
    case BlockKind::kTable:
      return next.kind == BlockKind::kParagraph || next.kind == BlockKind::kTable ||
             next.kind == BlockKind::kRaw;
    case BlockKind::kRaw:
      return true;
    default:
      return false;
  }
}

class MarkdownWriter final : public Sink {
 public:
  MarkdownWriter(Output& out, bool front_matter, Account& account)
      : account_(account),
        lines_(out),
        inline_(lines_, account),
        code_(account),
        table_(lines_, inline_, account),
        front_matter_pending_(front_matter),
        metadata_(account),
        source_(&account) {}

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}

 private:
  enum class TextMode : uint8_t { kInline, kCode, kCellCode, kRaw, kSkip };

  struct Level {
    BlockKind kind = BlockKind::kDocument;
    bool tight = false;                     // a list, and an item of one
    bool ordered = false;                   // a list
    char marker = '-';                      // a list: - or *, its delimiter where it is ordered
    uint8_t heading = 0;                    // its level
    uint64_t number = 0;                    // a list: the next item's
    uint64_t items = 0;                     // a list: begun so far
    size_t container = 0;                   // the level whose lines this one's blocks stand in
    BlockKind last = BlockKind::kDocument;  // a container: its last block that left something, if any
    char last_marker = '\0';                // where that was a list: its marker
  };

  Level& Container() { return levels_[levels_[depth_].container]; }
  bool BelongsToTable(BlockKind kind) const;
  void BeginFree(const Block& block);
  void EndFree(const Level& level);

  bool BeginsItem();
  void Separate(const Block& next);
  void Leave(BlockKind kind, char marker = '\0');
  void BeginHeading(Level& level);
  void EndHeading(int level);
  void WriteHashes(int level);
  void ReleaseHeading();
  Sink* Holder();
  char ListMarker(const Block& list);
  void BeginItem(Level& list, Checked checked);
  void EndItem(const Level& list);
  void BeginFootnote(std::string_view label);
  void WriteThematicBreak();

  Account& account_;
  BlockLines lines_;
  InlineWriter inline_;
  FencedCode code_;
  LiteralLines raw_;
  TableWriter table_;
  TextMode text_mode_ = TextMode::kInline;

  std::array<Level, kMaxDepth + 1> levels_{};  // the first stands for what is around the document
  size_t depth_ = 0;                           // of open blocks

  // The content of a first or second level heading is held: with breaks in it, it is underlined.
  std::optional<EventBuffer> heading_;
  bool holding_ = false;
  int heading_level_ = 1;
  bool heading_has_text_ = false;
  bool heading_has_breaks_ = false;

  bool front_matter_pending_;
  HeldMetadata metadata_;
  std::pmr::string source_;  // scratch
};

// Blocks.

bool MarkdownWriter::BelongsToTable(BlockKind kind) const {
  return table_.in_table() && (table_.in_cell() || kind == BlockKind::kRow || kind == BlockKind::kCell);
}

void MarkdownWriter::BeginBlock(const Block& block) {
  if (depth_ == kMaxDepth) return;
  if (front_matter_pending_ && block.kind != BlockKind::kDocument) {
    front_matter_pending_ = false;
    WriteFrontMatter(metadata_, lines_);
    if (lines_.begun()) Leave(BlockKind::kThematicBreak);
  }
  const bool in_table = BelongsToTable(block.kind);
  if (block.kind == BlockKind::kRow && !table_.in_cell()) {
    if (levels_[depth_].items++ == 0) Separate(Block::Of(BlockKind::kTable));
  }
  levels_[depth_ + 1] = {.kind = block.kind,
                         .tight = block.tight,
                         .ordered = block.ordered,
                         .heading = block.level,
                         .number = block.start,
                         .container = levels_[depth_].container};
  if (in_table) {
    table_.BeginBlock(block);
    if (block.kind == BlockKind::kCode) text_mode_ = TextMode::kCellCode;
    ++depth_;
  } else {
    BeginFree(block);
  }
}

// A block that is not part of a table.
void MarkdownWriter::BeginFree(const Block& block) {
  Level& parent = levels_[depth_];
  Level& level = levels_[depth_ + 1];
  switch (block.kind) {
    case BlockKind::kDocument:
      level.container = depth_ + 1;
      break;
    case BlockKind::kHeading:
      Separate(block);
      BeginHeading(level);
      break;
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
      Separate(Block::Of(BlockKind::kParagraph));
      inline_.Begin(Place::kParagraph, {}, BeginsItem());
      if (block.kind == BlockKind::kDefinitionTerm) inline_.BeginSpan(Span::Of(SpanKind::kStrong));
      break;
    case BlockKind::kQuote:
      Separate(block);
      lines_.Push("> ", "> ");
      level.container = depth_ + 1;
      break;
    case BlockKind::kList:
      Separate(block);
      level.marker = ListMarker(block);
      break;
    case BlockKind::kListItem:
      level.tight = parent.tight;
      BeginItem(parent, block.checked);
      level.container = depth_ + 1;
      break;
    case BlockKind::kDefinition:
      Separate(Block::Of(BlockKind::kList));
      lines_.Push("- ", "  ");
      level.container = depth_ + 1;
      break;
    case BlockKind::kCode:
      Separate(block);
      code_.Begin(block.label);
      text_mode_ = TextMode::kCode;
      break;
    case BlockKind::kRaw:
      text_mode_ = block.label == "html" ? TextMode::kRaw : TextMode::kSkip;
      if (text_mode_ == TextMode::kRaw) Separate(block);
      raw_.Begin();
      break;
    case BlockKind::kThematicBreak:
      Separate(block);
      WriteThematicBreak();
      break;
    case BlockKind::kTable:
      table_.BeginTable(block);
      break;
    case BlockKind::kFootnote:
      Separate(block);
      BeginFootnote(block.label);
      level.container = depth_ + 1;
      break;
    default:
      break;
  }
  ++depth_;
}

void MarkdownWriter::EndBlock(BlockKind kind) {
  if (depth_ == 0 || levels_[depth_].kind != kind) return;
  const Level& level = levels_[depth_--];
  if (BelongsToTable(kind)) {
    table_.EndBlock(kind);
    if (kind == BlockKind::kCode) text_mode_ = TextMode::kInline;
  } else {
    EndFree(level);
  }
}

void MarkdownWriter::EndFree(const Level& level) {
  switch (level.kind) {
    case BlockKind::kDocument:
      if (front_matter_pending_) WriteFrontMatter(metadata_, lines_);
      lines_.Finish();
      break;
    case BlockKind::kDefinitionTerm:
      inline_.EndSpan(SpanKind::kStrong);
      [[fallthrough]];
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
      inline_.End();
      if (inline_.wrote()) Leave(BlockKind::kParagraph);
      break;
    case BlockKind::kHeading:
      EndHeading(level.heading);
      Leave(BlockKind::kHeading);
      break;
    case BlockKind::kQuote:
      lines_.OpenEmpty();
      lines_.Pop();
      Leave(BlockKind::kQuote);
      break;
    case BlockKind::kList:
      if (level.items > 0) Leave(BlockKind::kList, level.marker);
      break;
    case BlockKind::kListItem:
      EndItem(levels_[depth_]);
      break;
    case BlockKind::kDefinition:
      lines_.OpenEmpty();
      lines_.Pop();
      Leave(BlockKind::kList, '-');
      break;
    case BlockKind::kCode:
      code_.End(lines_);
      text_mode_ = TextMode::kInline;
      Leave(BlockKind::kCode);
      break;
    case BlockKind::kRaw:
      if (text_mode_ == TextMode::kRaw) Leave(BlockKind::kRaw);
      text_mode_ = TextMode::kInline;
      break;
    case BlockKind::kThematicBreak:
      Leave(BlockKind::kThematicBreak);
      break;
    case BlockKind::kTable:
      table_.EndTable();
      Leave(BlockKind::kTable);
      break;
    case BlockKind::kFootnote:
      lines_.Pop();
      Leave(BlockKind::kFootnote);
      break;
    default:
      break;
  }
}

// Whether a block that begins stands on the line of an item's marker.
bool MarkdownWriter::BeginsItem() {
  const Level& container = Container();
  const bool item = container.kind == BlockKind::kListItem || container.kind == BlockKind::kDefinition;
  return item && container.last == BlockKind::kDocument;
}

// Sets the next block off from the one before it in its container.
void MarkdownWriter::Separate(const Block& next) {
  const Level& container = Container();
  if (container.last == BlockKind::kDocument) return;
  const bool tight = container.tight && !NeedsBlankLine(container.last, next);
  lines_.SetGap(tight ? Gap::kLine : Gap::kBlankLine);
}

// A block that left something has ended.
void MarkdownWriter::Leave(BlockKind kind, char marker) {
  Level& container = Container();
  container.last = kind;
  container.last_marker = marker;
}

// Headings. Those of the first two levels are held, as with breaks in them they need an underline.

void MarkdownWriter::BeginHeading(Level& level) {
  level.heading = std::clamp<uint8_t>(level.heading, 1, 6);
  if (level.heading > 2) return WriteHashes(level.heading);
  if (!heading_) heading_.emplace(account_);
  heading_->Clear();
  heading_level_ = level.heading;
  heading_has_text_ = heading_has_breaks_ = false;
  holding_ = true;
}

void MarkdownWriter::EndHeading(int level) {
  const bool underlined = holding_ && heading_has_breaks_;
  if (underlined) {
    BlockKind last = Container().last;
    const bool may_continue = last == BlockKind::kParagraph || last == BlockKind::kList ||
                              last == BlockKind::kQuote || last == BlockKind::kTable;
    if (may_continue) lines_.WidenGap();
    inline_.Begin(Place::kUnderlined, {}, BeginsItem());
    ReleaseHeading();
  } else if (holding_) {
    WriteHashes(level);
    ReleaseHeading();
  }
  inline_.End();
  if (!underlined) return;
  lines_.Break();
  lines_.out().Write(level == 1 ? "===" : "---");
}

void MarkdownWriter::WriteHashes(int level) {
  lines_.Open();
  lines_.out().Write(std::string_view("######").substr(0, static_cast<size_t>(level)));
  inline_.Begin(Place::kHeading, " ");
}

void MarkdownWriter::ReleaseHeading() {
  holding_ = false;
  heading_->Replay(*this);
}

// Where the content of a heading is held, or null. One that is too long is not held any more.
Sink* MarkdownWriter::Holder() {
  if (!holding_) [[likely]]
    return nullptr;
  if (heading_->bytes() > kMaxHeading) {
    WriteHashes(heading_level_);
    ReleaseHeading();
    return nullptr;
  }
  return &*heading_;
}

// Lists and the other blocks.

// Lists that follow each other directly must differ in their markers. So must bullets on one line, as three
// of them alone would be a thematic break.
char MarkdownWriter::ListMarker(const Block& list) {
  const Level& container = Container();
  const char wanted = list.ordered ? list.delimiter : '-';
  const size_t around = levels_[depth_].container - 1;
  const bool repeats = BeginsItem() && !list.ordered && levels_[around].marker == wanted;
  const bool follows = container.last == BlockKind::kList && container.last_marker == wanted;
  if (!repeats && !follows) return wanted;
  if (!list.ordered) return '*';
  return wanted == '.' ? ')' : '.';
}

void MarkdownWriter::BeginItem(Level& list, Checked checked) {
  static constexpr std::string_view kSpaces = "                ";
  if (list.items++ > 0) lines_.SetGap(list.tight ? Gap::kLine : Gap::kBlankLine);
  char marker[BlockLines::kMaxPart];
  char* end = marker;
  if (list.ordered) end = std::to_chars(end, end + 10, std::min(list.number++, kMaxItemNumber)).ptr;
  *end++ = list.marker;
  *end++ = ' ';
  const auto indent = static_cast<size_t>(end - marker);
  const std::string_view box = checked == Checked::kNone ? "" : checked == Checked::kYes ? "[x] " : "[ ] ";
  end += box.copy(end, box.size());
  lines_.Push({marker, static_cast<size_t>(end - marker)}, kSpaces.substr(0, indent));
}

void MarkdownWriter::EndItem(const Level& list) {
  // An empty item cannot interrupt a paragraph.
  const bool first = list.items == 1 && lines_.first_pending();
  if (first && Container().last == BlockKind::kParagraph) lines_.WidenGap();
  lines_.OpenEmpty();
  lines_.Pop();
}

void MarkdownWriter::BeginFootnote(std::string_view label) {
  lines_.Open();
  source_.clear();
  AppendNoteLabel(label, source_);
  lines_.out().Write(source_);
  lines_.out().Write(": ");
  lines_.Push("", "    ");
}

// Asterisks where dashes would mean something else: a document's front matter, a paragraph's underline, more
// of the item's marker. Dashes where asterisks would be the marker.
void MarkdownWriter::WriteThematicBreak() {
  const bool in_item = BeginsItem() || Container().tight;
  const bool after_asterisk = BeginsItem() && levels_[levels_[depth_].container - 1].marker == '*';
  const bool asterisks = (!lines_.begun() || in_item) && !after_asterisk;
  lines_.Open();
  lines_.out().Write(asterisks ? "***" : "---");
}

// Inline content, metadata.

void MarkdownWriter::Text(std::string_view text) {
  switch (text_mode_) {
    case TextMode::kInline:
      heading_has_text_ = true;
      if (Sink* const holder = Holder()) return holder->Text(text);
      inline_.Text(text);
      break;
    case TextMode::kCode:
      code_.Text(text, lines_);
      break;
    case TextMode::kCellCode:
      table_.Code(text);
      break;
    case TextMode::kRaw:
      lines_.Open();
      raw_.Write(text, lines_);
      break;
    case TextMode::kSkip:
      break;
  }
}

void MarkdownWriter::SoftBreak() {
  heading_has_breaks_ = heading_has_text_;
  if (Sink* const holder = Holder()) return holder->SoftBreak();
  inline_.SoftBreak();
}

void MarkdownWriter::HardBreak() {
  heading_has_breaks_ = heading_has_text_;
  if (Sink* const holder = Holder()) return holder->HardBreak();
  inline_.HardBreak();
}

void MarkdownWriter::BeginSpan(const Span& span) {
  if (Sink* const holder = Holder()) return holder->BeginSpan(span);
  inline_.BeginSpan(span);
}

void MarkdownWriter::EndSpan(SpanKind kind) {
  if (Sink* const holder = Holder()) return holder->EndSpan(kind);
  inline_.EndSpan(kind);
}

void MarkdownWriter::AddImage(const Image& image) {
  heading_has_text_ = true;
  if (Sink* const holder = Holder()) return holder->AddImage(image);
  inline_.AddImage(image);
}

void MarkdownWriter::FootnoteReference(std::string_view label) {
  heading_has_text_ = true;
  if (Sink* const holder = Holder()) return holder->FootnoteReference(label);
  inline_.FootnoteReference(label);
}

void MarkdownWriter::Metadata(std::string_view key, std::string_view value) {
  if (front_matter_pending_) metadata_.Add(key, value);
}

}  // namespace
}  // namespace to_markdown

std::unique_ptr<Sink> MakeMarkdownWriter(Output& out, const WriteOptions& options, Account& account) {
  return std::make_unique<to_markdown::MarkdownWriter>(out, options.metadata, account);
}

}  // namespace tare
