#pragma once

#include <cstdint>
#include <string_view>

namespace tare::markdown {

// The seven kinds of HTML block (CommonMark 4.6), in the specification's order.
enum class HtmlBlock : uint8_t {
  kNone,
  kLiteral,        // <pre>, <script>, <style>, <textarea>
  kComment,        // <!--
  kInstruction,    // <?
  kDeclaration,    // <!X
  kCharacterData,  // <![CDATA[
  kBlockTag,       // <div> and other tags of blocks
  kLoneTag,        // any other tag, alone on its line; does not interrupt a paragraph
};

// The kind that `rest`, which begins with '<', begins.
HtmlBlock ParseHtmlBlockStart(std::string_view rest);
// The last two kinds end before a blank line, the others after a line that ends them.
constexpr bool EndsAtBlankLine(HtmlBlock kind) { return kind >= HtmlBlock::kBlockTag; }
bool EndsHtmlBlock(HtmlBlock kind, std::string_view line);

}  // namespace tare::markdown
