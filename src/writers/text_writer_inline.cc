#include <algorithm>
#include <utility>

#include "writers/text_writer.h"

namespace tare::to_text {
namespace {

constexpr size_t kMaxHeldAlt = 4096;  // bytes of a picture's description

}  // namespace

void TextWriter::Text(std::string_view text) {
  if (text_mode_ == TextMode::kInline) [[likely]] {
    Write(text);
  } else if (text_mode_ == TextMode::kCode) {
    WriteCode(text);
  } else if (text_mode_ == TextMode::kHtml) {
    WriteHtml(text);
  }
}

void TextWriter::Write(std::string_view text) {
  if (script_.active()) [[unlikely]] {
    if (script_.Append(text)) return;
    SpillScript();
  }
  if (table_mode_ == TableMode::kNone) [[likely]] {
    if (!alt_.empty()) [[unlikely]]
      SettleAlt();
    lines_->Open();
    if (breaks_ > 0) WriteBreaks();
    lines_->out().Write(text);
    wrote_ = true;
  } else if (table_mode_ == TableMode::kCollect) {
    if (std::exchange(breaks_, 0) > 0) table_.LineBreak();
    table_.Append(text);
    LimitHeldTable();
  } else if (table_mode_ == TableMode::kCaption) {
    HoldCaption(text);
  } else {
    rows_.Write(text, *lines_);
  }
}

void TextWriter::WriteCode(std::string_view text) {
  if (!wrote_) text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  if (text.empty()) return;
  wrote_ = true;
  lines_->Open();
  code_.Write(text, *lines_);
}

void TextWriter::BeginRaw(std::string_view format, bool inside) {
  text_mode_ = format == "html" ? TextMode::kHtml : TextMode::kSkip;
  html_.Begin(inside);
}

void TextWriter::WriteHtml(std::string_view html) {
  for (std::string_view text; html_.Take(html, &text);) text.empty() ? HardBreak() : Write(text);
}

void TextWriter::WriteBreaks() {
  const size_t breaks = std::exchange(breaks_, 0);
  if (!wrote_) return;
  for (size_t i = 1; i < breaks; ++i) lines_->BreakEmpty();
  lines_->Break();
}

void TextWriter::HardBreak() {
  if (script_.active()) SpillScript();
  if (table_mode_ == TableMode::kStream) return Write(" ");
  ++breaks_;
}

void TextWriter::AddImage(const Image& image) {
  // That there is a picture at all is said of those that are part of the document.
  const std::string_view alt = !image.alt.empty() ? image.alt : image.bytes.empty() ? "" : "image";
  if (alt.empty() || HoldAlt(alt)) return;
  Write("[");
  Write(alt);
  Write("]");
}

// A figure's picture is described by the caption, where there is one. False where the picture is another.
bool TextWriter::HoldAlt(std::string_view alt) {
  if (table_mode_ != TableMode::kNone || Top().kind != BlockKind::kParagraph) return false;
  const Level& parent = levels_[depth_ - 1];
  if (parent.kind != BlockKind::kFigure || wrote_ || breaks_ > 0 || !alt_.empty()) return false;
  if (parent.last_child == BlockKind::kCaption) return true;
  if (parent.last_child != BlockKind::kDocument || alt.size() > kMaxHeldAlt) return false;
  alt_ = alt;
  return true;
}

// No caption, or an empty one: what is held becomes a paragraph.
void TextWriter::EndHeldAlt() {
  SettleAlt();
  SetGapAfter(BlockKind::kParagraph);
}

// Called before anything else is written.
void TextWriter::SettleAlt() {
  if (Top().kind != BlockKind::kCaption) {
    lines_->Open();
    lines_->out().Put('[');
    lines_->out().Write(alt_);
    lines_->out().Put(']');
    wrote_ = true;
  }
  alt_.clear();
}

void TextWriter::FootnoteReference(std::string_view label) {
  Write("[");
  Write(label);
  Write("]");
}

void TextWriter::BeginSpan(const Span& span) {
  switch (span.kind) {
    case SpanKind::kSuperscript:
    case SpanKind::kSubscript:
      if (script_.active()) SpillScript();
      script_.Begin(span.kind == SpanKind::kSuperscript);
      break;
    case SpanKind::kStrikethrough:
      Write("~~");
      break;
    case SpanKind::kRaw:
      BeginRaw(span.target, /*inside=*/true);
      break;
    default:
      break;
  }
}

void TextWriter::EndSpan(SpanKind kind) {
  switch (kind) {
    case SpanKind::kSuperscript:
    case SpanKind::kSubscript:
      if (script_.active()) {
        if (const std::string_view converted = script_.TakeConverted(); !converted.empty()) Write(converted);
      } else {
        Write(")");
      }
      break;
    case SpanKind::kStrikethrough:
      Write("~~");
      break;
    case SpanKind::kRaw:
      text_mode_ = TextMode::kInline;
      break;
    default:
      break;
  }
}

// The script that is held has no characters of its own: it becomes "^(...)" or "_(...)".
void TextWriter::SpillScript() {
  const std::string_view plain = script_.TakePlain();
  Write(script_.raised() ? "^(" : "_(");
  if (!plain.empty()) Write(plain);
}

}  // namespace tare::to_text
