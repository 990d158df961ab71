#include "writers/markdown_delimiters.h"

#include <string_view>

namespace tare::to_markdown {
namespace {

struct Tags {
  std::string_view open;
  std::string_view close;
};

Tags TagsOf(SpanKind kind) {
  switch (kind) {
    case SpanKind::kUnderline:
      return {"<u>", "</u>"};
    case SpanKind::kSuperscript:
      return {"<sup>", "</sup>"};
    case SpanKind::kSubscript:
      return {"<sub>", "</sub>"};
    case SpanKind::kHighlight:
      return {"<mark>", "</mark>"};
    default:
      return {};
  }
}

bool IsEmphasis(SpanKind kind) { return kind == SpanKind::kEmphasis || kind == SpanKind::kStrong; }

size_t RunLength(SpanKind kind) { return kind == SpanKind::kEmphasis ? 1 : 2; }

}  // namespace

void Delimiters::Open(SpanKind kind) {
  if (depth_ == kMaxDepth) return;
  // "~~a~~~~b~~" would not read as two spans: the first goes on.
  const bool reopens =
      kind == SpanKind::kStrikethrough && begins_ == 0 && ends_ > 0 && ended_[ends_ - 1].kind == kind;
  if (reopens) {
    open_[depth_++] = ended_[--ends_];
    return;
  }
  open_[depth_++] = {.kind = kind};
  ++begins_;
}

void Delimiters::Close() {
  if (depth_ == 0) return;
  const Span span = open_[--depth_];
  if (span.written && ends_ < kMaxDepth) ended_[ends_++] = span;
}

void Delimiters::Settle(Beside& beside) {
  // White space cannot stand inside of a delimiter, but a reference to it can.
  if (begins_ > 0 && beside.after == CharacterClass::kSpace) {
    beside.encode_after = true;
    beside.after = CharacterClass::kPunctuation;
  }
  CharacterClass before = beside.before;
  char adjacent = '\0';  // the delimiter just before
  if (beside.spaced) {
    before = CharacterClass::kSpace;
  } else if (ends_ > 0) {
    before = CharacterClass::kPunctuation;
    adjacent = ended_[ends_ - 1].delimiter;
  }
  bool begins_something = false;
  for (size_t span = depth_ - begins_; span < depth_; ++span) {
    SettleBegin(span, before, adjacent, beside);
    if (!open_[span].written) continue;
    begins_something = true;
    before = CharacterClass::kPunctuation;
    adjacent = open_[span].delimiter;
  }
  SettleEnds(beside.spaced      ? CharacterClass::kSpace
             : begins_something ? CharacterClass::kPunctuation
                                : beside.after,
             beside);
}

void Delimiters::SettleBegin(size_t span, CharacterClass before, char adjacent, Beside& beside) {
  const bool innermost = span + 1 == depth_;
  const CharacterClass after = innermost ? beside.after : CharacterClass::kPunctuation;
  Span& begun = open_[span];
  const std::string_view choices = IsEmphasis(begun.kind)                   ? "*_"
                                   : begun.kind == SpanKind::kStrikethrough ? "~"
                                                                            : "";
  if (choices.empty()) {
    begun.written = true;
    return;
  }
  const auto choose = [&] {
    for (const char delimiter : choices) {
      if (delimiter == adjacent || !CanBegin(span, delimiter, before, after)) continue;
      begun.delimiter = delimiter;
      begun.written = true;
      return true;
    }
    return false;
  };
  if (choose() || before != CharacterClass::kWord || !beside.can_encode_before) return;
  before = CharacterClass::kPunctuation;
  if (choose()) beside.encode_before = true;
}

bool Delimiters::CanBegin(size_t span, char delimiter, CharacterClass before, CharacterClass after) const {
  const Flanking flanking(before, after);
  if (!flanking.CanOpen(delimiter)) return false;
  const SpanKind kind = open_[span].kind;
  // The ends of spans in each other may come together in one run: at most those of one emphasis and one
  // strong, of which a parser takes apart any order.
  size_t levels = 0;
  for (size_t i = span; i > 0 && open_[i - 1].delimiter == delimiter; --i) {
    ++levels;
    if (open_[i - 1].kind == kind || levels == 2) return false;
  }
  // Strikethrough in strikethrough says nothing new. A run that could as well end a span around it must
  // differ from that in length: then the "rule of three" keeps them apart.
  if (delimiter != '~' && !flanking.CanClose(delimiter)) return true;
  for (size_t i = 0; i < span; ++i) {
    if (open_[i].delimiter == delimiter && open_[i].kind == kind) return false;
  }
  return true;
}

// An end is punctuation for the next one, so only the last may need help from what follows.
void Delimiters::SettleEnds(CharacterClass after, Beside& beside) {
  CharacterClass before = beside.before;
  for (size_t i = 0; i < ends_;) {
    const char delimiter = ended_[i].delimiter;
    while (i < ends_ && ended_[i].delimiter == delimiter) ++i;
    const CharacterClass next = i < ends_ ? CharacterClass::kPunctuation : after;
    if (delimiter != '\0' && !Flanking(before, next).CanClose(delimiter)) beside.encode_after = true;
    before = CharacterClass::kPunctuation;
  }
}

bool Delimiters::AppendEnds(std::pmr::string& to) {
  for (size_t i = 0; i < ends_; ++i) {
    if (ended_[i].delimiter == '\0') {
      to.append(TagsOf(ended_[i].kind).close);
    } else {
      to.append(RunLength(ended_[i].kind), ended_[i].delimiter);
    }
  }
  const bool any = ends_ > 0;
  ends_ = 0;
  return any;
}

bool Delimiters::AppendBegins(std::pmr::string& to) {
  bool any = false;
  for (size_t i = depth_ - begins_; i < depth_; ++i) {
    if (!open_[i].written) continue;
    any = true;
    if (open_[i].delimiter == '\0') {
      to.append(TagsOf(open_[i].kind).open);
    } else {
      to.append(RunLength(open_[i].kind), open_[i].delimiter);
    }
  }
  begins_ = 0;
  return any;
}

}  // namespace tare::to_markdown
