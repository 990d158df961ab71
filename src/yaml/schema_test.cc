#include "yaml/schema.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace tare::yaml {
namespace {

// "null", "true", "int 12", "unsigned 12", "big 1e+30", "float 1.5", "merge" or "string".
std::string Describe(std::string_view text, Schema schema) {
  const Resolved resolved = ResolvePlain(text, schema);
  char number[64];
  switch (resolved.type) {
    case ScalarType::kString:
      return "string";
    case ScalarType::kNull:
      return "null";
    case ScalarType::kBoolean:
      return resolved.boolean() ? "true" : "false";
    case ScalarType::kInteger:
      return "int " + std::to_string(resolved.integer());
    case ScalarType::kUnsigned:
      return "unsigned " + std::to_string(resolved.natural);
    case ScalarType::kBig:
      std::snprintf(number, sizeof(number), "big %g", resolved.real);
      return number;
    case ScalarType::kFloat:
      std::snprintf(number, sizeof(number), "float %.17g", resolved.real);
      return number;
    case ScalarType::kMerge:
      return "merge";
  }
  return "?";
}

struct Case {
  std::string_view text;
  std::string_view failsafe;
  std::string_view json;
  std::string_view core;
  std::string_view yaml11;
};

// The columns are what YAML 1.2.2, chapter 10, says, and PyYAML 6's SafeLoader.
constexpr Case kCases[] = {
    {"", "string", "null", "null", "null"},
    {"null", "string", "null", "null", "null"},
    {"Null", "string", "string", "null", "null"},
    {"NULL", "string", "string", "null", "null"},
    {"nULL", "string", "string", "string", "string"},
    {"~", "string", "string", "null", "null"},
    {"~a", "string", "string", "string", "string"},
    {"nullx", "string", "string", "string", "string"},
    {"true", "string", "true", "true", "true"},
    {"True", "string", "string", "true", "true"},
    {"TRUE", "string", "string", "true", "true"},
    {"false", "string", "false", "false", "false"},
    {"False", "string", "string", "false", "false"},
    {"FALSE", "string", "string", "false", "false"},
    {"tRUE", "string", "string", "string", "string"},
    {"yes", "string", "string", "string", "true"},
    {"Yes", "string", "string", "string", "true"},
    {"YES", "string", "string", "string", "true"},
    {"no", "string", "string", "string", "false"},
    {"No", "string", "string", "string", "false"},
    {"NO", "string", "string", "string", "false"},
    {"on", "string", "string", "string", "true"},
    {"On", "string", "string", "string", "true"},
    {"ON", "string", "string", "string", "true"},
    {"off", "string", "string", "string", "false"},
    {"Off", "string", "string", "string", "false"},
    {"OFF", "string", "string", "string", "false"},
    {"y", "string", "string", "string", "string"},
    {"n", "string", "string", "string", "string"},
    {"<<", "string", "string", "string", "merge"},
    {"<", "string", "string", "string", "string"},
    {"0", "string", "int 0", "int 0", "int 0"},
    {"-0", "string", "int 0", "int 0", "int 0"},
    {"12", "string", "int 12", "int 12", "int 12"},
    {"+12", "string", "string", "int 12", "int 12"},
    {"-19", "string", "int -19", "int -19", "int -19"},
    {"007", "string", "string", "int 7", "int 7"},
    {"010", "string", "string", "int 10", "int 8"},
    {"-010", "string", "string", "int -10", "int -8"},
    {"09", "string", "string", "int 9", "string"},
    {"0o14", "string", "string", "int 12", "string"},
    {"0o8", "string", "string", "string", "string"},
    {"0o", "string", "string", "string", "string"},
    {"-0o14", "string", "string", "string", "string"},
    {"0x3A", "string", "string", "int 58", "int 58"},
    {"0xfF", "string", "string", "int 255", "int 255"},
    {"-0x10", "string", "string", "string", "int -16"},
    {"0x", "string", "string", "string", "string"},
    {"0xG", "string", "string", "string", "string"},
    {"0b101", "string", "string", "string", "int 5"},
    {"0b2", "string", "string", "string", "string"},
    {"0b_", "string", "string", "string", "string"},
    {"1_000", "string", "string", "string", "int 1000"},
    {"_1", "string", "string", "string", "string"},
    {"0_", "string", "string", "string", "int 0"},
    {"0x_1F", "string", "string", "string", "int 31"},
    {"190:20:30", "string", "string", "string", "int 685230"},
    {"-1:30", "string", "string", "string", "int -90"},
    {"1:60", "string", "string", "string", "string"},
    {"0:30", "string", "string", "string", "string"},
    {"1:", "string", "string", "string", "string"},
    {"190:20:30.15", "string", "string", "string", "float 685230.15000000002"},
    {"1:2:", "string", "string", "string", "string"},
    {"9223372036854775807", "string", "int 9223372036854775807", "int 9223372036854775807",
     "int 9223372036854775807"},
    {"-9223372036854775808", "string", "int -9223372036854775808", "int -9223372036854775808",
     "int -9223372036854775808"},
    {"9223372036854775808", "string", "unsigned 9223372036854775808", "unsigned 9223372036854775808",
     "unsigned 9223372036854775808"},
    {"18446744073709551615", "string", "unsigned 18446744073709551615", "unsigned 18446744073709551615",
     "unsigned 18446744073709551615"},
    {"18446744073709551616", "string", "big 1.84467e+19", "big 1.84467e+19", "big 1.84467e+19"},
    {"-9223372036854775809", "string", "big -9.22337e+18", "big -9.22337e+18", "big -9.22337e+18"},
    {"0.", "string", "float 0", "float 0", "float 0"},
    {"-0.0", "string", "float -0", "float -0", "float -0"},
    {".5", "string", "string", "float 0.5", "float 0.5"},
    {"+.5", "string", "string", "float 0.5", "string"},
    {"+12e03", "string", "string", "float 12000", "string"},
    {"-2E+05", "string", "float -200000", "float -200000", "string"},
    {"1e3", "string", "float 1000", "float 1000", "string"},
    {"1.0e3", "string", "float 1000", "float 1000", "string"},
    {"1.0e+3", "string", "float 1000", "float 1000", "float 1000"},
    {"6.8523015e+5", "string", "float 685230.15000000002", "float 685230.15000000002",
     "float 685230.15000000002"},
    {"685_230.15", "string", "string", "string", "float 685230.15000000002"},
    {"1e", "string", "string", "string", "string"},
    {"1e+", "string", "string", "string", "string"},
    {"1.2.3", "string", "string", "string", "string"},
    {"1-2", "string", "string", "string", "string"},
    {"2026-11-21", "string", "string", "string", "string"},
    {".", "string", "string", "string", "string"},
    {"..", "string", "string", "string", "string"},
    {"-", "string", "string", "string", "string"},
    {"+", "string", "string", "string", "string"},
    {"-.", "string", "string", "string", "string"},
    {".e5", "string", "string", "string", "string"},
    {".inf", "string", "string", "float inf", "float inf"},
    {"-.Inf", "string", "string", "float -inf", "float -inf"},
    {"+.INF", "string", "string", "float inf", "float inf"},
    {".iNF", "string", "string", "string", "string"},
    {"inf", "string", "string", "string", "string"},
    {".nan", "string", "string", "float nan", "float nan"},
    {".NaN", "string", "string", "float nan", "float nan"},
    {".NAN", "string", "string", "float nan", "float nan"},
    {"-.nan", "string", "string", "string", "string"},
    {"0x1.8p3", "string", "string", "string", "string"},
    {"infinity", "string", "string", "string", "string"},
    {"name", "string", "string", "string", "string"},
};

TEST(SchemaTest, ResolvesAsTheSchemasSay) {
  for (const Case& test : kCases) {
    EXPECT_EQ(Describe(test.text, Schema::kFailsafe), test.failsafe) << test.text;
    EXPECT_EQ(Describe(test.text, Schema::kJson), test.json) << test.text;
    EXPECT_EQ(Describe(test.text, Schema::kCore), test.core) << test.text;
    EXPECT_EQ(Describe(test.text, Schema::kYaml11), test.yaml11) << test.text;
  }
}

TEST(SchemaTest, FloatsBeyondRangeAreInfiniteOrZero) {
  EXPECT_EQ(Describe("1e400", Schema::kCore), "float inf");
  EXPECT_EQ(Describe("-1e400", Schema::kCore), "float -inf");
  EXPECT_EQ(Describe("1e-400", Schema::kCore), "float 0");
  EXPECT_EQ(Describe("1" + std::string(400, '0') + ".0", Schema::kCore), "float inf");
  EXPECT_EQ(Describe("0." + std::string(400, '0') + "1", Schema::kCore), "float 0");
  EXPECT_EQ(Describe("0." + std::string(400, '0') + "1e900", Schema::kCore), "float inf");
  EXPECT_EQ(Describe("1e99999999999999999999999999", Schema::kCore), "float inf");
}

TEST(SchemaTest, TaggedScalarsOfTheFailsafeSchemaAreReadAsCore) {
  EXPECT_EQ(ResolveTagged("0x10", Schema::kFailsafe).integer(), 16);
  EXPECT_EQ(ResolveTagged("010", Schema::kYaml11).integer(), 8);
}

}  // namespace
}  // namespace tare::yaml
