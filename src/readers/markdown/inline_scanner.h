#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "readers/markdown/backticks.h"
#include "readers/markdown/definitions.h"
#include "readers/markdown/extensions.h"
#include "readers/markdown/html_tag.h"
#include "readers/markdown/inline_tokens.h"
#include "readers/markdown/limits.h"
#include "readers/markdown/warnings.h"
#include "text/scan.h"

namespace tare::markdown {

// The first pass over a text: finds everything whose place does not depend on what comes later, and resolves
// brackets into links, images and footnote references.
class InlineScanner {
 public:
  // `expansion_limit`: bytes of destinations and titles that references may repeat in the whole document.
  // Without it a short document could make a long one, at will.
  InlineScanner(const MarkdownExtensions& extensions, const MarkdownLimits& limits,
                const Definitions& definitions, uint64_t expansion_limit, Warnings& warnings,
                Account& account);

  // Begins a text of less than 4 GiB. It neither starts nor ends with white space, nor do its lines start so.
  void Reset(std::string_view text);
  // Finds the tokens from `tokens.begin` to the text's end, or earlier where there are as many as the limits
  // allow, and sets `tokens.end`.
  void Scan(InlineTokens& tokens);

 private:
  struct Bracket {
    uint32_t token;
    uint32_t content;  // where the text between the brackets begins
    bool image;
    bool has_inner = false;  // a bracket was opened after it
  };

  // Each takes what begins at `at` and returns where to go on.
  size_t TakeSpecial(size_t at);
  size_t TakeLineEnd(size_t at);
  size_t TakeBackslash(size_t at);
  size_t TakeBackticks(size_t at);
  size_t TakeDelimiters(size_t at);
  size_t TakeAngle(size_t at);
  size_t TakeReference(size_t at);
  size_t TakeUrl(size_t at, size_t begin);
  size_t TakeMail(size_t at);
  size_t OpenBracket(size_t at);
  size_t CloseBracket(size_t at);

  // What follows a closing bracket may make a link of what is between. Returns where it ends, or npos.
  size_t FindLinkEnd(const Bracket& opener, size_t at, Link* link);
  bool LookUp(std::string_view label, Link* link);
  bool MakeFootnote(const Bracket& opener, size_t at);
  // Attributes after what ends at `at` are left out. Returns where they end, or `at`.
  size_t TakeAttributes(size_t at);
  // The same of those after the bracket at `at`, and both brackets with them. False where there are none.
  bool TakeBracketedText(const Bracket& opener, size_t at);

  void Add(TokenKind kind, size_t begin, size_t end, uint32_t data = 0);
  // What stands before `at` and is not yet part of a token begins there.
  size_t floor() const;

  const MarkdownExtensions extensions_;
  const size_t max_tokens_;
  const Definitions& definitions_;
  uint64_t expansion_left_;
  Warnings& warnings_;
  text::ByteSet specials_;

  std::string_view text_;
  InlineTokens* tokens_ = nullptr;
  Backticks backticks_;
  InlineHtml html_;
  std::pmr::vector<Bracket> brackets_;  // open
  size_t inactive_ = 0;  // of these, the first ones cannot open a link any more, as one was found inside
};

}  // namespace tare::markdown
