#include "readers/yaml/outline.h"

#include <algorithm>

namespace tare {
namespace {

// A level takes a list and an item; a paragraph and a span, or a block of code, stand in the innermost.
constexpr int kMostLists = (kMaxDepth - 3) / 2;

std::string_view Trim(std::string_view line) {
  const size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

}  // namespace

void YamlOutline::Add(const yaml::Event& event) {
  switch (event.kind) {
    case yaml::EventKind::kDocumentStart:
      return StartDocument();
    case yaml::EventKind::kSequenceStart:
      return OpenCollection(false);
    case yaml::EventKind::kMappingStart:
      return OpenCollection(true);
    case yaml::EventKind::kSequenceEnd:
    case yaml::EventKind::kMappingEnd:
      return CloseCollection();
    case yaml::EventKind::kScalar:
      return AddScalar(event.scalar);
    case yaml::EventKind::kAlias:
      scratch_.assign("*").append(event.anchor);
      return AddText(scratch_);
    default:
      return;
  }
}

void YamlOutline::StartDocument() {
  if (between_documents_) {
    sink_.BeginBlock(Block::Of(BlockKind::kThematicBreak));
    sink_.EndBlock(BlockKind::kThematicBreak);
  }
  between_documents_ = true;
}

void YamlOutline::Close() {
  while (!levels_.empty()) {
    if (levels_.back().at_value) EndNode();
    CloseCollection();
  }
}

// Before anything of a node is written: where it is an entry, its item begins.
void YamlOutline::BeginNode() {
  empty_ = false;
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.mapping && level.at_value) return;
  StartEntries(level);
  BeginItem(level);
}

void YamlOutline::EndNode() {
  if (levels_.empty()) return EndParagraph();
  Level& level = levels_.back();
  if (level.mapping && !level.at_value) {
    level.at_value = true;
    return;
  }
  level.at_value = false;
  EndItem(level);
}

void YamlOutline::AddScalar(const yaml::ScalarText& scalar) {
  const std::string_view text = yaml::DecodeScalar(scalar, &scratch_);
  const bool key = !levels_.empty() && levels_.back().mapping && !levels_.back().at_value;
  const bool code = scalar.style == yaml::ScalarStyle::kLiteral && !key &&
                    std::ranges::count(text, '\n') > 1 && text.find('\0') == std::string_view::npos;
  if (!code) return AddText(text);
  BeginNode();
  WriteCode(text);
  EndNode();
}

void YamlOutline::AddText(std::string_view text) {
  BeginNode();
  if (!levels_.empty() && levels_.back().mapping && !levels_.back().at_value) {
    WriteKey(text);
  } else {
    WriteLines(text);
  }
  EndNode();
}

void YamlOutline::OpenCollection(bool mapping) {
  BeginNode();
  levels_.push_back({.mapping = mapping});
}

void YamlOutline::CloseCollection() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.started) WriteLine(level.mapping ? "{}" : "[]");
  if (level.has_list) {
    sink_.EndBlock(BlockKind::kList);
    --lists_;
  }
  if (!levels_.empty() && levels_.back().mapping && !levels_.back().at_value) {
    // It was a key.
    BeginItem(levels_.back());
    BeginParagraph();
    sink_.Text(":");
    paragraph_has_text_ = true;
  }
  EndNode();
}

// Before the first entry of a collection.
void YamlOutline::StartEntries(Level& level) {
  if (level.started) return;
  level.started = true;
  EndParagraph();
  if (lists_ < kMostLists) {
    level.has_list = true;
    ++lists_;
    sink_.BeginBlock(Block::List(true));
  } else {
    // The item that this collection is in ends before the entries, which stand beside it.
    for (auto outer = levels_.rbegin() + 1; outer != levels_.rend(); ++outer) {
      EndItem(*outer);
      if (outer->has_list) break;
    }
  }
}

void YamlOutline::BeginItem(Level& level) {
  if (level.item_open) return;
  level.item_open = true;
  sink_.BeginBlock(Block::Item());
}

void YamlOutline::EndItem(Level& level) {
  EndParagraph();
  if (!level.item_open) return;
  level.item_open = false;
  sink_.EndBlock(BlockKind::kListItem);
}

void YamlOutline::BeginParagraph() {
  if (paragraph_open_) return;
  paragraph_open_ = true;
  paragraph_has_text_ = false;
  sink_.BeginBlock(Block::Of(BlockKind::kParagraph));
}

void YamlOutline::EndParagraph() {
  if (!paragraph_open_) return;
  paragraph_open_ = false;
  sink_.EndBlock(BlockKind::kParagraph);
}

void YamlOutline::WriteKey(std::string_view text) {
  BeginParagraph();
  sink_.BeginSpan(Span::Of(SpanKind::kStrong));
  WriteLines(text);
  sink_.EndSpan(SpanKind::kStrong);
  sink_.Text(":");
  paragraph_has_text_ = true;
}

// Inline content: each line without the spaces about it, empty ones left out.
void YamlOutline::WriteLines(std::string_view text) {
  bool behind_line = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of("\n\r", begin), text.size());
    const std::string_view line = Trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) continue;
    if (behind_line) {
      sink_.HardBreak();
      paragraph_has_text_ = false;
    }
    WriteLine(line);
    behind_line = true;
  }
}

void YamlOutline::WriteLine(std::string_view line) {
  BeginParagraph();
  if (paragraph_has_text_) sink_.Text(" ");
  paragraph_has_text_ = true;
  for (size_t begin = 0; begin < line.size();) {
    const size_t nul = std::min(line.find('\0', begin), line.size());
    if (nul > begin) sink_.Text(line.substr(begin, nul - begin));
    if (nul < line.size()) sink_.Text("\uFFFD");
    begin = nul + 1;
  }
}

void YamlOutline::WriteCode(std::string_view text) {
  EndParagraph();
  sink_.BeginBlock(Block::Code({}));
  sink_.Text(text);
  if (!text.ends_with('\n')) sink_.Text("\n");
  sink_.EndBlock(BlockKind::kCode);
}

}  // namespace tare
