#pragma once

// The vocabulary of RTF 1.9.1: every control word and symbol that this reader acts on. All others are
// formatting that no event speaks of, and are passed over.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare::rtf {

// What a control word is about; its value is an enumerator of the type named here.
enum class WordKind : uint8_t {
  kCharacter,    // stands for one character: the value is its code point
  kFormat,       // switches character formatting: Format
  kDestination,  // what follows in the group has a meaning of its own: Destination
  kSkipped,      // begins a destination that is not read
  kDocument,     // DocumentWord
  kRun,          // RunWord
  kParagraph,    // ParagraphWord
  kRow,          // RowWord
  kList,         // ListWord
  kNumbering,    // NumberingWord
  kPicture,      // PictureWord
  kTime,         // TimeWord
  kMark,         // Tare's own: MarkWord
};

// Character formatting, as bits.
enum Format : uint16_t {
  kBold = 1 << 0,
  kItalic = 1 << 1,
  kUnderline = 1 << 2,
  kStrike = 1 << 3,
  kSuper = 1 << 4,
  kSub = 1 << 5,
  kHighlighted = 1 << 6,
  kCodeFont = 1 << 7,  // by character style
  kHidden = 1 << 8,
  kComplexBold = 1 << 9,     // \ab and \ai: of right-to-left text
  kComplexItalic = 1 << 10,  //
  kRightToLeft = 1 << 11,    // after \rtlch
  kDoubleByte = 1 << 12,     // after \dbch
  kDeleted = 1 << 13,        // by a tracked change
};

enum class Destination : uint8_t {
  kContent,  // text of the document
  kSkipped,
  // The header.
  kFontTable,
  kStyleSheet,
  kGenerator,
  kListTable,
  kList,
  kListLevel,
  kLevelText,
  kListOverrideTable,
  kListOverride,
  kInformation,  // \info and \userprops
  kInformationText,
  kInformationTime,
  kPropertyName,
  kPropertyValue,
  // In the content.
  kField,
  kFieldInstruction,
  kFieldResult,
  kImageDescription,  // the result of an INCLUDEPICTURE field, as Tare writes it
  kPicture,
  kShape,
  kShapeProperty,
  kShapePropertyName,
  kShapePropertyValue,
  kTextBox,
  kObject,
  kObjectClass,
  kObjectResult,
  kFootnote,
  kBookmark,  // \\bkmkstart
  kPageHeader,
  kNumberText,          // \listtext and \pntext
  kNumbering,           // \pn
  kNumberingTextAfter,  // \pntxta
  kNestedRow,           // \nesttableprops
  kAlternatives,        // \upr
  kUnicodeAlternative,  // \ud
  kTransparent,         // an ignorable destination that holds content
  kMark,                // one of Tare's own (docs/rtf.md)
};

enum class DocumentWord : uint8_t {
  kRtf,
  kIgnorable,  // \*
  kAnsi,
  kMacintosh,
  kPc,
  kPcMultilingual,
  kCodePage,
  kDefaultFont,
  kUnicode,
  kUnicodeSkip,
};

enum class RunWord : uint8_t {
  kPlain,
  kFont,
  kAssociatedFont,
  kFontCharset,
  kFontCodePage,
  kStyle,
  kLeftToRight,
  kRightToLeft,
  kSingleByte,  // \loch and \hich
  kDoubleByte,
  kNoUnderline,
  kNoSuperSub,
  kRaised,
  kLowered,
  kNoteNumber,  // \chftn
};

enum class ParagraphWord : uint8_t {
  kDefaults,  // \pard
  kEnd,
  kLineBreak,
  kPageBreak,
  kStyle,
  kOtherStyle,  // a section's or table's: in the style sheet
  kBasedOn,
  kOutlineLevel,
  kAlignLeft,
  kAlignCenter,
  kAlignRight,
  kLeftIndent,
  kFirstIndent,
  kList,
  kListLevel,
  kInTable,
  kNesting,
};

enum class RowWord : uint8_t {
  kDefaults,  // \trowd
  kLeft,
  kHeader,
  kMergeFirst,
  kMerged,
  kVerticalMergeFirst,
  kVerticallyMerged,
  kCellEdge,
  kCellEnd,
  kNestedCellEnd,
  kRowEnd,
  kNestedRowEnd,
};

enum class ListWord : uint8_t {
  kId,
  kNumberFormat,
  kStartAt,
  kOverrideLevel,
  kOverrideStartAt,
};

enum class NumberingWord : uint8_t {
  kLevel,
  kBullet,
  kBody,
  kContinued,
  kDecimal,  // and numbers in words
  kLowerLetter,
  kUpperLetter,
  kLowerRoman,
  kUpperRoman,
  kStart,
};

enum class PictureWord : uint8_t {
  kPng,
  kJpeg,
  kWindowsMetafile,
  kEnhancedMetafile,
  kMacPict,
  kDeviceIndependentBitmap,
  kDeviceDependentBitmap,
  kOs2Metafile,
  kWidthGoal,
  kHeightGoal,
  kScaleX,
  kScaleY,
};

enum class TimeWord : uint8_t { kYear, kMonth, kDay, kHour, kMinute, kSecond };

// docs/rtf.md says what they mean. Those that hold text of any length come last.
enum class MarkWord : uint8_t {
  kBegin,
  kEnd,
  kCode,
  kEmpty,
  kCell,
  kHide,
  kShow,
  kTarget,
  kTitle,
  kSize,
  kReference,
  kAnchor,
  kNote,
  kMetadata,
  kRaw,
  kRawBlock,
  kData,
};

struct ControlWord {
  WordKind kind;
  uint16_t value;

  template <typename T>
  T As() const {
    return static_cast<T>(value);
  }
};

// The first 8 bytes of a name, the first one lowest, or what there is of them.
constexpr uint64_t FirstLetters(std::string_view name) {
  uint64_t letters = 0;
  for (size_t i = 0; i < name.size() && i < sizeof(letters); ++i) {
    letters |= uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
  }
  return letters;
}

// By name without backslash, case-sensitive: "par". Null where this reader does not know it.
const ControlWord* FindControlWord(std::string_view name, uint64_t first_letters);

}  // namespace tare::rtf
