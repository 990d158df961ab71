#include "genome/pack_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "genome/base_tuples.h"
#include "genome/bases.h"
#include "genome/zstd_frames.h"
#include "random_bases.h"

namespace tare::genome {
namespace {

class PackWriterTest : public testing::Test {
 protected:
  std::string Decode(std::string_view frame) {
    std::string out(StatedSize(frame).value_or(0), '?');
    ZstdDecoder decoder(account_);
    return decoder.Decode(frame, std::span(out)) == out.size() ? out : "damaged";
  }
  // The letters of a reference's part: the last byte tells whether there are tuples in the frame.
  std::string ReadReference(const StoredPart& part) {
    const std::string_view bytes(part.bytes.data(), part.bytes.size());
    const bool has_tuples = part.metadata != 0 && bytes.back() == 1;
    const std::string plain =
        part.metadata == 0 ? std::string(bytes) : Decode(bytes.substr(0, bytes.size() - 1));
    std::string letters(has_tuples ? TupleBaseCount(plain).value_or(0) : plain.size(), '?');
    EXPECT_TRUE(has_tuples ? UnpackTuples(plain, std::span(letters)) : ToLetters(plain, std::span(letters)));
    EXPECT_TRUE(part.metadata == 0 || part.metadata == letters.size());
    return letters;
  }
  StoredPart Reference(std::span<const BaseCode> bases) {
    StoredPart part(account_);
    CompressReference(bases, encoder_, account_, &part);
    return part;
  }

  Budget budget_;
  Account account_{"packs", budget_};
  ZstdEncoder encoder_{account_};
  std::mt19937_64 random_{17};
};

std::string LettersOf(std::span<const BaseCode> codes) {
  std::string letters;
  for (const BaseCode code : codes) letters += kLetterOfCode[code];
  return letters;
}

TEST_F(PackWriterTest, ReferencesAreTuples) {
  for (const BaseCode highest : {BaseCode{3}, BaseCode{5}, BaseCode{15}}) {
    for (const size_t size : {1'000, 1'001, 1'002, 1'003}) {
      std::vector<BaseCode> bases = RandomCodes(random_, size);
      bases[size / 2] = highest;
      const StoredPart part = Reference(bases);
      EXPECT_EQ(part.bytes.back(), 1);
      EXPECT_TRUE(ReadReference(part) == LettersOf(bases));
    }
  }
}

TEST_F(PackWriterTest, FourBasesTakeAByte) {
  EXPECT_LT(Reference(RandomCodes(random_, 100'000)).bytes.size(), 25'100U);
}

TEST_F(PackWriterTest, RepetitiveReferencesAreNoTuples) {
  std::vector<BaseCode> bases;
  const std::vector<BaseCode> unit = RandomCodes(random_, 7);
  for (int i = 0; i < 1'000; ++i) bases.insert(bases.end(), unit.begin(), unit.end());
  const StoredPart part = Reference(bases);
  EXPECT_EQ(part.bytes.back(), 0);
  EXPECT_LT(part.bytes.size(), 100U);
  EXPECT_TRUE(ReadReference(part) == LettersOf(bases));
}

TEST_F(PackWriterTest, WhatDoesNotBecomeSmallerIsStoredAsItIs) {
  const StoredPart reference = Reference(CodesOf("ACGTN"));
  EXPECT_EQ(reference.metadata, 0U);
  EXPECT_EQ(ReadReference(reference), "ACGTN");
  StoredPart pack(account_);
  CompressPack("A\xFF", false, encoder_, &pack);
  EXPECT_EQ(pack.metadata, 0U);
  EXPECT_EQ(std::string_view(pack.bytes.data(), pack.bytes.size()), "A\xFF");
}

TEST_F(PackWriterTest, PacksComeBack) {
  for (const bool raw : {false, true}) {
    for (const size_t members : {5, 300}) {
      std::string pack;
      const std::vector<BaseCode> bases = RandomCodes(random_, 2'000);
      for (size_t i = 0; i < members; ++i) {
        pack.append(bases.begin() + static_cast<ptrdiff_t>(i), bases.end());
        pack += '\xFF';
      }
      StoredPart part(account_);
      CompressPack(pack, raw, encoder_, &part);
      EXPECT_EQ(part.metadata, pack.size());
      EXPECT_EQ(part.bytes.back(), 0);
      EXPECT_LT(part.bytes.size(), pack.size() / 4);
      EXPECT_TRUE(Decode({part.bytes.data(), part.bytes.size() - 1}) == pack);
    }
  }
}

TEST(ZstdEncoderTest, AllMemoryIsAccounted) {
  Budget budget;
  {
    Account account("zstd", budget);
    ZstdEncoder encoder(account);
    std::pmr::vector<char> frame(&account);
    encoder.Encode(std::string(1 << 20, 'A'), 17, &frame);
    EXPECT_GT(account.peak(), 1U << 20);
    EXPECT_LT(account.live(), (3U << 20) + frame.capacity());
  }
  EXPECT_EQ(budget.used(), 0U);
  Budget low(64 << 10);
  Account account("zstd", low);
  ZstdEncoder encoder(account);
  std::pmr::vector<char> frame(&account);
  try {
    encoder.Encode(std::string(1 << 10, 'A'), 17, &frame);
    FAIL() << "there is no room";
  } catch (const MemoryLimitExceeded& exceeded) {
    EXPECT_GT(exceeded.request(), low.limit() - low.peak());
    EXPECT_LT(exceeded.request(), 1U << 20) << "what so short a text needs, not all that the level may";
  }
}

}  // namespace
}  // namespace tare::genome
