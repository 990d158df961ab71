#include "writers/html_head.h"

#include "text/escape.h"
#include "writers/html_url.h"

namespace tare {
namespace {

void WriteMeta(std::string_view key, std::string_view value, Output& out) {
  // RDFa properties, as Open Graph's, have a prefix.
  out.Write(key.find(':') == std::string_view::npos ? "<meta name=\"" : "<meta property=\"");
  text::EscapeHtmlAttribute(key, out);
  out.Write("\" content=\"");
  text::EscapeHtmlAttribute(value, out);
  out.Write("\" />\n");
}

void WriteEntry(std::string_view key, std::string_view value, Output& out) {
  if (key == "title" || key == "language" || key == "front-matter" || key == "front-matter-format") return;
  if (key == "canonical") {
    out.Write("<link rel=\"canonical\" href=\"");
    WriteHtmlUrl(value, out);
    out.Write("\" />\n");
  } else if (key == "created" || key == "modified") {
    WriteMeta(key == "created" ? "dcterms.created" : "dcterms.modified", value, out);
  } else {
    WriteMeta(key, value, out);
  }
}

}  // namespace

void WriteHtmlHead(const HeldMetadata& metadata, std::string_view title, Output& out) {
  out.Write("<!DOCTYPE html>\n<html");
  if (const std::string_view language = metadata.Find("language"); !language.empty()) {
    out.Write(" lang=\"");
    text::EscapeHtmlAttribute(language, out);
    out.Put('"');
  }
  out.Write(">\n<head>\n<meta charset=\"utf-8\" />\n<title>");
  const std::string_view own_title = metadata.Find("title");
  text::EscapeHtml(own_title.empty() ? title : own_title, out);
  out.Write("</title>\n");
  for (size_t i = 0; i < metadata.size(); ++i) WriteEntry(metadata.key(i), metadata.value(i), out);
  out.Write("</head>\n<body>\n");
}

}  // namespace tare
