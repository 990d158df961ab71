// JSON as one object for programs that want a document's text and facts rather than its structure: its
// content as Markdown, its metadata, tables, images, links and warnings (docs/json.md). The content goes out
// as it comes; the lists are kept aside and follow it.

#include "text/escape.h"
#include "writers/held_metadata.h"
#include "writers/json_list.h"
#include "writers/json_object.h"
#include "writers/json_tables.h"
#include "writers/json_writers.h"
#include "writers/writers.h"

namespace tare {
namespace {

// What is written to it becomes the inside of a JSON string.
class JsonStringOutput final : public Output {
 public:
  JsonStringOutput(Output& out, Account& account) : Output(account), out_(out) {}

 private:
  Result<void> Drain(std::string_view bytes) override {
    text::EscapeJson(bytes, out_);
    return {};
  }

  Output& out_;
};

class JsonResultWriter final : public Sink {
 public:
  JsonResultWriter(Output& out, const WriteOptions& options, Account& account)
      : out_(out),
        content_(out, account),
        markdown_(MakeMarkdownWriter(content_, options, account)),
        metadata_(account),
        tables_(account),
        images_(account),
        links_(account),
        warnings_(account),
        table_finder_(tables_, account) {
    out_.Write("{\"content\":\"");
  }

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning& warning) override;

 private:
  void WriteRest();
  void WriteMetadata();
  void WriteList(std::string_view name, JsonList& list);

  Output& out_;
  JsonStringOutput content_;
  std::unique_ptr<Sink> markdown_;
  HeldMetadata metadata_;
  bool metadata_left_out_ = false;
  JsonList tables_;
  JsonList images_;
  JsonList links_;
  JsonList warnings_;
  JsonTables table_finder_;
  bool in_link_ = false;
  bool in_raw_ = false;
};

void JsonResultWriter::BeginBlock(const Block& block) {
  markdown_->BeginBlock(block);
  table_finder_.BeginBlock(block);
  in_raw_ |= block.kind == BlockKind::kRaw;
}

void JsonResultWriter::EndBlock(BlockKind kind) {
  markdown_->EndBlock(kind);
  table_finder_.EndBlock(kind);
  if (kind == BlockKind::kRaw) in_raw_ = false;
  if (kind == BlockKind::kDocument) WriteRest();
}

void JsonResultWriter::BeginSpan(const Span& span) {
  markdown_->BeginSpan(span);
  in_raw_ |= span.kind == SpanKind::kRaw;
  if (span.kind != SpanKind::kLink) return;
  JsonObject object = links_.Next();
  object.String("target", span.target);
  object.StringIfAny("title", span.title);
  object.Name("text");
  links_.out().Put('"');
  in_link_ = true;
}

void JsonResultWriter::EndSpan(SpanKind kind) {
  markdown_->EndSpan(kind);
  if (kind == SpanKind::kRaw) in_raw_ = false;
  if (kind != SpanKind::kLink || !in_link_) return;
  links_.out().Write("\"}");
  in_link_ = false;
}

void JsonResultWriter::Text(std::string_view text) {
  markdown_->Text(text);
  if (in_raw_) return;
  table_finder_.Text(text);
  if (in_link_) text::EscapeJson(text, links_.out());
}

void JsonResultWriter::SoftBreak() {
  markdown_->SoftBreak();
  table_finder_.Text(" ");
  if (in_link_) links_.out().Put(' ');
}

void JsonResultWriter::HardBreak() {
  markdown_->HardBreak();
  table_finder_.HardBreak();
  if (in_link_) links_.out().Put(' ');
}

void JsonResultWriter::AddImage(const Image& image) {
  markdown_->AddImage(image);
  if (in_link_) text::EscapeJson(image.alt, links_.out());
  JsonObject object = images_.Next();
  object.String("target", image.target);
  object.StringIfAny("title", image.title);
  object.StringIfAny("alt", image.alt);
  object.StringIfAny("media_type", image.media_type);
  object.NumberUnless(0, "bytes", image.bytes.size());
  object.NumberUnless(0, "width", image.width);
  object.NumberUnless(0, "height", image.height);
  object.End();
}

void JsonResultWriter::FootnoteReference(std::string_view label) { markdown_->FootnoteReference(label); }

void JsonResultWriter::Metadata(std::string_view key, std::string_view value) {
  markdown_->Metadata(key, value);
  if (!metadata_.Add(key, value)) metadata_left_out_ = true;
}

void JsonResultWriter::Warn(const Warning& warning) {
  JsonObject object = warnings_.Next();
  object.String("message", warning.message);
  object.NumberUnless(Location::kUnknown, "offset", warning.offset);
  object.End();
}

void JsonResultWriter::WriteRest() {
  content_.Flush();
  out_.Write("\",\n\"metadata\":");
  WriteMetadata();
  if (metadata_left_out_) Warn({.message = "the document has more metadata than is listed"});
  WriteList("tables", tables_);
  WriteList("images", images_);
  WriteList("links", links_);
  WriteList("warnings", warnings_);
  out_.Write("}\n");
}

void JsonResultWriter::WriteMetadata() {
  JsonObject object(out_);
  metadata_.ForEachKey([&](std::string_view key, size_t first, bool repeats) {
    object.EscapedName(key);
    if (!repeats) return WriteJsonString(metadata_.value(first), out_);
    char separator = '[';
    for (size_t i = first; i < metadata_.size(); i = metadata_.IndexOf(key, i + 1)) {
      out_.Put(separator);
      WriteJsonString(metadata_.value(i), out_);
      separator = ',';
    }
    out_.Put(']');
  });
  object.End();
}

void JsonResultWriter::WriteList(std::string_view name, JsonList& list) {
  out_.Write(",\n\"");
  out_.Write(name);
  out_.Write("\":");
  list.MoveTo(out_);
}

}  // namespace

std::unique_ptr<Sink> MakeJsonResultWriter(Output& out, const WriteOptions& options, Account& account) {
  return std::make_unique<JsonResultWriter>(out, options, account);
}

}  // namespace tare
