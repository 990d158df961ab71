// The yaml-test-suite: every case gives its events, byte for byte, and every case with an error is refused
// where the error is.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "corpus.h"
#include "tare/yaml_events.h"
#include "yaml/event_notation.h"

namespace tare::yaml {
namespace {

namespace fs = std::filesystem;

constexpr size_t kCases = 402;

struct Parsed {
  std::string events;  // in the suite's notation, as far as they came
  Error error;
  bool ok = false;
};

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Parsed Parse(std::string_view text) {
  Budget budget;
  Account account("yaml", budget);
  std::pmr::string events(&account);
  std::pmr::string content(&account);
  std::pmr::string tag(&account);
  const auto out = Output::ToString(&events, account);
  Parser parser(text, account);
  Parsed parsed;
  while (const Event* event = parser.Next()) {
    const std::string_view decoded =
        event->kind == EventKind::kScalar ? DecodeScalar(event->scalar, &content) : std::string_view{};
    WriteNotation(*event, parser.ResolveTag(event->tag, &tag), decoded, *out);
    parsed.ok = event->kind == EventKind::kStreamEnd;
    if (parsed.ok) break;
  }
  EXPECT_TRUE(out->Commit());
  if (!parsed.ok) parsed.error = parser.error();
  parsed.events = events;
  return parsed;
}

// The folders of the cases, by name: "229Q", or "2G84/00" where a case has several.
std::map<std::string, fs::path> Cases() {
  std::map<std::string, fs::path> cases;
  const std::string root = CorpusPath("yaml/yaml-test-suite");
  if (root.empty()) return cases;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != "in.yaml") continue;
    const fs::path folder = entry.path().parent_path();
    cases[folder.lexically_relative(root).generic_string()] = folder;
  }
  return cases;
}

struct Position {
  const char* name;
  uint32_t line;
  uint32_t column;
};

// Where what is wrong stands.
constexpr Position kErrors[] = {
    {"236B", 3, 1},     {"2CMS", 1, 1},     {"2G84/00", 1, 6},  {"2G84/01", 1, 7},  {"3HFZ", 3, 5},
    {"4EJS", 3, 2},     {"4H7K", 2, 13},    {"4HVU", 4, 3},     {"4JVG", 4, 3},     {"55WF", 2, 2},
    {"5LLU", 4, 1},     {"5TRB", 3, 1},     {"5U3A", 1, 6},     {"62EZ", 2, 12},    {"6JTT", 3, 1},
    {"6S55", 4, 2},     {"7LBH", 2, 1},     {"7MNF", 3, 1},     {"8XDJ", 3, 3},     {"9C9N", 3, 1},
    {"9CWY", 4, 1},     {"9HCY", 2, 1},     {"9JBA", 2, 13},    {"9KBC", 1, 9},     {"9MAG", 2, 3},
    {"9MMA", 2, 1},     {"9MQT/01", 2, 1},  {"B63P", 2, 1},     {"BD7L", 3, 1},     {"BF9H", 4, 8},
    {"BS4K", 2, 1},     {"C2SP", 2, 2},     {"CML9", 3, 3},     {"CQ3W", 2, 6},     {"CTN5", 2, 12},
    {"CVW2", 2, 11},    {"CXX2", 1, 14},    {"D49Q", 2, 1},     {"DK4H", 3, 3},     {"DK95/01", 2, 2},
    {"DK95/06", 3, 4},  {"DMG6", 3, 2},     {"EB22", 3, 1},     {"EW3V", 2, 4},     {"G5U8", 2, 4},
    {"G7JE", 2, 1},     {"G9HC", 3, 8},     {"GDY7", 2, 1},     {"GT5M", 2, 1},     {"H7J7", 2, 6},
    {"H7TQ", 1, 14},    {"HRE5", 2, 17},    {"HU3P", 2, 3},     {"JKF3", 2, 1},     {"JY7Z", 2, 17},
    {"KS4U", 5, 1},     {"LHL4", 2, 9},     {"MUS6/00", 1, 6},  {"MUS6/01", 3, 1},  {"N4JP", 3, 2},
    {"N782", 2, 1},     {"P2EQ", 2, 11},    {"Q4CL", 2, 17},    {"QB6E", 3, 1},     {"QLJ7", 4, 5},
    {"RHX7", 3, 1},     {"RXY3", 3, 1},     {"S4GJ", 2, 11},    {"S98Z", 4, 1},     {"SF5V", 2, 6},
    {"SR86", 2, 7},     {"SU5Z", 1, 13},    {"SU74", 2, 1},     {"SY6V", 1, 9},     {"T833", 4, 5},
    {"TD5N", 3, 1},     {"U44R", 3, 4},     {"U99R", 1, 8},     {"VJP3/00", 2, 1},  {"W9L4", 3, 1},
    {"X4QW", 1, 9},     {"Y79Y/000", 2, 1}, {"Y79Y/003", 2, 2}, {"Y79Y/004", 1, 3}, {"Y79Y/005", 1, 4},
    {"Y79Y/006", 1, 3}, {"Y79Y/007", 2, 3}, {"Y79Y/008", 1, 6}, {"Y79Y/009", 2, 6}, {"YJV2", 1, 2},
    {"ZCZ6", 1, 5},     {"ZL4Z", 2, 7},     {"ZVH3", 2, 2},     {"ZXT5", 2, 3},
};

TEST(ParserSuite, EveryCaseGivesItsEvents) {
  const auto cases = Cases();
  if (cases.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  EXPECT_EQ(cases.size(), kCases);
  for (const auto& [name, folder] : cases) {
    if (fs::exists(folder / "error")) continue;
    const Parsed parsed = Parse(Read(folder / "in.yaml"));
    EXPECT_TRUE(parsed.ok) << name << ": " << parsed.error.ToString();
    EXPECT_EQ(parsed.events, Read(folder / "test.event")) << name;
  }
}

TEST(ParserSuite, EveryErrorIsFoundWhereItIs) {
  const auto cases = Cases();
  if (cases.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  std::map<std::string, Position> errors;
  for (const Position& error : kErrors) errors[error.name] = error;
  for (const auto& [name, folder] : cases) {
    if (!fs::exists(folder / "error")) continue;
    ASSERT_TRUE(errors.contains(name)) << name;
    const Parsed parsed = Parse(Read(folder / "in.yaml"));
    EXPECT_FALSE(parsed.ok) << name;
    EXPECT_EQ(parsed.error.where.line, errors[name].line) << name << ": " << parsed.error.ToString();
    EXPECT_EQ(parsed.error.where.column, errors[name].column) << name << ": " << parsed.error.ToString();
  }
}

// What the events are made of lies in the text, in order.
TEST(ParserSuite, OffsetsGoForwards) {
  const auto cases = Cases();
  if (cases.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  for (const auto& [name, folder] : cases) {
    const std::string text = Read(folder / "in.yaml");
    Budget budget;
    Account account("yaml", budget);
    Parser parser(text, account);
    uint64_t begin = 0;
    while (const Event* event = parser.Next()) {
      if (event->kind == EventKind::kStreamEnd) break;
      EXPECT_LE(begin, event->begin) << name;
      EXPECT_LE(event->begin, event->end) << name;
      EXPECT_LE(event->end, text.size()) << name;
      begin = event->begin;
    }
  }
}

}  // namespace
}  // namespace tare::yaml
