#include <algorithm>
#include <string>

#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

TEST(HtmlMetadataTest, WhatAPageSaysAboutItself) {
  EXPECT_EQ(EventsOf(R"(<!doctype html><html lang="de-AT"><head>
    <meta charset=utf-8>
    <title> A
      title &amp; more </title>
    <meta name="Description" content=" What it is about. ">
    <meta name=author content="First Author"><meta name=author content="Second Author">
    <meta name=keywords content="a, b"><meta name=generator content="Hand">
    <meta name=viewport content="width=device-width"><meta name=description content="Second">
    <meta property="og:title" content="A title"><meta property="og:image" content="1.png">
    <meta property="og:image" content="2.png"><meta property="og:image" content="1.png">
    <meta name="twitter:card" content="summary">
    <meta property="article:published_time" content="2024-05-06T07:08:09Z">
    <meta http-equiv="last-modified" content="Tue, 07 May 2024"><meta name=empty content="">
    <link rel="alternate canonical" href="/page">
    <title>Second</title></head>)",
                     {.read = {.base_url = "https://example.com/x/y"}}),
            R"(document
  metadata charset "UTF-8"
  metadata language "de-AT"
  metadata title "A title & more"
  metadata description "What it is about."
  metadata author "First Author"
  metadata author "Second Author"
  metadata keywords "a, b"
  metadata generator "Hand"
  metadata og:title "A title"
  metadata og:image "1.png"
  metadata og:image "2.png"
  metadata twitter:card "summary"
  metadata created "2024-05-06T07:08:09Z"
  metadata article:published_time "2024-05-06T07:08:09Z"
  metadata canonical "https://example.com/page"
)");
}

TEST(HtmlMetadataTest, TheTitleOfAPictureIsNotThePages) {
  EXPECT_EQ(ContentOf("<svg><title>a</title></svg><title></title><title>b</title>c"), R"(
  metadata title "b"
  paragraph
    text "c"
)");
}

TEST(HtmlMetadataTest, AnEndlessTitle) {
  EXPECT_EQ(ContentOf("<title>a b"), R"(
  metadata title "a b"
)");
  const std::string words(100'000, 'x');
  EXPECT_EQ(ContentOf("<title>a " + words + " b</title>"), R"(
  metadata title "a"
)");
}

TEST(HtmlMetadataTest, MetadataWithoutEnd) {
  std::string page;
  for (int i = 0; i < 1000; ++i) page += "<meta property=og:image content=" + std::to_string(i) + ">";
  const std::string events = EventsOf(page);
  EXPECT_EQ(std::ranges::count(events, '\n'), 1 + 256);
}

}  // namespace
}  // namespace tare::html
