// Literal and folded scalars (8.1): their header, indentation and end.

#include <algorithm>
#include <string>

#include "yaml/find.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {

bool Parser::Machine::ScanBlockScalar(int64_t parent_indent, Event* event) {
  const char* const begin = at_;
  ScalarText scalar{.raw = {}, .style = *at_ == '|' ? ScalarStyle::kLiteral : ScalarStyle::kFolded};
  int64_t indentation = -1;  // not known yet
  if (!ParseBlockScalarHeader(parent_indent, &scalar, &indentation)) return false;
  const char* const content = BehindBreak(at_);
  StartLine(content);
  if (indentation < 0 && !DetectIndentation(parent_indent, &indentation)) return false;
  if (indentation > kMostIndented)
    return Fail(content, "a block scalar that is indented by more than a gigabyte", {},
                ErrorCode::kLimitExceeded);
  scalar.indentation = static_cast<uint32_t>(indentation);
  if (!SkipBlockScalarLines(indentation)) return false;
  scalar.raw = {content, static_cast<size_t>(at_ - content)};
  *event =
      Event{.kind = EventKind::kScalar, .scalar = scalar, .begin = OffsetOf(begin), .end = OffsetOf(at_)};
  return true;
}

// Indicators of indentation and chomping, in any order, and a comment. at_ is at the end of the line.
bool Parser::Machine::ParseBlockScalarHeader(int64_t parent_indent, ScalarText* scalar,
                                             int64_t* indentation) {
  bool chomped = false;
  for (++at_; !AtEnd() && !IsWhite(*at_); ++at_) {
    if ((*at_ == '-' || *at_ == '+') && !chomped) {
      scalar->chomping = *at_ == '-' ? Chomping::kStrip : Chomping::kKeep;
      chomped = true;
    } else if (*at_ >= '1' && *at_ <= '9' && *indentation < 0) {
      *indentation = std::max<int64_t>(parent_indent, 0) + (*at_ - '0');
    } else {
      return Fail(at_, "expected the end of a block scalar's header",
                  "it may have a digit from 1 to 9 and one of + and -");
    }
  }
  return SkipRestOfLine("the header of a block scalar");
}

// The first line with text tells how far all are indented.
bool Parser::Machine::DetectIndentation(int64_t parent_indent, int64_t* indentation) {
  int64_t deepest = 0;  // of the empty lines before it
  const char* deepest_line = at_;
  for (const char* line = at_;;) {
    const int64_t spaces = SpacesOf(line);
    const char* text = line + spaces;
    if (text == end_ || IsBreak(*text)) {
      if (spaces > deepest) {
        deepest = spaces;
        deepest_line = line;
      }
      if (text != end_) {
        line = BehindBreak(text);
        continue;
      }
    }
    const bool has_text = text != end_ && spaces > parent_indent;
    *indentation = has_text ? spaces : std::max(parent_indent + 1, deepest);
    if (has_text && deepest > spaces)
      return Fail(deepest_line, "an empty line before a block scalar's text has more spaces than the text");
    return true;
  }
}

// From the start of the first line to that of the first line that is not the scalar's.
bool Parser::Machine::SkipBlockScalarLines(int64_t indentation) {
  while (!AtEnd()) {
    const char* text = std::min(SkipSpaces(at_, end_), at_ + std::min<ptrdiff_t>(end_ - at_, indentation));
    if (text != end_ && !IsBreak(*text)) {
      const bool indented = text - at_ == indentation;
      if (!indented && *text == '\t')
        return Fail(text, "a tab where a block scalar's line is indented", "YAML is indented by spaces");
      if (!indented || (indentation == 0 && AtDocumentMarker())) return true;
      text = LineEnd(text);
    }
    StartLine(BehindBreak(text));
  }
  return true;
}

}  // namespace tare::yaml
