#pragma once

#include <cstdint>
#include <string_view>

#include "readers/markdown/delimiters.h"
#include "readers/markdown/inline_emitter.h"
#include "readers/markdown/inline_scanner.h"
#include "readers/markdown/inline_tokens.h"

namespace tare::markdown {

// The inline structure of a block's text (CommonMark, chapter 6): the scanner, the resolver and the emitter,
// one after the other. A text with more tokens than the scanner takes at once is read in parts, and
// what would span two of them stays text.
class InlineParser {
 public:
  InlineParser(const MarkdownExtensions& extensions, const MarkdownLimits& limits,
               const Definitions& definitions, uint64_t expansion_limit, Sink& sink, Warnings& warnings,
               Account& account)
      : warnings_(warnings),
        tokens_(&account),
        scanner_(extensions, limits, definitions, expansion_limit, warnings, account),
        resolver_(account),
        emitter_(sink, warnings, account) {}

  // Emits the content of a block that is open as the `depth`-th. `text` neither starts nor ends with white
  // space, nor do its lines start so; they end with "\n".
  void Parse(std::string_view text, int depth, bool in_cell = false);

 private:
  Warnings& warnings_;
  InlineTokens tokens_;
  InlineScanner scanner_;
  SpanResolver resolver_;
  InlineEmitter emitter_;
};

}  // namespace tare::markdown
