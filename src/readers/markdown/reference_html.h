#pragma once

// For tests: events in the HTML of CommonMark's specification and of md4c's descriptions of the extensions,
// and a comparison of HTML as the specification's own test runner makes it.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare::markdown {

class ReferenceHtml final : public Sink {
 public:
  const std::string& html() const { return body_; }  // complete when the document has ended

  void BeginBlock(const Block& block) override {
    if (block.kind == BlockKind::kFootnote) {
      footnotes_.try_emplace(std::string(block.label));
      out_ = &footnotes_[std::string(block.label)];
    }
    switch (block.kind) {
      case BlockKind::kHeading:
        Open("<h" + std::to_string(block.level) + ">");
        break;
      case BlockKind::kParagraph:
        if (!Bare()) Open("<p>");
        break;
      case BlockKind::kQuote:
        Open("<blockquote>\n");
        break;
      case BlockKind::kList:
        OpenList(block);
        break;
      case BlockKind::kListItem:
        OpenItem(block);
        break;
      case BlockKind::kCode:
        OpenCode(block);
        break;
      case BlockKind::kTable:
        Open("<table>\n<thead>\n");
        alignments_.assign(block.alignments.begin(), block.alignments.end());
        rows_ = 0;
        break;
      case BlockKind::kRow:
        if (rows_++ == 1) Open("<tbody>\n");
        Open("<tr>");
        column_ = 0;
        break;
      case BlockKind::kCell:
        OpenCell(block);
        break;
      case BlockKind::kThematicBreak:
        Open("<hr />\n");
        break;
      case BlockKind::kRaw:
        Open("");
        break;
      default:
        break;
    }
    open_.push_back({.kind = block.kind,
                     .tight = block.tight,
                     .ordered = block.ordered,
                     .level = block.level,
                     .header = block.header});
  }

  void EndBlock(BlockKind kind) override {
    const OpenBlock closed = open_.back();
    open_.pop_back();
    switch (kind) {
      case BlockKind::kDocument:
        PrintFootnotes();
        break;
      case BlockKind::kHeading:
        *out_ += "</h" + std::to_string(closed.level) + ">\n";
        break;
      case BlockKind::kParagraph:
        if (!Bare()) *out_ += "</p>\n";
        break;
      case BlockKind::kQuote:
        Open("</blockquote>\n");
        break;
      case BlockKind::kList:
        Open(closed.ordered ? "</ol>\n" : "</ul>\n");
        break;
      case BlockKind::kListItem:
        *out_ += "</li>\n";
        break;
      case BlockKind::kCode:
        *out_ += "</code></pre>\n";
        break;
      case BlockKind::kTable:
        if (rows_ > 1) *out_ += "</tbody>\n";
        *out_ += "</table>\n";
        break;
      case BlockKind::kRow:
        *out_ += "</tr>\n";
        if (closed.header) *out_ += "</thead>\n";
        break;
      case BlockKind::kCell:
        *out_ += closed.header ? "</th>" : "</td>";
        break;
      case BlockKind::kFootnote:
        out_ = &body_;
        break;
      default:
        break;
    }
  }

  void BeginSpan(const Span& span) override {
    if (span.kind == SpanKind::kLink) {
      *out_ += "<a href=\"" + Url(span.target) + "\"";
      if (!span.title.empty()) *out_ += " title=\"" + Escape(span.title) + "\"";
      *out_ += ">";
    } else if (span.kind == SpanKind::kRaw) {
      raw_ = true;
    } else {
      *out_ += "<" + Tag(span.kind) + ">";
    }
  }
  void EndSpan(SpanKind kind) override {
    if (kind == SpanKind::kRaw) {
      raw_ = false;
    } else {
      *out_ += "</" + Tag(kind) + ">";
    }
  }

  void Text(std::string_view text) override {
    const bool raw = raw_ || open_.back().kind == BlockKind::kRaw;
    *out_ += raw ? std::string(text) : Escape(text);
  }
  void SoftBreak() override { *out_ += "\n"; }
  void HardBreak() override { *out_ += "<br />\n"; }
  void AddImage(const Image& image) override {
    *out_ += "<img src=\"" + Url(image.target) + "\" alt=\"" + Escape(image.alt) + "\"";
    if (!image.title.empty()) *out_ += " title=\"" + Escape(image.title) + "\"";
    *out_ += " />";
  }
  void FootnoteReference(std::string_view label) override {
    const std::string key(label);
    if (references_[key]++ == 0) order_.push_back(key);
    const auto place = std::ranges::find(order_, key) - order_.begin();
    const std::string number = std::to_string(place + 1);
    *out_ += "<sup><a href=\"#fn-" + number + "\" id=\"fnref-" + number + "-" +
             std::to_string(references_[key]) + "\">" + number + "</a></sup>";
  }
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view, std::string_view) override {}
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}

 private:
  struct OpenBlock {
    BlockKind kind;
    bool tight;
    bool ordered;
    int level;
    bool header;
  };

  static std::string Tag(SpanKind kind) {
    switch (kind) {
      case SpanKind::kEmphasis:
        return "em";
      case SpanKind::kStrong:
        return "strong";
      case SpanKind::kStrikethrough:
        return "del";
      case SpanKind::kSuperscript:
        return "sup";
      case SpanKind::kCode:
        return "code";
      case SpanKind::kLink:
        return "a";
      default:
        return "unexpected";
    }
  }

  static std::string Escape(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
      switch (c) {
        case '&':
          escaped += "&amp;";
          break;
        case '<':
          escaped += "&lt;";
          break;
        case '>':
          escaped += "&gt;";
          break;
        case '"':
          escaped += "&quot;";
          break;
        default:
          escaped += c;
      }
    }
    return escaped;
  }

  static std::string Url(std::string_view url) {
    std::string escaped;
    for (const char c : url) {
      const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (alphanumeric || std::string_view("-_.+!*(),%#@?=;:/$~'").find(c) != std::string_view::npos) {
        escaped += c;
      } else if (c == '&') {
        escaped += "&amp;";
      } else {
        constexpr char kDigits[] = "0123456789ABCDEF";
        escaped += '%';
        escaped += kDigits[static_cast<unsigned char>(c) >> 4];
        escaped += kDigits[c & 15];
      }
    }
    return escaped;
  }

  // Whether a paragraph in the innermost block is without its tag.
  bool Bare() const {
    if (open_.empty()) return false;
    if (open_.back().kind == BlockKind::kFootnote || open_.back().kind == BlockKind::kCell) return true;
    return open_.size() > 1 && open_.back().kind == BlockKind::kListItem && open_[open_.size() - 2].tight;
  }

  void Open(const std::string& tag) {
    if (!out_->empty() && out_->back() != '\n') *out_ += '\n';
    *out_ += tag;
  }
  void OpenList(const Block& block) {
    const std::string start = block.start == 1 ? "" : " start=\"" + std::to_string(block.start) + "\"";
    Open(block.ordered ? "<ol" + start + ">\n" : "<ul>\n");
  }
  void OpenItem(const Block& block) {
    if (block.checked == Checked::kNone) return Open("<li>");
    Open("<li class=\"task-list-item\"><input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled");
    *out_ += block.checked == Checked::kYes ? " checked>" : ">";
  }
  void OpenCode(const Block& block) {
    const std::string_view language = block.label.substr(0, block.label.find_first_of(" \t"));
    Open(language.empty() ? "<pre><code>" : "<pre><code class=\"language-" + Escape(language) + "\">");
  }
  void OpenCell(const Block& block) {
    static constexpr std::string_view kAlign[] = {"", " align=\"left\"", " align=\"center\"",
                                                  " align=\"right\""};
    *out_ += block.header ? "<th" : "<td";
    *out_ += kAlign[static_cast<int>(alignments_[column_++])];
    *out_ += ">";
  }

  // In the order of their first references. Those that are not referred to are left out.
  void PrintFootnotes() {
    if (order_.empty()) return;
    Open("<section class=\"footnotes\">\n<ol>\n");
    for (size_t i = 0; i < order_.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      *out_ += "<li id=\"fn-" + number + "\">\n" + footnotes_[order_[i]];
      for (int reference = 1; reference <= references_[order_[i]]; ++reference) {
        if (reference > 1) *out_ += " ";
        *out_ += "<a href=\"#fnref-" + number + "-" + std::to_string(reference) +
                 "\" class=\"footnote-backref\">&#8617;</a>";
      }
      *out_ += "\n</li>\n";
    }
    *out_ += "</ol>\n</section>\n";
  }

  std::string body_;
  std::string* out_ = &body_;
  std::vector<OpenBlock> open_;
  bool raw_ = false;
  std::vector<Alignment> alignments_;
  size_t rows_ = 0;
  size_t column_ = 0;
  std::map<std::string, std::string> footnotes_;  // by label, their content
  std::map<std::string, int> references_;         // by label, how many
  std::vector<std::string> order_;                // labels as they are first referred to
};

// White space as it counts: none beside the tags of blocks, one space elsewhere, all in <pre>.
class NormalizedHtml {
 public:
  explicit NormalizedHtml(std::string_view html) {
    for (size_t at = 0; at < html.size();) {
      const size_t end = html[at] == '<' ? TagEnd(html, at) : std::min(html.find('<', at + 1), html.size());
      if (html[at] == '<' && end > at + 1) {
        AddTag(html.substr(at, end - at));
      } else {
        AddText(html.substr(at, end - at));
      }
      at = end;
    }
    TrimEnd();
  }

  const std::string& text() const { return text_; }

 private:
  static bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t'; }

  static size_t TagEnd(std::string_view html, size_t at) {
    const std::string_view rest = html.substr(at);
    const std::string_view end = rest.starts_with("<!-->")       ? ">"
                                 : rest.starts_with("<!--")      ? "-->"
                                 : rest.starts_with("<?")        ? "?>"
                                 : rest.starts_with("<![CDATA[") ? "]]>"
                                                                 : ">";
    const size_t found = html.find(end, at);
    return found == std::string_view::npos ? html.size() : found + end.size();
  }

  static bool IsBlockTag(std::string_view tag) {
    static constexpr std::string_view kBlocks[] = {
        "address", "article", "blockquote", "body",   "caption", "center",  "col",   "dd",     "del",
        "div",     "dl",      "dt",         "figure", "footer",  "form",    "h1",    "h2",     "h3",
        "h4",      "h5",      "h6",         "header", "hr",      "iframe",  "ins",   "li",     "map",
        "nav",     "ol",      "p",          "pre",    "script",  "section", "style", "table",  "tbody",
        "td",      "tfoot",   "th",         "thead",  "tr",      "ul",      "video", "warning"};
    return std::ranges::find(kBlocks, Name(tag)) != std::end(kBlocks);
  }
  static std::string_view Name(std::string_view tag) {
    tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
    return tag.substr(0, std::min(tag.find_first_of(" \n\t/>"), tag.size()));
  }

  void AddTag(std::string_view tag) {
    const bool block = IsBlockTag(tag);
    if (block && !in_pre_) TrimEnd();
    if (Name(tag) == "pre") in_pre_ = !tag.starts_with("</");
    for (const char c : tag) {
      if (!IsSpace(c)) {
        text_ += c;
      } else if (text_.back() != ' ') {
        text_ += ' ';
      }
    }
    after_block_ = block || Name(tag) == "br";
  }
  void AddText(std::string_view text) {
    for (const char c : text) {
      if (in_pre_ || !IsSpace(c)) {
        text_ += c;
        after_block_ = false;
      } else if (!after_block_ && (text_.empty() || text_.back() != ' ')) {
        text_ += ' ';
      }
    }
  }
  void TrimEnd() {
    while (!text_.empty() && IsSpace(text_.back())) text_.pop_back();
  }

  std::string text_;
  bool in_pre_ = false;
  bool after_block_ = true;
};

}  // namespace tare::markdown
