#include "text/escape.h"
#include "writers/rtf_picture.h"
#include "writers/rtf_text.h"
#include "writers/rtf_writer.h"

namespace tare::rtf_writer {

void RtfWriter::BeginSpan(const Span& span) {
  switch (span.kind) {
    case SpanKind::kLink:
      return BeginLink(span);
    case SpanKind::kRaw:
      out_.Write("{\\*\\tareraw ");
      text::EscapeRtf(span.target, out_);
      out_.Write("\\tab ");
      return;
    default:
      out_.Put('{');
      out_.Write(FormattingOf(span));
      out_.Put(' ');
  }
}

void RtfWriter::EndSpan(SpanKind kind) {
  // A link's end also ends its result and its field.
  out_.Write(kind == SpanKind::kLink ? "}}}" : "}");
}

void RtfWriter::BeginLink(const Span& span) {
  out_.Write("{\\field{\\*\\fldinst{HYPERLINK ");
  const bool is_local = span.target.starts_with('#');
  out_.Write(is_local ? "\\\\l \"" : "\"");
  WriteFieldUrl(is_local ? span.target.substr(1) : span.target, out_);
  out_.Put('"');
  if (!span.title.empty()) {
    out_.Write(" \\\\o \"");
    WriteFieldArgument(span.title, out_);
    out_.Put('"');
  }
  out_.Write("}}{\\fldrslt");
  if (ChangesInUrl(span.target)) WriteMark("taretarget", span.target, out_);
  if (ChangesInArgument(span.title)) WriteMark("taretitle", span.title, out_);
  out_.Put('{');
  out_.Write(kHyperlink.formatting);
  out_.Put(' ');
}

void RtfWriter::Text(std::string_view text) {
  if (in_code_) return CodeText(text);
  text::EscapeRtf(text, out_);
}

void RtfWriter::SoftBreak() { out_.Write(" \n"); }
void RtfWriter::HardBreak() { out_.Write("\\line "); }
void RtfWriter::AddImage(const Image& image) { WriteImage(image, out_); }

// The name that links to it have: see BeginLink.
void RtfWriter::Anchor(std::string_view name) {
  WriteMark("tareanchor", name, out_);
  for (const std::string_view begin_or_end : {"{\\*\\bkmkstart ", "{\\*\\bkmkend "}) {
    out_.Write(begin_or_end);
    WriteFieldUrl(name, out_);
    out_.Put('}');
  }
}

void RtfWriter::Metadata(std::string_view key, std::string_view value) {
  if (!prologue_.AddMetadata(key, value)) WriteNamedMark("taremeta", key, value, out_);
}

void RtfWriter::AddAttachment(const Attachment&) {}  // RTF has no place for them
void RtfWriter::Warn(const Warning&) {}

}  // namespace tare::rtf_writer
