#pragma once

// For tests: RTF that the writer makes, and what is in it.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "writers/written.h"

namespace tare {

template <typename Describe>
std::string Rtf(Describe&& describe) {
  return Written(MakeRtfWriter, describe);
}

inline testing::AssertionResult Found(bool found, std::string_view text) {
  return (found ? testing::AssertionSuccess() : testing::AssertionFailure()) << "in: " << text;
}
inline testing::AssertionResult Holds(std::string_view text, std::string_view part) {
  return Found(text.contains(part), text);
}
inline testing::AssertionResult Begins(std::string_view text, std::string_view part) {
  return Found(text.starts_with(part), text);
}
inline testing::AssertionResult Ends(std::string_view text, std::string_view part) {
  return Found(text.ends_with(part), text);
}

// What follows the header.
template <typename Describe>
std::string Content(Describe&& describe) {
  constexpr std::string_view kLastOfHeader = "\\margb1440\n";
  const std::string rtf = Rtf(describe);
  const size_t at = rtf.find(kLastOfHeader);
  EXPECT_NE(at, std::string::npos);
  std::string content = rtf.substr(at + kLastOfHeader.size());
  EXPECT_TRUE(Ends(content, "}\n"));
  content.resize(content.size() - 2);
  return content;
}

inline size_t Count(std::string_view text, std::string_view what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

// Groups are balanced and closed exactly once, at the end; every byte is ASCII.
inline void ExpectWellFormed(std::string_view rtf) {
  EXPECT_TRUE(std::ranges::all_of(rtf, [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
  int depth = 0;
  for (size_t at = 0; at < rtf.size(); ++at) {
    if (rtf[at] == '\\') {
      ++at;
    } else if (rtf[at] == '{') {
      ++depth;
    } else if (rtf[at] == '}') {
      --depth;
      if (depth == 0) {
        EXPECT_EQ(rtf.substr(at), "}\n");
      }
    }
  }
  EXPECT_EQ(depth, 0);
}

}  // namespace tare
