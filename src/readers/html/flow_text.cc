// The half of Flow that writes text: white space, line breaks and spans.

#include <algorithm>
#include <cstring>

#include "document/anchor_name.h"
#include "readers/html/flow.h"
#include "readers/html/whitespace.h"
#include "text/scan.h"

namespace tare::html {
namespace {

constexpr std::string_view kNbsp = "\u00A0";
constexpr uint32_t kMaxNbsps = 64;        // held back before a block's first word
constexpr size_t kMaxAnchors = 2048;      // bytes of names that wait
constexpr size_t kMaxIndent = 4096;       // bytes held back before a code block's first text
constexpr uint32_t kParagraphBreaks = 2;  // as many <br> are what people write for a new paragraph

}  // namespace

void Flow::ResetLine() {
  has_text_ = false;
  line_start_ = true;
  space_ = false;
  breaks_ = 0;
  nbsps_ = 0;
  last_literal_ = '\n';
  indent_.clear();
}

void Flow::NoSpace() {
  space_ = false;
  line_start_ = true;
}

void Flow::CollapseText(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (true) {
    const char* const words = SkipWhitespace(p, end, &space_);
    if (words == end) return;
    p = EndOfWords(words, end);
    EmitWords({words, p}, words != text.data() && words[-1] == ' ');
  }
}

// `after_space`: the byte before is a space that can be sent with the words.
void Flow::EmitWords(std::string_view words, bool after_space) {
  if (!has_text_ && HoldBackNbsps(&words)) return;
  const bool space = space_ && !line_start_;
  BeginInline();
  if (!unsettled_) {
    if (space && after_space) {
      words = {words.data() - 1, words.size() + 1};
    } else if (space) {
      sink_.Text(" ");
    }
  } else {
    EndUnwantedSpans();
    if (space) sink_.Text(" ");
    EmitAnchors();
    BeginSpansTo(wanted_spans_.size());
  }
  EmitNbsps();
  sink_.Text(words);
}

void Flow::EmitNbsps() {
  for (; nbsps_ > 0; --nbsps_) sink_.Text(kNbsp);
}

// No-break spaces alone make no paragraph. True where there is nothing but them.
bool Flow::HoldBackNbsps(std::string_view* words) {
  while (words->starts_with(kNbsp) && nbsps_ < kMaxNbsps) {
    words->remove_prefix(kNbsp.size());
    ++nbsps_;
  }
  return words->empty();
}

// Makes sure that inline content can be sent.
void Flow::BeginInline() {
  if (!has_text_) {
    if (!IsLeaf()) {
      const uint32_t nbsps = nbsps_;  // which the end of a block before would forget
      PrepareParent(BlockKind::kParagraph);
      Push(Block::Of(BlockKind::kParagraph), /*made=*/true);
      nbsps_ = nbsps;
    }
    BeginPending();
    begun_count_ = 0;
    has_text_ = true;
    unsettled_ = true;
  }
  if (open_.spans_changed()) {
    wanted_spans_ = open_.Spans();
    unsettled_ = true;
  }
  if (breaks_ > 0) EmitBreaks();
  line_start_ = false;
  space_ = false;
}

void Flow::LineBreak() {
  if (IsLiteral()) return LiteralText("\n");
  nbsps_ = 0;
  space_ = false;
  line_start_ = true;
  if (has_text_) ++breaks_;
}

void Flow::EmitBreaks() {
  if (unsettled_) EndUnwantedSpans();
  EndCodeSpan();
  if (breaks_ >= kParagraphBreaks && innermost() == BlockKind::kParagraph) {
    EndSpansTo(0);
    unsettled_ = true;
    sink_.EndBlock(BlockKind::kParagraph);
    sink_.BeginBlock(Block::Of(BlockKind::kParagraph));
  } else {
    sink_.HardBreak();
  }
  breaks_ = 0;
}

void Flow::AddImage(const Image& image) {
  const bool literal = IsLiteral();
  if (literal) {
    CloseLeaf();
    PrepareParent(BlockKind::kParagraph);
    Push(Block::Of(BlockKind::kParagraph), /*made=*/true);
  }
  BeginObject();
  sink_.AddImage(image);
  if (literal) Pop();
}

void Flow::AddMath(std::string_view tex, bool display) {
  if (IsLiteral()) return LiteralText(tex);
  BeginObject();
  sink_.BeginSpan({.kind = SpanKind::kMath, .display = display});
  sink_.Text(tex);
  sink_.EndSpan(SpanKind::kMath);
}

// Makes sure that inline content other than text can be sent.
void Flow::BeginObject() {
  const bool space = space_ && !line_start_;
  BeginInline();
  if (unsettled_) EndUnwantedSpans();
  EndCodeSpan();
  if (space) sink_.Text(" ");
  EmitAnchors();
  BeginSpansTo(SpansAroundCode());
  EmitNbsps();
}

void Flow::AddAnchor(std::string_view name) {
  if (!IsReadableAnchorName(name)) return;
  while (anchors_.size() + name.size() + 1 > kMaxAnchors) anchors_.erase(0, anchors_.find(' ') + 1);
  anchors_ += name;
  anchors_ += ' ';
  unsettled_ = true;
}

// Before the spans that begin here, and not in code, which holds text only.
void Flow::EmitAnchors() {
  if (anchors_.empty() || begun_count_ > SpansAroundCode()) return;
  std::string_view rest = anchors_;
  while (!rest.empty()) {
    const size_t end = rest.find(' ');
    sink_.Anchor(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  anchors_.clear();
}

// Code blocks: text as it is, save for NUL and carriage return.

void Flow::LiteralText(std::string_view text) {
  if (!has_text_) {
    bool space = false;
    const char* const end = text.data() + text.size();
    if (SkipWhitespace(text.data(), end, &space) == end && indent_.size() + text.size() <= kMaxIndent) {
      indent_ += text;
      return;
    }
    if (!IsLeaf()) {
      PrepareParent(BlockKind::kCode);
      Push(Block::Of(BlockKind::kCode), /*made=*/true);
    }
    BeginPending();
    has_text_ = true;
    EmitLiteral(indent_);
  }
  EmitLiteral(text);
}

void Flow::EmitLiteral(std::string_view text) {
  static constexpr text::ByteSet kNotLiteral(std::string_view("\0\r", 2));
  while (!text.empty()) {
    const size_t run = text::FindFirstOf(text, kNotLiteral);
    if (run > 0) {
      sink_.Text(text.substr(0, run));
      last_literal_ = text[run - 1];
    }
    if (run == text.size()) return;
    if (text[run] == '\r') {
      sink_.Text("\n");
      last_literal_ = '\n';
    }
    text.remove_prefix(run + 1);
  }
}

// Spans.

// Ends what does not apply to what comes next.
void Flow::EndUnwantedSpans() {
  size_t same = 0;
  while (same < begun_count_ && same < wanted_spans_.size() && begun_spans_[same] == wanted_spans_[same])
    ++same;
  EndSpansTo(same);
}

// Begins the first `count` of those wanted. What is begun is among them.
void Flow::BeginSpansTo(size_t count) {
  for (; begun_count_ < count; ++begun_count_) {
    const ActiveSpan& span = wanted_spans_[begun_count_];
    begun_spans_[begun_count_] = span;
    sink_.BeginSpan(span.kind == SpanKind::kLink ? Span::Link(open_.link().target, open_.link().title)
                                                 : Span::Of(span.kind));
  }
  unsettled_ = begun_count_ != wanted_spans_.size();
}

void Flow::EndSpansTo(size_t count) {
  while (begun_count_ > count) sink_.EndSpan(begun_spans_[--begun_count_].kind);
}

// Code holds text only: anything else stands outside.
void Flow::EndCodeSpan() {
  if (begun_count_ == 0 || begun_spans_[begun_count_ - 1].kind != SpanKind::kCode) return;
  EndSpansTo(begun_count_ - 1);
  unsettled_ = true;
}

size_t Flow::SpansAroundCode() const {
  const bool in_code = !wanted_spans_.empty() && wanted_spans_.back().kind == SpanKind::kCode;
  return wanted_spans_.size() - in_code;
}

}  // namespace tare::html
