#pragma once

// For the tests of this room: what ReadRtf makes of a file, as EventPrinter prints it.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "readers/rtf/rtf_reader.h"

namespace tare::rtf {

// The events of a file, with its warnings where asked for. They are checked, and all memory must come back.
inline std::string EventsOfFile(std::string_view file, bool warnings = false,
                                const ReadOptions& options = {}) {
  Budget budget;
  EventPrinter printer(warnings);
  {
    Account account("rtf", budget);
    CheckingSink checker(&printer);
    const auto source = Source::FromMemory(file, "test.rtf");
    JobControl control;
    ReadContext context(*source, checker, account, options, control);
    const Result<void> result = ReadRtf(context);
    EXPECT_TRUE(result.has_value()) << result.error().ToString();
    EXPECT_EQ(checker.failure(), "") << file.substr(0, 2000);
  }
  EXPECT_EQ(budget.used(), 0u);
  return printer.text();
}

// The events in the document, without its own line and indentation, of a file with that body.
inline std::string Events(std::string_view body, bool warnings = false, const ReadOptions& options = {}) {
  const std::string events = EventsOfFile("{\\rtf1\\ansi " + std::string(body) + "}", warnings, options);
  std::string inner;
  size_t at = events.find('\n') + 1;
  while (at < events.size()) {
    const size_t end = events.find('\n', at);
    inner += events.substr(at + 2, end - at - 1);
    at = end + 1;
  }
  return inner;
}

}  // namespace tare::rtf
