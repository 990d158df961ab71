#include "convert/registry.h"

#include <array>

#include "readers/html/html_reader.h"
#include "readers/markdown/markdown_reader.h"
#include "readers/rtf/rtf_reader.h"
#include "readers/text/text_reader.h"
#include "readers/yaml/yaml_reader.h"
#include "text/ascii.h"
#include "writers/writers.h"

namespace tare {

namespace {

using Names = std::string_view;
constexpr Names kHtml[] = {"html", "htm", "xhtml", "xht"};
constexpr Names kJson[] = {"json"};
constexpr Names kMarkdown[] = {"md", "markdown", "mkd", "mdown", "mdwn", "commonmark", "gfm"};
constexpr Names kRtf[] = {"rtf"};
constexpr Names kText[] = {"txt", "text", "plain", "log"};
constexpr Names kYaml[] = {"yaml", "yml"};

// name, description, media type, extensions, reader, writer
constexpr FormatEntry Entry(Names name, Names description, Names media_type,
                            std::span<const Names> extensions, ReadFunction read, MakeWriterFunction write) {
  return {{name, description, media_type, extensions, read != nullptr, write != nullptr}, read, write};
}

constexpr std::array kRegistry = {
    Entry("html", "HTML", "text/html", kHtml, ReadHtml, MakeHtmlWriter),
    Entry("json", "JSON: events, or one result object", "application/json", kJson, nullptr, MakeJsonWriter),
    Entry("markdown", "Markdown: CommonMark and GitHub extensions", "text/markdown", kMarkdown, ReadMarkdown,
          MakeMarkdownWriter),
    Entry("rtf", "Rich Text Format 1.9.1", "application/rtf", kRtf, ReadRtf, MakeRtfWriter),
    Entry("text", "Plain text", "text/plain", kText, ReadText, MakeTextWriter),
    Entry("yaml", "YAML 1.2", "application/yaml", kYaml, ReadYaml, nullptr),
};

constexpr auto kFormats = [] {
  std::array<FormatInfo, kRegistry.size()> formats{};
  for (size_t i = 0; i < formats.size(); ++i) formats[i] = kRegistry[i].info;
  return formats;
}();

}  // namespace

std::span<const FormatEntry> Registry() { return kRegistry; }

std::span<const FormatInfo> Formats() { return kFormats; }

const FormatEntry& EntryOf(const FormatInfo& info) {
  return kRegistry[static_cast<size_t>(&info - kFormats.data())];
}

const FormatInfo* FindFormat(std::string_view name) {
  for (const FormatInfo& format : kFormats) {
    if (text::EqualsIgnoringCase(name, format.name)) return &format;
    for (const std::string_view extension : format.extensions) {
      if (text::EqualsIgnoringCase(name, extension)) return &format;
    }
  }
  return nullptr;
}

}  // namespace tare
