#include "readers/markdown/heading_slug.h"

#include "readers/markdown/characters.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

uint64_t HashOf(std::string_view name) {
  uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

// Case folding does this, but for the sigma at a word's end, and for letters that become several.
text::CodePoint LowerCase(text::CodePoint c) {
  constexpr text::CodePoint kFinalSigma = 0x3C2;
  text::CodePoint folded[3];
  return c != kFinalSigma && text::FoldCase(c, folded) == 1 ? folded[0] : c;
}

}  // namespace

void HeadingSlug::Text(std::string_view text) {
  if (in_raw_) return;
  for (size_t at = 0; at < text.size() && slug_.size() + 4 <= kMaxSize;) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (IsAlphanumeric(c) || c == '_' || c == '-') slug_ += Lower(c);
      if (c == ' ') slug_ += '-';
      ++at;
      continue;
    }
    const text::Decoded decoded = text::Decode(text, at);
    at += decoded.length;
    if (text::IsPunctuation(decoded.code_point) || text::IsWhitespace(decoded.code_point)) continue;
    text::AppendUtf8(LowerCase(decoded.code_point), slug_);
  }
}

std::string_view HeadingNames::NameFor(std::string_view slug) {
  name_ = slug;
  if (slug.empty()) return name_;
  const uint64_t hash = HashOf(slug);
  if (uses_.size() < kMaxNames && uses_.try_emplace(hash, 0).second) return name_;
  const auto found = uses_.find(hash);
  if (found == uses_.end()) return name_;
  do {
    name_.resize(slug.size());
    name_ += '-';
    name_ += std::string_view(std::to_string(++found->second));
  } while (uses_.contains(HashOf(name_)));
  Take(name_);
  return name_;
}

void HeadingNames::Take(std::string_view name) {
  if (uses_.size() < kMaxNames) uses_.try_emplace(HashOf(name), 0);
}

}  // namespace tare::markdown
