#include "yaml/excerpt.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "corpus.h"
#include "tare/yaml_path.h"
#include "yaml/edit_targets.h"

namespace tare::yaml {
namespace {

class ExcerptTest : public testing::Test {
 protected:
  // The excerpts for all collections that a path leads to, one behind the other; "(none)" where there is
  // none. Each has the value that it stands for.
  std::string Excerpt(std::string_view text, std::string_view path_text) {
    std::string all;
    Result<DocumentStream> stream = LoadAll(text, account_);
    const Result<Path> path = Path::Parse(path_text, account_);
    DocumentTexts texts(text, account_);
    for (size_t document = 0; stream; ++document) {
      const Result<bool> next = stream->Next();
      if (!next || !*next) break;
      std::pmr::vector<Names> targets(&account_);
      std::pmr::vector<Node> nodes(&account_);
      Find(stream->root(), *path, account_, [&](const PathMatch& match) {
        if (!match.node.is_sequence() && !match.node.is_mapping()) return true;
        std::pmr::string place(&account_);
        match.AppendPath(&place);
        const Result<Path> concrete = Path::Parse(place, account_);
        if (!concrete) return true;  // through a key that is a collection
        targets.push_back(NamesOf(*concrete, account_));
        nodes.push_back(match.node);
        return true;
      });
      Excerpts excerpts(texts.At(document), stream->root(), account_);
      excerpts.Find(targets);
      for (size_t i = 0; i < targets.size(); ++i) {
        std::pmr::string written(&account_);
        const auto out = Output::ToString(&written, account_);
        const bool any = excerpts.Write(i, nodes[i], *out);
        EXPECT_TRUE(out->Commit());
        ++(any ? written_ : missing_);
        if (any) ExpectValue(written, nodes[i], text);
        all += any ? std::string_view(written) : "(none)\n";
      }
    }
    return all;
  }

  void ExpectValue(std::string_view written, const Node& node, std::string_view source) {
    const Result<Document> read = Load(written, account_);
    ASSERT_TRUE(read) << read.error().message << "\n" << written << "\nof\n" << source;
    EXPECT_TRUE(read->root() == node) << written << "\nof\n" << source;
  }

  Budget budget_;
  Account account_{"test", budget_};
  size_t written_ = 0, missing_ = 0;
};

// Each is found in time that its own size decides, not that of its line or of what is below it.
TEST_F(ExcerptTest, ManyInALongLine) {
  std::string text = "[";
  for (int i = 0; i < 20'000; ++i) text += "{a: 1}, ";
  const std::string all = Excerpt(text + "]", "/*");
  EXPECT_EQ(all.size(), 20'000 * std::string_view("{a: 1}\n").size());
  EXPECT_EQ(missing_, 0u);
}

TEST_F(ExcerptTest, ManyAboveEmptyLines) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "- ";
  Excerpt(text + "x\n" + std::string(1'000'000, '\n'), "/**");
  EXPECT_EQ(written_, 300u);
}

TEST_F(ExcerptTest, KeepsStylesSpellingAndComments) {
  constexpr std::string_view kText =
      "a:   # about a\n"
      "    # above b\n"
      "    b: 0x1F  # hex\n"
      "    c: [1.10, 'q']\n"
      "\n"
      "    d: |\n"
      "      two\n"
      "       lines\n"
      "    # at the end\n"
      "\n"
      "# about e\n"
      "e: 1\n";
  EXPECT_EQ(Excerpt(kText, "/a"),
            "# above b\n"
            "b: 0x1F  # hex\n"
            "c: [1.10, 'q']\n"
            "\n"
            "d: |\n"
            "  two\n"
            "   lines\n"
            "# at the end\n");
  EXPECT_EQ(Excerpt(kText, "/a/c"), "[1.10, 'q']\n");
  EXPECT_EQ(Excerpt(kText, "/"), kText);
}

TEST_F(ExcerptTest, ElementsAndFlowCollections) {
  constexpr std::string_view kText =
      "l:\n"
      "- k: x   # one\n"
      "  m: 1e3\n"
      "# about w\n"
      "- - w\n"
      "  -   {a: 1,\n"
      "        b: 2} # flow\n"
      "- [[3], 4]\n";
  EXPECT_EQ(Excerpt(kText, "/l/0"), "k: x   # one\nm: 1e3\n");
  EXPECT_EQ(Excerpt(kText, "/l/1"), "- w\n-   {a: 1,\n      b: 2} # flow\n");
  EXPECT_EQ(Excerpt(kText, "/l/1/1"), "{a: 1,\n      b: 2} # flow\n");
  EXPECT_EQ(Excerpt(kText, "/l/2/0"), "[3]\n");
}

TEST_F(ExcerptTest, CommentsOfWhatComesNextAreNotTaken) {
  EXPECT_EQ(Excerpt("a:\n- 1\n# about b\nb: 2\n", "/a"), "- 1\n");
  EXPECT_EQ(Excerpt("a:\n- 1\n  # of a\nb: 2\n", "/a"), "- 1\n  # of a\n");
}

TEST_F(ExcerptTest, ItsAnchorGoesAndItsTagStays) {
  EXPECT_EQ(Excerpt("a: &x !t # c\n  b: 1\nc: *x\n", "/a"), "!t\nb: 1\n");
  EXPECT_EQ(Excerpt("a: !t &x [1]\n", "/a"), "!t [1]\n");
  EXPECT_EQ(Excerpt("%TAG !e! tag:e,2000:\n---\na: !e!t [1]\n", "/a"), "(none)\n");
}

TEST_F(ExcerptTest, AliasesOfWhatIsElsewhereGetTheValue) {
  EXPECT_EQ(Excerpt("x: &x {b: 0x10}\ny: &y 1.10\nz:\n  <<: *x # c\n  k: [*x, *y, &w 2, *w]\n", "/z"),
            "<<: &x {\"b\": 16} # c\nk: [*x, &y 1.10, &w 2, *w]\n");
  EXPECT_EQ(Excerpt("x: &x [1]\ny: *x\n", "/y"), "(none)\n");
  EXPECT_EQ(Excerpt("x: &x k\ny: {*x : 1}\n", "/y"), "(none)\n");
  EXPECT_EQ(Excerpt("w: &x 1\nx: &x 2\ny: [*x]\n", "/y"), "(none)\n");
  EXPECT_EQ(Excerpt("x: &x {y: [1]}\nz: *x\nw: [2]\n", "/**"),
            "x: &x {y: [1]}\nz: *x\nw: [2]\n{y: [1]}\n[1]\n(none)\n(none)\n[2]\n");
}

TEST_F(ExcerptTest, MarkersStayInside) {
  EXPECT_EQ(Excerpt("a:\n  k: 'x\n    --- y'\n", "/a"), "k: 'x\n  --- y'\n");
  EXPECT_EQ(Excerpt("a:\n  k: 1\n  --- : 3\n", "/a"), "(none)\n");
}

TEST_F(ExcerptTest, LineEndsStay) {
  EXPECT_EQ(Excerpt("a:\r\n  b: 1\r\n  c: |\r\n    x\r\n", "/a"), "b: 1\r\nc: |\r\n  x\r\n");
  EXPECT_EQ(Excerpt("a:\r\n  b: [1]", "/a"), "b: [1]\r\n");
}

TEST_F(ExcerptTest, DocumentsOfAStream) {
  EXPECT_EQ(Excerpt("\xEF\xBB\xBF# one\na: [1]\n---\na: [2]\n... # three\na:\n- 3\n", "/a"),
            "[1]\n[2]\n- 3\n");
  EXPECT_EQ(Excerpt("\xEF\xBB\xBF# one\na: [1]\n", "/"), "# one\na: [1]\n");
}

TEST_F(ExcerptTest, ValuesOfTheSuiteStay) {
  const std::string suite = CorpusPath("yaml/yaml-test-suite");
  if (suite.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
    if (entry.path().filename() != "in.yaml") continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    Excerpt(text.str(), "/**");
  }
  EXPECT_GT(written_, 300U);
  EXPECT_LT(missing_, written_ / 5);
}

}  // namespace
}  // namespace tare::yaml
