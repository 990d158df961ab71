#include "document/event_printer.h"

#include <algorithm>
#include <string_view>

namespace tare {
namespace {

std::string_view AlignmentName(Alignment alignment) {
  switch (alignment) {
    case Alignment::kLeft:
      return "left";
    case Alignment::kCenter:
      return "center";
    case Alignment::kRight:
      return "right";
    case Alignment::kDefault:
      break;
  }
  return "default";
}

bool IsDefault(Alignment alignment) { return alignment == Alignment::kDefault; }

bool IsPlainKey(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("-_.:/").contains(c);
  });
}

void AppendQuoted(std::string_view value, std::string& to) {
  constexpr char kHex[] = "0123456789abcdef";
  to += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (c == '\n') {
      to += "\\n";
    } else if (c == '\r') {
      to += "\\r";
    } else if (c == '\t') {
      to += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      to += "\\u00";
      to += kHex[byte >> 4];
      to += kHex[byte & 15];
    } else {
      to += c;
    }
  }
  to += '"';
}

}  // namespace

const std::string& EventPrinter::text() {
  FlushText();
  return out_;
}

void EventPrinter::BeginBlock(const Block& block) {
  FlushText();
  BeginLine(BlockName(block.kind));
  switch (block.kind) {
    case BlockKind::kHeading:
      Number("level", block.level);
      break;
    case BlockKind::kList:
      ListAttributes(block);
      break;
    case BlockKind::kListItem:
      if (block.checked != Checked::kNone)
        Word(block.checked == Checked::kYes ? "checked=yes" : "checked=no");
      break;
    case BlockKind::kTable:
      TableAttributes(block);
      break;
    case BlockKind::kRow:
      if (block.header) Word("header");
      break;
    case BlockKind::kCell:
      CellAttributes(block);
      break;
    default:
      OptionalQuoted("label", block.label);
  }
  EndLine();
  ++depth_;
}

void EventPrinter::EndBlock(BlockKind) {
  FlushText();
  depth_ = std::max(depth_ - 1, 0);
}

void EventPrinter::BeginSpan(const Span& span) {
  FlushText();
  BeginLine(SpanName(span.kind));
  if (span.kind == SpanKind::kLink) {
    Word("target=");
    Quoted(span.target);
  } else {
    OptionalQuoted("target", span.target);
  }
  OptionalQuoted("title", span.title);
  if (span.display) Word("display");
  EndLine();
  ++depth_;
}

void EventPrinter::EndSpan(SpanKind) {
  FlushText();
  depth_ = std::max(depth_ - 1, 0);
}

void EventPrinter::Text(std::string_view text) { pending_ += text; }

void EventPrinter::SoftBreak() {
  FlushText();
  BeginLine("soft-break");
  EndLine();
}

void EventPrinter::HardBreak() {
  FlushText();
  BeginLine("hard-break");
  EndLine();
}

void EventPrinter::AddImage(const Image& image) {
  FlushText();
  BeginLine("image");
  Word("target=");
  Quoted(image.target);
  OptionalQuoted("title", image.title);
  OptionalQuoted("alt", image.alt);
  OptionalQuoted("type", image.media_type);
  if (!image.bytes.empty()) Number("bytes", image.bytes.size());
  if (image.width != 0) Number("width", image.width);
  if (image.height != 0) Number("height", image.height);
  EndLine();
}

void EventPrinter::FootnoteReference(std::string_view label) {
  FlushText();
  BeginLine("footnote-reference ");
  Quoted(label);
  EndLine();
}

void EventPrinter::Anchor(std::string_view name) {
  FlushText();
  BeginLine("anchor ");
  Quoted(name);
  EndLine();
}

void EventPrinter::Metadata(std::string_view key, std::string_view value) {
  FlushText();
  BeginLine("metadata ");
  if (IsPlainKey(key)) {
    out_ += key;
  } else {
    Quoted(key);
  }
  out_ += ' ';
  Quoted(value);
  EndLine();
}

void EventPrinter::AddAttachment(const Attachment& attachment) {
  FlushText();
  BeginLine("attachment ");
  Quoted(attachment.name);
  OptionalQuoted("type", attachment.media_type);
  Number("bytes", attachment.bytes.size());
  EndLine();
}

void EventPrinter::Warn(const Warning& warning) {
  if (!warnings_) return;
  FlushText();
  BeginLine("warning ");
  Quoted(warning.message);
  if (warning.offset != Location::kUnknown) Number("offset", warning.offset);
  EndLine();
}

void EventPrinter::ListAttributes(const Block& block) {
  if (block.ordered) {
    Word("ordered");
    if (block.start != 1) Number("start", block.start);
    if (block.delimiter != '.') {
      Word("delimiter=");
      out_ += block.delimiter;
    }
    if (block.numbering != Numbering::kDecimal) {
      Word("numbering=");
      out_ += NumberingName(block.numbering);
    }
  }
  Word(block.tight ? "tight" : "loose");
}

void EventPrinter::TableAttributes(const Block& block) {
  Number("columns", block.columns);
  if (std::ranges::all_of(block.alignments, IsDefault)) return;
  std::string_view separator = " align=";
  for (const Alignment alignment : block.alignments) {
    out_ += separator;
    out_ += AlignmentName(alignment);
    separator = ",";
  }
}

void EventPrinter::CellAttributes(const Block& block) {
  if (block.header) Word("header");
  if (block.row_span != 1) Number("rows", block.row_span);
  if (block.column_span != 1) Number("columns", block.column_span);
  if (!IsDefault(block.alignment)) {
    Word("align=");
    out_ += AlignmentName(block.alignment);
  }
}

void EventPrinter::BeginLine(std::string_view word) {
  out_.append(static_cast<size_t>(depth_) * 2, ' ');
  out_ += word;
}

void EventPrinter::Word(std::string_view word) {
  out_ += ' ';
  out_ += word;
}

void EventPrinter::Number(std::string_view name, uint64_t value) {
  Word(name);
  out_ += '=';
  out_ += std::to_string(value);
}

void EventPrinter::Quoted(std::string_view value) { AppendQuoted(value, out_); }

void EventPrinter::OptionalQuoted(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  Word(name);
  out_ += '=';
  Quoted(value);
}

void EventPrinter::EndLine() { out_ += '\n'; }

void EventPrinter::FlushText() {
  if (pending_.empty()) return;
  BeginLine("text ");
  Quoted(pending_);
  EndLine();
  pending_.clear();
}

}  // namespace tare
