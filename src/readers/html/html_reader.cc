#include "readers/html/html_reader.h"

#include <memory>
#include <memory_resource>
#include <string>

#include "io/spool.h"
#include "readers/html/charset_detection.h"
#include "readers/html/content_builder.h"
#include "readers/html/tokenizer.h"

namespace tare {
namespace {

// The page as UTF-8: in memory while small, in a temporary file beyond.
Result<std::unique_ptr<Source>> Decode(ReadContext& context, const html::PageCharset& page,
                                       uint64_t* replaced) {
  constexpr size_t kChunk = 1 << 16;  // bytes decoded at a time
  std::string_view bytes = context.source.bytes().substr(page.mark);
  Spool spool(context.account);
  text::Decoder decoder(page.charset);
  std::pmr::string decoded(&context.account);
  while (!bytes.empty() && !context.control.stopped()) {
    const std::string_view chunk = bytes.substr(0, kChunk);
    bytes.remove_prefix(chunk.size());
    decoded.clear();
    decoder.Decode(chunk, /*last=*/bytes.empty(), decoded);
    spool.Write(decoded);
    context.source.ReleaseBefore(context.source.bytes().size() - bytes.size());
  }
  *replaced = decoder.replaced();
  return spool.Finish(context.source.name());
}

// What the bytes turned out to be, and what was lost.
void Report(const html::PageCharset& page, uint64_t replaced, html::ContentBuilder& builder, Sink& sink) {
  const std::string_view name = text::CharsetName(page.charset);
  builder.metadata().Add("charset", name);
  if (!page.rejected_label.empty()) {
    const std::string message = "the page is said to be in " + std::string(page.rejected_label) +
                                " but is read as " + std::string(name);
    sink.Warn({.message = message});
  }
  if (replaced > 0) {
    const std::string message = std::to_string(replaced) + " ill-formed characters are replaced by U+FFFD";
    sink.Warn({.message = message});
  }
}

Result<void> ReadText(ReadContext& context, std::string_view text, const html::PageCharset& page,
                      uint64_t replaced) {
  html::ContentBuilder builder(context, text);
  Report(page, replaced, builder, context.sink);
  html::Tokenizer(text, builder, context.account).Run();
  builder.Finish();
  if (context.control.stopped()) return ReadContext::Stopped();
  return {};
}

}  // namespace

Result<void> ReadHtml(ReadContext& context) {
  const html::PageCharset page = html::DetectCharset(context);
  if (page.is_utf8) return ReadText(context, context.source.bytes().substr(page.mark), page, 0);

  uint64_t replaced = 0;
  Result<std::unique_ptr<Source>> decoded = Decode(context, page, &replaced);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  ReadContext inner(**decoded, context.sink, context.account, context.options, context.control);
  return ReadText(inner, (*decoded)->bytes(), page, replaced);
}

}  // namespace tare
