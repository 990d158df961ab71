#pragma once

// For tests: Markdown to printed events (document/event_printer.h), checked on the way.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "readers/markdown/markdown_reader.h"

namespace tare::markdown {

struct Reading {
  // Headings have tests of their own for their anchors, so that the others need not tell them.
  MarkdownExtensions extensions{.heading_anchors = false};
  MarkdownLimits limits{};
  ReadOptions options{};
  bool warnings = false;  // printed
};

inline std::string EventsOf(std::string_view markdown, const Reading& reading = {}) {
  Budget budget;
  EventPrinter printer(reading.warnings);
  {
    Account account("test", budget);
    JobControl control;
    CheckingSink checking(&printer);
    const std::unique_ptr<Source> source = Source::FromMemory(markdown, "test.md");
    ReadContext context(*source, checking, account, reading.options, control);
    const Result<void> result = ReadMarkdown(context, reading.extensions, reading.limits);
    EXPECT_TRUE(result.has_value()) << result.error().message;
    EXPECT_TRUE(checking.ok()) << checking.failure();
  }
  EXPECT_EQ(budget.used(), 0u);
  return printer.text();
}

// Expects the events between "document" and its end, as they are printed, indented by two spaces.
inline void ExpectEvents(std::string_view markdown, std::string_view events, const Reading& reading = {}) {
  SCOPED_TRACE(std::string(markdown.substr(0, 200)));
  EXPECT_EQ(EventsOf(markdown, reading), "document\n" + std::string(events));
}

}  // namespace tare::markdown
