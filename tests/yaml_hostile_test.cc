// YAML made to be slow, deep or large: it ends in linear time (what is quadratic runs into the time limit of
// the test), in bounded memory, and in a clear error or in what it says.

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "repeated_bytes.h"
#include "sanitized.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

#ifdef TARE_SANITIZED
constexpr size_t kScale = 16;
#else
constexpr size_t kScale = 1;
#endif
constexpr size_t kMany = 1'000'000 / kScale;

std::string Repeat(std::string_view text, size_t times = kMany) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

std::string Numbered(size_t times, const std::function<std::string(const std::string&)>& line) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += line(std::to_string(i));
  return text;
}

// Each level names the one before it ten times.
std::string Bomb(int levels) {
  std::string text = "l0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < levels; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "l" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int copy = 1; copy < 10; ++copy) text += ", " + before;
    text += "]\n";
  }
  return text;
}

struct Hostile {
  const char* name;
  std::function<std::string()> text;
  const char* error = nullptr;  // a part of its message; null: none
};

const Hostile kHostile[] = {
    {"DeepFlow", [] { return Repeat("["); }, "nested more than 10000 deep"},
    {"DeepFlowMappings", [] { return Repeat("{a: "); }, "nested more than 10000 deep"},
    {"DeepPairs", [] { return Repeat("[? "); }, "nested more than 10000 deep"},
    {"DeepBlock", [] { return Repeat("- "); }, "nested more than 10000 deep"},
    {"DeepExplicitKeys", [] { return Repeat("? "); }, "nested more than 10000 deep"},
    {"DeepClosed", [] { return Repeat("[", 9'999) + Repeat("]", 9'999); }},
    {"LongFlowLine", [] { return "[" + Repeat("a, ") + "a]"; }},
    {"LongLineOfMappings", [] { return "[" + Repeat("{\"a\": [b]}, ") + "a]"; }},
    {"LongLineOfKeys", [] { return "[" + Repeat("[a]: b, ") + "a]"; }},
    {"BracketsThatCloseFarAway",
     [] { return "[" + Repeat("[" + std::string(900, 'x') + "], ", kMany / 500) + "a]: b"; },
     "text behind the value"},
    {"NestedKeys",
     [] {
       return Numbered(kMany / 16, [](const std::string& n) { return "[[[[[[[[a" + n + "]]]]]]]]: b\n"; });
     }},
    {"ContinuationBytesBehindAKey", [] { return Repeat("[", 900) + "]:" + Repeat("\x80", 16 * kMany); },
     "not UTF-8"},
    {"ColonsInBrackets", [] { return "[" + Repeat("a:b, ") + "a]"; }},
    {"WideMapping",
     [] { return Numbered(kMany / 4, [](const std::string& n) { return "k" + n + ": " + n + "\n"; }); }},
    {"SameKeys", [] { return Repeat("k: v\n"); }, "is already in this mapping"},
    {"Anchors", [] { return Numbered(kMany / 4, [](const std::string& n) { return "- &a" + n + " x\n"; }); }},
    {"Aliases", [] { return "- &a x\n" + Repeat("- *a\n"); }},
    {"AnchorTakenAgain", [] { return Repeat("- &a x\n- *a\n", kMany / 2); }},
    {"Bomb", [] { return Bomb(30); }, "alias"},
    {"Tags", [] { return Repeat("- !!str x\n"); }},
    {"TagDirectives",
     [] {
       return Numbered(kMany / 4, [](const std::string& n) { return "%TAG !" + n + "! a\n"; }) + "--- a\n";
     },
     "more than"},
    {"Documents", [] { return Repeat("--- a\n"); }},
    {"EmptyDocuments", [] { return Repeat("---\n...\n"); }},
    {"EmptyLinesInPlain", [] { return "a\n" + Repeat("\n") + "b\n"; }},
    {"EmptyLinesBehindPlain", [] { return Repeat("a:\n  b\n\n\n\n---\n"); }},
    {"PlainOfManyLines", [] { return Repeat("word\n"); }},
    {"QuotedOfManyLines", [] { return "\"" + Repeat("word\n  ") + "\""; }},
    {"QuotesInQuotes", [] { return "'" + Repeat("''") + "'"; }},
    {"Escapes", [] { return "\"" + Repeat("\\u00e9") + "\""; }},
    {"Literal", [] { return "|\n" + Repeat(" word\n"); }},
    {"FoldedWithEmptyLines", [] { return ">\n" + Repeat(" a\n\n\n"); }},
    {"Headers", [] { return Repeat("- |\n"); }},
    {"Comments", [] { return Repeat("# comment\n") + "a"; }},
    {"CommentsBehind", [] { return Repeat("- a # comment\n"); }},
    {"Tabs", [] { return Repeat("\t") + "a"; }},
    {"Spaces", [] { return Repeat(" ") + "a: b"; }},
    {"CarriageReturns", [] { return Repeat("- a\r"); }},
    {"Hashes", [] { return "a" + Repeat("#b"); }},
    {"Colons", [] { return "a" + Repeat(":b"); }},
    {"LongAnchor", [] { return "&" + Repeat("a") + " b"; }},
    {"LongTag", [] { return "!" + Repeat("a") + " b"; }},
    {"LongKey", [] { return Repeat("a") + ": b"; }, "a key of more than 1024 characters"},
    {"Unfinished", [] { return "\"" + Repeat("a"); }, "without its closing quote"},
};

class YamlHostile : public testing::TestWithParam<Hostile> {};

TEST_P(YamlHostile, EndsInTimeAndMemory) {
  const std::string text = GetParam().text();
  Budget budget;
  {
    Account account("yaml", budget);
    Parser parser(text, account);
    const Event* event = parser.Next();
    while (event != nullptr && event->kind != EventKind::kStreamEnd) event = parser.Next();
    EXPECT_LE(account.peak(), size_t{1} << 20) << "the parser";
  }
  {
    Account account("yaml", budget);
    Result<DocumentStream> documents = LoadAll(text, account);
    ASSERT_TRUE(documents);
    Result<bool> more = true;
    do {
      more = documents->Next();
    } while (more && *more);
    if (GetParam().error == nullptr) {
      EXPECT_TRUE(more) << more.error().ToString();
    } else {
      ASSERT_FALSE(more);
      EXPECT_NE(more.error().message.find(GetParam().error), std::string::npos) << more.error().ToString();
    }
    EXPECT_LE(account.peak(), 64 * (text.size() + (size_t{1} << 16))) << "values";
  }
  EXPECT_EQ(budget.used(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Inputs, YamlHostile, testing::ValuesIn(kHostile),
                         [](const auto& test) { return std::string(test.param.name); });

struct Endless {
  const char* name;
  std::string_view head;
  std::string_view filling;
  std::string_view tail;
};

// Scalars of a gigabyte.
constexpr Endless kEndless[] = {
    {"Plain", "key: a", "x", "x\nnext: b\n"},
    {"PlainOfLines", "key:\n a", "xxxxxx\n ", "x\nnext: b\n"},
    {"Quoted", "key: \"a", "x", "x\"\nnext: b\n"},
    {"SingleQuoted", "key: 'a", "''", "x'\nnext: b\n"},
    {"Literal", "key: |\n a", "xxxxxx\n ", "x\nnext: b\n"},
};

class YamlGigabyte : public testing::TestWithParam<Endless> {};

TEST_P(YamlGigabyte, TakesAFewKilobytes) {
  const Endless& endless = GetParam();
  const RepeatedBytes text(endless.head, endless.filling, endless.tail, (size_t{1} << 30) / kScale);
  Budget budget;
  Account account("yaml", budget);
  const Result<Document> document = Load(text.bytes(), account);
  ASSERT_TRUE(document) << document.error().ToString();
  EXPECT_EQ((*document)["next"].value_or<std::string>(""), "b");
  EXPECT_TRUE((*document)["key"].is_string());
  EXPECT_LE(account.peak(), size_t{256} << 10);
}

INSTANTIATE_TEST_SUITE_P(Inputs, YamlGigabyte, testing::ValuesIn(kEndless),
                         [](const auto& test) { return std::string(test.param.name); });
}  // namespace
}  // namespace tare::yaml
