// Tables (13.2.6.4.9 to 13.2.6.4.15). What columns there are is found out by the TableShaper.

#include <algorithm>
#include <optional>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/content_builder.h"
#include "readers/html/header_row.h"

namespace tare::html {
namespace {

constexpr uint64_t kMaxColumnSpan = 1000;  // as the standard has it (4.9.11)

bool IsTablePart(Element element) {
  switch (TreatmentOf(element)) {
    case Treatment::kTable:
    case Treatment::kRowGroup:
    case Treatment::kRow:
      return true;
    default:
      return false;
  }
}

// Tables that only arrange things on the page.
bool IsLayout(const Tag& table) {
  const std::string_view role = AttributeOf(table, "role");
  return EqualsIgnoringCase(role, "presentation") || EqualsIgnoringCase(role, "none");
}

uint32_t SpanOf(const Tag& cell, std::string_view name, uint64_t limit) {
  return static_cast<uint32_t>(ParseNumber(AttributeOf(cell, name), limit).value_or(1));
}

}  // namespace

void ContentBuilder::StartTable(const Tag& tag) {
  CloseParagraph();
  if (open_.blocks() > 0 && IsTablePart(open_.innermost().element)) CloseElements(InnermostTable());
  std::optional<Block> block;
  if (!IsLayout(tag)) block = Block::Of(BlockKind::kTable);
  StartBlock(tag, Element::kTable, block);
}

void ContentBuilder::StartRowGroup(const Tag& tag, Element element) {
  const size_t table = InnermostTable();
  if (table == OpenElements::kNone) return;
  CloseElements(table + 1);
  PushBlock(std::nullopt, TablePart(tag, element, table));
}

void ContentBuilder::StartRow(const Tag& tag, uint64_t offset) {
  const size_t table = InnermostTable();
  if (table == OpenElements::kNone) return StartLine();
  const size_t parent = RowParent(table);
  CloseElements(parent + 1);
  // Header rows are those of a <thead>, and the first rows that have nothing but <th>.
  BlockElement& open_table = open_.block(table);
  const bool in_head = open_.block(parent).element == Element::kThead;
  const bool is_header = in_head || (open_table.only_headers && IsHeaderRow(page_.substr(offset)));
  open_table.only_headers = is_header && !in_head;
  PushTablePart(table, Block::Row(is_header), TablePart(tag, Element::kTr, parent));
}

void ContentBuilder::StartCell(const Tag& tag, Element element) {
  const size_t table = InnermostTable();
  if (table == OpenElements::kNone) return StartLine();
  const size_t row = RowParent(table) + 1;
  if (row < open_.blocks() && open_.block(row).element == Element::kTr) {
    CloseElements(row + 1);
  } else {
    CloseElements(row);
    const bool in_head = open_.innermost().element == Element::kThead;
    PushTablePart(table, Block::Row(in_head),
                  {.element = Element::kTr, .alignment = open_.innermost().alignment});
  }
  if (open_.blocks() != row + 1) return StartLine();  // there was no room

  BlockElement open = TablePart(tag, element, row);
  open.isolates = true;
  PushTablePart(row,
                Block::Cell(element == Element::kTh, SpanOf(tag, "rowspan", TableShaper::kMaxRowSpan),
                            std::max(SpanOf(tag, "colspan", kMaxColumnSpan), 1u), open.alignment),
                open);
}

void ContentBuilder::StartCaption(const Tag& tag) {
  const size_t table = InnermostTable();
  if (table == OpenElements::kNone) return StartLine();
  CloseElements(table + 1);
  BlockElement open = TablePart(tag, Element::kCaption, table);
  open.isolates = true;
  PushTablePart(table, Block::Of(BlockKind::kCaption), open);
}

// A part's element, with the alignment that its cells inherit.
BlockElement ContentBuilder::TablePart(const Tag& tag, Element element, size_t parent) const {
  const Style style = StyleOf(tag, element);
  BlockElement open{.element = element, .hides = style.hidden, .alignment = style.alignment};
  if (open.alignment == Alignment::kDefault) open.alignment = AlignmentByName(AttributeOf(tag, "align"));
  if (open.alignment == Alignment::kDefault) open.alignment = open_.block(parent).alignment;
  return open;
}

void ContentBuilder::PushTablePart(size_t parent, const Block& block, const BlockElement& open) {
  const BlockElement& outer = open_.block(parent);
  if (outer.opened && !open_.hidden() && !open.hides) flow_.CloseTo(outer.flow_depth + 1u);
  PushBlock(outer.opened ? std::optional(block) : std::nullopt, open);
}

void ContentBuilder::EndTablePart(Element element) {
  if (element == Element::kTable) {
    if (left_out_ > 0) {
      --left_out_;
    } else if (const size_t table = InnermostTable(); table != OpenElements::kNone) {
      CloseElements(table);
    }
    return;
  }
  if (!open_.IsOpen(element)) return;
  for (size_t i = open_.blocks(); i-- > 0;) {
    const Element open = open_.block(i).element;
    if (open == element) return CloseElements(i);
    if (open == Element::kTable) return;
  }
}

size_t ContentBuilder::InnermostTable() const {
  if (!open_.IsOpen(Element::kTable)) return OpenElements::kNone;
  for (size_t i = open_.blocks(); i-- > 0;) {
    const Element open = open_.block(i).element;
    if (open == Element::kTable) return i;
    if (open == Element::kTemplate) break;
  }
  return OpenElements::kNone;
}

// The element that a row of the table stands in: its open row group, or the table itself.
size_t ContentBuilder::RowParent(size_t table) const {
  const size_t group = table + 1;
  const bool in_group =
      group < open_.blocks() && TreatmentOf(open_.block(group).element) == Treatment::kRowGroup;
  return in_group ? group : table;
}

}  // namespace tare::html
