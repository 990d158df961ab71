#include "yaml/flow_collection_end.h"

#include "yaml/characters.h"

namespace tare::yaml {
namespace {

// The quote that ends the scalar which the one at `at` begins; `limit` if there is none on the line.
const char* QuoteEnd(const char* at, const char* limit) {
  const char quote = *at;
  for (++at; at != limit && !IsBreak(*at); ++at) {
    const bool pair = at + 1 != limit && (quote == '"' ? *at == '\\' : *at == quote && at[1] == quote);
    if (pair) {
      ++at;
    } else if (*at == quote) {
      return at;
    }
  }
  return limit;
}

// The last character of an anchor, a tag or "?", behind which a scalar is yet to begin.
const char* PropertyEnd(const char* at, const char* limit) {
  const bool full_tag = *at == '!' && at + 1 != limit && at[1] == '<';
  const uint8_t ends = full_tag ? kBlank | kBreak : kBlank | kBreak | kFlowIndicator;
  while (at + 1 != limit && !Is(at[1], ends)) ++at;
  return at;
}

}  // namespace

const char* FlowCollectionEnd(const char* open, const char* limit) {
  const auto white_at = [&](const char* at) { return at == limit || IsWhite(*at); };
  int depth = 0;
  bool token_start = true;  // where a quote begins a scalar
  bool json_like = false;   // behind a quoted scalar or a collection: a ":" needs no white space
  for (const char* at = open; at != limit && !IsBreak(*at); ++at) {
    if (IsBlank(*at)) continue;
    if (*at == '#' && IsBlank(at[-1])) return nullptr;
    if (token_start && (*at == '"' || *at == '\'')) {
      at = QuoteEnd(at, limit);
      if (at == limit) return nullptr;
      token_start = false;
      json_like = true;
    } else if (token_start && (*at == '&' || *at == '!' || (*at == '?' && white_at(at + 1)))) {
      at = PropertyEnd(at, limit);
    } else {
      token_start = Is(*at, kFlowIndicator) || (*at == ':' && (json_like || white_at(at + 1)));
      if (*at == '[' || *at == '{') ++depth;
      json_like = *at == ']' || *at == '}';
      if (json_like && --depth == 0) return at + 1;
    }
  }
  return nullptr;
}

}  // namespace tare::yaml
