#include "text/charset.h"

#include <memory_resource>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "text/scan.h"
#include "text/utf8.h"

namespace tare::text {
namespace {

struct Decoding {
  std::string text;
  uint64_t replaced;
};

// Decodes in chunks of `chunk` bytes.
Decoding DecodeIn(Charset charset, std::string_view bytes, size_t chunk) {
  std::pmr::string text;
  Decoder decoder(charset);
  for (size_t at = 0; at < bytes.size(); at += chunk) decoder.Decode(bytes.substr(at, chunk), false, text);
  decoder.Decode({}, true, text);
  return {std::string(text), decoder.replaced()};
}

// Decodes at once, and sees that no way to cut the input makes a difference.
Decoding DecodeAll(Charset charset, std::string_view bytes) {
  std::pmr::string at_once;
  Decoder decoder(charset);
  decoder.Decode(bytes, true, at_once);
  for (size_t chunk = 1; chunk < bytes.size() && chunk < 9; ++chunk) {
    const Decoding in_chunks = DecodeIn(charset, bytes, chunk);
    EXPECT_EQ(in_chunks.text, std::string(at_once)) << CharsetName(charset) << " in chunks of " << chunk;
    EXPECT_EQ(in_chunks.replaced, decoder.replaced());
  }
  return {std::string(at_once), decoder.replaced()};
}

std::string Text(Charset charset, std::string_view bytes) {
  const Decoding decoding = DecodeAll(charset, bytes);
  EXPECT_EQ(decoding.replaced, 0u);
  return decoding.text;
}

// What was put in for ill-formed input is counted apart from what the input says.
void ExpectReplaced(Charset charset, std::string_view bytes, std::string_view text, uint64_t replaced) {
  const Decoding decoding = DecodeAll(charset, bytes);
  EXPECT_EQ(decoding.text, text);
  EXPECT_EQ(decoding.replaced, replaced) << text;
}

// 64-bit FNV-1a over code points, each as four bytes, the lowest first.
class Sum {
 public:
  void Add(CodePoint c) {
    for (int shift = 0; shift < 32; shift += 8) value_ = (value_ ^ ((c >> shift) & 0xFF)) * 0x100000001B3u;
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xCBF29CE484222325u;
};

struct ExpectedSum {
  Charset charset;
  uint64_t sum;
};

// Sums over the standard's index files (of 2024-09-18), and over the Unicode Consortium's mappings for what
// is not in the standard.
TEST(CharsetTableTest, EverySingleByteIsAsInTheStandard) {
  static constexpr ExpectedSum kExpected[] = {
      {Charset::kIbm866, 0x190D09478A836985},
      {Charset::kKoi8R, 0xFC95350E18F9DF16},
      {Charset::kKoi8U, 0xBDA55EF8C7D5C3B6},
      {Charset::kMacintosh, 0x019A3AD4A72D2BAD},
      {Charset::kWindows874, 0xA7748883C4FE8055},
      {Charset::kMacCyrillic, 0x677ED7B72DAB8ACB},
      {Charset::kIso8859Part2, 0x98B8FF0FDCDA6CCA},
      {Charset::kIso8859Part3, 0xF35919626BAE2023},
      {Charset::kIso8859Part4, 0x73913EE31818863C},
      {Charset::kIso8859Part5, 0x2F6E0FB7238D639A},
      {Charset::kIso8859Part6, 0x296DFCE0B980DAAC},
      {Charset::kIso8859Part7, 0x50864F4DCBC26C18},
      {Charset::kIso8859Part8, 0x8040D2F988443F7D},
      {Charset::kIso8859Part10, 0xA61746BAA0F91D3B},
      {Charset::kIso8859Part13, 0xBD2AA6D371B4FE4A},
      {Charset::kIso8859Part14, 0xF88EC86E7644781F},
      {Charset::kIso8859Part15, 0x6F096259DFE292D8},
      {Charset::kIso8859Part16, 0xE28A18778FF175EC},
      {Charset::kWindows1250, 0x908AE4B08206E2E8},
      {Charset::kWindows1251, 0xF576A013301B05B7},
      {Charset::kWindows1252, 0xBF23881D0BE0CF78},
      {Charset::kWindows1253, 0x43360C1E5D51B9B5},
      {Charset::kWindows1254, 0x0FCE37233C968D1E},
      {Charset::kWindows1255, 0x533181C7F0E6D67B},
      {Charset::kWindows1256, 0x6CF852743F17E030},
      {Charset::kWindows1257, 0x1E02DEB1FB95C3B9},
      {Charset::kWindows1258, 0x0967AA76ACCE216A},
      {Charset::kIbm437, 0x877036DB04EE6E19},
      {Charset::kDos720, 0x9D8979C7E31DE90D},
      {Charset::kDos737, 0xEC6C2683B1016EF8},
      {Charset::kDos775, 0xD0248726307AE151},
      {Charset::kIbm850, 0x7161C70C005D57A5},
      {Charset::kIbm852, 0x249E0292CB4EF512},
      {Charset::kIbm855, 0xB18D173493E76D7E},
      {Charset::kIbm857, 0x77A02268686934AC},
      {Charset::kIbm858, 0xC011FF24264F8053},
      {Charset::kIbm860, 0xD7188B4E7B342204},
      {Charset::kIbm861, 0x6844E6FB3C1F67F2},
      {Charset::kIbm862, 0x06619AA27F166938},
      {Charset::kIbm863, 0xD47F0AD3320D2D5E},
      {Charset::kIbm864, 0x1F5C3605463E7448},
      {Charset::kIbm865, 0x555EBE1F706E3B1D},
      {Charset::kIbm869, 0xBE9869AD7D53FF24},
      {Charset::kMacGreek, 0xB1975BC39922D913},
      {Charset::kMacCentralEurope, 0xCF7388866EF18BB0},
      {Charset::kMacTurkish, 0x96C9195CB0F3B012},
      {Charset::kMacIcelandic, 0xD5A32ECDFB51F258},
      {Charset::kMacCroatian, 0xA24FFAAE00BE4BBE},
      {Charset::kMacRomanian, 0xA3B9F2443F13507B},
  };
  for (const auto& [charset, expected] : kExpected) {
    Sum sum;
    for (unsigned byte = 0; byte < 256; ++byte)
      sum.Add(DecodeByte(charset, static_cast<unsigned char>(byte)));
    EXPECT_EQ(sum.value(), expected) << CharsetName(charset);
  }
}

TEST(CharsetTableTest, EveryPairIsAsInTheStandard) {
  static constexpr ExpectedSum kExpected[] = {
      {Charset::kShiftJis, 0x00FAEFF2C0268D90}, {Charset::kEucJp, 0xD5B95477FCF98B31},
      {Charset::kGbk, 0xD541027EDEB7292A},      {Charset::kEucKr, 0xE53A18FB005E0E9E},
      {Charset::kBig5, 0x7075F8E306AABCD7},     {Charset::kJohab, 0xB32D3790051928E2},
  };
  for (const auto& [charset, expected] : kExpected) {
    Sum sum;
    for (unsigned lead = 0; lead < 256; ++lead) {
      for (unsigned trail = 0; trail < 256; ++trail) {
        sum.Add(DecodePair(charset, static_cast<unsigned char>(lead), static_cast<unsigned char>(trail)));
      }
    }
    EXPECT_EQ(sum.value(), expected) << CharsetName(charset);
  }
}

CodePoint Only(Charset charset, std::string_view bytes) {
  std::pmr::string text;
  Decoder decoder(charset);
  decoder.Decode(bytes, true, text);
  return text::Decode(text, 0).code_point;
}

TEST(CharsetTableTest, EveryThreeBytesOfEucJpAreAsInTheStandard) {
  Sum sum;
  for (unsigned pointer = 0; pointer < 94 * 94; ++pointer) {
    const char bytes[] = {'\x8F', static_cast<char>(0xA1 + pointer / 94),
                          static_cast<char>(0xA1 + pointer % 94)};
    sum.Add(Only(Charset::kEucJp, {bytes, 3}));
  }
  EXPECT_EQ(sum.value(), 0x28FF3F0A717B697Au);
}

TEST(CharsetTableTest, EveryFourBytesOfGb18030AreAsInTheStandard) {
  const auto at_pointer = [](unsigned pointer) {
    const char bytes[] = {
        static_cast<char>(0x81 + pointer / 12600), static_cast<char>('0' + pointer / 1260 % 10),
        static_cast<char>(0x81 + pointer / 10 % 126), static_cast<char>('0' + pointer % 10)};
    return Only(Charset::kGb18030, {bytes, 4});
  };
  Sum sum;
  for (unsigned pointer = 0; pointer < 39420; ++pointer) sum.Add(at_pointer(pointer));
  EXPECT_EQ(sum.value(), 0x26A859189538F8DCu);
  EXPECT_EQ(at_pointer(39420), kReplacement);
  EXPECT_EQ(at_pointer(188999), kReplacement);
  EXPECT_EQ(at_pointer(189000), 0x10000u);
  EXPECT_EQ(at_pointer(1237575), 0x10FFFFu);
  EXPECT_EQ(at_pointer(1237576), kReplacement);
}

TEST(CharsetNameTest, EveryNameIsItsOwnLabel) {
  for (int i = 0; i < kCharsets; ++i) {
    const auto charset = static_cast<Charset>(i);
    EXPECT_EQ(CharsetByLabel(CharsetName(charset)), charset) << CharsetName(charset);
  }
}

TEST(CharsetNameTest, Labels) {
  EXPECT_EQ(CharsetByLabel("utf8"), Charset::kUtf8);
  EXPECT_EQ(CharsetByLabel("latin1"), Charset::kWindows1252);
  EXPECT_EQ(CharsetByLabel("ISO-8859-1"), Charset::kWindows1252);
  EXPECT_EQ(CharsetByLabel("us-ascii"), Charset::kWindows1252);
  EXPECT_EQ(CharsetByLabel(" \t\n\f\rX-SJIS\r "), Charset::kShiftJis);
  EXPECT_EQ(CharsetByLabel("windows-31j"), Charset::kShiftJis);
  EXPECT_EQ(CharsetByLabel("gb2312"), Charset::kGbk);
  EXPECT_EQ(CharsetByLabel("ks_c_5601-1987"), Charset::kEucKr);
  EXPECT_EQ(CharsetByLabel("utf-16"), Charset::kUtf16Le);
  EXPECT_EQ(CharsetByLabel("logical"), Charset::kIso8859Part8Logical);
  EXPECT_EQ(CharsetByLabel("cp437"), Charset::kIbm437);
  EXPECT_EQ(CharsetByLabel("IBM-850"), Charset::kIbm850);
  EXPECT_EQ(CharsetByLabel("MS932"), Charset::kShiftJis);
  EXPECT_EQ(CharsetByLabel("x-mac-roman"), Charset::kMacintosh);
  for (const std::string_view unknown :
       {"", " ", "utf-7", "iso-2022-kr", "hz-gb-2312", "replacement", "cp", "cp99999", "cp1252x", "cp-1252",
        "cp4294968548", "latin", "utf 8", "a label that is much longer than any of them"}) {
    EXPECT_EQ(CharsetByLabel(unknown), std::nullopt) << unknown;
  }
}

TEST(CharsetNameTest, CodePages) {
  EXPECT_EQ(CharsetByCodePage(437), Charset::kIbm437);
  EXPECT_EQ(CharsetByCodePage(932), Charset::kShiftJis);
  EXPECT_EQ(CharsetByCodePage(1361), Charset::kJohab);
  EXPECT_EQ(CharsetByCodePage(10000), Charset::kMacintosh);
  EXPECT_EQ(CharsetByCodePage(28591), Charset::kWindows1252);
  EXPECT_EQ(CharsetByCodePage(54936), Charset::kGb18030);
  EXPECT_EQ(CharsetByCodePage(65001), Charset::kUtf8);
  EXPECT_EQ(CharsetByCodePage(0), std::nullopt);
  EXPECT_EQ(CharsetByCodePage(436), std::nullopt);
  EXPECT_EQ(CharsetByCodePage(65002), std::nullopt);
}

TEST(CharsetNameTest, Marks) {
  const auto check = [](std::string_view bytes, std::optional<Charset> charset, size_t length) {
    size_t found_length = 99;
    EXPECT_EQ(CharsetByMark(bytes, &found_length), charset);
    EXPECT_EQ(found_length, length);
  };
  check("\xEF\xBB\xBFx", Charset::kUtf8, 3);
  check("\xFF\xFEx", Charset::kUtf16Le, 2);
  check("\xFE\xFF", Charset::kUtf16Be, 2);
  check({"\xFF\xFE\0\0", 4}, Charset::kUtf32Le, 4);
  check({"\xFF\xFE\0", 3}, Charset::kUtf16Le, 2);
  check({"\0\0\xFE\xFF", 4}, Charset::kUtf32Be, 4);
  check("\x84\x31\x95\x33", Charset::kGb18030, 4);
  check("\xEF\xBB", std::nullopt, 0);
  check("", std::nullopt, 0);
}

TEST(DecoderTest, SingleBytes) {
  EXPECT_EQ(Text(Charset::kWindows1252, "\x93na\xEFve\x94 \x80"), "“naïve” €");
  EXPECT_EQ(Text(Charset::kWindows1251, "\xCF\xF0\xE8\xE2\xE5\xF2, world"), "Привет, world");
  EXPECT_EQ(Text(Charset::kIbm437, "\xC9\xCD\xBB \x81"), "╔═╗ ü");
  EXPECT_EQ(Text(Charset::kMacintosh,
                 "\x8E"
                 "cole \xC4"),
            "école ƒ");
  EXPECT_EQ(Text(Charset::kUserDefined, "a\x80\xFF"), "a\uF780\uF7FF");
  EXPECT_EQ(Text(Charset::kIso8859Part8Logical, "\xF9\xEC\xE5\xED"),
            Text(Charset::kIso8859Part8, "\xF9\xEC\xE5\xED"));
  ExpectReplaced(Charset::kIso8859Part8,
                 "a\xBF"
                 "b",
                 "a\uFFFDb", 1);
}

TEST(DecoderTest, LongRuns) {
  // Longer than any buffer inside, with characters beyond ASCII at many distances.
  std::string bytes;
  std::string expected;
  for (size_t run = 0; run < 200; ++run) {
    bytes += std::string(run * 7 % 300, 'x') + std::string(run % 90, '\xE9');
    expected += std::string(run * 7 % 300, 'x');
    for (size_t i = 0; i < run % 90; ++i) expected += "é";
  }
  bytes += std::string(10'000, 'y');
  expected += std::string(10'000, 'y');
  EXPECT_EQ(Text(Charset::kWindows1252, bytes), expected);
}

TEST(DecoderTest, Utf8) {
  EXPECT_EQ(Text(Charset::kUtf8, "aé中\U0001F600 and the rest"), "aé中\U0001F600 and the rest");
  ExpectReplaced(Charset::kUtf8, "a\xFF\xC3(\xE2\x82z\xF0\x90\x80", "a\uFFFD\uFFFD(\uFFFDz\uFFFD", 4);
  ExpectReplaced(Charset::kUtf8, "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3);
  EXPECT_EQ(Text(Charset::kUtf8, "\uFFFD"), "\uFFFD");  // says so itself
}

TEST(DecoderTest, Utf16) {
  EXPECT_EQ(Text(Charset::kUtf16Le, {"a\0\xE9\0\x2D\x4E\x3D\xD8\0\xDE", 10}), "aé中\U0001F600");
  EXPECT_EQ(Text(Charset::kUtf16Be, {"\0a\0\xE9\x4E\x2D\xD8\x3D\xDE\0", 10}), "aé中\U0001F600");
  // A lone surrogate of either kind, then an odd byte.
  ExpectReplaced(Charset::kUtf16Be, {"\xD8\x3D\0a\xDE\0\0b", 8}, "\uFFFDa\uFFFDb", 2);
  ExpectReplaced(Charset::kUtf16Be, {"\0a\0", 3}, "a\uFFFD", 1);
  ExpectReplaced(Charset::kUtf16Be, "\xD8\x3D\xDE", "\uFFFD", 1);
}

TEST(DecoderTest, Utf32) {
  EXPECT_EQ(Text(Charset::kUtf32Le, {"a\0\0\0\0\xF6\x01\0", 8}), "a\U0001F600");
  EXPECT_EQ(Text(Charset::kUtf32Be, {"\0\0\0a\0\x01\xF6\0", 8}), "a\U0001F600");
  ExpectReplaced(Charset::kUtf32Be, {"\0\x11\0\0\0\0\xD8\0\0\0", 10}, "\uFFFD\uFFFD\uFFFD", 3);
}

TEST(DecoderTest, Gb18030) {
  EXPECT_EQ(Text(Charset::kGb18030, "\xC4\xE3\xBA\xC3 \x80 \x81\x30\x84\x36 \x94\x39\xDA\x33"),
            "你好 € ¥ \U0001F4A9");
  EXPECT_EQ(Text(Charset::kGbk, "\xA3\xA0\xA8\xBC\xA6\xD9"), "\u3000\u1E3F\uFE10");
  // An error leaves what may stand for itself.
  ExpectReplaced(Charset::kGb18030, "\xC4 \xFFx", "\uFFFD \uFFFDx", 2);
  ExpectReplaced(Charset::kGb18030, "\x81\x30-\x81\x30\x81 ", "\uFFFD0-\uFFFD0\uFFFD ", 3);
  ExpectReplaced(Charset::kGb18030, "\x84\x31\xA5\x30", "\uFFFD", 1);
  ExpectReplaced(Charset::kGb18030, "a\x81\x30\x81", "a\uFFFD", 1);
}

TEST(DecoderTest, Big5) {
  EXPECT_EQ(Text(Charset::kBig5, "\xA7\x41\xA6\x6E \x87\x45"), "你好 \U00027267");
  EXPECT_EQ(Text(Charset::kBig5, "\x88\x62\x88\x64\x88\xA3\x88\xA5"), "Ê\u0304Ê\u030Cê\u0304ê\u030C");
  ExpectReplaced(Charset::kBig5, "\xA7 \x80\xA7\x80\xA7", "\uFFFD \uFFFD\uFFFD\uFFFD", 4);
}

TEST(DecoderTest, EucJp) {
  EXPECT_EQ(Text(Charset::kEucJp, "\xC6\xFC\xCB\xDC \x8E\xB1\x8F\xB0\xA1"), "日本 ｱ丂");
  ExpectReplaced(Charset::kEucJp, "\xC6 \x8E\xE0\x8F\xB0 \x8F \xA0\x8F\xB0",
                 "\uFFFD \uFFFD\uFFFD \uFFFD \uFFFD\uFFFD", 6);
}

TEST(DecoderTest, ShiftJis) {
  EXPECT_EQ(Text(Charset::kShiftJis, "\x93\xFA\x96\x7B\\~\xB1\x81\x60\xF0\x40\x80"),
            "日本\\~ｱ～\uE000\u0080");
  ExpectReplaced(Charset::kShiftJis, "\x93 \xA0\x85\x40\x93\xFD\x93", "\uFFFD \uFFFD\uFFFD@\uFFFD\uFFFD", 5);
}

TEST(DecoderTest, Korean) {
  EXPECT_EQ(Text(Charset::kEucKr, "\xB0\xA1\xB3\xAA \x81\x41"), "가나 갂");
  ExpectReplaced(Charset::kEucKr, "\xB0 \xFF\xC9\xA1\xB0", "\uFFFD \uFFFD\uFFFD\uFFFD", 4);
  EXPECT_EQ(Text(Charset::kJohab, "\x88\x61\xD0\x65\x8B\x69\\"), "가한글\\");
  ExpectReplaced(Charset::kJohab, "\x88 \x80\xD4\x41", "\uFFFD \uFFFD\uFFFDA", 3);
}

TEST(DecoderTest, Iso2022Jp) {
  EXPECT_EQ(Text(Charset::kIso2022Jp, "a\x1B$BF|K\\\x1B(B\\\x1B(J\\~\x1B(I1\x1B(Bz"), "a日本\\¥‾ｱz");
  EXPECT_EQ(Text(Charset::kIso2022Jp, "\x1B$@F|"), "日");
  // An escape with nothing behind it, a wrong one, half a character, shifts that do not belong, a cut escape.
  ExpectReplaced(Charset::kIso2022Jp, "\x1B$B\x1B(Ba", "\uFFFDa", 1);
  ExpectReplaced(Charset::kIso2022Jp, "\x1B[0m", "\uFFFD[0m", 1);
  ExpectReplaced(Charset::kIso2022Jp, "\x1B$BF\x1B(Ba", "\uFFFDa", 1);
  ExpectReplaced(Charset::kIso2022Jp,
                 "a\x0E"
                 "b\x0F\x80",
                 "a\uFFFDb\uFFFD\uFFFD", 3);
  ExpectReplaced(Charset::kIso2022Jp, "\x1B(I`a\x1B$B!\x80 ", "\uFFFD\uFFFD\uFFFD\uFFFD", 4);
  ExpectReplaced(Charset::kIso2022Jp, "a\x1B$", "a\uFFFD$", 1);
  ExpectReplaced(Charset::kIso2022Jp, "\x1B$BF", "\uFFFD", 1);
}

TEST(DecoderTest, PendingBytesDoNotOutliveAnError) {
  // The first chunk's end is the start of four bytes; the second shows that it was none.
  std::pmr::string text;
  Decoder decoder(Charset::kGb18030);
  decoder.Decode("\x81\x30\x81", false, text);
  EXPECT_EQ(text, "");
  decoder.Decode(" ", false, text);
  EXPECT_EQ(text, "\uFFFD0\uFFFD ");
  decoder.Decode({}, true, text);
  EXPECT_EQ(text, "\uFFFD0\uFFFD ");
  EXPECT_EQ(decoder.replaced(), 2u);
}

// Any bytes at all give valid UTF-8, and the same however they are cut.
TEST(DecoderTest, EveryCharsetTakesAnyBytes) {
  std::mt19937 random(1);
  // Digits, escapes and upper halves make sequences more often than plain chance.
  const std::string_view favoured = "\x1B$B(J@09\x81\x8E\x8F\xA1\xD8\xDC\xFE";
  std::string bytes(3001, '\0');
  for (char& c : bytes) {
    c = random() % 2 ? favoured[random() % favoured.size()] : static_cast<char>(random() % 256);
  }
  for (int i = 0; i < kCharsets; ++i) {
    const auto charset = static_cast<Charset>(i);
    const Decoding decoding = DecodeAll(charset, bytes);
    EXPECT_TRUE(IsValidUtf8(decoding.text)) << CharsetName(charset);
  }
}

TEST(DecodeByteTest, BytesOfMultiByteCharsets) {
  EXPECT_EQ(DecodeByte(Charset::kShiftJis, 0xB1), 0xFF71u);
  EXPECT_EQ(DecodeByte(Charset::kShiftJis, 'a'), U'a');
  EXPECT_EQ(DecodeByte(Charset::kShiftJis, 0x93), kReplacement);
  EXPECT_EQ(DecodeByte(Charset::kGbk, 0x80), 0x20ACu);
  EXPECT_EQ(DecodeByte(Charset::kUtf8, 0xC3), kReplacement);
  EXPECT_EQ(DecodeByte(Charset::kUtf8, 'a'), U'a');
  EXPECT_EQ(DecodeByte(Charset::kIso2022Jp, 0x80), kReplacement);
}

TEST(DecodePairTest, LeadBytes) {
  EXPECT_TRUE(IsLeadByte(Charset::kShiftJis, 0x81));
  EXPECT_FALSE(IsLeadByte(Charset::kShiftJis, 0xB1));
  EXPECT_TRUE(IsLeadByte(Charset::kShiftJis, 0xFC));
  EXPECT_FALSE(IsLeadByte(Charset::kShiftJis, 0xFD));
  EXPECT_TRUE(IsLeadByte(Charset::kGbk, 0xFE));
  EXPECT_FALSE(IsLeadByte(Charset::kGbk, 0x80));
  EXPECT_TRUE(IsLeadByte(Charset::kBig5, 0x81));
  EXPECT_TRUE(IsLeadByte(Charset::kEucKr, 0xC8));
  EXPECT_FALSE(IsLeadByte(Charset::kJohab, 0xD4));
  EXPECT_TRUE(IsLeadByte(Charset::kEucJp, 0x8E));
  EXPECT_FALSE(IsLeadByte(Charset::kWindows1252, 0xE9));
  EXPECT_FALSE(IsLeadByte(Charset::kUtf8, 0xE9));
  EXPECT_EQ(DecodePair(Charset::kShiftJis, 0x93, 0xFA), U'日');
  EXPECT_EQ(DecodePair(Charset::kShiftJis, 0xB1, 0xB1), kReplacement);  // two characters
  EXPECT_EQ(DecodePair(Charset::kWindows1252, 0xE9, 0xE9), kReplacement);
  EXPECT_EQ(DecodePair(Charset::kBig5, 0x87, 0x45), 0x27267u);
}

TEST(CharsetTest, MultiByte) {
  EXPECT_TRUE(IsMultiByte(Charset::kUtf8));
  EXPECT_TRUE(IsMultiByte(Charset::kShiftJis));
  EXPECT_TRUE(IsMultiByte(Charset::kJohab));
  EXPECT_FALSE(IsMultiByte(Charset::kIbm866));
  EXPECT_FALSE(IsMultiByte(Charset::kMacRomanian));
}

}  // namespace
}  // namespace tare::text
