// What the conformance suite (html5lib_test.cc) does not look at: offsets, views, limits, memory, stopping.

#include "readers/html/tokenizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "corpus.h"
#include "readers/html/tokenizer_scan.h"
#include "text/utf8.h"

namespace tare::html {
namespace {

// Writes down each call as a line "offset: what".
class Log : public TokenHandler {
 public:
  std::string lines;
  bool foreign = false;
  uint64_t stop_at = UINT64_MAX;
  int calls_after_stop = 0;
  int questions = 0;
  std::function<ContentModel(std::string_view)> model = [](std::string_view) { return ContentModel::kData; };
  std::function<void(const Tag&)> on_start_tag = [](const Tag&) {};
  std::function<void(std::string_view)> on_text = [](std::string_view) {};

 protected:
  ContentModel StartTag(const Tag& tag, uint64_t offset) override {
    std::string line = "<" + std::string(tag.name);
    for (const Attribute& attribute : tag.attributes) {
      line += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
    }
    Add(offset, line + (tag.self_closing ? "/>" : ">"));
    on_start_tag(tag);
    return model(tag.name);
  }
  void EndTag(const Tag& tag, uint64_t offset) override { Add(offset, "</" + std::string(tag.name) + ">"); }
  void Characters(std::string_view text, uint64_t offset) override {
    Add(offset, "text " + std::string(text));
    on_text(text);
  }
  void Comment(std::string_view text, uint64_t offset) override {
    Add(offset, "comment " + std::string(text));
  }
  void DoctypeToken(const Doctype& doctype, uint64_t offset) override {
    Add(offset, "doctype " + std::string(doctype.name));
  }
  void ParseError(std::string_view code, uint64_t offset) override {
    Add(offset, "error " + std::string(code));
  }
  bool InForeignContent() const override { return foreign; }
  bool Continue(uint64_t offset) override {
    ++questions;
    stopped_ = offset >= stop_at;
    return !stopped_;
  }
  virtual void Add(uint64_t offset, const std::string& what) {
    calls_after_stop += stopped_;
    lines += std::to_string(offset) + ": " + what + "\n";
  }

 private:
  bool stopped_ = false;
};

class TokenizerTest : public testing::Test {
 protected:
  std::string Run(std::string_view input, TokenizerLimits limits = {}) {
    Tokenizer(input, log_, account_, limits).Run();
    return log_.lines;
  }

  Budget budget_;
  Account account_{"test", budget_};
  Log log_;
};

TEST_F(TokenizerTest, EmptyInputGivesNothing) { EXPECT_EQ(Run({}), ""); }

TEST_F(TokenizerTest, EachTokenTellsWhereItBegan) {
  EXPECT_EQ(Run("<!DOCTYPE html>\n<P Class=a>x &amp; y</P><!-- c --><br/>"),
            "0: doctype html\n"
            "15: text \n\n"
            "16: <p class=a>\n"
            "27: text x \n"
            "29: text &\n"
            "34: text  y\n"
            "36: </p>\n"
            "40: comment  c \n"
            "50: <br/>\n");
}

TEST_F(TokenizerTest, LineEndsAreNormalized) {
  EXPECT_EQ(Run("a\r\nb\rc\r\r\n<p title='1\r\n2\r3'><!--\r\n\r-->"),
            "0: text a\n"
            "2: text \nb\n"
            "4: text \n\n"
            "5: text c\n"
            "6: text \n\n"
            "8: text \n\n"
            "9: <p title=1\n2\n3>\n"
            "27: comment \n\n\n");
}

TEST_F(TokenizerTest, UnchangedTextIsAViewOfTheInput) {
  const std::string input = "<p id=\"first\" lang=en>one two</p>";
  const auto inside = [&](std::string_view view) {
    return view.data() >= input.data() && view.data() + view.size() <= input.data() + input.size();
  };
  int views = 0;
  log_.on_start_tag = [&](const Tag& tag) {
    EXPECT_TRUE(inside(tag.name));
    for (const Attribute& attribute : tag.attributes) {
      EXPECT_TRUE(inside(attribute.name) && inside(attribute.value));
      ++views;
    }
  };
  log_.on_text = [&](std::string_view text) { views += inside(text); };
  Run(input);
  EXPECT_EQ(views, 3);
}

TEST_F(TokenizerTest, TheHandlerChoosesTheContentModel) {
  log_.model = [](std::string_view name) {
    if (name == "title") return ContentModel::kRcdata;
    if (name == "style") return ContentModel::kRawtext;
    if (name == "script") return ContentModel::kScriptData;
    return name == "plaintext" ? ContentModel::kPlaintext : ContentModel::kData;
  };
  EXPECT_EQ(Run("<title><b>&lt;</title>"
                "<style><b>&lt;</b></STYLE >"
                "<script><!--<script></script>--></script>"
                "<plaintext></plaintext>&lt;"),
            "0: <title>\n"
            "7: text <b>\n"
            "10: text <\n"
            "14: </title>\n"
            "22: <style>\n"
            "29: text <b>&lt;</b>\n"
            "40: </style>\n"
            "49: <script>\n"
            "57: text <!--<script></script>-->\n"
            "81: </script>\n"
            "90: <plaintext>\n"
            "101: text </plaintext>&lt;\n");
}

TEST_F(TokenizerTest, CdataSectionsAreForForeignContent) {
  log_.foreign = true;
  EXPECT_EQ(Run("x<![CDATA[<b>]]]]>y<![CDATA[]]>"), "0: text x\n10: text <b>]]\n18: text y\n");
}

TEST_F(TokenizerTest, NulIsPassedOnInDataAndReplacedElsewhere) {
  using namespace std::string_literals;
  EXPECT_EQ(Run("a\0b<p\0 c='\0'>"s),
            "1: error unexpected-null-character\n"
            "0: text a\0b\n"
            "5: error unexpected-null-character\n"
            "10: error unexpected-null-character\n"
            "3: <p\uFFFD c=\uFFFD>\n"s);
}

TEST_F(TokenizerTest, TooManyAttributesAreDropped) {
  EXPECT_EQ(Run("<p a=1 b=2 c=3 A=4 d=5><p e=6>", {.attributes = 2}),
            "12: error too-many-attributes\n"
            "16: error duplicate-attribute\n"
            "0: <p a=1 b=2>\n"
            "23: <p e=6>\n");
}

TEST_F(TokenizerTest, DuplicatesAreFoundAmongManyAttributes) {
  std::string input = "<p";
  for (int i = 0; i < 500; ++i) input += " name" + std::to_string(i % 250) + "=" + std::to_string(i);
  size_t kept = 0;
  log_.on_start_tag = [&](const Tag& tag) {
    for (size_t i = 0; i < tag.attributes.size(); ++i) {
      EXPECT_EQ(tag.attributes[i].name, "name" + std::to_string(i));
      EXPECT_EQ(tag.attributes[i].value, std::to_string(i));
    }
    kept = tag.attributes.size();
  };
  Run(input + ">");
  EXPECT_EQ(kept, 250u);
}

TEST_F(TokenizerTest, LongValuesAreCutBetweenCodePoints) {
  EXPECT_EQ(Run("<p a='12\u20AC' b='12345' c=123456 d='&lt;&lt;'>", {.attribute_value = 4}),
            "6: error attribute-too-long\n"
            "16: error attribute-too-long\n"
            "25: error attribute-too-long\n"
            "35: error attribute-too-long\n"
            "0: <p a=12 b=1234 c=1234 d=<>\n");
}

TEST_F(TokenizerTest, DecodedValuesOfATagAreLimitedInAll) {
  // A value may be a third of what is left, as decoding may triple it: 4 bytes, then 3, which cuts "&lt;".
  EXPECT_EQ(Run("<p a='&lt;' b='&lt;&gt;'><p c='&lt;'>", {.decoded_values = 12}),
            "15: error attribute-too-long\n"
            "18: error missing-semicolon-after-character-reference\n"
            "0: <p a=< b=<>\n"
            "25: <p c=<>\n");
}

TEST_F(TokenizerTest, LongNamesAndCommentsAreCut) {
  EXPECT_EQ(Run("<abcdef GHIJKL=1><!--1234567--><?123456><!DOCTYPE abcdef PUBLIC '1234567'>",
                {.name = 4, .comment = 6}),
            "1: error name-too-long\n"
            "8: error name-too-long\n"
            "0: <abcd ghij=1>\n"
            "21: error comment-too-long\n"
            "17: comment 123456\n"
            "32: error unexpected-question-mark-instead-of-tag-name\n"
            "32: error comment-too-long\n"
            "31: comment ?12345\n"
            "50: error name-too-long\n"
            "65: error comment-too-long\n"
            "40: doctype abcd\n");
}

TEST_F(TokenizerTest, LongTextComesInPiecesCutBetweenCodePoints) {
  std::string text;
  while (text.size() < 1000) text += "a\u00E9\u20AC\U0001F600";
  std::string joined;
  size_t pieces = 0;
  log_.on_text = [&](std::string_view piece) {
    EXPECT_LE(piece.size(), 64u + 3);  // the window, and the character the one before it ended in
    EXPECT_FALSE(IsContinuationByte(piece.front()));
    joined += piece;
    ++pieces;
  };
  Run(text, {.window = 64});
  EXPECT_EQ(joined, text);
  EXPECT_GE(pieces, 1000u / 64);
}

TEST_F(TokenizerTest, TheHandlerIsAskedInTheMiddleOfALongToken) {
  const std::string long_part(10'000, 'x');
  for (const std::string& input :
       {long_part, "<p a='" + long_part, "<" + long_part, "<p " + long_part, "<p a=" + long_part,
        "<!--" + long_part, "<!" + long_part, "<!doctype " + long_part, "<!doctype a public '" + long_part,
        "<p " + std::string(10'000, ' '), "&#" + std::string(10'000, '0')}) {
    Log log;
    Tokenizer(input, log, account_, {.window = 100}).Run();
    EXPECT_GE(log.questions, 99) << input.substr(0, 30);
  }
}

TEST_F(TokenizerTest, NothingComesAfterTheHandlerStops) {
  const std::string input =
      "text <p a='value' b=&amp; c>&#60;<!-- comment --></p><!doctype html public 'id'><?x>\1\r\n&lt;<p";
  for (uint64_t stop_at = 0; stop_at <= input.size(); ++stop_at) {
    Log log;
    log.stop_at = stop_at;
    Tokenizer(input, log, account_, {.window = 1}).Run();
    EXPECT_EQ(log.calls_after_stop, 0) << stop_at;
    if (stop_at == 0) {
      EXPECT_EQ(log.lines, "");
    }
  }
}

TEST_F(TokenizerTest, MemoryStaysBoundedWhateverTheTag) {
  // Each would take its own size if all of it were kept.
  const auto repeated = [](std::string_view piece, size_t bytes) {
    std::string text;
    text.reserve(bytes + piece.size());
    while (text.size() < bytes) text += piece;
    return text;
  };
  constexpr size_t kBytes = 8 << 20;
  const std::string inputs[] = {
      "<p a='" + repeated("&amp;\r\n", kBytes) + "'>",
      "<p a=" + repeated("&amp;", kBytes) + ">",
      "<" + repeated("ABC", kBytes) + ">",
      "<p " + repeated("ABC", kBytes) + ">",
      "<p " + repeated("A\r\n", kBytes) + ">",
      "<p " + repeated("a&lt;='&lt;' ", kBytes) + ">",
      "<p" +
          [] {
            std::string attributes;
            for (int i = 0; attributes.size() < kBytes; ++i)
              attributes += " A" + std::to_string(i) + "='&lt;&lt;&lt;'";
            return attributes;
          }() +
          ">",
      "<!--" + repeated("\r", kBytes) + "-->",
      "<!doctype " + repeated("ABC", kBytes) + ">",
      "<!doctype a public '" + repeated(std::string_view("\0", 1), kBytes) + "'>",
      repeated("<p A='&lt;'>", kBytes),
      repeated("<TITLE>", kBytes),
      "&#" + repeated("0", kBytes) + ";",
      "&" + repeated("a", kBytes) + ";",
  };
  struct Silent : Log {
    void Add(uint64_t, const std::string&) override {}
    void ParseError(std::string_view, uint64_t) override {}
  };
  for (const std::string& input : inputs) {
    Account account("test", budget_);
    {
      Silent silent;
      Tokenizer(input, silent, account).Run();
    }
    EXPECT_LE(account.peak(), 4u << 20) << input.substr(0, 30);
    EXPECT_EQ(account.live(), 0u);
  }
}

TEST_F(TokenizerTest, ADecodedValueIsForgottenWithItsTag) {
  std::vector<uint64_t> live;  // bytes, in each tag
  log_.on_start_tag = [&](const Tag&) { live.push_back(account_.live()); };
  Run("<p a='" + std::string(1 << 19, '\r') + "'><p b='\r'>");
  ASSERT_EQ(live.size(), 2u);
  EXPECT_GE(live[0], 1u << 19);
  EXPECT_LE(live[1], 128u << 10);
}

// All that was said, with text joined and errors left out.
std::string Joined(std::string_view input, Account& account, uint64_t window) {
  struct Joiner : Log {
    std::string all;
    void Add(uint64_t, const std::string& what) override { all += what + "\n"; }
    void Characters(std::string_view text, uint64_t) override { all += text; }
    void ParseError(std::string_view, uint64_t) override {}
  } joiner;
  joiner.model = [](std::string_view name) {
    return name == "script" ? ContentModel::kScriptData
                            : (name == "style" ? ContentModel::kRawtext : ContentModel::kData);
  };
  Tokenizer(input, joiner, account, {.window = window}).Run();
  return joiner.all;
}

TEST_F(TokenizerTest, RealPagesReadTheSameInAnyWindow) {
  const std::string folder = CorpusPath("documents/web");
  if (folder.empty()) GTEST_SKIP() << "no corpus";
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string page((std::istreambuf_iterator<char>(file)), {});
    EXPECT_TRUE(Joined(page, account_, 1 << 16) == Joined(page, account_, 61)) << entry.path();
    ++pages;
  }
  EXPECT_GT(pages, 10);
}

TEST(TokenizerScan, FindsWhatAPlainLoopFinds) {
  std::string text;
  uint32_t state = 1;
  for (int i = 0; i < 3000; ++i) {
    state = state * 1664525u + 1013904223u;
    // Mostly letters, so that runs longer than a vector occur.
    text += state >> 28 ? static_cast<char>('a' + (state >> 20) % 26) : static_cast<char>(state >> 16);
  }
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p <= end; ++p) {
    const char* const stop = std::min(p + 150, end);
    EXPECT_EQ((FindAny<'<', '&', '\0', '\xFF'>(p, stop)),
              std::find_if(p, stop, [](char c) { return c == '<' || c == '&' || c == '\0' || c == '\xFF'; }));
    EXPECT_EQ(FindSuspect(p, stop), std::find_if(p, stop, IsSuspect));
    if (end - p < 16) continue;
    EXPECT_EQ(p + PlainNamePrefix(p),
              std::find_if_not(p, p + 16, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }));
    EXPECT_EQ(p + SpacePrefix(p), std::find_if_not(p, p + 16, IsSpace));
  }
}

}  // namespace
}  // namespace tare::html
