#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

TEST(HtmlListsTest, Lists) {
  EXPECT_EQ(ContentOf("<ul><li>a<li>b<ol start=3><li>c</li></ol></ul><ol><li value=7>d<li><p>e</ol>"), R"(
  list tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
      list ordered start=3 tight
        list-item
          paragraph
            text "c"
  list ordered start=7 tight
    list-item
      paragraph
        text "d"
    list-item
      paragraph
        text "e"
)");
}

TEST(HtmlListsTest, AnItemWithAnotherNumberBeginsAList) {
  EXPECT_EQ(ContentOf("<ol type=a><li>a<li value=2>b<li value=9>c<li>d</ol><ul><li>e<li value=9>f</ul>"), R"(
  list ordered numbering=lower-letter tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
  list ordered start=9 numbering=lower-letter tight
    list-item
      paragraph
        text "c"
    list-item
      paragraph
        text "d"
  list tight
    list-item
      paragraph
        text "e"
    list-item
      paragraph
        text "f"
)");
}

TEST(HtmlListsTest, LettersAndRomanNumbers) {
  EXPECT_EQ(ContentOf("<ol type=a start=2><li><ol type=I><li>b</ol></ol><ol type=1><li>c</ol>"), R"(
  list ordered start=2 numbering=lower-letter tight
    list-item
      list ordered numbering=upper-roman tight
        list-item
          paragraph
            text "b"
  list ordered tight
    list-item
      paragraph
        text "c"
)");
}

TEST(HtmlListsTest, AListIsLooseIfItsFirstItemIsAParagraph) {
  EXPECT_EQ(ContentOf("<ul><li><p>a</p><li>b</ul><ul><li> <div><p>c<p>d</div></ul>"), R"(
  list loose
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
  list loose
    list-item
      paragraph
        text "c"
      paragraph
        text "d"
)");
}

TEST(HtmlListsTest, ListsOutOfOrder) {
  EXPECT_EQ(ContentOf("<ul>a<li>b</li>c<ul><li>d</ul><p>e</ul><li>f</li><li>g</li><p>h"), R"(
  list tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
      paragraph
        text "c"
      list tight
        list-item
          paragraph
            text "d"
      paragraph
        text "e"
  list tight
    list-item
      paragraph
        text "f"
    list-item
      paragraph
        text "g"
  paragraph
    text "h"
)");
}

TEST(HtmlListsTest, EmptyItemsCountInOrderedListsOnly) {
  EXPECT_EQ(ContentOf("<ol><li><li>a</ol><ul><li><li>b</ul>"), R"(
  list ordered tight
    list-item
    list-item
      paragraph
        text "a"
  list tight
    list-item
      paragraph
        text "b"
)");
}

TEST(HtmlListsTest, TaskLists) {
  EXPECT_EQ(
      ContentOf("<ul><li><input type=checkbox checked disabled> a<li><label><input type=CHECKBOX>b</label>"
                "<li>c <input type=checkbox><li><input type=text>d</ul>"),
      R"(
  list tight
    list-item checked=yes
      paragraph
        text "a"
    list-item checked=no
      paragraph
        text "b"
    list-item
      paragraph
        text "c"
    list-item
      paragraph
        text "d"
)");
}

TEST(HtmlListsTest, DefinitionLists) {
  EXPECT_EQ(ContentOf("<dl><dt>a<dt>b<dd>c<p>d</dd>e<div><dt>f</dt><dd>g</dd></div></dl><dd>h</dd>i"), R"(
  definition-list
    definition-term
      text "a"
    definition-term
      text "b"
    definition
      paragraph
        text "c"
      paragraph
        text "d"
      paragraph
        text "e"
    definition-term
      text "f"
    definition
      paragraph
        text "g"
  definition-list
    definition
      paragraph
        text "h"
  paragraph
    text "i"
)");
}

TEST(HtmlListsTest, BlocksInTermsAreLines) {
  EXPECT_EQ(ContentOf("<dl><dt><h3>a</h3><ul><li>b<li>c</ul><dd>d"), R"(
  definition-list
    definition-term
      text "a"
      hard-break
      text "b"
      hard-break
      text "c"
    definition
      paragraph
        text "d"
)");
}

}  // namespace
}  // namespace tare::html
