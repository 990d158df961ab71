// Loading: what documents come to, and what is wrong with those that are refused.

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>

#include "corpus.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

class LoadTest : public testing::Test {
 protected:
  ~LoadTest() override { EXPECT_EQ(budget_.used(), 0u); }

  Document Must(std::string_view text, const LoadOptions& options = {}) {
    Result<Document> document = Load(text, account_, options);
    if (!document) ADD_FAILURE() << document.error().ToString();
    return document ? std::move(*document) : *Load("", account_);
  }
  std::string ErrorOf(std::string_view text, LoadOptions options = {}) {
    options.name = "a.yaml";
    const Result<Document> document = Load(text, account_, options);
    return document ? "no error" : document.error().ToString();
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(LoadTest, ValuesOfAllKinds) {
  const Document doc = Must(
      "spec:\n  versions:\n  - name: v1alpha1\n    served: true\n    weight: 0.1\n    replicas: -3\n"
      "    note: ~\n  - short\n");
  const Node version = doc["spec"]["versions"][0];
  EXPECT_EQ(version["name"].as<std::string_view>(), "v1alpha1");
  EXPECT_EQ(version["name"].as<std::string>(), "v1alpha1");
  EXPECT_EQ(version["served"].as<bool>(), true);
  EXPECT_EQ(version["weight"].as<double>(), 0.1);
  EXPECT_EQ(version["weight"].as<float>(), 0.1f);
  EXPECT_EQ(version["replicas"].as<int>(), -3);
  EXPECT_EQ(version["replicas"].as<int8_t>(), int8_t{-3});
  EXPECT_EQ(version["replicas"].as<double>(), -3.0);
  EXPECT_TRUE(version["note"].is_null());
  EXPECT_EQ(doc["spec"]["versions"][1].as<std::string_view>(), "short");
  EXPECT_EQ(doc["spec"]["versions"].size(), 2u);
  EXPECT_EQ(version.size(), 5u);
  EXPECT_TRUE(doc.root().is_mapping());
  EXPECT_TRUE(doc["spec"].contains("versions"));
  EXPECT_FALSE(doc["spec"].contains("version"));
}

TEST_F(LoadTest, TextIsDecodedWhenAskedFor) {
  const Document doc = Must(
      "single: 'it''s a long one'\ndouble: \"tab\\tand \\u20AC and more\"\nplain: over\n  two lines\n"
      "literal: |\n  one\n   two\nkept: |+\n  text that stays\n\nstripped: >-\n  folded\n  text\n\n"
      "deeper: |2\n    four spaces\nquoted: \"a\\x62\"\n");
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"single", "it's a long one"},   {"double", "tab\tand € and more"},
      {"plain", "over two lines"},     {"literal", "one\n two\n"},
      {"kept", "text that stays\n\n"}, {"stripped", "folded text"},
      {"deeper", "  four spaces\n"},   {"quoted", "ab"},
  };
  std::pmr::string scratch;
  for (const auto& [key, text] : expected) {
    EXPECT_EQ(doc[key].Text(&scratch), text);
    const std::string_view first = *doc[key].as<std::string_view>();
    EXPECT_EQ(first, text);
    EXPECT_EQ(doc[key].as<std::string_view>()->data(), first.data()) << "decoded once";
  }
}

TEST_F(LoadTest, DefaultsStandForWhatIsMissingOrOfAnotherType) {
  const Document doc = Must("port: 70000\nname: 12\n");
  EXPECT_EQ(doc.root().get("port", 1), 70000);
  EXPECT_EQ(doc.root().get<uint16_t>("port", 80), 80);
  EXPECT_EQ(doc.root().get("host", std::string("local")), "local");
  EXPECT_EQ(doc.root().get("name", std::string_view("none")), "none");
  EXPECT_EQ(doc["a"]["b"][3]["c"].value_or(5), 5);
}

TEST_F(LoadTest, MissingNodesNameWhatIsMissing) {
  const Document doc = Must("spec:\n  list: [1, 2]\n  word: text\n", {.name = "a.yaml"});
  const Node missing = doc["spec"]["versions"][0]["name"];
  EXPECT_FALSE(missing.exists());
  EXPECT_EQ(missing.kind(), Kind::kMissing);
  EXPECT_EQ(missing.as<int>().error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.as<int>().error().ToString(), "a.yaml:2:3: there is no key \"versions\", at /spec");
  EXPECT_EQ(doc["spec"]["list"][2].as<int>().error().ToString(),
            "a.yaml:2:9: there is no element [2], at /spec/list");
  EXPECT_EQ(doc["spec"]["word"]["x"].as<int>().error().ToString(),
            "a.yaml:3:9: a string has no key \"x\", at /spec/word");
  EXPECT_EQ(doc["spec"]["list"][-1].kind(), Kind::kMissing);
  EXPECT_EQ(Node().as<int>().error().message, "there is no document");
}

TEST_F(LoadTest, WrongTypesHaveTheirPlace) {
  const Document doc = Must("a: 1\nb:\n- {c: word, d: 300}\n- &x !local [y]\n", {.name = "a.yaml"});
  EXPECT_EQ(doc["b"][0]["c"].as<int>().error().ToString(),
            "a.yaml:3:7: an integer of 32 bits is expected here, and this is a string, \"word\", at /b/0/c");
  EXPECT_EQ(doc["b"][0]["d"].as<uint8_t>().error().ToString(),
            "a.yaml:3:16: an integer, not negative, of 8 bits is expected here, and this is an integer, 300, "
            "at /b/0/d");
  EXPECT_EQ(doc["b"][1].as<bool>().error().ToString(),
            "a.yaml:4:3: a boolean is expected here, and this is a sequence, at /b/1");
  EXPECT_EQ(doc["a"].as<std::string>().error().ToString(),
            "a.yaml:1:4: a string is expected here, and this is an integer, 1, at /a");
  EXPECT_EQ(doc["b"][1][0].Path(), "/b/1/0");
  EXPECT_EQ(doc["b"][1][0].Where().column, 14u);
  EXPECT_EQ(doc.root().Path(), "/");
  EXPECT_EQ(doc["b"][1].tag(), "!local");
}

TEST_F(LoadTest, NumbersThatDoNotFitStayExact) {
  const Document doc = Must(
      "- 1152921504606846976\n- 18446744073709551615\n- 123456789012345678901234567890\n- 3.14159\n"
      "- -1152921504606846977\n- !!float 1152921504606846977\n");
  EXPECT_EQ(doc[0].as<int64_t>(), int64_t{1} << 60);
  EXPECT_EQ(doc[1].as<uint64_t>(), UINT64_MAX);
  EXPECT_FALSE(doc[1].as<int64_t>());
  EXPECT_TRUE(doc[2].is_integer());
  EXPECT_FALSE(doc[2].as<uint64_t>());
  EXPECT_EQ(doc[2].as<double>(), 123456789012345678901234567890.0);
  EXPECT_EQ(doc[3].as<double>(), 3.14159);
  EXPECT_EQ(doc[4].as<int64_t>(), -(int64_t{1} << 60) - 1);
  EXPECT_TRUE(doc[5].is_float());
  EXPECT_EQ(doc[5].as<double>(), 1152921504606846977.0);
}

TEST_F(LoadTest, TagsSayWhatAScalarIs) {
  const Document doc = Must(
      "- !!str 12\n- !!int '0x1F'\n- !!float 3\n- !!bool true\n- !!null ''\n- ! 12\n- !e 12\n- !!binary "
      "aGk=\n"
      "- !!map {}\n- !!set {a}\n");
  EXPECT_EQ(doc[0].as<std::string_view>(), "12");
  EXPECT_EQ(doc[1].as<int>(), 31);
  EXPECT_TRUE(doc[2].is_float());
  EXPECT_EQ(doc[3].as<bool>(), true);
  EXPECT_TRUE(doc[4].is_null());
  EXPECT_EQ(doc[5].as<std::string_view>(), "12");
  EXPECT_EQ(doc[6].as<std::string_view>(), "12");
  EXPECT_EQ(doc[6].tag(), "!e");
  EXPECT_EQ(doc[7].tag(), "tag:yaml.org,2002:binary");
  EXPECT_EQ(doc[8].tag(), "");
  EXPECT_TRUE(doc[9]["a"].is_null());
  EXPECT_EQ(ErrorOf("a: !!int word\n"), "a.yaml:1:4: \"word\" is tagged !!int and is not an integer");
  EXPECT_EQ(ErrorOf("- !!seq word\n"), "a.yaml:1:3: a scalar is tagged as a sequence");
  EXPECT_EQ(ErrorOf("- !!map [a]\n"), "a.yaml:1:3: a sequence is tagged !!map");
  EXPECT_EQ(ErrorOf("- !!str {a: b}\n"), "a.yaml:1:3: a mapping is tagged !!str");
}

TEST_F(LoadTest, KeysThatAreThereTwice) {
  EXPECT_EQ(ErrorOf("a: 1\nb: 2\na: 3\n"), "a.yaml:3:1: the key \"a\" is already in this mapping");
  EXPECT_EQ(ErrorOf("{longer-key: 1, \"longer-\\x6bey\": 2}"),
            "a.yaml:1:17: the key \"longer-key\" is already in this mapping");
  EXPECT_EQ(ErrorOf("0x10: 1\n16: 2\n"), "a.yaml:2:1: the key \"an integer\" is already in this mapping");
  EXPECT_EQ(ErrorOf("1: 1\n'1': 2\n1.0: 3\n[1]: 4\n[1]: 5\n"), "no error");
  std::string large;
  for (int i = 0; i < 100; ++i) large += "key number " + std::to_string(i) + ": 1\n";
  EXPECT_EQ(ErrorOf(large), "no error");
  EXPECT_EQ(ErrorOf(large + "key number 7: 2\n"),
            "a.yaml:101:1: the key \"key number 7\" is already in this mapping");
  const Document doc = Must("a: 1\nb: 2\na: 3\n", {.allow_duplicate_keys = true});
  EXPECT_EQ(doc["a"].as<int>(), 3);
  EXPECT_EQ(doc.root().size(), 3u);
}

TEST_F(LoadTest, LargeMappingsAreFoundByIndex) {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += (i % 2 != 0 ? "a longer key " : "k") + std::to_string(i) + ": " + std::to_string(i) + "\n" +
            std::to_string(i) + ": x\n";
  text += "'it''s quoted': yes\nk8: again\n";
  const Document doc = Must(text, {.allow_duplicate_keys = true});
  const uint64_t before = account_.live();
  EXPECT_EQ(doc["k4998"].as<int>(), 4998);
  EXPECT_GT(account_.live(), before);
  EXPECT_EQ(doc["a longer key 4999"].as<int>(), 4999);
  EXPECT_EQ(doc["it's quoted"].as<std::string_view>(), "yes");
  EXPECT_EQ(doc["k8"].as<std::string_view>(), "again");
  EXPECT_EQ(doc[4321].as<std::string_view>(), "x");
  EXPECT_FALSE(doc["k4999"].exists());
  EXPECT_FALSE(doc[5000].exists());
}

TEST_F(LoadTest, ManyEqualKeysTakeNoQuadraticTime) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "same-long-key: 1\n";
  text += "last: 2\n";
  const Document doc = Must(text, {.allow_duplicate_keys = true});
  EXPECT_EQ(doc["last"].as<int>(), 2);
}

TEST_F(LoadTest, IterationGivesElementsAndEntriesInTheirOrder) {
  const Document doc = Must("seq: [3, 1, 2]\nmap: {z: 1, a: 2}\n");
  std::string seen;
  for (const Node item : doc["seq"]) seen += std::to_string(*item.as<int>());
  for (const auto& [key, value] : doc["map"].pairs())
    seen += std::string(*key.as<std::string_view>()) + std::to_string(*value.as<int>());
  EXPECT_EQ(seen, "312z1a2");
  EXPECT_EQ(doc["map"].begin(), doc["map"].end());
  EXPECT_EQ(doc["seq"].pairs().size(), 0u);
  EXPECT_EQ(doc["none"].begin(), doc["none"].end());
}

TEST_F(LoadTest, AliasesShareWhatTheyReferTo) {
  const Document doc = Must("a: &x {k: [long text here]}\nb: *x\nc: &s word\nd: *s\ne: &x 1\nf: *x\n");
  EXPECT_EQ(doc["b"]["k"][0].as<std::string_view>()->data(), doc["a"]["k"][0].as<std::string_view>()->data());
  EXPECT_EQ(doc["d"].as<std::string_view>(), "word");
  EXPECT_EQ(doc["f"].as<int>(), 1);
  EXPECT_EQ(ErrorOf("a: *none\n"), "a.yaml:1:4: there is no anchor \"none\"");
  EXPECT_EQ(ErrorOf("a: &x\n  b: *x\n"), "a.yaml:2:6: the alias \"x\" stands inside of what it refers to");
  EXPECT_EQ(
      ErrorOf("--- &x a\n--- *x\n"),
      "a.yaml:2:1: a second document begins here, and one is expected (load all documents, one after the "
      "other)");
  const Document nested = Must("- &x [&x inner]\n- *x\n");
  EXPECT_EQ(nested[1].as<std::string_view>(), "inner") << "the anchor that comes later";
}

TEST_F(LoadTest, AliasBombsEndInAnErrorAtOnce) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += (i > 0 ? ", *" : "*") + std::string(1, static_cast<char>(c - 1));
    bomb += "]\n";
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(ErrorOf(bomb), "a.yaml:8:8: aliases expand to more than 10000000 nodes");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(100));
  EXPECT_EQ(ErrorOf("- &a x\n- *a\n- *a\n", {.max_alias_expansion = 1}),
            "a.yaml:3:3: aliases expand to more than 1 nodes");
}

TEST_F(LoadTest, MergeKeysTakeOverWhatIsNotThere) {
  constexpr std::string_view kText =
      "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\n"
      "one:\n  <<: *base\n  b: 9\ntwo:\n  x: 0\n  <<: [*base, *more]\nthree: {<<: *base, <<: *more}\n";
  const Document doc = Must(kText, {.merge_keys = true});
  EXPECT_EQ(doc["one"].size(), 2u);
  EXPECT_EQ(doc["one"]["a"].as<int>(), 1);
  EXPECT_EQ(doc["one"]["b"].as<int>(), 9);
  EXPECT_EQ(doc["two"].size(), 4u);
  EXPECT_EQ(doc["two"]["b"].as<int>(), 2);
  EXPECT_EQ(doc["two"]["c"].as<int>(), 4);
  EXPECT_EQ(doc["three"].size(), 3u);
  EXPECT_EQ(doc["two"]["c"].Path(), "/two/c");
  EXPECT_EQ(doc["two"]["c"].Where().line, 7u);
  EXPECT_EQ(doc["two"]["x"].Where().line, 7u);
  EXPECT_TRUE(Must(kText, {.schema = Schema::kYaml11})["one"]["a"].exists());
  EXPECT_TRUE(Must("a: {<<: {b: 1}}\n")["a"]["<<"].exists()) << "not in YAML 1.2";
  EXPECT_EQ(ErrorOf("a:\n  <<: 12\n", {.merge_keys = true}), "a.yaml:2:7: only mappings can be merged");
  EXPECT_EQ(ErrorOf("<<: {a: 1}\nb: 1\nb: 2\n", {.merge_keys = true}),
            "a.yaml:3:1: the key \"b\" is already in this mapping");
  EXPECT_EQ(ErrorOf("<<: [{a: 1}, 2]\n", {.merge_keys = true}), "a.yaml:1:5: only mappings can be merged");
}

TEST_F(LoadTest, MergedMappingsAreCountedAgainstTheLimit) {
  std::string text = "m0: &m0 {k: 0}\n";
  for (int i = 1; i < 2000; ++i) {
    const std::string n = std::to_string(i);
    text += "m" + n + ": &m" + n + " {<<: *m" + std::to_string(i - 1) + ", k" + n + ": 0}\n";
  }
  EXPECT_NE(
      ErrorOf(text, {.merge_keys = true, .max_alias_expansion = 100'000}).find("more than 100000 nodes"),
      std::string::npos);
}

TEST_F(LoadTest, EmptyTextIsNull) {
  EXPECT_TRUE(Must("").root().is_null());
  EXPECT_TRUE(Must("# only a comment\n").root().is_null());
  EXPECT_TRUE(Must("---\n...\n").root().is_null());
}

TEST_F(LoadTest, MalformedTextHasItsPlace) {
  const Result<Document> document = Load("a: 1\nb: [1, 2\n", account_, {.name = "a.yaml"});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().where.file, "a.yaml");
  EXPECT_GE(document.error().where.line, 2u);
  EXPECT_EQ(Load("a: \"\xFF\"\n", account_).error().where.column, 5u);
  EXPECT_EQ(Load(std::string(200, '['), account_, {.max_depth = 100}).error().code,
            ErrorCode::kLimitExceeded);
}

TEST_F(LoadTest, WideTextIsConverted) {
  const std::string_view text = "k: a€😀, and more\n";
  const std::u16string wide = u"k: a€😀, and more\n";
  const std::u32string wider = U"k: a€😀, and more\n";
  const auto bytes = [](const auto& units, bool big, bool mark) {
    using Unit = typename std::decay_t<decltype(units)>::value_type;
    std::string out;
    const auto put = [&](Unit unit) {
      for (size_t i = 0; i < sizeof(Unit); ++i)
        out += static_cast<char>(unit >> (8 * (big ? sizeof(Unit) - 1 - i : i)) & 0xFF);
    };
    if (mark) put(0xFEFF);
    for (const Unit unit : units) put(unit);
    return out;
  };
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const std::string two = bytes(wide, big, mark);
      const std::string four = bytes(wider, big, mark);
      EXPECT_EQ(Must(two)["k"].as<std::string_view>(), text.substr(3, text.size() - 4));
      EXPECT_EQ(Must(four)["k"].as<std::string_view>(), text.substr(3, text.size() - 4));
    }
  }
  EXPECT_EQ(Must("\xEF\xBB\xBFk: marked\n")["k"].as<std::string_view>(), "marked");
  std::string broken = bytes(wide, false, true);
  broken.resize(broken.size() / 2 * 2);
  broken.insert(6, std::string("\x00\xDC", 2));  // half a pair
  const Result<Document> refused = Load(broken, account_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where.offset, 6u);
  EXPECT_EQ(refused.error().message, "not UTF-16LE, as which the text begins");
}

TEST_F(LoadTest, OwnedAndCopiedText) {
  std::pmr::string text("key: a value of some length\nother: \"a \\\"quoted\\\" one\"\n", &account_);
  const Document owned = *LoadOwned(std::move(text), account_);
  EXPECT_EQ(owned["key"].as<std::string_view>(), "a value of some length");
  for (const Dedup dedup : {Dedup::kOff, Dedup::kOn}) {
    auto source =
        std::make_unique<std::string>("key: a value of some length\nf: 0.1\nsame: a value of some length\n");
    const Document copied = Must(*source, {.dedup = dedup, .copy_text = true, .name = "a.yaml"});
    source.reset();
    EXPECT_EQ(copied["key"].as<std::string_view>(), "a value of some length");
    EXPECT_EQ(copied["f"].as<double>(), 0.1);
    EXPECT_EQ(copied["key"].as<std::string_view>()->data() == copied["same"].as<std::string_view>()->data(),
              dedup == Dedup::kOn);
    EXPECT_EQ(copied["f"].as<int>().error().ToString(),
              "a.yaml: an integer of 32 bits is expected here, and this is a floating-point number, at /f");
  }
}

TEST_F(LoadTest, AStreamGivesOneDocumentAtATime) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += "---\nnumber: " + std::to_string(i) + "\nlist:\n";
    for (int j = 0; j < 1000; ++j) text += "- some longer text " + std::to_string(j) + "\n";
  }
  Result<DocumentStream> stream = LoadAll(text, account_);
  ASSERT_TRUE(stream);
  EXPECT_FALSE(stream->root().exists());
  int count = 0;
  for (; *stream->Next(); ++count) {
    ASSERT_EQ(stream->root()["number"].as<int>(), count);
    ASSERT_EQ(stream->root()["list"].size(), 1000u);
  }
  EXPECT_EQ(count, 300);
  EXPECT_FALSE(*stream->Next());
  EXPECT_LT(account_.peak(), 200'000u);
}

TEST_F(LoadTest, LaterDocumentsHaveTheirPlaces) {
  Result<DocumentStream> stream =
      LoadAll("%TAG !e! !x\n---\n!e!y a\n...\n# between\n---\nb: {c: [1, word]}\n", account_);
  ASSERT_TRUE(*stream->Next());
  EXPECT_EQ(stream->root().tag(), "!xy");
  ASSERT_TRUE(*stream->Next());
  const Node word = stream->root()["b"]["c"][1];
  EXPECT_EQ(word.Path(), "/b/c/1");
  EXPECT_EQ(word.Where().line, 7u);
  EXPECT_EQ(word.Where().column, 12u);
}

TEST_F(LoadTest, AStreamStaysAtItsError) {
  Result<DocumentStream> stream = LoadAll("--- 1\n--- [\n", account_);
  ASSERT_TRUE(*stream->Next());
  const Result<bool> failed = stream->Next();
  ASSERT_FALSE(failed);
  EXPECT_EQ(stream->Next().error().message, failed.error().message);
  EXPECT_FALSE(stream->root().exists());
}

TEST_F(LoadTest, FilesThatAreNotThere) {
  EXPECT_EQ(LoadFile("/no/such/file.yaml", account_).error().code, ErrorCode::kNotFound);
}

TEST_F(LoadTest, RealFiles) {
  const std::string path = CorpusPath("yaml/ec2.yaml");
  if (path.empty()) GTEST_SKIP() << "the corpus is absent";
  const Document doc = *LoadFile(path, account_);
  EXPECT_EQ(doc["metadata"]["endpointPrefix"].as<std::string_view>(), "ec2");
  EXPECT_EQ(doc["metadata"]["apiVersion"].as<std::string_view>(), "2016-11-15");
  EXPECT_EQ(doc["operations"]["AcceptAddressTransfer"]["http"]["method"].as<std::string_view>(), "POST");
  EXPECT_EQ(doc["version"].as<std::string_view>(), "2.0");
  for (const Dedup dedup : {Dedup::kOn, Dedup::kAutomatic}) {
    const Document shared = *LoadFile(path, account_, {.dedup = dedup});
    EXPECT_LT(shared.memory(), doc.memory());
    EXPECT_TRUE(shared.root() == doc.root());
    EXPECT_EQ(shared.root().Hash(), doc.root().Hash());
  }
}

}  // namespace
}  // namespace tare::yaml
