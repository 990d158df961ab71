#include "tare/yaml_format.h"

#include <optional>

#include "text/scan.h"
#include "yaml/emitter_writer.h"
#include "yaml/format_walk.h"
#include "yaml/key_sorter.h"

namespace tare::yaml {
namespace {

constexpr uint64_t kCopiedAtOnce = 1 << 20;  // bytes

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

LineEnd LineEndOf(std::string_view text) {
  const size_t line_feed = text::FindByte(text, '\n', 0);
  const bool both = line_feed > 0 && line_feed < text.size() && text[line_feed - 1] == '\r';
  return both ? LineEnd::kCarriageReturnLineFeed : LineEnd::kLineFeed;
}

// Parses all of it, and gives each event to `take`.
template <typename Taker>
Result<void> ForEachEvent(std::string_view text, const Output& out, Account& account,
                          const FormatOptions& options, Taker take) {
  Parser parser(text, account, {.name = options.name});
  while (const Event* event = parser.Next()) {
    take(*event, parser);
    if (event->kind == EventKind::kStreamEnd || out.failed()) return {};
    if (options.source != nullptr) options.source->ReleaseBefore(event->begin);
  }
  return std::unexpected(parser.error());
}

Result<void> CopyOriginal(std::string_view text, Output& out, Account& account,
                          const FormatOptions& options) {
  const Result<void> parsed = ForEachEvent(text, out, account, options, [](const Event&, const Parser&) {});
  if (parsed) {
    for (uint64_t at = 0; at < text.size(); at += kCopiedAtOnce) {
      out.Write(text.substr(at, kCopiedAtOnce));
      if (options.source != nullptr) options.source->ReleaseBefore(at);
    }
  }
  return parsed;
}

}  // namespace

Result<void> Format(std::string_view text, Output& out, Account& account, const FormatOptions& options) {
  if (options.emit.style == EmitStyle::kOriginal && !options.sort_keys)
    return CopyOriginal(text, out, account, options);
  EmitOptions emit = options.emit;
  emit.name = options.name;
  emit.tags_as_written = emit.style != EmitStyle::kJson && emit.style != EmitStyle::kJsonLine;
  if (options.keep_encoding) {
    emit.line_end = LineEndOf(text);
    if (emit.tags_as_written && text.starts_with(kByteOrderMark)) out.Write(kByteOrderMark);
  }
  const std::unique_ptr<Emitter::Writer> writer = MakeWriter(out, account, emit);
  std::optional<KeySorter> sorter;
  if (options.sort_keys) sorter.emplace(*writer, account);
  FormatWalk walk(text, sorter ? static_cast<Emitter::Writer&>(*sorter) : *writer, account, options);
  std::pmr::string tag(&account);
  return ForEachEvent(text, out, account, options, [&](const Event& event, const Parser& parser) {
    walk.Take(event, emit.tags_as_written ? event.tag : parser.ResolveTag(event.tag, &tag));
  });
}

}  // namespace tare::yaml
