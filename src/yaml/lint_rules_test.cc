// Each rule with texts that keep it and texts that do not.

#include "yaml/lint_found.h"

namespace tare::yaml {
namespace {

using LintRulesTest = LintTest;

TEST_F(LintRulesTest, Anchors) {
  EXPECT_EQ(At("- &a 1\n- *a\n- *b\n", "anchors"), "3:3");
  EXPECT_EQ(At("--- &a 1\n--- *a\n", "anchors"), "2:5");  // of another document
  EXPECT_EQ(At("- *a\n- &a 1\n", "anchors"), "1:3");
  EXPECT_EQ(At("- &a 1\n- &a 2\n- &b 3\n", "anchors", "{forbid-duplicated-anchors: true}"), "2:3");
  EXPECT_EQ(At("- &a 1\n- &b 2\n- &a 3\n- *a\n", "anchors", "{forbid-unused-anchors: true}"), "1:3 2:3");
  EXPECT_EQ(At("- *b\n", "anchors", "{forbid-undeclared-aliases: false}"), "");
}

TEST_F(LintRulesTest, BracesAndBrackets) {
  EXPECT_EQ(At("a: {b: 1, c: {}}\nd: {\n  e: 1\n}\n", "braces"), "");
  EXPECT_EQ(At("a: { b: 1 }\n", "braces"), "1:5 1:10");
  EXPECT_EQ(At("a: { b: 1 }\nc: {d: 1}\n", "braces", "{min-spaces-inside: 1, max-spaces-inside: 1}"),
            "2:5 2:9");
  EXPECT_EQ(At("a: { }\nb: {}\n", "braces"), "1:5");
  EXPECT_EQ(At("a: { }\nb: {}\n", "braces", "{min-spaces-inside-empty: 1, max-spaces-inside-empty: 1}"),
            "2:5");
  EXPECT_EQ(At("a: {}\nb: {c}\n", "braces", "{forbid: non-empty}"), "2:4");
  EXPECT_EQ(At("a: {}\nb: {c}\n", "braces", "{forbid: true}"), "1:4 2:4");
  EXPECT_EQ(At("a: [1, 2]\nb: [ # comment\n  1\n]\n", "brackets"), "");
  EXPECT_EQ(At("a: [  1, 2 ]\n", "brackets"), "1:6 1:11");
  EXPECT_EQ(At("a: \"[ b ]\"\nc: |\n  [ d ]\n", "brackets"), "");
}

TEST_F(LintRulesTest, Colons) {
  EXPECT_EQ(At("a: 1\nb:\n  c: 2\n? d\n: e\n\"f\" : 1\n", "colons"), "6:4");
  EXPECT_EQ(At("a:  1\nb:   # comment\n  c\n", "colons"), "1:4");
  EXPECT_EQ(At("?  a\n:  b\n", "colons"), "1:3 2:3");
  EXPECT_EQ(At("a: &x 1\n*x : 2\n*x  : 3\n", "colons"), "3:4");
  EXPECT_EQ(At("a :    1\n", "colons", "{max-spaces-before: 1, max-spaces-after: -1}"), "");
}

TEST_F(LintRulesTest, Commas) {
  EXPECT_EQ(At("[a, b,\n c, # comment\n d]\n", "commas"), "");
  EXPECT_EQ(At("[a ,b,  c]\n", "commas"), "1:3 1:5 1:8");
  EXPECT_EQ(At("[a\n , b]\n", "commas"), "2:1");
}

TEST_F(LintRulesTest, Comments) {
  EXPECT_EQ(At("#!/bin/x\n# a\n#\n## b\nc: 1  # d\n", "comments"), "");
  EXPECT_EQ(At("#a\nb: 1 # c\nd: |  #e\n  # text\n  #text\nf: \"#g\"\n", "comments"), "1:2 2:6 3:8");
  EXPECT_EQ(At("#!a\n", "comments", "{ignore-shebangs: false}"), "1:2");
  EXPECT_EQ(At("b: 1 #c\n", "comments", "{require-starting-space: false, min-spaces-from-content: 1}"), "");
}

TEST_F(LintRulesTest, CommentsIndentation) {
  EXPECT_EQ(At("# a\nb:\n  # c\n  - 1\n  # d\n# e\nf: 1\n", "comments-indentation"), "");
  EXPECT_EQ(At(" # a\nb:\n # c\n  - 1\n   # d\n", "comments-indentation"), "1:2 3:2 5:4");
  EXPECT_EQ(At("a:\n  - 1\n# b\n  # c\nd: 1\n", "comments-indentation"), "4:3");
  EXPECT_EQ(At("a:\n# b\n  - 1\n", "comments-indentation"), "2:1");
}

TEST_F(LintRulesTest, Documents) {
  EXPECT_EQ(At("---\na\n---\nb\n", "document-start"), "");
  EXPECT_EQ(At("# c\na\n", "document-start"), "2:1");
  EXPECT_EQ(At("# only a comment\n", "document-start"), "");
  EXPECT_EQ(At("a\n---\nb\n", "document-start", "{present: false}"), "2:1");
  EXPECT_EQ(At("a\n...\nb\n", "document-end"), "3:1");
  EXPECT_EQ(At("a\n---\nb\n...\n", "document-end"), "2:1");
  EXPECT_EQ(At("a\n...\n", "document-end", "{present: false}"), "2:1");
}

TEST_F(LintRulesTest, EmptyLines) {
  EXPECT_EQ(At("a\n\n\nb\n", "empty-lines"), "");
  EXPECT_EQ(At("\na\n\n\n\nb\n\n", "empty-lines"), "1:1 5:1 7:1");
  EXPECT_EQ(At("\r\na\r\n\r\nb\r\n", "empty-lines", "{max: 0, max-start: 1}"), "3:1");
}

TEST_F(LintRulesTest, EmptyValues) {
  EXPECT_EQ(At("a: null\nb: ''\nc: &x\nd: !!null\n", "empty-values"), "");
  EXPECT_EQ(At("a:\n# c\n\nb: {c: , d:, e}\nf:\n  - \n  - 1\n", "empty-values"), "1:3 4:7 4:12 6:4");
  EXPECT_EQ(At("? : \none: 1\n", "empty-values"), "1:4");  // the key's; the entry itself has no colon
  EXPECT_EQ(At("a:\nb: {c: }\nd:\n  -\n", "empty-values",
               "{forbid-in-block-mappings: false, forbid-in-block-sequences: false}"),
            "2:7");
}

TEST_F(LintRulesTest, FloatValues) {
  const std::string text = "- .5\n- -.5\n- 1e3\n- .nan\n- -.Inf\n- 0.5\n- '.5'\n- 1.e\n- !!str .5\n";
  EXPECT_EQ(At(text, "float-values"), "");
  EXPECT_EQ(At(text, "float-values", "{require-numeral-before-decimal: true}"), "1:3 2:3");
  EXPECT_EQ(At(text, "float-values", "{forbid-scientific-notation: true}"), "3:3");
  EXPECT_EQ(At(text, "float-values", "{forbid-nan: true, forbid-inf: true}"), "4:3 5:3");
}

TEST_F(LintRulesTest, Hyphens) {
  EXPECT_EQ(At("- a\n-\n  b\n-   # c\n  d\n", "hyphens"), "");
  EXPECT_EQ(At("-  a\n- -   b\n", "hyphens"), "1:3 2:6");
  EXPECT_EQ(At("-   a\n", "hyphens", "{max-spaces-after: 3}"), "");
}

TEST_F(LintRulesTest, IndentationOfAFixedWidth) {
  const std::string two = "{spaces: 2}";
  EXPECT_EQ(At("a:\n  b:\n    - c: 1\n      d: 2\n    - - e\n      - f\n", "indentation", two), "");
  EXPECT_EQ(At("a:\n    b: 1\n    c:\n      d: 1\n", "indentation", two), "2:5");  // told once
  EXPECT_EQ(At("a:\n   b\nc:\n - d\n", "indentation", two), "2:4 4:2");
  EXPECT_EQ(At("  a: 1\n  b: 2\n", "indentation", two), "1:3");
  EXPECT_EQ(At("-\n   a: 1\n-\n  - b\n", "indentation", two), "2:4");
  EXPECT_EQ(At("a: &x !!map\n   b: 1\n", "indentation", two), "2:4");
  EXPECT_EQ(At("a: |\n     text\nb: >\n text\n", "indentation", two), "");
}

TEST_F(LintRulesTest, IndentationThatIsConsistent) {
  EXPECT_EQ(At("a:\n    b: 1\nc:\n    d: 1\n", "indentation"), "");
  EXPECT_EQ(At("a:\n    b: 1\nc:\n  d: 1\n", "indentation"), "4:3");
  EXPECT_EQ(At("a:\n- b\n", "indentation"), "2:1");
}

TEST_F(LintRulesTest, IndentationOfSequences) {
  const std::string text = "a:\n- b\nc:\n  - d\n";
  EXPECT_EQ(At(text, "indentation", "{spaces: 2, indent-sequences: true}"), "2:1");
  EXPECT_EQ(At(text, "indentation", "{spaces: 2, indent-sequences: false}"), "4:3");
  EXPECT_EQ(At(text, "indentation", "{spaces: 2, indent-sequences: whatever}"), "");
  EXPECT_EQ(At(text, "indentation", "{spaces: 2, indent-sequences: consistent}"), "4:3");
}

TEST_F(LintRulesTest, IndentationInBrackets) {
  const std::string two = "{spaces: 2}";
  EXPECT_EQ(At("a: [\n  b,\n  c: d\n]\ne: [f,\n    g]\n", "indentation", two), "");
  EXPECT_EQ(At("a: [\n    b\n  ]\n", "indentation", two), "2:5 3:3");
  EXPECT_EQ(At("a: [b,\n  c]\n", "indentation", two), "2:3");
  EXPECT_EQ(At("é: {b: 1,\n    c: 1}\n", "indentation", two), "");
}

TEST_F(LintRulesTest, IndentationOfLinesInStrings) {
  const std::string on = "{spaces: 2, check-multi-line-strings: true}";
  EXPECT_EQ(At("a: b\n   c\nd: \"e\n    f\"\ng: |\n  h\n    i\n", "indentation", on), "");
  EXPECT_EQ(At("a: b\n  c\nd: |\n   e\n", "indentation", on), "2:3 4:4");
}

TEST_F(LintRulesTest, KeyDuplicates) {
  EXPECT_EQ(At("a: 1\nb: {a: 1, c: 2}\nc: 3\n", "key-duplicates"), "");
  EXPECT_EQ(At("a: 1\n\"a\": 2\nb: {c: 1, 'c': 2}\n? a\n", "key-duplicates"), "2:1 3:11 4:3");
  EXPECT_EQ(At("1: a\n\"1\": b\n", "key-duplicates"), "");  // a number, and a string
  EXPECT_EQ(At("<<: *a\n<<: *b\n", "key-duplicates"), "");
  EXPECT_EQ(At("<<: *a\n<<: *b\n", "key-duplicates", "{forbid-duplicated-merge-keys: true}"), "2:1");
}

TEST_F(LintRulesTest, KeyDuplicatesOfLargeMappings) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "k" + std::to_string(i) + ": {k1: 1, k2: 1}\n";
  EXPECT_EQ(At(text, "key-duplicates"), "");
  EXPECT_EQ(At(text + "k3: 1\nk999: 1\nk1000: 1\n", "key-duplicates"), "1001:1 1002:1");
  EXPECT_EQ(At(text + "---\nk3: 1\n", "key-duplicates"), "");
}

TEST_F(LintRulesTest, KeyOrdering) {
  EXPECT_EQ(At("a: 1\nb: {y: 1, z: 1}\nc: 1\n", "key-ordering"), "");
  EXPECT_EQ(At("b: 1\na: 1\naa: 1\nc: {z: 1, y: 1}\n", "key-ordering"), "2:1 3:1 4:11");
  EXPECT_EQ(At("b: 1\nname: 1\nc: 1\n", "key-ordering", "{ignored-keys: [^na]}"), "");
}

TEST_F(LintRulesTest, LineLength) {
  const std::string ten = "{max: 10}";
  EXPECT_EQ(At("- abcdefgh\n- ab defgh\n- äöüäöü ä\n", "line-length", ten), "");
  EXPECT_EQ(At("- ab defghi\n- äö üäöüäö\n", "line-length", ten), "1:11 2:18");
  EXPECT_EQ(At("- abcdefghijkl\n# abcdefghijkl\n- k: abcdefghijkl\n", "line-length", ten), "3:11");
  EXPECT_EQ(At("- abcdefghijkl\n", "line-length", "{max: 10, allow-non-breakable-words: false}"), "1:11");
  EXPECT_EQ(At("key: abcdefghijkl\nb:\n  - b: abcdefghijkl\nc: ab defghijkl\n", "line-length",
               "{max: 10, allow-non-breakable-inline-mappings: true}"),
            "4:11");
}

TEST_F(LintRulesTest, EndsOfLines) {
  EXPECT_EQ(At("a: 1\n", "new-line-at-end-of-file"), "");
  EXPECT_EQ(At("", "new-line-at-end-of-file"), "");
  EXPECT_EQ(At("a: 1\nb: 2", "new-line-at-end-of-file"), "2:5");
  EXPECT_EQ(At("a: 1\nb: 2\r\nc: 3\r\n", "new-lines"), "2:5");
  EXPECT_EQ(At("a: 1\r\nb: 2\r\n", "new-lines", "{type: dos}"), "");
  EXPECT_EQ(At("a: 1\nb: 2\n", "new-lines", "{type: dos}"), "1:5");
  EXPECT_EQ(At("a: 1 \nb: |\n  c\t \n \nd: 1\r\n", "trailing-spaces"), "1:5 3:4 4:1");
}

TEST_F(LintRulesTest, OctalValues) {
  const std::string text = "- 010\n- 0o10\n- '010'\n- 08\n- 0\n- !!str 010\n";
  EXPECT_EQ(At(text, "octal-values"), "1:3 2:3");
  EXPECT_EQ(At(text, "octal-values", "{forbid-explicit-octal: false}"), "1:3");
}

TEST_F(LintRulesTest, QuotedStrings) {
  EXPECT_EQ(At("a: b\nc: 'd'\ne: 12\nf: true\n", "quoted-strings"), "1:4");
  const std::string text = "a: 'b'\nc: \"d\"\ne: f\n";
  EXPECT_EQ(At(text, "quoted-strings", "{quote-type: single, required: false}"), "2:4");
  EXPECT_EQ(At(text, "quoted-strings", "{quote-type: double, required: false}"), "1:4");
  EXPECT_EQ(At(text, "quoted-strings", "{quote-type: consistent, required: false}"), "2:4");
  EXPECT_EQ(At("a: '1'\nb: 'x: y'\nc: 'd'\ne: \"\\t\"\nf: ['g,', 'h']\n", "quoted-strings",
               "{required: only-when-needed}"),
            "3:4 5:11");
  EXPECT_EQ(At("a: \"x\\\"y\"\nb: \"x\\ny\"\n", "quoted-strings", "{quote-type: single}"), "1:4");
  EXPECT_EQ(At("a: 'x\"y'\n", "quoted-strings", "{quote-type: double, allow-quoted-quotes: true}"), "");
  EXPECT_EQ(At("a: 'b'\n'c': 'd'\n", "quoted-strings", "{check-keys: true}"), "1:1");
  EXPECT_EQ(At("a: http://b\n", "quoted-strings", "{required: false, extra-required: [^http:]}"), "1:4");
}

TEST_F(LintRulesTest, Tabs) {
  EXPECT_EQ(At("a: \"\tb\"\nc: |\n  d\te\nf: g\th\n", "tabs"), "");
  EXPECT_EQ(At("a:\tb\nc: 1\t# d\n", "tabs"), "1:3 2:5");
}

TEST_F(LintRulesTest, Truthy) {
  EXPECT_EQ(At("a: true\nb: 'yes'\nc: !!str yes\nd: yesterday\ny: 1\n", "truthy"), "");
  EXPECT_EQ(At("a: yes\non: 1\nb: [Off, n, TRUE]\n", "truthy"), "1:4 2:1 3:5 3:10 3:13");
  EXPECT_EQ(At("on: yes\n", "truthy", "{check-keys: false, allowed-values: ['no']}"), "1:5");
  EXPECT_EQ(At("a: yes\n", "truthy", "{allowed-values: [yes, no]}"), "");
  EXPECT_EQ(At("%YAML 1.2\n---\na: yes\nb: TRUE\n---\nc: yes\n", "truthy"), "4:4 6:4");
}

}  // namespace
}  // namespace tare::yaml
