#include "readers/html/image.h"

#include <gtest/gtest.h>

#include <vector>

namespace tare::html {
namespace {

std::string_view UrlOf(std::vector<Attribute> attributes) {
  return ImageUrl({.name = "img", .attributes = attributes});
}

TEST(ImageTest, TheUrlIsSrc) {
  EXPECT_EQ(UrlOf({{"src", " a.png "}, {"data-src", "b.png"}, {"srcset", "c.png 2x"}}), "a.png");
}

TEST(ImageTest, PlaceholdersGiveWayToWhatIsLoadedLater) {
  EXPECT_EQ(UrlOf({{"data-src", "b.png"}}), "b.png");
  EXPECT_EQ(UrlOf({{"src", "data:image/gif;base64,R0lGODlhAQABAAAAACw="}, {"data-original", "b.png"}}),
            "b.png");
  EXPECT_EQ(UrlOf({{"src", "/img/spacer.gif"}, {"srcset", "\n c.png 1x, d.png 2x"}}), "c.png");
  EXPECT_EQ(UrlOf({{"src", "/img/spacer.gif"}}), "/img/spacer.gif");
  EXPECT_EQ(UrlOf({{"alt", "nothing"}}), "");
}

TEST(ImageTest, CountersAreInvisible) {
  const std::vector<Attribute> counter = {{"src", "c.gif"}, {"width", "1"}, {"height", "1"}};
  EXPECT_TRUE(IsInvisible({.name = "img", .attributes = counter}));
  const std::vector<Attribute> full_width = {{"src", "c.gif"}, {"width", "1%"}};
  EXPECT_FALSE(IsInvisible({.name = "img", .attributes = full_width}));
  const std::vector<Attribute> picture = {{"src", "c.gif"}, {"width", "20"}, {"height", "auto"}};
  EXPECT_FALSE(IsInvisible({.name = "img", .attributes = picture}));
}

TEST(ImageTest, DataUrls) {
  const auto png = ParseDataUrl("data:image/png;base64,aGVsbG8=");
  ASSERT_TRUE(png);
  EXPECT_EQ(png->media_type, "image/png");
  EXPECT_TRUE(png->base64);
  std::pmr::string bytes;
  EXPECT_TRUE(DecodeData(*png, &bytes));
  EXPECT_EQ(bytes, "hello");

  const auto svg = ParseDataUrl("DATA:image/svg+xml;charset=utf-8,%3Csvg/%3E%zz");
  ASSERT_TRUE(svg);
  EXPECT_EQ(svg->media_type, "image/svg+xml");
  bytes.clear();
  EXPECT_TRUE(DecodeData(*svg, &bytes));
  EXPECT_EQ(bytes, "<svg/>%zz");

  EXPECT_FALSE(ParseDataUrl("https://example.com/data:,"));
  EXPECT_FALSE(ParseDataUrl("data:image/png;base64"));
}

TEST(ImageTest, Base64AsFoundInPages) {
  const auto decode = [](std::string_view url) {
    std::pmr::string bytes;
    return DecodeData(*ParseDataUrl(url), &bytes) ? std::string(bytes) : "broken";
  };
  EXPECT_EQ(decode("data:;base64,aGVs\n  bG8"), "hello");
  EXPECT_EQ(decode("data:;base64,aGVsbG8%3D"), "hello");
  EXPECT_EQ(decode("data:;base64,-_-_"), "\xfb\xff\xbf");
  EXPECT_EQ(decode("data:;base64,a*b"), "broken");
  EXPECT_EQ(decode("data:;base64,"), "");
}

}  // namespace
}  // namespace tare::html
