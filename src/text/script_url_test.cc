#include "text/script_url.h"

#include <gtest/gtest.h>

namespace tare::text {
namespace {

TEST(ScriptUrl, Schemes) {
  EXPECT_TRUE(IsScriptUrl("javascript:alert(1)"));
  EXPECT_TRUE(IsScriptUrl("JavaScript:"));
  EXPECT_TRUE(IsScriptUrl("vbscript:x"));
  EXPECT_TRUE(IsScriptUrl("data:text/html,x"));
  EXPECT_TRUE(IsScriptUrl("data:,x"));
  EXPECT_FALSE(IsScriptUrl("data:image/png;base64,AA"));
  EXPECT_FALSE(IsScriptUrl("https://example.org/javascript:x"));
  EXPECT_FALSE(IsScriptUrl("javascript"));
  EXPECT_FALSE(IsScriptUrl("javascript-x:"));
  EXPECT_FALSE(IsScriptUrl(""));
}

TEST(ScriptUrl, WhatBrowsersSkip) {
  EXPECT_TRUE(IsScriptUrl(" \x01\njavascript:x"));
  EXPECT_TRUE(IsScriptUrl("java\tscr\r\nipt\n:x"));
  EXPECT_TRUE(IsScriptUrl("da\tta:text/html,x"));
  EXPECT_FALSE(IsScriptUrl("java script:x"));
}

}  // namespace
}  // namespace tare::text
