#pragma once

// For tests: a page in, the events of its document out.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "readers/html/html_reader.h"

namespace tare::html {

struct ReadingOptions {
  ReadOptions read{};
  bool warnings = false;
};

// All events, as EventPrinter prints them; the document must be well-formed, and all memory given back.
inline std::string EventsOf(std::string_view page, const ReadingOptions& options = {}) {
  Budget budget;
  EventPrinter printer(options.warnings);
  CheckingSink checker(&printer);
  {
    Account account("reader", budget);
    const auto source = Source::FromMemory(page, "page.html");
    JobControl control;
    ReadContext context(*source, checker, account, options.read, control);
    const Result<void> result = ReadHtml(context);
    EXPECT_TRUE(result.has_value()) << result.error().message;
  }
  EXPECT_TRUE(checker.ok()) << checker.failure();
  EXPECT_EQ(budget.used(), 0u);
  return printer.text();
}

// The events inside of the document, without the metadata that
// every page has. Begins with a line end, to be compared with raw strings.
inline std::string ContentOf(std::string_view page, const ReadingOptions& options = {}) {
  std::string content = "\n";
  const std::string events = EventsOf(page, options);
  for (size_t at = events.find('\n') + 1; at < events.size();) {
    const size_t end = events.find('\n', at);
    const std::string_view line(events.data() + at, end + 1 - at);
    if (!line.starts_with("  metadata charset ")) content += line;
    at = end + 1;
  }
  return content;
}

}  // namespace tare::html
