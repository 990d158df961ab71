#pragma once

// Reads the notation of event_notation.h: for tests that need events without a parser.

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "tare/yaml_events.h"

namespace tare::yaml {

// Calls `take` for every line of `notation`. A scalar comes verbatim, as its content, whatever its style is.
// A tag <x> comes as "!<x>", or as it is where it begins with "!".
inline void ReadNotation(std::string_view notation, const std::function<void(const Event&)>& take) {
  const auto word = [](std::string_view* line) {
    if (line->empty()) return std::string_view();
    line->remove_prefix(1);
    const std::string_view found = line->substr(0, line->find(' '));
    line->remove_prefix(found.size());
    return found;
  };
  const auto unescaped = [](std::string_view text) {
    std::string content;
    for (size_t at = 0; at < text.size(); ++at) {
      constexpr std::string_view kNames = "0abtnvfre\\", kCharacters("\0\a\b\t\n\v\f\r\x1B\\", 10);
      content += text[at] == '\\' ? kCharacters[kNames.find(text[++at])] : text[at];
    }
    return content;
  };
  const auto kind_of = [](std::string_view name) {
    constexpr std::string_view kNames = "+STR-STR+DOC-DOC+SEQ-SEQ+MAP-MAP=VAL=ALI";
    return static_cast<EventKind>(kNames.find(name) / 4);
  };
  while (!notation.empty()) {
    std::string_view line = notation.substr(0, notation.find('\n'));
    notation.remove_prefix(std::min(line.size() + 1, notation.size()));
    Event event{.kind = kind_of(line.substr(0, 4))};
    line.remove_prefix(4);
    std::string content, tag;
    while (!line.empty()) {
      const size_t style = std::string_view(":'\"|>").find(line[1]);
      if (event.kind == EventKind::kScalar && style != line.npos) {
        content = unescaped(line.substr(2));
        event.scalar = {.raw = content, .style = static_cast<ScalarStyle>(style), .verbatim = true};
        break;
      }
      const std::string_view next = word(&line);
      if (next == "---" || next == "...") event.has_marker = true;
      if (next == "[]" || next == "{}") event.flow = true;
      if (next[0] == '&' || next[0] == '*') event.anchor = next.substr(1);
      if (next[0] == '<') {
        tag = next.substr(1, next.size() - 2);
        if (tag[0] != '!') tag = "!<" + tag + ">";
        event.tag = tag;
      }
    }
    take(event);
  }
}

}  // namespace tare::yaml
