#include "yaml/emitter_yaml.h"

#include <utility>

#include "text/scan.h"

namespace tare::yaml {
namespace {

constexpr size_t kLongestKey = 1024;  // of an implicit key (7.4.2), its properties included

// Collections inside of more than that are written in flow style: white space before each line would be most
// of the output otherwise, and a few kilobytes of brackets could become hundreds of megabytes.
constexpr size_t kDeepestBlock = 200;

constexpr std::string_view kYamlTags = "tag:yaml.org,2002:";

// What a tag's shorthand (6.8.2) holds without "%".
constexpr text::ByteSet ShorthandCharacters() {
  text::ByteSet set("-#;/?:@&=+$_.~*'()");
  set.AddRange('0', '9');
  set.AddRange('A', 'Z');
  set.AddRange('a', 'z');
  return set;
}
constexpr text::ByteSet kShorthandCharacters = ShorthandCharacters();

// A tag in full is taken as it stands: "%" does not escape there, and is left alone. Only what cannot stand
// there gets one.
constexpr text::ByteSet FullTagCharacters() {
  text::ByteSet set;
  set.AddRange(0x21, 0x3D);
  set.AddRange(0x3F, 0x7E);
  set.AddRange(0x80, 0xFF);
  return set;
}
constexpr text::ByteSet kFullTagCharacters = FullTagCharacters();

void WriteTagText(std::string_view text, const text::ByteSet& characters, LineOutput& lines) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (characters.Has(c)) {
      lines.Put(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      const char escaped[] = {'%', kDigits[byte >> 4], kDigits[byte & 15]};
      lines.Write({escaped, sizeof(escaped)});
    }
  }
}

// The most bytes that an anchor and a tag may take.
size_t LongestProperties(std::string_view anchor, std::string_view tag) {
  return anchor.size() + 3 * tag.size() + 8;
}

// Nothing at all is written for it.
bool IsEmptyScalar(const Event& event) {
  return event.kind == EventKind::kScalar && event.scalar.style == ScalarStyle::kPlain &&
         event.scalar.raw.empty() && event.anchor.empty() && event.tag.empty();
}

}  // namespace

void YamlWriter::Write(const Event& event, std::string_view tag) {
  if (pending_.any) {
    if (event.kind == EventKind::kSequenceEnd || event.kind == EventKind::kMappingEnd) {
      WriteEmptyCollection();
      return;
    }
    OpenPending();
  }
  if (header_comment_is_held_ && !IsEmptyScalar(event)) {
    const bool collection = event.kind == EventKind::kSequenceStart || event.kind == EventKind::kMappingStart;
    if (collection) KeepBack(event, tag);
    GiveHeldComment(/*before_content=*/collection);
    if (collection) return;
  }
  switch (event.kind) {
    case EventKind::kStreamStart:
    case EventKind::kStreamEnd:
      break;
    case EventKind::kDocumentStart:
      BeginDocument(event.has_marker);
      break;
    case EventKind::kDocumentEnd:
      EndDocument(event.has_marker);
      break;
    case EventKind::kSequenceStart:
    case EventKind::kMappingStart:
      KeepBack(event, tag);
      break;
    case EventKind::kSequenceEnd:
    case EventKind::kMappingEnd:
      Close();
      break;
    case EventKind::kScalar:
      WriteScalarNode(event, tag);
      break;
    case EventKind::kAlias:
      WriteAlias(event);
      break;
  }
}

// ---- Documents ----

void YamlWriter::BeginDocument(bool marker) {
  const bool wanted =
      options_.markers == DocumentMarkers::kAlways || (options_.markers == DocumentMarkers::kKeep && marker);
  marker_written_ = wanted || after_document_ || has_directives_;
  has_directives_ = false;
  if (marker_written_) WriteMarker();
}

void YamlWriter::WriteMarker() {
  lines_.Write("---");
  line_open_ = space_due_ = true;
  may_be_empty_ = empty_due_ = false;
}

void YamlWriter::EndDocument(bool marker) {
  EndLine();
  end_written_ =
      options_.markers == DocumentMarkers::kAlways || (options_.markers == DocumentMarkers::kKeep && marker);
  if (end_written_) {
    lines_.Write("...");
    lines_.Break();
    may_be_empty_ = false;
  }
  empty_due_ = false;
  after_document_ = true;
}

// ---- Collections ----

void YamlWriter::KeepBack(const Event& event, std::string_view tag) {
  pending_.any = true;
  pending_.mapping = event.kind == EventKind::kMappingStart;
  pending_.flow = event.flow;
  pending_.on_lines = std::exchange(on_lines_due_, false);
  pending_.begun = false;
  pending_.anchor = event.anchor;
  pending_.tag = tag;
}

void YamlWriter::WriteEmptyCollection() {
  pending_.any = false;
  BeginPending(LongestProperties(pending_.anchor, pending_.tag) < kLongestKey);
  Space();
  lines_.Write(pending_.mapping ? "{}" : "[]");
  after_name_ = false;
  line_open_ = true;
  EndNode();
}

bool YamlWriter::PendingBecomesFlow() const {
  return InFlow() || options_.style == EmitStyle::kFlow || levels_.size() >= kDeepestBlock ||
         (KeepsFlow() && pending_.flow);
}

void YamlWriter::BeginPending(bool may_be_implicit_key) {
  if (pending_.begun) return;
  pending_.begun = true;
  BeginNode(may_be_implicit_key);
  WriteProperties(pending_.anchor, pending_.tag);
}

void YamlWriter::OpenPending() {
  pending_.any = false;
  BeginPending(/*may_be_implicit_key=*/false);
  if (PendingBecomesFlow()) {
    OpenFlow(pending_.mapping, pending_.on_lines);
  } else {
    OpenBlock(pending_.mapping, PendingHasProperties());
  }
}

void YamlWriter::OpenFlow(bool mapping, bool on_lines) {
  Space();
  lines_.Put(mapping ? '{' : '[');
  after_name_ = false;
  line_open_ = true;
  Level level{.column = options_.indentation, .mapping = mapping, .flow = true};
  if (!levels_.empty()) level.column = levels_.back().column + (InFlow() ? 0 : options_.indentation);
  levels_.push_back(level);
  if (on_lines) SetOnLines(levels_.back());
}

// Of the innermost one, which has no entry yet. The document's root is indented by nothing.
void YamlWriter::SetOnLines(Level& level) {
  if (level.on_lines || !KeepsFlow() || levels_.size() > kDeepestBlock) return;
  level.on_lines = true;
  if (levels_.size() > 1) level.column += options_.indentation;
}

void YamlWriter::OpenBlock(bool mapping, bool has_properties) {
  Level level{.mapping = mapping};
  if (!levels_.empty()) {
    const Level& parent = levels_.back();
    level.column = EntriesColumn(parent, mapping, has_properties);
    level.on_line = IsBehindIndicator(parent) && !has_properties;
  }
  levels_.push_back(level);
  may_be_empty_ = !line_open_ && may_be_empty_;
}

void YamlWriter::Close() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.flow) {
    if (level.on_lines && !level.first) EndLine();
    if (!line_open_) lines_.Spaces(level.column - (level.on_lines ? options_.indentation : 0));
    lines_.Put(level.mapping ? '}' : ']');
    after_name_ = space_due_ = false;
    line_open_ = true;
  }
  // Behind a block scalar that keeps its line breaks an empty line would be one more.
  const bool may_be_empty = level.flow || may_be_empty_;
  EndNode();
  may_be_empty_ = may_be_empty_ && may_be_empty;
}

// ---- Nodes ----

void YamlWriter::WriteScalarNode(const Event& event, std::string_view tag) {
  const std::string_view text = DecodeScalar(event.scalar, &content_);
  const TextTraits traits = TraitsOf(text);
  const bool is_root = levels_.empty();
  const bool is_key = !is_root && levels_.back().mapping && !levels_.back().at_value;
  const ScalarPlace place{.in_flow = InFlow(), .is_key = is_key, .is_root = is_root};
  const ScalarStyle style = options_.style == EmitStyle::kPretty
                                ? SimplestStyle(event.scalar.style, text, traits, place)
                                : KeptStyle(event.scalar.style, traits, place);
  const bool block = style == ScalarStyle::kLiteral || style == ScalarStyle::kFolded;
  const bool one_line = !block && (!traits.has_break || style == ScalarStyle::kDoubleQuoted);
  const bool implicit_key =
      one_line && LongestProperties(event.anchor, tag) + LongestLine(text, style, traits) <= kLongestKey;
  BeginNode(implicit_key);
  WriteProperties(event.anchor, tag);
  if (traits.empty && style == ScalarStyle::kPlain) {
    WriteNothing(/*has_properties=*/!event.anchor.empty() || !tag.empty());
  } else {
    Space();
    const ScalarLayout layout{.parent_column = is_root ? 0 : levels_.back().column,
                              .indentation = options_.indentation,
                              .width = is_key && implicit_key ? 0 : options_.width,
                              .header_comment = header_comment_};
    WriteScalar(text, style, traits, layout, lines_);
    after_name_ = false;
    line_open_ = !block;
    if (block) header_comment_.clear();
  }
  EndNode();
  if (block && text.ends_with('\n')) {  // one line break is the content's, or all are
    may_be_empty_ = may_be_empty_ && !traits.blank && !text.ends_with("\n\n");
  }
  TakeHeaderComment();
}

void YamlWriter::WriteNothing(bool has_properties) {
  if (has_properties) {
    if (InFlow()) {  // "&a ," rather than "&a,"
      Space();
      after_name_ = false;
    }
  } else if (levels_.empty()) {
    if (!marker_written_) WriteMarker();  // it is all there is of the document
  } else if (InFlow() && levels_.back().mapping) {
    Space();
  } else if (InFlow()) {
    Space();
    lines_.Write("null");
  }
}

void YamlWriter::WriteAlias(const Event& event) {
  BeginNode(event.anchor.size() < kLongestKey);
  Space();
  lines_.Put('*');
  lines_.Write(event.anchor);
  after_name_ = true;
  line_open_ = true;
  EndNode();
}

void YamlWriter::BeginNode(bool may_be_implicit_key) {
  if (levels_.empty()) {
    if (empty_due_ && !line_open_) {
      lines_.Break();
      may_be_empty_ = false;
    }
    empty_due_ = false;
    return;
  }
  Level& level = levels_.back();
  if (level.begun) {
    level.begun = false;
    if (!line_open_) indent_due_ = NodeColumn(level);
    return;
  }
  if (level.mapping && level.at_value) {
    BeginValue(level);
    return;
  }
  if (level.flow) {
    BeginFlowEntry(level);
  } else {
    BeginBlockEntry(level);
  }
  level.first = false;
  if (level.mapping) {
    level.explicit_key = !may_be_implicit_key;
    if (level.explicit_key) {
      Space();
      WriteIndicator('?');
    }
  } else if (!level.flow) {
    WriteIndicator('-');
  }
}

void YamlWriter::BeginBlockEntry(const Level& level) {
  if (level.first && level.on_line && line_open_) {
    Space();
  } else {
    EndLine();
    if (empty_due_) lines_.Break();
    lines_.Spaces(level.column);
    line_open_ = true;
  }
  empty_due_ = false;
}

void YamlWriter::BeginFlowEntry(Level& level) {
  const bool needs_comma = !level.first && !level.comma;
  level.comma = false;
  if (needs_comma) {
    lines_.Put(',');
    after_name_ = false;
  }
  const bool full = needs_comma && options_.width != 0 && lines_.column() > options_.width;
  if (level.on_lines || full) EndLine();
  if (!line_open_) {
    indent_due_ = level.column;
  } else if (needs_comma) {
    space_due_ = true;
  }
}

void YamlWriter::BeginValue(const Level& level) {
  if (level.flow) {
    if (level.explicit_key || after_name_) lines_.Put(' ');
    lines_.Put(':');
    after_name_ = false;
    space_due_ = true;
    return;
  }
  if (level.explicit_key) {
    EndLine();
    lines_.Spaces(level.column);
  } else if (after_name_) {
    lines_.Put(' ');
  }
  WriteIndicator(':');
}

void YamlWriter::EndNode() {
  may_be_empty_ = true;
  indent_due_ = 0;
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.mapping) level.at_value = !level.at_value;
  may_be_empty_ = !level.at_value;
}

// ---- Pieces ----

bool YamlWriter::InFlow() const { return !levels_.empty() && levels_.back().flow; }

// A block sequence below an implicit key.
bool YamlWriter::StandsBesideKey(const Level& parent, bool mapping) const {
  return parent.mapping && !parent.explicit_key && !mapping && !options_.indent_sequences;
}

// Of a block collection's entries.
uint32_t YamlWriter::EntriesColumn(const Level& parent, bool mapping, bool has_properties) const {
  if (IsBehindIndicator(parent) && !has_properties) return parent.column + 2;  // behind "- ", "? " or ": "
  return parent.column + (StandsBesideKey(parent, mapping) ? 0 : options_.indentation);
}

// Of a node, or a comment before it, that does not stand on the line of its indicator.
uint32_t YamlWriter::NodeColumn(const Level& level) const {
  if (level.flow) return level.column;
  return level.column + (level.mapping && !level.explicit_key ? options_.indentation : 2);
}

void YamlWriter::WriteIndicator(char indicator) {
  lines_.Put(indicator);
  may_be_empty_ = false;
  after_name_ = false;
  line_open_ = space_due_ = true;
}

void YamlWriter::WriteProperties(std::string_view anchor, std::string_view tag) {
  if (!anchor.empty()) {
    Space();
    lines_.Put('&');
    lines_.Write(anchor);
    after_name_ = line_open_ = space_due_ = true;
  }
  if (!tag.empty()) {
    Space();
    WriteTag(tag);
    after_name_ = line_open_ = space_due_ = true;
  }
}

void YamlWriter::WriteTag(std::string_view tag) {
  if (options_.tags_as_written) {
    lines_.Write(tag);
    return;
  }
  lines_.Put('!');
  if (tag.front() == '!') {
    WriteTagText(tag.substr(1), kShorthandCharacters, lines_);
  } else if (tag.starts_with(kYamlTags) && tag.size() > kYamlTags.size()) {
    lines_.Put('!');
    WriteTagText(tag.substr(kYamlTags.size()), kShorthandCharacters, lines_);
  } else {
    lines_.Put('<');
    WriteTagText(tag, kFullTagCharacters, lines_);
    lines_.Put('>');
  }
}

void YamlWriter::EndLine() {
  if (line_open_) lines_.Break();
  line_open_ = space_due_ = after_name_ = false;
  indent_due_ = 0;
}

void YamlWriter::Space() {
  if (!line_open_) {
    lines_.Spaces(indent_due_);
    line_open_ = indent_due_ != 0;
    indent_due_ = 0;
  }
  if (space_due_) lines_.Put(' ');
  space_due_ = false;
}

}  // namespace tare::yaml
