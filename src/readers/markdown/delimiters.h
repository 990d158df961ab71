#pragma once

// Runs of * _ ~ ^ and what they mark (CommonMark 6.2, GitHub Flavored Markdown 6.5).

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "readers/markdown/inline_tokens.h"
#include "tare/memory.h"

namespace tare::markdown {

struct Flanking {
  bool can_open;
  bool can_close;
};
// Of the run of delimiters [begin, end).
Flanking FindFlanking(std::string_view text, size_t begin, size_t end);

// The longest run that has a meaning.
size_t MaxRun(char delimiter);

// The second pass: pairs delimiters into spans, and settles where bare URLs end.
//
// Follows the specification's appendix ("process emphasis"), with one stack and, for each kind of opener that
// a closer may ask for, the topmost one of that kind: each closer then finds its opener at once, and every
// delimiter is pushed and popped once.
class SpanResolver {
 public:
  explicit SpanResolver(Account& account) : openers_(&account), links_(&account) {}

  void Resolve(InlineTokens& tokens);

 private:
  // By delimiter, whether it can close as well, and length modulo 3 (of ~: length).
  static constexpr int kClasses = 2 * 6 + 2 + 1;
  static constexpr int32_t kNone = -1;

  struct Opener {
    uint32_t token;      // of its first character
    uint32_t remaining;  // characters
    int32_t below;       // the next one of its class, an index in openers_
    uint8_t opener_class;
  };

  size_t ResolveRun(size_t at);
  int32_t FindOpener(const Token& closer, char delimiter) const;
  uint32_t Pair(Opener& opener, size_t closer, uint32_t remaining, char delimiter);
  void PopTo(size_t count);
  size_t ResolveUrl(size_t at);
  static int ClassOf(const Token& run, char delimiter);

  InlineTokens* tokens_ = nullptr;
  std::pmr::vector<Opener> openers_;
  int32_t top_[kClasses];
  std::pmr::vector<uint32_t> links_;  // of the links and images around: how many openers are outside
  int open_links_ = 0;                // of these, links
  size_t no_url_before_ = 0;          // offset: up to there is one domain, which is not valid
};

}  // namespace tare::markdown
