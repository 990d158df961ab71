#include "readers/markdown/markdown_reader.h"

#include <algorithm>

#include "readers/markdown/block_emitter.h"
#include "readers/markdown/block_parser.h"
#include "readers/markdown/definitions.h"
#include "readers/markdown/document_text.h"
#include "readers/markdown/front_matter.h"
#include "readers/markdown/front_matter_metadata.h"
#include "readers/markdown/inline_parser.h"
#include "readers/markdown/warnings.h"

namespace tare {
namespace markdown {
namespace {

// The first reading's: definitions are all it is for.
class NoBlocks final : public BlockConsumer {
 public:
  explicit NoBlocks(DocumentText& document) : document_(document) {}
  bool Take(const BlockRecords&, bool, uint64_t offset) override { return document_.Visit(offset); }

 private:
  DocumentText& document_;
};

size_t EmitFrontMatter(const DocumentText& document, ReadContext& context) {
  Sink& sink = context.sink;
  const std::optional<FrontMatter> front_matter = FindFrontMatter(document.bytes());
  if (!front_matter) return 0;
  if (front_matter->format == "yaml") {
    const auto offset = static_cast<uint64_t>(front_matter->text.data() - document.bytes().data());
    SendYamlMetadata(front_matter->text, offset, sink, context.account);
  }
  sink.Metadata("front-matter", front_matter->text);
  sink.Metadata("front-matter-format", front_matter->format);
  return front_matter->end;
}

Result<void> ReadDocument(ReadContext& context, const MarkdownExtensions& extensions,
                          const MarkdownLimits& limits) {
  constexpr uint64_t kFreeExpansion = 100'000;  // bytes; beyond, references may double the document
  Warnings warnings(context.sink);
  DocumentText document(context);
  if (const Result<void> opened = document.Open(); !opened) return opened;
  const size_t begin = extensions.front_matter ? EmitFrontMatter(document, context) : 0;

  const std::string_view bytes = document.bytes();
  Definitions definitions(bytes, context.account);
  if (document.may_have_definitions()) {
    NoBlocks no_blocks(document);
    BlockParser parser(bytes, extensions, limits, definitions, warnings, no_blocks, context.account);
    if (!parser.Parse(begin)) return ReadContext::Stopped();
  }
  definitions.Seal();

  const uint64_t expansion_limit = std::max<uint64_t>(kFreeExpansion, bytes.size());
  InlineParser inlines(extensions, limits, definitions, expansion_limit, context.sink, warnings,
                       context.account);
  BlockEmitter emitter(extensions, document, inlines, context.sink, warnings, context.account);
  BlockParser parser(bytes, extensions, limits, definitions, warnings, emitter, context.account);
  if (parser.Parse(begin)) return {};
  emitter.EndAll();
  return ReadContext::Stopped();
}

}  // namespace
}  // namespace markdown

Result<void> ReadMarkdown(ReadContext& context, const MarkdownExtensions& extensions,
                          const MarkdownLimits& limits) {
  context.sink.BeginBlock(Block::Of(BlockKind::kDocument));
  const Result<void> result = markdown::ReadDocument(context, extensions, limits);
  context.sink.EndBlock(BlockKind::kDocument);
  return result;
}

Result<void> ReadMarkdown(ReadContext& context) { return ReadMarkdown(context, {}); }

}  // namespace tare
