#include "tare/yaml_diagnostics.h"

#include <algorithm>

#include "tare/yaml_events.h"
#include "text/utf8.h"
#include "yaml/characters.h"
#include "yaml/next_start.h"

namespace tare::yaml {
namespace {

constexpr size_t kShown = 100;       // bytes of a line at most
constexpr size_t kBeforePlace = 60;  // of them before the place
constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kRed = "\033[1;31m";
constexpr std::string_view kGreen = "\033[1;32m";
constexpr std::string_view kPlain = "\033[0m";

// The part of the place's line that is shown.
struct Excerpt {
  std::string_view text;
  size_t place = 0;  // in `text`
};

Excerpt ExcerptAt(std::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  size_t begin = offset;
  while (begin > 0 && !IsBreak(text[begin - 1]) && offset - begin < kBeforePlace) --begin;
  while (begin < offset && text::IsContinuationByte(text[begin])) ++begin;
  size_t end = offset;
  while (end < text.size() && !IsBreak(text[end]) && end - begin < kShown) ++end;
  while (end > offset && end < text.size() && text::IsContinuationByte(text[end])) --end;
  return {.text = text.substr(begin, end - begin), .place = offset - begin};
}

// What moves the caret below the place: tabs stay tabs, so that both lines are as wide.
std::string Indent(const Excerpt& excerpt) {
  std::string indent;
  for (size_t i = 0; i < excerpt.place; ++i) {
    if (!text::IsContinuationByte(excerpt.text[i])) indent += excerpt.text[i] == '\t' ? '\t' : ' ';
  }
  return indent;
}

}  // namespace

std::string ShowError(const Error& error, std::string_view text, bool colour) {
  const auto in = [&](std::string_view style, std::string_view shown) {
    return colour ? std::string(style).append(shown).append(kPlain) : std::string(shown);
  };
  const Location& where = error.where;
  std::string place = where.file;
  if (where.line != 0) {
    if (!place.empty()) place += ':';
    place += std::to_string(where.line) + ':' + std::to_string(where.column);
  }
  std::string shown = place.empty() ? "" : in(kBold, place + ":") + " ";
  shown += in(kRed, "error:") + " " + in(kBold, error.message) + "\n";
  if (where.line != 0 && where.offset != Location::kUnknown) {
    const Excerpt excerpt = ExcerptAt(text, where.offset);
    const std::string number = std::to_string(where.line);
    shown.append(" ").append(number).append(" | ").append(excerpt.text).append("\n");
    shown.append(number.size() + 1, ' ').append(" | ").append(Indent(excerpt));
    shown.append(in(kGreen, "^")).append("\n");
  }
  if (!error.hint.empty()) shown += in(kBold, "hint:") + " " + error.hint + "\n";
  return shown;
}

std::vector<Error> FindErrors(std::string_view text, const std::string& name, Account& account,
                              size_t limit) {
  std::vector<Error> errors;
  for (uint64_t start = 0; errors.size() < limit;) {
    Parser parser(text, account, {.start = start, .name = name});
    const Event* event = parser.Next();
    while (event != nullptr && event->kind != EventKind::kStreamEnd) event = parser.Next();
    if (event != nullptr) break;
    errors.push_back(parser.error());
    // An error at the start of a line is about that line, too: the one behind it is the next chance.
    start = NextStart(text, parser.error().where.offset);
    if (start >= text.size()) break;
  }
  return errors;
}

}  // namespace tare::yaml
