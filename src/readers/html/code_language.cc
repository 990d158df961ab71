#include "readers/html/code_language.h"

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/element.h"

namespace tare::html {
namespace {

// The standard's own way first, then GitHub, MediaWiki, Sphinx.
constexpr std::string_view kPrefixes[] = {"language-", "lang-", "highlight-source-", "mw-highlight-lang-",
                                          "highlight-"};
// Words after which the language is the next word: pandoc, SyntaxHighlighter.
constexpr std::string_view kWordsBefore[] = {"sourceCode", "brush:"};
// What stands in such places and is no language.
constexpr std::string_view kNoLanguages[] = {"none", "default", "text-html-basic", "numberLines", "code"};

std::string_view LanguageInClass(std::string_view classes) {
  for (const std::string_view prefix : kPrefixes) {
    std::string_view language;
    ForEachWord(classes, [&](std::string_view word) {
      if (word.starts_with(prefix) && IsCodeLanguage(word.substr(prefix.size()))) {
        language = word.substr(prefix.size());
      }
      return language.empty();
    });
    if (!language.empty()) return language;
  }
  std::string_view before;
  std::string_view language;
  ForEachWord(classes, [&](std::string_view word) {
    if (word.ends_with(';')) word.remove_suffix(1);
    for (const std::string_view sign : kWordsBefore) {
      if (before == sign && IsCodeLanguage(word)) language = word;
    }
    before = word;
    return language.empty();
  });
  return language;
}

}  // namespace

bool IsCodeLanguage(std::string_view word) {
  constexpr size_t kLongest = 32;
  if (word.empty() || word.size() > kLongest) return false;
  for (const std::string_view other : kNoLanguages) {
    if (word == other) return false;
  }
  for (const char c : word) {
    if (!text::IsAlphanumeric(c) && !std::string_view("+#-_.").contains(c)) return false;
  }
  return true;
}

std::string_view CodeLanguage(const Tag& tag) {
  const std::string_view in_class = LanguageInClass(AttributeOf(tag, "class"));
  if (!in_class.empty()) return in_class;
  for (const std::string_view name : {"data-lang", "data-language"}) {
    const std::string_view language = TrimAscii(AttributeOf(tag, name));
    if (IsCodeLanguage(language)) return language;
  }
  return {};
}

}  // namespace tare::html
