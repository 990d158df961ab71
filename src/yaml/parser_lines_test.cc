#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tare/yaml_events.h"

namespace tare::yaml {
namespace {

// One letter an event: "[{ab}]" is a sequence of a mapping; scalars are their text in parentheses, with their
// offset. Ends with "!" where there is an error.
std::string Outline(std::string_view text) {
  Budget budget;
  Account account("yaml", budget);
  Parser parser(text, account);
  std::string outline;
  while (const Event* event = parser.Next()) {
    switch (event->kind) {
      case EventKind::kStreamEnd:
        return outline;
      case EventKind::kSequenceStart:
        outline += '[';
        break;
      case EventKind::kSequenceEnd:
        outline += ']';
        break;
      case EventKind::kMappingStart:
        outline += '{';
        break;
      case EventKind::kMappingEnd:
        outline += '}';
        break;
      case EventKind::kScalar:
        outline += "(" + std::string(event->scalar.raw) + " " + std::to_string(event->begin) + ")";
        break;
      default:
        break;
    }
  }
  return outline + "!";
}

TEST(ParserLinesTest, KeysAndValuesOfAnyLength) {
  // What is looked at at once ends somewhere in each of them.
  for (size_t length = 1; length <= 200; ++length) {
    const std::string key(length, 'k');
    const std::string value = std::string(length, 'v') + ":x#y";
    const std::string indent(length, ' ');
    const std::string text =
        key + ": " + value + "\nb:\n" + indent + key + ": " + value + "  \n" + indent + "c: d\n";
    const auto at = [&](std::string_view part) { return std::to_string(text.find(part)); };
    const std::string nested = "\n" + indent + key;
    EXPECT_EQ(Outline(text), "{(" + key + " 0)(" + value + " " + at(value) + ")(b " + at("b:") + "){(" + key +
                                 " " + std::to_string(text.find(nested) + 1 + length) + ")(" + value + " " +
                                 std::to_string(text.rfind(value)) + ")(c " + at("c: d") + ")(d " +
                                 std::to_string(text.size() - 2) + ")}}")
        << length;
  }
}

TEST(ParserLinesTest, EveryPlaceOfAColonAndANumberSign) {
  for (size_t length = 1; length <= 140; ++length) {
    const std::string word(length, 'w');
    const std::string end = std::to_string(length + 2);
    EXPECT_EQ(Outline(word + ": " + word + " # c\nd: e"), "{(" + word + " 0)(" + word + " " + end + ")(d " +
                                                              std::to_string(2 * length + 7) + ")(e " +
                                                              std::to_string(2 * length + 10) + ")}");
    EXPECT_EQ(Outline(word + ": " + word + ": x\n"), "{(" + word + " 0)!");
    EXPECT_EQ(Outline(word + ": " + word + ":\n"), "{(" + word + " 0)!");
  }
}

TEST(ParserLinesTest, SequencesInAndBesideMappings) {
  EXPECT_EQ(Outline("a:\n- b\n- - c\n  - d: e\n    f:\n- g:\nh: i\n"),
            "{(a 0)[(b 5)[(c 11){(d 17)(e 20)(f 26)( 29)}]{(g 31)( 34)}](h 34)(i 37)}");
  EXPECT_EQ(Outline("- a\n-\n- b: c\n   d\n"), "[(a 2)( 6){(b 8)(c\n   d 11)}]");
}

TEST(ParserLinesTest, WhatIsBeforeAnErrorIsGiven) {
  EXPECT_EQ(Outline("a: b\nc: 'd\n"), "{(a 0)(b 3)(c 5)!");
  EXPECT_EQ(Outline("a: b\n  c: d\n"), "{(a 0)!");
  EXPECT_EQ(Outline("a:\n  b: c\n d: e\n"), "{(a 0){(b 5)(c 8)}!");
  EXPECT_EQ(Outline("a: b\nc: \x01\n"), "{(a 0)(b 3)(c 5)!");
}

TEST(ParserLinesTest, TheOffsetIsNotBeyondWhatWasGiven) {
  Budget budget;
  Account account("yaml", budget);
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "key" + std::to_string(i) + ": value\n";
  Parser parser(text, account);
  uint64_t offset = 0;
  while (const Event* event = parser.Next()) {
    EXPECT_GE(parser.offset(), offset);
    offset = parser.offset();
    if (event->kind == EventKind::kScalar) {
      EXPECT_LE(offset, event->end + 64);
    }
    if (event->kind == EventKind::kStreamEnd) break;
  }
  EXPECT_EQ(offset, text.size());
}

}  // namespace
}  // namespace tare::yaml
