#include "readers/rtf/control_words.h"

#include <array>
#include <cstddef>
#include <iterator>

namespace tare::rtf {
namespace {

struct Entry {
  template <typename T>
  constexpr Entry(std::string_view n, WordKind kind, T value)
      : name(n), word{kind, static_cast<uint16_t>(value)} {}
  constexpr Entry(std::string_view n, WordKind kind) : name(n), word{kind, 0} {}

  std::string_view name;
  ControlWord word;
};

using enum WordKind;
using D = Destination;

constexpr Entry kEntries[] = {
    // Characters.
    {"tab", kCharacter, 0x09},
    {"bullet", kCharacter, 0x2022},
    {"emdash", kCharacter, 0x2014},
    {"endash", kCharacter, 0x2013},
    {"lquote", kCharacter, 0x2018},
    {"rquote", kCharacter, 0x2019},
    {"ldblquote", kCharacter, 0x201C},
    {"rdblquote", kCharacter, 0x201D},
    {"emspace", kCharacter, 0x2003},
    {"enspace", kCharacter, 0x2002},
    {"qmspace", kCharacter, 0x2005},
    {"zwj", kCharacter, 0x200D},
    {"zwnj", kCharacter, 0x200C},
    {"zwbo", kCharacter, 0x200B},
    {"zwnbo", kCharacter, 0x2060},

    // The document.
    {"rtf", kDocument, DocumentWord::kRtf},
    {"ansi", kDocument, DocumentWord::kAnsi},
    {"mac", kDocument, DocumentWord::kMacintosh},
    {"pc", kDocument, DocumentWord::kPc},
    {"pca", kDocument, DocumentWord::kPcMultilingual},
    {"ansicpg", kDocument, DocumentWord::kCodePage},
    {"deff", kDocument, DocumentWord::kDefaultFont},
    {"u", kDocument, DocumentWord::kUnicode},
    {"uc", kDocument, DocumentWord::kUnicodeSkip},

    // Character formatting.
    {"b", kFormat, kBold},
    {"ab", kFormat, kComplexBold},
    {"i", kFormat, kItalic},
    {"ai", kFormat, kComplexItalic},
    {"ul", kFormat, kUnderline},
    {"uld", kFormat, kUnderline},
    {"uldash", kFormat, kUnderline},
    {"uldashd", kFormat, kUnderline},
    {"uldashdd", kFormat, kUnderline},
    {"uldb", kFormat, kUnderline},
    {"ulhair", kFormat, kUnderline},
    {"ulhwave", kFormat, kUnderline},
    {"ulldash", kFormat, kUnderline},
    {"ulth", kFormat, kUnderline},
    {"ulthd", kFormat, kUnderline},
    {"ulthdash", kFormat, kUnderline},
    {"ulthdashd", kFormat, kUnderline},
    {"ulthdashdd", kFormat, kUnderline},
    {"ulthldash", kFormat, kUnderline},
    {"ululdbwave", kFormat, kUnderline},
    {"ulw", kFormat, kUnderline},
    {"ulwave", kFormat, kUnderline},
    {"strike", kFormat, kStrike},
    {"striked", kFormat, kStrike},
    {"super", kFormat, kSuper},
    {"sub", kFormat, kSub},
    {"highlight", kFormat, kHighlighted},
    {"v", kFormat, kHidden},
    {"deleted", kFormat, kDeleted},
    {"ulnone", kRun, RunWord::kNoUnderline},
    {"nosupersub", kRun, RunWord::kNoSuperSub},
    {"up", kRun, RunWord::kRaised},
    {"dn", kRun, RunWord::kLowered},
    {"plain", kRun, RunWord::kPlain},
    {"f", kRun, RunWord::kFont},
    {"af", kRun, RunWord::kAssociatedFont},
    {"fcharset", kRun, RunWord::kFontCharset},
    {"cpg", kRun, RunWord::kFontCodePage},
    {"cs", kRun, RunWord::kStyle},
    {"ltrch", kRun, RunWord::kLeftToRight},
    {"rtlch", kRun, RunWord::kRightToLeft},
    {"loch", kRun, RunWord::kSingleByte},
    {"hich", kRun, RunWord::kSingleByte},
    {"dbch", kRun, RunWord::kDoubleByte},
    {"chftn", kRun, RunWord::kNoteNumber},

    // Paragraphs.
    {"pard", kParagraph, ParagraphWord::kDefaults},
    {"par", kParagraph, ParagraphWord::kEnd},
    {"line", kParagraph, ParagraphWord::kLineBreak},
    {"lbr", kParagraph, ParagraphWord::kLineBreak},
    {"page", kParagraph, ParagraphWord::kPageBreak},
    {"column", kParagraph, ParagraphWord::kPageBreak},
    {"sect", kParagraph, ParagraphWord::kPageBreak},
    {"s", kParagraph, ParagraphWord::kStyle},
    {"ds", kParagraph, ParagraphWord::kOtherStyle},
    {"ts", kParagraph, ParagraphWord::kOtherStyle},
    {"sbasedon", kParagraph, ParagraphWord::kBasedOn},
    {"outlinelevel", kParagraph, ParagraphWord::kOutlineLevel},
    {"ql", kParagraph, ParagraphWord::kAlignLeft},
    {"qj", kParagraph, ParagraphWord::kAlignLeft},
    {"qd", kParagraph, ParagraphWord::kAlignLeft},
    {"qc", kParagraph, ParagraphWord::kAlignCenter},
    {"qr", kParagraph, ParagraphWord::kAlignRight},
    {"li", kParagraph, ParagraphWord::kLeftIndent},
    {"fi", kParagraph, ParagraphWord::kFirstIndent},
    {"ls", kParagraph, ParagraphWord::kList},
    {"ilvl", kParagraph, ParagraphWord::kListLevel},
    {"intbl", kParagraph, ParagraphWord::kInTable},
    {"itap", kParagraph, ParagraphWord::kNesting},

    // Tables.
    {"trowd", kRow, RowWord::kDefaults},
    {"trleft", kRow, RowWord::kLeft},
    {"trhdr", kRow, RowWord::kHeader},
    {"clmgf", kRow, RowWord::kMergeFirst},
    {"clmrg", kRow, RowWord::kMerged},
    {"clvmgf", kRow, RowWord::kVerticalMergeFirst},
    {"clvmrg", kRow, RowWord::kVerticallyMerged},
    {"cellx", kRow, RowWord::kCellEdge},
    {"cell", kRow, RowWord::kCellEnd},
    {"nestcell", kRow, RowWord::kNestedCellEnd},
    {"row", kRow, RowWord::kRowEnd},
    {"nestrow", kRow, RowWord::kNestedRowEnd},
    {"nesttableprops", kDestination, D::kNestedRow},
    {"nonesttables", kSkipped},

    // Lists, of Word 97 and later, and of Word 95 and earlier.
    {"listtable", kDestination, D::kListTable},
    {"list", kDestination, D::kList},
    {"listlevel", kDestination, D::kListLevel},
    {"leveltext", kDestination, D::kLevelText},
    {"listoverridetable", kDestination, D::kListOverrideTable},
    {"listoverride", kDestination, D::kListOverride},
    {"listid", kList, ListWord::kId},
    {"levelnfc", kList, ListWord::kNumberFormat},
    {"levelnfcn", kList, ListWord::kNumberFormat},
    {"levelstartat", kList, ListWord::kStartAt},
    {"listoverridestartat", kList, ListWord::kOverrideStartAt},
    {"lfolevel", kList, ListWord::kOverrideLevel},
    {"levelnumbers", kSkipped},
    {"levelmarker", kSkipped},
    {"listname", kSkipped},
    {"liststylename", kSkipped},
    {"listpicture", kSkipped},
    {"listtext", kDestination, D::kNumberText},
    {"pntext", kDestination, D::kNumberText},
    {"pn", kDestination, D::kNumbering},
    {"pntxta", kDestination, D::kNumberingTextAfter},
    {"pntxtb", kSkipped},
    {"pnseclvl", kSkipped},
    {"pnlvl", kNumbering, NumberingWord::kLevel},
    {"pnlvlblt", kNumbering, NumberingWord::kBullet},
    {"pnlvlbody", kNumbering, NumberingWord::kBody},
    {"pnlvlcont", kNumbering, NumberingWord::kContinued},
    {"pncard", kNumbering, NumberingWord::kDecimal},
    {"pndec", kNumbering, NumberingWord::kDecimal},
    {"pndecd", kNumbering, NumberingWord::kDecimal},
    {"pnlcltr", kNumbering, NumberingWord::kLowerLetter},
    {"pnlcrm", kNumbering, NumberingWord::kLowerRoman},
    {"pnord", kNumbering, NumberingWord::kDecimal},
    {"pnordt", kNumbering, NumberingWord::kDecimal},
    {"pnucltr", kNumbering, NumberingWord::kUpperLetter},
    {"pnucrm", kNumbering, NumberingWord::kUpperRoman},
    {"pnstart", kNumbering, NumberingWord::kStart},

    // Header tables and metadata.
    {"fonttbl", kDestination, D::kFontTable},
    {"stylesheet", kDestination, D::kStyleSheet},
    {"generator", kDestination, D::kGenerator},
    {"info", kDestination, D::kInformation},
    {"userprops", kDestination, D::kInformation},
    {"title", kDestination, D::kInformationText},
    {"subject", kDestination, D::kInformationText},
    {"author", kDestination, D::kInformationText},
    {"manager", kDestination, D::kInformationText},
    {"company", kDestination, D::kInformationText},
    {"category", kDestination, D::kInformationText},
    {"keywords", kDestination, D::kInformationText},
    {"doccomm", kDestination, D::kInformationText},
    {"hlinkbase", kDestination, D::kInformationText},
    {"creatim", kDestination, D::kInformationTime},
    {"revtim", kDestination, D::kInformationTime},
    {"propname", kDestination, D::kPropertyName},
    {"staticval", kDestination, D::kPropertyValue},
    {"yr", kTime, TimeWord::kYear},
    {"mo", kTime, TimeWord::kMonth},
    {"dy", kTime, TimeWord::kDay},
    {"hr", kTime, TimeWord::kHour},
    {"min", kTime, TimeWord::kMinute},
    {"sec", kTime, TimeWord::kSecond},
    {"operator", kSkipped},
    {"comment", kSkipped},
    {"printim", kSkipped},
    {"buptim", kSkipped},
    {"linkval", kSkipped},
    {"colortbl", kSkipped},
    {"expandedcolortbl", kSkipped},
    {"filetbl", kSkipped},
    {"revtbl", kSkipped},
    {"rsidtbl", kSkipped},
    {"xmlnstbl", kSkipped},
    {"themedata", kSkipped},
    {"colorschememapping", kSkipped},
    {"latentstyles", kSkipped},
    {"datastore", kSkipped},
    {"panose", kSkipped},
    {"falt", kSkipped},
    {"fname", kSkipped},
    {"fontemb", kSkipped},
    {"fontfile", kSkipped},
    {"keycode", kSkipped},
    {"template", kSkipped},
    {"nextfile", kSkipped},
    {"private", kSkipped},
    {"passwordhash", kSkipped},
    {"docvar", kSkipped},

    // Fields, notes, pictures and objects.
    {"field", kDestination, D::kField},
    {"fldinst", kDestination, D::kFieldInstruction},
    {"fldrslt", kDestination, D::kFieldResult},
    {"fldtype", kSkipped},
    {"datafield", kSkipped},
    {"formfield", kSkipped},
    {"footnote", kDestination, D::kFootnote},
    {"header", kDestination, D::kPageHeader},
    {"headerf", kDestination, D::kPageHeader},
    {"headerl", kDestination, D::kPageHeader},
    {"headerr", kDestination, D::kPageHeader},
    {"footer", kDestination, D::kPageHeader},
    {"footerf", kDestination, D::kPageHeader},
    {"footerl", kDestination, D::kPageHeader},
    {"footerr", kDestination, D::kPageHeader},
    {"ftnsep", kSkipped},
    {"ftnsepc", kSkipped},
    {"ftncn", kSkipped},
    {"aftnsep", kSkipped},
    {"aftnsepc", kSkipped},
    {"aftncn", kSkipped},
    {"annotation", kSkipped},
    {"atnid", kSkipped},
    {"atnauthor", kSkipped},
    {"atndate", kSkipped},
    {"atnicn", kSkipped},
    {"atnparent", kSkipped},
    {"atnref", kSkipped},
    {"atntime", kSkipped},
    {"atrfstart", kSkipped},
    {"atrfend", kSkipped},
    {"bkmkstart", kDestination, D::kBookmark},
    {"bkmkend", kSkipped},
    {"tc", kSkipped},
    {"tcn", kSkipped},
    {"xe", kSkipped},
    {"rxe", kSkipped},
    {"txe", kSkipped},
    {"pict", kDestination, D::kPicture},
    {"shppict", kDestination, D::kTransparent},
    {"nonshppict", kSkipped},
    {"blipuid", kSkipped},
    {"picprop", kDestination, D::kShape},
    {"shp", kDestination, D::kTransparent},
    {"shpgrp", kDestination, D::kShape},
    {"shpinst", kDestination, D::kShape},
    {"shprslt", kSkipped},
    {"sp", kDestination, D::kShapeProperty},
    {"sn", kDestination, D::kShapePropertyName},
    {"sv", kDestination, D::kShapePropertyValue},
    {"shptxt", kDestination, D::kTextBox},
    {"do", kDestination, D::kShape},
    {"dptxbxtext", kDestination, D::kTextBox},
    {"object", kDestination, D::kObject},
    {"objclass", kDestination, D::kObjectClass},
    {"objname", kSkipped},
    {"objdata", kSkipped},
    {"objalias", kSkipped},
    {"objsect", kSkipped},
    {"objtime", kSkipped},
    {"result", kDestination, D::kObjectResult},
    {"pngblip", kPicture, PictureWord::kPng},
    {"jpegblip", kPicture, PictureWord::kJpeg},
    {"wmetafile", kPicture, PictureWord::kWindowsMetafile},
    {"emfblip", kPicture, PictureWord::kEnhancedMetafile},
    {"macpict", kPicture, PictureWord::kMacPict},
    {"dibitmap", kPicture, PictureWord::kDeviceIndependentBitmap},
    {"wbitmap", kPicture, PictureWord::kDeviceDependentBitmap},
    {"pmmetafile", kPicture, PictureWord::kOs2Metafile},
    {"picwgoal", kPicture, PictureWord::kWidthGoal},
    {"pichgoal", kPicture, PictureWord::kHeightGoal},
    {"picscalex", kPicture, PictureWord::kScaleX},
    {"picscaley", kPicture, PictureWord::kScaleY},

    // One text twice, for readers with and without Unicode.
    {"upr", kDestination, D::kAlternatives},
    {"ud", kDestination, D::kUnicodeAlternative},

    // Tare's own.
    {"tarebegin", kMark, MarkWord::kBegin},
    {"tareend", kMark, MarkWord::kEnd},
    {"tarecode", kMark, MarkWord::kCode},
    {"tareempty", kMark, MarkWord::kEmpty},
    {"tarecell", kMark, MarkWord::kCell},
    {"tarehide", kMark, MarkWord::kHide},
    {"tareshow", kMark, MarkWord::kShow},
    {"taretarget", kMark, MarkWord::kTarget},
    {"taretitle", kMark, MarkWord::kTitle},
    {"taresize", kMark, MarkWord::kSize},
    {"tareref", kMark, MarkWord::kReference},
    {"tareanchor", kMark, MarkWord::kAnchor},
    {"tarenote", kMark, MarkWord::kNote},
    {"taremeta", kMark, MarkWord::kMetadata},
    {"tareraw", kMark, MarkWord::kRaw},
    {"tarerawblock", kMark, MarkWord::kRawBlock},
    {"taredata", kMark, MarkWord::kData},
};

// Open addressing at less than half load; a slot holds an entry's number plus one.
constexpr size_t kSlots = 1024;

constexpr size_t FirstSlot(uint64_t key, size_t size) {
  return static_cast<size_t>(((key ^ size) * 0x9E3779B97F4A7C15u) >> 54);
}
constexpr size_t NextSlot(size_t slot) { return (slot + 1) % kSlots; }

struct Table {
  std::array<uint64_t, std::size(kEntries)> keys{};
  std::array<uint16_t, kSlots> slots{};
};

constexpr Table MakeTable() {
  Table table;
  for (size_t i = 0; i < std::size(kEntries); ++i) {
    const std::string_view name = kEntries[i].name;
    table.keys[i] = FirstLetters(name);
    size_t slot = FirstSlot(table.keys[i], name.size());
    while (table.slots[slot] != 0) slot = NextSlot(slot);
    table.slots[slot] = static_cast<uint16_t>(i + 1);
  }
  return table;
}

static_assert(std::size(kEntries) * 2 < kSlots);
constexpr Table kTable = MakeTable();

}  // namespace

const ControlWord* FindControlWord(std::string_view name, uint64_t first_letters) {
  for (size_t slot = FirstSlot(first_letters, name.size()); kTable.slots[slot] != 0; slot = NextSlot(slot)) {
    const size_t number = kTable.slots[slot] - 1u;
    if (kTable.keys[number] != first_letters) continue;
    const Entry& entry = kEntries[number];
    if (entry.name.size() != name.size()) continue;
    if (name.size() <= sizeof(first_letters) || entry.name == name) return &entry.word;
  }
  return nullptr;
}

}  // namespace tare::rtf
