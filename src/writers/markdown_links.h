#pragma once

// The parts of links and images in Markdown source (CommonMark 6.3 to 6.5).

#include <memory_resource>
#include <string>
#include <string_view>

namespace tare::to_markdown {

// "](destination "title")", which ends a link or image. In a table's cell pipes are escaped.
void AppendLinkTail(std::string_view target, std::string_view title, bool in_cell, std::pmr::string& to);

// The text that a link needs to be written as "<...>" for its target: the target itself, or the address of a
// mailto: URL where `text` does not begin with that. Empty where the target cannot be written so.
std::string_view AutolinkText(std::string_view target, std::string_view text);

// "[^label]", without characters that cannot stand in a label.
void AppendNoteLabel(std::string_view label, std::pmr::string& to);

}  // namespace tare::to_markdown
