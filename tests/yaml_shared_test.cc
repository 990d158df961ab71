// Documents that are loaded once and read by many threads at once: what is made when it is first needed
// (indexes of large mappings, decoded text, positions) is made for all of them. Run under the thread
// sanitizer.

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tare/yaml_diff.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_lint.h"
#include "tare/yaml_path.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

constexpr size_t kThreads = 4;
constexpr int kServices = 40;

// Large and small mappings, text in every style, numbers that are resolved when asked for, anchors, aliases
// and merge keys.
std::string SomeText() {
  std::string text = "defaults: &defaults\n  image: \"quo\\x74ed\"\n  replicas: 0x10\n";
  for (int i = 0; i < 20; ++i) text += "  setting " + std::to_string(i) + ": a default value\n";
  text += "services:\n";
  for (int i = 0; i < kServices; ++i) {
    const std::string n = std::to_string(i);
    text += "  the service number " + n + ":\n    <<: *defaults\n    name: 'it''s " + n + "'\n";
    text +=
        "    script: |\n      line " + n + "\n      another line\n    folded: >-\n      some\n      words\n";
    text += "    large: 123456789012345678901234567890" + n + "\n    float: 1." + n + "00000000000000001\n";
    text += "    like: &a" + n + " [some words, *defaults, !tag {x: " + n + "}]\n    again: *a" + n + "\n";
  }
  return text;
}

// Everything there is to ask of a value and all in it, as text.
void Describe(const Node& node, int depth, std::string* out) {
  std::pmr::string scratch;
  *out += std::string(KindName(node.kind())) + " " + std::string(node.tag()) + " at " + node.Path() +
          " line " + std::to_string(node.Where().line) + " hash " + std::to_string(node.Hash()) + " \"";
  *out += node.value_or<std::string_view>("") == node.Text(&scratch) ? node.Text(&scratch) : "another text";
  *out += "\"\n";
  if (!node.is_bool()) *out += node.as<bool>().error().ToString() + "\n";
  if (const Result<double> real = node.as<double>()) *out += std::to_string(*real) + "\n";
  if (depth == 0) return;
  for (const Node element : node) Describe(element, depth - 1, out);
  for (const auto& [key, value] : node.pairs()) {
    const Node found = node[key.value_or<std::string_view>("")];
    *out += found == value ? "is found by its key\n" : "is not found by its key\n";
    Describe(value, depth - 1, out);
  }
  *out += node["absent"]["more"].as<int>().error().ToString() + "\n";
}

std::string ServiceName(size_t i) { return "the service number " + std::to_string(i); }

// The same work in every thread, begun by all at once, each at another place.
void InThreads(const std::function<void(size_t thread)>& work) {
  std::barrier start(kThreads);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      work(t);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

class YamlSharedTest : public testing::Test {
 protected:
  Document LoadText(const LoadOptions& options) { return *Load(std::string_view(text_), account_, options); }

  // What one thread alone reads of each service.
  static std::vector<std::string> DescribeAll(const Document& document) {
    std::vector<std::string> services;
    for (int i = 0; i < kServices; ++i) {
      services.emplace_back();
      Describe(document["services"][ServiceName(services.size() - 1)], 3, &services.back());
    }
    return services;
  }

  const std::string text_ = SomeText();
  Budget budget_;
  Account account_{"shared", budget_};
};

TEST_F(YamlSharedTest, EveryThreadReadsWhatOneAloneReads) {
  const LoadOptions choices[] = {
      {.merge_keys = true, .name = "a.yaml"},
      {.dedup = Dedup::kOn, .merge_keys = true, .name = "a.yaml"},
      {.schema = Schema::kYaml11, .copy_text = true, .name = "a.yaml"},
      {.schema = Schema::kFailsafe, .name = "a.yaml"},
  };
  for (const LoadOptions& options : choices) {
    const std::vector<std::string> expected = DescribeAll(LoadText(options));
    EXPECT_NE(expected[0].find("is found by its key"), std::string::npos);
    EXPECT_NE(expected[0].find("there is no key \"absent\", at /services/the service number 0"),
              std::string::npos);
    const Document shared = LoadText(options);
    std::vector<std::vector<std::string>> read(kThreads, std::vector<std::string>(kServices));
    InThreads([&](size_t t) {
      for (size_t i = 0; i < kServices; ++i) {
        const size_t service = (i + t * 7) % kServices;  // some thread is the first to each
        Describe(shared["services"][ServiceName(service)], 3, &read[t][service]);
      }
    });
    for (size_t t = 0; t < kThreads; ++t) {
      for (size_t i = 0; i < kServices; ++i) ASSERT_EQ(read[t][i], expected[i]) << t;
    }
  }
}

TEST_F(YamlSharedTest, AViewOfDecodedTextIsTheSameInEveryThread) {
  const Document shared = LoadText({});
  std::vector<std::string_view> views(kThreads);
  InThreads([&](size_t t) {
    for (size_t i = 0; i < kServices; ++i) {
      const Node service = shared["services"][ServiceName((i + t * 7) % kServices)];
      static_cast<void>(service["script"].as<std::string_view>());
    }
    views[t] = *shared["services"]["the service number 33"]["script"].as<std::string_view>();
  });
  EXPECT_EQ(views[0], "line 33\nanother line\n");
  for (const std::string_view view : views) EXPECT_EQ(view.data(), views[0].data());
}

TEST_F(YamlSharedTest, ComparedInBothDirectionsAtOnce) {
  const Document one = LoadText({.merge_keys = true});
  const Document other = LoadText({.dedup = Dedup::kOn, .merge_keys = true, .copy_text = true});
  std::atomic<int> equal{0};
  InThreads([&](size_t t) {
    const Node left = t % 2 == 0 ? one.root() : other.root();
    const Node right = t % 2 == 0 ? other.root() : one.root();
    equal += left == right && left.Hash() == right.Hash() && Node::Compare(left, right) == 0 ? 1 : 0;
    equal += Diff(left, right, account_, {}, [](const Operation&) { return true; }) ? 1 : 0;
  });
  EXPECT_EQ(equal.load(), 2 * int{kThreads});
}

TEST_F(YamlSharedTest, FoundWrittenAndComparedWithOnePath) {
  const Document shared = LoadText({.merge_keys = true});
  const Path path = *Path::Parse("/services/*/like[.=\"some words\"]", account_);
  std::vector<std::string> read(kThreads);
  InThreads([&](size_t t) {
    Account own("thread", budget_);
    std::pmr::string text(&own);
    const auto out = Output::ToString(&text, own);
    Emitter emitter(*out, own, {.style = EmitStyle::kFlow});
    const Event start{};
    emitter.Write(start, {});
    EmitNode(shared["services"][ServiceName(5)], emitter, own);
    Event end;
    end.kind = EventKind::kStreamEnd;
    emitter.Write(end, {});
    ASSERT_TRUE(out->Commit());
    size_t found = 0;
    Find(shared.root(), path, own, [&](const PathMatch& match) {
      std::pmr::string place(&own);
      match.AppendPath(&place);
      found += std::string_view(place) == match.node.Path() ? 1 : 0;
      return true;
    });
    read[t] = std::string(text) + std::to_string(found);
  });
  EXPECT_TRUE(read[0].ends_with("\n40")) << read[0];
  EXPECT_NE(read[0].find("\"name\": \"it's 5\""), std::string::npos) << read[0];
  for (const std::string& text : read) EXPECT_EQ(text, read[0]);
}

TEST_F(YamlSharedTest, WhatThereIsNoMemoryForIsMadeLater) {
  const std::vector<std::string> expected = DescribeAll(LoadText({.merge_keys = true}));
  Budget tight;
  std::atomic<int> failures{0};
  {
    Account account("tight", tight);
    const Document shared = *Load(std::string_view(text_), account, {.merge_keys = true});
    for (uint64_t n = 1; n <= 40; ++n) {
      tight.FailChargeNumber(n);
      InThreads([&](size_t t) {
        try {
          std::string read;
          const size_t service = (n + t) % kServices;
          Describe(shared["services"][ServiceName(service)], 3, &read);
        } catch (const MemoryLimitExceeded&) {
          ++failures;
        }
      });
    }
    tight.FailChargeNumber(0);
    EXPECT_GT(failures.load(), 20);
    const std::vector<std::string> after = DescribeAll(shared);
    for (size_t i = 0; i < kServices; ++i) EXPECT_EQ(after[i], expected[i]);
  }
  EXPECT_EQ(tight.used(), 0u) << "all is given back";
}

TEST_F(YamlSharedTest, OneConfigurationLintsInEveryThread) {
  const LintConfig config = LintConfig::Default();
  std::vector<std::string> found(kThreads);
  InThreads([&](size_t t) {
    Account own("thread", budget_);
    Lint(text_, "a.yaml", config, own,
         [&](const Finding& finding) { found[t] += std::to_string(finding.where.line) + finding.message; });
  });
  EXPECT_NE(found[0].find("document"), std::string::npos) << found[0];
  for (const std::string& findings : found) EXPECT_EQ(findings, found[0]);
}

}  // namespace
}  // namespace tare::yaml
