// HTML: a document of its own or a fragment. The layout is that of CommonMark's examples: a block begins on a
// new line, inline content stays on its line, void elements end in " />".
//
// The first paragraph of a cell, definition or figure stands without <p>, and so do those of tight lists but
// where they follow one another. Notes stand where they come, in a <section class="footnotes">. Raw HTML
// passes through; raw text of other formats is left out.

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "text/escape.h"
#include "text/script_url.h"
#include "writers/base64.h"
#include "writers/held_metadata.h"
#include "writers/html_head.h"
#include "writers/html_url.h"
#include "writers/spool_output.h"
#include "writers/table_columns.h"
#include "writers/writers.h"

namespace tare {
namespace {

struct Tags {
  std::string_view open;
  std::string_view close;
};

constexpr std::array<Tags, kSpanKinds> kSpanTags = {{
    {"<em>", "</em>"},
    {"<strong>", "</strong>"},
    {"<u>", "</u>"},
    {"<del>", "</del>"},
    {"<sup>", "</sup>"},
    {"<sub>", "</sub>"},
    {"<mark>", "</mark>"},
    {"<code>", "</code>"},
    {"<a>", "</a>"},
    {"<span class=\"math inline\">\\(", "\\)</span>"},
    {"", ""},
}};
constexpr Tags kDisplayMath = {"<span class=\"math display\">\\[", "\\]</span>"};
// The begin tags have room for an id.
constexpr std::array<Tags, 6> kHeadingTags = {{
    {"<h1", "</h1>"},
    {"<h2", "</h2>"},
    {"<h3", "</h3>"},
    {"<h4", "</h4>"},
    {"<h5", "</h5>"},
    {"<h6", "</h6>"},
}};

class HtmlWriter final : public Sink {
 public:
  HtmlWriter(Output& out, const WriteOptions& options, Account& account)
      : account_(account),
        body_(out),
        out_(&out),
        title_(options.title),
        head_pending_(!options.fragment),
        fragment_(options.fragment),
        columns_(account),
        metadata_(account) {}

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override { WriteLine(""); }
  void HardBreak() override { WriteLine("<br />"); }
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view name) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}

 private:
  enum class TextMode : uint8_t { kEscape, kPass, kSkip };
  enum class Section : uint8_t { kNone, kHead, kBody };  // of a table

  struct Level {
    BlockKind kind = BlockKind::kDocument;
    uint8_t heading = 0;               // its level
    bool tight = false;                // a list, and an item of one
    bool ordered = false;              // a list
    bool header = false;               // a row or cell
    bool bare = false;                 // a paragraph without <p>
    bool empty = true;                 // no block was begun in it
    bool after_paragraph = false;      // the last block in it is a paragraph
    Section section = Section::kNone;  // of a table: the one that is open
  };

  void Write(std::string_view html) {
    FinishTag();
    out_->Write(html);
    at_line_start_ = false;
  }
  void WriteLine(std::string_view html) {
    FinishTag();
    out_->Write(html);
    out_->Put('\n');
    at_line_start_ = true;
  }
  // Of a heading, whose tag waits for an anchor.
  void FinishTag() {
    if (tag_open_) [[unlikely]]
      out_->Put('>');
    tag_open_ = false;
  }
  void StartLine() {
    if (!at_line_start_) WriteLine("");
  }
  // An element that holds blocks.
  void Open(std::string_view tag) {
    StartLine();
    WriteLine(tag);
  }
  void Close(std::string_view tag) {
    StartLine();
    WriteLine(tag);
  }
  void WriteAttribute(std::string_view name, std::string_view value);
  void WriteUrlAttribute(std::string_view name, std::string_view url);
  void WriteNumberAttribute(std::string_view name, uint64_t number);
  void WriteHead();

  void BeginContent(const Block& block, const Level& parent, Level& level);
  void BeginParagraph(const Level& parent, Level& level);
  void BeginList(const Block& block);
  void BeginItem(Checked checked);
  void BeginCode(std::string_view info);
  void BeginPage(std::string_view label);
  void BeginNote(std::string_view label);
  void EndNote();
  void WriteNotes();
  void WriteNoteId(std::string_view label);
  void BeginRow(const Block& row, Level& table);
  void BeginCell(const Block& cell, Level& level);
  void EndTable(const Level& table);

  Account& account_;
  Output& body_;
  Output* out_;                       // body_, or notes_ inside of a note
  std::optional<SpoolOutput> notes_;  // of the page or document, to stand at its end
  const std::string title_;
  bool head_pending_;
  const bool fragment_;
  bool at_line_start_ = true;
  bool tag_open_ = false;
  bool body_at_line_start_ = true;  // inside of a note
  bool display_math_ = false;
  TextMode text_mode_ = TextMode::kEscape;
  size_t depth_ = 0;                           // of open blocks
  std::array<Level, kMaxDepth + 1> levels_{};  // the first stands for what is around the document
  TableColumns columns_;
  HeldMetadata metadata_;
};

// Blocks.

void HtmlWriter::BeginBlock(const Block& block) {
  if (depth_ == kMaxDepth) return;
  if (block.kind != BlockKind::kDocument && head_pending_) WriteHead();
  Level& parent = levels_[depth_];
  Level& level = levels_[++depth_];
  level = {.kind = block.kind, .heading = block.level, .ordered = block.ordered, .header = block.header};
  BeginContent(block, parent, level);
  parent.empty = false;
  parent.after_paragraph = block.kind == BlockKind::kParagraph;
}

void HtmlWriter::BeginContent(const Block& block, const Level& parent, Level& level) {
  switch (block.kind) {
    case BlockKind::kDocument:
      break;
    case BlockKind::kPage:
      BeginPage(block.label);
      break;
    case BlockKind::kHeading:
      level.heading = block.level >= 1 && block.level <= 6 ? block.level : 6;
      StartLine();
      Write(kHeadingTags[level.heading - 1u].open);
      tag_open_ = true;
      break;
    case BlockKind::kParagraph:
      BeginParagraph(parent, level);
      break;
    case BlockKind::kQuote:
      Open("<blockquote>");
      break;
    case BlockKind::kList:
      level.tight = block.tight;
      BeginList(block);
      break;
    case BlockKind::kListItem:
      level.tight = parent.tight;
      BeginItem(block.checked);
      break;
    case BlockKind::kCode:
      BeginCode(block.label);
      break;
    case BlockKind::kTable:
      columns_.BeginTable(block);
      Open("<table>");
      break;
    case BlockKind::kCaption:
      StartLine();
      Write(parent.kind == BlockKind::kTable ? "<caption>" : "<figcaption>");
      level.header = parent.kind == BlockKind::kTable;
      break;
    case BlockKind::kRow:
      BeginRow(block, levels_[depth_ - 1]);
      break;
    case BlockKind::kCell:
      level.header = block.header || parent.header;
      BeginCell(block, level);
      break;
    case BlockKind::kFigure:
      Open("<figure>");
      break;
    case BlockKind::kFootnote:
      BeginNote(block.label);
      break;
    case BlockKind::kDefinitionList:
      Open("<dl>");
      break;
    case BlockKind::kDefinitionTerm:
      StartLine();
      Write("<dt>");
      break;
    case BlockKind::kDefinition:
      StartLine();
      Write("<dd>");
      break;
    case BlockKind::kThematicBreak:
      Open("<hr />");
      break;
    case BlockKind::kRaw:
      text_mode_ = block.label == "html" ? TextMode::kPass : TextMode::kSkip;
      if (text_mode_ == TextMode::kPass) StartLine();
      break;
  }
}

void HtmlWriter::EndBlock(BlockKind kind) {
  if (depth_ == 0 || levels_[depth_].kind != kind) return;
  const Level& level = levels_[depth_--];
  switch (kind) {
    case BlockKind::kDocument:
      if (head_pending_) WriteHead();
      WriteNotes();
      StartLine();
      if (!fragment_) WriteLine("</body>\n</html>");
      break;
    case BlockKind::kPage:
      WriteNotes();
      Close("</section>");
      break;
    case BlockKind::kHeading:
      WriteLine(kHeadingTags[level.heading - 1u].close);
      break;
    case BlockKind::kParagraph:
      if (!level.bare) WriteLine("</p>");
      break;
    case BlockKind::kQuote:
      Close("</blockquote>");
      break;
    case BlockKind::kList:
      Close(level.ordered ? "</ol>" : "</ul>");
      break;
    case BlockKind::kListItem:
      WriteLine("</li>");
      break;
    case BlockKind::kFootnote:
      EndNote();
      break;
    case BlockKind::kCode:
      WriteLine("</code></pre>");
      break;
    case BlockKind::kTable:
      EndTable(level);
      break;
    case BlockKind::kCaption:
      WriteLine(level.header ? "</caption>" : "</figcaption>");
      break;
    case BlockKind::kRow:
      Close("</tr>");
      break;
    case BlockKind::kCell:
      WriteLine(level.header ? "</th>" : "</td>");
      break;
    case BlockKind::kFigure:
      Close("</figure>");
      break;
    case BlockKind::kDefinitionList:
      Close("</dl>");
      break;
    case BlockKind::kDefinitionTerm:
      WriteLine("</dt>");
      break;
    case BlockKind::kDefinition:
      WriteLine("</dd>");
      break;
    case BlockKind::kThematicBreak:
      break;
    case BlockKind::kRaw:
      text_mode_ = TextMode::kEscape;
      StartLine();
      break;
  }
}

void HtmlWriter::WriteHead() {
  WriteHtmlHead(metadata_, title_, *out_);
  head_pending_ = false;
}

void HtmlWriter::BeginParagraph(const Level& parent, Level& level) {
  const bool first_is_bare = parent.kind == BlockKind::kCell || parent.kind == BlockKind::kDefinition ||
                             parent.kind == BlockKind::kFigure;
  level.bare = parent.kind == BlockKind::kListItem ? parent.tight && !parent.after_paragraph
                                                   : first_is_bare && parent.empty;
  if (!level.bare) {
    StartLine();
    Write("<p>");
  } else if (!parent.empty) {
    StartLine();
  }
}

void HtmlWriter::BeginList(const Block& block) {
  StartLine();
  if (!block.ordered) return WriteLine("<ul>");
  Write("<ol");
  if (block.numbering != Numbering::kDecimal) {
    static constexpr std::string_view kTypes[kNumberings] = {"", "a", "A", "i", "I"};
    Write(" type=\"");
    Write(kTypes[static_cast<size_t>(block.numbering)]);
    Write("\"");
  }
  if (block.start != 1) WriteNumberAttribute("start", block.start);
  WriteLine(">");
}

void HtmlWriter::BeginItem(Checked checked) {
  StartLine();
  Write("<li>");
  if (checked == Checked::kNo) Write("<input type=\"checkbox\" disabled=\"\" /> ");
  if (checked == Checked::kYes) Write("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ");
}

void HtmlWriter::BeginCode(std::string_view info) {
  StartLine();
  const std::string_view language = info.substr(0, info.find_first_of(" \t\n"));
  if (language.empty()) return Write("<pre><code>");
  Write("<pre><code class=\"language-");
  text::EscapeHtmlAttribute(language, *out_);
  Write("\">");
}

void HtmlWriter::BeginPage(std::string_view label) {
  StartLine();
  Write("<section class=\"page\"");
  if (!label.empty()) WriteAttribute("data-page", label);
  WriteLine(">");
}

// Notes.

void HtmlWriter::BeginNote(std::string_view label) {
  if (!notes_) notes_.emplace(account_);
  out_ = &*notes_;
  body_at_line_start_ = std::exchange(at_line_start_, true);
  Write("<li id=\"fn-");
  WriteNoteId(label);
  out_->Put('"');
  // The list numbers notes as their references do where those are numbers.
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
  if (error == std::errc() && end == label.data() + label.size()) WriteNumberAttribute("value", number);
  Write(">");
}

void HtmlWriter::EndNote() {
  WriteLine("</li>");
  out_ = &body_;
  at_line_start_ = body_at_line_start_;
}

void HtmlWriter::WriteNotes() {
  if (!notes_) return;
  Open("<section class=\"footnotes\">\n<ol>");
  if (Result<void> moved = notes_->MoveTo(body_); !moved) body_.Fail(moved.error());
  notes_.reset();
  WriteLine("</ol>\n</section>");
}

// An id holds no white space.
void HtmlWriter::WriteNoteId(std::string_view label) {
  while (!label.empty()) {
    const size_t end = std::min(label.find_first_of(" \t\n\f\r"), label.size());
    text::EscapeHtmlAttribute(label.substr(0, end), *out_);
    if (end == label.size()) return;
    out_->Put('-');
    label.remove_prefix(end + 1);
  }
}

void HtmlWriter::FootnoteReference(std::string_view label) {
  Write("<sup><a href=\"#fn-");
  WriteNoteId(label);
  Write("\">");
  text::EscapeHtml(label, *out_);
  Write("</a></sup>");
}

// Tables.

void HtmlWriter::BeginRow(const Block& row, Level& table) {
  // A header row below others stays in the body: a table has one head, at its top.
  const Section wanted = row.header && table.section != Section::kBody ? Section::kHead : Section::kBody;
  if (table.section == Section::kHead && wanted == Section::kBody) Close("</thead>");
  if (table.section != wanted) Open(wanted == Section::kHead ? "<thead>" : "<tbody>");
  table.section = wanted;
  columns_.BeginRow();
  Open("<tr>");
}

void HtmlWriter::BeginCell(const Block& cell, Level& level) {
  StartLine();
  Write(level.header ? "<th" : "<td");
  if (cell.row_span > 1) WriteNumberAttribute("rowspan", cell.row_span);
  if (cell.column_span > 1) WriteNumberAttribute("colspan", cell.column_span);
  switch (columns_.alignment(columns_.Place(cell))) {
    case Alignment::kDefault:
      break;
    case Alignment::kLeft:
      Write(" align=\"left\"");
      break;
    case Alignment::kCenter:
      Write(" align=\"center\"");
      break;
    case Alignment::kRight:
      Write(" align=\"right\"");
      break;
  }
  Write(">");
}

void HtmlWriter::EndTable(const Level& table) {
  columns_.EndTable();
  if (table.section != Section::kNone) Close(table.section == Section::kHead ? "</thead>" : "</tbody>");
  Close("</table>");
}

// Inline content.

void HtmlWriter::Text(std::string_view text) {
  FinishTag();
  if (text_mode_ == TextMode::kEscape) [[likely]] {
    text::EscapeHtml(text, *out_);
    at_line_start_ = false;
  } else if (text_mode_ == TextMode::kPass) {
    out_->Write(text);
    at_line_start_ = text.ends_with('\n');
  }
}

void HtmlWriter::BeginSpan(const Span& span) {
  switch (span.kind) {
    case SpanKind::kLink:
      Write("<a");
      if (!text::IsScriptUrl(span.target)) WriteUrlAttribute("href", span.target);
      if (!span.title.empty()) WriteAttribute("title", span.title);
      Write(">");
      break;
    case SpanKind::kMath:
      display_math_ = span.display;
      Write(span.display ? kDisplayMath.open : kSpanTags[static_cast<size_t>(span.kind)].open);
      break;
    case SpanKind::kRaw:
      text_mode_ = span.target == "html" ? TextMode::kPass : TextMode::kSkip;
      break;
    default:
      Write(kSpanTags[static_cast<size_t>(span.kind)].open);
  }
}

void HtmlWriter::EndSpan(SpanKind kind) {
  if (kind == SpanKind::kRaw) {
    text_mode_ = TextMode::kEscape;
  } else {
    const bool display = kind == SpanKind::kMath && display_math_;
    Write(display ? kDisplayMath.close : kSpanTags[static_cast<size_t>(kind)].close);
  }
}

// A span, because an <a> would end a link around it.
void HtmlWriter::Anchor(std::string_view name) {
  if (tag_open_) {
    WriteAttribute("id", name);
    return FinishTag();
  }
  Write("<span");
  WriteAttribute("id", name);
  Write("></span>");
}

void HtmlWriter::AddImage(const Image& image) {
  Write("<img");
  if (!image.bytes.empty()) {
    out_->Write(" src=\"data:");
    text::EscapeHtmlAttribute(image.media_type, *out_);
    out_->Write(";base64,");
    WriteBase64(image.bytes, *out_);
    out_->Put('"');
  } else if (!text::IsScriptUrl(image.target)) {
    WriteUrlAttribute("src", image.target);
  }
  WriteAttribute("alt", image.alt);
  if (!image.title.empty()) WriteAttribute("title", image.title);
  if (image.width > 0) WriteNumberAttribute("width", image.width);
  if (image.height > 0) WriteNumberAttribute("height", image.height);
  Write(" />");
}

void HtmlWriter::Metadata(std::string_view key, std::string_view value) {
  if (head_pending_) metadata_.Add(key, value);
}

void HtmlWriter::WriteAttribute(std::string_view name, std::string_view value) {
  out_->Put(' ');
  out_->Write(name);
  out_->Write("=\"");
  text::EscapeHtmlAttribute(value, *out_);
  out_->Put('"');
}

void HtmlWriter::WriteUrlAttribute(std::string_view name, std::string_view url) {
  out_->Put(' ');
  out_->Write(name);
  out_->Write("=\"");
  WriteHtmlUrl(url, *out_);
  out_->Put('"');
}

void HtmlWriter::WriteNumberAttribute(std::string_view name, uint64_t number) {
  char digits[20];
  WriteAttribute(name,
                 {digits, static_cast<size_t>(std::to_chars(digits, digits + 20, number).ptr - digits)});
}

}  // namespace

std::unique_ptr<Sink> MakeHtmlWriter(Output& out, const WriteOptions& options, Account& account) {
  return std::make_unique<HtmlWriter>(out, options, account);
}

}  // namespace tare
