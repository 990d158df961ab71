#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "readers/rtf/group.h"
#include "readers/rtf/picture.h"

namespace tare::rtf {

// What the text of a file says, in its order, without groups, charsets and fields. Ordinary RTF and RTF that
// Tare wrote mean different things by it: each has its own Content that makes events of it.
// `group` is the formatting at that point.
class Content {
 public:
  virtual ~Content() = default;

  // Valid UTF-8 without NUL, not empty.
  virtual void Text(std::string_view text, const Group& group) = 0;
  virtual void LineBreak(const Group& group) = 0;
  // A space and a line feed in the file. False where that is just a space.
  virtual bool SoftBreak(const Group& group) = 0;
  virtual void ParagraphDefaults() = 0;  // \pard
  virtual void EndParagraph(const Group& group) = 0;
  virtual void EndCell(bool nested, const Group& group) = 0;
  virtual void EndRow(bool nested, const Group& group) = 0;
  // What defines rows; `nested` within \nesttableprops.
  virtual void DefineRow(RowWord word, int32_t parameter, bool nested, const Group& group) = 0;

  // `depth` counts the groups around; what begins in a group is ended by EndGroup.
  virtual void BeginLink(std::string_view target, std::string_view title, const Group& group,
                         size_t depth) = 0;
  virtual void EndLink(const Group& group) = 0;
  virtual void ChooseStyle(const Group& group, size_t depth) = 0;
  virtual void EndGroup(size_t depth) = 0;
  // A name as IsAnchorName has it. Of marked content, a mark says it.
  virtual void Anchor(std::string_view name, const Group& group) = 0;
  virtual void AddPicture(Picture&& picture, const Group& group) = 0;
  // A paragraph shows a number or bullet (\listtext).
  virtual void NumberShown() = 0;

  // Tare's marks. Raw text comes between BeginRaw and EndRaw.
  virtual void Mark(MarkWord word, std::string_view text, const Group& group) = 0;
  virtual void BeginRaw(MarkWord word, std::string_view format, const Group& group) = 0;
  virtual void EndRaw() = 0;

  // A note's place in the text. True where its content is to be read later, between BeginNote and EndNote.
  virtual bool NoteReference(uint32_t number, const Group& group) = 0;
  // False where no note can begin now.
  virtual bool BeginNote(uint32_t number) = 0;
  virtual void EndNote(const Group& group) = 0;
  // Text that stands apart, such as a text box, where `anchor` is in the text.
  virtual void BeginTextBox(const Group& anchor) = 0;
  virtual void EndTextBox(const Group& group) = 0;
  // Nothing is open that must go on: a note could begin.
  virtual bool at_top_level() const = 0;
  // The text collected since the last paragraph's end is empty.
  virtual bool between_paragraphs() const = 0;
  // Closes everything. Notes may follow.
  virtual void End(const Group& group) = 0;
};

}  // namespace tare::rtf
