#pragma once

#include <cstdint>
#include <string>

#include "tare/document.h"

namespace tare {

// Prints events one a line, indented by two spaces a level: the form that tests compare.
//
//   document
//     metadata title "Weights and measures"
//     heading level=2
//       text "Title"
//     list ordered start=3 delimiter=) tight
//       list-item checked=yes
//         paragraph
//           link target="a.html" title="A"
//             text "first"
//           soft-break
//           text "second"
//           footnote-reference "a"
//
// The names are BlockName and SpanName. Attributes follow in this order; those in [] are left out at their
// default, all others are always there:
//
//   heading level=2                     list [ordered] [start=3] [delimiter=)]
//                                           [numbering=lower-roman] tight|loose
//   code [label="rust"]                 list-item [checked=yes|no]
//   raw [label="html"]                  table columns=3 [align=default,left,center,right]
//   footnote [label="a"]                row [header]
//   page [label="iv"]                   cell [header] [rows=2] [columns=3] [align=right]
//   link target="u" [title="t"]         math [display]
//   raw [target="html"] (span)          metadata title "value" (a key of other than letters, digits, - _ . :
//   / text "words"                                                is put in quotes) footnote-reference "a"
//   attachment "name" [type="image/png"] bytes=12 soft-break, hard-break              warning "message"
//   [offset=12] image target="u" [title="t"] [alt="a"] [type="image/png"] [bytes=12] [width=3] [height=4]
//
// Quoted strings have JSON's escapes: \" \\ \n \r \t and \u00XX for other control characters; all else stands
// as it is. bytes= is a size. Adjacent texts are joined, so that equal documents print equally however their
// text was cut. Warnings are left out unless asked for.
class EventPrinter final : public Sink {
 public:
  explicit EventPrinter(bool warnings = false) : warnings_(warnings) {}
  const std::string& text();  // complete when the document has ended

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view name) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  // A line is begun with its first word, continued with attributes and ended.
  void BeginLine(std::string_view word);
  void Word(std::string_view word);
  void Number(std::string_view name, uint64_t value);
  void Quoted(std::string_view value);
  void OptionalQuoted(std::string_view name, std::string_view value);
  void EndLine();
  void FlushText();

  void ListAttributes(const Block& block);
  void TableAttributes(const Block& block);
  void CellAttributes(const Block& block);

  std::string out_;
  std::string pending_;  // text not yet printed
  int depth_ = 0;
  bool warnings_;
};

}  // namespace tare
