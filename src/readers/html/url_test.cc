#include "readers/html/url.h"

#include <gtest/gtest.h>

#include <string>

namespace tare::html {
namespace {

class UrlTest : public testing::Test {
 protected:
  std::string Resolve(std::string_view base, std::string_view reference) {
    const BaseUrl url(base, account_);
    std::pmr::string buffer(&account_);
    return std::string(url.Resolve(reference, &buffer));
  }

  Budget budget_;
  Account account_{"test", budget_};
};

// RFC 3986, section 5.4.
TEST_F(UrlTest, ReferencesOfTheStandard) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
  };
  for (const auto& [reference, url] : cases)
    EXPECT_EQ(Resolve("http://a/b/c/d;p?q", reference), url) << reference;
}

TEST_F(UrlTest, WithoutABaseReferencesStay) {
  EXPECT_EQ(Resolve("", " ../a b.html "), "../a b.html");
  EXPECT_EQ(Resolve("not a url", "x"), "x");
  EXPECT_EQ(Resolve("mailto:me@example.com", "x"), "x");
}

TEST_F(UrlTest, LineBreaksInUrlsDoNotCount) {
  EXPECT_EQ(Resolve("", "\n/a\n\tb\r\n"), "/ab");
  EXPECT_EQ(Resolve("https://example.com", "/a\nb"), "https://example.com/ab");
}

TEST_F(UrlTest, AHostWithoutAPath) {
  EXPECT_EQ(Resolve("https://example.com", "x"), "https://example.com/x");
  EXPECT_EQ(Resolve("https://example.com?q", "x/../y"), "https://example.com/y");
}

TEST_F(UrlTest, TheFirstBaseOfThePageCounts) {
  BaseUrl url("https://example.com/a/b", account_);
  std::pmr::string buffer(&account_);
  url.SetBase("c/");
  url.SetBase("https://other.example/");
  EXPECT_EQ(url.Resolve("d", &buffer), "https://example.com/a/c/d");
}

TEST_F(UrlTest, ARelativeBaseOfAnUnknownPageIsNone) {
  BaseUrl url("", account_);
  std::pmr::string buffer(&account_);
  url.SetBase("c/");
  EXPECT_EQ(url.Resolve("d", &buffer), "d");
  url.SetBase("https://example.com/");
  EXPECT_EQ(url.Resolve("d", &buffer), "https://example.com/d");
}

}  // namespace
}  // namespace tare::html
