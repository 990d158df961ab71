#include "readers/markdown/html_block.h"

#include <algorithm>
#include <array>

#include "readers/markdown/characters.h"
#include "readers/markdown/html_tag.h"
#include "text/scan.h"

namespace tare::markdown {
namespace {

constexpr std::array<std::string_view, 4> kLiteralTags = {"pre", "script", "style", "textarea"};

// Sorted.
constexpr std::array<std::string_view, 62> kBlockTags = {
    "address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
    "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
    "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
    "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
    "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
    "optgroup", "option",     "p",      "param",   "search",   "section",    "summary",  "table",    "tbody",
    "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"};
static_assert(std::ranges::is_sorted(kBlockTags));

// A tag's name in lower case; empty where it is longer than any of the lists.
class TagName {
 public:
  explicit TagName(std::string_view text) {
    while (length_ < text.size() && (IsAlphanumeric(text[length_]) || text[length_] == '-')) {
      if (length_ == sizeof(lower_)) {
        length_ = 0;
        return;
      }
      lower_[length_] = Lower(text[length_]);
      ++length_;
    }
  }
  std::string_view view() const { return {lower_, length_}; }

 private:
  char lower_[16];
  size_t length_ = 0;
};

bool IsLiteralTag(std::string_view name) {
  return std::ranges::find(kLiteralTags, name) != kLiteralTags.end();
}

bool IsLoneTag(std::string_view rest) {
  const size_t end = FindTagEnd(rest, 0);
  return end != std::string_view::npos && TrimEnd(rest.substr(end)).empty();
}

HtmlBlock ParseTagStart(std::string_view rest) {
  const bool closing = rest[1] == '/';
  const size_t name_at = closing ? 2 : 1;
  const TagName name(rest.substr(name_at));
  const std::string_view after = rest.substr(name_at + name.view().size());
  const bool ends = after.empty() || IsBlank(after.front()) || after.front() == '>';
  if (!closing && IsLiteralTag(name.view())) return ends ? HtmlBlock::kLiteral : HtmlBlock::kNone;
  if ((ends || after.starts_with("/>")) && std::ranges::binary_search(kBlockTags, name.view())) {
    return HtmlBlock::kBlockTag;
  }
  return IsLoneTag(rest) ? HtmlBlock::kLoneTag : HtmlBlock::kNone;
}

bool HasLiteralEndTag(std::string_view line) {
  for (size_t at = text::FindByte(line, '<'); at < line.size(); at = text::FindByte(line, '<', at + 1)) {
    if (at + 1 >= line.size() || line[at + 1] != '/') continue;
    const TagName name(line.substr(at + 2));
    const size_t after = at + 2 + name.view().size();
    if (IsLiteralTag(name.view()) && after < line.size() && line[after] == '>') return true;
  }
  return false;
}

}  // namespace

HtmlBlock ParseHtmlBlockStart(std::string_view rest) {
  if (rest.size() < 2) return HtmlBlock::kNone;
  if (rest[1] == '?') return HtmlBlock::kInstruction;
  if (rest[1] != '!') return ParseTagStart(rest);
  if (rest.starts_with("<!--")) return HtmlBlock::kComment;
  if (rest.starts_with("<![CDATA[")) return HtmlBlock::kCharacterData;
  return rest.size() > 2 && IsLetter(rest[2]) ? HtmlBlock::kDeclaration : HtmlBlock::kNone;
}

bool EndsHtmlBlock(HtmlBlock kind, std::string_view line) {
  const auto has = [line](std::string_view mark) { return line.find(mark) != std::string_view::npos; };
  switch (kind) {
    case HtmlBlock::kLiteral:
      return HasLiteralEndTag(line);
    case HtmlBlock::kComment:
      return has("-->");
    case HtmlBlock::kInstruction:
      return has("?>");
    case HtmlBlock::kDeclaration:
      return has(">");
    case HtmlBlock::kCharacterData:
      return has("]]>");
    default:
      return false;
  }
}

}  // namespace tare::markdown
