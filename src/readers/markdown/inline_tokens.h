#pragma once

// What the passes over a paragraph's text hand on: the scanner finds tokens, the resolver pairs delimiters
// and settles bare links, the emitter makes events. Text between tokens is text.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare::markdown {

enum class TokenKind : uint8_t {
  kText,        // nothing, or no longer anything, but text
  kEscape,      // a backslash that is left out
  kAttributes,  // "{.class}", or what encloses the text they belong to: left out
  kReference,   // a character reference
  kSoftBreak,   // with the white space around it
  kHardBreak,
  kCode,  // data: length of its backtick runs
  kHtml,
  kAngleLink,  // <https://...>
  kAngleMail,  // <somebody@...>
  kMail,       // an e-mail address in the text
  kUrl,        // the place where a bare URL may begin; data: where it ends, or 0
  kFootnote,   // data: index in `links`; its target is the label
  kBracket,    // [ or ![ that opens nothing so far
  kLinkOpen,   // data: index in `links`
  kLinkClose,
  kImageOpen,  // data: index in `links`
  kImageClose,
  kDelimiter,  // one character of a run; data of the run's first: its length
  kSpanOpen,
  kSpanClose,
};

struct Token {
  uint32_t begin;  // offsets in the text
  uint32_t end;
  uint32_t data = 0;
  TokenKind kind;
  SpanKind span = SpanKind::kEmphasis;  // kSpanOpen, kSpanClose
  bool can_open = false;                // kDelimiter
  bool can_close = false;
};

// Views into the text or into a definition, as they stand.
struct Link {
  std::string_view target;
  std::string_view title;
};

struct InlineTokens {
  explicit InlineTokens(std::pmr::memory_resource* memory) : tokens(memory), links(memory) {}

  // Before a part of the text that begins at `at`.
  void Begin(size_t at) {
    begin = end = at;
    tokens.clear();
    links.clear();
    needs_resolving = false;
  }

  std::string_view text;
  size_t begin = 0;  // of the part that the tokens are of: usually all of the text
  size_t end = 0;
  std::pmr::vector<Token> tokens;  // by begin
  std::pmr::vector<Link> links;
  bool needs_resolving = false;  // there are delimiters or URLs
};

}  // namespace tare::markdown
