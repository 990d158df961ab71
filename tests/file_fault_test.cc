// Every allocation fails once while files are opened and read: each run ends in a clean error, and leaves no
// file, no descriptor and no charge behind.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "failing_new.h"
#include "tare/io.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class FileFaults : public testing::Test {
 protected:
  FileFaults() {
    std::string name = (fs::temp_directory_path() / "tare-file-fault-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~FileFaults() override { fs::remove_all(folder_); }

  static size_t Entries(const fs::path& folder) {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder), {}));
  }

  // `open` returns a Result of something that is closed at once. First the charges of account_ fail one by
  // one, then the calls of new.
  template <typename Open>
  void FailEverywhere(Open open) {
    const size_t files = Entries(folder_);
    const size_t descriptors = Entries("/proc/self/fd");
    for (const bool charges : {true, false}) {
      bool pending = false;
      for (uint64_t n = 1; !pending; ++n) {
        ASSERT_LT(n, 1000u);
        if (charges) {
          budget_.FailChargeNumber(n);
        } else {
          FailNewNumber(n);
        }
        {
          const auto opened = open();
          pending = charges ? budget_.ChargeFailurePending() : NewFailurePending();
          FailNewNumber(0);
          if (!opened) {
            EXPECT_EQ(opened.error().code, ErrorCode::kMemoryLimit) << opened.error().ToString();
          }
          EXPECT_TRUE(opened || !pending);
        }
        EXPECT_EQ(Entries(folder_), files) << (charges ? "charge " : "new ") << n;
        EXPECT_EQ(Entries("/proc/self/fd"), descriptors) << (charges ? "charge " : "new ") << n;
        EXPECT_EQ(budget_.used(), 0u) << (charges ? "charge " : "new ") << n;
        EXPECT_TRUE(n > 1 || !pending || (charges && !charges_something_)) << "nothing failed";
      }
      budget_.FailChargeNumber(0);
    }
  }

  fs::path folder_;
  Budget budget_;
  Account account_{"io", budget_};
  bool charges_something_ = true;
};

TEST_F(FileFaults, AnOutputLeavesNothingBehind) {
  const std::string path = folder_ / "a name that is too long to be kept inside a string object.txt";
  FailEverywhere([&] { return Output::ToFile(path, account_); });
}

TEST_F(FileFaults, AnOutputInPlaceLeavesNothingBehind) {
  const std::string path = "/dev/null";
  FailEverywhere([&] { return Output::ToFile(path, account_); });
}

TEST_F(FileFaults, AMappedFileLeavesNothingBehind) {
  charges_something_ = false;
  const std::string path = folder_ / "a name that is too long to be kept inside a string object.txt";
  std::ofstream(path) << "text";
  FailEverywhere([&] { return Source::FromFile(path, account_); });
}

TEST_F(FileFaults, AFileThatIsReadLeavesNothingBehind) {
  const std::string path = "/proc/self/limits";
  FailEverywhere([&] { return Source::FromFile(path, account_); });
}

TEST_F(FileFaults, ADescriptorThatIsReadLeavesNothingBehind) {
  const std::string path = folder_ / "text";
  std::ofstream(path) << std::string(200000, 'x');
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_GE(descriptor, 0);
  FailEverywhere([&] {
    lseek(descriptor, 0, SEEK_SET);
    return Source::FromDescriptor(descriptor, "short", account_);
  });
  close(descriptor);
}

}  // namespace
}  // namespace tare
