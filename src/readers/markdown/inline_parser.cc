#include "readers/markdown/inline_parser.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace tare::markdown {

void InlineParser::Parse(std::string_view text, int depth, bool in_cell) {
  emitter_.Begin(depth, in_cell);
  ParseParts(text, depth, nullptr);
}

void InlineParser::ParseHeading(std::string_view text, int depth, HeadingNames& names) {
  emitter_.Begin(depth, false);
  ParseParts(text, depth, &names);
}

void InlineParser::ParseParts(std::string_view text, int depth, HeadingNames* names) {
  constexpr size_t kMaxText = size_t{1} << 30;  // bytes, so that offsets fit in tokens
  while (!text.empty()) {
    const size_t size = text::CutBefore(text, std::min(text.size(), kMaxText));
    tokens_.text = text.substr(0, size);
    scanner_.Reset(tokens_.text);
    for (size_t at = 0; at < size; at = tokens_.end) {
      tokens_.Begin(at);
      scanner_.Scan(tokens_);
      if (tokens_.end < size) warnings_.Add(Trouble::kInlineTooRich);
      resolver_.Resolve(tokens_);
      if (names != nullptr) EmitAnchor(depth, *std::exchange(names, nullptr));
      emitter_.Emit(tokens_, tokens_.end == text.size());
    }
    text.remove_prefix(size);
  }
}

// Of the tokens in hand, which are the whole heading, or more of it than a name can hold.
void InlineParser::EmitAnchor(int depth, HeadingNames& names) {
  slug_.Clear();
  slug_emitter_.Begin(depth, false);
  slug_emitter_.Emit(tokens_, /*last=*/true);
  if (const std::string_view name = names.NameFor(slug_.text()); !name.empty()) sink_.Anchor(name);
}

}  // namespace tare::markdown
