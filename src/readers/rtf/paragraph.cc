#include "readers/rtf/paragraph.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "readers/rtf/span_nesting.h"

namespace tare::rtf {
namespace {

using Kind = InlineRun::Kind;

bool IsSpace(char c) { return c == ' ' || c == '\t'; }
bool IsBlank(const InlineRun& run) { return run.kind == Kind::kSpace || run.kind == Kind::kBreak; }

}  // namespace

Paragraph::Paragraph(Account& account)
    : text_(&account),
      runs_(&account),
      pieces_(&account),
      pictures_(&account),
      links_(&account),
      link_text_(&account),
      anchors_(&account),
      anchor_names_(&account),
      open_target_(&account),
      open_title_(&account) {}

size_t Paragraph::bytes() const {
  return text_.size() + runs_.size() * sizeof(InlineRun) + link_text_.size() + anchor_names_.size() +
         anchors_.size() * sizeof(Anchor) + picture_bytes_;
}

InlineRun& Paragraph::Add(Kind kind) {
  runs_.push_back({.kind = kind, .link = OpenLink(), .end = static_cast<uint32_t>(text_.size())});
  if (kind != Kind::kText) first_text_closed_ = true;
  return runs_.back();
}

void Paragraph::AddText(std::string_view text, uint16_t formats) {
  const uint32_t link = OpenLink();
  // Linked text is underlined for the eye only.
  if (link != 0) formats = static_cast<uint16_t>(formats & ~kUnderline);
  if (runs_.empty() || runs_.back().kind != Kind::kText || runs_.back().formats != formats ||
      runs_.back().link != link) {
    InlineRun& run = Add(Kind::kText);
    run.formats = formats;
    run.begin = run.end = static_cast<uint32_t>(text_.size());
  }
  text_.append(text);
  runs_.back().end = static_cast<uint32_t>(text_.size());
  if (!first_text_closed_) first_text_end_ = text_.size();
  if (!solid_) solid_ = !std::ranges::all_of(text, IsSpace);
}

void Paragraph::AddBreak() { Add(Kind::kBreak); }

void Paragraph::AddPicture(Picture&& picture) {
  picture_bytes_ += picture.held.size() + picture.alt.size() + sizeof(Picture);
  // What is spooled takes memory too, up to the spool's own limit.
  if (picture.spooled) picture_bytes_ += std::min(picture.bytes().size(), Spool::kMemoryLimit);
  Add(Kind::kImage).begin = static_cast<uint32_t>(pictures_.size());
  pictures_.push_back(std::move(picture));
  solid_ = has_things_ = true;
}

void Paragraph::AddNote(uint32_t number) {
  Add(Kind::kNote).begin = number;
  solid_ = has_things_ = true;
}

void Paragraph::AddAnchor(std::string_view name) {
  anchor_names_ += name;
  anchors_.push_back(
      {.text = static_cast<uint32_t>(text_.size()), .name_end = static_cast<uint32_t>(anchor_names_.size())});
}

void Paragraph::BeginLink(std::string_view target, std::string_view title) {
  open_target_ = target;
  open_title_ = title;
  link_open_ = true;
  open_link_ = 0;
}

void Paragraph::EndLink() {
  link_open_ = false;
  open_link_ = 0;
}

uint32_t Paragraph::OpenLink() {
  if (!link_open_ || open_link_ != 0) return open_link_;
  const auto offset = [this] { return static_cast<uint32_t>(link_text_.size()); };
  Link link = {.target = offset(), .title = 0, .end = 0};
  link_text_ += open_target_;
  link.title = offset();
  link_text_ += open_title_;
  link.end = offset();
  links_.push_back(link);
  return open_link_ = static_cast<uint32_t>(links_.size());
}

void Paragraph::DropFront(size_t size) {
  first_text_begin_ += size;
  for (InlineRun& run : runs_) {
    if (size == 0 || run.kind != Kind::kText) return;
    const size_t dropped = std::min<size_t>(size, run.end - run.begin);
    run.begin += static_cast<uint32_t>(dropped);
    size -= dropped;
  }
}

uint16_t Paragraph::CommonFormats() const {
  uint16_t common = 0xFFFF;
  for (const InlineRun& run : runs_) {
    if (run.kind != Kind::kText) continue;
    const std::string_view text = std::string_view(text_).substr(run.begin, run.end - run.begin);
    if (!std::ranges::all_of(text, IsSpace)) common &= run.formats;
  }
  return common;
}

void Paragraph::Send(Sink& sink, uint16_t ignored, bool last) {
  CutSpaces(static_cast<uint16_t>(~ignored));
  DropOuterSpaces(last);
  ShareFormats();

  std::pmr::vector<Span> links(links_.get_allocator());
  links.reserve(links_.size());
  const std::string_view strings = link_text_;
  for (const Link& link : links_) {
    links.push_back(Span::Link(strings.substr(link.target, link.title - link.target),
                               strings.substr(link.title, link.end - link.title)));
  }
  SpanNesting spans(sink, pieces_, links);
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const InlineRun& piece = pieces_[i];
    spans.Enter(i);
    if ((piece.formats & kCodeFont) != 0 || piece.kind == Kind::kBreak) {
      SendPiece(sink, piece);
    } else if (piece.kind <= Kind::kSpace) {
      SendText(sink, piece);
    } else {
      SendAnchorsUpTo(sink, piece.end);
      SendPiece(sink, piece);
    }
  }
  spans.CloseAll();
  if (last) SendAnchorsUpTo(sink, UINT32_MAX);
  sent_part_ = !last;
}

void Paragraph::SendPiece(Sink& sink, const InlineRun& piece) const {
  switch (piece.kind) {
    case Kind::kText:
    case Kind::kSpace:
      sink.Text(std::string_view(text_).substr(piece.begin, piece.end - piece.begin));
      break;
    case Kind::kBreak:
      sink.HardBreak();
      break;
    case Kind::kImage:
      sink.AddImage(pictures_[piece.begin].AsImage());
      break;
    case Kind::kNote: {
      char label[12];
      const char* end = std::to_chars(label, std::end(label), piece.begin).ptr;
      sink.FootnoteReference({label, end});
      break;
    }
  }
}

// Text that anchors may cut.
void Paragraph::SendText(Sink& sink, const InlineRun& piece) {
  InlineRun rest = piece;
  while (sent_anchors_ < anchors_.size() && anchors_[sent_anchors_].text < piece.end) {
    const uint32_t text = std::max(anchors_[sent_anchors_].text, rest.begin);
    if (text > rest.begin) {
      SendPiece(sink, {.kind = piece.kind, .begin = rest.begin, .end = text});
      rest.begin = text;
    }
    SendAnchorsUpTo(sink, text);
  }
  SendPiece(sink, rest);
}

void Paragraph::SendAnchorsUpTo(Sink& sink, uint32_t text) {
  for (; sent_anchors_ < anchors_.size() && anchors_[sent_anchors_].text <= text; ++sent_anchors_) {
    const size_t begin = sent_anchors_ == 0 ? 0 : anchors_[sent_anchors_ - 1].name_end;
    sink.Anchor(std::string_view(anchor_names_).substr(begin, anchors_[sent_anchors_].name_end - begin));
  }
}

// Those that were not sent name what comes after this.
void Paragraph::KeepWaitingAnchors() {
  const size_t sent = sent_anchors_ == 0 ? 0 : anchors_[sent_anchors_ - 1].name_end;
  anchors_.erase(anchors_.begin(), anchors_.begin() + static_cast<std::ptrdiff_t>(sent_anchors_));
  anchors_.resize(std::min(anchors_.size(), kMaxWaitingAnchors));
  for (Anchor& anchor : anchors_) {
    anchor.text = 0;
    anchor.name_end -= static_cast<uint32_t>(sent);
  }
  anchor_names_.erase(0, sent);
  anchor_names_.resize(anchors_.empty() ? 0 : anchors_.back().name_end);
  sent_anchors_ = 0;
}

void Paragraph::SendPlain(Sink& sink) const {
  for (const InlineRun& run : runs_) {
    if (run.kind == Kind::kBreak) sink.Text("\n");
    if (run.kind == Kind::kText && run.end > run.begin) SendPiece(sink, run);
  }
}

void Paragraph::CutSpaces(uint16_t formats) {
  pieces_.clear();
  for (const InlineRun& run : runs_) {
    InlineRun piece = run;
    piece.formats &= formats;
    if (run.kind != Kind::kText) {
      pieces_.push_back(piece);
      continue;
    }
    uint32_t begin = run.begin;
    uint32_t end = run.end;
    while (begin < end && IsSpace(text_[begin])) ++begin;
    while (end > begin && IsSpace(text_[end - 1])) --end;
    PushPiece(piece, Kind::kSpace, run.begin, begin);
    PushPiece(piece, Kind::kText, begin, end);
    PushPiece(piece, Kind::kSpace, end, run.end);
  }
}

void Paragraph::PushPiece(InlineRun piece, Kind kind, uint32_t begin, uint32_t end) {
  if (begin == end) return;
  piece.kind = kind;
  piece.begin = begin;
  piece.end = end;
  pieces_.push_back(piece);
}

// Drops white space at the edges and beside breaks, and breaks at the edges.
void Paragraph::DropOuterSpaces(bool last) {
  size_t kept = 0;
  bool at_line_start = !sent_part_;
  for (const InlineRun& piece : pieces_) {
    if (at_line_start && piece.kind == Kind::kSpace) continue;
    if (piece.kind == Kind::kBreak) {
      if (kept == 0 && !sent_part_) continue;
      while (kept > 0 && pieces_[kept - 1].kind == Kind::kSpace) --kept;
    }
    at_line_start = piece.kind == Kind::kBreak;
    pieces_[kept++] = piece;
  }
  ends_with_space_ = ends_with_break_ = false;
  for (; kept > 0 && IsBlank(pieces_[kept - 1]); --kept) {
    (pieces_[kept - 1].kind == Kind::kBreak ? ends_with_break_ : ends_with_space_) = !last;
  }
  pieces_.resize(kept);
}

// White space and things between two texts have the formatting that both texts have, and white space the
// link that both sides are in. Then texts of one formatting are one piece.
void Paragraph::ShareFormats() {
  const auto share = [this](auto is_solid, auto give) {
    const InlineRun* left = nullptr;
    for (size_t i = 0; i < pieces_.size();) {
      if (is_solid(pieces_[i])) {
        left = &pieces_[i++];
        continue;
      }
      const size_t begin = i;
      while (i < pieces_.size() && !is_solid(pieces_[i])) ++i;
      const InlineRun* right = i < pieces_.size() ? &pieces_[i] : nullptr;
      for (size_t k = begin; k < i; ++k) give(pieces_[k], left, right);
    }
  };
  share([](const InlineRun& piece) { return piece.kind == Kind::kText; },
        [](InlineRun& piece, const InlineRun* left, const InlineRun* right) {
          piece.formats = left && right ? left->formats & right->formats : 0;
          if (piece.kind != Kind::kSpace) piece.formats = static_cast<uint16_t>(piece.formats & ~kCodeFont);
        });
  share([](const InlineRun& piece) { return piece.kind == Kind::kText || piece.kind == Kind::kImage; },
        [](InlineRun& piece, const InlineRun* left, const InlineRun* right) {
          piece.link = left && right && left->link == right->link ? left->link : 0;
        });
  JoinPieces();
}

void Paragraph::JoinPieces() {
  size_t kept = 0;
  for (const InlineRun& piece : pieces_) {
    if (kept > 0 && piece.kind <= Kind::kSpace) {
      InlineRun& before = pieces_[kept - 1];
      if (before.kind <= Kind::kSpace && before.end == piece.begin && before.formats == piece.formats &&
          before.link == piece.link) {
        before.end = piece.end;
        continue;
      }
    }
    pieces_[kept++] = piece;
  }
  pieces_.resize(kept);
}

void Paragraph::Clear() {
  text_.clear();
  runs_.clear();
  pieces_.clear();
  pictures_.clear();
  links_.clear();
  link_text_.clear();
  KeepWaitingAnchors();
  open_link_ = 0;
  first_text_begin_ = first_text_end_ = 0;
  picture_bytes_ = 0;
  solid_ = has_things_ = first_text_closed_ = false;
  if (ends_with_break_) {
    AddBreak();
  } else if (ends_with_space_) {
    AddText(" ", 0);
  }
  ends_with_break_ = ends_with_space_ = false;
}

}  // namespace tare::rtf
