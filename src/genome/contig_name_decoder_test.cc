#include "genome/contig_name_decoder.h"

#include <gtest/gtest.h>

#include <string>

namespace tare::genome {
namespace {

class ContigNameDecoderTest : public testing::Test {
 protected:
  std::string Decode(std::string_view encoded) {
    std::string_view name;
    return decoder_.Decode(encoded, &name) ? std::string(name) : "damaged";
  }

  Budget budget_;
  Account account_{"names", budget_};
  ContigNameDecoder decoder_{account_};
};

TEST_F(ContigNameDecoderTest, AFirstNameIsAsItStands) {
  EXPECT_EQ(Decode("chr1 of yeast"), "chr1 of yeast");
  EXPECT_EQ(Decode("chr2 with more words"), "chr2 with more words");  // another number of words
  decoder_.StartSample();
  EXPECT_EQ(Decode("one two three four"), "one two three four");
}

TEST_F(ContigNameDecoderTest, WordsRepeatThoseBefore) {
  EXPECT_EQ(Decode("chr01 of yeast"), "chr01 of yeast");
  EXPECT_EQ(Decode("\xFC"
                   "2 \x81 \x81"),
            "chr02 of yeast");
  EXPECT_EQ(Decode("\xFD"
                   "1\xFF \x81 mice"),
            "chr12 of mice");
  EXPECT_EQ(Decode("chromosome \x81 \x81"), "chromosome of mice");
}

TEST_F(ContigNameDecoderTest, EmptyWordsCount) {
  EXPECT_EQ(Decode("a  b"), "a  b");
  EXPECT_EQ(Decode("\x81 \x81 c"), "a  c");
}

TEST_F(ContigNameDecoderTest, MoreThanThereIsIsDamage) {
  EXPECT_EQ(Decode("chr1"), "chr1");
  EXPECT_EQ(Decode("\xFB"), "damaged");
  EXPECT_EQ(Decode("abcd\xFF"), "damaged");
  EXPECT_EQ(Decode("abcdef\xFF"), "damaged");
}

}  // namespace
}  // namespace tare::genome
