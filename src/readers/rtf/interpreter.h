#pragma once

// Reads a file from its first brace to its last: keeps the groups, decodes the text, and passes what it says
// to the document's content or to the tables of the header.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/reading.h"
#include "readers/rtf/content.h"
#include "readers/rtf/fields.h"
#include "readers/rtf/fonts.h"
#include "readers/rtf/group.h"
#include "readers/rtf/information.h"
#include "readers/rtf/list_table.h"
#include "readers/rtf/marked_content.h"
#include "readers/rtf/ordinary_content.h"
#include "readers/rtf/picture.h"
#include "readers/rtf/styles.h"
#include "readers/rtf/tokenizer.h"

namespace tare::rtf {

class Interpreter final : private NoteReader {
 public:
  explicit Interpreter(ReadContext& context);

  // Sends a whole document. A fragment has no header, and no group around it.
  Result<void> Run(bool fragment);

 private:
  static constexpr size_t kMaxGroups = 1000;              // that are kept; deeper ones change nothing
  static constexpr size_t kMaxFields = 64;                // in each other
  static constexpr size_t kMaxCapture = size_t{1} << 20;  // bytes of a mark's, field's or property's text
  static constexpr size_t kMaxPendingNotes = 16 * 1024;
  static constexpr size_t kNotesSent = 8 * 1024;  // when so many wait, they are sent after the next paragraph
  static constexpr size_t kMaxTextBoxes = 1024;   // anchored in one paragraph

  // Trouble that is reported once.
  enum class Trouble : uint8_t {
    kDeepGroups,
    kCutShort,
    kUtf8,
    kLongText,
    kTooManyNotes,
    kAfterEnd,
    kFragment,
    kRawHtml,
  };

  // A group to be read later, from `offset` on, with the state at its beginning.
  struct Deferred {
    size_t offset;
    Group group;
  };
  static constexpr size_t kReadAlready = SIZE_MAX;

  // Tokens. (interpreter.cc)
  void ReadTo(size_t depth);
  void OnToken(const Token& token);
  void Checkpoint();
  void SkipUnits(Token token);
  void BeginGroup();
  void EndGroup();
  void SkipRest();
  void ReadDeferred(const Deferred& deferred);
  void ReadTextBoxes();
  void ReadNote(uint32_t number) override;
  void WarnOfRest();
  void Warn(Trouble trouble, std::string_view message);

  // Text. (interpreter_text.cc)
  void OnText(std::string_view text);
  void OnEncoded(std::string_view bytes);
  void OnByte(unsigned char byte);
  void OnUtf8Byte(unsigned char byte);
  void OnUnicode(int32_t unit);
  void OnSymbolText(std::string_view text);
  void FlushPending();
  void PutCodePoint(char32_t c);
  void Put(std::string_view text);
  void PutElsewhere(std::string_view text);
  void SendText();
  void PutNamed(std::string_view text);
  void PutMark(std::string_view text);
  void BeginRaw();
  void Capture(std::pmr::string& to, std::string_view text);
  void ChooseEncoding();

  // Control words. (interpreter_words.cc)
  void OnWord(const Token& token);
  void OnDocumentWord(DocumentWord word, const Token& token);
  void SetCodePage(int32_t code_page);
  void OnFormat(Format format, bool on);
  void OnRunWord(RunWord word, const Token& token);
  void OnFont(int32_t number, bool associated);
  void OnParagraphWord(ParagraphWord word, const Token& token);
  void OnRowWord(RowWord word, int32_t parameter);
  void OnNumberingWord(NumberingWord word, int32_t parameter);
  void LineBreak();
  void EndParagraph();

  // Destinations. (interpreter_destinations.cc)
  void Begin(Destination destination, std::string_view word);
  void Finish(Destination begun);
  void ReturnOutside();
  void DefineFont();
  void FinishGenerator();
  void WarnOfObject();
  void BeginField();
  void BeginFieldResult();
  void FinishFieldResult();
  void FinishField();
  void AddReferredPicture(Field& field);
  void FinishPicture();
  void FinishBookmark();
  void BeginNote();
  void BeginTextBox(const Group& anchor);
  void BeginMark(MarkWord word);
  void FinishMark();

  Group& group() { return groups_.back(); }
  // What the text of the document goes to.
  Content& content() {
    content_begun_ = true;
    return *content_;
  }
  bool marked() const { return marked_.has_value(); }
  // Half a character was read.
  bool has_pending() const { return lead_byte_ != 0 || utf8_pending_size_ > 0 || high_surrogate_ != 0; }
  bool in_content() { return group().destination == Destination::kContent; }

  ReadContext& context_;
  Sink& sink_;
  Account& account_;
  Tokenizer tokenizer_;
  size_t next_checkpoint_ = 0;
  bool stopped_ = false;
  bool deferred_ = false;  // reading a group out of its order
  std::optional<Error> error_;
  uint32_t reported_ = 0;  // Trouble bits

  std::pmr::vector<Group> groups_;
  size_t whole_group_ = 0;         // how many groups are open in the one that is the document's, or a note's
  uint64_t uncounted_groups_ = 0;  // open groups beyond kMaxGroups
  int32_t skip_units_ = 0;         // characters left to skip after \u

  FontTable fonts_;
  FontDefinition font_;  // being read
  StyleSheet styles_;
  ListTable lists_;
  Information information_;
  PictureReader pictures_;
  std::pmr::vector<Field> fields_;  // the open ones, then used ones for use again
  size_t open_fields_ = 0;

  std::pmr::string capture_;  // text of a destination that is no content
  std::pmr::string shape_property_;
  std::pmr::string object_class_;
  std::string_view information_word_;
  MarkWord mark_ = MarkWord::kBegin;
  bool mark_data_ = false;  // past the tab of a mark that holds two things
  bool raw_left_out_ = false;
  HexData data_;  // of a mark
  std::pmr::string data_type_;

  bool charset_overridden_ = false;
  unsigned char lead_byte_ = 0;
  std::array<char, 4> utf8_pending_{};
  size_t utf8_pending_size_ = 0;
  char32_t high_surrogate_ = 0;

  // Text of the content that is not passed on yet, so that what escapes cut is whole again.
  std::array<char, 2048> text_{};
  size_t text_size_ = 0;
  uint64_t content_text_bytes_ = 0;  // that went to the content so far
  bool content_begun_ = false;
  std::optional<OrdinaryContent> ordinary_;
  std::optional<MarkedContent> marked_;
  Content* content_ = nullptr;
  std::pmr::deque<Deferred> notes_;  // not read yet; the first has number first_note_
  uint32_t first_note_ = 1;
  std::pmr::deque<Deferred> text_boxes_;
};

}  // namespace tare::rtf
