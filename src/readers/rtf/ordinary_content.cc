#include "readers/rtf/ordinary_content.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "text/utf8.h"

namespace tare::rtf {
namespace {

constexpr int kMaxHeadingLevel = 6;
constexpr int kBodyText = 9;             // \outlinelevel9
constexpr uint32_t kMaxBlankLines = 64;  // between lines of code

// ItemPlace::list of numbering that is not in the list table.
constexpr int32_t kLegacyBullets = -1;
constexpr int32_t kLegacyNumbers = -2;
constexpr int32_t kTypedBullets = -3;
constexpr int32_t kTypedNumbers = -4;

int HeadingLevel(const ParagraphFormat& paragraph, const Style& style) {
  if (paragraph.outline_level >= kBodyText) return 0;
  if (paragraph.outline_level >= 0) return std::min(paragraph.outline_level + 1, kMaxHeadingLevel);
  if (style.role == StyleRole::kHeading) return style.heading_level;
  if (style.role == StyleRole::kTitle) return 1;
  const bool outlined = style.outline_level >= 0 && style.outline_level < kBodyText;
  return outlined ? std::min(style.outline_level + 1, kMaxHeadingLevel) : 0;
}

// The size of a bullet or number that was typed, with the tab behind it; 0 where there is none. `*number` is
// untouched by bullets.
size_t TypedMarker(std::string_view text, int64_t* number, char* delimiter) {
  constexpr std::string_view kBullets[] = {"\u2022", "\u25E6", "\u25AA", "\u25CF", "\u25CB", "\u25A0",
                                           "\u2023", "\u00B7", "\u2013", "-",      "*"};
  for (const std::string_view bullet : kBullets) {
    if (text.starts_with(bullet) && text.substr(bullet.size()).starts_with('\t')) return bullet.size() + 1;
  }
  constexpr size_t kMaxDigits = 9;
  size_t digits = 0;
  int64_t value = 0;
  while (digits < std::min(text.size(), kMaxDigits) && text[digits] >= '0' && text[digits] <= '9') {
    value = value * 10 + (text[digits++] - '0');
  }
  if (digits == 0 || text.size() < digits + 2 || text[digits + 1] != '\t') return 0;
  if (text[digits] != '.' && text[digits] != ')') return 0;
  *number = value;
  *delimiter = text[digits];
  return digits + 2;
}

}  // namespace

OrdinaryContent::OrdinaryContent(Sink& sink, Account& account, const StyleSheet& styles, ListTable& lists)
    : document_(sink),
      account_(account),
      styles_(styles),
      lists_(lists),
      paragraph_(account),
      levels_(&account) {}

// Inline content.

void OrdinaryContent::Text(std::string_view text, const Group& group) {
  if (group.character.left_out()) return;
  paragraph_.AddText(text, group.character.Shown());
  SendFullParagraph(group);
}

void OrdinaryContent::LineBreak(const Group& group) {
  if (group.character.left_out()) return;
  paragraph_.AddBreak();
  SendFullParagraph(group);
}

void OrdinaryContent::BeginLink(std::string_view target, std::string_view title, const Group&, size_t) {
  paragraph_.BeginLink(target, title);
}

void OrdinaryContent::EndLink(const Group&) { paragraph_.EndLink(); }

void OrdinaryContent::Anchor(std::string_view name, const Group& group) {
  paragraph_.AddAnchor(name);
  SendFullParagraph(group);
}

void OrdinaryContent::AddPicture(Picture&& picture, const Group& group) {
  if (group.character.left_out()) return;
  paragraph_.AddPicture(std::move(picture));
  SendFullParagraph(group);
}

bool OrdinaryContent::NoteReference(uint32_t number, const Group& group) {
  if (group.character.left_out()) return false;
  paragraph_.AddNote(number);
  SendFullParagraph(group);
  return true;
}

// Paragraphs.

void OrdinaryContent::EndParagraph(const Group& group) { FinishParagraph(group, TableDepth(group)); }

void OrdinaryContent::FinishParagraph(const Group& group, int depth) {
  if (leaf_ == Leaf::kNone) EnterTables(depth);
  if (paragraph_.blank() && leaf_ == Leaf::kNone) {
    FinishBlankParagraph(group);
  } else {
    if (leaf_ == Leaf::kNone) BeginLeaf(group);
    if (leaf_ == Leaf::kCode) {
      paragraph_.SendPlain(sink());
      sink().Text("\n");
    } else {
      paragraph_.Send(sink(), ignored_formats_, true);
      EndLeaf();
    }
    leaf_ = Leaf::kNone;
  }
  paragraph_.Clear();
  number_shown_ = false;
  ShortenTables();
}

// What is longer than a paragraph should be goes out as far as it is known; what kind of paragraph it is, is
// taken from the formatting at this point.
void OrdinaryContent::SendFullParagraph(const Group& group) {
  if (!paragraph_.full()) return;
  if (!paragraph_.blank() || leaf_ != Leaf::kNone) {
    if (leaf_ == Leaf::kNone) {
      EnterTables(TableDepth(group));
      BeginLeaf(group);
    }
    if (leaf_ == Leaf::kCode) {
      paragraph_.SendPlain(sink());
    } else {
      paragraph_.Send(sink(), ignored_formats_, false);
    }
  }
  paragraph_.Clear();
  ShortenTables();
}

void OrdinaryContent::BeginLeaf(const Group& group) {
  const ParagraphFormat& format = group.paragraph;
  const Style style = styles_.Paragraph(format.style);
  Sink& to = sink();
  ignored_formats_ = 0;
  if (open_tables_ > 0) LevelAt(open_tables_).table.SetAlignment(format.alignment);
  if (const int level = HeadingLevel(format, style); level > 0) return BeginHeading(group, style, level);
  if (style.role == StyleRole::kCodeBlock && !paragraph_.has_things()) {
    blocks().EnterCode(to, format.left_indent);
    for (; blank_lines_ > 0; --blank_lines_) to.Text("\n");
    leaf_ = Leaf::kCode;
    return;
  }
  blank_lines_ = 0;
  if (style.role == StyleRole::kQuote) {
    blocks().EnterQuote(to, format.left_indent);
    ignored_formats_ = style.formats & paragraph_.CommonFormats();
  } else if (const std::optional<ItemPlace> place = PlaceInList(group)) {
    blocks().EnterItem(to, *place);
  } else {
    blocks().EnterPlain(to, format.left_indent);
  }
  to.BeginBlock(Block::Of(BlockKind::kParagraph));
  leaf_ = Leaf::kParagraph;
}

// Headings are bold because they are headings.
void OrdinaryContent::BeginHeading(const Group&, const Style& style, int level) {
  blank_lines_ = 0;
  ignored_formats_ = static_cast<uint16_t>((style.formats | kBold) & paragraph_.CommonFormats());
  blocks().CloseAll(sink());
  sink().BeginBlock(Block::Heading(level));
  leaf_ = Leaf::kHeading;
}

void OrdinaryContent::EndLeaf() {
  sink().EndBlock(leaf_ == Leaf::kHeading ? BlockKind::kHeading : BlockKind::kParagraph);
}

// Space between paragraphs, unless it is a line of code, an item that has yet to be written, or a line drawn
// as a paragraph's border.
void OrdinaryContent::FinishBlankParagraph(const Group& group) {
  const Style style = styles_.Paragraph(group.paragraph.style);
  if (style.role == StyleRole::kCodeBlock) {
    if (blocks().in_code() && blank_lines_ < kMaxBlankLines) ++blank_lines_;
    return;
  }
  if (style.role == StyleRole::kThematicBreak) {
    blocks().CloseAll(sink());
    sink().BeginBlock(Block::Of(BlockKind::kThematicBreak));
    sink().EndBlock(BlockKind::kThematicBreak);
    return;
  }
  if (!number_shown_ || HeadingLevel(group.paragraph, style) > 0) return;
  if (const std::optional<ItemPlace> place = PlaceInList(group)) blocks().EnterItem(sink(), *place);
}

// Lists.

std::optional<ItemPlace> OrdinaryContent::PlaceInList(const Group& group) {
  const ParagraphFormat& format = group.paragraph;
  ItemPlace place = {.list = 0,
                     .level = 0,
                     .left_indent = format.left_indent,
                     .ordered = false,
                     .delimiter = '.',
                     .number = ItemPlace::kNext,
                     .start = 1,
                     .checked = Checked::kNone};
  if (format.list > 0) {
    const std::optional<ListTable::Item> item = lists_.TakeItem(format.list, format.list_level);
    if (!item || !item->level.numbered) return std::nullopt;
    place.list = item->list;
    place.level = format.list_level;
    if (place.left_indent == 0) place.left_indent = item->level.left_indent;
    place.ordered = item->level.ordered;
    place.delimiter = item->level.delimiter;
    place.numbering = item->level.numbering;
    place.number = item->number;
  } else if (format.numbering != LegacyNumbering::kNone) {
    place.ordered = format.numbering == LegacyNumbering::kNumber;
    place.list = place.ordered ? kLegacyNumbers : kLegacyBullets;
    place.delimiter = format.numbering_delimiter;
    if (place.ordered) place.numbering = format.numbers;
    place.start = format.numbering_start;
  } else {
    return PlaceByFirstText(group);
  }
  place.checked = TakeCheckbox();
  return place;
}

// Lists without any numbering, as simple writers make them: bullets and numbers are text, set into a hanging
// indent by a tab.
std::optional<ItemPlace> OrdinaryContent::PlaceByFirstText(const Group& group) {
  if (group.paragraph.first_indent >= 0) return std::nullopt;
  ItemPlace place = {.list = kTypedBullets,
                     .level = 0,
                     .left_indent = group.paragraph.left_indent,
                     .ordered = false,
                     .delimiter = '.',
                     .number = ItemPlace::kNext,
                     .start = 1,
                     .checked = Checked::kNone};
  const size_t marker = TypedMarker(paragraph_.first_text(), &place.number, &place.delimiter);
  if (marker == 0) return std::nullopt;
  paragraph_.DropFront(marker);
  place.ordered = place.number != ItemPlace::kNext;
  if (place.ordered) place.list = kTypedNumbers;
  place.checked = TakeCheckbox();
  return place;
}

Checked OrdinaryContent::TakeCheckbox() {
  struct Box {
    std::string_view text;
    Checked checked;
  };
  constexpr Box kBoxes[] = {
      {"\u2610 ", Checked::kNo}, {"\u2612 ", Checked::kYes}, {"\u2611 ", Checked::kYes}};
  for (const Box& box : kBoxes) {
    if (!paragraph_.first_text().starts_with(box.text)) continue;
    paragraph_.DropFront(box.text.size());
    return box.checked;
  }
  return Checked::kNone;
}

// Tables.

OrdinaryContent::TableLevel& OrdinaryContent::LevelAt(int depth) {
  const auto index = static_cast<size_t>(depth - 1);
  while (levels_.size() <= index) levels_.emplace_back(account_);
  return levels_[index];
}

Sink& OrdinaryContent::SinkAt(int depth) {
  if (depth == 0) return document_;
  TableLevel& level = LevelAt(depth);
  return level.table.Cell(SinkAt(depth - 1), level.row);
}

void OrdinaryContent::EnterTables(int depth) {
  depth = std::min(depth, kMaxTableDepth);
  while (open_tables_ > depth) CloseTable();
  while (open_tables_ < depth) OpenTable();
}

void OrdinaryContent::OpenTable() {
  blocks().CloseAll(sink());
  blank_lines_ = 0;
  ++open_tables_;
}

void OrdinaryContent::CloseTable() {
  TableLevel& level = LevelAt(open_tables_);
  Sink& parent = SinkAt(open_tables_ - 1);
  if (level.table.cell_open()) level.blocks.CloseAll(sink());
  level.table.End(parent, level.row);
  --open_tables_;
}

// Of the table whose cell or row ends.
int OrdinaryContent::TableDepth(bool nested, const Group& group) const {
  return outer_tables_ + (nested ? std::max(group.paragraph.table_depth(), 2) : 1);
}

void OrdinaryContent::EndCell(bool nested, const Group& group) {
  const int depth = TableDepth(nested, group);
  FinishParagraph(group, depth);
  if (depth > kMaxTableDepth) return;
  EnterTables(depth);
  TableLevel& level = LevelAt(depth);
  level.blocks.CloseAll(sink());
  level.table.EndCell(SinkAt(depth - 1), level.row);
  ShortenTables();
}

void OrdinaryContent::EndRow(bool nested, const Group& group) {
  if (!between_paragraphs()) EndCell(nested, group);
  const int depth = TableDepth(nested, group);
  if (depth > kMaxTableDepth || open_tables_ < depth) return;
  EnterTables(depth);
  TableLevel& level = LevelAt(depth);
  if (level.table.cell_open()) level.blocks.CloseAll(sink());
  level.table.EndRow(SinkAt(depth - 1), level.row);
}

void OrdinaryContent::DefineRow(RowWord word, int32_t parameter, bool nested, const Group& group) {
  const int depth = TableDepth(nested, group);
  if (depth <= kMaxTableDepth) LevelAt(depth).row.OnWord(word, parameter);
}

// The outermost first: what an inner table no longer records, the outer one does.
void OrdinaryContent::ShortenTables() {
  for (int depth = 1; depth <= open_tables_; ++depth) {
    TableLevel& level = LevelAt(depth);
    if (level.table.too_long()) level.table.StopRecording(SinkAt(depth - 1), level.row);
  }
}

// Notes, and the end.

bool OrdinaryContent::BeginNote(uint32_t number) {
  EnterTables(0);
  blocks_.CloseAll(document_);
  char label[12];
  const char* end = std::to_chars(label, std::end(label), number).ptr;
  document_.BeginBlock(Block::Footnote({label, end}));
  return true;
}

void OrdinaryContent::EndNote(const Group& group) {
  End(group);
  document_.EndBlock(BlockKind::kFootnote);
}

void OrdinaryContent::BeginTextBox(const Group& anchor) {
  EnterTables(anchor.paragraph.table_depth());
  blocks().CloseAll(sink());
  outer_tables_ = open_tables_;
}

void OrdinaryContent::EndTextBox(const Group& group) {
  if (!between_paragraphs()) EndParagraph(group);
  EnterTables(outer_tables_);
  blocks().CloseAll(sink());
  outer_tables_ = 0;
}

void OrdinaryContent::End(const Group& group) {
  if (!between_paragraphs()) EndParagraph(group);
  paragraph_.Clear();
  EnterTables(0);
  blocks_.CloseAll(document_);
}

}  // namespace tare::rtf
