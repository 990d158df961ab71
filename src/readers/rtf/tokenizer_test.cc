#include "readers/rtf/tokenizer.h"

#include <gtest/gtest.h>

#include <string>

namespace tare::rtf {
namespace {

// Each token in brackets: "[{][par][fs=24][text:a b]".
std::string Tokens(std::string_view input) {
  Tokenizer tokenizer(input);
  std::string tokens;
  while (true) {
    const Token& token = tokenizer.Next();
    const std::string text(token.text);
    switch (token.kind) {
      case TokenKind::kEnd:
        return tokens;
      case TokenKind::kGroupBegin:
        tokens += "[{]";
        break;
      case TokenKind::kGroupEnd:
        tokens += "[}]";
        break;
      case TokenKind::kText:
        if (!text.empty()) tokens += "[text:" + text + "]";
        break;
      case TokenKind::kEncoded:
        tokens += "[encoded:" + text + "]";
        break;
      case TokenKind::kByte:
        tokens += "[byte:" + std::to_string(token.byte) + "]";
        break;
      case TokenKind::kWord:
        tokens += "[" + text + (token.has_parameter ? "=" + std::to_string(token.parameter) : "") + "]";
        break;
      case TokenKind::kBinary:
        tokens += "[binary:" + text + "]";
        break;
    }
  }
}

TEST(Tokenizer, WordsTakeAParameterAndOneSpace) {
  EXPECT_EQ(Tokens("\\b bold\\b0  x\\fs24y"), "[b][text:bold][b=0][text: x][fs=24][text:y]");
  EXPECT_EQ(Tokens("\\li-360\\fi-\\q"), "[li=-360][fi][text:-][q]");
  EXPECT_EQ(Tokens("\\clFitText1"), "[clFitText=1]");
  EXPECT_EQ(Tokens("\\par"), "[par]");
  EXPECT_EQ(Tokens("\\paR1x"), "[paR=1][text:x]");
}

TEST(Tokenizer, ParametersThatAreTooLongAreTheNearestThatFit) {
  EXPECT_EQ(Tokens("\\u99999999999999999999999999"), "[u=2147483647]");
  EXPECT_EQ(Tokens("\\u-99999999999999999999999999 "), "[u=-2147483647]");
}

TEST(Tokenizer, WordsOfAnyLengthAreWholeAtAnyDistanceFromTheEnd) {
  std::string word = "\\";
  for (int length = 1; length < 40; ++length) {
    word += static_cast<char>('a' + length % 26);
    EXPECT_EQ(Tokens(word), "[" + word.substr(1) + "]");
    EXPECT_EQ(Tokens(word + "7        "), "[" + word.substr(1) + "=7][text:       ]");
    EXPECT_EQ(Tokens(word + "{}\x7f        "), "[" + word.substr(1) + "][{][}][text:        ]");
  }
}

TEST(Tokenizer, KnowsItsWords) {
  Tokenizer tokenizer("\\par\\listoverridestartat\\listoverridestartau\\parx\\pa");
  const ControlWord* word = tokenizer.Next().word;
  ASSERT_NE(word, nullptr);
  EXPECT_EQ(word->kind, WordKind::kParagraph);
  EXPECT_EQ(word->As<ParagraphWord>(), ParagraphWord::kEnd);
  word = tokenizer.Next().word;
  ASSERT_NE(word, nullptr);
  EXPECT_EQ(word->kind, WordKind::kList);
  EXPECT_EQ(tokenizer.Next().word, nullptr);
  EXPECT_EQ(tokenizer.Next().word, nullptr);
  EXPECT_EQ(tokenizer.Next().word, nullptr);
}

TEST(Tokenizer, SymbolsAreEscapesAndWords) {
  EXPECT_EQ(Tokens("a\\\\\\{\\}b"), "[text:a][text:\\][text:{][text:}][text:b]");
  EXPECT_EQ(Tokens("\\~\\-\\_\\*\\:\\|"), "[~][-][_][*][:][|]");
  EXPECT_EQ(Tokens("a\\\nb\\\r\nc"), "[text:a][\n][text:b][\r][text:c]");
}

TEST(Tokenizer, BytesInHexadecimal) {
  EXPECT_EQ(Tokens("caf\\'e9\\'E9x"), "[text:caf][byte:233][byte:233][text:x]");
  EXPECT_EQ(Tokens("\\'zz\\'4"), "[text:zz][byte:4]");
  EXPECT_EQ(Tokens("\\'"), "[byte:0]");
}

TEST(Tokenizer, LineEndsAndControlsAreNothing) {
  EXPECT_EQ(Tokens(std::string_view("a\r\nb\0c\td", 8)), "[text:a][text:b][text:c\td]");
}

TEST(Tokenizer, RawBytesComeWithTheTextAfterThem) {
  EXPECT_EQ(Tokens("ab\xE9 cd\xE8\\par"), "[text:ab][encoded:\xE9 cd\xE8][par]");
}

TEST(Tokenizer, BinaryDataMayHoldAnything) {
  EXPECT_EQ(Tokens("\\bin5 {}\\}}x"), "[binary:{}\\}}][text:x]");
  EXPECT_EQ(Tokens("\\bin0 x\\bin x\\bin-4 x"), "[binary:][text:x][binary:][text:x][binary:][text:x]");
  Tokenizer tokenizer("\\bin99 abc");
  EXPECT_EQ(tokenizer.Next().text, "abc");
  EXPECT_TRUE(tokenizer.cut_short());
}

TEST(Tokenizer, LongTextIsCut) {
  const std::string text(Tokenizer::kMaxText * 5 / 2, 'x');
  Tokenizer tokenizer(text);
  size_t size = 0;
  for (int tokens = 0; tokens < 3; ++tokens) size += tokenizer.Next().text.size();
  EXPECT_EQ(size, text.size());
  EXPECT_EQ(tokenizer.Next().kind, TokenKind::kEnd);
}

TEST(Tokenizer, SkipsGroupsWithWhatTheyHold) {
  const std::string_view input = "{a{b}\\}\\{\\'7d\\bin3 }}}c}d";
  Tokenizer tokenizer(input);
  tokenizer.Next();
  uint64_t depth = 0;
  EXPECT_TRUE(tokenizer.SkipGroup(&depth));
  EXPECT_EQ(input.substr(tokenizer.offset()), "}d");
}

TEST(Tokenizer, SkipsLongGroupsStepByStep) {
  const std::string input =
      std::string(Tokenizer::kSkipStep * 2, '{') + std::string(Tokenizer::kSkipStep * 2, '}') + "}x";
  Tokenizer tokenizer(input);
  uint64_t depth = 0;
  int steps = 1;
  while (!tokenizer.SkipGroup(&depth)) ++steps;
  EXPECT_GT(steps, 3);
  EXPECT_EQ(std::string_view(input).substr(tokenizer.offset()), "}x");
}

}  // namespace
}  // namespace tare::rtf
