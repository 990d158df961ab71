#include "text/scan.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/scan_targets.h"

namespace tare::text {
namespace {

// The functions as everybody calls them: with their shortcuts, and the best target behind.
constexpr ScanTarget kPublic = {
    .name = "Public",
    .find_first_of = [](std::string_view text, const ByteSet& set,
                        size_t from) { return FindFirstOf(text, set, from); },
    .members = Members,
    .count_newlines = CountNewlines,
    .ascii_prefix = AsciiPrefix,
    .valid_utf8_prefix = ValidUtf8Prefix,
};

// Every test runs once for each instruction set this machine has, and once for the public functions.
class ScanTest : public testing::TestWithParam<const ScanTarget*> {
 protected:
  static size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from = 0) {
    return GetParam()->find_first_of(text, set, from);
  }
  static uint64_t Members(std::string_view text, const ByteSet& set) {
    return GetParam()->members(text, set);
  }
  static size_t CountNewlines(std::string_view text) { return GetParam()->count_newlines(text); }
  static size_t AsciiPrefix(std::string_view text) { return GetParam()->ascii_prefix(text); }
  static size_t ValidUtf8Prefix(std::string_view text) { return GetParam()->valid_utf8_prefix(text); }
};

std::vector<const ScanTarget*> Targets() {
  std::vector<const ScanTarget*> targets(ScanTargets().begin(), ScanTargets().end());
  targets.push_back(&kPublic);
  return targets;
}

INSTANTIATE_TEST_SUITE_P(Targets, ScanTest, testing::ValuesIn(Targets()),
                         [](const auto& target) { return std::string(target.param->name); });

std::string RandomBytes(std::mt19937& random, size_t size, unsigned lowest, unsigned highest) {
  std::uniform_int_distribution<unsigned> byte(lowest, highest);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(byte(random));
  return bytes;
}

ByteSet RandomSet(std::mt19937& random, size_t count) {
  std::uniform_int_distribution<unsigned> byte(0, 255);
  ByteSet set;
  while (set.count() < count) set.Add(static_cast<unsigned char>(byte(random)));
  return set;
}

TEST_P(ScanTest, FindsEveryByteOfEverySetAndNoOther) {
  std::mt19937 random(1);
  for (const size_t count : {1u, 2u, 3u, 4u, 5u, 8u, 20u, 128u, 255u}) {
    const ByteSet set = RandomSet(random, count);
    for (unsigned byte = 0; byte < 256; ++byte) {
      const std::string text(100, static_cast<char>(byte));
      const size_t expected = set.Has(static_cast<char>(byte)) ? 0 : text.size();
      ASSERT_EQ(FindFirstOf(text, set), expected) << byte << " in a set of " << count;
      ASSERT_EQ(FindFirstOfFar(text, set, 0), expected) << byte << " in a set of " << count;
    }
  }
}

TEST_P(ScanTest, FindsTheFirstMemberAtEveryPositionOfEveryLength) {
  for (const std::string_view members :
       {"<", "<&", "\\{}", "\n\r\x80\xFF", "<>&\"'", "abc\xC3\xA9\xFF\x01"}) {
    const ByteSet set(members);
    for (size_t size = 0; size <= 200; ++size) {
      std::string text(size, 'x');
      ASSERT_EQ(FindFirstOf(text, set), size);
      for (size_t at = 0; at < size; ++at) {
        text[at] = members[at % members.size()];
        if (at + 1 < size) text[at + 1] = members[0];  // a later one does not matter
        ASSERT_EQ(FindFirstOf(text, set), at) << size;
        ASSERT_EQ(FindFirstOfFar(text, set, 0), at) << size;
        ASSERT_EQ(FindFirstOf(text, set, at), at) << size;
        ASSERT_EQ(FindFirstOf(text, set, at + 1), std::min(at + 1, size)) << size;
        text[at] = 'x';
        if (at + 1 < size) text[at + 1] = 'x';
      }
    }
  }
}

TEST_P(ScanTest, FindAgreesWithScalarAtEveryAlignmentAndLength) {
  std::mt19937 random(2);
  const std::string buffer = RandomBytes(random, 64 + 200, 0, 255);
  for (const size_t count : {1u, 2u, 3u, 4u, 5u, 9u, 40u}) {
    for (int round = 0; round < 4; ++round) {
      const ByteSet set = RandomSet(random, count);
      for (size_t start = 0; start < 64; ++start) {
        for (size_t size = 0; size <= 200; size += 1 + start % 3) {
          const std::string_view text = std::string_view(buffer).substr(start, size);
          ASSERT_EQ(FindFirstOf(text, set), scalar::FindFirstOf(text, set)) << start << " " << size;
        }
      }
    }
  }
}

TEST_P(ScanTest, MembersAgreeWithScalarAtEveryLength) {
  std::mt19937 random(3);
  const std::string buffer = RandomBytes(random, 64 + 70, 0, 255);
  for (const size_t count : {0u, 1u, 4u, 5u, 40u, 128u}) {
    const ByteSet set = RandomSet(random, count);
    for (size_t start = 0; start < 64; ++start) {
      for (size_t size = 0; size <= 70; ++size) {
        // Memory of its own, so that the address sanitizer sees a byte read behind it.
        const auto copy = std::make_unique<char[]>(size);
        const std::string_view text(copy.get(), buffer.copy(copy.get(), size, start));
        ASSERT_EQ(Members(text, set), scalar::Members(text, set)) << start << " " << size;
      }
    }
  }
}

TEST(MembersTest, OneBitForEachByteOfTheFirst64) {
  const ByteSet set("<&");
  EXPECT_EQ(scalar::Members("", set), 0u);
  EXPECT_EQ(scalar::Members("a<b&&c", set), 0b011010u);
  EXPECT_EQ(scalar::Members(std::string(63, 'a').append("<<"), set), uint64_t{1} << 63);
}

TEST(MembersTest, HasAnyInShortAndLongText) {
  const ByteSet set("<&");
  EXPECT_FALSE(HasAny("", set));
  for (const size_t size : {1u, 40u, 64u, 65u, 200u}) {
    std::string text(size, 'a');
    EXPECT_FALSE(HasAny(text, set));
    text.back() = '&';
    EXPECT_TRUE(HasAny(text, set)) << size;
  }
}

TEST_P(ScanTest, FindFromBeyondTheEndIsTheEnd) {
  const ByteSet set("<");
  EXPECT_EQ(FindFirstOf("abc", set, 3), 3u);
  EXPECT_EQ(FindFirstOf("abc", set, 9), 3u);
  EXPECT_EQ(FindFirstOf("", set), 0u);
  EXPECT_EQ(FindFirstOf("abc", ByteSet("")), 3u);
  EXPECT_EQ(FindFirstOf(std::string(100, 'a'), ByteSet("")), 100u);
}

TEST(FindByteTest, FindsOneByte) {
  EXPECT_EQ(FindByte("a<b<c", '<'), 1u);
  EXPECT_EQ(FindByte("a<b<c", '<', 2), 3u);
  EXPECT_EQ(FindByte("a<b<c", '<', 4), 5u);
  EXPECT_EQ(FindByte("a<b<c", '<', 7), 5u);
  EXPECT_EQ(FindByte(std::string_view("a\0b", 3), '\0'), 1u);
  EXPECT_EQ(FindByte("", 'a'), 0u);
}

TEST_P(ScanTest, CountsNewlines) {
  std::mt19937 random(3);
  const std::string buffer = RandomBytes(random, 64 + 200, '\n' - 1, '\n' + 1);
  for (size_t start = 0; start < 64; ++start) {
    for (size_t size = 0; size <= 200; ++size) {
      const std::string_view text = std::string_view(buffer).substr(start, size);
      const auto expected = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
      ASSERT_EQ(CountNewlines(text), expected);
      ASSERT_EQ(scalar::CountNewlines(text), expected);
    }
  }
  // Enough for every counter of a byte's width to overflow.
  EXPECT_EQ(CountNewlines(std::string(100'003, '\n')), 100'003u);
}

TEST_P(ScanTest, AsciiPrefixEndsAtTheFirstHighByte) {
  for (size_t size = 0; size <= 200; ++size) {
    std::string text(size, '\x7F');
    ASSERT_EQ(AsciiPrefix(text), size);
    for (size_t at = 0; at < size; ++at) {
      text[at] = at % 2 ? '\x80' : '\xFF';
      ASSERT_EQ(AsciiPrefix(text), at) << size;
      ASSERT_EQ(scalar::AsciiPrefix(text), at) << size;
      ASSERT_EQ(AsciiPrefix(std::string_view(text).substr(at / 2)), at - at / 2) << size;
      text[at] = '\0';
    }
  }
}

// Unicode 15, table 3-7, the plain way.
size_t ExpectedValidPrefix(std::string_view text) {
  const auto byte = [&](size_t at) -> unsigned {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
  };
  const auto in = [&](size_t at, unsigned low, unsigned high) { return byte(at) >= low && byte(at) <= high; };
  size_t at = 0;
  while (at < text.size()) {
    if (in(at, 0x00, 0x7F)) {
      at += 1;
    } else if (in(at, 0xC2, 0xDF) && in(at + 1, 0x80, 0xBF)) {
      at += 2;
    } else if ((in(at, 0xE0, 0xE0) && in(at + 1, 0xA0, 0xBF) && in(at + 2, 0x80, 0xBF)) ||
               (in(at, 0xE1, 0xEC) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF)) ||
               (in(at, 0xED, 0xED) && in(at + 1, 0x80, 0x9F) && in(at + 2, 0x80, 0xBF)) ||
               (in(at, 0xEE, 0xEF) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF))) {
      at += 3;
    } else if ((in(at, 0xF0, 0xF0) && in(at + 1, 0x90, 0xBF) && in(at + 2, 0x80, 0xBF) &&
                in(at + 3, 0x80, 0xBF)) ||
               (in(at, 0xF1, 0xF3) && in(at + 1, 0x80, 0xBF) && in(at + 2, 0x80, 0xBF) &&
                in(at + 3, 0x80, 0xBF)) ||
               (in(at, 0xF4, 0xF4) && in(at + 1, 0x80, 0x8F) && in(at + 2, 0x80, 0xBF) &&
                in(at + 3, 0x80, 0xBF))) {
      at += 4;
    } else {
      break;
    }
  }
  return at;
}

TEST_P(ScanTest, Utf8AgreesWithTheStandardOnEverySequenceOfTwoBytesAndManyLongerOnes) {
  // Bytes at the edges of every range of table 3-7.
  const std::string edges =
      "\x01\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0"
      "\xF1\xF3\xF4\xF5\xFF";
  // Around offset 128 in 300 bytes: the sequence meets every place in a vector and a block's edge.
  const auto check = [](std::string_view sequence, size_t at) {
    std::string text(300, 'a');
    text.replace(at, sequence.size(), sequence);
    ASSERT_EQ(ValidUtf8Prefix(text), ExpectedValidPrefix(text)) << testing::PrintToString(sequence) << at;
    ASSERT_EQ(scalar::ValidUtf8Prefix(text), ExpectedValidPrefix(text));
  };
  for (unsigned first = 0x80; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const char sequence[2] = {static_cast<char>(first), static_cast<char>(second)};
      check({sequence, 2}, 120 + (first + second) % 16);
    }
  }
  size_t at = 0;
  for (const char a : edges) {
    for (const char b : edges) {
      for (const char c : edges) {
        for (const char d : edges) {
          const char sequence[4] = {a, b, c, d};
          check({sequence, 4}, 120 + at++ % 16);
        }
      }
    }
  }
}

TEST_P(ScanTest, Utf8EndsWhereTextIsCutOrBroken) {
  const std::string unit = "aß\u05D0中\U0001F600z\u20AC";
  std::string text;
  while (text.size() < 400) text += unit;
  for (size_t start = 0; start < 20; ++start) {
    for (size_t size = 0; start + size <= text.size(); ++size) {
      const std::string_view part = std::string_view(text).substr(start, size);
      ASSERT_EQ(ValidUtf8Prefix(part), ExpectedValidPrefix(part)) << start << " " << size;
    }
  }
  for (size_t at = 0; at < text.size(); ++at) {
    for (const char wrong : {'\x80', '\xFF', 'a', '\xE4', '\xF0'}) {
      std::string broken = text;
      broken[at] = wrong;
      ASSERT_EQ(ValidUtf8Prefix(broken), ExpectedValidPrefix(broken)) << at;
      ASSERT_EQ(scalar::ValidUtf8Prefix(broken), ExpectedValidPrefix(broken)) << at;
    }
  }
}

TEST_P(ScanTest, Utf8AcceptsOnlyWholeTexts) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("\u00E9\U0010FFFF"));
  EXPECT_FALSE(IsValidUtf8("abc\xE2\x82"));
  EXPECT_EQ(ValidUtf8Prefix("abc\xE2\x82"), 3u);
  const std::string long_text(1000, 'a');
  EXPECT_TRUE(IsValidUtf8(long_text));
  EXPECT_FALSE(IsValidUtf8(long_text + "\xC3"));
  EXPECT_FALSE(IsValidUtf8(long_text + "\xC3" + long_text));
}

}  // namespace
}  // namespace tare::text
