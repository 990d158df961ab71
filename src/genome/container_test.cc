#include "genome/container.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tare::genome {
namespace {

// A count of bytes, and so many bytes.
std::string Number(uint64_t value) {
  std::string bytes;
  for (; value != 0; value >>= 8) bytes.insert(bytes.begin(), static_cast<char>(value & 0xFF));
  return static_cast<char>(bytes.size()) + bytes;
}

struct TestStream {
  std::string name;
  std::vector<std::pair<uint64_t, std::string>> parts;  // their numbers and bytes
};

std::string File(const std::vector<TestStream>& streams) {
  std::string file;
  std::string directory = Number(streams.size());
  for (const TestStream& stream : streams) {
    directory += stream.name + '\0' + Number(stream.parts.size()) + Number(0);
    for (const auto& [metadata, bytes] : stream.parts) {
      directory += Number(file.size()) + Number(bytes.size());
      file += Number(metadata) + bytes;
    }
  }
  file += directory;
  for (int i = 0; i < 8; ++i) file += static_cast<char>(directory.size() >> (8 * i) & 0xFF);
  return file;
}

class ContainerTest : public testing::Test {
 protected:
  Result<Container> Read(const std::string& file) {
    return Container::Read(Source::FromMemory(file, "test.agc"), account_);
  }

  Budget budget_;
  Account account_{"container", budget_};
};

TEST_F(ContainerTest, StreamsHaveParts) {
  const std::string file =
      File({{"params", {{7, "abc"}}}, {"splitters", {{0, ""}, {300, "de"}, {1 << 20, "f"}}}});
  const Result<Container> container = Read(file);
  ASSERT_TRUE(container) << container.error().ToString();
  EXPECT_EQ(container->Find("none"), Container::kNone);
  const Container::Entry params = container->Find("params");
  ASSERT_NE(params, Container::kNone);
  EXPECT_EQ(container->ReadPart(params, 0)->bytes, "abc");
  EXPECT_EQ(container->ReadPart(params, 0)->metadata, 7U);
  EXPECT_FALSE(container->ReadPart(params, 1));
  const Container::Entry splitters = container->Find("splitters");
  EXPECT_EQ(container->PartCount(splitters), 3U);
  EXPECT_EQ(container->StoredSize(splitters), 3U);
  EXPECT_EQ(container->ReadPart(splitters, 0)->bytes, "");
  EXPECT_EQ(container->ReadPart(splitters, 1)->metadata, 300U);
  EXPECT_EQ(container->ReadPart(splitters, 2)->bytes, "f");
  EXPECT_EQ(container->ReadPart(splitters, 2)->metadata, 1U << 20);
}

TEST_F(ContainerTest, GroupsAreFoundByNumber) {
  // 16 is G, 64 is 01, 4,000,000,000 is 2 leading digits and so on; out of order, as after appending.
  const std::string file =
      File({{"x01d", {{0, "b"}}}, {"xGr", {{0, "a"}}}, {"x01r", {{0, "c"}}}, {"xz", {}}});
  const Result<Container> container = Read(file);
  ASSERT_TRUE(container) << container.error().ToString();
  ASSERT_EQ(container->groups().size(), 2U);
  EXPECT_EQ(container->named_streams().size(), 1U);
  EXPECT_EQ(container->FindGroup(16), 0U);
  EXPECT_EQ(container->FindGroup(64), 1U);
  EXPECT_EQ(container->FindGroup(1), 2U);
  EXPECT_EQ(container->groups()[0].delta, Container::kNone);
  EXPECT_EQ(container->ReadPart(container->groups()[1].delta, 0)->bytes, "b");
  EXPECT_EQ(container->ReadPart(container->groups()[1].reference, 0)->bytes, "c");
  EXPECT_FALSE(container->ReadPart(Container::kNone, 0));
}

TEST_F(ContainerTest, AnyPartOfManyIsFound) {
  std::vector<TestStream> streams = {{"a", {}}, {"xGd", {}}, {"xHd", {}}, {"z", {{1, "last"}}}};
  for (uint64_t i = 0; i < 700; ++i) {
    streams[0].parts.emplace_back(i, "a" + std::to_string(i));
    if (i < 200) streams[1].parts.emplace_back(i, "G" + std::to_string(i));
    if (i < 64) streams[2].parts.emplace_back(i, "H" + std::to_string(i));
  }
  const std::string file = File(streams);
  const Result<Container> container = Read(file);
  ASSERT_TRUE(container) << container.error().ToString();
  const Container::Entry entries[] = {container->Find("a"), container->groups()[0].delta,
                                      container->groups()[1].delta, container->Find("z")};
  for (size_t i = 0; i < streams.size(); ++i) {
    for (size_t part = 0; part < streams[i].parts.size(); ++part) {
      const Result<Part> read = container->ReadPart(entries[i], part);
      ASSERT_TRUE(read);
      EXPECT_EQ(read->bytes, streams[i].parts[part].second);
      EXPECT_EQ(read->metadata, streams[i].parts[part].first);
    }
    EXPECT_FALSE(container->ReadPart(entries[i], streams[i].parts.size()));
  }
}

TEST_F(ContainerTest, PartsThatShareBytesAreDamage) {
  std::string directory = Number(1) + "a" + '\0' + Number(3) + Number(0);
  for (int i = 0; i < 3; ++i) directory += Number(0) + Number(5);
  std::string file = Number(1) + "abcde" + directory;
  for (int i = 0; i < 8; ++i) file += static_cast<char>(directory.size() >> (8 * i) & 0xFF);
  const Result<Container> container = Read(file);
  ASSERT_FALSE(container);
  EXPECT_NE(container.error().message.find("more bytes in parts than in the file"), std::string::npos);
}

TEST_F(ContainerTest, AStreamTwiceIsDamage) {
  EXPECT_FALSE(Read(File({{"xGr", {}}, {"xGr", {}}})));
  EXPECT_FALSE(Read(File({{"xGr", {}}, {"xHr", {}}, {"xGr", {}}})));
}

TEST_F(ContainerTest, ADirectoryThatMakesNoSenseIsAnError) {
  const std::string good = File({{"params", {{7, "abc"}}}});
  ASSERT_TRUE(Read(good));
  for (size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(Read(good.substr(0, size))) << size;
  std::string longer = good;
  longer[good.size() - 8] = static_cast<char>(longer[good.size() - 8] + 1);  // the directory begins earlier
  EXPECT_FALSE(Read(longer));
  std::string outside = good;
  outside[outside.size() - 9] = 100;  // the part's size
  const Result<Container> read = Read(outside);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(read.error().where.file, "test.agc");
}

TEST_F(ContainerTest, GivesItsMemoryBack) {
  {
    ASSERT_TRUE(Read(File({{"xGr", {{0, "a"}}}, {"params", {}}})));
  }
  EXPECT_EQ(budget_.used(), 0U);
  EXPECT_GT(budget_.peak(), 0U);
}

}  // namespace
}  // namespace tare::genome
