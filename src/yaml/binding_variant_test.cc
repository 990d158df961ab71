// Variants by what fits and by a key, and the limits of what input can make of a type.

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "tare/yaml_binding.h"

namespace tare::yaml {
namespace {

struct Circle {
  double radius = 1;
};
struct Box {
  int width = 0;
  int height = 0;
};
using Shape = std::variant<Circle, Box>;  // by the key "shape"
using Area = std::variant<Box, Circle, std::string>;

struct Chain {
  std::unique_ptr<Chain> next;
};
struct Nest {
  std::vector<Nest> inside;
};

// Two alternatives that only their innermost value tells apart.
struct Left;
struct Right;
using Either = std::variant<std::unique_ptr<Left>, std::unique_ptr<Right>>;
struct Left {
  Either down;
  int end = 0;
};
struct Right {
  Either down;
  bool end = false;
};

struct Any {
  std::variant<std::monostate, bool, int64_t, double, std::string, std::vector<Any>,
               std::map<std::string, Any>>
      value;
};

}  // namespace

template <>
struct Fields<Circle> {
  static constexpr auto kList = std::tuple{Required("radius", &Circle::radius)};
};
template <>
struct Fields<Box> {
  static constexpr auto kList = std::tuple{Required("width", &Box::width), Required("height", &Box::height)};
};
template <>
struct Alternatives<Shape> {
  static constexpr std::string_view key = "shape";
  static constexpr std::array<std::string_view, 2> names = {"circle", "box"};
};
template <>
struct Fields<Chain> {
  static constexpr auto kList = std::tuple{Optional("next", &Chain::next)};
};
template <>
struct Fields<Nest> {
  static constexpr auto kList = std::tuple{Optional("inside", &Nest::inside)};
};
template <>
struct Fields<Left> {
  static constexpr auto kList = std::tuple{Optional("down", &Left::down), Optional("end", &Left::end)};
};
template <>
struct Fields<Right> {
  static constexpr auto kList = std::tuple{Optional("down", &Right::down), Optional("end", &Right::end)};
};
template <>
struct Wrapper<Any> {
  static constexpr auto member = &Any::value;
};

namespace {

class BindingVariantTest : public testing::Test {
 protected:
  Node Parse(std::string_view text) {
    Result<Document> document = Load(text, account_, {.name = "a.yaml"});
    if (!document) ADD_FAILURE() << document.error().ToString();
    document_.emplace(document ? std::move(*document) : *Load("", account_));
    return document_->root();
  }
  template <typename T>
  T Must(std::string_view text, const ReadOptions& options = {}) {
    Result<T> value = Read<T>(Parse(text), options);
    if (!value) ADD_FAILURE() << value.error().ToString();
    return value ? std::move(*value) : T{};
  }
  template <typename T>
  std::string ErrorOf(std::string_view text, const ReadOptions& options = {}) {
    const Result<T> value = Read<T>(Parse(text), options);
    return value ? "no error" : value.error().ToString();
  }

  Budget budget_;
  Account account_{"test", budget_};
  std::optional<Document> document_;
};

// ---- By what fits ----

TEST_F(BindingVariantTest, TheKindTellsTheAlternative) {
  using Value = std::variant<std::monostate, bool, int, std::string, std::vector<int>>;
  const auto values = Must<std::vector<Value>>("[~, true, 5, text, [1, 2]]");
  EXPECT_EQ(values, (std::vector<Value>{std::monostate(), true, 5, "text", std::vector{1, 2}}));
}

TEST_F(BindingVariantTest, IntegersStayIntegersWhereTheyCan) {
  using Value = std::variant<double, int64_t>;
  EXPECT_EQ(Must<Value>("5"), Value(int64_t{5}));
  EXPECT_EQ(Must<Value>("5.0"), Value(5.0));
  EXPECT_EQ(Must<Value>("9223372036854775808"), Value(9223372036854775808.0));
  EXPECT_EQ((Must<std::variant<std::string, double>>("5")), (std::variant<std::string, double>(5.0)));
}

TEST_F(BindingVariantTest, TheFirstThatFitsIsTaken) {
  using Small = std::variant<int8_t, int16_t>;
  EXPECT_EQ(Must<Small>("100").index(), 0u);
  EXPECT_EQ(Must<Small>("1000").index(), 1u);
  const auto areas = Must<std::vector<Area>>("[{radius: 2}, {width: 3, height: 4}, round]");
  EXPECT_EQ(std::get<Circle>(areas[0]).radius, 2.0);
  EXPECT_EQ(std::get<Box>(areas[1]).height, 4);
  EXPECT_EQ(std::get<std::string>(areas[2]), "round");
}

TEST_F(BindingVariantTest, ErrorsSayWhatWouldFit) {
  EXPECT_EQ((ErrorOf<std::variant<int8_t, std::string>>("[]")),
            "a.yaml:1:1: an integer of 8 bits or a string is expected here, and this is a sequence, at /");
  EXPECT_EQ((ErrorOf<std::variant<std::monostate, bool, std::string>>("1")),
            "a.yaml:1:1: null, a boolean or a string is expected here, and this is an integer, 1, at /");
  EXPECT_EQ((ErrorOf<std::variant<int8_t, std::string>>("300")),
            "a.yaml:1:1: an integer of 8 bits is expected here, and this is an integer, 300, at /")
      << "the only one for an integer";
  EXPECT_EQ(ErrorOf<std::vector<Area>>("- x\n- {height: 1}\n"),
            "a.yaml:2:3: none of 2 alternatives fits this (there is no key \"width\", at /1; there is no key "
            "\"radius\", at /1), at /1");
  const auto several = ReadOrErrors<std::vector<Area>>(Parse("[{height: 1}, 5, {}, a]"));
  ASSERT_EQ(several.error().size(), 3u);
  EXPECT_EQ(several.error()[1].ToString(),
            "a.yaml:1:15: a mapping or a string is expected here, and this is an integer, 5, at /1");
}

TEST_F(BindingVariantTest, UnknownKeysDecideAndAreToldOnce) {
  const ReadOptions strict{.unknown_keys = UnknownKeys::kError};
  EXPECT_TRUE(std::holds_alternative<Box>(Must<Area>("{radius: 1, width: 3, height: 4}")));
  EXPECT_TRUE(ErrorOf<Area>("{radius: 1, width: 3, height: 4}", strict)
                  .starts_with("a.yaml:1:1: none of 2 alternatives fits this (unknown key \"radius\""));

  std::vector<std::string> told;
  const ReadOptions telling{.on_unknown_key = [&](const Error& error) { told.push_back(error.message); }};
  EXPECT_TRUE(std::holds_alternative<Circle>(Must<Area>("{radius: 1, width: 3}", telling)));
  EXPECT_EQ(told, std::vector<std::string>{"unknown key \"width\", at /?width"});
  told.clear();
  EXPECT_FALSE(Read<Area>(Parse("{width: 3}"), telling));
  EXPECT_EQ(told, std::vector<std::string>()) << "nothing is taken";
}

// ---- By a key ----

TEST_F(BindingVariantTest, AKeyTellsTheAlternative) {
  const auto shapes =
      Must<std::vector<Shape>>("- {shape: box, width: 1, height: 2}\n- {radius: 3, shape: circle}\n",
                               {.unknown_keys = UnknownKeys::kError});
  EXPECT_EQ(std::get<Box>(shapes[0]).height, 2);
  EXPECT_EQ(std::get<Circle>(shapes[1]).radius, 3.0);
}

TEST_F(BindingVariantTest, ErrorsOfAKey) {
  EXPECT_EQ(
      ErrorOf<Shape>("{shape: cube}"),
      "a.yaml:1:9: one of \"circle\", \"box\" is expected here, and this is a string, \"cube\", at /shape");
  EXPECT_EQ(ErrorOf<Shape>("{shape: 1}"),
            "a.yaml:1:9: one of \"circle\", \"box\" is expected here, and this is an integer, 1, at /shape");
  EXPECT_EQ(ErrorOf<Shape>("{radius: 1}"), "a.yaml:1:1: there is no key \"shape\", at /");
  EXPECT_EQ(ErrorOf<Shape>("x"), "a.yaml:1:1: a mapping is expected here, and this is a string, \"x\", at /");
  EXPECT_EQ(ErrorOf<Shape>("{shape: box, width: x, height: 1}"),
            "a.yaml:1:21: an integer of 32 bits is expected here, and this is a string, \"x\", at /width");
}

// ---- Limits ----

std::string Repeated(std::string_view text, size_t count) {
  std::string repeated;
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

TEST_F(BindingVariantTest, DepthIsLimited) {
  const auto chain = [](size_t depth) { return Repeated("{next: ", depth) + "~" + Repeated("}", depth); };
  EXPECT_EQ(ErrorOf<Chain>(chain(500)), "no error");
  const Result<Chain> deep = Read<Chain>(Parse(chain(501)));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().code, ErrorCode::kLimitExceeded);
  EXPECT_TRUE(
      deep.error().message.starts_with("values are nested more than 500 levels deep, at /…/next/next"))
      << deep.error().message;
  EXPECT_EQ(deep.error().where.column, 500 * 7 + 1);

  const auto nest = [](size_t depth) { return Repeated("{inside: [", depth) + Repeated("]}", depth); };
  EXPECT_EQ(Read<Nest>(Parse(nest(4000))).error().code, ErrorCode::kLimitExceeded);
  EXPECT_EQ(ErrorOf<Nest>(nest(3), {.max_depth = 6}), "no error");
  EXPECT_TRUE(ErrorOf<Nest>(nest(3), {.max_depth = 5}).contains("more than 5 levels deep"));
  EXPECT_FALSE(NodeConversion<Nest>::Try(Parse(nest(4000)), std::make_unique<Nest>().get()));
}

TEST_F(BindingVariantTest, TheDepthLimitStopsEvenAnAttempt) {
  using Value = std::variant<Chain, std::map<std::string, std::monostate>>;
  EXPECT_TRUE(
      ErrorOf<Value>("{next: {next: {next: ~}}}", {.max_depth = 2}).contains("more than 2 levels deep"));
  const auto several =
      ReadOrErrors<std::vector<Value>>(Parse("[{next: {next: {}}}, {x: 1}]"), {.max_depth = 3});
  EXPECT_EQ(several.error().size(), 1u) << "nothing is read behind a limit";
}

TEST_F(BindingVariantTest, AttemptsAreNotExponential) {
  const std::string deep = Repeated("{down: ", 200) + "{end: text}" + Repeated("}", 200);
  const auto start = std::chrono::steady_clock::now();
  const Result<Either> value = Read<Either>(Parse(deep));
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, ErrorCode::kLimitExceeded);
  EXPECT_TRUE(value.error().message.starts_with("too much is to be tried to find the alternatives that fit"));
  EXPECT_LT(taken.count(), 20);
  EXPECT_EQ(ErrorOf<Either>("{down: {end: true}}"), "no error");
  EXPECT_TRUE(ErrorOf<Either>("{down: {end: true}}", {.max_tried_values = 2}).contains("too much"));
}

TEST_F(BindingVariantTest, HugeSequencesDoNotFitArrays) {
  const std::string huge = "[" + Repeated("0, ", 1'000'000) + "0]";
  EXPECT_EQ((ErrorOf<std::array<int, 4>>(huge)),
            "a.yaml:1:1: a sequence of 4 elements is expected here, and this is one of 1000001, at /");
  EXPECT_EQ(Must<std::vector<uint8_t>>(huge).size(), 1'000'001u);
  const auto errors = ReadOrErrors<std::vector<bool>>(Parse(huge), {}, 5);
  EXPECT_EQ(errors.error().size(), 5u);
  EXPECT_EQ(errors.error()[4].where.column, 14u);
}

TEST_F(BindingVariantTest, LongUnknownKeysAreCutBetweenCharacters) {
  const std::string key = "x" + Repeated("é", 30);
  const std::string error =
      ErrorOf<Circle>("{radius: 1, " + key + ": 1}", {.unknown_keys = UnknownKeys::kError});
  EXPECT_TRUE(error.contains("unknown key \"x" + Repeated("é", 19) + "…\", at")) << error;
}

TEST_F(BindingVariantTest, AVariantThatContainsItself) {
  const Any any = Must<Any>("{a: [1, {b: 2.5}], c: ~}");
  const auto& map = std::get<std::map<std::string, Any>>(any.value);
  EXPECT_EQ(std::get<int64_t>(std::get<std::vector<Any>>(map.at("a").value).at(0).value), 1);
  EXPECT_EQ(map.at("c").value.index(), 0u);
  EXPECT_TRUE(ErrorOf<Any>(Repeated("[", 4000) + Repeated("]", 4000)).contains("more than 500 levels deep"));
  EXPECT_EQ((ErrorOf<std::map<std::string, Any>>("5")),
            "a.yaml:1:1: a mapping is expected here, and this is an integer, 5, at /");
}

}  // namespace
}  // namespace tare::yaml
