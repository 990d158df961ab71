// Footnotes. RTF has a note inside its reference, events have it later: the reference is a gap in the output,
// into which the note's blocks are moved. Where that fails, the reference is a link and the note a block.

#include <algorithm>
#include <cstdint>

#include "text/escape.h"
#include "writers/rtf_text.h"
#include "writers/rtf_writer.h"

namespace tare::rtf_writer {
namespace {

// Those that wait are far fewer: each takes over a hundred of the bytes that the output may hold.
constexpr size_t kMaxReferences = 16384;

// Bookmark names have up to 40 letters, digits and underscores; labels have anything.
void WriteBookmarkName(std::string_view label, Output& out) {
  uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (const char c : label) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  out.Write("note_");
  WriteNumber(hash, out);
}

void WriteBookmark(std::string_view begin_or_end, std::string_view label, Output& out) {
  out.Write(begin_or_end);
  WriteBookmarkName(label, out);
  out.Put('}');
}

constexpr std::string_view kBookmarkBegin = "{\\*\\bkmkstart ";
constexpr std::string_view kBookmarkEnd = "{\\*\\bkmkend ";

void WriteLabelLink(std::string_view label, Output& out) {
  out.Write(kHide);
  out.Write("{\\field{\\*\\fldinst{HYPERLINK \\\\l \"");
  WriteBookmarkName(label, out);
  out.Write("\"}}{\\fldrslt{");
  out.Write(kFootnoteReference.formatting);
  out.Put(' ');
  text::EscapeRtf(label, out);
  out.Write("}}}");
  out.Write(kShow);
}

// At the beginning of a note: its number in a \footnote, its label where it is a block.
void WriteNoteNumber(bool hidden, Output& out) {
  if (!hidden) out.Write(kHide);
  out.Put('{');
  out.Write(kFootnoteReference.formatting);
  out.Write("\\chftn} ");
  if (!hidden) out.Write(kShow);
}

void WriteBlockLabel(bool hidden, std::string_view label, Output& out) {
  if (!hidden) out.Write(kHide);
  WriteBookmark(kBookmarkBegin, label, out);
  out.Put('{');
  out.Write(kFootnoteReference.formatting);
  out.Put(' ');
  text::EscapeRtf(label, out);
  out.Put('}');
  WriteBookmark(kBookmarkEnd, label, out);
  out.Put(' ');
  if (!hidden) out.Write(kShow);
}

}  // namespace

void RtfWriter::FootnoteReference(std::string_view label) {
  WriteMark("tareref", label, out_);
  const std::pmr::string key(label, &account_);
  const auto known = references_.find(key);
  const bool is_awaiting = known != references_.end() && out_.IsOpen(known->second);
  if (note_.open || is_awaiting) return WriteLabelLink(label, out_);
  if (references_.size() >= kMaxReferences)
    std::erase_if(references_, [&](const auto& reference) { return !out_.IsOpen(reference.second); });
  references_.insert_or_assign(key, out_.Open(Compose([&](Output& out) { WriteLabelLink(label, out); })));
}

void RtfWriter::BeginNote(const Block& block) {
  const auto write_mark = [&](Output& out) { WriteMark("tarebegin footnote", block.label, out); };
  note_.open = true;
  note_.label = block.label;
  note_.is_awaited = false;
  if (const auto found = references_.find(note_.label); found != references_.end()) {
    note_.is_awaited = out_.IsOpen(found->second);
    note_.reference = found->second;
    note_.position = out_.position();
    references_.erase(found);
  }
  if (note_.is_awaited) {
    note_.beginning = out_.Open(Compose(write_mark));
  } else {
    write_mark(out_);
  }
  frames_.push_back(Frame(frame()));
  frame().style = ParagraphStyle::kFootnoteText;
  frame().last_is_merged = note_.is_awaited;
  label_ = Label::kNote;
}

void RtfWriter::WriteNoteLabel(bool hidden) {
  if (!note_.is_awaited) return WriteBlockLabel(hidden, note_.label, out_);
  note_.number_is_hidden = hidden;
  note_.number = out_.Open(Compose([&](Output& out) { WriteBlockLabel(hidden, note_.label, out); }));
}

void RtfWriter::EndNote() {
  ShowLabelAlone();
  if (note_.is_awaited) {
    // The end of the group ends the last paragraph. So there has to be one, and a plain one: LibreOffice
    // forgets its style.
    if (!merged_paragraph_open_ || last_style_ != ParagraphStyle::kFootnoteText) {
      EndMergedParagraph();
      out_.Write(kHide);
      OpenParagraph(ParagraphStyle::kFootnoteText);
      out_.Write("\\sb0\\sa0\\fs2 ");
      out_.Write(kShow);
    }
    out_.Settle();
    note_.is_awaited = out_.IsOpen(note_.reference);
  }
  if (note_.is_awaited) {
    MoveNoteIntoReference();
    merged_paragraph_open_ = after_table_ = false;
    frames_.pop_back();
    WriteMark("tarenote", note_.label, out_);
  } else {
    EndMergedParagraph();
    EndContainer(BlockKind::kFootnote);
  }
  out_.Put('\n');
  note_.open = false;
}

void RtfWriter::MoveNoteIntoReference() {
  out_.Fill(note_.beginning, Compose([&](Output& out) {
              WriteBookmark(kBookmarkBegin, note_.label, out);
              out.Put('{');
              out.Write(kFootnoteReference.formatting);
              out.Write("\\chftn}{\\footnote");
            }));
  out_.Fill(note_.number, Compose([&](Output& out) { WriteNoteNumber(note_.number_is_hidden, out); }));
  out_.MoveInto(note_.reference, note_.position, Compose([&](Output& out) {
                  out.Put('}');
                  WriteBookmark(kBookmarkEnd, note_.label, out);
                }));
}

}  // namespace tare::rtf_writer
