#include "writers/markdown_inline.h"

#include <algorithm>
#include <utility>

#include "text/scan.h"
#include "writers/markdown_code.h"
#include "writers/markdown_links.h"

namespace tare::to_markdown {

InlineWriter::InlineWriter(BlockLines& lines, Account& account)
    : lines_(lines),
      text_(&account),
      source_(&account),
      code_(&account),
      link_tail_(&account),
      target_(&account) {}

void InlineWriter::Begin(Place place, std::string_view lead, bool begins_item) {
  place_ = place;
  lead_ = lead.empty() ? "" : lead;  // never null: memcpy minds
  wrote_ = false;
  before_ = CharacterClass::kSpace;
  line_start_ = has_lines() ? LineStart::kFirst : LineStart::kNone;
  begins_item_ = begins_item;
  escape_first_ = {};
}

void InlineWriter::End() {
  FinishDeferred();
  FlushText(Next::kBlockEnd);
  if (delimiters_.ends_pending()) SettleEnds();
  delimiters_.Clear();
  spaces_ = hard_breaks_ = begun_count_ = 0;
  soft_break_ = in_link_ = false;
}

// Text.

void InlineWriter::Text(std::string_view text) {
  switch (text_mode_) {
    case TextMode::kText:
      if (autolink_deferred_ && MatchAutolink(text)) return;
      FinishDeferred();
      if (begun_count_ == 0 && text.size() <= kMaxText - text_.size()) [[likely]] {
        text_.append(text);
      } else {
        AppendText(text);
      }
      break;
    case TextMode::kCode:
      CodeText(text);
      break;
    case TextMode::kPass:
      Pass(text);
      break;
    case TextMode::kSkip:
      break;
  }
}

void InlineWriter::CodeText(std::string_view text) {
  const size_t room = kMaxCode - code_.size();
  if (text.size() <= room) {
    code_.append(text);
    return;
  }
  const size_t size = text::CutBefore(text, room);
  code_.append(text.substr(0, size));
  text_mode_ = TextMode::kText;
  Text(text.substr(size));
}

void InlineWriter::AppendText(std::string_view text) {
  if (begun_count_ > 0) {
    const size_t spaces = std::min(text.find_first_not_of(' '), text.size());
    text_.append(text.substr(0, spaces));
    text.remove_prefix(spaces);
    if (text.empty()) return;
    CommitBegins();
  }
  while (text_.size() + text.size() > kMaxText) {
    const size_t room = kMaxText - text_.size();
    text_.append(text.substr(0, room));
    text.remove_prefix(room);
    FlushLongText();
  }
  text_.append(text);
}

// Cuts after a word, so that nothing that is special as a whole is cut.
void InlineWriter::FlushLongText() {
  size_t cut = text_.find_last_of(' ');
  if (cut == std::string_view::npos || cut < kMaxText / 2) {
    cut = text::CutBefore(text_, text_.size() - 1);
  }
  FlushText(cut, Next::kText);
}

// Writes the first `size` bytes of the joined text.
void InlineWriter::FlushText(size_t size, Next next) {
  if (size == 0) return;
  std::string_view text = std::string_view(text_).substr(0, size);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const size_t trailing = size - text.size();
  while (text.starts_with(' ')) text.remove_prefix(1);
  if (const size_t leading = size - trailing - text.size(); leading > 0) AddSpaces(leading);
  if (!text.empty()) WriteJoined(text, next, trailing > 0);
  if (trailing > 0) AddSpaces(trailing);
  size == text_.size() ? text_.clear() : static_cast<void>(text_.erase(0, size));
}

// Most text needs no more than a copy.
void InlineWriter::WriteJoined(std::string_view text, Next next, bool spaced) {
  const bool starts_line = StartsLine();
  if (has_space()) escape_first_ = {};
  const text::Decoded first = text::Decode(text, 0);
  // One letter between begins of spans, in a word: what it must become for the second must not change what
  // was decided on the first.
  const bool alone = held_ != 0 && next == Next::kBegin && first.length == text.size() && !spaced;
  const bool encode_first = Settle(alone ? CharacterClass::kPunctuation : ClassOf(first.code_point)) ||
                            alone || (text[0] == '\t' && starts_line);
  const bool copies = !encode_first && (line_start_ == LineStart::kNone || StartsPlain(text)) &&
                      escape_first_.empty() && EndsPlain(text) && IsPlain(text, place_ == Place::kCell);
  const CharacterClass last = ClassOf(LastCharacter(text).code_point);
  if (copies && (next != Next::kBegin || spaced || last != CharacterClass::kWord)) [[likely]] {
    Start();
    lines_.out().Write(text);
    before_ = last;
  } else {
    WriteEscaped(text, next, spaced, encode_first);
  }
  line_start_ = LineStart::kNone;
  begins_item_ = false;
  escape_first_ = {};
}

void InlineWriter::WriteEscaped(std::string_view text, Next next, bool spaced, bool encode_first) {
  TextPlace place = {.before = before_,
                     .line_start = line_start_,
                     .in_cell = place_ == Place::kCell,
                     .in_brackets = in_link_,
                     .begins_item = begins_item_,
                     .escape_first = escape_first_,
                     .encode_first = encode_first};
  constexpr text::CodePoint kAfter[] = {'a', '*', '*', '[', '`', '\n', '\\', 0};
  place.after = kAfter[static_cast<size_t>(next)];
  if (next == Next::kText) {
    place.after =
        text::Decode(text_, static_cast<size_t>(text.data() - text_.data()) + text.size()).code_point;
  }
  if (spaced && (next == Next::kBegin || next == Next::kBracket || next == Next::kAtom)) place.after = ' ';

  const text::Decoded last = LastCharacter(text);
  const bool ends_line = next == Next::kSoftBreak || next == Next::kBlockEnd;
  const CharacterClass last_class = ClassOf(last.code_point);
  place.encode_last =
      (ends_line && last.code_point == '\t') || (next == Next::kEnd && last_class == CharacterClass::kSpace);
  place.in_heading = place_ == Place::kHeading || place_ == Place::kUnderlined;
  place.ends_heading = place_ == Place::kHeading && next == Next::kBlockEnd;
  // The letter before spans that begin may have to be written otherwise, once it is known what they hold.
  const bool only = text.size() == last.length;
  if (next == Next::kBegin && !spaced && last_class == CharacterClass::kWord && !(only && encode_first)) {
    held_ = last.code_point;
    place.after = held_;
    place.after_is_held = true;
    text.remove_suffix(last.length);
  }
  if (text.empty()) return;
  Start();
  WriteText(text, place, lines_.out());
  before_ = place.encode_last || (only && encode_first) ? CharacterClass::kPunctuation : last_class;
}

bool InlineWriter::SettleSpans(CharacterClass after) {
  Delimiters::Beside beside = {.before = held_ != 0 ? CharacterClass::kWord : before_,
                               .after = after,
                               .spaced = has_space(),
                               .can_encode_before = held_ != 0};
  delimiters_.Settle(beside);
  source_.clear();
  if (const text::CodePoint held = std::exchange(held_, 0); held != 0) {
    if (beside.encode_before) {
      AppendReference(held, source_);
    } else {
      text::AppendUtf8(held, source_);
    }
    before_ = beside.encode_before ? CharacterClass::kPunctuation : CharacterClass::kWord;
  }
  if (delimiters_.AppendEnds(source_)) before_ = CharacterClass::kPunctuation;
  Emit(source_);
  if (has_space()) WriteSpace();
  source_.clear();
  if (delimiters_.AppendBegins(source_)) {
    Emit(source_);
    before_ = CharacterClass::kPunctuation;
    line_start_ = LineStart::kNone;
    begins_item_ = false;
    escape_first_ = {};
  }
  return beside.encode_after;
}

// Writes the ends that wait, before white space or at the block's end.
void InlineWriter::SettleEnds() {
  Delimiters::Beside beside = {
      .before = before_, .after = CharacterClass::kSpace, .spaced = true, .can_encode_before = false};
  delimiters_.Settle(beside);
  source_.clear();
  delimiters_.AppendEnds(source_);
  Emit(source_);
  before_ = CharacterClass::kPunctuation;
}

// White space.

void InlineWriter::AddSpaces(size_t count) {
  if (delimiters_.ends_pending()) SettleEnds();
  spaces_ += count;
}

void InlineWriter::SoftBreak() {
  FinishDeferred();
  FlushText(Next::kSoftBreak);
  if (delimiters_.ends_pending()) SettleEnds();
  soft_break_ = true;
}

void InlineWriter::HardBreak() {
  FinishDeferred();
  FlushText(Next::kHardBreak);
  if (delimiters_.ends_pending()) SettleEnds();
  ++hard_breaks_;
}

void InlineWriter::WriteSpace() {
  const size_t spaces = std::exchange(spaces_, 0);
  const bool soft_break = std::exchange(soft_break_, false);
  const size_t hard_breaks = std::exchange(hard_breaks_, 0);
  if (!wrote_) return;
  before_ = CharacterClass::kSpace;
  const bool one_line = !has_lines();
  if (hard_breaks > 0) {
    for (size_t i = 0; i < hard_breaks; ++i) {
      lines_.out().Write(one_line ? "<br>" : "\\");
      if (!one_line) lines_.Break();
    }
    if (one_line) before_ = CharacterClass::kPunctuation;
  } else if (soft_break) {
    one_line ? lines_.out().Put(' ') : lines_.Break();
  } else {
    for (size_t i = 0; i < spaces; ++i) lines_.out().Put(' ');
    return;
  }
  if (!one_line) line_start_ = LineStart::kFollowing;
}

// Spans.

void InlineWriter::BeginSpan(const Span& span) {
  if (span.kind == SpanKind::kCode) {
    if (autolink_deferred_) FinishAutolink();
    text_mode_ = TextMode::kCode;
    return;
  }
  FinishDeferred();
  switch (span.kind) {
    case SpanKind::kLink:
      BeginLink(span);
      break;
    case SpanKind::kMath:
      BeginAtom(Next::kAtom);
      Emit(span.display ? "$$" : "$");
      display_math_ = span.display;
      text_mode_ = TextMode::kPass;
      break;
    case SpanKind::kRaw:
      text_mode_ = span.target == "html" ? TextMode::kPass : TextMode::kSkip;
      if (text_mode_ == TextMode::kPass) BeginAtom(Next::kAtom);
      break;
    default:
      if (begun_count_ < begun_.size()) begun_[begun_count_++] = span.kind;
  }
}

void InlineWriter::EndSpan(SpanKind kind) {
  switch (kind) {
    case SpanKind::kCode:
      if (text_mode_ == TextMode::kCode) code_deferred_ = true;
      text_mode_ = TextMode::kText;
      return;
    case SpanKind::kLink:
      EndLink();
      return;
    case SpanKind::kMath:
      Emit(display_math_ ? "$$" : "$");
      [[fallthrough]];
    case SpanKind::kRaw:
      if (text_mode_ == TextMode::kPass) EndAtom();
      text_mode_ = TextMode::kText;
      return;
    default:
      break;
  }
  FinishDeferred();
  if (begun_count_ > 0) {  // an empty span leaves nothing
    --begun_count_;
    return;
  }
  FlushText(Next::kEnd);
  delimiters_.Close();
  if (has_space() && delimiters_.ends_pending()) SettleEnds();
}

// Something comes that the spans begun hold.
void InlineWriter::CommitBegins() {
  FlushText(Next::kBegin);
  for (size_t i = 0; i < begun_count_; ++i) delimiters_.Open(begun_[i]);
  begun_count_ = 0;
}

// Atoms: what is written as it is, and looks like punctuation from both sides.

void InlineWriter::BeginAtom(Next next) {
  if (begun_count_ > 0) {
    CommitBegins();
  } else {
    FlushText(next);
  }
  Settle(CharacterClass::kPunctuation);
  line_start_ = LineStart::kNone;
  begins_item_ = false;
  escape_first_ = {};
}

void InlineWriter::AddImage(const Image& image) {
  FinishDeferred();
  BeginAtom(Next::kAtom);
  Emit("![");
  if (!image.alt.empty()) {
    const TextPlace place = {.before = CharacterClass::kPunctuation,
                             .after = ']',
                             .in_cell = place_ == Place::kCell,
                             .in_brackets = true};
    WriteText(image.alt, place, lines_.out());
  }
  source_.clear();
  AppendLinkTail(image.target, image.title, place_ == Place::kCell, source_);
  lines_.out().Write(source_);
  EndAtom();
}

void InlineWriter::FootnoteReference(std::string_view label) {
  FinishDeferred();
  const bool starts_line = StartsLine();
  BeginAtom(Next::kBracket);
  source_.clear();
  AppendNoteLabel(label, source_);
  Emit(source_);
  EndAtom();
  // What follows must not make a link or a definition of it.
  escape_first_ = starts_line ? "(:" : "(";
}

// Code spans and links are written when it is known what follows or what they hold.

void InlineWriter::FinishCode() {
  code_deferred_ = false;
  if (code_.empty()) return;
  BeginAtom(Next::kAtom);
  source_.clear();
  AppendCodeSpan(code_, source_);
  code_.clear();
  Emit(source_);
  EndAtom();
}

void InlineWriter::BeginLink(const Span& span) {
  link_tail_.clear();
  AppendLinkTail(span.target, span.title, place_ == Place::kCell, link_tail_);
  autolink_deferred_ = span.title.empty() && span.target.size() <= kMaxAutolink;
  if (!autolink_deferred_) return OpenLink();
  target_.assign(span.target);
  autolink_matched_ = 0;
}

// Whether the text of the link is its target so far.
bool InlineWriter::MatchAutolink(std::string_view text) {
  if (autolink_matched_ == 0) {
    const bool is_target = std::string_view(target_).starts_with(text);
    if (!is_target && !target_.starts_with("mailto:")) return false;
    const std::string_view wanted = AutolinkText(target_, text);
    if (wanted.empty()) return false;
    autolink_begin_ = target_.size() - wanted.size();
  }
  if (!std::string_view(target_).substr(autolink_begin_ + autolink_matched_).starts_with(text)) return false;
  autolink_matched_ += text.size();
  return true;
}

void InlineWriter::OpenLink() {
  BeginAtom(Next::kBracket);
  Start();
  lines_.out().Put('[');
  EndAtom();
  in_link_ = true;
}

// The link is an ordinary one.
void InlineWriter::FinishAutolink() {
  autolink_deferred_ = false;
  OpenLink();
  if (autolink_matched_ > 0) AppendText(std::string_view(target_).substr(autolink_begin_, autolink_matched_));
}

void InlineWriter::EndLink() {
  if (code_deferred_) FinishCode();
  if (autolink_deferred_ && autolink_matched_ > 0 && autolink_begin_ + autolink_matched_ == target_.size()) {
    autolink_deferred_ = false;
    BeginAtom(Next::kAtom);
    source_.assign("<").append(target_, autolink_begin_).append(">");
    Emit(source_);
  } else {
    if (autolink_deferred_) FinishAutolink();
    FlushText(Next::kAtom);
    Settle(CharacterClass::kPunctuation);
    in_link_ = false;
    lines_.out().Write(link_tail_);
  }
  EndAtom();
}

// Raw HTML and math, whose text passes as it is.
void InlineWriter::Pass(std::string_view text) {
  while (!text.empty()) {
    const size_t end = text::FindByte(text, '\n');
    if (end > 0 && has_space()) WriteSpace();
    Emit(text.substr(0, end));
    if (end == text.size()) return;
    soft_break_ = true;
    text.remove_prefix(end + 1);
  }
}

void InlineWriter::Open() {
  lines_.Open();
  lines_.out().Write(lead_);
  wrote_ = true;
}

void InlineWriter::Emit(std::string_view source) {
  if (source.empty()) return;
  Start();
  if (place_ != Place::kCell) return lines_.out().Write(source);
  for (;;) {
    const size_t pipe = text::FindByte(source, '|');
    lines_.out().Write(source.substr(0, pipe));
    if (pipe == source.size()) return;
    lines_.out().Write("\\|");
    source.remove_prefix(pipe + 1);
  }
}

}  // namespace tare::to_markdown
