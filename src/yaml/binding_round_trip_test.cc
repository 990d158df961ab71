// C++ values written as YAML: their text, and that it reads back to the same in every style.

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "tare/yaml_binding.h"

namespace tare::yaml {
namespace {

enum class Level : int8_t { kLow = -1, kHigh = 1, kNameless = 5 };

struct Named {
  std::string name;
  bool operator==(const Named&) const = default;
};
struct Numbered {
  int64_t number = 0;
  std::optional<int> note = 3;  // not empty in a new object
  bool operator==(const Numbered&) const = default;
};
using Kinds = std::variant<Named, Numbered>;

struct Any {
  std::variant<std::monostate, bool, int64_t, uint64_t, double, std::string, std::vector<Any>,
               std::map<std::string, Any>>
      value;
  bool operator==(const Any&) const = default;
};

struct Node3 {
  std::string text;
  std::unique_ptr<Node3> next;
  bool operator==(const Node3& other) const {
    return text == other.text && (next && other.next ? *next == *other.next : next == other.next);
  }
};

struct Temperature {
  double celsius = 0;
  bool operator==(const Temperature&) const = default;
};

struct Everything {
  bool flag = false;
  int8_t small = 0;
  uint64_t large = 0;
  float single = 0;
  double real = 0;
  std::string text;
  Level level = Level::kLow;
  std::vector<std::string> lines;
  std::vector<bool> bits;
  std::array<int16_t, 2> two{};
  std::pair<int, std::string> pair;
  std::tuple<bool, double, std::vector<int>> triple;
  std::map<std::string, double> reals;
  std::map<int64_t, std::string> by_number;
  std::map<Level, int> by_level;
  std::unordered_map<std::string, Named> named;
  std::unordered_map<uint16_t, int> numbered;
  std::optional<std::string> perhaps;
  std::vector<std::optional<int>> holes;
  std::vector<Kinds> kinds;
  Any any;
  Temperature temperature;
  bool operator==(const Everything&) const = default;
};

struct Odd {
  int yes = 1;
  int spaced = 2;
  std::optional<int> left_out{};
  std::optional<int> kept = 3;
  bool operator==(const Odd&) const = default;
};

}  // namespace

template <>
struct Names<Level> {
  static constexpr std::array kList = {Name{"low", Level::kLow}, Name{"high", Level::kHigh},
                                       Name{"top", Level::kHigh}};
};
template <>
struct Fields<Named> {
  static constexpr auto kList = std::tuple{Required("name", &Named::name)};
};
template <>
struct Fields<Numbered> {
  static constexpr auto kList =
      std::tuple{Required("number", &Numbered::number), Optional("note", &Numbered::note)};
};
template <>
struct Alternatives<Kinds> {
  static constexpr std::string_view key = "kind";
  static constexpr std::array<std::string_view, 2> names = {"named", "1"};
};
template <>
struct Wrapper<Any> {
  static constexpr auto member = &Any::value;
};
template <>
struct Fields<Node3> {
  static constexpr auto kList = std::tuple{Required("text", &Node3::text), Optional("next", &Node3::next)};
};
template <>
struct UserConversion<Temperature> {
  static Result<Temperature> Read(const Node& node) {
    const Result<double> celsius = node.as<double>();
    if (!celsius) return std::unexpected(celsius.error());
    return Temperature{*celsius};
  }
  static double Write(const Temperature& temperature) { return temperature.celsius; }
};
template <>
struct Fields<Everything> {
  using E = Everything;
  static constexpr auto kList =
      std::tuple{Required("flag", &E::flag),         Required("small", &E::small),
                 Required("large", &E::large),       Required("single", &E::single),
                 Required("real", &E::real),         Required("text", &E::text),
                 Required("level", &E::level),       Required("lines", &E::lines),
                 Required("bits", &E::bits),         Required("two", &E::two),
                 Required("pair", &E::pair),         Required("triple", &E::triple),
                 Required("reals", &E::reals),       Required("by number", &E::by_number),
                 Required("by level", &E::by_level), Required("named", &E::named),
                 Required("numbered", &E::numbered), Optional("perhaps", &E::perhaps),
                 Required("holes", &E::holes),       Required("kinds", &E::kinds),
                 Required("any", &E::any),           Required("temperature", &E::temperature)};
};
template <>
struct Fields<Odd> {
  static constexpr auto kList =
      std::tuple{Optional("yes", &Odd::yes), Optional("a: b #c", &Odd::spaced),
                 Optional("left out", &Odd::left_out), Optional("kept", &Odd::kept)};
};

namespace {

constexpr auto kStyles = std::to_array({EmitStyle::kOriginal, EmitStyle::kBlock, EmitStyle::kFlow,
                                        EmitStyle::kPretty, EmitStyle::kJson, EmitStyle::kJsonLine});

class BindingRoundTrip : public testing::Test {
 protected:
  ~BindingRoundTrip() override { EXPECT_EQ(account_.live(), 0u); }

  template <typename T>
  std::string Written(const T& value, EmitStyle style = EmitStyle::kBlock, uint32_t width = 0) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, {.style = style, .width = width, .json_kind = CoreJsonKind});
    emitter.Write({.kind = EventKind::kStreamStart}, {});
    const Result<void> written = Write(value, emitter, account_);
    EXPECT_TRUE(written.has_value()) << written.error().ToString();
    emitter.Write({.kind = EventKind::kStreamEnd}, {});
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(text);
  }
  template <typename T>
  std::string ErrorOf(const T& value, const WriteOptions& options = {}) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_);
    const Result<void> written = Write(value, emitter, account_, options);
    return written ? "no error" : written.error().ToString();
  }
  // False where it does not.
  template <typename T>
  [[nodiscard]] bool RoundTrips(const T& value) {
    for (const EmitStyle style : kStyles) {
      for (const uint32_t width : {0u, 10u}) {
        const std::string text = Written(value, style, width);
        const Result<Document> document = Load(text, account_);
        EXPECT_TRUE(document.has_value()) << document.error().ToString() << "\n" << text;
        if (!document) return false;
        const Result<T> read = Read<T>(*document, {.unknown_keys = UnknownKeys::kError});
        EXPECT_TRUE(read.has_value()) << read.error().ToString() << "\n" << text;
        EXPECT_TRUE(read && *read == value) << "style " << static_cast<int>(style) << "\n" << text;
        if (!read || !(*read == value)) return false;
      }
    }
    return true;
  }

  Budget budget_;
  Account account_{"test", budget_};
};

// ---- Text ----

TEST_F(BindingRoundTrip, HowItLooks) {
  Everything value;
  value.flag = true;
  value.single = 0.1f;
  value.real = 3;
  value.text = "one\ntwo\n";
  value.lines = {"plain text", "12", "", "a: b"};
  value.bits = {true};
  value.pair = {1, "x"};
  value.by_number = {{10, "ten"}, {-1, "below"}};
  value.by_level = {{Level::kHigh, 1}};
  value.named = {{"z", {"last"}}, {"a", {"first"}}, {"m", {"middle"}}};
  value.kinds = {Named{"first"}, Numbered{7, 4}};
  value.holes = {1, std::nullopt};
  EXPECT_EQ(
      Written(value),
      "flag: true\nsmall: 0\nlarge: 0\nsingle: 0.1\nreal: 3.0\ntext: |\n  one\n  two\nlevel: low\n"
      "lines:\n- plain text\n- \"12\"\n- \"\"\n- 'a: b'\nbits:\n- true\ntwo:\n- 0\n- 0\npair:\n- 1\n- x\n"
      "triple:\n- false\n- 0.0\n- []\nreals: {}\nby number:\n  -1: below\n  10: ten\nby level:\n  high: 1\n"
      "named:\n  a:\n    name: first\n  m:\n    name: middle\n  z:\n    name: last\nnumbered: {}\n"
      "holes:\n- 1\n- null\nkinds:\n- kind: named\n  name: first\n- kind: \"1\"\n  number: 7\n  note: 4\n"
      "any: null\ntemperature: 0.0\n");
}

TEST_F(BindingRoundTrip, EmptyMembersAreLeftOutWhereTheyReadBackAsEmpty) {
  EXPECT_EQ(Written(Odd{}), "\"yes\": 1\n'a: b #c': 2\nkept: 3\n");
  EXPECT_EQ(Written(Odd{.kept = std::nullopt}), "\"yes\": 1\n'a: b #c': 2\nkept: null\n");
  EXPECT_TRUE(RoundTrips(Odd{.left_out = 1, .kept = std::nullopt}));
}

TEST_F(BindingRoundTrip, AsJson) {
  const std::map<int, std::vector<Any>> value = {
      {1, {Any{true}, Any{int64_t{-5}}, Any{0.5}, Any{}, Any{"1"}}}};
  EXPECT_EQ(Written(value, EmitStyle::kJsonLine), "{\"1\":[true,-5,0.5,null,\"1\"]}\n");
}

TEST_F(BindingRoundTrip, SeveralDocuments) {
  std::pmr::string text;
  const auto out = Output::ToString(&text, account_);
  Emitter emitter(*out, account_);
  emitter.Write({.kind = EventKind::kStreamStart}, {});
  for (const int number : {1, 2}) EXPECT_TRUE(Write(number, emitter, account_).has_value());
  emitter.Write({.kind = EventKind::kStreamEnd}, {});
  EXPECT_TRUE(out->Commit().has_value());
  EXPECT_EQ(text, "1\n--- 2\n");
}

// ---- Round trips ----

TEST_F(BindingRoundTrip, Numbers) {
  using Limits = std::numeric_limits<int64_t>;
  EXPECT_TRUE(RoundTrips(std::vector<int64_t>{Limits::min(), -1, 0, 1, Limits::max()}));
  EXPECT_TRUE(RoundTrips(std::vector<uint64_t>{0, 1, UINT64_MAX}));
  EXPECT_TRUE(RoundTrips(std::map<int64_t, uint8_t>{{Limits::min(), 0}, {Limits::max(), 255}}));
  EXPECT_TRUE(RoundTrips(std::map<uint64_t, int8_t>{{0, -128}, {UINT64_MAX, 127}}));
  EXPECT_TRUE(
      RoundTrips(std::vector<double>{0.1, -0.0, 1e300, 5e-324, HUGE_VAL, -HUGE_VAL, 123456789012345680.0}));
  EXPECT_TRUE(RoundTrips(std::vector<float>{0.1f, 3.4028235e38f, 1e-45f, HUGE_VALF, 16777216.0f}));
  EXPECT_TRUE(RoundTrips(std::vector<Any>{Any{1.0}, Any{int64_t{1}}, Any{UINT64_MAX}, Any{1e22}}));
}

TEST_F(BindingRoundTrip, NoNumberStaysNone) {
  for (const EmitStyle style : kStyles) {
    const std::string text = Written(std::pair(NAN, std::nan("")), style);
    const Result<Document> document = Load(text, account_);
    const auto read = Read<std::pair<float, double>>(*document);
    EXPECT_TRUE(read && std::isnan(read->first) && std::isnan(read->second)) << text;
  }
}

TEST_F(BindingRoundTrip, RandomNumbers) {
  std::mt19937_64 random(1);
  std::vector<float> singles;
  std::vector<double> reals;
  while (reals.size() < 20'000) {
    const auto real = std::bit_cast<double>(random());
    const auto single = std::bit_cast<float>(static_cast<uint32_t>(random()));
    if (std::isnan(real) || std::isnan(single)) continue;
    reals.push_back(real);
    singles.push_back(single);
  }
  EXPECT_TRUE(RoundTrips(singles));
  EXPECT_TRUE(RoundTrips(reals));
}

TEST_F(BindingRoundTrip, Texts) {
  const std::vector<std::string> texts = {"",
                                          "a",
                                          " a ",
                                          "null",
                                          "~",
                                          "true",
                                          "yes",
                                          "1",
                                          "1.5",
                                          "0x1F",
                                          ".inf",
                                          "-",
                                          "- a",
                                          "a: b",
                                          "a #b",
                                          "#",
                                          "[",
                                          "{}",
                                          "\n",
                                          "a\n",
                                          "a\n\n",
                                          "\n a",
                                          " \n",
                                          "a\nb\n  c\n",
                                          "a\tb",
                                          "\r\n",
                                          "\x01",
                                          "é€😀",
                                          "\xC2\x85",
                                          "'",
                                          "\"",
                                          "\\",
                                          "---",
                                          "...",
                                          "--- a",
                                          "<<",
                                          "&a *b",
                                          "%x",
                                          "@",
                                          "2001-01-01",
                                          "1:30",
                                          "? x",
                                          "key: |",
                                          "! tag",
                                          "a,b",
                                          std::string(2000, 'x') + " y",
                                          std::string("a\0b", 3)};
  EXPECT_TRUE(RoundTrips(texts));
  std::map<std::string, std::string> by_text;
  for (const std::string& text : texts) by_text.emplace(text, text);
  EXPECT_TRUE(RoundTrips(by_text));
  EXPECT_TRUE(RoundTrips(std::unordered_map<std::string, std::string>(by_text.begin(), by_text.end())));
  for (const std::string& text : texts) EXPECT_TRUE(RoundTrips(text));
}

TEST_F(BindingRoundTrip, PointersAndRoots) {
  Node3 list{.text = "a", .next = {}};
  list.next = std::make_unique<Node3>(Node3{.text = "b", .next = {}});
  EXPECT_TRUE(RoundTrips(list));
  EXPECT_TRUE(RoundTrips(std::optional<int>()));
  EXPECT_TRUE(RoundTrips(std::vector<Kinds>{Named{"x"}, Numbered{1, {}}, Numbered{2, 3}}));
  EXPECT_TRUE(RoundTrips(std::tuple<>()));
  EXPECT_TRUE(RoundTrips(Level::kHigh));
}

// Random values of all types together.
class RandomValues {
 public:
  explicit RandomValues(uint64_t seed) : random_(seed) {}

  Everything Make() {
    Everything value;
    value.flag = Below(2) == 0;
    value.small = static_cast<int8_t>(random_());
    value.large = random_() >> Below(64);
    value.single = static_cast<float>(Real());
    value.real = Real();
    value.text = Text();
    value.level = MakeLevel();
    value.lines = Some([&] { return Text(); });
    value.bits = Some([&] { return Below(2) == 0; });
    value.two = {static_cast<int16_t>(random_()), static_cast<int16_t>(random_())};
    value.pair = {static_cast<int>(random_()), Text()};
    value.triple = {Below(2) == 0, Real(), Some([&] { return static_cast<int>(random_()); })};
    for (size_t i = Below(4); i > 0; --i) {
      value.reals[Text()] = Real();
      value.by_number[static_cast<int64_t>(random_())] = Text();
      value.by_level[MakeLevel()] = static_cast<int>(random_());
      value.named[Text()] = {Text()};
      value.numbered[static_cast<uint16_t>(random_())] = static_cast<int>(random_());
    }
    if (Below(2) == 0) value.perhaps = Text();
    value.holes = Some([&] { return Below(2) == 0 ? std::optional<int>() : static_cast<int>(random_()); });
    value.kinds = Some([&] { return Below(2) == 0 ? Kinds(Named{Text()}) : Kinds(Numbered{5, {}}); });
    value.any = MakeAny(0);
    value.temperature = {Real()};
    return value;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  double Real() {
    return static_cast<double>(static_cast<int64_t>(random_())) / static_cast<double>(1 + Below(1000));
  }
  Level MakeLevel() { return Below(2) == 0 ? Level::kLow : Level::kHigh; }
  std::string Text() {
    constexpr auto kPieces =
        std::to_array<std::string_view>({"a", "word", " ", "\n", ": ", " #", "- ", "1", "true", "\"", "'",
                                         "\\", "é", "{", "]", ",", "\t", "."});
    std::string text;
    for (size_t pieces = Below(5); pieces > 0; --pieces) text += kPieces[Below(kPieces.size())];
    return text;
  }
  template <typename Maker>
  std::vector<std::invoke_result_t<Maker>> Some(Maker make) {
    std::vector<std::invoke_result_t<Maker>> values;
    for (size_t i = Below(4); i > 0; --i) values.push_back(make());
    return values;
  }
  Any MakeAny(int depth) {
    switch (Below(depth < 4 ? 8 : 6)) {
      case 0:
        return {};
      case 1:
        return {Below(2) == 0};
      case 2:
        return {static_cast<int64_t>(random_())};
      case 3:
        return {random_() | uint64_t{1} << 63};
      case 4:
        return {Real()};
      case 5:
        return {Text()};
      case 6:
        return {Some([&] { return MakeAny(depth + 1); })};
      default: {
        std::map<std::string, Any> entries;
        for (size_t i = Below(4); i > 0; --i) entries[Text()] = MakeAny(depth + 1);
        return {std::move(entries)};
      }
    }
  }

  std::mt19937_64 random_;
};

TEST_F(BindingRoundTrip, RandomValuesOfAllTypes) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    ASSERT_TRUE(RoundTrips(RandomValues(seed).Make())) << "seed " << seed;
  }
}

// ---- Errors ----

TEST_F(BindingRoundTrip, WhatCannotBeWritten) {
  EXPECT_EQ(ErrorOf(std::vector{Level::kLow, Level::kNameless}),
            "an enumeration to be written has no name for the value 5");
  EXPECT_EQ(ErrorOf(std::map<Level, int>{{Level::kNameless, 1}}),
            "an enumeration to be written has no name for the value 5");
  EXPECT_EQ(ErrorOf(std::vector<std::vector<std::vector<int>>>{{{}}}, {.max_depth = 2}),
            "values to be written are nested more than 2 levels deep");
  EXPECT_EQ(ErrorOf(std::vector<std::vector<int>>{{1}}, {.max_depth = 2}), "no error");
  Node3 list;
  for (int i = 0; i < 600; ++i) list = {.text = {}, .next = std::make_unique<Node3>(std::move(list))};
  EXPECT_EQ(ErrorOf(list), "values to be written are nested more than 500 levels deep");
}

TEST_F(BindingRoundTrip, UnorderedMapsAreChargedWhileTheyAreWritten) {
  std::unordered_map<int, int> map;
  for (int i = 0; i < 10'000; ++i) map[i] = i;
  std::pmr::string text;
  const auto out = Output::ToString(&text, account_);
  Emitter emitter(*out, account_);
  Budget small(1000);
  Account poor("poor", small);
  EXPECT_THROW((void)Write(map, emitter, poor), MemoryLimitExceeded);
  EXPECT_EQ(poor.live(), 0u);
}

}  // namespace
}  // namespace tare::yaml
