#include "genome/group_spill.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <optional>
#include <string>

namespace tare::genome {
namespace {

TEST(GroupSpillTest, NamesTheFolderThatTakesNoFile) {
  const char* set = std::getenv("TMPDIR");
  const std::optional<std::string> before = set == nullptr ? std::nullopt : std::optional<std::string>(set);
  setenv("TMPDIR", "/no/such/folder", 1);
  GroupSpill spill;
  const Result<uint64_t> appended = spill.Append(std::string_view("abc"));
  before ? setenv("TMPDIR", before->c_str(), 1) : unsetenv("TMPDIR");
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().ToString(),
            "/no/such/folder: cannot create a temporary file: no such file or directory");
}

TEST(GroupSpillTest, GivesBackWhatItGot) {
  GroupSpill spill;
  ASSERT_EQ(spill.Append(std::string_view("abc")), 0U);
  ASSERT_EQ(spill.Append(std::string_view("defg")), 3U);
  std::string read(3, ' ');
  ASSERT_TRUE(spill.Read(2, read));
  EXPECT_EQ(read, "cde");
}

}  // namespace
}  // namespace tare::genome
