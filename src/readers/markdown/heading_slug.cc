#include "readers/markdown/heading_slug.h"

#include <algorithm>
#include <functional>
#include <span>

#include "readers/markdown/characters.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

uint64_t HashOf(std::string_view name) { return std::hash<std::string_view>()(name); }

struct Range {
  text::CodePoint first;
  text::CodePoint last;
};

bool IsIn(std::span<const Range> ranges, text::CodePoint c) {
  return std::ranges::any_of(ranges, [c](const Range& range) { return range.first <= c && c <= range.last; });
}

// Small letters that case folding makes others of.
constexpr Range kFoldedSmallLetters[] = {
    {0xB5, 0xB5},   {0x17F, 0x17F},   {0x3C2, 0x3C2},   {0x3D0, 0x3D1},   {0x3D5, 0x3D6},   {0x3F0, 0x3F1},
    {0x3F5, 0x3F5}, {0x13F8, 0x13FD}, {0x1C80, 0x1C88}, {0x1E9B, 0x1E9B}, {0x1FBE, 0x1FBE}, {0xAB70, 0xABBF}};
// Superscript digits and fractions of Latin-1, which are no part of words; rarer ones are taken for letters.
constexpr Range kNumbersNotInWords[] = {{0xB2, 0xB3}, {0xB9, 0xB9}, {0xBC, 0xBE}};

// Letters that become several when folded stay as they are.
text::CodePoint LowerCase(text::CodePoint c) {
  text::CodePoint folded[3];
  return !IsIn(kFoldedSmallLetters, c) && text::FoldCase(c, folded) == 1 ? folded[0] : c;
}

bool IsLeftOut(text::CodePoint c) {
  return text::IsPunctuation(c) || text::IsWhitespace(c) || IsIn(kNumbersNotInWords, c);
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
    if (IsLeftOut(decoded.code_point)) continue;
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
