#include "writers/markdown_front_matter.h"

#include <algorithm>

#include "text/escape.h"
#include "writers/literal_lines.h"
#include "writers/markdown_characters.h"

namespace tare::to_markdown {
namespace {

// JSON strings are YAML's double-quoted ones (YAML 1.2.2, 7.3.1).
void WriteString(std::string_view value, Output& out) {
  out.Put('"');
  text::EscapeJson(value, out);
  out.Put('"');
}

bool IsPlainKey(std::string_view key) {
  return !key.empty() && IsLetter(key[0]) &&
         std::ranges::all_of(key, [](char c) { return IsAlphanumeric(c) || c == '-' || c == '_'; });
}

void WriteOriginal(std::string_view text, std::string_view mark, BlockLines& lines) {
  LiteralLines literal;
  lines.out().Write(mark);
  literal.Begin(1);
  literal.Write(text, lines);
  if (!text.ends_with('\n')) literal.Write("\n", lines);
  literal.WriteLineEnds(lines);
  lines.out().Write(mark);
}

}  // namespace

void WriteFrontMatter(const HeldMetadata& metadata, BlockLines& lines) {
  if (metadata.size() == 0) return;
  lines.Open();
  if (const std::string_view original = metadata.Find("front-matter"); !original.empty()) {
    WriteOriginal(original, metadata.Find("front-matter-format") == "toml" ? "+++" : "---", lines);
    return;
  }
  Output& out = lines.out();
  out.Write("---");
  metadata.ForEachKey([&](std::string_view key, size_t first, bool repeats) {
    lines.Break();
    IsPlainKey(key) ? out.Write(key) : WriteString(key, out);
    out.Write(":");
    for (size_t i = first; i < metadata.size(); i = metadata.IndexOf(key, i + 1)) {
      if (repeats) {
        lines.Break();
        out.Write("  -");
      }
      out.Put(' ');
      WriteString(metadata.value(i), out);
    }
  });
  lines.Break();
  out.Write("---");
}

}  // namespace tare::to_markdown
