#include "yaml/event_notation.h"

#include "text/scan.h"

namespace tare::yaml {
namespace {

// \n for a break, and so on; everything else stands for itself.
constexpr text::ByteSet kSpecials(std::string_view("\\\0\a\b\t\n\v\f\r\x1B", 10));

std::string_view Escape(char c) {
  switch (c) {
    case '\0':
      return "\\0";
    case '\a':
      return "\\a";
    case '\b':
      return "\\b";
    case '\t':
      return "\\t";
    case '\n':
      return "\\n";
    case '\v':
      return "\\v";
    case '\f':
      return "\\f";
    case '\r':
      return "\\r";
    case '\x1B':
      return "\\e";
    default:
      return "\\\\";
  }
}

void WriteContent(std::string_view content, Output& out) {
  for (size_t at = 0; at < content.size();) {
    const size_t special = text::FindFirstOf(content, kSpecials, at);
    out.Write(content.substr(at, special - at));
    if (special == content.size()) return;
    out.Write(Escape(content[special]));
    at = special + 1;
  }
}

char StyleMark(ScalarStyle style) {
  constexpr char kMarks[] = {':', '\'', '"', '|', '>'};
  return kMarks[static_cast<size_t>(style)];
}

void WriteProperties(const Event& event, std::string_view tag, Output& out) {
  if (!event.anchor.empty()) {
    out.Write(" &");
    out.Write(event.anchor);
  }
  if (!tag.empty()) {
    out.Write(" <");
    out.Write(tag);
    out.Put('>');
  }
}

std::string_view Name(EventKind kind) {
  switch (kind) {
    case EventKind::kStreamStart:
      return "+STR";
    case EventKind::kStreamEnd:
      return "-STR";
    case EventKind::kDocumentStart:
      return "+DOC";
    case EventKind::kDocumentEnd:
      return "-DOC";
    case EventKind::kSequenceStart:
      return "+SEQ";
    case EventKind::kSequenceEnd:
      return "-SEQ";
    case EventKind::kMappingStart:
      return "+MAP";
    case EventKind::kMappingEnd:
      return "-MAP";
    case EventKind::kScalar:
      return "=VAL";
    case EventKind::kAlias:
      return "=ALI";
  }
  return "";
}

}  // namespace

void WriteNotation(const Event& event, std::string_view tag, std::string_view content, Output& out) {
  out.Write(Name(event.kind));
  switch (event.kind) {
    case EventKind::kDocumentStart:
      if (event.has_marker) out.Write(" ---");
      break;
    case EventKind::kDocumentEnd:
      if (event.has_marker) out.Write(" ...");
      break;
    case EventKind::kSequenceStart:
    case EventKind::kMappingStart:
      if (event.flow) out.Write(event.kind == EventKind::kSequenceStart ? " []" : " {}");
      WriteProperties(event, tag, out);
      break;
    case EventKind::kScalar:
      WriteProperties(event, tag, out);
      out.Put(' ');
      out.Put(StyleMark(event.scalar.style));
      WriteContent(content, out);
      break;
    case EventKind::kAlias:
      out.Write(" *");
      out.Write(event.anchor);
      break;
    default:
      break;
  }
  out.Put('\n');
}

}  // namespace tare::yaml
