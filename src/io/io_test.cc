#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "io/gzip.h"
#include "io/spool.h"
#include "tare/io.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class Io : public testing::Test {
 protected:
  Io() {
    std::string name = (fs::temp_directory_path() / "tare-io-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Io() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::string Make(const std::string& name, std::string_view content) const {
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  size_t FilesInFolder() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }

  fs::path folder_;
  Budget budget_;
  Account account_{"io", budget_};
};

// Sources.

TEST_F(Io, AMappedFileHasItsBytes) {
  const auto source = Source::FromFile(Make("a.txt", "hello"), account_);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->bytes(), "hello");
  EXPECT_EQ((*source)->name(), Path("a.txt"));
  EXPECT_TRUE((*source)->CheckUnchanged());
}

TEST_F(Io, AnEmptyFileIsAnEmptySource) {
  const auto source = Source::FromFile(Make("empty", ""), account_);
  ASSERT_TRUE(source);
  EXPECT_TRUE((*source)->bytes().empty());
}

TEST_F(Io, AFileThatClaimsToBeEmptyIsRead) {
  const auto source = Source::FromFile("/proc/self/status", account_);
  ASSERT_TRUE(source);
  EXPECT_NE((*source)->bytes().find("VmRSS"), std::string_view::npos);
}

TEST_F(Io, AMissingFileIsNotFound) {
  const auto source = Source::FromFile(Path("absent"), account_);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(source.error().ToString(), Path("absent") + ": cannot open: no such file or directory");
}

TEST_F(Io, AFolderIsNoFile) {
  const auto source = Source::FromFile(folder_.string(), account_);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::kIsDirectory);
}

TEST_F(Io, APipeIsReadToItsEnd) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  std::jthread writer([&] { std::ofstream(Path("pipe")) << std::string(200000, 'x'); });
  const auto source = Source::FromFile(Path("pipe"), account_);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->bytes().size(), 200000u);
  EXPECT_GE(budget_.used(), 200000u);
}

class ReleasedRanges final : public Source {
 public:
  ReleasedRanges() : Source("", "ranges") {}
  void ReleaseRange(uint64_t from, uint64_t to) override { ranges.emplace_back(from, to); }
  std::vector<std::pair<uint64_t, uint64_t>> ranges;
};

TEST_F(Io, PagesAreReleasedInStepsAndAgainInAnotherPass) {
  constexpr uint64_t kMebibyte = 1 << 20;
  ReleasedRanges source;
  for (const uint64_t offset :
       {uint64_t{1000}, kMebibyte, kMebibyte + 1, 3 * kMebibyte, uint64_t{100}, 2 * kMebibyte})
    source.ReleaseBefore(offset);
  EXPECT_EQ(source.ranges, (std::vector<std::pair<uint64_t, uint64_t>>{
                               {0, kMebibyte}, {kMebibyte, 3 * kMebibyte}, {0, 2 * kMebibyte}}));
}

TEST_F(Io, ReleasedPagesComeBack) {
  std::string content;
  for (int i = 0; i < 100000; ++i) content += std::to_string(i) + "\n";
  const auto source = Source::FromFile(Make("numbers", content), account_);
  ASSERT_TRUE(source);
  (*source)->ReleaseBefore(550000);
  (*source)->ReleaseBefore(100);
  (*source)->ReleaseBefore(uint64_t{1} << 40);
  EXPECT_TRUE((*source)->bytes() == content);
}

TEST_F(Io, AFileThatShrinksUnderTheReaderGivesZerosAndAnError) {
  const std::string path = Make("shrinks", std::string(100000, 'x'));
  const auto source = Source::FromFile(path, account_);
  ASSERT_TRUE(source);
  ASSERT_EQ(truncate(path.c_str(), 10), 0);
  EXPECT_EQ((*source)->bytes()[99999], '\0');
  EXPECT_EQ((*source)->bytes()[50000], '\0');
  const Result<void> unchanged = (*source)->CheckUnchanged();
  ASSERT_FALSE(unchanged);
  EXPECT_EQ(unchanged.error().code, ErrorCode::kChanged);
}

TEST_F(Io, AFileThatIsRewrittenIsNoticed) {
  const std::string path = Make("rewritten", "one");
  const auto source = Source::FromFile(path, account_);
  ASSERT_TRUE(source);
  const timespec earlier[2] = {{.tv_sec = 1, .tv_nsec = 0}, {.tv_sec = 1, .tv_nsec = 0}};
  ASSERT_EQ(utimensat(AT_FDCWD, path.c_str(), earlier, 0), 0);
  EXPECT_FALSE((*source)->CheckUnchanged());
}

TEST_F(Io, LocationsCountLinesAndColumns) {
  const auto source = Source::FromMemory("ab\ncd\n", "memory");
  const uint64_t offsets[] = {3, 600, 0, 6, 2};
  const std::pair<uint32_t, uint32_t> expected[] = {{2, 1}, {3, 1}, {1, 1}, {3, 1}, {1, 3}};
  const std::vector<Location> locations = LocationsAt(*source, offsets);
  ASSERT_EQ(locations.size(), 5u);
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(std::pair(locations[i].line, locations[i].column), expected[i]) << offsets[i];
    EXPECT_EQ(locations[i].file, "memory");
  }
}

TEST_F(Io, LocationsInALongFile) {
  std::string content(3 << 20, 'x');
  content[5] = content[1 << 20] = content[(2 << 20) - 1] = '\n';
  const auto source = Source::FromFile(Make("long", content), account_);
  ASSERT_TRUE(source);
  const uint64_t offsets[] = {(2 << 20) + 10, 5};
  const std::vector<Location> locations = LocationsAt(**source, offsets);
  EXPECT_EQ(locations[0].line, 4u);
  EXPECT_EQ(locations[0].column, 11u);
  EXPECT_EQ(locations[1].line, 1u);
}

// Outputs.

TEST_F(Io, AFileAppearsOnCommitOnly) {
  {
    auto output = Output::ToFile(Path("out"), account_);
    ASSERT_TRUE(output);
    (*output)->Write("hello");
    EXPECT_FALSE(fs::exists(Path("out")));
    ASSERT_TRUE((*output)->Commit());
    EXPECT_EQ(Read(Path("out")), "hello");
  }
  EXPECT_EQ(FilesInFolder(), 1u);
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(Io, WithoutCommitNothingIsLeftAndTheOldFileStays) {
  Make("out", "old");
  {
    auto output = Output::ToFile(Path("out"), account_);
    ASSERT_TRUE(output);
    (*output)->Write(std::string(300000, 'x'));
  }
  EXPECT_EQ(Read(Path("out")), "old");
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(Io, ALinkIsWrittenThrough) {
  Make("target", "old");
  fs::create_symlink(Path("target"), Path("link"));
  auto output = Output::ToFile(Path("link"), account_);
  ASSERT_TRUE(output);
  (*output)->Write("new");
  ASSERT_TRUE((*output)->Commit());
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_EQ(Read(Path("target")), "new");
}

TEST_F(Io, NewFilesHaveTheUsersMode) {
  auto output = Output::ToFile(Path("out"), account_);
  ASSERT_TRUE(output && (*output)->Commit());
  std::ofstream(Path("plain")) << "x";
  EXPECT_EQ(fs::status(Path("out")).permissions(), fs::status(Path("plain")).permissions());
}

TEST_F(Io, AReplacedFileKeepsItsMode) {
  for (const auto mode : {0600u, 0664u, 0755u}) {
    fs::permissions(Make("out", "old"), fs::perms{mode});
    auto output = Output::ToFile(Path("out"), account_);
    ASSERT_TRUE(output);
    (*output)->Write("new");
    ASSERT_TRUE((*output)->Commit());
    EXPECT_EQ(Read(Path("out")), "new");
    EXPECT_EQ(fs::status(Path("out")).permissions(), fs::perms{mode});
  }
}

TEST_F(Io, LinksToWhatIsNotThereYetAreWrittenThrough) {
  fs::create_directory(Path("folder"));
  fs::create_symlink("folder/second", Path("first"));  // relative to the folder of the link
  fs::create_symlink("../target", Path("folder/second"));
  auto output = Output::ToFile(Path("first"), account_);
  ASSERT_TRUE(output);
  (*output)->Write("new");
  ASSERT_TRUE((*output)->Commit());
  EXPECT_TRUE(fs::is_symlink(Path("first")));
  EXPECT_TRUE(fs::is_symlink(Path("folder/second")));
  EXPECT_EQ(Read(Path("target")), "new");
}

TEST_F(Io, LinksInACircleAreAnError) {
  fs::create_symlink("b", Path("a"));
  fs::create_symlink("a", Path("b"));
  const auto output = Output::ToFile(Path("a"), account_);
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, ErrorCode::kWriteFailed);
  EXPECT_EQ(FilesInFolder(), 2u);
}

TEST_F(Io, ARedirectedFileIsWrittenInPlaceWhereItStands) {
  const int descriptor = open(Path("redirected").c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_EQ(write(descriptor, "before ", 7), 7);
  fs::create_symlink("/dev/fd/" + std::to_string(descriptor), Path("link"));
  for (const std::string& name : {"/dev/fd/" + std::to_string(descriptor),
                                  "/proc/self/fd/" + std::to_string(descriptor), Path("link")}) {
    auto output = Output::ToFile(name, account_);
    ASSERT_TRUE(output) << name;
    (*output)->Write("text ");
    ASSERT_TRUE((*output)->Commit()) << name;
  }
  ASSERT_EQ(write(descriptor, "after", 5), 5);
  close(descriptor);
  EXPECT_EQ(Read(Path("redirected")), "before text text text after");
  EXPECT_EQ(FilesInFolder(), 2u);
}

TEST_F(Io, TheLongestFileNameCanBeWritten) {
  const std::string path = Path(std::string(255, 'n'));
  auto output = Output::ToFile(path, account_);
  ASSERT_TRUE(output) << output.error().ToString();
  (*output)->Write("text");
  ASSERT_TRUE((*output)->Commit());
  EXPECT_EQ(Read(path), "text");
  EXPECT_FALSE(Output::ToFile(path + "n", account_));
}

TEST_F(Io, AFolderThatIsMissingIsAnError) {
  const auto output = Output::ToFile(Path("no/such/out"), account_);
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, ErrorCode::kNotFound);
}

TEST_F(Io, AFullDiskIsAnErrorAndStopsTheJob) {
  auto output = Output::ToFile("/dev/full", account_);
  ASSERT_TRUE(output);
  std::atomic<bool> stop{false};
  (*output)->StopOnFailure(&stop);
  for (int i = 0; i < 3; ++i) (*output)->Write(std::string(100000, 'x'));
  EXPECT_TRUE((*output)->failed());
  EXPECT_TRUE(stop.load());
  const Result<void> committed = (*output)->Commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::kWriteFailed);
  EXPECT_EQ(committed.error().ToString(), "/dev/full: cannot write: no space left on device");
}

TEST_F(Io, PiecesOfAllSizesArriveInOrder) {
  std::pmr::string written(&account_);
  std::string expected;
  const auto output = Output::ToString(&written, account_);
  for (size_t i = 0; i < 2000; ++i) {
    const std::string piece(i % 97 == 0 ? 70000 : i % 300, static_cast<char>('a' + i % 26));
    expected += piece;
    output->Write(piece);
    output->Put('\n');
    expected += '\n';
    char* room = output->Reserve(5);
    std::memcpy(room, "12345", 5);
    output->Advance(3);
    expected += "123";
    EXPECT_EQ(output->size(), expected.size());
  }
  ASSERT_TRUE(output->Commit());
  EXPECT_TRUE(std::string_view(written) == expected);
}

TEST_F(Io, ACallbackThatRefusesStopsTheOutput) {
  int calls = 0;
  const auto output = Output::ToCallback([&](std::string_view) { return ++calls < 2; }, account_);
  for (int i = 0; i < 10; ++i) output->Write(std::string(100000, 'x'));
  EXPECT_EQ(calls, 2);
  const Result<void> committed = output->Commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::kCancelled);
}

// The spool.

TEST_F(Io, ASmallSpoolStaysInMemory) {
  Spool spool(account_);
  for (int i = 0; i < 1000; ++i) spool.Write("0123456789");
  auto source = spool.Finish("spooled");
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->bytes().size(), 10000u);
  EXPECT_EQ((*source)->bytes().substr(9990), "0123456789");
  EXPECT_GE(budget_.used(), 10000u);
  source->reset();
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(Io, ALargeSpoolGoesToAFileAndKeepsEveryByte) {
  Spool spool(account_);
  std::string piece;
  for (int i = 0; i < 10000; ++i) piece += std::to_string(i);
  const size_t pieces = 3 * Spool::kMemoryLimit / piece.size();
  for (size_t i = 0; i < pieces; ++i) spool.Write(piece);
  EXPECT_EQ(budget_.used(), 0u);
  const auto source = spool.Finish("spooled");
  ASSERT_TRUE(source);
  ASSERT_EQ((*source)->bytes().size(), pieces * piece.size());
  for (size_t i = 0; i < pieces; ++i)
    ASSERT_TRUE((*source)->bytes().substr(i * piece.size(), piece.size()) == piece);
}

TEST_F(Io, ASpoolWithoutRoomForItsFileSaysSo) {
  const char* before = std::getenv("TMPDIR");
  const std::string saved = before == nullptr ? "" : before;
  setenv("TMPDIR", Path("absent").c_str(), 1);
  Spool spool(account_);
  for (int i = 0; i < 20; ++i) spool.Write(std::string(1 << 20, 'x'));
  const auto source = spool.Finish("spooled");
  saved.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", saved.c_str(), 1);
  ASSERT_FALSE(source);
  EXPECT_NE(source.error().message.find("cannot create a temporary file"), std::string::npos);
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(Io, ASpoolWithoutRoomInTheBudgetGoesToItsFile) {
  Budget process(1 << 20);
  Budget job(Budget::kUnlimited, &process);
  Account account("small", job);
  account.Charge((1 << 20) - 5000);  // held by others
  Spool spool(account);
  spool.Write(std::string(100, 'x'));
  EXPECT_EQ(process.used(), (1u << 20) - 5000 + 4096);
  spool.Write(std::string(10000, 'y'));
  EXPECT_EQ(process.used(), (1u << 20) - 5000);
  const auto source = spool.Finish("spooled");
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->bytes(), std::string(100, 'x') + std::string(10000, 'y'));
  account.Release((1 << 20) - 5000);
}

TEST_F(Io, ALongPipeGoesUnderALowLimit) {
  std::string content;
  for (int i = 0; content.size() < (3 << 20); ++i) content += std::to_string(i) + "\n";
  Budget small(256 << 10);
  Account account("small", small);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::jthread writer([&] {
    for (std::string_view rest = content; !rest.empty();) {
      const ssize_t written = write(ends[1], rest.data(), rest.size());
      ASSERT_GT(written, 0);
      rest.remove_prefix(static_cast<size_t>(written));
    }
    close(ends[1]);
  });
  const auto source = Source::FromDescriptor(ends[0], "pipe", account);
  writer.join();
  close(ends[0]);
  ASSERT_TRUE(source) << source.error().ToString();
  EXPECT_TRUE((*source)->bytes() == content);
  EXPECT_EQ(small.used(), 0u);
}

TEST_F(Io, ADescriptorIsReadToItsEnd) {
  const int descriptor = open(Make("file", std::string(9 << 20, 'y')).c_str(), O_RDONLY);
  const auto source = Source::FromDescriptor(descriptor, "given", account_);
  close(descriptor);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->bytes().size(), size_t{9} << 20);
  EXPECT_EQ((*source)->name(), "given");
}

// The signal may have come before the reading, or while bytes arrived.
TEST_F(Io, ReadingStopsBeforeTheNextReadWithoutASignalInIt) {
  const int descriptor = open("/dev/zero", O_RDONLY);  // never ends by itself
  std::atomic<bool> stop{true};
  const auto given = Source::FromDescriptor(descriptor, "given", account_, &stop);
  close(descriptor);
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(given.error().ToString(), "given: reading was stopped");
  const auto opened = Source::FromFile("/dev/zero", account_, &stop);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(budget_.used(), 0u);
}

// Gzip.

class Gzip : public Io {
 protected:
  std::string Compress(std::string_view text) {
    std::pmr::string compressed(&account_);
    const auto target = Output::ToString(&compressed, account_);
    const auto gzip = GzipTo(*target, account_);
    gzip->Write(text);
    EXPECT_TRUE(gzip->Commit());
    return std::string(compressed);
  }
  static std::string Text(size_t size) {
    std::string text;
    for (size_t i = 0; text.size() < size; ++i) text += std::to_string(i * i) + " ";
    return text;
  }
};

TEST_F(Gzip, WhatIsCompressedComesBack) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{100}, size_t{70000}, size_t{6} << 20}) {
    const std::string text = Text(size);
    const std::string compressed = Compress(text);
    EXPECT_TRUE(IsGzip(compressed));
    const auto source = Source::FromMemory(compressed, "x.gz");
    const auto gunzipped = Gunzip(*source, account_);
    ASSERT_TRUE(gunzipped) << size;
    EXPECT_TRUE(gunzipped->status);
    EXPECT_TRUE(gunzipped->source->bytes() == text) << size;
  }
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(Gzip, MembersOneAfterTheOtherAndPaddingBehind) {
  const std::string compressed = Compress("one ") + Compress("two") + std::string(100, '\0');
  const auto source = Source::FromMemory(compressed, "x.gz");
  const auto gunzipped = Gunzip(*source, account_);
  ASSERT_TRUE(gunzipped);
  EXPECT_EQ(gunzipped->source->bytes(), "one two");
  EXPECT_TRUE(gunzipped->status);
}

TEST_F(Gzip, WhatIsNotGzipBehindTheMembersIsReported) {
  const std::string members = Compress("one ") + Compress("two") + std::string(100, '\0');
  for (const std::string_view junk : {"x", "\x1F", "\x1F\x8B", "plain text"}) {
    const std::string compressed = members + std::string(junk);
    const auto source = Source::FromMemory(compressed, "x.gz");
    const auto gunzipped = Gunzip(*source, account_);
    ASSERT_TRUE(gunzipped);
    EXPECT_EQ(gunzipped->source->bytes(), "one two");
    ASSERT_FALSE(gunzipped->status);
    EXPECT_EQ(gunzipped->status.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(gunzipped->status.error().where.offset, members.size());
  }
}

TEST_F(Gzip, AFailedOutputIsNotPublished) {
  const auto target = Output::ToFile(Path("out.gz"), account_);
  ASSERT_TRUE(target);
  const auto gzip = GzipTo(**target, account_);
  gzip->Write("text");
  gzip->Fail({.code = ErrorCode::kWriteFailed, .message = "kept aside and lost"});
  const Result<void> committed = gzip->Commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().message, "kept aside and lost");
  EXPECT_FALSE(fs::exists(Path("out.gz")));
}

TEST_F(Gzip, AFailedTargetStopsTheJob) {
  const auto target = Output::ToFile("/dev/full", account_);
  ASSERT_TRUE(target);
  const auto gzip = GzipTo(**target, account_, 0);
  std::atomic<bool> stop{false};
  gzip->StopOnFailure(&stop);
  for (int i = 0; i < 10 && !stop; ++i) gzip->Write(std::string(100000, 'x'));
  EXPECT_TRUE(stop.load());
  const Result<void> committed = gzip->Commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().ToString(), "/dev/full: cannot write: no space left on device");
}

TEST_F(Gzip, ACutFileGivesWhatThereIsAndAnError) {
  const std::string text = Text(200000);
  const std::string compressed = Compress(text);
  const auto source =
      Source::FromMemory(std::string_view(compressed).substr(0, compressed.size() / 2), "x.gz");
  const auto gunzipped = Gunzip(*source, account_);
  ASSERT_TRUE(gunzipped);
  ASSERT_FALSE(gunzipped->status);
  EXPECT_EQ(gunzipped->status.error().code, ErrorCode::kTruncated);
  const std::string_view got = gunzipped->source->bytes();
  EXPECT_GT(got.size(), text.size() / 4);
  EXPECT_TRUE(got == std::string_view(text).substr(0, got.size()));
}

TEST_F(Gzip, EveryTruncationAndEveryFlippedByteEndsCleanly) {
  const std::string compressed = Compress(Text(300));
  for (size_t i = 0; i < compressed.size(); ++i) {
    const auto cut = Source::FromMemory(std::string_view(compressed).substr(0, i), "cut.gz");
    const auto partial = Gunzip(*cut, account_);
    EXPECT_TRUE(i == 0 || !partial || !partial->status) << i;
    std::string flipped = compressed;
    flipped[i] = static_cast<char>(flipped[i] ^ 0xFF);
    const auto damaged = Source::FromMemory(flipped, "damaged.gz");
    (void)Gunzip(*damaged, account_);
  }
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(Gzip, ABombIsStoppedAtTheLimit) {
  const std::string compressed = Compress(std::string(5 << 20, '\0'));
  EXPECT_LT(compressed.size(), 10000u);
  const auto source = Source::FromMemory(compressed, "bomb.gz");
  const auto gunzipped = Gunzip(*source, account_, 1 << 20);
  ASSERT_TRUE(gunzipped);
  ASSERT_FALSE(gunzipped->status);
  EXPECT_EQ(gunzipped->status.error().code, ErrorCode::kLimitExceeded);
}

TEST_F(Gzip, EveryFailedChargeThrowsAndGivesAllBack) {
  const std::string compressed = Compress(Text(100000));
  const auto source = Source::FromMemory(compressed, "x.gz");
  for (uint64_t n = 1;; ++n) {
    ASSERT_LT(n, 100u);
    budget_.FailChargeNumber(n);
    bool failed = false;
    try {
      (void)Gunzip(*source, account_);
    } catch (const MemoryLimitExceeded&) {
      failed = true;
    }
    EXPECT_EQ(budget_.used(), 0u) << n;
    if (!failed) break;
  }
  budget_.FailChargeNumber(0);
}

}  // namespace
}  // namespace tare
