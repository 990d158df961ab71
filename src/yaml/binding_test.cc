// C++ types read from YAML: what they come to, and what is said where they do not fit.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tare/yaml_binding.h"

namespace tare::yaml {
namespace {

enum class Protocol : uint8_t { kTcp, kUdp };

struct Port {
  std::string name;
  uint16_t port = 80;
  std::optional<std::string> protocol{};
};

struct Limits {
  int64_t memory = 64;
  double cpu = 0.5;
};

struct Service {
  std::string name;
  std::vector<Port> ports;
  Limits limits{.memory = 128, .cpu = 2};
  std::map<std::string, std::string> labels{{"app", "none"}};
  Protocol protocol = Protocol::kUdp;
};

struct Base {
  int id = 0;
};
struct Derived : Base {
  bool on = false;
};

struct Tree {
  std::string name;
  std::vector<Tree> children;
  std::unique_ptr<Tree> next;
};

// "1.20": read and written as a string.
struct Version {
  int major = 0;
  int minor = 0;
};

struct Strict {
  std::optional<int> note = 1;
};

struct Undescribed {};

}  // namespace

template <>
struct Names<Protocol> {
  static constexpr std::array kList = {Name{"tcp", Protocol::kTcp}, Name{"udp", Protocol::kUdp}};
};
template <>
struct Fields<Port> {
  static constexpr auto kList = std::tuple{Required("name", &Port::name), Optional("port", &Port::port),
                                           Optional("protocol", &Port::protocol)};
};
template <>
struct Fields<Limits> {
  static constexpr auto kList =
      std::tuple{Optional("memory", &Limits::memory), Optional("cpu", &Limits::cpu)};
};
template <>
struct Fields<Service> {
  static constexpr auto kList =
      std::tuple{Required("name", &Service::name), Optional("ports", &Service::ports),
                 Optional("limits", &Service::limits), Optional("labels", &Service::labels),
                 Optional("protocol", &Service::protocol)};
};
template <>
struct Fields<Strict> {
  static constexpr auto kList = std::tuple{Required("note", &Strict::note)};
};
template <>
struct Fields<Derived> {
  static constexpr auto kList = std::tuple{Required("id", &Derived::id), Optional("on", &Derived::on)};
};
template <>
struct Fields<Tree> {
  static constexpr auto kList = std::tuple{
      Optional("name", &Tree::name), Optional("children", &Tree::children), Optional("next", &Tree::next)};
};
template <>
struct UserConversion<Version> {
  static Result<Version> Read(const Node& node) {
    const Result<std::string_view> text = node.as<std::string_view>();
    if (!text) return std::unexpected(text.error());
    Version version;
    if (std::sscanf(std::string(*text).c_str(), "%d.%d", &version.major, &version.minor) == 2) return version;
    return std::unexpected(node.MakeError(ErrorCode::kMalformed, "this is no version"));
  }
  static std::string Write(const Version& version) {
    return std::to_string(version.major) + "." + std::to_string(version.minor);
  }
};

namespace {

static_assert(!binding::Bound<Undescribed> && !binding::Bound<int*> && !binding::Bound<char>);

class BindingTest : public testing::Test {
 protected:
  // The document lives until the next call.
  Node Parse(std::string_view text) {
    Result<Document> document = Load(text, account_, {.name = "a.yaml"});
    if (!document) ADD_FAILURE() << document.error().ToString();
    document_.emplace(document ? std::move(*document) : *Load("", account_));
    return document_->root();
  }
  template <typename T>
  T Must(std::string_view text) {
    Result<T> value = Read<T>(Parse(text));
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

// ---- Values ----

TEST_F(BindingTest, AStructWithDefaults) {
  const Port full = Must<Port>("name: web\nport: 8080\nprotocol: tcp\n");
  EXPECT_EQ(full.name, "web");
  EXPECT_EQ(full.port, 8080);
  EXPECT_EQ(full.protocol, "tcp");
  const Port least = Must<Port>("name: web\nprotocol: ~\n");
  EXPECT_EQ(least.port, 80);
  EXPECT_EQ(least.protocol, std::nullopt);
}

TEST_F(BindingTest, StructsInStructs) {
  const Service service = Must<Service>(
      "name: shop\nports:\n- {name: a}\n- {name: b, port: 1}\nlimits: {cpu: 3}\nlabels: {x: y}\n"
      "protocol: tcp\n");
  ASSERT_EQ(service.ports.size(), 2u);
  EXPECT_EQ(service.ports[0].port, 80);
  EXPECT_EQ(service.ports[1].name, "b");
  EXPECT_EQ(service.limits.memory, 128) << "the default of this member";
  EXPECT_EQ(service.limits.cpu, 3.0);
  EXPECT_EQ(service.labels, (std::map<std::string, std::string>{{"x", "y"}})) << "replaced";
  EXPECT_EQ(service.protocol, Protocol::kTcp);
  EXPECT_EQ(Must<Service>("name: n").labels.at("app"), "none");
}

TEST_F(BindingTest, MembersOfABaseClass) {
  const Derived derived = Must<Derived>("id: 7\non: true\n");
  EXPECT_EQ(derived.id, 7);
  EXPECT_TRUE(derived.on);
}

TEST_F(BindingTest, Scalars) {
  EXPECT_EQ(Must<bool>("true"), true);
  EXPECT_EQ(Must<int8_t>("-128"), -128);
  EXPECT_EQ(Must<uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(Must<int64_t>("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(Must<long long>("0x10"), 16);
  EXPECT_EQ(Must<double>("0.1"), 0.1);
  EXPECT_EQ(Must<double>("3"), 3.0);
  EXPECT_EQ(Must<float>("0.1"), 0.1f);
  EXPECT_EQ(Must<float>(".inf"), HUGE_VALF);
  EXPECT_EQ(Must<float>("3.4028235e38"), std::numeric_limits<float>::max()) << "which it is nearest to";
  EXPECT_EQ(Must<double>("\"-.inf\""), -HUGE_VAL) << "as JSON has it";
  EXPECT_TRUE(std::isnan(Must<double>("'.nan'")));
  EXPECT_EQ(Must<std::string>("a\\b"), "a\\b");
  EXPECT_EQ(Must<std::string_view>("\"a\\tb\""), "a\tb");
  EXPECT_EQ(Must<std::pmr::string>("a longer text than a short string holds"),
            "a longer text than a short string holds");
  EXPECT_EQ(Must<Protocol>("udp"), Protocol::kUdp);
  EXPECT_EQ(Must<Protocol>("\"\\x74cp\""), Protocol::kTcp);
}

TEST_F(BindingTest, Sequences) {
  EXPECT_EQ(Must<std::vector<int>>("[1, 2, 3]"), (std::vector{1, 2, 3}));
  EXPECT_EQ(Must<std::vector<bool>>("[true, false]"), (std::vector{true, false}));
  EXPECT_EQ(Must<std::pmr::vector<std::pmr::string>>("[a, b]"),
            (std::pmr::vector<std::pmr::string>{"a", "b"}));
  EXPECT_EQ(Must<std::vector<std::vector<int>>>("[[], [1]]"), (std::vector<std::vector<int>>{{}, {1}}));
  EXPECT_EQ((Must<std::array<int, 3>>("[1, 2, 3]")), (std::array{1, 2, 3}));
  EXPECT_EQ((Must<std::array<int, 0>>("[]")), (std::array<int, 0>()));
  EXPECT_EQ((Must<std::pair<std::string, int>>("[a, 1]")), (std::pair<std::string, int>("a", 1)));
  EXPECT_EQ((Must<std::tuple<int, bool, std::string>>("[1, true, x]")), (std::tuple(1, true, "x")));
}

TEST_F(BindingTest, Maps) {
  EXPECT_EQ((Must<std::map<std::string, int>>("{b: 2, a: 1}")),
            (std::map<std::string, int>{{"a", 1}, {"b", 2}}));
  EXPECT_EQ((Must<std::unordered_map<int, bool>>("{-1: true, 5: false}")),
            (std::unordered_map<int, bool>{{-1, true}, {5, false}}));
  EXPECT_EQ((Must<std::map<uint64_t, int>>("{\"18446744073709551615\": 1}").at(UINT64_MAX)), 1);
  EXPECT_EQ((Must<std::map<Protocol, int>>("{udp: 1, tcp: 2}")),
            (std::map<Protocol, int>{{Protocol::kTcp, 2}, {Protocol::kUdp, 1}}));
}

TEST_F(BindingTest, OfEqualKeysTheLastCounts) {
  const Result<Document> document = Load("{a: [1, 2], a: [3]}", account_, {.allow_duplicate_keys = true});
  const auto map = Read<std::map<std::string, std::vector<int>>>(*document);
  EXPECT_EQ(map->at("a"), std::vector{3});
  EXPECT_EQ((Must<std::map<int, Limits>>("{1: {memory: 1}, \"1\": {cpu: 1}}").at(1).memory), 64);
}

TEST_F(BindingTest, WhatMayBeEmpty) {
  EXPECT_EQ(Must<std::optional<int>>("~"), std::nullopt);
  EXPECT_EQ(Must<std::optional<int>>("5"), 5);
  EXPECT_EQ(Read<std::optional<int>>(Parse("{}")["none"]), std::nullopt);
  EXPECT_EQ(Must<std::unique_ptr<int>>("null"), nullptr);
  EXPECT_EQ(*Must<std::unique_ptr<int>>("6"), 6);
  EXPECT_EQ(Must<std::vector<std::optional<int>>>("[1, ~]"), (std::vector<std::optional<int>>{1, {}}));
}

TEST_F(BindingTest, WhatIsRequiredMayBeNullButNotMissing) {
  EXPECT_EQ(Must<Strict>("note: ~").note, std::nullopt);
  EXPECT_EQ(ErrorOf<Strict>("{}"), "a.yaml:1:1: there is no key \"note\", at /");
}

TEST_F(BindingTest, TypesThatContainThemselves) {
  const Tree tree = Must<Tree>("name: a\nchildren:\n- name: b\n  children: [{name: c}]\nnext: {name: d}\n");
  EXPECT_EQ(tree.children.at(0).children.at(0).name, "c");
  EXPECT_EQ(tree.next->name, "d");
  EXPECT_EQ(tree.next->next, nullptr);
}

TEST_F(BindingTest, AConversionOfTheUser) {
  const auto versions = Must<std::vector<Version>>("['1.20', '2.0']");
  EXPECT_EQ(versions.at(0).minor, 20);
  EXPECT_EQ(ErrorOf<std::vector<Version>>("['1.20', one]"), "a.yaml:1:10: this is no version, at /1");
  EXPECT_EQ(ErrorOf<Version>("1.5"),
            "a.yaml:1:1: a string is expected here, and this is a floating-point number, at /");
  EXPECT_EQ(Read<Version>(Parse("{}")["v"]).error().ToString(), "a.yaml:1:1: there is no key \"v\", at /");
}

TEST_F(BindingTest, NodesConvertToTheseTypes) {
  const Node root = Parse("port: {name: a, port: 7}\nlist: [1, 2]\nbad: {port: 1}\n");
  EXPECT_EQ(root["port"].as<Port>()->port, 7);
  EXPECT_EQ(root["list"].as<std::vector<int>>()->size(), 2u);
  EXPECT_EQ(root["bad"].as<Port>().error().ToString(), "a.yaml:3:6: there is no key \"name\", at /bad");
  EXPECT_EQ(root["bad"].value_or(Port{.name = "fallback"}).name, "fallback");
  EXPECT_EQ(root.get("list", std::vector<int>{9}), (std::vector{1, 2}));
  EXPECT_EQ(root.get("port", std::vector<int>{9}), (std::vector{9}));
}

TEST_F(BindingTest, AliasesAreReadWhereTheyStand) {
  const auto ports = Must<std::vector<Port>>("- &a {name: x, port: 3}\n- *a\n");
  EXPECT_EQ(ports.at(1).port, 3);
}

// ---- Errors ----

TEST_F(BindingTest, ErrorsHavePathAndPosition) {
  EXPECT_EQ(
      ErrorOf<Service>("name: x\nports:\n- name: web\n  port: http\n"),
      "a.yaml:4:9: an integer, not negative, of 16 bits is expected here, and this is a string, \"http\", at "
      "/ports/0/port");
  EXPECT_EQ(ErrorOf<Service>("name: x\nports:\n- port: 1\n"),
            "a.yaml:3:3: there is no key \"name\", at /ports/0");
  EXPECT_EQ(ErrorOf<Service>("ports: []\n"), "a.yaml:1:1: there is no key \"name\", at /");
  EXPECT_EQ(ErrorOf<Service>("[]"), "a.yaml:1:1: a mapping is expected here, and this is a sequence, at /");
  EXPECT_EQ(ErrorOf<Service>("{name: x, limits: ~}"),
            "a.yaml:1:19: a mapping is expected here, and this is null, at /limits");
  EXPECT_EQ(ErrorOf<Service>("{name: x, labels: {a: 1}}"),
            "a.yaml:1:23: a string is expected here, and this is an integer, 1, at /labels/a");
}

TEST_F(BindingTest, ErrorsOfScalars) {
  EXPECT_EQ(ErrorOf<bool>("yes"),
            "a.yaml:1:1: a boolean is expected here, and this is a string, \"yes\", at /");
  EXPECT_EQ(
      ErrorOf<uint16_t>("65536"),
      "a.yaml:1:1: an integer, not negative, of 16 bits is expected here, and this is an integer, 65536, "
      "at /");
  EXPECT_EQ(ErrorOf<int16_t>("1.0"),
            "a.yaml:1:1: an integer of 16 bits is expected here, and this is a floating-point number, at /");
  EXPECT_EQ(
      ErrorOf<int64_t>("9223372036854775808"),
      "a.yaml:1:1: an integer of 64 bits is expected here, and this is an integer, 9223372036854775808, "
      "at /");
  EXPECT_EQ(ErrorOf<double>("'1'"),
            "a.yaml:1:1: a number is expected here, and this is a string, \"1\", at /");
  EXPECT_NE(ErrorOf<float>("3.4028236e38"), "no error");
  EXPECT_EQ(ErrorOf<float>("1e39"),
            "a.yaml:1:1: a number in the range of 32-bit floating point is expected here, and this is a "
            "floating-point number, at /");
  EXPECT_EQ(ErrorOf<std::string>("12"),
            "a.yaml:1:1: a string is expected here, and this is an integer, 12, at /");
  EXPECT_EQ(ErrorOf<std::pmr::string>("~"), "a.yaml:1:1: a string is expected here, and this is null, at /");
  EXPECT_EQ(ErrorOf<std::string_view>("[]"),
            "a.yaml:1:1: a string is expected here, and this is a sequence, at /");
  EXPECT_EQ(ErrorOf<Protocol>("icmp"),
            "a.yaml:1:1: one of \"tcp\", \"udp\" is expected here, and this is a string, \"icmp\", at /");
  EXPECT_EQ(ErrorOf<Protocol>("1"),
            "a.yaml:1:1: one of \"tcp\", \"udp\" is expected here, and this is an integer, 1, at /");
  EXPECT_EQ(ErrorOf<std::monostate>("1"),
            "a.yaml:1:1: null is expected here, and this is an integer, 1, at /");
}

TEST_F(BindingTest, ErrorsOfCollections) {
  EXPECT_EQ(ErrorOf<std::vector<int>>("a: 1"),
            "a.yaml:1:1: a sequence is expected here, and this is a mapping, at /");
  EXPECT_EQ(ErrorOf<std::vector<int>>("- 1\n- x\n"),
            "a.yaml:2:3: an integer of 32 bits is expected here, and this is a string, \"x\", at /1");
  EXPECT_EQ((ErrorOf<std::map<std::string, int>>("[]")),
            "a.yaml:1:1: a mapping is expected here, and this is a sequence, at /");
  EXPECT_EQ(ErrorOf<std::optional<int>>("a"),
            "a.yaml:1:1: an integer of 32 bits or null is expected here, and this is a string, \"a\", at /");
  EXPECT_EQ(ErrorOf<std::unique_ptr<Port>>("a"),
            "a.yaml:1:1: a mapping or null is expected here, and this is a string, \"a\", at /");
  EXPECT_EQ((ErrorOf<std::array<int, 2>>("[1, 2, 3]")),
            "a.yaml:1:1: a sequence of 2 elements is expected here, and this is one of 3, at /");
  EXPECT_EQ((ErrorOf<std::array<int, 1>>("5")),
            "a.yaml:1:1: a sequence of 1 element is expected here, and this is an integer, 5, at /");
  EXPECT_EQ((ErrorOf<std::pair<int, int>>("[1]")),
            "a.yaml:1:1: a sequence of 2 elements is expected here, and this is one of 1, at /");
  EXPECT_EQ((ErrorOf<std::tuple<int, bool>>("[1, 2]")),
            "a.yaml:1:5: a boolean is expected here, and this is an integer, 2, at /1");
}

TEST_F(BindingTest, ErrorsOfKeys) {
  EXPECT_EQ((ErrorOf<std::map<int8_t, int>>("{1: 2, 300: 1}")),
            "a.yaml:1:8: an integer of 8 bits is expected here, and this is an integer, 300, at /?300");
  EXPECT_EQ((ErrorOf<std::map<int8_t, int>>("{'12x': 1}")),
            "a.yaml:1:2: an integer of 8 bits is expected here, and this is a string, \"12x\", at /?12x");
  EXPECT_EQ((ErrorOf<std::map<std::string, int>>("{80: 1}")),
            "a.yaml:1:2: a string is expected here, and this is an integer, 80, at /?80");
  EXPECT_EQ(
      (ErrorOf<std::map<Protocol, int>>("{sctp: 1}")),
      "a.yaml:1:2: one of \"tcp\", \"udp\" is expected here, and this is a string, \"sctp\", at /?sctp");
}

TEST_F(BindingTest, MissingNodes) {
  EXPECT_EQ(Read<int>(Parse("{a: {}}")["a"]["b"]).error().ToString(),
            "a.yaml:1:5: there is no key \"b\", at /a");
  EXPECT_EQ(Read<std::vector<int>>(Node()).error().message, "there is no document");
  EXPECT_EQ(Read<Port>(Node()).error().code, ErrorCode::kNotFound);
}

TEST_F(BindingTest, SeveralErrorsInOneRun) {
  constexpr std::string_view kText =
      "limits: {memory: a, cpu: b}\nports:\n- {port: 99999}\n- {name: x, port: y}\nlabels: {a: 1, b: c, d: "
      "~}\n";
  const auto service = ReadOrErrors<Service>(Parse(kText));
  ASSERT_FALSE(service);
  std::string all;
  for (const Error& error : service.error()) all += error.ToString() + "\n";
  EXPECT_EQ(
      all,
      "a.yaml:1:1: there is no key \"name\", at /\n"
      "a.yaml:3:3: there is no key \"name\", at /ports/0\n"
      "a.yaml:3:10: an integer, not negative, of 16 bits is expected here, and this is an integer, 99999, at "
      "/ports/0/port\n"
      "a.yaml:4:19: an integer, not negative, of 16 bits is expected here, and this is a string, \"y\", at "
      "/ports/1/port\n"
      "a.yaml:1:18: an integer of 64 bits is expected here, and this is a string, \"a\", at /limits/memory\n"
      "a.yaml:1:26: a number is expected here, and this is a string, \"b\", at /limits/cpu\n"
      "a.yaml:5:13: a string is expected here, and this is an integer, 1, at /labels/a\n"
      "a.yaml:5:25: a string is expected here, and this is null, at /labels/d\n");
  EXPECT_EQ(ReadOrErrors<Service>(Parse(kText), {}, 3).error().size(), 3u);
  EXPECT_EQ(ReadOrErrors<Service>(Parse(kText), {}, 0).error().size(), 1u);
  EXPECT_EQ(ReadOrErrors<Service>(Parse("name: x"))->name, "x");
}

TEST_F(BindingTest, UnknownKeys) {
  constexpr std::string_view kText = "name: a\nprot: 1\n3: x\n? [k]\n: y\nport: 5\n";
  EXPECT_EQ(Must<Port>(kText).port, 5) << "ignored";
  const ReadOptions strict{.unknown_keys = UnknownKeys::kError};
  EXPECT_EQ(ErrorOf<Port>(kText, strict),
            "a.yaml:2:1: unknown key \"prot\", at /?prot (known are \"name\", \"port\", \"protocol\")");
  EXPECT_EQ(ErrorOf<Port>("name: a\nport: 5\n", strict), "no error");
  EXPECT_EQ(ReadOrErrors<Port>(Parse(kText), strict).error().size(), 3u);

  std::vector<std::string> told;
  const ReadOptions telling{.on_unknown_key = [&](const Error& error) { told.push_back(error.ToString()); }};
  EXPECT_EQ(Read<Port>(Parse(kText), telling)->port, 5);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_TRUE(told[1].starts_with("a.yaml:3:1: unknown key that is an integer, at /?3")) << told[1];
  EXPECT_TRUE(told[2].starts_with("a.yaml:4:3: unknown key that is a sequence")) << told[2];
}

}  // namespace
}  // namespace tare::yaml
