// Texts that look like something else, in every style and every place: what is written reads as the same.

#include <array>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tare/memory.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_events.h"
#include "yaml/event_notation.h"

namespace tare::yaml {
namespace {

using enum EventKind;

// Every text of at most two pieces, and some of three, is tried.
constexpr auto kPieces = std::to_array<std::string_view>({"a",
                                                          "b c",
                                                          " ",
                                                          "\t",
                                                          "\n",
                                                          "\n\n",
                                                          ":",
                                                          ": ",
                                                          " #",
                                                          "#",
                                                          "-",
                                                          "- ",
                                                          "?",
                                                          "? ",
                                                          "---",
                                                          "...",
                                                          "[",
                                                          "]",
                                                          "{",
                                                          "}",
                                                          ",",
                                                          "&a",
                                                          "*a",
                                                          "!",
                                                          "|",
                                                          ">",
                                                          "'",
                                                          "\"",
                                                          "\\",
                                                          "%",
                                                          "@",
                                                          "`",
                                                          "null",
                                                          "1.5",
                                                          "\r",
                                                          "\xEF\xBB\xBF",
                                                          "~",
                                                          "=",
                                                          "<<",
                                                          "\x7F",
                                                          "\x01",
                                                          "\xC3\xA9",
                                                          "\xC2\x85",
                                                          "\xE2\x80\xA8",
                                                          "\xF0\x9F\x98\x80"});

constexpr auto kStyles =
    std::to_array({ScalarStyle::kPlain, ScalarStyle::kSingleQuoted, ScalarStyle::kDoubleQuoted,
                   ScalarStyle::kLiteral, ScalarStyle::kFolded});

// The events of a document, with texts that they share.
class Stream {
 public:
  void Add(Event event) { events_.push_back(event); }
  void AddScalar(std::string_view text, ScalarStyle style, std::string_view anchor = {}) {
    events_.push_back(
        {.kind = kScalar, .scalar = {.raw = text, .style = style, .verbatim = true}, .anchor = anchor});
  }
  void Begin() {
    Add({.kind = kStreamStart});
    Add({.kind = kDocumentStart});
  }
  void End() {
    Add({.kind = kDocumentEnd});
    Add({.kind = kStreamEnd});
  }
  const std::vector<Event>& events() const { return events_; }

 private:
  std::vector<Event> events_;
};

class EmitterRoundTrip : public testing::Test {
 protected:
  std::string Written(const Stream& stream, const EmitOptions& options) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, options);
    for (const Event& event : stream.events()) emitter.Write(event, event.tag);
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text);
  }

  // An event without styles and markers. An empty plain scalar and "null" are the same.
  void Describe(Event event, Output& out) {
    event.flow = event.has_marker = false;
    std::string_view text = DecodeScalar(event.scalar, &content_);
    const bool plain = event.scalar.style == ScalarStyle::kPlain;
    if (plain && text.empty()) text = "null";
    const bool matters = text == "null" || text == "1.5" || text.empty() || text == "~";
    event.scalar.style = plain || !matters ? ScalarStyle::kPlain : ScalarStyle::kDoubleQuoted;
    WriteNotation(event, event.tag, text, out);
  }

  std::string Expected(const Stream& stream) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    for (const Event& event : stream.events()) Describe(event, *out);
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text);
  }

  std::string Read(std::string_view yaml) {
    std::pmr::string text, tag;
    const auto out = Output::ToString(&text, account_);
    Parser parser(yaml, account_);
    while (const Event* next = parser.Next()) {
      Event event = *next;
      event.tag = parser.ResolveTag(event.tag, &tag);
      Describe(event, *out);
      if (event.kind == kStreamEnd) break;
    }
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text) + parser.error().ToString();
  }

  // False at the first difference.
  [[nodiscard]] bool RoundTrips(const Stream& stream, const EmitOptions& options) {
    const std::string written = Written(stream, options);
    const std::string expected = Expected(stream), read = Read(written);
    EXPECT_EQ(read, expected) << "written in style " << static_cast<int>(options.style) << ":\n" << written;
    return read == expected;
  }

  Budget budget_;
  Account account_{"test", budget_};
  std::pmr::string content_;
};

// The places of a scalar: root, entry, key, value, and inside of those.
Stream AtPlace(int place, std::string_view text, ScalarStyle style) {
  Stream stream;
  stream.Begin();
  const auto entry = [&] { stream.AddScalar(text, style); };
  switch (place) {
    case 0:
      entry();
      break;
    case 1:
      stream.Add({.kind = kSequenceStart});
      entry();
      entry();
      stream.Add({.kind = kSequenceEnd});
      break;
    case 2:
      stream.Add({.kind = kMappingStart});
      entry();
      entry();
      stream.AddScalar("k", ScalarStyle::kPlain);
      entry();
      stream.Add({.kind = kMappingEnd});
      break;
    default:
      stream.Add({.kind = kSequenceStart});
      stream.Add({.kind = kMappingStart});
      stream.AddScalar(text, style, "a");
      stream.Add({.kind = kSequenceStart});
      stream.AddScalar(text, style, "b");
      stream.Add({.kind = kSequenceEnd});
      stream.Add({.kind = kMappingEnd});
      stream.Add({.kind = kSequenceEnd});
  }
  stream.End();
  return stream;
}
constexpr int kPlaces = 4;

constexpr auto kOptions = std::to_array<EmitOptions>({
    {.style = EmitStyle::kBlock},
    {.style = EmitStyle::kFlow},
    {.style = EmitStyle::kPretty, .markers = DocumentMarkers::kAlways, .indentation = 4},
    {.style = EmitStyle::kBlock, .indentation = 1, .indent_sequences = true, .width = 1},
    {.style = EmitStyle::kFlow, .width = 3},
});

TEST_F(EmitterRoundTrip, EveryTextEverywhere) {
  std::vector<std::string> texts = {""};
  for (const std::string_view first : kPieces) {
    texts.emplace_back(first);
    for (const std::string_view second : kPieces) {
      texts.push_back(std::string(first).append(second));
      texts.push_back("a" + texts.back() + "b");
      texts.push_back("a b " + std::string(first) + " c" + std::string(second));
      texts.push_back(std::string(first) + "a\n" + std::string(second) + "b c");
    }
  }
  for (const std::string& text : texts) {
    for (const ScalarStyle style : kStyles) {
      // Plain and quoted are told apart by what they are read as: others do not come here as plain.
      for (int place = 0; place < kPlaces; ++place) {
        const Stream stream = AtPlace(place, text, style);
        for (const EmitOptions& options : kOptions) ASSERT_TRUE(RoundTrips(stream, options)) << text;
      }
    }
  }
}

// Random texts and random trees.
class RandomStream {
 public:
  explicit RandomStream(uint64_t seed) : random_(seed) {}

  Stream Make(std::vector<std::string>* texts) {
    texts->clear();
    texts->reserve(1000);
    texts_ = texts;
    Stream stream;
    stream.Add({.kind = kStreamStart});
    for (size_t documents = 1 + Below(2); documents > 0; --documents) {
      anchors_ = 0;
      stream.Add({.kind = kDocumentStart, .has_marker = Below(2) == 0});
      AddNode(stream, 0);
      stream.Add({.kind = kDocumentEnd, .has_marker = Below(2) == 0});
    }
    stream.Add({.kind = kStreamEnd});
    return stream;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }

  std::string_view Text() {
    std::string text;
    for (size_t pieces = Below(5); pieces > 0; --pieces) text += kPieces[Below(kPieces.size())];
    if (Below(50) == 0) text += std::string(1030, 'x');
    return texts_->emplace_back(std::move(text));
  }

  std::string_view Anchor() {
    if (Below(6) != 0) return {};
    ++anchors_;
    return "a";
  }
  std::string_view Tag() {
    constexpr auto kTags =
        std::to_array<std::string_view>({"!", "!local", "tag:yaml.org,2002:str", "tag:example.com,2000:a/b",
                                         "!a%b,c[]", "tag:yaml.org,2002:"});
    return Below(6) == 0 ? kTags[Below(kTags.size())] : std::string_view();
  }

  void AddNode(Stream& stream, int depth) {
    const size_t kind = Below(depth < 5 && texts_->size() < 800 ? 5 : 3);
    if (kind == 2 && anchors_ > 0) {
      stream.Add({.kind = kAlias, .anchor = "a"});
    } else if (kind < 3) {
      stream.Add({.kind = kScalar,
                  .scalar = {.raw = Text(), .style = kStyles[Below(kStyles.size())], .verbatim = true},
                  .anchor = Anchor(),
                  .tag = Tag()});
    } else {
      const bool mapping = kind == 4;
      stream.Add({.kind = mapping ? kMappingStart : kSequenceStart,
                  .flow = Below(4) == 0,
                  .anchor = Anchor(),
                  .tag = Tag()});
      for (size_t entries = Below(4) * (mapping ? 2 : 1); entries > 0; --entries) AddNode(stream, depth + 1);
      stream.Add({.kind = mapping ? kMappingEnd : kSequenceEnd});
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string>* texts_ = nullptr;
  size_t anchors_ = 0;
};

TEST_F(EmitterRoundTrip, RandomTrees) {
  std::vector<std::string> texts;
  for (uint64_t seed = 0; seed < 5000; ++seed) {
    const Stream stream = RandomStream(seed).Make(&texts);
    for (const EmitOptions& options : kOptions) ASSERT_TRUE(RoundTrips(stream, options)) << "seed " << seed;
    ASSERT_TRUE(RoundTrips(stream, {.style = EmitStyle::kOriginal})) << "seed " << seed;
  }
}

}  // namespace
}  // namespace tare::yaml
