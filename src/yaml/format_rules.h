#pragma once

// For tests: what holds of whatever Format writes.

#include <algorithm>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "tare/yaml_format.h"
#include "yaml/comments.h"
#include "yaml/event_notation.h"

namespace tare::yaml {

class FormatRules {
 public:
  FormatRules(Account& account, const FormatOptions& options) : account_(account), options_(options) {}

  // What is broken, empty for nothing. A text that does not parse breaks nothing.
  std::string Check(std::string_view text) {
    std::pmr::string events(&account_), comments(&account_);
    if (!Read(text, &events, &comments)) return {};
    const std::pmr::string once = Formatted(text);
    std::pmr::string events_once(&account_), comments_once(&account_);
    if (!Read(once, &events_once, &comments_once))
      return Broken("what was written does not parse", text, once);
    if (!options_.sort_keys && events_once != events) return Broken("the events differ", text, once);
    if (options_.sort_keys ? comments_once.size() != comments.size() : comments_once != comments)
      return Broken("the comments differ", text, once);
    if (Formatted(once) != once) return Broken("written again it is not the same", once, Formatted(once));
    return {};
  }

  std::pmr::string Formatted(std::string_view text) {
    std::pmr::string written(&account_);
    const auto out = Output::ToString(&written, account_);
    const Result<void> done = Format(text, *out, account_, options_);
    if (!done || !out->Commit()) written += "(failed)";
    return written;
  }

 private:
  static std::string Broken(std::string_view rule, std::string_view from, std::string_view to) {
    std::string message(rule);
    message.append("\n--- from\n").append(from).append("\n--- to\n").append(to).append("\n---\n");
    return message;
  }

  bool Read(std::string_view text, std::pmr::string* events, std::pmr::string* comments) {
    Parser parser(text, account_, {.max_depth = 500});
    std::pmr::string content(&account_), tag(&account_);
    const auto out = Output::ToString(events, account_);
    uint64_t end = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const Event* event = nullptr;
    while ((event = parser.Next()) != nullptr) {
      const char* const content_begin =
          event->kind == EventKind::kScalar ? event->scalar.raw.data() : text.data() + event->end;
      const auto gap = static_cast<size_t>(content_begin - text.data());
      if (gap > end) AddComments(text, end, gap, comments);
      end = std::max(end, event->end);
      Describe(*event, parser.ResolveTag(event->tag, &tag), &content, *out);
      if (event->kind == EventKind::kStreamEnd) break;
    }
    return out->Commit().has_value() && event != nullptr;
  }

  static void AddComments(std::string_view text, uint64_t begin, uint64_t end, std::pmr::string* comments) {
    CommentReader reader(text.substr(begin, end - begin), begin == 0 || text[begin - 1] == '\n');
    for (Comment comment; reader.Next(&comment);) {
      const size_t last = comment.text.find_last_not_of(" \t");
      comments->append(comment.text.substr(0, last + 1)).append("\n");
    }
  }

  // Events without what may change: style of collections, and of scalars where it decides nothing.
  static void Describe(const Event& from, std::string_view tag, std::pmr::string* content, Output& out) {
    Event event = from;
    event.flow = event.has_marker = false;
    const bool plain = event.scalar.style == ScalarStyle::kPlain;
    std::string_view text = DecodeScalar(event.scalar, content);
    // An empty entry of a flow sequence is written "null".
    if (plain && text.empty() && event.anchor.empty() && tag.empty()) text = "null";
    const bool decides = text.empty() || text == "null" || text == "true" || text == "~" ||
                         text.find_first_not_of("0123456789") == std::string_view::npos;
    event.scalar.style = plain || !decides ? ScalarStyle::kPlain : ScalarStyle::kDoubleQuoted;
    WriteNotation(event, tag, text, out);
  }

  Account& account_;
  const FormatOptions options_;
};

}  // namespace tare::yaml
