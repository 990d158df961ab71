#pragma once

// Inputs that are small to describe and large to read: nests, floods and floods of beginnings without ends.
// Each is of a size at which work that grows with the square of the input would take minutes.

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tare {

// head, then `unit` count times, then middle, then `close` count times, then tail. A '%' in unit or close
// stands for the number of the repetition, from 0.
struct HostileInput {
  std::string_view name;
  size_t count;
  std::string_view head;
  std::string_view unit;
  std::string_view middle{};
  std::string_view close{};
  std::string_view tail{};
};

inline constexpr size_t kDeep = 100'000;
inline constexpr size_t kMany = 200'000;

inline constexpr HostileInput kHostileHtml[] = {
    // Nests.
    {"Divisions", kDeep, "", "<div>", "x", "</div>"},
    {"Spans", kDeep, "<p>", "<span>", "x", "</span>"},
    {"Bold", kDeep, "<p>", "<b>", "x", "</b>"},
    {"BoldThatDiffers", kDeep, "<p>", "<b id=%>", "x", "</b>"},
    {"Fonts", kDeep, "<p>", "<font color=%>x", "", "</font>"},
    {"Tables", kDeep, "", "<table><tr><td>", "x", "</table>"},
    {"TablesInARow", kDeep, "", "<table><tr><td>x<td>", "x", "</table>"},
    {"TablesFostered", kDeep, "", "<table>x", "", "</table>"},
    {"Lists", kDeep, "", "<ul><li>", "x", "</ul>"},
    {"Items", kDeep, "<ul>", "<li>", "x", "</li>"},
    {"OrderedListsWithText", kDeep, "", "<ol start=%><li>x", "", "</ol>"},
    {"DefinitionLists", kDeep, "", "<dl><dt>x<dd>", "x", "</dl>"},
    {"Quotes", kDeep, "", "<blockquote>", "x", "</blockquote>"},
    {"QuotationMarks", kDeep, "", "<q>", "x", "</q>"},
    {"Headings", kDeep, "", "<h1><div>", "x", "</div></h1>"},
    {"Figures", kDeep, "", "<figure><figcaption>x</figcaption>", "x", "</figure>"},
    {"Captions", kDeep, "", "<table><caption>", "x", "</caption></table>"},
    {"Details", kDeep, "", "<details><summary>x</summary>", "x", "</details>"},
    {"Rubies", kDeep, "", "<ruby>x<rt>y<rp>", "x", "</ruby>"},
    {"Superscripts", kDeep, "", "x<sup>", "x", "</sup>"},
    {"Preformatted", kDeep, "", "<pre>x<div>\n", "x", "</div></pre>"},
    {"Code", kDeep, "<p>", "<code>x", "x", "</code>"},
    {"Links", kDeep, "<p>", "<a href=%>x", "x", "</a>"},
    {"LinksAroundBlocks", kDeep, "", "<a href=%><div>", "x", "</div></a>"},
    {"Objects", kDeep, "", "<object><b>", "x", "</object>"},
    {"Buttons", kDeep, "", "<button>", "x", "</button>"},
    {"Forms", kDeep, "", "<form><input value=x>", "x", "</form>"},
    {"Selects", kDeep, "", "<select><option>x<optgroup>", "x", "</select>"},
    {"Templates", kDeep, "", "<template>", "x", "</template>y"},
    {"Hidden", kDeep, "", "<div hidden>", "x", "</div>y"},
    {"Graphics", kDeep, "", "<svg><g><title>x</title>", "x", "</g></svg>"},
    {"Formulas", kDeep, "<p>", "<math><mrow><mfrac><mi>x</mi>", "x", "</mfrac></mrow></math>"},
    {"Unknown", kDeep, "", "<x-%>", "x", "</x-%>"},
    {"NoscriptAndFrames", kDeep, "", "<noscript><noframes>x", "", "</noframes></noscript>"},
    // Misnested, and without ends or beginnings.
    {"FormattingCarriedOn", kDeep, "", "<p><b id=%><i>x"},
    {"FormattingIntoCells", kDeep, "<table><tr>", "<td><b id=%>x"},
    {"FormattingEndedByBlocks", kDeep, "", "<b><div></b>"},
    {"LinksEndedByLinks", kMany, "", "<a href=x>y"},
    {"EndsOfAnotherName", kDeep, "", "<div>", "", "</span></p></li>"},
    {"EndsOfFormattingNeverBegun", kDeep, "<p>", "<i>", "", "</b></a>"},
    {"EndsOnly", kMany, "", "</p></br></table>"},
    {"HeadingsUnclosed", kMany, "", "<h1>x<h2>"},
    {"CellsUnclosed", kDeep, "", "<table><td><ul><li><b>"},
    {"RowsOutsideOfTables", kMany, "", "<tr><td>x</tr>"},
    {"TextFosteredOutOfRows", kDeep, "<table>", "<tr>x<div>y"},
    // Floods.
    {"Columns", kDeep, "<table><tr>", "<td>%"},
    {"ColumnsThenNarrowRows", kDeep, "<table><tr><td colspan=65536>x", "<tr><td>x"},
    {"WideSpans", kDeep, "<table>", "<tr><td colspan=1000>x<td>y"},
    {"RowSpans", kDeep / 10, "<table><tr>", "<td rowspan=65534>x", "", "<tr><td>y"},
    {"Rows", kMany, "<table>", "<tr><td>a<td>%"},
    {"Paragraphs", kMany, "", "<p>x"},
    {"Breaks", kMany, "<p>", "x<br>"},
    {"EmptyItems", kMany, "<ul>", "<li>"},
    {"Definitions", kMany, "<dl>", "<dt>a<dd>%"},
    {"ListStarts", kDeep, "", "<ol start=99999999999><li value=-99999999999999999999>x</ol>"},
    {"Images", kMany, "", "<img src=% alt=x>"},
    {"Metadata", kMany, "", "<meta name=k% content=v>"},
    {"Titles", kDeep, "", "<title>%</title>"},
    {"Bases", kDeep, "", "<base href=http://e.org/%/><a href=../../x>y</a>"},
    {"Attributes", kMany, "<p ", "a%=b "},
    {"AttributesOfOneName", kMany, "<p ", "a=% "},
    {"EmptyAttributes", kMany, "<p ", "='\"</ "},
    {"Classes", kDeep, "", "<pre><code class='a b c language-%'>x</code></pre>"},
    {"Styles", kDeep, "<p style='", "font-weight:bold;display:%;"},
    {"UrlDots", kMany, "<base href=http://e.org/><a href='", "a/../../", "'>x"},
    {"References", kMany, "<p>", "&amp;&#x41;&notit;&#99999999999;"},
    {"ReferencesCutShort", kMany, "<p>", "&"},
    {"ReferenceNameWithoutEnd", kMany, "<p>&", "a"},
    {"Comments", kMany, "", "<!---->"},
    {"CommentsUnclosed", kMany, "", "<!--"},
    {"CommentDashes", kMany, "<!--", "--!-"},
    {"DeclarationsUnclosed", kMany, "", "<!doctype html PUBLIC \""},
    {"InstructionsAndSections", kMany, "", "<?x <![CDATA[ ]]"},
    {"TagsUnclosed", kMany, "", "<a "},
    {"TagName", kMany, "<", "name"},
    {"LessThan", kMany, "", "<"},
    {"ScriptsUnclosed", kMany, "<script>", "<!--<script></scrip"},
    {"TitleWithoutEnd", kMany, "<title>", "</titl"},
    {"TextareaWithoutEnd", kMany, "<textarea>", "</textare "},
    {"Nulls", kMany, "<p>", std::string_view("\0<\0p\0>", 6)},
    {"Spaces", kMany, "<p>a", " \t\n", "<b>"},
    {"Frames", kMany, "", "<frameset><frame></frameset>"},
};

inline constexpr HostileInput kHostileMarkdown[] = {
    // Nests.
    {"Quotes", kDeep, "", ">"},
    {"QuotesOverLines", 2000, "",
     ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> x\nlazy\n"},
    {"Items", kDeep, "", "- "},
    {"ItemsOverLines", kMany, "", "- x\n - y\n"},
    {"OrderedItems", kDeep, "", "1) "},
    {"QuotesAndItems", kDeep, "", "> - "},
    {"Brackets", kDeep, "", "[", "x", "]"},
    {"BracketsAndTargets", kDeep, "", "[", "x", "](u)"},
    {"ImagesInImages", kDeep, "", "![", "x", "](u)"},
    {"Emphasis", kDeep, "", "*x ", "", " x*"},
    {"Strong", kDeep, "", "**x ", "", " x**"},
    {"EmphasisOfBothKinds", kDeep, "", "*_x ", "", " x_*"},
    {"Strikethrough", kDeep, "", "~~x ", "", " x~~"},
    {"Stars", kMany, "", "*"},
    {"Underscores", kMany, "a", "_"},
    {"Tildes", kMany, "a", "~"},
    {"FootnotesInFootnotes", kDeep, "", "[^%]: x [^%]\n"},
    // Beginnings without ends.
    {"BracketsOpen", kMany, "", "["},
    {"BracketsClosed", kMany, "", "]"},
    {"ImagesOpen", kMany, "", "!["},
    {"LinksOpen", kMany, "", "[a]("},
    {"LinksOpenWithAngles", kMany, "", "[a](<b"},
    {"LinkTitlesOpen", kMany, "", "[a](b \""},
    {"ParenthesesInATarget", kMany, "[a](", "("},
    {"FootnoteReferencesOpen", kMany, "", "[^a"},
    {"EmphasisOpen", kMany, "", "*a **b _c __d ~e ~~f "},
    {"EmphasisClosedOnly", kMany, "", "a* b** c_ d__ "},
    {"EmphasisOfUnlikeLengths", kDeep, "", "a**b*"},
    {"EmphasisUnderscoreInWords", kMany, "", "*a_b"},
    {"CodeOpen", kMany, "", "`a``b"},
    {"CodeOfGrowingLengths", kDeep, "", "e`ee``ee```ee````ee`````ee``````"},
    {"AnglesOpen", kMany, "", "<"},
    {"TagsOpen", kMany, "x ", "<a b='"},
    {"CommentsOpen", kMany, "x ", "<!-- a"},
    {"InstructionsOpen", kMany, "x ", "<?"},
    {"DeclarationsOpen", kMany, "x ", "<!A "},
    {"SectionsOpen", kMany, "x ", "<![CDATA["},
    {"HtmlBlocksOpen", kDeep, "", "<script>\n\n<!--\n\n<?\n\n"},
    {"FencesOpen", kMany, "", "```\n~~~\n"},
    {"FencesOfGrowingLengths", kDeep, "", "````````````````````````````````````````\n```\n"},
    {"FrontMatterOpen", kMany, "---\n", "a: b\n"},
    {"DefinitionsOpen", kMany, "", "[a\n"},
    {"DefinitionTargetsOpen", kMany, "", "[a]: <b\n"},
    {"DefinitionTitlesOpen", kMany, "", "[a]: b \"\n"},
    {"TableHeadsOnly", kMany, "", "|a|b|\n"},
    {"TableRulesOnly", kMany, "", "|-|-|\n"},
    {"BackslashesAtTheEnd", kMany, "", "\\"},
    {"ReferencesCutShort", kMany, "", "&amp"},
    // Floods.
    {"Columns", kDeep, "", "|a", "\n", "|-", "\n|x|\n"},
    {"ColumnsThenNarrowRows", kDeep,
     "|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z|\n"
     "|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|\n",
     "|x\n"},
    {"Rows", kMany, "|a|b|\n|-|-|\n", "|x|%|\n"},
    {"TablesWithinOneParagraph", kDeep, "", "a|b\n-|-\n"},
    {"Paragraphs", kMany, "", "x\n\n"},
    {"LinesOfAParagraph", kMany, "", "x\n"},
    {"HardBreaks", kMany, "", "x  \n"},
    {"SettextHeading", kMany, "", "x\n", "===\n"},
    {"Headings", kMany, "", "# x #\n"},
    {"HeadingHashes", kMany, "# x ", "# "},
    {"Rules", kMany, "", "***\n"},
    {"RuleOfSpaces", kMany, "", "* * "},
    {"Spaces", kMany, "a", " ", "b"},
    {"Tabs", kMany, "", "\t"},
    {"BlankLinesInAnItem", kMany, "- x\n", "\n", "  y\n"},
    {"BlankLinesInCode", kMany, "    x\n", "\n", "    y\n"},
    {"ItemsOfOneList", kMany, "", "- %\n"},
    {"ItemsOfEveryKind", kMany, "", "- x\n+ x\n1. x\n2) x\n"},
    {"ListStarts", kDeep, "", "999999999. x\n\n99999999999. y\n\n"},
    {"Definitions", kMany, "", "[%]: /u\n"},
    {"DefinitionsAndReferences", kMany / 2, "", "[%]: /u\n", "", "[%]\n"},
    {"DefinitionsOfOneLabel", kMany, "", "[a]: /%\n", "[a]"},
    {"DefinitionsAlikeInHash", kDeep, "", "[\xE1\xBA\x9E%]: /u\n"},
    {"ReferencesToOneDefinition", kMany, "[a]: /u\n\n", "[a] "},
    {"ReferencesToNothing", kMany, "", "[%] "},
    {"Footnotes", kMany, "", "[^%]: x\n"},
    {"FootnotesAndReferences", kMany / 2, "", "[^%]: x\n\n", "", "[^%]\n"},
    {"ReferencesToOneFootnote", kMany, "[^a]: x\n\n", "[^a] "},
    {"Autolinks", kMany, "", "<http://e.org/%>"},
    {"BareAutolinks", kMany, "", "www.e.org/% "},
    {"BareAutolinksCutShort", kMany, "", "www.http://https:"},
    {"MailAddresses", kMany, "", "a.b@c."},
    {"MailSigns", kMany, "", "a@"},
    {"AutolinkParentheses", kMany, "www.e.org/", "(", "", ")"},
    {"AutolinkPunctuation", kMany, "www.e.org/", "&amp;.?"},
    {"AutolinkUnderscores", kMany, "www.", "_."},
    {"Nulls", kMany, "", std::string_view("\0*\0[\0]", 6)},
    {"CarriageReturns", kMany, "", "a\r"},
    {"Pipes", kMany, "a\n", "|"},
};

inline constexpr HostileInput kHostileRtf[] = {
    // Nests.
    {"Groups", kDeep, "{\\rtf1 ", "{", "x", "}", "}"},
    {"GroupsThatDiffer", kDeep, "{\\rtf1 ", "{\\fs%\\b ", "x", "}", "}"},
    {"BoldOnAndOff", kMany, "{\\rtf1 ", "\\b x\\b0 y"},
    {"Ignorable", kDeep, "{\\rtf1 ", "{\\*\\unknown ", "x", "}", "y}"},
    {"Fields", kDeep, "{\\rtf1 ", "{\\field{\\*\\fldinst HYPERLINK \"%\"}{\\fldrslt x", "", "}}", "}"},
    {"FieldsInInstructions", kDeep, "{\\rtf1 ", "{\\field{\\*\\fldinst ", "x", "}}", "}"},
    {"Footnotes", kDeep, "{\\rtf1 ", "x{\\footnote ", "y", "}", "}"},
    {"UnicodeAlternatives", kDeep, "{\\rtf1 ", "{\\upr{x}{\\*\\ud ", "y", "}}", "}"},
    {"Objects", kDeep, "{\\rtf1 ", "{\\object{\\*\\objdata 00}{\\result ", "x", "}}", "}"},
    {"Shapes", kDeep, "{\\rtf1 ", "{\\shp{\\*\\shpinst{\\shptxt ", "x", "}}}", "}"},
    {"Pictures", kDeep, "{\\rtf1 ", "{\\*\\shppict{\\pict\\pngblip 89504e47", "", "}}", "}"},
    {"TableLevels", kDeep, "{\\rtf1 ", "\\pard\\intbl\\itap% x\\nestcell"},
    {"TableLevelsAndBack", kDeep, "{\\rtf1 ",
     "\\pard\\intbl\\itap30 x\\nestcell{\\*\\nesttableprops\\trowd\\cellx9\\nestrow}\\itap1 y\\cell"},
    {"ListLevels", kDeep,
     "{\\rtf1{\\*\\listtable{\\list\\listid1}}{\\*\\listoverridetable{\\listoverride\\listid1\\ls1}}",
     "\\pard\\ls1\\ilvl% x\\par"},
    {"Marks", kDeep, "{\\rtf1{\\*\\generator Tare 1;}", "{\\*\\tarebegin quote}", "\\pard x\\par",
     "{\\*\\tareend quote}", "}"},
    {"MarksOfTables", kDeep, "{\\rtf1{\\*\\generator Tare 1;}",
     "{\\*\\tarebegin table dd}{\\*\\tarebegin row}\\pard x\\cell"},
    {"MarksEndedOnly", kMany, "{\\rtf1{\\*\\generator Tare 1;}", "{\\*\\tareend list}"},
    {"MarksOfLinks", kDeep, "{\\rtf1{\\*\\generator Tare 1;}\\pard ",
     "{\\field{\\*\\fldinst HYPERLINK \"%\"}{\\fldrslt x"},
    {"MarksOfNotes", kDeep, "{\\rtf1{\\*\\generator Tare 1;}\\pard x",
     "{\\super\\chftn}{\\footnote{\\*\\tarebegin footnote %}\\pard y}"},
    // Without ends.
    {"Unclosed", kMany, "{\\rtf1 ", "{\\b{\\i x"},
    {"ClosedOnly", kMany, "{\\rtf1 ", "}"},
    {"InformationUnclosed", kMany, "{\\rtf1{\\info{\\title ", "x "},
    {"FontsUnclosed", kMany, "{\\rtf1{\\fonttbl", "{\\f% x"},
    {"StylesUnclosed", kDeep, "{\\rtf1{\\stylesheet", "{\\s%\\sbasedon1 x"},
    {"InstructionUnclosed", kMany, "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"", "x"},
    {"PictureUnclosed", kMany, "{\\rtf1{\\pict\\pngblip ", "89504e47"},
    {"CellsWithoutRows", kMany, "{\\rtf1\\trowd\\cellx1\\intbl ", "x\\cell"},
    {"RowsWithoutCells", kMany, "{\\rtf1 ", "\\trowd\\cellx1\\row"},
    {"HexCutShort", kMany, "{\\rtf1 ", "\\'\\'8"},
    {"BinaryLongerThanTheFile", kDeep, "{\\rtf1 ", "\\bin999999999 x"},
    {"BinaryOfNoLength", kMany, "{\\rtf1 ", "\\bin0 \\bin-5 x"},
    {"Backslashes", kMany, "{\\rtf1 ", "\\"},
    // Floods.
    {"Columns", kDeep, "{\\rtf1\\trowd", "\\cellx%", "\\intbl ", "x\\cell", "\\row}"},
    {"ColumnsDescending", kDeep, "{\\rtf1\\trowd", "\\cellx9999999\\cellx1", "\\intbl ", "x\\cell", "\\row}"},
    {"ColumnsOfEveryRowDiffer", kDeep, "{\\rtf1 ", "\\trowd\\cellx%\\cellx9%\\intbl a\\cell b\\cell\\row", "",
     "", "}"},
    {"ColumnsMergedDown", kDeep, "{\\rtf1 ",
     "\\trowd\\clvmrg\\cellx9\\clmrg\\cellx99\\intbl a\\cell b\\cell\\row", "", "", "}"},
    {"Rows", kMany, "{\\rtf1 ", "\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row", "", "", "}"},
    {"Paragraphs", kMany, "{\\rtf1 ", "x\\par", "", "", "}"},
    {"EmptyParagraphs", kMany, "{\\rtf1 ", "\\par", "", "", "}"},
    {"Lines", kMany, "{\\rtf1 ", "x\\line ", "", "", "}"},
    {"Notes", kMany, "{\\rtf1 ", "x{\\footnote y}", "", "", "}"},
    {"NotesOfParagraphs", kDeep, "{\\rtf1 ", "x{\\footnote \\pard y\\par\\pard z\\par}\\par", "", "", "}"},
    {"Fonts", kMany, "{\\rtf1{\\fonttbl", "{\\f%\\fcharset128 N%;}", "}x", "", "}"},
    {"FontsOfText", kMany, "{\\rtf1{\\fonttbl{\\f0\\fcharset128 a;}{\\f1\\fcharset0 b;}}",
     "\\f0\\'82\\f1\\'a0", "", "", "}"},
    {"Styles", kMany, "{\\rtf1{\\stylesheet", "{\\s%\\sbasedon%\\outlinelevel0 heading 1;}", "}\\s5 x", "",
     "}"},
    {"Lists", kDeep, "{\\rtf1{\\*\\listtable",
     "{\\list{\\listlevel\\levelnfc0\\levelstartat99999999999}\\listid%}", "}{\\*\\listoverridetable",
     "{\\listoverride\\listid%\\ls%}", "}\\pard\\ls7 x\\par}"},
    {"ItemsOfManyLists", kDeep, "{\\rtf1 ", "\\pard\\ls%\\ilvl0 x\\par"},
    {"LegacyNumbers", kDeep, "{\\rtf1 ",
     "{\\pntext 1.\\tab}{\\*\\pn\\pnlvlbody\\pnstart99999999999\\pndec}x\\par"},
    {"Bookmarks", kMany, "{\\rtf1 ", "{\\*\\bkmkstart b%}x{\\*\\bkmkend b%}", "", "", "}"},
    {"Properties", kDeep, "{\\rtf1{\\*\\userprops", "{\\propname p%}{\\staticval v}", "}x", "", "}"},
    {"Information", kDeep, "{\\rtf1{\\info", "{\\title t%}{\\author a%}{\\keywords k}", "}x", "", "}"},
    {"ControlWord", kMany, "{\\rtf1 \\", "name"},
    {"ParameterDigits", kMany, "{\\rtf1 \\fs", "9999999999"},
    {"UnicodeSkips", kDeep, "{\\rtf1 ", "\\uc999999\\u8364?"},
    {"UnicodeHalves", kMany, "{\\rtf1 ", "\\u-10179?", "\\u56832?"},
    {"LineEnds", kMany, "{\\rtf1 x", "\n"},
    {"Nulls", kMany, "{\\rtf1 ", std::string_view("\0\\\0b\0{\0}", 8)},
    {"Tabs", kMany, "{\\rtf1 x", "\\tab "},
    {"HiddenText", kMany, "{\\rtf1 ", "{\\v x}\\deleted y\\plain z"},
};

inline constexpr HostileInput kHostileText[] = {
    {"Lines", kMany, "", "x\n"},
    {"Paragraphs", kMany, "", "x\n\n"},
    {"BlankLines", kMany, "x", "\n \n", "y"},
    {"Spaces", kMany, "x", " ", "y"},
    {"Nulls", kMany, "", std::string_view("\0a\0 ", 4)},
    {"FormFeeds", kMany, "x", "\f"},
    {"CarriageReturns", kMany, "", "x\r"},
    {"IllFormed", kMany, "", "\xFF\x80\xC3"},
    {"Escapes", kMany, "", "*_`[]<>&\\{}|#+-.!~"},
};

inline std::string Repeated(std::string_view unit, size_t count) {
  std::string text;
  const size_t places = static_cast<size_t>(std::count(unit.begin(), unit.end(), '%'));
  text.reserve(count * (unit.size() + places * 6));
  for (size_t i = 0; i < count; ++i) {
    for (const char c : unit) {
      if (c == '%') {
        text += std::to_string(i);
      } else {
        text += c;
      }
    }
  }
  return text;
}

// `count` in place of the input's own.
inline std::string Text(const HostileInput& input, size_t count) {
  std::string text(input.head);
  text += Repeated(input.unit, count);
  text += input.middle;
  text += Repeated(input.close, input.close.empty() ? 0 : count);
  text += input.tail;
  return text;
}

}  // namespace tare
