// Names, labels, code page numbers and marks. The decoding is in decoder.cc and multi_byte.cc.

#include "text/charset.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace tare::text {
namespace {

constexpr std::string_view kNames[kCharsets] = {
    "UTF-8",          "UTF-16LE",
    "UTF-16BE",       "UTF-32LE",
    "UTF-32BE",       "GBK",
    "gb18030",        "Big5",
    "EUC-JP",         "ISO-2022-JP",
    "Shift_JIS",      "EUC-KR",
    "Johab",          "IBM866",
    "ISO-8859-2",     "ISO-8859-3",
    "ISO-8859-4",     "ISO-8859-5",
    "ISO-8859-6",     "ISO-8859-7",
    "ISO-8859-8",     "ISO-8859-8-I",
    "ISO-8859-10",    "ISO-8859-13",
    "ISO-8859-14",    "ISO-8859-15",
    "ISO-8859-16",    "KOI8-R",
    "KOI8-U",         "macintosh",
    "windows-874",    "windows-1250",
    "windows-1251",   "windows-1252",
    "windows-1253",   "windows-1254",
    "windows-1255",   "windows-1256",
    "windows-1257",   "windows-1258",
    "x-mac-cyrillic", "x-user-defined",
    "IBM437",         "cp720",
    "cp737",          "cp775",
    "IBM850",         "IBM852",
    "IBM855",         "IBM857",
    "IBM858",         "IBM860",
    "IBM861",         "IBM862",
    "IBM863",         "IBM864",
    "IBM865",         "IBM869",
    "x-mac-greek",    "x-mac-ce",
    "x-mac-turkish",  "x-mac-icelandic",
    "x-mac-croatian", "x-mac-romanian",
};
static_assert(!kNames[kCharsets - 1].empty());

struct Label {
  std::string_view label;
  Charset charset;
};
constexpr Label kLabels[] = {
#include "text/charset_labels.inc"
};
constexpr size_t kLongestLabel = 24;
static_assert(std::is_sorted(std::begin(kLabels), std::end(kLabels),
                             [](const Label& a, const Label& b) { return a.label < b.label; }));
static_assert(std::all_of(std::begin(kLabels), std::end(kLabels),
                          [](const Label& label) { return label.label.size() <= kLongestLabel; }));

struct CodePage {
  uint32_t number;
  Charset charset;
};
// Microsoft's numbers. Where the standard reads a charset as its superset, so does this: ISO-8859-1 and
// ASCII are windows-1252, Apple's Japanese is Shift_JIS.
constexpr CodePage kCodePages[] = {
    {437, Charset::kIbm437},
    {708, Charset::kIso8859Part6},
    {720, Charset::kDos720},
    {737, Charset::kDos737},
    {775, Charset::kDos775},
    {819, Charset::kWindows1252},
    {850, Charset::kIbm850},
    {852, Charset::kIbm852},
    {855, Charset::kIbm855},
    {857, Charset::kIbm857},
    {858, Charset::kIbm858},
    {860, Charset::kIbm860},
    {861, Charset::kIbm861},
    {862, Charset::kIbm862},
    {863, Charset::kIbm863},
    {864, Charset::kIbm864},
    {865, Charset::kIbm865},
    {866, Charset::kIbm866},
    {869, Charset::kIbm869},
    {874, Charset::kWindows874},
    {932, Charset::kShiftJis},
    {936, Charset::kGbk},
    {949, Charset::kEucKr},
    {950, Charset::kBig5},
    {1200, Charset::kUtf16Le},
    {1201, Charset::kUtf16Be},
    {1250, Charset::kWindows1250},
    {1251, Charset::kWindows1251},
    {1252, Charset::kWindows1252},
    {1253, Charset::kWindows1253},
    {1254, Charset::kWindows1254},
    {1255, Charset::kWindows1255},
    {1256, Charset::kWindows1256},
    {1257, Charset::kWindows1257},
    {1258, Charset::kWindows1258},
    {1361, Charset::kJohab},
    {10000, Charset::kMacintosh},
    {10001, Charset::kShiftJis},
    {10002, Charset::kBig5},
    {10003, Charset::kEucKr},
    {10006, Charset::kMacGreek},
    {10007, Charset::kMacCyrillic},
    {10008, Charset::kGbk},
    {10010, Charset::kMacRomanian},
    {10017, Charset::kMacCyrillic},
    {10029, Charset::kMacCentralEurope},
    {10079, Charset::kMacIcelandic},
    {10081, Charset::kMacTurkish},
    {10082, Charset::kMacCroatian},
    {12000, Charset::kUtf32Le},
    {12001, Charset::kUtf32Be},
    {20127, Charset::kWindows1252},
    {20866, Charset::kKoi8R},
    {20932, Charset::kEucJp},
    {20936, Charset::kGbk},
    {20949, Charset::kEucKr},
    {21866, Charset::kKoi8U},
    {28591, Charset::kWindows1252},
    {28592, Charset::kIso8859Part2},
    {28593, Charset::kIso8859Part3},
    {28594, Charset::kIso8859Part4},
    {28595, Charset::kIso8859Part5},
    {28596, Charset::kIso8859Part6},
    {28597, Charset::kIso8859Part7},
    {28598, Charset::kIso8859Part8},
    {28599, Charset::kWindows1254},
    {28603, Charset::kIso8859Part13},
    {28605, Charset::kIso8859Part15},
    {38598, Charset::kIso8859Part8Logical},
    {50220, Charset::kIso2022Jp},
    {50221, Charset::kIso2022Jp},
    {50222, Charset::kIso2022Jp},
    {51932, Charset::kEucJp},
    {51936, Charset::kGbk},
    {51949, Charset::kEucKr},
    {51950, Charset::kBig5},
    {54936, Charset::kGb18030},
    {65001, Charset::kUtf8},
};
static_assert(std::is_sorted(std::begin(kCodePages), std::end(kCodePages),
                             [](const CodePage& a, const CodePage& b) { return a.number < b.number; }));

bool IsLabelSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

// "cp437", "ibm-850", "windows-932": the number behind one of the usual prefixes.
std::optional<Charset> CharsetByNumberedName(std::string_view label) {
  for (const std::string_view prefix : {"cp", "x-cp", "ibm", "ibm-", "windows-", "ms", "dos-"}) {
    if (!label.starts_with(prefix)) continue;
    const char* first = label.data() + prefix.size();
    const char* last = label.data() + label.size();
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(first, last, number);
    if (error == std::errc() && end == last) return CharsetByCodePage(number);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Charset> CharsetByLabel(std::string_view label) {
  while (!label.empty() && IsLabelSpace(label.front())) label.remove_prefix(1);
  while (!label.empty() && IsLabelSpace(label.back())) label.remove_suffix(1);
  if (label.empty() || label.size() > kLongestLabel) return std::nullopt;
  char lower[kLongestLabel];
  std::transform(label.begin(), label.end(), lower,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  label = {lower, label.size()};
  const auto found = std::lower_bound(std::begin(kLabels), std::end(kLabels), label,
                                      [](const Label& a, std::string_view b) { return a.label < b; });
  if (found != std::end(kLabels) && found->label == label) return found->charset;
  return CharsetByNumberedName(label);
}

std::optional<Charset> CharsetByCodePage(uint32_t code_page) {
  const auto found = std::lower_bound(std::begin(kCodePages), std::end(kCodePages), code_page,
                                      [](const CodePage& a, uint32_t b) { return a.number < b; });
  if (found == std::end(kCodePages) || found->number != code_page) return std::nullopt;
  return found->charset;
}

std::string_view CharsetName(Charset charset) { return kNames[static_cast<size_t>(charset)]; }

std::optional<Charset> CharsetByMark(std::string_view bytes, size_t* length) {
  struct Mark {
    std::string_view bytes;
    Charset charset;
  };
  // UTF-32LE's begins with UTF-16LE's: the longer first.
  static constexpr Mark kMarks[] = {
      {{"\xFF\xFE\0\0", 4}, Charset::kUtf32Le}, {{"\0\0\xFE\xFF", 4}, Charset::kUtf32Be},
      {"\xEF\xBB\xBF", Charset::kUtf8},         {"\x84\x31\x95\x33", Charset::kGb18030},
      {"\xFF\xFE", Charset::kUtf16Le},          {"\xFE\xFF", Charset::kUtf16Be},
  };
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    *length = mark.bytes.size();
    return mark.charset;
  }
  *length = 0;
  return std::nullopt;
}

}  // namespace tare::text
