#pragma once

// The document model: a stream of events, after the fashion of SAX and md4c.
// A reader calls a Sink; a writer is a Sink. Neither holds the whole document.
//
// A well-formed sequence (CheckingSink in src/document verifies it):
//   - One kDocument block holds everything. What is begun is ended, in order. At most kMaxDepth blocks
//     and spans are open at once; readers flatten what is deeper and warn.
//   - Blocks hold, by kind:
//       kDocument, kPage, kQuote, kListItem, kCell, kFigure, kFootnote, kDefinition   blocks
//       kList items;  kTable an optional kCaption, then at least one row;  kRow cells
//       kDefinitionList terms and definitions;  kFigure also one kCaption
//       kHeading, kParagraph, kCaption, kDefinitionTerm                               inline content
//       kCode, kRaw                                                                   Text only
//       kThematicBreak                                                                nothing
//     "Blocks" are all kinds but those named as parts of another (items, rows, captions, ...) and kDocument.
//     kPage stands in kDocument only, kFootnote in kDocument or kPage only. An empty cell holds nothing.
//   - Inline content: Text, SoftBreak, HardBreak, Image, FootnoteReference, Anchor, and spans around these.
//     kCode, kMath and kRaw spans hold Text only. A link holds no link.
//   - An anchor's name is not empty and holds no spaces (U+0020) and no control characters of ASCII. Of white
//     space it says nothing: what is around it reads as if it were not there.
//   - Text is never empty. It and all other strings but `bytes` are valid UTF-8 without NUL.
//   - Line ends in kCode and kRaw blocks are '\n' (a code block's last line ends with one). Elsewhere Text
//     holds no line end, and white space is as it should read: inline content of a block neither starts nor
//     ends with a space (U+0020), unless in a kCode, kMath or kRaw span.
//   - A heading's level is 1 to 6, a list's delimiter '.' or ')'; a cell spans at least one row and column.
//   - A table declares its columns (1 to kMaxColumns) and as many alignments. With the row and column spans
//     every row fills the columns exactly, without overlap, and no row span reaches beyond the last row.
//   - Metadata (with a key), Attachment and Warning may come anywhere inside kDocument.
//
// Strings, bytes and alignments in events live only for the call.

#include <cstdint>
#include <span>
#include <string_view>

#include "tare/error.h"

namespace tare {

inline constexpr int kMaxDepth = 256;           // of open blocks and spans
inline constexpr uint32_t kMaxColumns = 65536;  // of a table

enum class BlockKind : uint8_t {
  kDocument,
  kPage,
  kHeading,
  kParagraph,
  kQuote,
  kList,
  kListItem,
  kCode,
  kTable,
  kCaption,
  kRow,
  kCell,
  kFigure,
  kFootnote,
  kDefinitionList,
  kDefinitionTerm,
  kDefinition,
  kThematicBreak,
  kRaw,
};
inline constexpr int kBlockKinds = 19;

enum class Alignment : uint8_t { kDefault, kLeft, kCenter, kRight };
// Of an ordered list: 1 2 3, a b c, A B C, i ii iii, I II III.
enum class Numbering : uint8_t { kDecimal, kLowerLetter, kUpperLetter, kLowerRoman, kUpperRoman };
inline constexpr int kNumberings = 5;
enum class Checked : uint8_t { kNone, kNo, kYes };  // of a task list's item

// A block's kind and attributes. Each attribute belongs to the kinds named beside it.
struct Block {
  BlockKind kind;
  uint8_t level = 0;                          // kHeading: 1 to 6
  bool ordered = false;                       // kList
  bool tight = false;                         // kList: no blank lines between items
  char delimiter = '.';                       // kList, ordered: '.' or ')'
  Numbering numbering = Numbering::kDecimal;  // kList, ordered
  Checked checked = Checked::kNone;           // kListItem
  bool header = false;                        // kRow, kCell
  Alignment alignment = Alignment::kDefault;  // kCell, between a reader and its TableShaper only, which
                                              // makes column alignments of it
  uint32_t columns = 0;                       // kTable: 1 to kMaxColumns
  uint32_t row_span = 1;                      // kCell
  uint32_t column_span = 1;                   // kCell
  uint64_t start = 1;                         // kList, ordered: first number
  std::span<const Alignment> alignments{};    // kTable: one a column
  std::string_view label{};                   // kCode: language or info string; kRaw: format, such as "html";
                                              // kFootnote: its label; kPage: its number or name

  static Block Heading(int level) {
    return {.kind = BlockKind::kHeading, .level = static_cast<uint8_t>(level)};
  }
  static Block List(bool tight) { return {.kind = BlockKind::kList, .tight = tight}; }
  static Block OrderedList(uint64_t start, bool tight, char delimiter = '.',
                           Numbering numbering = Numbering::kDecimal) {
    return {.kind = BlockKind::kList,
            .ordered = true,
            .tight = tight,
            .delimiter = delimiter,
            .numbering = numbering,
            .start = start};
  }
  static Block Item(Checked checked = Checked::kNone) {
    return {.kind = BlockKind::kListItem, .checked = checked};
  }
  static Block Code(std::string_view language) { return {.kind = BlockKind::kCode, .label = language}; }
  static Block Table(std::span<const Alignment> alignments) {
    return {.kind = BlockKind::kTable,
            .columns = static_cast<uint32_t>(alignments.size()),
            .alignments = alignments};
  }
  static Block Row(bool header) { return {.kind = BlockKind::kRow, .header = header}; }
  static Block Cell(bool header = false, uint32_t row_span = 1, uint32_t column_span = 1,
                    Alignment alignment = Alignment::kDefault) {
    return {.kind = BlockKind::kCell,
            .header = header,
            .alignment = alignment,
            .row_span = row_span,
            .column_span = column_span};
  }
  static Block Raw(std::string_view format) { return {.kind = BlockKind::kRaw, .label = format}; }
  static Block Footnote(std::string_view label) { return {.kind = BlockKind::kFootnote, .label = label}; }
  static Block Of(BlockKind kind) { return {.kind = kind}; }
};

enum class SpanKind : uint8_t {
  kEmphasis,
  kStrong,
  kUnderline,
  kStrikethrough,
  kSuperscript,
  kSubscript,
  kHighlight,
  kCode,
  kLink,
  kMath,
  kRaw,
};
inline constexpr int kSpanKinds = 11;

struct Span {
  SpanKind kind;
  std::string_view target{};  // kLink: URL; kRaw: format
  std::string_view title{};   // kLink
  bool display = false;       // kMath: set on a line of its own

  static Span Of(SpanKind kind) { return {.kind = kind}; }
  static Span Link(std::string_view target, std::string_view title = {}) {
    return {.kind = SpanKind::kLink, .target = target, .title = title};
  }
};

struct Image {
  std::string_view target{};  // URL, or the name of embedded data
  std::string_view title{};
  std::string_view alt{};
  std::string_view media_type{};  // of `bytes`, such as "image/png"
  std::string_view bytes{};       // embedded data; empty where the image is only referred to
  uint32_t width = 0;             // as displayed, in CSS pixels (1/96 inch); 0 is unknown
  uint32_t height = 0;
};

struct Attachment {
  std::string_view name;
  std::string_view media_type;
  std::string_view bytes;
};

struct Warning {
  std::string_view message;              // one sentence without a final full stop
  uint64_t offset = Location::kUnknown;  // in the source, in bytes
};

// Metadata keys in common use: title, author (may repeat), description, language, subject, keywords, created
// and modified (ISO 8601), generator, canonical (URL), front-matter (its text), front-matter-format ("yaml",
// "toml"); others keep the name their format gives them, with its prefix ("og:image").

// Receives a document. One call at a time.
class Sink {
 public:
  virtual ~Sink() = default;

  virtual void BeginBlock(const Block& block) = 0;
  virtual void EndBlock(BlockKind kind) = 0;
  virtual void BeginSpan(const Span& span) = 0;
  virtual void EndSpan(SpanKind kind) = 0;
  virtual void Text(std::string_view text) = 0;
  virtual void SoftBreak() = 0;
  virtual void HardBreak() = 0;
  virtual void AddImage(const Image& image) = 0;
  virtual void FootnoteReference(std::string_view label) = 0;
  // Links lead to what follows as '#' + name.
  virtual void Anchor(std::string_view name) = 0;
  virtual void Metadata(std::string_view key, std::string_view value) = 0;
  virtual void AddAttachment(const Attachment& attachment) = 0;
  virtual void Warn(const Warning& warning) = 0;
};

// "heading", "list-item", ...: the names used in JSON events and messages.
std::string_view BlockName(BlockKind kind);
std::string_view SpanName(SpanKind kind);
// "decimal", "lower-letter", "upper-roman", ...
std::string_view NumberingName(Numbering numbering);

}  // namespace tare
