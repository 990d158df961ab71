#include "readers/markdown/inline_parser.h"

#include <algorithm>

#include "text/utf8.h"

namespace tare::markdown {

void InlineParser::Parse(std::string_view text, int depth, bool in_cell) {
  constexpr size_t kMaxText = size_t{1} << 30;  // bytes, so that offsets fit in tokens
  emitter_.Begin(depth, in_cell);
  while (!text.empty()) {
    const size_t size = text::CutBefore(text, std::min(text.size(), kMaxText));
    tokens_.text = text.substr(0, size);
    scanner_.Reset(tokens_.text);
    for (size_t at = 0; at < size; at = tokens_.end) {
      tokens_.Begin(at);
      scanner_.Scan(tokens_);
      if (tokens_.end < size) warnings_.Add(Trouble::kInlineTooRich);
      resolver_.Resolve(tokens_);
      emitter_.Emit(tokens_, tokens_.end == text.size());
    }
    text.remove_prefix(size);
  }
}

}  // namespace tare::markdown
