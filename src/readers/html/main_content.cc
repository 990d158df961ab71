#include "readers/html/main_content.h"

#include <algorithm>
#include <array>
#include <span>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "text/scan.h"

namespace tare::html {
namespace {

constexpr size_t kLeastText = 200;  // bytes; content that is shorter is none
constexpr size_t kLeastShare = 10;  // the content is at least one tenth of the text

constexpr std::string_view kRoles[] = {"navigation", "banner",  "contentinfo", "search",     "complementary",
                                       "menu",       "menubar", "toolbar",     "dialog",     "alertdialog",
                                       "alert",      "tablist", "directory",   "progressbar"};

// Words of names, and runs of them, that are clear wherever they stand in a class or id. Names are compared
// as words in lower case between hyphens: "SideBar_left" is "side-bar-left".
constexpr std::string_view kTellingRuns[] = {
    "sidebar",
    "side-bar",
    "navbar",
    "navbox",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "subscribe",
    "subscription",
    "advert",
    "adverts",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "pagination",
    "paginator",
    "masthead",
    "footer",
    "disqus",
    "comments",
    "commentlist",
    "comment-list",
    "comment-form",
    "comment-respond",
    "cookie-notice",
    "cookie-bar",
    "cookie-law",
    "cookie-policy",
    "cookie-message",
    "cookie-warning",
    "cookie-overlay",
    "cookies-notice",
    "cookies-policy",
    "cookieconsent",
    "related-posts",
    "related-articles",
    "related-content",
    "related-stories",
    "related-news",
    "related-topics",
    "related-pages",
    "related-products",
    "recommendations",
    "recommended-articles",
    "recommended-posts",
    "recommended-reading",
    "editsection",
    "catlinks",
    "skip-link",
    "skip-to",
    "skip-nav",
    "jump-link",
    "jump-to-nav",
    "site-header",
    "siteheader",
    "sitefooter",
    "onetrust",
    "gdpr",
};
// Words that are clear only as the last of a name: a "top-menu" is one, a page with "menu-open" is not.
constexpr std::string_view kTellingWords[] = {
    "nav",     "navigation", "menu",    "ad",     "ads",     "adsbygoogle", "social",
    "share",   "sharing",    "related", "promo",  "popup",   "modal",       "widget",
    "toolbar", "noprint",    "pager",   "banner", "consent", "login",       "signup",
};
// Last words that only say how the thing is made.
constexpr std::string_view kStructureWords[] = {"container", "wrapper", "wrap",    "bar",   "list",
                                                "links",     "icons",   "buttons", "box",   "area",
                                                "section",   "block",   "inner",   "items", "panel"};
// A class that begins like this speaks of the page around, not of what is in the element: "has-sidebar".
constexpr std::string_view kSpeaksOfOthers[] = {"has-", "with-", "no-", "without-", "is-", "hide-", "show-"};

bool IsOneOf(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr size_t kLongestName = 64;

// The words of a name with hyphens around each. Empty where it is too long.
std::string_view WordsOf(std::string_view name, std::array<char, 2 * kLongestName + 2>& buffer) {
  if (name.size() > kLongestName) return {};
  size_t size = 0;
  buffer[size++] = '-';
  for (size_t i = 0; i < name.size(); ++i) {
    const auto is_upper = [&](size_t at) { return name[at] >= 'A' && name[at] <= 'Z'; };
    if (i > 0 && is_upper(i) && !is_upper(i - 1)) buffer[size++] = '-';
    buffer[size++] = name[i] == '_' ? '-' : text::Lower(name[i]);
  }
  buffer[size++] = '-';
  return {buffer.data(), size};
}

bool HoldsRun(std::string_view words, std::string_view run) {
  for (size_t at = 0; (at = words.find(run, at)) != words.npos; ++at) {
    if (words[at - 1] == '-' && words[at + run.size()] == '-') return true;
  }
  return false;
}

bool IsTellingName(std::string_view name) {
  std::array<char, 2 * kLongestName + 2> buffer;
  const std::string_view words = WordsOf(name, buffer);
  if (words.empty()) return false;
  for (const std::string_view prefix : kSpeaksOfOthers) {
    if (words.substr(1).starts_with(prefix)) return false;
  }
  for (const std::string_view run : kTellingRuns) {
    if (HoldsRun(words, run)) return true;
  }
  std::string_view rest = words.substr(0, words.size() - 1);
  while (true) {
    const size_t cut = rest.rfind('-');
    const std::string_view last = rest.substr(cut + 1);
    if (!last.empty() && !IsOneOf(last, kStructureWords)) return IsOneOf(last, kTellingWords);
    if (cut == 0) return false;
    rest = rest.substr(0, cut);
  }
}

// Elements whose class names are looked at: those that hold stretches of a page.
bool IsStretch(Element element) {
  switch (element) {
    case Element::kDiv:
    case Element::kSection:
    case Element::kUl:
    case Element::kOl:
    case Element::kTable:
    case Element::kForm:
    case Element::kHeader:
    case Element::kP:
    case Element::kSpan:
    case Element::kA:
      return true;
    default:
      return false;
  }
}

// Measures how much of a page's text stands in elements marked as content, without a tokenizer's care.
class MarkSearch {
 public:
  explicit MarkSearch(std::string_view page) : rest_(page) {}

  void Run() {
    while (!rest_.empty()) {
      const size_t text = text::FindByte(rest_, '<');
      Count(rest_.substr(0, text));
      rest_.remove_prefix(text);
      if (!rest_.empty()) SkipTag();
    }
  }

  size_t all() const { return all_; }
  size_t in_main() const { return in_main_; }
  size_t in_article() const { return in_article_; }

 private:
  void Count(std::string_view text) {
    const size_t size = TrimAscii(text).size();
    all_ += size;
    if (main_ > 0) in_main_ += size;
    if (article_ > 0) in_article_ += size;
  }

  void SkipTag() {
    const std::string_view tag = rest_.substr(0, text::FindByte(rest_, '>'));
    rest_.remove_prefix(std::min(tag.size() + 1, rest_.size()));
    if (Is(tag, "<script")) return SkipTo("</script");
    if (Is(tag, "<style")) return SkipTo("</style");
    if (Is(tag, "<main") || tag.contains("role=\"main\"")) ++main_;
    if (Is(tag, "</main") && main_ > 0) --main_;
    if (Is(tag, "<article")) ++article_;
    if (Is(tag, "</article") && article_ > 0) --article_;
  }

  static bool Is(std::string_view tag, std::string_view start) {
    return StartsWithIgnoringCase(tag, start) &&
           (tag.size() == start.size() || IsAsciiWhitespace(tag[start.size()]));
  }

  void SkipTo(std::string_view end_tag) {
    while (!rest_.empty() && !StartsWithIgnoringCase(rest_, end_tag)) {
      rest_.remove_prefix(text::FindByte(rest_, '<', 1));
    }
  }

  std::string_view rest_;
  size_t main_ = 0;  // open elements
  size_t article_ = 0;
  size_t all_ = 0;  // bytes of text
  size_t in_main_ = 0;
  size_t in_article_ = 0;
};

}  // namespace

ContentMark FindContentMark(std::string_view page) {
  MarkSearch search(page.substr(0, kMarkSearched));
  search.Run();
  const auto is_fair_share = [&](size_t bytes) {
    return bytes >= kLeastText && bytes >= search.all() / kLeastShare;
  };
  if (is_fair_share(search.in_main())) return ContentMark::kMain;
  if (is_fair_share(search.in_article())) return ContentMark::kArticle;
  return ContentMark::kNone;
}

bool HasContentMark(const Tag& tag, Element element, ContentMark mark) {
  if (mark == ContentMark::kArticle) return element == Element::kArticle;
  return mark == ContentMark::kMain &&
         (element == Element::kMain || EqualsIgnoringCase(AttributeOf(tag, "role"), "main"));
}

bool IsBoilerplate(const Tag& tag, Element element, bool in_content) {
  switch (element) {
    case Element::kNav:
    case Element::kAside:
    case Element::kFooter:
    case Element::kSearch:
    case Element::kMenu:
    case Element::kButton:
    case Element::kSelect:
      return true;
    case Element::kHeader:
      if (!in_content) return true;
      break;
    default:
      break;
  }
  // A part of the text has the name of what it is about.
  const bool is_part_of_text = in_content && element == Element::kSection;
  const bool is_stretch = IsStretch(element) && !is_part_of_text;
  bool found = false;
  for (const Attribute& attribute : tag.attributes) {
    if (attribute.name == "role") {
      found |= IsOneOf(attribute.value, kRoles);
    } else if (is_stretch && (attribute.name == "class" || attribute.name == "id")) {
      ForEachWord(attribute.value, [&](std::string_view name) { return !(found |= IsTellingName(name)); });
    }
  }
  return found;
}

}  // namespace tare::html
