#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tare/yaml_events.h"

namespace tare::yaml {
namespace {

struct Parsed {
  std::vector<Event> events;
  Error error;
  bool ok = false;
};

class ParserTest : public testing::Test {
 protected:
  Parsed Parse(std::string_view text, ParseOptions options = {}) {
    Parsed parsed;
    Parser parser(text, account_, std::move(options));
    while (const Event* event = parser.Next()) {
      parsed.events.push_back(*event);
      parsed.ok = event->kind == EventKind::kStreamEnd;
      if (parsed.ok) return parsed;
    }
    parsed.error = parser.error();
    return parsed;
  }

  // The contents of all scalars, in order.
  std::vector<std::string> Scalars(std::string_view text) {
    std::vector<std::string> scalars;
    std::pmr::string scratch(&account_);
    const Parsed parsed = Parse(text);
    EXPECT_TRUE(parsed.ok) << parsed.error.ToString();
    for (const Event& event : parsed.events) {
      if (event.kind == EventKind::kScalar) scalars.emplace_back(DecodeScalar(event.scalar, &scratch));
    }
    return scalars;
  }

  std::string ErrorOf(std::string_view text, ParseOptions options = {}) {
    const Parsed parsed = Parse(text, std::move(options));
    return parsed.ok ? "no error" : parsed.error.ToString();
  }

  Budget budget_;
  Account account_{"yaml", budget_};
};

using Strings = std::vector<std::string>;

TEST_F(ParserTest, ScalarsAreViewsOfTheText) {
  const std::string text = "key: \"value\"\nother: plain text # and a comment\n";
  const Parsed parsed = Parse(text);
  ASSERT_TRUE(parsed.ok);
  const Event& quoted = parsed.events[4];
  EXPECT_EQ(quoted.scalar.raw, "value");
  EXPECT_TRUE(quoted.scalar.verbatim);
  EXPECT_EQ(quoted.scalar.raw.data(), text.data() + 6);
  EXPECT_EQ(text.substr(quoted.begin, quoted.end - quoted.begin), "\"value\"");
  EXPECT_EQ(parsed.events[6].scalar.raw, "plain text");
}

TEST_F(ParserTest, PropertiesBelongToTheKeyOrTheMappingByTheirLine) {
  const Parsed parsed = Parse("&map\n&key a: !!str &value b\n");
  ASSERT_TRUE(parsed.ok);
  EXPECT_EQ(parsed.events[2].kind, EventKind::kMappingStart);
  EXPECT_EQ(parsed.events[2].anchor, "map");
  EXPECT_EQ(parsed.events[3].anchor, "key");
  EXPECT_EQ(parsed.events[4].anchor, "value");
  EXPECT_EQ(parsed.events[4].tag, "!!str");
}

TEST_F(ParserTest, TagsAreResolvedByTheDocumentsDirectives) {
  Parser parser("%TAG !e! tag:example.com,2000:\n---\n!e!a%21 b\n", account_);
  const Event* event = nullptr;
  do {
    event = parser.Next();
    ASSERT_NE(event, nullptr);
  } while (event->kind != EventKind::kScalar);
  std::pmr::string scratch(&account_);
  EXPECT_EQ(event->tag, "!e!a%21");
  EXPECT_EQ(parser.ResolveTag(event->tag, &scratch), "tag:example.com,2000:a!");
  EXPECT_EQ(parser.ResolveTag("!!int", &scratch), "tag:yaml.org,2002:int");
  EXPECT_EQ(parser.ResolveTag("!local", &scratch), "!local");
  EXPECT_EQ(parser.ResolveTag("!<x:y>", &scratch), "x:y");
  EXPECT_EQ(ErrorOf("!a%C3%A9 b"), "no error");
  EXPECT_EQ(ErrorOf("!a%C3 b"), "1:3: an escape in a tag that is no character");
  EXPECT_EQ(ErrorOf("!a%0a b"), "1:3: an escape in a tag that is no character");
}

TEST_F(ParserTest, LinesMayEndByCarriageReturns) {
  EXPECT_EQ(Scalars("a: b\r\nc:\r\n  d\r\n  e\r\nf: |\r\n  g\r\n"),
            (Strings{"a", "b", "c", "d e", "f", "g\n"}));
  EXPECT_EQ(Scalars("a: b\rc: d\r"), (Strings{"a", "b", "c", "d"}));
}

TEST_F(ParserTest, AClosingBracketMayStandAtTheIndentationOfItsKey) {
  EXPECT_EQ(Scalars("a: [\n  b,\n]\nc: {\n  d: e\n}\n"), (Strings{"a", "b", "c", "d", "e"}));
}

TEST_F(ParserTest, CollectionsInFlowMayBeKeys) {
  EXPECT_EQ(Scalars("[a, \"]\"]: b\n? [c]\n: d\n"), (Strings{"a", "]", "b", "c", "d"}));
  EXPECT_EQ(Scalars("[{a: b}: c, [d] : e, {f: g}]"), (Strings{"a", "b", "c", "d", "e", "f", "g"}));
}

// What closes a collection is found by what stands in it, not by its brackets alone.
TEST_F(ParserTest, BracketsInQuotesAndTagsCloseNothing) {
  EXPECT_EQ(Scalars("[{&a ']:': [&b ']:']}]"), (Strings{"]:", "]:"}));
  EXPECT_EQ(Scalars("[? \"a]\" : b]: c"), (Strings{"a]", "b", "c"}));
  EXPECT_EQ(Scalars("[!<x]> a]: b"), (Strings{"a", "b"}));
  EXPECT_EQ(Scalars("['it''s ]', b]: c"), (Strings{"it's ]", "b", "c"}));
  EXPECT_EQ(Scalars("{\"a\":\"]}: x\"}"), (Strings{"a", "]}: x"}));
  EXPECT_EQ(Scalars("[a's]: b"), (Strings{"a's", "b"}));
}

TEST_F(ParserTest, ByteOrderMarksMayBeginDocuments) {
  EXPECT_EQ(Scalars("\uFEFFa: 1\n...\n\uFEFF# c\nb: 2\n...\n\uFEFF%YAML 1.2\n--- d"),
            (Strings{"a", "1", "b", "2", "d"}));
  EXPECT_EQ(Scalars("# c\n\uFEFFa: 1"), (Strings{"a", "1"}));
}

TEST_F(ParserTest, JsonIsYaml) {
  EXPECT_EQ(Scalars("{\"a\":[1,2.5e3,true,null],\"b\":{\"c\":\"\\u00e9\\ud83d\\ude00\\/\"},\"d\":[]}"),
            (Strings{"a", "1", "2.5e3", "true", "null", "b", "c", "é😀/", "d"}));
}

TEST_F(ParserTest, KeysAreNoLongerThanTheSpecificationAllows) {
  const std::string longest(1024, 'k');
  EXPECT_EQ(Scalars(longest + ": v"), (Strings{longest, "v"}));
  EXPECT_EQ(ErrorOf(longest + "k: v"), "1:1: a key of more than 1024 characters (write \"? \" before it)");
  EXPECT_EQ(Scalars("? " + longest + "k\n: v"), (Strings{longest + "k", "v"}));
  std::string letters;
  for (int i = 0; i < 1024; ++i) letters.append("é");  // counted, not its bytes
  EXPECT_EQ(Scalars(letters + ": v"), (Strings{letters, "v"}));
  const std::string inside = letters.substr(0, letters.size() - 4);  // brackets count
  EXPECT_EQ(Scalars("[" + inside + "]: v"), (Strings{inside, "v"}));
  EXPECT_NE(ErrorOf("[" + inside + "é]: v"), "no error");
}

TEST_F(ParserTest, ControlCharactersAndWhatIsNotUtf8AreErrorsWhereTheyStand) {
  EXPECT_EQ(ErrorOf(std::string_view("a: b\nc: d\0e", 11)),
            "2:5: a control character, which YAML does not allow");
  EXPECT_EQ(ErrorOf("a: b\xFF"), "1:5: not UTF-8");
  EXPECT_EQ(ErrorOf("a: \"b\xC3\""), "1:6: not UTF-8");
  // Far behind what is looked at in one step, and beside a step's end.
  for (const size_t length : {65533, 65534, 65535, 65536, 65537, 200000}) {
    const std::string text = "a: " + std::string(length - 3, 'x');
    EXPECT_EQ(ErrorOf(text + "\x01"),
              "1:" + std::to_string(length + 1) + ": a control character, which YAML does not allow");
    EXPECT_EQ(ErrorOf(text + "\xE2\x82"), "1:" + std::to_string(length + 1) + ": not UTF-8");
    EXPECT_EQ(Scalars(text + "€").back(), text.substr(3) + "€");
  }
}

TEST_F(ParserTest, DepthIsLimited) {
  const std::string deep(50, '[');
  EXPECT_TRUE(Parse(deep + std::string(50, ']'), {.max_depth = 50}).ok);
  const Parsed parsed = Parse(deep + std::string(50, ']'), {.max_depth = 49, .name = "deep.yaml"});
  EXPECT_EQ(parsed.error.code, ErrorCode::kLimitExceeded);
  EXPECT_EQ(parsed.error.ToString(), "deep.yaml:1:50: collections are nested more than 49 deep");
  EXPECT_EQ(ErrorOf("- - - - a", {.max_depth = 3}), "1:7: collections are nested more than 3 deep");
}

TEST_F(ParserTest, ErrorsAreForEver) {
  Parser parser("a: ]", account_);
  while (parser.Next() != nullptr) {
  }
  EXPECT_EQ(parser.Next(), nullptr);
  EXPECT_EQ(parser.error().where.column, 4u);
}

TEST_F(ParserTest, TheEndIsForEver) {
  Parser parser("", account_);
  EXPECT_EQ(parser.Next()->kind, EventKind::kStreamStart);
  EXPECT_EQ(parser.Next()->kind, EventKind::kStreamEnd);
  EXPECT_EQ(parser.Next()->kind, EventKind::kStreamEnd);
}

TEST_F(ParserTest, PositionsAreFoundInAnyOrder) {
  Parser parser("ab\ncd\nef", account_, {.name = "f"});
  EXPECT_EQ(parser.LocationOf(7).line, 3u);
  EXPECT_EQ(parser.LocationOf(7).column, 2u);
  EXPECT_EQ(parser.LocationOf(4).line, 2u);
  EXPECT_EQ(parser.LocationOf(100).column, 3u);
  EXPECT_EQ(parser.LocationOf(0).line, 1u);
  EXPECT_EQ(ErrorOf("a: b\rc: d\r\ne: ]"), "3:4: \"]\" where a value is expected");
  EXPECT_EQ(ErrorOf("a: b\r\r]"), "3:1: \"]\" where a value is expected");
}

TEST_F(ParserTest, MemoryGoesBackWhereverItRunsOut) {
  const std::string text = "%TAG !a! tag:example.com,2000:a-long-prefix-that-is-not-in-place:\n---\n" +
                           std::string(2000, '[') + std::string(2000, ']');
  bool failing = true;
  for (uint64_t n = 1; failing; ++n) {
    {
      Account account("yaml", budget_);
      budget_.FailChargeNumber(n);
      try {
        Parser parser(text, account);
        while (const Event* event = parser.Next()) {
          if (event->kind == EventKind::kStreamEnd) break;
        }
      } catch (const MemoryLimitExceeded&) {
      }
      failing = !budget_.ChargeFailurePending();
      budget_.FailChargeNumber(0);
    }
    EXPECT_EQ(budget_.used(), 0u);
  }
}

}  // namespace
}  // namespace tare::yaml
