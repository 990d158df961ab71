// JSON as an array of the document's events, one object a line (docs/json.md).

#include "writers/json_object.h"
#include "writers/json_writers.h"
#include "writers/writers.h"

namespace tare {
namespace {

std::string_view AlignmentName(Alignment alignment) {
  switch (alignment) {
    case Alignment::kLeft:
      return "\"left\"";
    case Alignment::kCenter:
      return "\"center\"";
    case Alignment::kRight:
      return "\"right\"";
    case Alignment::kDefault:
      break;
  }
  return "\"default\"";
}

class JsonEventsWriter final : public Sink {
 public:
  explicit JsonEventsWriter(Output& out) : out_(out) {}

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
  // Begins an event's object. Its fields up to the first value come as one constant, for speed.
  void Separate() {
    out_.Write(first_ ? "[\n" : ",\n");
    first_ = false;
  }
  JsonObject Event(std::string_view event, std::string_view kind = {}) {
    Separate();
    JsonObject object(out_);
    object.Name("event");
    out_.Put('"');
    out_.Write(event);
    out_.Put('"');
    if (!kind.empty()) {
      object.Name("kind");
      out_.Put('"');
      out_.Write(kind);
      out_.Put('"');
    }
    return object;
  }
  void WriteListFields(const Block& block, JsonObject& object);
  void WriteTableFields(const Block& block, JsonObject& object);

  Output& out_;
  bool first_ = true;
};

void JsonEventsWriter::BeginBlock(const Block& block) {
  JsonObject object = Event("begin", BlockName(block.kind));
  switch (block.kind) {
    case BlockKind::kHeading:
      object.Number("level", block.level);
      break;
    case BlockKind::kList:
      WriteListFields(block, object);
      break;
    case BlockKind::kListItem:
      if (block.checked != Checked::kNone) object.Boolean("checked", block.checked == Checked::kYes);
      break;
    case BlockKind::kTable:
      WriteTableFields(block, object);
      break;
    case BlockKind::kRow:
      if (block.header) object.Boolean("header", true);
      break;
    case BlockKind::kCell:
      if (block.header) object.Boolean("header", true);
      object.NumberUnless(1, "row_span", block.row_span);
      object.NumberUnless(1, "column_span", block.column_span);
      break;
    default:
      object.StringIfAny("label", block.label);
  }
  object.End();
}

void JsonEventsWriter::WriteListFields(const Block& block, JsonObject& object) {
  object.Boolean("ordered", block.ordered);
  object.Boolean("tight", block.tight);
  if (!block.ordered) return;
  object.Number("start", block.start);
  object.String("delimiter", {&block.delimiter, 1});
  if (block.numbering != Numbering::kDecimal) object.String("numbering", NumberingName(block.numbering));
}

void JsonEventsWriter::WriteTableFields(const Block& block, JsonObject& object) {
  object.Number("columns", block.columns);
  object.Name("alignments");
  char separator = '[';
  for (const Alignment alignment : block.alignments) {
    out_.Put(separator);
    out_.Write(AlignmentName(alignment));
    separator = ',';
  }
  out_.Write(block.alignments.empty() ? "[]" : "]");
}

void JsonEventsWriter::EndBlock(BlockKind kind) {
  Event("end", BlockName(kind)).End();
  if (kind == BlockKind::kDocument) out_.Write("\n]\n");
}

void JsonEventsWriter::BeginSpan(const Span& span) {
  JsonObject object = Event("open", SpanName(span.kind));
  if (span.kind == SpanKind::kLink) object.String("target", span.target);
  if (span.kind == SpanKind::kRaw) object.String("format", span.target);
  object.StringIfAny("title", span.title);
  if (span.display) object.Boolean("display", true);
  object.End();
}

void JsonEventsWriter::EndSpan(SpanKind kind) { Event("close", SpanName(kind)).End(); }

void JsonEventsWriter::Text(std::string_view text) {
  Separate();
  out_.Write("{\"event\":\"text\",\"text\":\"");
  text::EscapeJson(text, out_);
  out_.Write("\"}");
}

void JsonEventsWriter::SoftBreak() { Event("soft-break").End(); }

void JsonEventsWriter::HardBreak() { Event("hard-break").End(); }

void JsonEventsWriter::AddImage(const Image& image) {
  JsonObject object = Event("image");
  object.String("target", image.target);
  object.StringIfAny("title", image.title);
  object.StringIfAny("alt", image.alt);
  object.StringIfAny("media_type", image.media_type);
  object.NumberUnless(0, "width", image.width);
  object.NumberUnless(0, "height", image.height);
  if (!image.bytes.empty()) object.Base64("base64", image.bytes);
  object.End();
}

void JsonEventsWriter::FootnoteReference(std::string_view label) {
  JsonObject object = Event("footnote-reference");
  object.String("label", label);
  object.End();
}

void JsonEventsWriter::Anchor(std::string_view name) {
  JsonObject object = Event("anchor");
  object.String("name", name);
  object.End();
}

void JsonEventsWriter::Metadata(std::string_view key, std::string_view value) {
  JsonObject object = Event("metadata");
  object.String("key", key);
  object.String("value", value);
  object.End();
}

void JsonEventsWriter::AddAttachment(const Attachment& attachment) {
  JsonObject object = Event("attachment");
  object.String("name", attachment.name);
  object.StringIfAny("media_type", attachment.media_type);
  object.Base64("base64", attachment.bytes);
  object.End();
}

void JsonEventsWriter::Warn(const Warning& warning) {
  JsonObject object = Event("warning");
  object.String("message", warning.message);
  object.NumberUnless(Location::kUnknown, "offset", warning.offset);
  object.End();
}

}  // namespace

std::unique_ptr<Sink> MakeJsonEventsWriter(Output& out) { return std::make_unique<JsonEventsWriter>(out); }

std::unique_ptr<Sink> MakeJsonWriter(Output& out, const WriteOptions& options, Account& account) {
  if (options.json == JsonForm::kEvents) return MakeJsonEventsWriter(out);
  return MakeJsonResultWriter(out, options, account);
}

}  // namespace tare
