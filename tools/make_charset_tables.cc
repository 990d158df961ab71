// Writes charset_tables.cc, the definitions of src/text/charset_tables.h, at build time.
//
// Most tables come from the C library's iconv. Where glibc and the WHATWG Encoding Standard differ, what the
// standard says is set down here; src/text/charset_test.cc holds the sums of the standard's own tables, so
// another iconv that differs elsewhere fails a test. Usage: make_charset_tables OUTPUT

#include <iconv.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using Mapping = std::pair<uint32_t, char32_t>;  // bytes as one number, code point

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "make_charset_tables: %s\n", message.c_str());
  std::exit(1);
}

// One charset as iconv knows it.
class Converter {
 public:
  explicit Converter(const char* charset) : handle_(iconv_open("UTF-32LE", charset)) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says so.
    if (handle_ == reinterpret_cast<iconv_t>(-1)) Fail(std::string("iconv does not know ") + charset);
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // The one code point that `bytes` stand for; 0 if they are none or several.
  char32_t operator()(std::initializer_list<unsigned> bytes) const {
    char input[8];
    size_t input_left = 0;
    for (const unsigned byte : bytes) input[input_left++] = static_cast<char>(byte);
    unsigned char output[32];
    char* from = input;
    char* to = reinterpret_cast<char*>(output);
    size_t output_left = sizeof(output);
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &from, &input_left, &to, &output_left) != 0) return 0;
    iconv(handle_, nullptr, nullptr, &to, &output_left);  // some hold back a letter for its accent
    if (sizeof(output) - output_left != 4) return 0;
    return output[0] | (output[1] << 8) | (output[2] << 16) | (static_cast<uint32_t>(output[3]) << 24);
  }

 private:
  iconv_t handle_;
};

class TableWriter {
 public:
  explicit TableWriter(const char* path) : file_(std::fopen(path, "w")) {
    if (!file_) Fail(std::string("cannot write ") + path);
    std::fputs(
        "// Made by tools/make_charset_tables.cc.\n#include \"text/charset_tables.h\"\n"
        "namespace tare::text {\n",
        file_);
  }
  ~TableWriter() {
    std::fputs("}  // namespace tare::text\n", file_);
    if (std::fclose(file_) != 0) Fail("the disk is full");
  }
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  template <typename Value>
  void Array(const char* declaration, const std::vector<Value>& values) {
    std::fprintf(file_, "const %s = {", declaration);
    for (size_t i = 0; i < values.size(); ++i) {
      std::fprintf(file_, "%s0x%X,", i % 16 == 0 ? "\n" : "", static_cast<unsigned>(values[i]));
    }
    std::fputs("\n};\n", file_);
  }

 private:
  std::FILE* file_;
};

// ---- single bytes: what 0x80 to 0xFF stand for ----

using Upper = std::array<char16_t, 128>;

Upper FromIconv(const char* charset, std::initializer_list<Mapping> corrections = {}) {
  const Converter convert(charset);
  // The standard fills the gaps of the Windows code pages with C1 controls.
  const bool windows = std::string_view(charset).starts_with("CP125") || std::string_view(charset) == "CP874";
  Upper upper{};
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    char32_t c = convert({byte});
    if (c == 0 && windows && byte < 0xA0) c = byte;
    upper[byte - 0x80] = static_cast<char16_t>(c);
  }
  for (const auto& [byte, c] : corrections) upper[byte - 0x80] = static_cast<char16_t>(c);
  return upper;
}

Upper FromText(std::u16string_view characters) {
  if (characters.size() != 128) Fail("a code page has not 128 characters");
  Upper upper{};
  for (size_t i = 0; i < 128; ++i) upper[i] = characters[i];
  return upper;
}

Upper UserDefined() {
  Upper upper{};
  for (size_t i = 0; i < 128; ++i) upper[i] = static_cast<char16_t>(0xF780 + i);
  return upper;
}

// In the order of the enumeration Charset, from kFirstSingleByte on.
std::vector<Upper> SingleByteTables() {
  return {
      FromIconv("IBM866"),
      FromIconv("ISO-8859-2"),
      FromIconv("ISO-8859-3"),
      FromIconv("ISO-8859-4"),
      FromIconv("ISO-8859-5"),
      FromIconv("ISO-8859-6"),
      FromIconv("ISO-8859-7"),
      FromIconv("ISO-8859-8"),
      FromIconv("ISO-8859-8"),  // ISO-8859-8-I differs in the order of display alone
      FromIconv("ISO-8859-10"),
      FromIconv("ISO-8859-13"),
      FromIconv("ISO-8859-14"),
      FromIconv("ISO-8859-15"),
      FromIconv("ISO-8859-16"),
      FromIconv("KOI8-R"),
      FromIconv("KOI8-U", {{0xAE, 0x045E}, {0xBE, 0x040E}}),
      FromIconv("MACINTOSH", {{0xC6, 0x2206}, {0xF0, 0xF8FF}}),
      FromIconv("CP874"),
      FromIconv("CP1250"),
      FromIconv("CP1251"),
      FromIconv("CP1252"),
      FromIconv("CP1253"),
      FromIconv("CP1254"),
      FromIconv("CP1255", {{0xCA, 0x05BA}}),
      FromIconv("CP1256"),
      FromIconv("CP1257"),
      FromIconv("CP1258"),
      FromIconv("MAC-CYRILLIC", {{0xFF, 0x20AC}}),
      UserDefined(),
      FromIconv("IBM437"),
      FromText(u"\u0080\u0081éâ\u0084à\u0086çêëèïî\u008D\u008E\u008F\u0090\u0651\u0652ô¤ـûùءآأؤ£إئا"
               u"بةتثجحخدذرزسشص«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
               u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
               u"ضطظعغفµقكلمنهوىي≡\u064B\u064C\u064D\u064E\u064F\u0650≈°∙·√ⁿ²■\u00A0"),
      FromIconv("CP737"),
      FromIconv("CP775"),
      FromIconv("IBM850"),
      FromIconv("IBM852"),
      FromIconv("IBM855"),
      FromIconv("IBM857"),
      FromIconv("IBM858"),
      FromIconv("IBM860"),
      FromIconv("IBM861"),
      FromIconv("IBM862"),
      FromIconv("IBM863"),
      FromIconv("IBM864"),
      FromIconv("IBM865"),
      FromIconv("IBM869"),
      // Apple's Greek, Central European, Turkish, Icelandic, Croatian and Romanian.
      FromText(u"Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü"
               u"†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ"
               u"άΝ¬ΟΡ≈Τ«»…\u00A0ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏ"
               u"ύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u00AD"),
      FromIconv("MAC-CENTRALEUROPE"),
      FromText(u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
               u"†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
               u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸĞğİıŞş"
               u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙ\uF8A0ˆ˜¯˘˙˚¸˝˛ˇ"),
      FromText(u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
               u"Ý°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
               u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€ÐðÞþ"
               u"ý·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"),
      FromText(u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
               u"†°¢£§•¶ß®Š™´¨≠ŽØ∞±≤≥∆µ∂∑∏š∫ªºΩžø"
               u"¿¡¬√ƒ≈Ć«Č…\u00A0ÀÃÕŒœĐ—“”‘’÷◊\uF8FF©⁄€‹›Æ»"
               u"–·‚„‰ÂćÁčÈÍÎÏÌÓÔđÒÚÛÙıˆ˜¯πË˚¸Êæˇ"),
      FromText(u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
               u"†°¢£§•¶ß®©™´¨≠ĂȘ∞±≤≥¥µ∂∑∏π∫ªºΩăș"
               u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›Țț"
               u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"),
  };
}

// ---- pairs of bytes, in the order of the standard's pointers; 0 where there is no character ----

using Pairs = std::vector<char32_t>;

// What CP932 has is the standard's jis0208, but for the user-defined rows, which the decoder computes.
Pairs Jis0208() {
  const Converter convert("CP932");
  Pairs pairs(11104);
  for (unsigned pointer = 0; pointer < pairs.size(); ++pointer) {
    if (pointer >= 8836 && pointer <= 10715) continue;
    const unsigned lead = pointer / 188;
    const unsigned trail = pointer % 188;
    pairs[pointer] = convert({lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41)});
  }
  return pairs;
}

Pairs Jis0212() {
  const Converter convert("EUC-JP");
  Pairs pairs(size_t{94} * 94);
  for (unsigned pointer = 0; pointer < pairs.size(); ++pointer) {
    pairs[pointer] = convert({0x8F, pointer / 94 + 0xA1, pointer % 94 + 0xA1});
  }
  return pairs;
}

Pairs Korean() {
  const Converter convert("CP949");
  Pairs pairs(size_t{126} * 190);
  for (unsigned pointer = 0; pointer < pairs.size(); ++pointer) {
    pairs[pointer] = convert({pointer / 190 + 0x81, pointer % 190 + 0x41});
  }
  return pairs;
}

Pairs Johab() {
  const Converter convert("JOHAB");
  Pairs pairs;
  for (unsigned lead = 0x84; lead <= 0xF9; ++lead) {
    for (unsigned trail = 0x31; trail <= 0xFE; ++trail) pairs.push_back(convert({lead, trail}));
  }
  // Final consonants that stand alone: glibc has them under the code of the initial only.
  for (const auto& [trail, c] : std::initializer_list<Mapping>{{0x42, 0x3131},
                                                               {0x43, 0x3132},
                                                               {0x45, 0x3134},
                                                               {0x48, 0x3137},
                                                               {0x49, 0x3139},
                                                               {0x51, 0x3141},
                                                               {0x53, 0x3142},
                                                               {0x55, 0x3145},
                                                               {0x56, 0x3146},
                                                               {0x57, 0x3147},
                                                               {0x58, 0x3148},
                                                               {0x59, 0x314A},
                                                               {0x5A, 0x314B},
                                                               {0x5B, 0x314C},
                                                               {0x5C, 0x314D},
                                                               {0x5D, 0x314E}}) {
    pairs[trail - 0x31] = c;
  }
  return pairs;
}

Pairs Gb18030() {
  const Converter convert("GB18030");
  Pairs pairs(size_t{126} * 190);
  const auto trail_of = [](unsigned column) { return column + (column < 0x3F ? 0x40 : 0x41); };
  for (unsigned pointer = 0; pointer < pairs.size(); ++pointer) {
    pairs[pointer] = convert({pointer / 190 + 0x81, trail_of(pointer % 190)});
  }
  for (const auto& [bytes, c] : std::initializer_list<Mapping>{{0xA3A0, 0x3000},
                                                               {0xFE51, 0xE816},
                                                               {0xFE52, 0xE817},
                                                               {0xFE53, 0xE818},
                                                               {0xFE6C, 0xE831},
                                                               {0xFE76, 0xE83B},
                                                               {0xFE91, 0xE855}}) {
    const unsigned trail = bytes & 0xFF;
    pairs[((bytes >> 8) - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)] = c;
  }
  return pairs;
}

// The four-byte sequences below U+10000: (pointer, code point) where a new run of code points begins.
std::vector<Mapping> Gb18030Ranges() {
  const Converter convert("GB18030");
  std::vector<Mapping> ranges;
  char32_t expected = 0;
  for (unsigned pointer = 0; pointer < 39420; ++pointer) {
    char32_t c = convert(
        {pointer / 12600 + 0x81, pointer / 1260 % 10 + 0x30, pointer / 10 % 126 + 0x81, pointer % 10 + 0x30});
    // GB 18030-2022 moved these to two bytes; the standard still takes four as well.
    if (pointer >= 19057 && pointer <= 19064) c = 0x9FB4 + (pointer - 19057);
    if (pointer >= 39076 && pointer <= 39085) c = 0xFE10 + (pointer - 39076);
    if (pointer == 7457) c = 0xE7C7;
    if (c != expected) ranges.emplace_back(pointer, c);
    expected = c + 1;
  }
  return ranges;
}

// Big5 with HKSCS. glibc leaves out codes that HKSCS deprecates for their double in plain Big5, and reads
// some symbols another way.
constexpr Mapping kBig5Corrections[] = {
    {0x8E69, 0x7BB8}, {0x8E6F, 0x7C06}, {0x8E7E, 0x7CCE}, {0x8EAB, 0x7DD2}, {0x8EB4, 0x7E1D},
    {0x8ECD, 0x8005}, {0x8ED0, 0x8028}, {0x8F57, 0x83C1}, {0x8F69, 0x84A8}, {0x8F6E, 0x840F},
    {0x8FCB, 0x89A6}, {0x8FCC, 0x89A9}, {0x8FFE, 0x8D77}, {0x906D, 0x90FD}, {0x907A, 0x92B9},
    {0x90DC, 0x975C}, {0x90F1, 0x97FF}, {0x91BF, 0x9F16}, {0x9244, 0x8503}, {0x92AF, 0x5159},
    {0x92B0, 0x515B}, {0x92B1, 0x515D}, {0x92B2, 0x515E}, {0x92C8, 0x936E}, {0x92D1, 0x7479},
    {0x9447, 0x6D67}, {0x94CA, 0x799B}, {0x95D9, 0x9097}, {0x9644, 0x975D}, {0x96ED, 0x701E},
    {0x96FC, 0x5B28}, {0x9B76, 0x7201}, {0x9B78, 0x77D7}, {0x9B7B, 0x7E87}, {0x9BC6, 0x99D6},
    {0x9BDE, 0x91D4}, {0x9BEC, 0x60DE}, {0x9BF6, 0x6FB6}, {0x9C42, 0x8F36}, {0x9C53, 0x4FBB},
    {0x9C62, 0x71DF}, {0x9C68, 0x9104}, {0x9C6B, 0x9DF0}, {0x9C77, 0x83CF}, {0x9CBC, 0x5C10},
    {0x9CBD, 0x79E3}, {0x9CD0, 0x5A67}, {0x9D57, 0x8F0B}, {0x9D5A, 0x7B51}, {0x9DC4, 0x62D0},
    {0x9EA9, 0x6062}, {0x9EEF, 0x75F9}, {0x9EFD, 0x6C4A}, {0x9F60, 0x9B2E}, {0x9F66, 0x9F17},
    {0x9FCB, 0x50ED}, {0x9FD8, 0x5F0C}, {0xA063, 0x880F}, {0xA077, 0x62CE}, {0xA0D5, 0x7468},
    {0xA0DF, 0x7162}, {0xA0E4, 0x7250}, {0xA145, 0x2027}, {0xA14E, 0xFE51}, {0xA15A, 0x2574},
    {0xA1C2, 0x00AF}, {0xA1C3, 0xFFE3}, {0xA1C5, 0x02CD}, {0xA1E3, 0xFF5E}, {0xA1F2, 0x2295},
    {0xA1F3, 0x2299}, {0xA1FE, 0xFF0F}, {0xA240, 0xFF3C}, {0xA241, 0x2215}, {0xA242, 0xFE68},
    {0xA244, 0xFFE5}, {0xA246, 0xFFE0}, {0xA247, 0xFFE1}, {0xA2CC, 0x5341}, {0xA2CE, 0x5345},
    {0xA3C0, 0x2400}, {0xA3C1, 0x2401}, {0xA3C2, 0x2402}, {0xA3C3, 0x2403}, {0xA3C4, 0x2404},
    {0xA3C5, 0x2405}, {0xA3C6, 0x2406}, {0xA3C7, 0x2407}, {0xA3C8, 0x2408}, {0xA3C9, 0x2409},
    {0xA3CA, 0x240A}, {0xA3CB, 0x240B}, {0xA3CC, 0x240C}, {0xA3CD, 0x240D}, {0xA3CE, 0x240E},
    {0xA3CF, 0x240F}, {0xA3D0, 0x2410}, {0xA3D1, 0x2411}, {0xA3D2, 0x2412}, {0xA3D3, 0x2413},
    {0xA3D4, 0x2414}, {0xA3D5, 0x2415}, {0xA3D6, 0x2416}, {0xA3D7, 0x2417}, {0xA3D8, 0x2418},
    {0xA3D9, 0x2419}, {0xA3DA, 0x241A}, {0xA3DB, 0x241B}, {0xA3DC, 0x241C}, {0xA3DD, 0x241D},
    {0xA3DE, 0x241E}, {0xA3DF, 0x241F}, {0xA3E0, 0x2421}, {0xA3E1, 0x20AC}, {0xC6CF, 0x5EF4},
    {0xC6D3, 0x65E0}, {0xC6D5, 0x7676}, {0xC6D7, 0x96B6}, {0xC6DE, 0x3003}, {0xC6DF, 0x4EDD},
    {0xFA5F, 0x5029}, {0xFA66, 0x507D}, {0xFABD, 0x5305}, {0xFAC5, 0x5344}, {0xFAD5, 0x537F},
    {0xFB48, 0x5605}, {0xFBB8, 0x5A77}, {0xFBF3, 0x5E75}, {0xFBF9, 0x5ED0}, {0xFC4F, 0x5F58},
    {0xFC6C, 0x60A4}, {0xFCB9, 0x6490}, {0xFCE2, 0x6674}, {0xFCF1, 0x675E}, {0xFDB7, 0x6C9C},
    {0xFDB8, 0x6E1D}, {0xFDBB, 0x6E2F}, {0xFDF1, 0x716E}, {0xFE52, 0x732A}, {0xFE6F, 0x745C},
    {0xFEAA, 0x74E9}, {0xFEDD, 0x7809},
};

Pairs Big5() {
  const Converter convert("BIG5-HKSCS");
  Pairs pairs(size_t{126} * 157);
  for (unsigned pointer = 0; pointer < pairs.size(); ++pointer) {
    const unsigned column = pointer % 157;
    pairs[pointer] = convert({pointer / 157 + 0x81, column + (column < 0x3F ? 0x40 : 0x62)});
  }
  for (const auto& [bytes, c] : kBig5Corrections) {
    const unsigned trail = bytes & 0xFF;
    pairs[((bytes >> 8) - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)] = c;
  }
  return pairs;
}

void WritePairs(TableWriter& writer, const char* declaration, const Pairs& pairs) {
  for (const char32_t c : pairs) {
    if (c > 0xFFFF) Fail("a character does not fit its table");
  }
  writer.Array(declaration, std::vector<char16_t>(pairs.begin(), pairs.end()));
}

void WriteBig5(TableWriter& writer) {
  Pairs pairs = Big5();
  std::vector<uint8_t> in_plane_2((pairs.size() + 7) / 8);
  for (size_t pointer = 0; pointer < pairs.size(); ++pointer) {
    if (pairs[pointer] < 0x10000) continue;
    if (pairs[pointer] >> 16 != 2) Fail("a character of Big5 is in an unexpected plane");
    in_plane_2[pointer / 8] = static_cast<uint8_t>(in_plane_2[pointer / 8] | (1 << (pointer % 8)));
    pairs[pointer] &= 0xFFFF;
  }
  WritePairs(writer, "char16_t kBig5[126 * 157]", pairs);
  writer.Array("uint8_t kBig5InPlane2[(126 * 157 + 7) / 8]", in_plane_2);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) Fail("usage: make_charset_tables OUTPUT");
  TableWriter writer(arguments[1]);

  const std::vector<Upper> single = SingleByteTables();
  std::vector<char16_t> all;
  for (const Upper& upper : single) all.insert(all.end(), upper.begin(), upper.end());
  writer.Array("char16_t kSingleByte[kSingleBytes * 128]", all);

  WritePairs(writer, "char16_t kJis0208[11104]", Jis0208());
  WritePairs(writer, "char16_t kJis0212[94 * 94]", Jis0212());
  WritePairs(writer, "char16_t kKorean[126 * 190]", Korean());
  WritePairs(writer, "char16_t kJohab[118 * 206]", Johab());
  WritePairs(writer, "char16_t kGb18030[126 * 190]", Gb18030());
  WriteBig5(writer);

  const std::vector<Mapping> ranges = Gb18030Ranges();
  std::vector<uint32_t> pointers;
  std::vector<char32_t> code_points;
  for (const auto& [pointer, c] : ranges) {
    pointers.push_back(pointer);
    code_points.push_back(c);
  }
  writer.Array("uint16_t kGb18030RangePointers[kGb18030Ranges]", pointers);
  writer.Array("char16_t kGb18030RangeCodePoints[kGb18030Ranges]", code_points);
  return 0;
}
