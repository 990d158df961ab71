#pragma once

#include <cstdint>
#include <string_view>

#include "readers/markdown/delimiters.h"
#include "readers/markdown/heading_slug.h"
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
      : sink_(sink),
        warnings_(warnings),
        tokens_(&account),
        scanner_(extensions, limits, definitions, expansion_limit, warnings, account),
        resolver_(account),
        emitter_(sink, warnings, account),
        slug_(account),
        slug_emitter_(slug_, warnings, account) {}

  // Emits the content of a block that is open as the `depth`-th. `text` neither starts nor ends with white
  // space, nor do its lines start so; they end with "\n".
  void Parse(std::string_view text, int depth, bool in_cell = false);
  // The same for a heading, with an anchor before its content.
  void ParseHeading(std::string_view text, int depth, HeadingNames& names);

 private:
  void ParseParts(std::string_view text, int depth, HeadingNames* names);
  void EmitAnchor(int depth, HeadingNames& names);

  Sink& sink_;
  Warnings& warnings_;
  InlineTokens tokens_;
  InlineScanner scanner_;
  SpanResolver resolver_;
  InlineEmitter emitter_;
  HeadingSlug slug_;
  InlineEmitter slug_emitter_;
};

}  // namespace tare::markdown
