#include "genome/collection_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tare/genome.h"
#include "tare/io.h"

namespace tare::genome {
namespace {

constexpr Parameters kParameters{
    .kmer_length = 21, .min_match_length = 20, .pack_size = 3, .segment_size = 1'000};

constexpr uint32_t kGroups = 16'600;

struct TestContig {
  std::string name;
  std::vector<Segment> segments;
};
struct TestSample {
  std::string name;
  std::vector<TestContig> contigs;
};

class CollectionWriterTest : public testing::Test {
 protected:
  // An archive that has a collection, and groups with nothing in them.
  std::string Write(const std::vector<TestSample>& samples) {
    std::pmr::string file(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&file, account_);
    ArchiveWriter archive(*out, account_);
    ZstdEncoder encoder(account_);
    CollectionWriter collection(kParameters, archive, account_);
    for (const TestSample& sample : samples) {
      EXPECT_TRUE(collection.BeginSample(sample.name));
      for (const TestContig& contig : sample.contigs) {
        const uint32_t index = collection.AddContig(contig.name);
        for (const Segment& segment : contig.segments) collection.AddSegment(index, segment);
      }
      collection.EndSample();
      if (collection.BatchIsFull()) collection.WriteBatch(encoder);
    }
    EXPECT_EQ(collection.sample_count(), samples.size());
    collection.Finish(encoder);
    std::string numbers;
    for (const uint32_t number : {kParameters.kmer_length, kParameters.min_match_length,
                                  kParameters.pack_size, kParameters.segment_size})
      for (int i = 0; i < 4; ++i) numbers += static_cast<char>(number >> (8 * i));
    archive.AddPart(StreamNumber::Named(StreamName::kParameters), 0, numbers);
    archive.AddPart(StreamNumber::Named(StreamName::kFileTypeInfo), 1,
                    std::string_view("file_version_major\0003\0", 21));
    archive.WriteDirectory(kGroups);
    EXPECT_TRUE(out->Commit());
    return std::string(file);
  }

  static void ExpectSame(const Sample& sample, const TestSample& expected) {
    ASSERT_EQ(sample.contig_count(), expected.contigs.size()) << expected.name;
    for (size_t i = 0; i < expected.contigs.size(); ++i) {
      const Contig contig = sample.contig(i);
      EXPECT_EQ(contig.name, expected.contigs[i].name);
      const auto same = [](const Segment& one, const Segment& other) {
        return one.group == other.group && one.member == other.member && one.length == other.length &&
               one.reversed == other.reversed;
      };
      EXPECT_TRUE(std::ranges::equal(contig.segments, expected.contigs[i].segments, same))
          << expected.name << " " << contig.name;
    }
  }

  void ExpectRoundTrip(const std::vector<TestSample>& samples) {
    const std::string file = Write(samples);
    const Result<Archive> archive = Archive::Open(Source::FromMemory(file, "collection.agc"), account_);
    ASSERT_TRUE(archive) << archive.error().ToString();
    ASSERT_EQ(archive->sample_count(), samples.size());
    SampleReader reader(*archive, account_);
    Sample sample(account_);
    for (uint32_t i = 0; i < samples.size(); ++i) {
      EXPECT_EQ(archive->sample_name(i), samples[i].name);
      const Result<bool> more = reader.Next(&sample);
      ASSERT_TRUE(more) << more.error().ToString();
      ExpectSame(sample, samples[i]);
    }
  }

  Budget budget_;
  Account account_{"collection", budget_};
};

Segment MakeSegment(uint32_t group, uint32_t member, uint32_t length, bool reversed) {
  return {.group = group, .member = member, .length = length & 0x7FFF'FFFF, .reversed = reversed};
}

TEST_F(CollectionWriterTest, NamesComeBack) {
  const std::string_view names[] = {
      "chr1 of one", "chr2 of one",   "chr12 of one",  "chr13",          "", " ", "a  b", "a  c",
      "a  c",        "A longer name", "B longer nbme", "B longer nbme x"};
  TestSample sample{.name = "names", .contigs = {}};
  for (const std::string_view name : names)
    sample.contigs.push_back({.name = std::string(name), .segments = {}});
  // What two names share is told by numbers up to 100.
  const std::string many(300, 'n');
  for (const char* last : {"x", "y"}) {
    for (const size_t size : {99, 100, 101, 250})
      sample.contigs.push_back({.name = many.substr(0, size) + last, .segments = {}});
    sample.contigs.push_back({.name = many + last, .segments = {}});
    sample.contigs.push_back({.name = many + "z", .segments = {}});
  }
  ExpectRoundTrip({sample, {.name = "empty", .contigs = {}}, {.name = "again", .contigs = sample.contigs}});
}

TEST_F(CollectionWriterTest, SegmentsComeBackOverBatches) {
  std::mt19937_64 random(19);
  std::vector<uint32_t> members(500, 0);
  std::vector<TestSample> samples;
  for (int i = 0; i < 8; ++i) {  // batches of 3, 3 and 2
    samples.push_back({.name = "sample" + std::to_string(i), .contigs = {}});
    for (int c = 0; c < 5; ++c) {
      TestContig contig{.name = "chr" + std::to_string(c), .segments = {}};
      for (int s = 0; s < 50; ++s) {
        const auto group = static_cast<uint32_t>(random() % members.size());
        // The next member, one there was, or the reference.
        const uint32_t member =
            random() % 4 == 0 ? static_cast<uint32_t>(random() % (members[group] + 1)) : members[group]++;
        contig.segments.push_back(
            MakeSegment(group, member, static_cast<uint32_t>(21 + random() % 5'000), random() % 2 == 0));
      }
      samples.back().contigs.push_back(std::move(contig));
    }
  }
  ExpectRoundTrip(samples);
}

TEST_F(CollectionWriterTest, NumbersOfAnySizeComeBack) {
  TestSample sample{.name = "numbers", .contigs = {{.name = "chr", .segments = {}}}};
  for (const uint32_t group : {0U, 127U, 128U, 16'511U, 16'512U})
    for (const uint32_t member : {0U, 1U, 128U, 16'512U, 2'113'663U, 2'113'664U, (1U << 31) - 2})
      for (const uint32_t length : {21U, 1'020U, 1'021U, 1'022U, 2'042U, 2'043U, 1U << 28, (1U << 31) - 1})
        sample.contigs[0].segments.push_back(MakeSegment(group, member, length, true));
  ExpectRoundTrip({sample});
}

TEST_F(CollectionWriterTest, SampleNamesAreUnique) {
  std::pmr::string file(&account_);
  const std::unique_ptr<Output> out = Output::ToString(&file, account_);
  ArchiveWriter archive(*out, account_);
  CollectionWriter collection(kParameters, archive, account_);
  EXPECT_TRUE(collection.BeginSample("one"));
  collection.EndSample();
  EXPECT_TRUE(collection.has_samples_in_batch());
  EXPECT_FALSE(collection.BeginSample("one"));
  EXPECT_TRUE(collection.BeginSample("two"));
}

}  // namespace
}  // namespace tare::genome
