// Rules on comments and on the markers of documents.

#include <algorithm>

#include "yaml/characters.h"
#include "yaml/lint_rules.h"

namespace tare::yaml {
namespace {

class Comments : public Rule {
 public:
  enum Option { kStartingSpace, kIgnoreShebangs, kMinFromContent };
  explicit Comments(const RuleContext& context) : Rule(context) {}

  void OnToken(const Token& token) override {
    if (!token.first() && number(kMinFromContent) >= 0) CheckDistance(token);
    if (!flag(kStartingSpace)) return;
    const size_t at = std::min(text().find_first_not_of('#', token.begin), text().size());
    if (at >= token.end || text()[at] == ' ') return;
    if (flag(kIgnoreShebangs) && token.begin == 0 && text()[at] == '!') return;
    Find(at, "no space between \"#\" and the comment");
  }

 private:
  void CheckDistance(const Token& token) const {
    uint64_t content = token.begin;
    while (content > token.line.begin && IsBlank(text()[content - 1])) --content;
    if (token.begin - content >= static_cast<uint64_t>(number(kMinFromContent))) return;
    Find(token.begin, "too few spaces before the comment: " + std::to_string(token.begin - content) +
                          ", expected " + std::to_string(number(kMinFromContent)));
  }
};

// A comment on lines of its own stands as deep as what follows or what is before it.
class CommentsIndentation : public Rule {
 public:
  explicit CommentsIndentation(const RuleContext& context) : Rule(context) {}

  void OnToken(const Token& token) override {
    if (token.kind != TokenKind::kComment) {
      content_indent_ = token.line.indent();
      in_comments_ = false;
      return;
    }
    if (!token.first()) {
      in_comments_ = false;
      return;
    }
    const uint64_t next = NextIndent(token.end);
    // Between two depths the comments may go back to the lower one, but not down again.
    const uint64_t before = in_comments_ ? last_comment_ : std::max(content_indent_, next);
    last_comment_ = token.column();
    in_comments_ = true;
    if (token.column() == next || token.column() == before) return;
    Find(token.begin, "the comment is indented by " + std::to_string(token.column()) + ", what follows by " +
                          std::to_string(next));
  }

 private:
  // Of the next line that is neither empty nor a comment; found once for all comments before it.
  uint64_t NextIndent(uint64_t offset) {
    if (next_known_ && next_content_ >= offset) return next_indent_;
    size_t line = offset;
    for (size_t at = offset; at < text().size(); ++at) {
      const char c = text()[at];
      if (IsBreak(c)) {
        line = at + 1;
      } else if (c == '#') {
        at = std::min(text().find_first_of("\n\r", at), text().size()) - 1;
      } else if (!IsBlank(c)) {
        next_known_ = true;
        next_content_ = at;
        return next_indent_ = at - line;
      }
    }
    next_known_ = true;
    next_content_ = text().size();
    return next_indent_ = 0;
  }

  uint64_t content_indent_ = 0;  // of the line of the last token
  bool in_comments_ = false;     // the token before is a comment on its own line
  uint64_t last_comment_ = 0;    // its column
  bool next_known_ = false;
  uint64_t next_content_ = 0;
  uint64_t next_indent_ = 0;
};

class DocumentStart : public Rule {
 public:
  enum Option { kPresent };
  explicit DocumentStart(const RuleContext& context) : Rule(context) {}

  void OnToken(const Token& token) override {
    if (!flag(kPresent)) Find(token.begin, "a document start \"---\"");
  }
  void OnNode(const NodeEvent& node) override {
    if (node.event.kind != EventKind::kDocumentStart || node.event.has_marker || node.recovered) return;
    if (flag(kPresent)) Find(node.line.begin, "no document start \"---\"");
  }
};

class DocumentEnd : public Rule {
 public:
  enum Option { kPresent };
  explicit DocumentEnd(const RuleContext& context) : Rule(context) {}

  void OnToken(const Token& token) override {
    if (!flag(kPresent)) Find(token.begin, "a document end \"...\"");
  }
  void OnNode(const NodeEvent& node) override {
    if (node.event.kind != EventKind::kDocumentEnd || node.event.has_marker) return;
    if (flag(kPresent)) Find(node.line.begin, "no document end \"...\"");
  }
};

constexpr OptionInfo kComments[] = {
    {.name = "require-starting-space", .type = OptionType::kFlag, .number = 1},
    {.name = "ignore-shebangs", .type = OptionType::kFlag, .number = 1},
    {.name = "min-spaces-from-content", .type = OptionType::kNumber, .number = 2}};
constexpr OptionInfo kPresent[] = {{.name = "present", .type = OptionType::kFlag, .number = 1}};

constexpr Hears kAllTokens = On(TokenKind::kTab) - 1;  // but tabs, and comments

}  // namespace

const RuleInfo kCommentsRule = {"comments", On(TokenKind::kComment), Make<Comments>, kComments};
const RuleInfo kCommentsIndentationRule = {"comments-indentation", kAllTokens | On(TokenKind::kComment),
                                           Make<CommentsIndentation>};
const RuleInfo kDocumentStartRule = {"document-start", On(TokenKind::kDocumentStart) | kOnNodes,
                                     Make<DocumentStart>, kPresent};
const RuleInfo kDocumentEndRule = {"document-end", On(TokenKind::kDocumentEnd) | kOnNodes, Make<DocumentEnd>,
                                   kPresent};

}  // namespace tare::yaml
