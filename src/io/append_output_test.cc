#include "io/append_output.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tare {
namespace {

namespace fs = std::filesystem;

class AppendOutputTest : public testing::Test {
 protected:
  AppendOutputTest() {
    std::string name = (fs::temp_directory_path() / "tare-append-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    path_ = (folder_ / "file").string();
    std::ofstream(path_) << "old, unfinished";
    fs::last_write_time(path_, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
  ~AppendOutputTest() override { fs::remove_all(folder_); }

  std::string Content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
  std::string path_;
  Budget budget_;
  Account account_{"io", budget_};
};

TEST_F(AppendOutputTest, WithoutCommitTheFileIsWhatItWas) {
  const fs::file_time_type time = fs::last_write_time(path_);
  {
    auto out = AppendOutput::Open(path_, account_);
    ASSERT_TRUE(out);
    EXPECT_EQ((*out)->size(), 15U);
    (*out)->Write(", new");
    (*out)->Barrier();
    EXPECT_EQ(Content(), "old, unfinished, new");
  }
  EXPECT_EQ(Content(), "old, unfinished");
  EXPECT_EQ(fs::last_write_time(path_), time);
}

TEST_F(AppendOutputTest, WhatIsCutIsNotTakenBack) {
  const fs::file_time_type time = fs::last_write_time(path_);
  {
    auto out = AppendOutput::Open(path_, account_);
    ASSERT_TRUE(out);
    ASSERT_TRUE((*out)->CutTo(3));
    EXPECT_EQ((*out)->size(), 3U);
    (*out)->Write(" and new");
    (*out)->Flush();
  }
  EXPECT_EQ(Content(), "old");
  EXPECT_GT(fs::last_write_time(path_), time);
}

TEST_F(AppendOutputTest, CommitKeepsWhatWasAppended) {
  {
    auto out = AppendOutput::Open(path_, account_);
    ASSERT_TRUE(out);
    ASSERT_TRUE((*out)->CutTo(3));
    (*out)->Write(" and new");
    ASSERT_TRUE((*out)->Commit());
    (*out)->Overwrite(4, "AND");
  }
  EXPECT_EQ(Content(), "old AND new");
}

TEST_F(AppendOutputTest, OthersSeeThatItIsOpen) {
  EXPECT_FALSE(AppendOutput::IsOpen(path_));
  EXPECT_FALSE(AppendOutput::IsOpen(path_ + ".missing"));
  {
    const auto out = AppendOutput::Open(path_, account_);
    ASSERT_TRUE(out);
    EXPECT_TRUE(AppendOutput::IsOpen(path_));
    const auto second = AppendOutput::Open(path_, account_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().message, "another process is appending to it");
  }
  EXPECT_FALSE(AppendOutput::IsOpen(path_));
  EXPECT_TRUE(AppendOutput::Open(path_, account_));
}

// Of an output that becomes a file at its end, and of what no disk is behind.
TEST_F(AppendOutputTest, OutputsThatAreNotAppendedHaveBarriersToo) {
  for (const std::string& path : {path_, std::string("/dev/null")}) {
    auto out = Output::ToFile(path, account_);
    ASSERT_TRUE(out);
    (*out)->Write("first");
    (*out)->Barrier();
    EXPECT_EQ(Content(), "old, unfinished");
    (*out)->Write(", second");
    ASSERT_TRUE((*out)->Commit()) << path;
    if (path == path_) {
      EXPECT_EQ(Content(), "first, second");
      std::ofstream(path_) << "old, unfinished";
    }
  }
}

}  // namespace
}  // namespace tare
