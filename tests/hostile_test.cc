// Input made to hurt: whatever it is, reading ends in time that grows with its size alone, events are
// well-formed, memory stays under the limit, and all of it is given back.

#include <gtest/gtest.h>

#include <ctime>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "document/checking_sink.h"
#include "hostile_inputs.h"
#include "hostile_samples.h"
#include "repeated_bytes.h"
#include "sanitized.h"
#include "tare/convert.h"

namespace tare {
namespace {

#ifdef TARE_SANITIZED
constexpr size_t kScale = 20;  // how many times smaller inputs are
#else
constexpr size_t kScale = 1;
#endif

// Every input here converts to every format within this, to the end.
constexpr uint64_t kMemoryLimit = 32 << 20;
// One conversion takes less than a second of the processor's time; minutes where a step is quadratic.
constexpr double kMostSeconds = 10;
// Readers see the whole input, writers a part of it: for them, there is less that can be hostile.
constexpr size_t kWritersPart = 16;
// Output is in proportion to input as well. Tables with wide spans are what grows most.
constexpr uint64_t kMostGrowth = 1000;

struct Target {
  std::string_view name;
  std::string_view to;  // empty: into a CheckingSink
  JsonForm json = JsonForm::kEvents;
};

constexpr Target kTargets[] = {
    {"events", ""},
    {"text", "text"},
    {"markdown", "markdown"},
    {"html", "html"},
    {"rtf", "rtf"},
    {"json", "json"},
    {"json result", "json", JsonForm::kResult},
};

// Converts, and sees that it went as it must.
class Trials {
 public:
  explicit Trials(uint64_t memory_limit = kMemoryLimit) : engine_({.memory_limit = memory_limit}) {}

  void Convert(std::string_view input, std::string_view from, const Target& target,
               const std::string& charset = "") {
    SCOPED_TRACE(std::string(from) + " to " + std::string(target.name));
    OpenAccounts(from, target);
    const uint64_t idle = engine_.budget().used();
    const std::clock_t start = std::clock();
    Run(input, from, target, charset);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, kMostSeconds);
    engine_.Trim();
    EXPECT_EQ(engine_.budget().used(), idle);
  }

  void ConvertToAll(std::string_view input, std::string_view from, const std::string& charset = "") {
    for (const Target& target : kTargets) Convert(input, from, target, charset);
  }

 private:
  void Run(std::string_view input, std::string_view from, const Target& target, const std::string& charset) {
    const auto source = Source::FromMemory(input, "hostile");
    ConvertOptions options{.from = std::string(from), .to = std::string(target.to)};
    options.read.charset = charset;
    options.write.json = target.json;
    if (target.to.empty()) {
      CheckingSink checking;
      const bool read = Accept(ReadDocument(engine_, *source, checking, options), input, from);
      if (read) {
        EXPECT_EQ(checking.failure(), "");
      }
      return;
    }
    const uint64_t most = kMostGrowth * input.size() + (1 << 20);
    uint64_t written = 0;
    const auto output =
        Output::ToCallback([&](std::string_view bytes) { return (written += bytes.size()) <= most; },
                           *std::pmr::new_delete_resource());
    Accept(tare::Convert(engine_, *source, *output, options), input, from);
    EXPECT_LE(written, most);
  }

  // Whatever the input is, something is made of it. Only what has no RTF header may be refused; then false.
  static bool Accept(const Result<Conversion>& result, std::string_view input, std::string_view from) {
    if (result) return true;
    EXPECT_TRUE(result.error().code == ErrorCode::kMalformed && from == "rtf" &&
                !input.starts_with("{\\rtf1"))
        << result.error().ToString();
    return false;
  }

  // The first conversion from a format or to one opens accounts, which stay.
  void OpenAccounts(std::string_view from, const Target& target) {
    if (!opened_.insert({from, target.name}).second) return;
    for (const HostileSample& sample : kHostileSamples) {
      if (sample.format == from) Run(sample.text, from, target, "");
    }
    engine_.Trim();
  }

  Engine engine_;
  std::set<std::pair<std::string_view, std::string_view>> opened_;
};

// The inputs of hostile_inputs.h.

struct Named {
  std::string_view format;
  const HostileInput* input;
};

std::vector<Named> AllInputs() {
  std::vector<Named> all;
  for (const HostileInput& input : kHostileHtml) all.push_back({"html", &input});
  for (const HostileInput& input : kHostileMarkdown) all.push_back({"markdown", &input});
  for (const HostileInput& input : kHostileRtf) all.push_back({"rtf", &input});
  for (const HostileInput& input : kHostileText) all.push_back({"text", &input});
  return all;
}

class Hostile : public testing::TestWithParam<Named> {};

TEST_P(Hostile, IsConvertedInTimeAndMemory) {
  const HostileInput& input = *GetParam().input;
  Trials trials;
  trials.Convert(Text(input, input.count / kScale), GetParam().format, kTargets[0]);
  trials.ConvertToAll(Text(input, std::max<size_t>(input.count / kScale / kWritersPart, 1)),
                      GetParam().format);
}

INSTANTIATE_TEST_SUITE_P(Inputs, Hostile, testing::ValuesIn(AllInputs()), [](const auto& test) {
  return std::string(test.param.format) + "_" + std::string(test.param.input->name);
});

// A gigabyte of one thing; of those that only differ in what the thing is, less.

constexpr size_t kGigabyte = (size_t{1} << 30) / kScale;
constexpr size_t kLess = (size_t{64} << 20) / kScale;
constexpr size_t kForWriters = size_t{16} << 20;  // more than anything may hold

struct Endless {
  std::string_view name;
  std::string_view format;
  std::string_view head;
  std::string_view filling;
  std::string_view tail;
  size_t size = kLess;
};

constexpr Endless kEndless[] = {
    {"HtmlAttribute", "html", "<p>a<img src='", "x", "'>b</p>", kGigabyte},
    {"HtmlLinkTarget", "html", "<p>a<a href='", "x&amp;?/.", "'>b</a>"},
    {"HtmlText", "html", "<p>", "long words ", "</p>"},
    {"HtmlWord", "html", "<p>", "word", "</p>"},
    {"HtmlTagName", "html", "<p>a<", "x", ">b"},
    {"HtmlComment", "html", "<p>a<!--", "-", "-->b"},
    {"HtmlTitle", "html", "<title>", "x ", "</title>b"},
    {"HtmlCell", "html", "<table><tr><td>a<td>", "word ", "<tr><td>b"},
    {"HtmlPreformatted", "html", "<pre>", "word ", "</pre>"},
    {"MarkdownText", "markdown", "a ", "word ", "b", kGigabyte},
    {"MarkdownWord", "markdown", "", "word", ""},
    {"MarkdownEmphasis", "markdown", "", "*a* ", "", (size_t{8} << 20) / kScale},
    {"MarkdownLinkTarget", "markdown", "[a](", "x", ")"},
    {"MarkdownCode", "markdown", "`", "x", "`"},
    {"MarkdownFence", "markdown", "```\n", "x", "\n```\n"},
    {"MarkdownHtml", "markdown", "<div ", "x", ">\n"},
    {"MarkdownDefinition", "markdown", "[a]: ", "x", "\n\n[a]\n"},
    {"MarkdownCell", "markdown", "|a|\n|-|\n|", "x", "|\n"},
    {"RtfText", "rtf", "{\\rtf1 ", "word ", "}", kGigabyte},
    {"RtfCell", "rtf", "{\\rtf1\\trowd\\cellx1\\intbl ", "word ", "\\cell\\row}"},
    {"RtfTitle", "rtf", "{\\rtf1{\\info{\\title ", "x ", "}}b}"},
    {"RtfInstruction", "rtf", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"", "x", "\"}{\\fldrslt b}}}"},
    {"RtfPicture", "rtf", "{\\rtf1{\\pict\\pngblip ", "89", "}b}"},
    {"RtfControlWord", "rtf", "{\\rtf1 a\\", "x", " b}"},
    {"TextWord", "text", "", "word", ""},
    {"TextWords", "text", "", "word ", "", kGigabyte},
};

class Gigabyte : public testing::TestWithParam<Endless> {};

TEST_P(Gigabyte, TakesAFewMegabytes) {
  const Endless& endless = GetParam();
  std::string filling(endless.filling);
  while (RepeatedBytes::kBlock % filling.size() != 0) filling += ' ';
  const RepeatedBytes input(endless.head, filling, endless.tail, endless.size);
  Trials(8 << 20).Convert(input.bytes(), endless.format, kTargets[0]);
  const RepeatedBytes part(endless.head, filling, endless.tail,
                           std::clamp(endless.size / 4, 3 * RepeatedBytes::kBlock, kForWriters));
  Trials().ConvertToAll(part.bytes(), endless.format);
}

INSTANTIATE_TEST_SUITE_P(Inputs, Gigabyte, testing::ValuesIn(kEndless),
                         [](const auto& test) { return std::string(test.param.name); });

// Samples cut short and altered.

class Damaged : public testing::TestWithParam<HostileSample> {
 protected:
  void Try(std::string_view text, size_t writer) {
    trials_.Convert(text, GetParam().format, kTargets[0]);
    trials_.Convert(text, GetParam().format, kTargets[1 + writer % (std::size(kTargets) - 1)]);
  }

  Trials trials_;
};

TEST_P(Damaged, Whole) { trials_.ConvertToAll(GetParam().text, GetParam().format); }

TEST_P(Damaged, CutShortAtEveryByte) {
  const std::string_view text = GetParam().text;
  for (size_t size = 0; size < text.size() && !HasFailure(); ++size) {
    SCOPED_TRACE("first " + std::to_string(size) + " bytes");
    Try(std::string(text.substr(0, size)), size);
    Try(std::string(text.substr(size)), size);
  }
}

// Every third bit, so that each of the eight of a byte has its turn.
TEST_P(Damaged, BitsFlipped) {
  std::string text(GetParam().text);
  for (size_t bit = 0; bit < text.size() * 8 && !HasFailure(); bit += 3) {
    SCOPED_TRACE("bit " + std::to_string(bit % 8) + " of byte " + std::to_string(bit / 8));
    const auto mask = static_cast<char>(1 << bit % 8);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ mask);
    Try(text, bit);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ mask);
  }
}

TEST_P(Damaged, NulsEverywhere) {
  std::string text(GetParam().text);
  for (size_t at = 0; at < text.size() && !HasFailure(); ++at) {
    SCOPED_TRACE("NUL before byte " + std::to_string(at));
    text.insert(at, 1, '\0');
    Try(text, at);
    text.erase(at, 1);
  }
  std::string between;
  for (const char c : text) between += {c, '\0'};
  trials_.ConvertToAll(between, GetParam().format);
  trials_.ConvertToAll(std::string(100'000, '\0'), GetParam().format);
}

// Pieces of the sample in any order: more of them make sense than of random bytes.
TEST_P(Damaged, PiecesInAnyOrder) {
  std::mt19937 random(7);
  const std::string_view text = GetParam().text;
  for (size_t round = 0; round < 800 / kScale && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::string pieces;
    for (int i = 0; i < 100; ++i) pieces += text.substr(random() % text.size(), 1 + random() % 24);
    Try(pieces, round);
  }
}

TEST_P(Damaged, RandomBytes) {
  std::mt19937 random(11);
  for (size_t round = 0; round < 200 / kScale && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::string bytes(random() % 2000, ' ');
    for (char& c : bytes) c = static_cast<char>(random());
    Try(bytes, round);
  }
}

// Every charset that can be named, on text that is in another.
TEST_P(Damaged, WrongCharsetLabels) {
  for (const char* label : {"utf-8", "utf-16", "utf-16be", "utf-32", "shift_jis", "euc-jp", "gb18030", "big5",
                            "euc-kr", "iso-8859-1", "windows-1252", "koi8-r", "macintosh"}) {
    SCOPED_TRACE(label);
    trials_.ConvertToAll(GetParam().text, GetParam().format, label);
    trials_.ConvertToAll(std::string(GetParam().text) + "\x81", GetParam().format,
                         label);  // half of a character
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, Damaged, testing::ValuesIn(kHostileSamples),
                         [](const auto& test) { return std::string(test.param.format); });

}  // namespace
}  // namespace tare
