// Every valid case of the yaml-test-suite, written and read again: the events must be those from before.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory_resource>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corpus.h"
#include "json.h"
#include "tare/memory.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_events.h"
#include "yaml/event_notation.h"

namespace tare::yaml {
namespace {

class EmitterSuite : public testing::Test {
 protected:
  struct Case {
    std::string name;
    std::string yaml;
    bool has_json = false;
    std::string json{};
  };

  static std::string Contents(const std::filesystem::path& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  // Those that are not errors.
  static std::vector<Case> Cases() {
    std::vector<Case> cases;
    const std::string suite = CorpusPath("yaml/yaml-test-suite");
    if (suite.empty()) return cases;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
      const std::filesystem::path folder = entry.path().parent_path();
      if (entry.path().filename() != "in.yaml" || std::filesystem::exists(folder / "error")) continue;
      cases.push_back({.name = folder.lexically_relative(suite),
                       .yaml = Contents(entry.path()),
                       .has_json = std::filesystem::exists(folder / "in.json"),
                       .json = Contents(folder / "in.json")});
    }
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
  }

  // The events of `yaml` without styles and markers, which may change; what is wrong with it otherwise.
  std::string EventsOf(std::string_view yaml, bool empty_is_null, bool with_styles = false) {
    Parser parser(yaml, account_);
    std::pmr::string events, tag, content;
    const auto out = Output::ToString(&events, account_);
    while (const Event* next = parser.Next()) {
      Event event = *next;
      event.has_marker = false;
      if (!with_styles) event.flow = false;
      std::string_view text = DecodeScalar(event.scalar, &content);
      const std::string_view resolved = parser.ResolveTag(event.tag, &tag);
      const bool plain = event.scalar.style == ScalarStyle::kPlain;
      if (plain && empty_is_null && text.empty() && resolved.empty() && event.anchor.empty()) text = "null";
      // Whether it is quoted matters only where it could be read as another type.
      if (!with_styles) {
        event.scalar.style =
            plain || !ReadsAsOtherHere(text) ? ScalarStyle::kPlain : ScalarStyle::kDoubleQuoted;
      }
      WriteNotation(event, resolved, text, *out);
      if (event.kind == EventKind::kStreamEnd) break;
    }
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(events) + parser.error().ToString();
  }

  std::string Written(std::string_view yaml, const EmitOptions& options) {
    Parser parser(yaml, account_);
    std::pmr::string text, tag;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, options);
    while (const Event* event = parser.Next()) {
      emitter.Write(*event, parser.ResolveTag(event->tag, &tag));
      if (event->kind == EventKind::kStreamEnd) break;
    }
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text);
  }

  void ExpectRoundTrips(const EmitOptions& options) {
    const std::vector<Case> cases = Cases();
    if (cases.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
    ASSERT_EQ(cases.size(), 308u);
    const bool flow = options.style == EmitStyle::kFlow || options.style == EmitStyle::kOriginal;
    for (const Case& test : cases) {
      const std::string written = Written(test.yaml, options);
      EXPECT_EQ(EventsOf(written, flow), EventsOf(test.yaml, flow)) << test.name << "\n"
                                                                    << test.yaml << "\nwas written\n"
                                                                    << written;
    }
  }

  struct TaggedEvent {
    Event event;
    std::string tag;
  };

  // The events with a copy of what each alias refers to in its place.
  std::vector<TaggedEvent> WithoutAliases(std::string_view yaml) {
    std::vector<TaggedEvent> events;
    std::map<std::string, std::pair<size_t, size_t>, std::less<>> anchors;  // from, to
    std::vector<std::pair<std::string, size_t>> open;
    Parser parser(yaml, account_);
    std::pmr::string tag;
    while (const Event* event = parser.Next()) {
      if (event->kind == EventKind::kAlias) {
        const auto [from, to] = anchors.find(event->anchor)->second;
        for (size_t i = from; i < to; ++i) events.push_back(TaggedEvent(events[i]));
        continue;
      }
      events.push_back({*event, std::string(parser.ResolveTag(event->tag, &tag))});
      const bool begins = event->kind == EventKind::kSequenceStart || event->kind == EventKind::kMappingStart;
      if (begins || event->kind == EventKind::kScalar) open.emplace_back(event->anchor, events.size() - 1);
      if (!begins && !open.empty() && event->kind != EventKind::kDocumentEnd) {
        anchors[open.back().first] = {open.back().second, events.size()};
        open.pop_back();
      }
      if (event->kind == EventKind::kStreamEnd) break;
    }
    return events;
  }

  std::string WrittenAsJson(std::string_view yaml, EmitStyle style) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, {.style = style, .json_kind = CoreKind});
    for (const TaggedEvent& event : WithoutAliases(yaml)) emitter.Write(event.event, event.tag);
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text);
  }

  // The members of objects are in no order.
  static Json Sorted(Json value) {
    for (Json& item : value.items) item = Sorted(std::move(item));
    for (auto& [name, member] : value.members) member = Sorted(std::move(member));
    std::ranges::sort(value.members, {}, [](const auto& member) { return member.first; });
    return value;
  }

  // The core schema (10.3.2).
  static JsonKind CoreKind(const Event& scalar, std::string_view tag, std::string_view content) {
    if (tag == "tag:yaml.org,2002:null") return JsonKind::kNull;
    if (tag == "tag:yaml.org,2002:int" || tag == "tag:yaml.org,2002:float") return JsonKind::kNumber;
    if (tag == "tag:yaml.org,2002:bool") return content == "true" ? JsonKind::kTrue : JsonKind::kFalse;
    if (!tag.empty() || scalar.scalar.style != ScalarStyle::kPlain) return JsonKind::kString;
    static const std::regex kNull("~|null|Null|NULL|"), kTrue("true|True|TRUE"), kFalse("false|False|FALSE"),
        kNumber("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+");
    const auto is = [&](const std::regex& form) {
      return std::regex_match(content.begin(), content.end(), form);
    };
    if (is(kNull)) return JsonKind::kNull;
    if (is(kTrue)) return JsonKind::kTrue;
    if (is(kFalse)) return JsonKind::kFalse;
    return is(kNumber) ? JsonKind::kNumber : JsonKind::kString;
  }

  static bool ReadsAsOtherHere(std::string_view text) {
    constexpr std::string_view kNumeric = "0123456789+-.:_eE";
    const bool number =
        text.find_first_of("0123456789") != text.npos && text.find_first_not_of(kNumeric) == text.npos;
    return text.empty() || number || text == "null" || text == "~" || text == "true" || text == "false";
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(EmitterSuite, Original) { ExpectRoundTrips({.style = EmitStyle::kOriginal}); }
TEST_F(EmitterSuite, Block) { ExpectRoundTrips({.style = EmitStyle::kBlock}); }
TEST_F(EmitterSuite, Flow) { ExpectRoundTrips({.style = EmitStyle::kFlow}); }
TEST_F(EmitterSuite, Pretty) { ExpectRoundTrips({.style = EmitStyle::kPretty}); }

// Collections and scalars keep their styles. Only plain keys that end in a colon ("key ::") get quotes, and
// empty literal scalars that are all of their document.
TEST_F(EmitterSuite, OriginalKeepsStyles) {
  const std::vector<Case> cases = Cases();
  if (cases.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
  std::string changed;
  for (const Case& test : cases) {
    const std::string written = Written(test.yaml, {.style = EmitStyle::kOriginal});
    if (EventsOf(written, false, true) != EventsOf(test.yaml, false, true)) changed += test.name + " ";
  }
  EXPECT_EQ(changed, "2G84/02 2G84/03 8CWC UKK6/01 ");
}

TEST_F(EmitterSuite, Json) {
  const std::vector<Case> cases = Cases();
  if (cases.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
  const auto all_of = [](const std::string& json) { return Sorted(JsonReader("[" + json + "]").Read()); };
  size_t compared = 0;
  for (const Case& test : cases) {
    if (!test.has_json) continue;
    ++compared;
    for (const EmitStyle style : {EmitStyle::kJson, EmitStyle::kJsonLine}) {
      const std::string written = WrittenAsJson(test.yaml, style);
      EXPECT_TRUE(all_of(written) == all_of(test.json)) << test.name << "\n" << written << "\n" << test.json;
    }
  }
  EXPECT_EQ(compared, 279u);
}

TEST_F(EmitterSuite, EveryLayout) {
  for (const EmitStyle style :
       {EmitStyle::kOriginal, EmitStyle::kBlock, EmitStyle::kFlow, EmitStyle::kPretty}) {
    for (const uint8_t indentation : {uint8_t{1}, uint8_t{4}, uint8_t{9}}) {
      ExpectRoundTrips({.style = style,
                        .markers = DocumentMarkers::kAlways,
                        .indentation = indentation,
                        .indent_sequences = true,
                        .width = 1});
      ExpectRoundTrips(
          {.style = style, .markers = DocumentMarkers::kWhenNeeded, .indentation = indentation, .width = 20});
    }
  }
}

}  // namespace
}  // namespace tare::yaml
