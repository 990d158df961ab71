// Anchors, tags and aliases (6.9, 7.1).

#include <algorithm>
#include <string>

#include "text/scan.h"
#include "yaml/parser_machine.h"
#include "yaml/tag_escapes.h"

namespace tare::yaml {

// A tag and an anchor, one of them or both in any order, on one line. at_ is behind them and the white space.
bool Parser::Machine::ParseProperties(Properties* properties) {
  properties->begin = at_;
  while (!AtEnd() && (*at_ == '&' || *at_ == '!')) {
    const char* begin = at_;
    if (*at_ == '&') {
      if (!properties->anchor.empty()) return Fail(begin, "a second anchor for the same node");
      if (!ParseAnchorName(&properties->anchor)) return false;
    } else {
      if (!properties->tag.empty()) return Fail(begin, "a second tag for the same node");
      if (!ParseTag(&properties->tag)) return false;
    }
    if (!WhiteAt(at_) && !(InFlow() && Is(*at_, kFlowIndicator)))
      return Fail(at_, "expected white space behind the " + std::string(*begin == '&' ? "anchor" : "tag"));
    SkipBlanks();
  }
  return true;
}

// Behind "&" or "*", which at_ is at.
bool Parser::Machine::ParseAnchorName(std::string_view* name) {
  const char* begin = ++at_;
  while (!AtEnd() && !Is(*at_, kBlank | kBreak | kFlowIndicator)) ++at_;
  *name = {begin, static_cast<size_t>(at_ - begin)};
  return !name->empty() || Fail(begin, "expected a name behind \"" + std::string(1, begin[-1]) + "\"");
}

bool Parser::Machine::ParseTag(std::string_view* tag) {
  const char* begin = at_++;
  if (!AtEnd() && *at_ == '<') {
    while (!AtEnd() && *at_ != '>' && !IsWhite(*at_)) ++at_;
    if (AtEnd() || *at_ != '>' || at_ - begin < 3) return Fail(begin, "a tag in \"!<\" without an end \">\"");
    ++at_;
  } else {
    const char* handle_end = begin + 1;
    for (; !AtEnd() && !Is(*at_, kBlank | kBreak | kFlowIndicator); ++at_) {
      if (*at_ == '!') {
        if (handle_end != begin + 1) return Fail(at_, "a tag with too many \"!\"");
        handle_end = at_ + 1;
      }
    }
    const std::string_view handle(begin, static_cast<size_t>(handle_end - begin));
    if (handle.size() > 1 && handle_end == at_) return Fail(begin, "a tag without a name behind its handle");
    if (PrefixOf(handle).empty())
      return Fail(begin, "the tag handle " + std::string(handle) + " is not declared",
                  "declare it with %TAG");
    if (!CheckTagEscapes({handle_end, static_cast<size_t>(at_ - handle_end)})) return false;
  }
  *tag = {begin, static_cast<size_t>(at_ - begin)};
  return true;
}

// What "%" escapes stand for in a tag's name is text too, without control characters.
bool Parser::Machine::CheckTagEscapes(std::string_view name) {
  if (name.find('%') == std::string_view::npos) return true;
  std::pmr::string decoded(&account_);
  AppendUnescaped(name, &decoded);
  if (text::IsValidUtf8(decoded) && std::ranges::all_of(decoded, [](char c) { return !IsControl(c); }))
    return true;
  return Fail(name.data() + name.find('%'), "an escape in a tag that is no character");
}

bool Parser::Machine::ParseAlias(Event* event) {
  const char* begin = at_;
  std::string_view name;
  if (!ParseAnchorName(&name)) return false;
  EndToken(at_);
  *event = Event{.kind = EventKind::kAlias, .anchor = name, .begin = OffsetOf(begin), .end = OffsetOf(at_)};
  return true;
}

// Properties on lines before the node's become one with those on its own line.
bool Parser::Machine::Merge(const Properties& more, Properties* properties) {
  if (!properties->any()) {
    *properties = more;
    return true;
  }
  if (!more.anchor.empty() && !properties->anchor.empty())
    return Fail(more.begin, "a second anchor for the same node");
  if (!more.tag.empty() && !properties->tag.empty())
    return Fail(more.begin, "a second tag for the same node");
  if (!more.anchor.empty()) properties->anchor = more.anchor;
  if (!more.tag.empty()) properties->tag = more.tag;
  return true;
}

}  // namespace tare::yaml
