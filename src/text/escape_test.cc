#include "text/escape.h"

#include <functional>
#include <memory>
#include <memory_resource>
#include <string>

#include <gtest/gtest.h>

namespace tare::text {
namespace {

class EscapeTest : public testing::Test {
 protected:
  using Function = void (*)(std::string_view, Output&);

  std::string Escaped(Function escape, std::string_view text) {
    std::pmr::string result;
    const auto out = Output::ToString(&result, account_);
    escape(text, *out);
    EXPECT_TRUE(out->Commit().has_value());
    return std::string(result);
  }

  // Places `special` at every position of a text longer than any vector: `escaped` must stand there.
  void ExpectEverywhere(Function escape, std::string_view special, std::string_view escaped) {
    for (size_t at = 0; at <= 100; ++at) {
      std::string text(100, 'x');
      std::string expected = text;
      text.insert(at, special);
      expected.insert(at, escaped);
      ASSERT_EQ(Escaped(escape, text), expected) << at;
    }
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(EscapeTest, Html) {
  EXPECT_EQ(Escaped(EscapeHtml, ""), "");
  EXPECT_EQ(Escaped(EscapeHtml, "a < b && c > \"d\" 'e'"), "a &lt; b &amp;&amp; c &gt; \"d\" 'e'");
  EXPECT_EQ(Escaped(EscapeHtml, "\u00A0\u00A9\u00C2\u00A0"), "&nbsp;\u00A9\u00C2&nbsp;");
  EXPECT_EQ(Escaped(EscapeHtml, "cut \xC2"), "cut \xC2");
  ExpectEverywhere(EscapeHtml, "<", "&lt;");
  ExpectEverywhere(EscapeHtml, "\u00A0", "&nbsp;");
}

TEST_F(EscapeTest, HtmlAttribute) {
  EXPECT_EQ(Escaped(EscapeHtmlAttribute, "<a&\">'\u00A0"), "&lt;a&amp;&quot;&gt;'&nbsp;");
  ExpectEverywhere(EscapeHtmlAttribute, "\"", "&quot;");
}

TEST_F(EscapeTest, Json) {
  EXPECT_EQ(Escaped(EscapeJson, "say \"hi\" \\ \u4E2D\x7F/"), "say \\\"hi\\\" \\\\ \u4E2D\x7F/");
  EXPECT_EQ(Escaped(EscapeJson, "\b\f\n\r\t"), "\\b\\f\\n\\r\\t");
  EXPECT_EQ(Escaped(EscapeJson, std::string_view("\0\x01\x0B\x1F", 4)), "\\u0000\\u0001\\u000b\\u001f");
  ExpectEverywhere(EscapeJson, "\"", "\\\"");
  ExpectEverywhere(EscapeJson, "\x1F", "\\u001f");
}

TEST_F(EscapeTest, Rtf) {
  EXPECT_EQ(Escaped(EscapeRtf, "a\\b{c}d ~"), "a\\\\b\\{c\\}d ~");
  EXPECT_EQ(Escaped(EscapeRtf, "a\tb\nc"), "a\\tab b\\line c");
  EXPECT_EQ(Escaped(EscapeRtf, "\u00E9\u7FFF\u8000\uFFFD"), "\\u233 ?\\u32767 ?\\u-32768 ?\\u-3 ?");
  EXPECT_EQ(Escaped(EscapeRtf, "\U00010000\U0001F600\U0010FFFF"),
            "\\u-10240 ?\\u-9216 ?\\u-10179 ?\\u-8704 ?\\u-9217 ?\\u-8193 ?");
  EXPECT_EQ(Escaped(EscapeRtf, "\x01\x7F\r"), "\\u1 ?\\u127 ?\\u13 ?");
  EXPECT_EQ(Escaped(EscapeRtf, "\xE2\x82!"), "\\u-3 ?!");
  ExpectEverywhere(EscapeRtf, "{", "\\{");
  ExpectEverywhere(EscapeRtf, "\u20AC", "\\u8364 ?");
}

TEST_F(EscapeTest, MoreThanABuffer) {
  std::string text;
  std::string expected;
  while (text.size() < 3 * Output::kBufferSize) {
    text += "0123456789&";
    expected += "0123456789&amp;";
  }
  EXPECT_EQ(Escaped(EscapeHtml, text), expected);
  text.assign(2 * Output::kBufferSize, '\x80');
  EXPECT_EQ(Escaped(EscapeRtf, text).size(), text.size() * 6);
}

}  // namespace
}  // namespace tare::text
