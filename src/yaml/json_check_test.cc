// What RFC 8259 says is JSON, and what is not, in the strict mode of the parser.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tare/yaml_events.h"

namespace tare::yaml {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kAccepted[] = {
    // Values, with and without white space about them.
    "null"sv,
    "true"sv,
    "false"sv,
    " null "sv,
    "\t\n\r null\r\n"sv,
    "0"sv,
    "\"\""sv,
    "[]"sv,
    "{}"sv,
    "[ ]"sv,
    "{ }"sv,
    "[\n]"sv,
    "{\r\n}"sv,
    "\xEF\xBB\xBF[]"sv,
    // Numbers (6).
    "-0"sv,
    "1"sv,
    "-1"sv,
    "10"sv,
    "123456789012345678901234567890"sv,
    "0.0"sv,
    "-0.5"sv,
    "1.25"sv,
    "1e1"sv,
    "1E1"sv,
    "1e+1"sv,
    "1e-1"sv,
    "0e0"sv,
    "0.1E-20"sv,
    "-1.5e+300"sv,
    "1e999"sv,
    "0.00000000000000000000000000001"sv,
    "100000000000000000000.5"sv,
    // Strings (7).
    "\"a\""sv,
    "\"a b\""sv,
    "\"\\\"\""sv,
    "\"\\\\\""sv,
    "\"\\/\""sv,
    "\"/\""sv,
    "\"\\b\\f\\n\\r\\t\""sv,
    "\"\\u0041\""sv,
    "\"\\u00e9\""sv,
    "\"\\u00E9\""sv,
    "\"\\uD83D\\uDE00\""sv,
    "\"\\ud83d\\ude00\""sv,
    "\"\\u0000\""sv,
    "\"\\uFFFF\""sv,
    "\"é\""sv,
    "\"😀\""sv,
    "\"\x7F\""sv,
    "\"\u2028\u2029\""sv,
    "\"'\""sv,
    "\"# no comment\""sv,
    "\"a: b\""sv,
    "\" lead and trail \""sv,
    "\"---\""sv,
    "\"[\""sv,
    "\"}\""sv,
    "\"\\u005C\""sv,
    "\"\uFEFF\""sv,
    "\"*a &b !c\""sv,
    "\"%\""sv,
    "\"@`\""sv,
    // Arrays (5).
    "[null]"sv,
    "[1]"sv,
    "[1,2]"sv,
    "[1, 2]"sv,
    "[ 1 , 2 ]"sv,
    "[[]]"sv,
    "[[],[]]"sv,
    "[{}]"sv,
    "[\"a\",1,null,true]"sv,
    "[\n  1,\n  2\n]"sv,
    "[\t1\t,\t2\t]"sv,
    "[1\r,2\r]"sv,
    "[[[[[[[[]]]]]]]]"sv,
    "[-1]"sv,
    "[\"]\"]"sv,
    "[{\"a\":[]}]"sv,
    "[-0.0,1e5]"sv,
    // Objects (4).
    "{\"a\":1}"sv,
    "{\"a\": 1}"sv,
    "{ \"a\" : 1 }"sv,
    "{\"a\":1,\"b\":2}"sv,
    "{\"\":0}"sv,
    "{\"a\":{\"b\":{}}}"sv,
    "{\"a\":1,\"a\":2}"sv,
    "{\"a\"\n:\n1\n}"sv,
    "{\"a b\":\"c d\"}"sv,
    "{\"\\u0061\":1}"sv,
    "{\"a\":[1,{\"b\":null}]}"sv,
    "{\"a\":\"b\",\"c\":\"d\"}"sv,
    "{\"true\":true,\"null\":null}"sv,
    "{\"a\":-1}"sv,
    "{\"a\":\"\"}"sv,
    "{\"a:b\":1}"sv,
    "{\"a\":\t1}"sv,
    "{\n\t\"a\": 1\n}"sv,
    "{\"é\":\"ü\"}"sv,
    "{\"{\":\"}\"}"sv,
    "{\"a\":[],\"b\":{}}"sv,
    "{\"a\" :1}"sv,
    "[{\"a\":1},{\"b\":2}]"sv,
    "{\"0\":0}"sv,
    "{\"a\":1e5}"sv,
};

constexpr std::string_view kRejected[] = {
    // No value, or more than one.
    ""sv,
    " "sv,
    "\n"sv,
    "null null"sv,
    "1 2"sv,
    "[] []"sv,
    "{}{}"sv,
    "\"a\"\"b\""sv,
    "1,"sv,
    ",1"sv,
    "[],"sv,
    "nul"sv,
    "nulll"sv,
    "True"sv,
    "FALSE"sv,
    "NULL"sv,
    "None"sv,
    "undefined"sv,
    "NaN"sv,
    "Infinity"sv,
    "-Infinity"sv,
    "nan"sv,
    "~"sv,
    "yes"sv,
    "a"sv,
    "truefalse"sv,
    "\xEF\xBB\xBF"sv,
    "\xFF"sv,
    "[\0]"sv,
    "\f[]"sv,
    "[]\v"sv,
    "\u00A0[]"sv,
    // Numbers.
    "+1"sv,
    "01"sv,
    "-01"sv,
    "00"sv,
    "1."sv,
    ".5"sv,
    "-.5"sv,
    "1.e1"sv,
    "1e"sv,
    "1e+"sv,
    "1e1.5"sv,
    "1E"sv,
    "0x10"sv,
    "0o7"sv,
    "1_000"sv,
    "1,000"sv,
    "--1"sv,
    "-"sv,
    "- 1"sv,
    "1a"sv,
    "0b1"sv,
    ".inf"sv,
    "1e 1"sv,
    "１"sv,
    "1.2.3"sv,
    "-a"sv,
    // Strings.
    "\""sv,
    "\"a"sv,
    "a\""sv,
    "'a'"sv,
    "\"\\\""sv,
    "\"\\a\""sv,
    "\"\\x41\""sv,
    "\"\\0\""sv,
    "\"\\ \""sv,
    "\"\\u\""sv,
    "\"\\u004\""sv,
    "\"\\u00g0\""sv,
    "\"\\U00000041\""sv,
    "\"\\v\""sv,
    "\"\\e\""sv,
    "\"a\nb\""sv,
    "\"a\tb\""sv,
    "\"\r\""sv,
    "\"\x01\""sv,
    "\"\x1F\""sv,
    "\"\0\""sv,
    "\"\xFF\""sv,
    "\"\xC3\""sv,
    "\"\xED\xA0\x80\""sv,
    "\"\\\n\""sv,
    "\"\\'\""sv,
    // Arrays.
    "["sv,
    "]"sv,
    "[1"sv,
    "[1,"sv,
    "[1,]"sv,
    "[,]"sv,
    "[,1]"sv,
    "[1,,2]"sv,
    "[1 2]"sv,
    "[1}"sv,
    "[1:2]"sv,
    "[\"a\":1]"sv,
    "[a]"sv,
    "[[]"sv,
    "[]]"sv,
    "[1;2]"sv,
    "[...]"sv,
    "[- 1]"sv,
    "[*a]"sv,
    "[&a 1]"sv,
    "[!!int 1]"sv,
    // Objects.
    "{"sv,
    "}"sv,
    "{a:1}"sv,
    "{'a':1}"sv,
    "{1:2}"sv,
    "{null:1}"sv,
    "{\"a\"}"sv,
    "{\"a\":}"sv,
    "{\"a\":1,}"sv,
    "{,}"sv,
    "{\"a\":1 \"b\":2}"sv,
    "{\"a\" 1}"sv,
    "{\"a\"::1}"sv,
    "{\"a\":1]"sv,
    "{\"a\":1"sv,
    "{\"a\":1,,\"b\":2}"sv,
    "{:1}"sv,
    "{\"a\"=1}"sv,
    "{\"a\",\"b\"}"sv,
    "{[]:1}"sv,
    "{{}:1}"sv,
    "{\"a\":b}"sv,
    "{? \"a\": 1}"sv,
    // What is YAML alone.
    "a: b"sv,
    "- a"sv,
    "# comment"sv,
    "[] # comment"sv,
    "/* c */ []"sv,
    "// c\n[]"sv,
    "--- []"sv,
    "[]\n..."sv,
    "%YAML 1.2\n--- []"sv,
    "|\n a"sv,
    "\"a\": 1"sv,
    "&a []"sv,
    "!!seq []"sv,
    "[1, 2] # end"sv,
    "{\"a\": 1, # one\n \"b\": 2}"sv,
};

class JsonCheckTest : public testing::Test {
 protected:
  // Empty, or the error.
  std::string ErrorOf(std::string_view text) {
    Parser parser(text, account_, {.strict_json = true});
    while (const Event* event = parser.Next()) {
      if (event->kind == EventKind::kStreamEnd) return {};
    }
    return parser.error().ToString();
  }

  Budget budget_;
  Account account_{"json", budget_};
};

TEST_F(JsonCheckTest, WhatIsJsonIsAccepted) {
  EXPECT_GE(std::size(kAccepted), 100u);
  for (const std::string_view text : kAccepted) EXPECT_EQ(ErrorOf(text), "") << text;
}

TEST_F(JsonCheckTest, WhatIsNotIsRefused) {
  EXPECT_GE(std::size(kRejected), 100u);
  for (const std::string_view text : kRejected) EXPECT_NE(ErrorOf(text), "") << text;
}

TEST_F(JsonCheckTest, ErrorsTellTheirPlace) {
  EXPECT_EQ(ErrorOf("{\n \"a\": 1,\n}"), "3:1: expected a key of JSON, in double quotes");
  EXPECT_EQ(ErrorOf("[1, 02]"), "1:6: a number of JSON with a leading zero");
  EXPECT_EQ(ErrorOf("[1]x"), "1:4: JSON has one value, and more follows");
  EXPECT_EQ(ErrorOf("[1, a]"), "1:5: expected a value of JSON");
  EXPECT_EQ(ErrorOf("[\"\\x\"]"), "1:4: an escape that JSON does not know");
}

TEST_F(JsonCheckTest, DepthTakesBits) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(ErrorOf(deep), "1:10001: collections are nested more than 10000 deep");
  EXPECT_LT(account_.peak(), 512u * 1024);
}

}  // namespace
}  // namespace tare::yaml
