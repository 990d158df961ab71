#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>

#include "tare/document.h"
#include "writers/markdown_characters.h"

namespace tare::to_markdown {

// Chooses what begins and ends spans, so that CommonMark's rules for delimiter runs (6.2) pair them again as
// they were.
//
// What a run may do depends on the characters beside it, so ends and begins wait until it is known what
// follows. Between a run and a letter that keeps it from opening or closing, that letter is written as a
// character reference: its semicolon or ampersand counts as punctuation.
class Delimiters {
 public:
  void Clear() { depth_ = begins_ = ends_ = 0; }
  // Begins or ends a span, of a kind that delimiters or tags stand for. What begins holds something.
  void Open(SpanKind kind);
  void Close();

  bool pending() const { return begins_ + ends_ > 0; }
  bool ends_pending() const { return ends_ > 0; }

  // What stands around the pending ends and begins.
  struct Beside {
    CharacterClass before;
    CharacterClass after;
    bool spaced;             // white space stands between the ends and the begins
    bool can_encode_before;  // whether the character before may still become a reference
    // Set by Settle: what must become a reference.
    bool encode_before = false;
    bool encode_after = false;
  };
  // Decides how the pending ones are written.
  void Settle(Beside& beside);
  // Then appends them. False where nothing was appended.
  bool AppendEnds(std::pmr::string& to);
  bool AppendBegins(std::pmr::string& to);

 private:
  struct Span {
    SpanKind kind = SpanKind::kEmphasis;
    char delimiter = '\0';  // * _ or ~; '\0' of one written as a tag, or not at all
    bool written = false;   // false where it cannot be said and is left out
  };

  void SettleBegin(size_t span, CharacterClass before, char adjacent, Beside& beside);
  bool CanBegin(size_t span, char delimiter, CharacterClass before, CharacterClass after) const;
  void SettleEnds(CharacterClass after, Beside& beside);

  // One more than is allowed, as a place to stop at.
  std::array<Span, kMaxDepth + 1> open_;  // outermost first; the last begins_ are pending
  std::array<Span, kMaxDepth + 1> ended_;
  size_t depth_ = 0;
  size_t begins_ = 0;
  size_t ends_ = 0;
};

}  // namespace tare::to_markdown
