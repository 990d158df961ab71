#include "yaml/value.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace tare::yaml {
namespace {

class ValueTest : public testing::Test {
 protected:
  Budget budget_;
  Account account_{"test", budget_};
  Arena arena_{account_};
};

TEST_F(ValueTest, IntegersOfSixtyOneBitsStandInIt) {
  for (const int64_t integer :
       {int64_t{0}, int64_t{-1}, int64_t{1} << 59, (int64_t{1} << 60) - 1, -(int64_t{1} << 60)}) {
    ASSERT_TRUE(FitsInteger(integer));
    EXPECT_EQ(IntegerOf(IntegerValue(integer)), integer);
    EXPECT_EQ(KindOf(IntegerValue(integer)), Kind::kInteger);
  }
  EXPECT_FALSE(FitsInteger(int64_t{1} << 60));
  EXPECT_FALSE(FitsInteger(-(int64_t{1} << 60) - 1));
}

TEST_F(ValueTest, FloatsStandInItWhereTheirLowestBitsAreZero) {
  for (const double real : {0.0, 1.5, -0.75, std::numeric_limits<double>::infinity()}) {
    ASSERT_TRUE(FitsFloat(real)) << real;
    EXPECT_EQ(FloatOf(FloatValue(real)), real);
    EXPECT_EQ(KindOf(FloatValue(real)), Kind::kFloat);
  }
  EXPECT_FALSE(FitsFloat(0.1));
}

TEST_F(ValueTest, StringsUpToSevenBytesStandInIt) {
  const std::string text = "\xFFtuvwxy";
  for (size_t size = 0; size <= kShortString; ++size) {
    const Value value = ShortStringValue(text.substr(0, size));
    EXPECT_EQ(ShortStringOf(value), text.substr(0, size));
    EXPECT_EQ(KindOf(value), Kind::kString);
  }
}

TEST_F(ValueTest, SourceTextHasItsStyleOffsetAndLength) {
  const Value value = TextValue(TextStyle::kFloatText, kMaxTextOffset, kMaxTextSize);
  EXPECT_EQ(StyleOf(value), TextStyle::kFloatText);
  EXPECT_EQ(OffsetOf(value), kMaxTextOffset);
  EXPECT_EQ(SizeOf(value), kMaxTextSize);
  EXPECT_FALSE(FitsText(kMaxTextOffset + 1, 0));
  EXPECT_FALSE(FitsText(0, kMaxTextSize + 1));
}

TEST_F(ValueTest, BlockScalarsKeepStyleAndChomping) {
  const std::string source = "\n    one\n      two\n\n";
  for (const ScalarStyle style : {ScalarStyle::kLiteral, ScalarStyle::kFolded}) {
    for (const Chomping chomping : {Chomping::kClip, Chomping::kStrip, Chomping::kKeep}) {
      ScalarText text{.raw = source, .style = style, .chomping = chomping, .indentation = 4};
      Value value;
      ASSERT_TRUE(FitsSource(text, source, &value));
      const ScalarText again = ScalarOf(value, source);
      EXPECT_EQ(again.style, style);
      EXPECT_EQ(again.chomping, chomping);
      EXPECT_EQ(again.indentation, 4u);
      EXPECT_EQ(again.raw, source);
      text.indentation = 2;  // "|2": cannot be told from the text
      EXPECT_FALSE(FitsSource(text, source, &value));
    }
  }
}

TEST_F(ValueTest, CollectionsHaveTheirCountBeforeThemWhereItIsLarge) {
  for (const size_t count :
       {size_t{0}, size_t{3}, size_t{kCountBefore - 1}, size_t{kCountBefore}, size_t{200'000}}) {
    const NewCollection made = AllocateCollection(arena_, ValueTag::kSequence, count);
    EXPECT_EQ(ElementsOf(made.value).first, made.elements);
    EXPECT_EQ(ElementsOf(made.value).count, count);
    const NewCollection pairs = AllocateCollection(arena_, ValueTag::kMapping, 2 * count);
    EXPECT_EQ(ElementsOf(pairs.value).first, pairs.elements);
    EXPECT_EQ(ElementsOf(pairs.value).count, 2 * count);
    EXPECT_EQ(KindOf(pairs.value), Kind::kMapping);
  }
}

TEST_F(ValueTest, BoxesHoldTagsAndTexts) {
  const Value tagged = Tagged(arena_, "tag:example.org,2000:x", IntegerValue(7));
  EXPECT_EQ(TagText(tagged), "tag:example.org,2000:x");
  EXPECT_EQ(IntegerOf(WithoutTag(tagged)), 7);
  EXPECT_EQ(KindOf(tagged), Kind::kInteger);
  const Value text = BoxedText(arena_, Box::Content::kString, "a longer text");
  EXPECT_EQ(ContentOf(text, {}, nullptr), "a longer text");
  EXPECT_FALSE(NeedsDecoding(text));
  const std::string source = "it''s";
  const Value scalar = BoxedScalar(arena_, {.raw = source, .style = ScalarStyle::kSingleQuoted});
  std::pmr::string scratch;
  EXPECT_TRUE(NeedsDecoding(scalar));
  EXPECT_EQ(ContentOf(scalar, {}, &scratch), "it's");
}

}  // namespace
}  // namespace tare::yaml
