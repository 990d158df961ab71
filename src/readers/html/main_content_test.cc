#include "readers/html/main_content.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

const std::string kText(300, 'x');
const ReadingOptions kMainContent = {.read = {.main_content = true}};

TEST(MainContentTest, MarksThatHoldAFairShare) {
  EXPECT_EQ(FindContentMark("<div>menu</div><main>" + kText + "</main>"), ContentMark::kMain);
  EXPECT_EQ(FindContentMark("<div role=\"main\">" + kText + "</div>"), ContentMark::kMain);
  EXPECT_EQ(FindContentMark("<ARTICLE class=a>" + kText + "</ARTICLE>"), ContentMark::kArticle);
  EXPECT_EQ(FindContentMark("<main></main><article>" + kText + "</article>"), ContentMark::kArticle);
  EXPECT_EQ(FindContentMark("<main>short</main>" + kText), ContentMark::kNone);
  EXPECT_EQ(FindContentMark("<mainly>" + kText), ContentMark::kNone);
  EXPECT_EQ(FindContentMark("<script>'<main>'" + kText + "</script><style><main>" + kText + "</style>"),
            ContentMark::kNone);
  EXPECT_EQ(FindContentMark("<main>" + kText + "</main>" + std::string(10'000, 'y')), ContentMark::kNone);
  EXPECT_EQ(FindContentMark(""), ContentMark::kNone);
  EXPECT_EQ(FindContentMark("<"), ContentMark::kNone);
}

bool IsBoilerplateClass(std::string_view name, Element element = Element::kDiv) {
  const std::vector<Attribute> attributes = {{"class", name}};
  return IsBoilerplate({.name = "div", .attributes = attributes}, element, /*in_content=*/false);
}

TEST(MainContentTest, NamesThatTell) {
  for (const std::string_view name : {"sidebar",
                                      "left SideBar",
                                      "top-nav",
                                      "menu",
                                      "main-menu-container",
                                      "breadcrumbs",
                                      "cookie-notice",
                                      "leftSideBar",
                                      "navBar",
                                      "site-nav",
                                      "commentList",
                                      "page_footer",
                                      "cookieNotice",
                                      "recommended-posts",
                                      "share-buttons",
                                      "site-footer",
                                      "ads",
                                      "ad_box",
                                      "related-posts",
                                      "mw-editsection",
                                      "social-links"}) {
    EXPECT_TRUE(IsBoilerplateClass(name)) << name;
  }
  for (const std::string_view name :
       {"content",       "has-sidebar",  "article-body",  "menu-open",  "adventure", "shareholders",
        "navigate",      "hljs-comment", "subscriptable", "commentary", "resharing", "recommended-settings",
        "cookie-recipe", "unsponsored",  "related-work",  "hasSidebar", "with-nav",  "reading-list",
        "radio",         "box",          "list"}) {
    EXPECT_FALSE(IsBoilerplateClass(name)) << name;
  }
  EXPECT_FALSE(IsBoilerplateClass("sidebar", Element::kMain));
}

TEST(MainContentTest, OnlyWhatIsMarkedIsKept) {
  EXPECT_EQ(
      ContentOf("<header><h1>a</h1></header><div "
                "class=with-sidebar>b<main><header><h1>c</h1></header><nav>d</nav>" +
                    kText + "<aside>e</aside><div class=share-links>f</div></main>g</div><footer>h</footer>",
                kMainContent),
      R"(
  heading level=1
    text "c"
  paragraph
    text ")" +
          kText + R"("
)");
}

TEST(MainContentTest, SectionsOfTheTextHaveTheNamesTheyLike) {
  const std::vector<Attribute> attributes = {{"id", "newsletter"}};
  const Tag section = {.name = "section", .attributes = attributes};
  EXPECT_TRUE(IsBoilerplate(section, Element::kSection, /*in_content=*/false));
  EXPECT_FALSE(IsBoilerplate(section, Element::kSection, /*in_content=*/true));
  // Also in an article that is one of several and not the page's mark.
  EXPECT_EQ(ContentOf("<article><section id=comments>a</section></article><section id=comments>b</section>",
                      kMainContent),
            R"(
  paragraph
    anchor "comments"
    text "a"
)");
}

TEST(MainContentTest, TheTitleInAHeaderStays) {
  EXPECT_EQ(ContentOf("<header><p>a<h1>b</h1><nav><h1>c</h1></nav></header><p>d", kMainContent), R"(
  heading level=1
    text "b"
  paragraph
    text "d"
)");
}

TEST(MainContentTest, PagesWithoutMarksLoseTheirMenus) {
  EXPECT_EQ(
      ContentOf(
          "<header>a</header><div role=navigation>b</div><ul><li><a href=c>d</a><li><a href=e>f</a>"
          "<li><a href=g>h</a></ul><p><a href=i>j</a> | <a href=k>l</a> | <a href=m>n</a></p>"
          "<p>This is <a href=o>text</a>, and <a href=p>links</a> in <a href=q>it</a> are part of it.</p>"
          "<footer>r</footer>",
          kMainContent),
      R"(
  paragraph
    text "This is "
    link target="o"
      text "text"
    text ", and "
    link target="p"
      text "links"
    text " in "
    link target="q"
      text "it"
    text " are part of it."
)");
}

TEST(MainContentTest, ListsTooLongForAMenuStay) {
  std::string page = "<ul>";
  for (int i = 0; i < 5'000; ++i) page += "<li><a href=x>entry</a>";
  const std::string events = EventsOf(page, kMainContent);
  EXPECT_EQ(std::ranges::count(events, '\n'), 2 + 1 + 5'000 * 4);
}

TEST(MainContentTest, WithoutTheOptionAllIsKept) {
  EXPECT_EQ(ContentOf("<nav>a</nav><main>b</main><div class=sidebar>c</div>"), R"(
  paragraph
    text "a"
  paragraph
    text "b"
  paragraph
    text "c"
)");
}

}  // namespace
}  // namespace tare::html
