#pragma once

// The inline content of one paragraph of ordinary RTF, kept until its end: what kind of block a paragraph is
// may be said anywhere in it. Runs are joined here, since RTF cuts them every few words.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "readers/rtf/picture.h"
#include "tare/document.h"

namespace tare::rtf {

// A part of a paragraph: text of one formatting, or one thing.
struct InlineRun {
  enum class Kind : uint8_t { kText, kSpace, kBreak, kImage, kNote };

  Kind kind = Kind::kText;
  uint16_t formats = 0;  // Format bits that show
  uint32_t link = 0;     // number of the link around it; 0 is none
  uint32_t begin = 0;    // kText and kSpace: of the text; kImage: number of the picture; kNote: of the note
  uint32_t end = 0;      // of the text so far
};

class Paragraph {
 public:
  // Longer paragraphs are sent in parts.
  static constexpr size_t kMaxBytes = 256 * 1024;

  explicit Paragraph(Account& account);

  void AddText(std::string_view text, uint16_t formats);
  void AddBreak();
  void AddPicture(Picture&& picture);
  void AddNote(uint32_t number);  // its label
  // Names what is added next. One that nothing follows, or code, waits for the next paragraph.
  void AddAnchor(std::string_view name);
  // What is added from here on is in a link.
  void BeginLink(std::string_view target, std::string_view title);
  void EndLink();

  // Holds nothing but white space and breaks.
  bool blank() const { return !solid_; }
  bool full() const { return bytes() > kMaxBytes; }
  // The text up to the first break, picture or note.
  std::string_view first_text() const {
    return std::string_view(text_).substr(first_text_begin_, first_text_end_ - first_text_begin_);
  }
  // Removes `size` bytes at the beginning of first_text().
  void DropFront(size_t size);
  // Holds pictures or notes.
  bool has_things() const { return has_things_; }
  // Formats of all text that is not white space.
  uint16_t CommonFormats() const;

  // Sends the content, without the formats `ignored`, as text and properly nested spans. A part that is not
  // the last keeps its last white space for the next.
  void Send(Sink& sink, uint16_t ignored, bool last);
  // Sends only the text, a line feed for each break, as code blocks have it.
  void SendPlain(Sink& sink) const;
  // Forgets the content, but for a link that is still open.
  void Clear();

 private:
  struct Link {
    uint32_t target;  // in link_text_
    uint32_t title;
    uint32_t end;
  };

  // Before the text at `text`, in text_.
  struct Anchor {
    uint32_t text;
    uint32_t name_end;  // in anchor_names_, where each begins at the end of the one before
  };
  static constexpr size_t kMaxWaitingAnchors = 16;  // for the next paragraph

  size_t bytes() const;
  InlineRun& Add(InlineRun::Kind kind);
  uint32_t OpenLink();

  // From runs to pieces: cuts white space off the edges of formatting, drops what of it stands at the edges
  // of lines, and gives the rest the formatting around it.
  void CutSpaces(uint16_t formats);
  void PushPiece(InlineRun piece, InlineRun::Kind kind, uint32_t begin, uint32_t end);
  void DropOuterSpaces(bool last);
  void ShareFormats();
  void JoinPieces();
  void SendPiece(Sink& sink, const InlineRun& piece) const;
  void SendText(Sink& sink, const InlineRun& piece);
  void SendAnchorsUpTo(Sink& sink, uint32_t text);
  void KeepWaitingAnchors();

  std::pmr::string text_;
  std::pmr::vector<InlineRun> runs_;
  std::pmr::vector<InlineRun> pieces_;  // runs_ as they are sent
  std::pmr::vector<Picture> pictures_;
  std::pmr::vector<Link> links_;
  std::pmr::string link_text_;  // targets and titles
  std::pmr::vector<Anchor> anchors_;
  std::pmr::string anchor_names_;
  size_t sent_anchors_ = 0;
  std::pmr::string open_target_;
  std::pmr::string open_title_;
  bool link_open_ = false;
  uint32_t open_link_ = 0;  // its number in links_, once something stands in it
  size_t first_text_begin_ = 0;
  size_t first_text_end_ = 0;
  size_t picture_bytes_ = 0;
  bool solid_ = false;
  bool has_things_ = false;
  bool first_text_closed_ = false;
  bool sent_part_ = false;        // of this paragraph, before what is held now
  bool ends_with_space_ = false;  // white space at the end of that part, which is not sent yet
  bool ends_with_break_ = false;
};

}  // namespace tare::rtf
