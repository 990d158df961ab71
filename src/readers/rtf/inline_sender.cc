#include "readers/rtf/inline_sender.h"

#include <algorithm>

namespace tare::rtf {
namespace {

bool IsLiteral(SpanKind kind) {
  return kind == SpanKind::kCode || kind == SpanKind::kMath || kind == SpanKind::kRaw;
}

}  // namespace

void InlineSender::Text(Sink& sink, std::string_view text) {
  if (in_literal_) {
    Content(sink);
    sink.Text(text);
    return;
  }
  if (!has_content_) text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (text.empty()) return;
  const size_t solid = text.find_last_not_of(' ') + 1;
  if (solid > 0) {
    Content(sink);
    sink.Text(text.substr(0, solid));
  }
  if (solid == text.size()) return;
  if (!held_.empty() && held_.back().what == Held::What::kSpaces) {
    held_.back().size += text.size() - solid;
    return;
  }
  Hold(sink, {.what = Held::What::kSpaces,
              .kind = {},
              .display = false,
              .begin = 0,
              .size = text.size() - solid,
              .title_size = 0});
}

void InlineSender::BeginSpan(Sink& sink, const Span& span) {
  in_literal_ = IsLiteral(span.kind);
  if (held_.empty()) return sink.BeginSpan(span);
  const size_t begin = strings_.size();
  strings_ += span.target;
  strings_ += span.title;
  Hold(sink, {.what = Held::What::kBegin,
              .kind = span.kind,
              .display = span.display,
              .begin = begin,
              .size = span.target.size(),
              .title_size = span.title.size()});
}

void InlineSender::EndSpan(Sink& sink, SpanKind kind) {
  in_literal_ = false;
  if (held_.empty()) return sink.EndSpan(kind);
  Hold(sink,
       {.what = Held::What::kEnd, .kind = kind, .display = false, .begin = 0, .size = 0, .title_size = 0});
}

void InlineSender::Anchor(Sink& sink, std::string_view name) {
  if (held_.empty()) return sink.Anchor(name);
  if (held_.size() == kMaxHeld - 1) return;
  const size_t begin = strings_.size();
  strings_ += name;
  Hold(sink, {.what = Held::What::kAnchor,
              .kind = {},
              .display = false,
              .begin = begin,
              .size = name.size(),
              .title_size = 0});
}

void InlineSender::Content(Sink& sink) {
  has_content_ = true;
  if (!held_.empty()) Release(sink, true);
}

void InlineSender::Hold(Sink& sink, const Held& held) {
  held_.push_back(held);
  if (held_.size() == kMaxHeld) Release(sink, false);
}

void InlineSender::Release(Sink& sink, bool with_spaces) {
  constexpr std::string_view kSpaces = "                                ";
  const std::string_view strings = strings_;
  for (const Held& held : held_) {
    switch (held.what) {
      case Held::What::kSpaces:
        for (size_t left = with_spaces ? held.size : 0; left > 0;) {
          const size_t some = std::min(left, kSpaces.size());
          sink.Text(kSpaces.substr(0, some));
          left -= some;
        }
        break;
      case Held::What::kBegin:
        sink.BeginSpan({.kind = held.kind,
                        .target = strings.substr(held.begin, held.size),
                        .title = strings.substr(held.begin + held.size, held.title_size),
                        .display = held.display});
        break;
      case Held::What::kEnd:
        sink.EndSpan(held.kind);
        break;
      case Held::What::kAnchor:
        sink.Anchor(strings.substr(held.begin, held.size));
        break;
    }
  }
  held_.clear();
  strings_.clear();
}

}  // namespace tare::rtf
