#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/document.h"
#include "tare/memory.h"
#include "writers/block_lines.h"
#include "writers/markdown_characters.h"
#include "writers/markdown_delimiters.h"
#include "writers/markdown_text.h"

namespace tare::to_markdown {

// Writes the inline content of one block at a time.
//
// Text is joined and escaped once it is known what follows it. White space at the edges of spans is moved out
// of them, since a delimiter beside white space does not count as one; at the edges of lines and blocks it is
// left out. What is needed for that is held back: a few KiB at most.
class InlineWriter {
 public:
  enum class Place : uint8_t {
    kParagraph,   // breaks are line ends
    kUnderlined,  // a heading with breaks, the same
    kHeading,     // on one line, after "# "
    kCell,        // on one line, where pipes are escaped
  };

  InlineWriter(BlockLines& lines, Account& account);

  // Begins a block's content. `lead` is written before it, unless there is none. `begins_item`: it stands
  // at the start of a list item.
  void Begin(Place place, std::string_view lead = {}, bool begins_item = false);
  void End();
  // Whether anything was written since Begin.
  bool wrote() const { return wrote_; }

  void Text(std::string_view text);
  void SoftBreak();
  void HardBreak();
  void BeginSpan(const Span& span);
  void EndSpan(SpanKind kind);
  void AddImage(const Image& image);
  void FootnoteReference(std::string_view label);

 private:
  enum class TextMode : uint8_t { kText, kCode, kPass, kSkip };
  // What follows a text, as far as it matters to the text's end.
  enum class Next : uint8_t { kText, kBegin, kEnd, kBracket, kAtom, kSoftBreak, kHardBreak, kBlockEnd };

  static constexpr size_t kMaxText = 16 * 1024;     // bytes joined
  static constexpr size_t kMaxCode = 64 * 1024;     // bytes of a code span; the rest of a longer one is text
  static constexpr size_t kMaxAutolink = 4 * 1024;  // bytes of a target that may be written as "<...>"

  void CodeText(std::string_view text);
  void AppendText(std::string_view text);
  void FlushLongText();
  void FlushText(Next next) { FlushText(text_.size(), next); }
  void FlushText(size_t size, Next next);
  // `spaced`: white space comes after it, before what `next` says.
  void WriteJoined(std::string_view text, Next next, bool spaced);
  void WriteEscaped(std::string_view text, Next next, bool spaced, bool encode_first);
  void CommitBegins();
  // Writes what waited for what comes next: ends of spans, white space, begins. True where the first
  // character of what comes must be written as a reference.
  bool Settle(CharacterClass after) {
    if (delimiters_.pending() || held_ != 0) [[unlikely]]
      return SettleSpans(after);
    if (has_space()) WriteSpace();
    return false;
  }
  bool SettleSpans(CharacterClass after);
  void SettleEnds();

  bool has_space() const { return spaces_ > 0 || soft_break_ || hard_breaks_ > 0; }
  bool has_lines() const { return place_ == Place::kParagraph || place_ == Place::kUnderlined; }
  // Whether what comes next stands at the start of a line, or of the block.
  bool StartsLine() const {
    return !wrote_ || line_start_ != LineStart::kNone || soft_break_ || hard_breaks_ > 0;
  }
  void AddSpaces(size_t count);
  void WriteSpace();
  void BeginAtom(Next next);
  void EndAtom() { before_ = CharacterClass::kPunctuation; }
  // All output begins here.
  void Start() {
    if (!wrote_) [[unlikely]]
      Open();
  }
  void Open();
  void Emit(std::string_view source);

  void FinishDeferred() {
    if (code_deferred_ || !code_.empty()) FinishCode();
    if (autolink_deferred_) FinishAutolink();
  }
  void FinishCode();
  void BeginLink(const Span& span);
  void OpenLink();
  bool MatchAutolink(std::string_view text);
  void FinishAutolink();
  void EndLink();
  void Pass(std::string_view text);

  BlockLines& lines_;
  Place place_ = Place::kParagraph;
  TextMode text_mode_ = TextMode::kText;
  std::string_view lead_;
  bool wrote_ = false;
  bool display_math_ = false;

  std::pmr::string text_;     // joined, not written yet
  std::pmr::string source_;   // scratch: Markdown source about to be written
  text::CodePoint held_ = 0;  // a letter before spans that begin, or 0
  size_t spaces_ = 0;         // white space to be written before what comes next
  bool soft_break_ = false;
  size_t hard_breaks_ = 0;

  std::array<SpanKind, kMaxDepth> begun_;  // spans without content so far
  size_t begun_count_ = 0;
  Delimiters delimiters_;
  CharacterClass before_ = CharacterClass::kSpace;  // of what was written last
  LineStart line_start_ = LineStart::kNone;
  bool begins_item_ = false;
  std::string_view escape_first_;  // as in TextPlace, for the text that comes next

  std::pmr::string code_;  // a code span, not written yet: another may follow at once
  bool code_deferred_ = false;

  std::pmr::string link_tail_;  // of the link that is open: what is written after its text
  bool in_link_ = false;
  std::pmr::string target_;         // of a link that may be written as "<...>"
  bool autolink_deferred_ = false;  // nothing of it was written: its text may turn out to be its target
  size_t autolink_begin_ = 0;       // in target_, what its text must be
  size_t autolink_matched_ = 0;     // bytes of it that came
};

}  // namespace tare::to_markdown
