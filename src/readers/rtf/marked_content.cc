#include "readers/rtf/marked_content.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tare::rtf {
namespace {

std::optional<SpanKind> SpanOf(StyleRole role) {
  switch (role) {
    case StyleRole::kEmphasis:
      return SpanKind::kEmphasis;
    case StyleRole::kStrong:
      return SpanKind::kStrong;
    case StyleRole::kUnderline:
      return SpanKind::kUnderline;
    case StyleRole::kStrikethrough:
      return SpanKind::kStrikethrough;
    case StyleRole::kSuperscript:
      return SpanKind::kSuperscript;
    case StyleRole::kSubscript:
      return SpanKind::kSubscript;
    case StyleRole::kHighlight:
      return SpanKind::kHighlight;
    case StyleRole::kCode:
      return SpanKind::kCode;
    case StyleRole::kMath:
    case StyleRole::kDisplayMath:
      return SpanKind::kMath;
    default:
      return std::nullopt;
  }
}

}  // namespace

MarkedContent::MarkedContent(Sink& sink, Account& account, const StyleSheet& styles, NoteReader& notes)
    : account_(account),
      sink_(sink, account),
      styles_(styles),
      notes_(notes),
      inline_(&account),
      code_label_(&account),
      target_(&account),
      title_(&account),
      link_target_(&account),
      link_title_(&account),
      reference_(&account),
      note_labels_(&account) {
  open_[open_count_++] = {.kind = BlockKind::kDocument};
}

// Leaves.

void MarkedContent::ParagraphDefaults() {
  if (!hidden_ && leaf_ == Leaf::kNone) leaf_ = Leaf::kPending;
}

void MarkedContent::EndParagraph(const Group& group) {
  if (!hidden_) EndLeaf(group);
}

void MarkedContent::OpenLeaf(const Group& group) {
  const Style style = styles_.Paragraph(group.paragraph.style);
  const BlockKind kind = LeafBlock(style.role);
  if (kind == BlockKind::kCaption) open_[open_count_ - 1].has_caption = true;
  leaf_ = Leaf::kIgnored;
  if (!Prepare(kind)) return;

  Block block = Block::Of(kind);
  if (kind == BlockKind::kHeading) block.level = style.heading_level;
  if (kind == BlockKind::kCode) block.label = code_label_;
  sink_.BeginBlock(block);
  open_[open_count_++] = {.kind = kind};
  inline_.Begin();
  code_empty_ = false;
  code_label_.clear();
  if (kind != BlockKind::kThematicBreak) leaf_ = kind == BlockKind::kCode ? Leaf::kCode : Leaf::kInline;
}

BlockKind MarkedContent::LeafBlock(StyleRole role) const {
  const OpenBlock& parent = open_[open_count_ - 1];
  switch (role) {
    case StyleRole::kHeading:
      return BlockKind::kHeading;
    case StyleRole::kCodeBlock:
      return BlockKind::kCode;
    case StyleRole::kThematicBreak:
      return BlockKind::kThematicBreak;
    case StyleRole::kDefinitionTerm:
      return parent.kind == BlockKind::kDefinitionList ? BlockKind::kDefinitionTerm : BlockKind::kParagraph;
    case StyleRole::kCaption: {
      const bool fits =
          (parent.kind == BlockKind::kTable && !parent.has_rows) || parent.kind == BlockKind::kFigure;
      return fits && !parent.has_caption ? BlockKind::kCaption : BlockKind::kParagraph;
    }
    default:
      return BlockKind::kParagraph;
  }
}

bool MarkedContent::InlineLeaf(const Group& group) {
  if (hidden_) return false;
  if (leaf_ == Leaf::kNone || leaf_ == Leaf::kPending) OpenLeaf(group);
  if (leaf_ != Leaf::kInline) return false;
  if (link_pending_) OpenPendingLink();
  return true;
}

void MarkedContent::EndLeaf(const Group& group) {
  if (leaf_ == Leaf::kNone) return;
  if (leaf_ == Leaf::kPending) OpenLeaf(group);
  const BlockKind kind = open_[open_count_ - 1].kind;
  if (leaf_ == Leaf::kCode && !code_empty_) sink_.Text("\n");
  if (leaf_ == Leaf::kInline) {
    CloseSpans(0);
    inline_.End(sink_);
  }
  if (leaf_ != Leaf::kIgnored || kind == BlockKind::kThematicBreak) {
    sink_.EndBlock(kind);
    --open_count_;
  }
  leaf_ = Leaf::kNone;
}

// Inline content.

void MarkedContent::Text(std::string_view text, const Group& group) {
  if (raw_ != Raw::kNone) {
    if (raw_ != Raw::kIgnored) sink_.Text(text);
    return;
  }
  if (leaf_ == Leaf::kNone && text.find_first_not_of(' ') == std::string_view::npos) return;
  if (InlineLeaf(group)) {
    inline_.Text(sink_, text);
  } else if (leaf_ == Leaf::kCode && !hidden_) {
    sink_.Text(text);
  }
}

void MarkedContent::LineBreak(const Group& group) {
  if (raw_ == Raw::kBlock) return sink_.Text("\n");
  if (raw_ == Raw::kSpan) return sink_.Text(" ");
  if (raw_ != Raw::kNone) return;
  if (InlineLeaf(group)) {
    if (inline_.in_literal()) return inline_.Text(sink_, " ");
    inline_.Content(sink_);
    sink_.HardBreak();
  } else if (leaf_ == Leaf::kCode && !hidden_) {
    sink_.Text("\n");
  }
}

bool MarkedContent::SoftBreak(const Group& group) {
  if (hidden_ || leaf_ == Leaf::kNone) return true;
  if (raw_ != Raw::kNone || inline_.in_literal() || !InlineLeaf(group)) return false;
  inline_.Content(sink_);
  sink_.SoftBreak();
  return true;
}

void MarkedContent::AddPicture(Picture&& picture, const Group& group) {
  const bool has_target = std::exchange(has_target_, false);
  const bool titled = std::exchange(has_title_, false);
  const bool sized = std::exchange(has_size_, false);
  if (!InlineLeaf(group) || inline_.in_literal()) return;
  Image image = picture.AsImage();
  if (has_target) image.target = target_;
  if (titled) image.title = title_;
  if (sized) {
    image.width = width_;
    image.height = height_;
  }
  inline_.Content(sink_);
  sink_.AddImage(image);
}

void MarkedContent::ChooseStyle(const Group& group, size_t depth) {
  // What a link says about itself comes before the style of its content.
  if (link_pending_) InlineLeaf(group);
  const StyleRole role = styles_.Character(group.character.style).role;
  const std::optional<SpanKind> kind = SpanOf(role);
  if (!kind) {
    // The link's own style: what comes now is its content.
    if (link_pending_) InlineLeaf(group);
    return;
  }
  if (!InlineLeaf(group)) return;
  BeginSpan({.kind = *kind, .display = role == StyleRole::kDisplayMath}, depth);
}

void MarkedContent::BeginLink(std::string_view target, std::string_view title, const Group&, size_t depth) {
  if (hidden_ || in_link_) return;
  link_target_ = target;
  link_title_ = title;
  link_depth_ = depth;
  link_pending_ = true;
}

void MarkedContent::EndLink(const Group& group) {
  // A link around nothing.
  if (link_pending_) InlineLeaf(group);
  link_pending_ = false;
}

void MarkedContent::OpenPendingLink() {
  link_pending_ = false;
  BeginSpan(Span::Link(link_target_, link_title_), link_depth_);
}

void MarkedContent::BeginSpan(const Span& span, size_t depth) {
  if (inline_.in_literal() || !HasRoom(1)) return;
  in_link_ |= span.kind == SpanKind::kLink;
  inline_.BeginSpan(sink_, span);
  spans_[span_count_++] = {.kind = span.kind, .depth = depth};
}

void MarkedContent::EndGroup(size_t depth) {
  size_t count = span_count_;
  while (count > 0 && spans_[count - 1].depth >= depth) --count;
  CloseSpans(count);
}

void MarkedContent::CloseSpans(size_t count) {
  while (span_count_ > count) {
    const SpanKind kind = spans_[--span_count_].kind;
    if (kind == SpanKind::kLink) in_link_ = false;
    inline_.EndSpan(sink_, kind);
  }
}

void MarkedContent::BeginRaw(MarkWord word, std::string_view format, const Group& group) {
  raw_ = Raw::kIgnored;
  if (hidden_) return;
  if (word == MarkWord::kRawBlock) {
    EndLeaf(group);
    if (!Prepare(BlockKind::kRaw)) return;
    sink_.BeginBlock(Block::Raw(format));
    raw_ = Raw::kBlock;
  } else if (InlineLeaf(group) && !inline_.in_literal() && HasRoom(1)) {
    inline_.Content(sink_);
    sink_.BeginSpan({.kind = SpanKind::kRaw, .target = format});
    raw_ = Raw::kSpan;
  }
}

void MarkedContent::EndRaw() {
  const Raw raw = std::exchange(raw_, Raw::kNone);
  if (raw == Raw::kBlock) sink_.EndBlock(BlockKind::kRaw);
  if (raw == Raw::kSpan) sink_.EndSpan(SpanKind::kRaw);
}

// Notes, and the end.

bool MarkedContent::NoteReference(uint32_t number, const Group&) {
  if (hidden_ || !std::exchange(has_reference_, false)) return false;
  note_labels_.push_back({.number = number, .label = std::pmr::string(reference_, &account_)});
  return true;
}

bool MarkedContent::BeginNote(uint32_t number) {
  const auto note = std::ranges::find(note_labels_, number, &NoteLabel::number);
  if (note == note_labels_.end() || flattened_ > 0 || !Prepare(BlockKind::kFootnote)) return false;
  sink_.BeginBlock(Block::Footnote(note->label));
  open_[open_count_++] = {.kind = BlockKind::kFootnote};
  note_labels_.erase(note);
  return true;
}

void MarkedContent::EndNote(const Group& group) {
  hidden_ = false;
  flattened_ = 0;
  EndLeaf(group);
  const size_t footnote = FindOpen(BlockKind::kFootnote);
  if (footnote != 0) CloseTo(footnote);
}

void MarkedContent::End(const Group& group) {
  hidden_ = false;
  EndLeaf(group);
  CloseTo(1);
}

}  // namespace tare::rtf
