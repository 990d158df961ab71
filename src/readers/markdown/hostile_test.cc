// Documents made to take long or much memory. Each is so large that time that grows with its square would be
// minutes; memory is bounded.

#include "document/checking_sink.h"
#include "readers/markdown/markdown_reader.h"

namespace tare::markdown {
namespace {

constexpr size_t kSize = 1 << 20;  // bytes, about
constexpr uint64_t kMaxMemory = 12 << 20;

std::string Repeat(std::string_view text, size_t bytes = kSize) {
  std::string repeated;
  while (repeated.size() < bytes) repeated += text;
  return repeated;
}

// Nested from the outside: the first half opens, the second closes.
std::string Nested(std::string_view open, std::string_view inner, std::string_view close) {
  const size_t times = kSize / (open.size() + close.size());
  return Repeat(open, times * open.size()) + std::string(inner) + Repeat(close, times * close.size());
}

std::string Numbered(std::string_view before, std::string_view after) {
  std::string lines;
  for (int i = 0; lines.size() < kSize; ++i) {
    lines.append(before).append(std::to_string(i)).append(after);
  }
  return lines;
}

// Runs of 1, 2, 3, ... backticks.
std::string GrowingBackticks() {
  std::string text;
  for (size_t length = 1; text.size() < kSize; ++length) text += "a" + std::string(length, '`');
  return text;
}

// Each line is indented further than the one before.
std::string Staircase(std::string_view marker, size_t lines) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) text += std::string(2 * i, ' ') + std::string(marker) + "a\n";
  return text;
}

struct Hostile {
  std::string name;
  std::string markdown;
};

std::vector<Hostile> Inlines() {
  return {
      {"brackets", Repeat("[")},
      {"image_brackets", Repeat("![")},
      {"nested_brackets", Nested("[", "a", "]")},
      {"nested_links", Nested("[", "a", "](b)")},
      {"nested_images", Nested("![", "a", "](b)")},
      {"undefined_references", Repeat("[a][b]") + "\n\n[c]: d"},
      {"long_labels", Repeat("[" + std::string(998, 'a') + "]") + "\n\n[c]: d"},
      {"unclosed_label", "[" + Repeat("a")},
      {"link_openings", Repeat("[a](")},
      {"link_parentheses", "[a](" + Repeat("(")},
      {"angle_destinations", Repeat("[a](<b")},
      {"double_quoted_titles", Repeat("[a](b \"")},
      {"single_quoted_titles", Repeat("[a](b '")},
      {"title_parentheses", Repeat("[a](b (")},
      {"stars", Repeat("*")},
      {"star_openers", Repeat("*a ")},
      {"star_closers", Repeat("a* ")},
      {"never_matching", Repeat("*a_ ")},
      {"rule_of_three", Repeat("a**b*c* ")},
      {"nested_emphasis", Nested("*a **a ", "b", " a** a*")},
      {"crossing_emphasis", Repeat("*a _b* c_ ")},
      {"emphasis_across_links", Repeat("*[a*](b)")},
      {"tildes", Repeat("~a ~~b ")},
      {"backticks", GrowingBackticks()},
      {"unclosed_backtick", "`" + Repeat("a``b")},
      {"comments", Repeat("a <!-- ")},
      {"instructions", Repeat("a <? ")},
      {"declarations", Repeat("a <!A ")},
      {"cdata", Repeat("a <![CDATA[")},
      {"tags", Repeat("<a ")},
      {"tag_attributes", "a <a" + Repeat(" b")},
      {"tag_values", Repeat("<a b=\"")},
      {"angle_links", Repeat("<http:")},
      {"references", Repeat("&amp;&a&#&#x")},
      {"schemes", Repeat("http://")},
      {"one_long_url", "http://a.b/" + Repeat("www.a.b/*c*_")},
      {"domains_with_underscores", Repeat("www._")},
      {"url_parentheses", "http://a.b/" + Repeat(")")},
      {"url_references", "http://a.b/" + Repeat("&a;")},
      {"urls_and_code", Repeat("http://a.b`c`")},
      {"mail_signs", Repeat("a@")},
      {"mail_names", Repeat("a.b_") + "@c.d"},
      {"mail_domains", Repeat("a@b.c_")},
      {"footnote_references", Repeat("[^1]") + "\n\n[^1]: a"},
      {"alternative_text", "![" + Repeat("a`b`*") + "](c)"},
      {"hard_breaks", Repeat("\\\n")},
      {"spaces_before_line_ends", Repeat("a" + std::string(1000, ' ') + "\n")},
  };
}

std::vector<Hostile> Blocks() {
  return {
      {"quotes", Repeat("> ") + "a"},
      {"quoted_lines", Repeat(Repeat("> ", 400) + "a\n")},
      {"lazy_lines", Repeat("> ", 200) + "a\n" + Repeat("a\n")},
      {"bullets", Repeat("* ") + "a"},
      {"mixed_bullets", Repeat("- + * ") + "a"},
      {"numbers", Repeat("1. ") + "a"},
      {"almost_thematic_breaks", Repeat(Repeat("- ", 4000) + "a\n")},
      {"staircase", Staircase("- ", 1000)},
      {"blank_lines_in_lists", Staircase("- ", 100) + Repeat("\n")},
      {"white_lines_in_code", Staircase("- ", 99) + std::string(200, ' ') + "-     a\n" + Repeat(" \n")},
      {"blank_lines_in_quotes", Repeat("- ", 150) + "> a\n" + Repeat(">\n")},
      {"short_items", Repeat("-\n")},
      {"loose_items", Repeat("- a\n\n")},
      {"definitions", Numbered("[", "]: a\n")},
      {"equal_definitions", Repeat("[a]: b\n")},
      {"untitled_definitions", Repeat("[a]: b\n\"\n")},
      {"unclosed_title", "[a]: b '" + Repeat("c\n")},
      {"label_ends", Repeat("]:")},
      {"labels_and_ends", Repeat("[]:[a]: ")},
      {"footnotes", Numbered("[^", "]: a\n")},
      {"footnotes_in_a_line", Repeat("[^1]: ")},
      {"footnotes_in_a_list", "- a\n\n" + Numbered("  [^", "]: a\n\n")},
      {"nested_footnotes", Staircase("  [^a]: ", 700)},
      {"wide_table", Repeat("|a") + "\n" + Repeat("|-")},
      {"sparse_table", Repeat("a|", 8000) + "\n" + Repeat("-|", 8000) + "\n" + Repeat("a\n")},
      {"table_backticks", "a|b\n-|-\n" + Repeat("`|")},
      {"tables", Repeat("a|b\n-|-\nc\n\n")},
      {"html_starts", Repeat("<a>\n")},
      {"html_blocks", Repeat("<div>\n\n")},
      {"unclosed_script", "<script>\n" + Repeat("</a\n")},
      {"fences", Repeat("```\n")},
      {"blank_lines_in_code", "    a\n" + Repeat("\n") + "    b"},
      {"setext", Repeat("a\n-\n")},
      {"blank_lines", Repeat("\n")},
      {"spaces", Repeat(" ") + "a"},
      {"tabs", Repeat("\t") + "a"},
      {"carriage_returns", Repeat("a\r")},
      {"indented_paragraph", Repeat("  a\n")},
      {"attributes", Repeat("[]{a='b' c=\"")},
      {"unclosed_attributes", Repeat("[]{.a" + std::string(500, ' '), 2000)},
      {"divisions", Repeat("::: a\n") + Repeat(":::\n")},
      {"number_signs", Repeat("# ")},
      {"front_matter", "---\na: b\n" + Repeat("c: d\n")},
      {"nul", Repeat(std::string(1, '\0') + "\n")},
      {"broken_utf8", Repeat("\xFF\n")},
  };
}

class HostileMarkdown : public testing::TestWithParam<Hostile> {};

TEST_P(HostileMarkdown, TakesLittleTimeAndMemory) {
  Budget budget;
  {
    Account account("test", budget);
    CheckingSink checking;
    JobControl control;
    const ReadOptions options;
    const std::unique_ptr<Source> source = Source::FromMemory(GetParam().markdown, "hostile.md");
    ReadContext context(*source, checking, account, options, control);
    EXPECT_TRUE(ReadMarkdown(context));
    EXPECT_TRUE(checking.ok()) << checking.failure();
  }
  EXPECT_EQ(budget.used(), 0u);
  EXPECT_LE(budget.peak(), kMaxMemory);
}

const auto kName = [](const testing::TestParamInfo<Hostile>& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Inlines, HostileMarkdown, testing::ValuesIn(Inlines()), kName);
INSTANTIATE_TEST_SUITE_P(Blocks, HostileMarkdown, testing::ValuesIn(Blocks()), kName);

}  // namespace
}  // namespace tare::markdown
