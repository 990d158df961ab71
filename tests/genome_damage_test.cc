// Damaged archives: an error with a sentence, or data; never a crash, and never more memory than the limit.
// What C++ AGC writes has no checksums, so that other bases than the right ones cannot always be told; of
// what is written here they can.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "corpus.h"
#include "tare/genome.h"
#include "tare/genome_builder.h"

namespace tare::genome {
namespace {

constexpr uint64_t kLimit = 16 << 20;

// Opens and reads all. The error, or nothing; then all that was read is in `*all`.
std::optional<Error> ReadAll(const std::string& bytes, std::string* all = nullptr) {
  Budget budget(kLimit);
  std::optional<Error> error;
  {
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "damaged.agc"), account);
    if (!archive) {
      error = archive.error();
    } else {
      const Result<Verified> verified = Verify(*archive, account);
      if (!verified) error = verified.error();
      SequenceReader reader(*archive, account);
      for (uint32_t i = 0; i < std::min(archive->sample_count(), 10U); ++i) {
        const Result<Sample> sample = archive->LoadSample(i);
        for (size_t j = 0; sample && j < sample->contig_count(); ++j) {
          const Range range = all == nullptr ? Range{.begin = 3, .end = 50} : Range{};
          if (all != nullptr) (*all += archive->sample_name(i)).append(sample->contig(j).name) += '\n';
          const Result<void> read = reader.Read(sample->contig(j), range, [&](std::string_view bases) {
            if (all != nullptr) *all += bases;
            return true;
          });
          EXPECT_TRUE(read || error) << "verify finds what reading does";
        }
      }
    }
  }
  EXPECT_EQ(budget.used(), 0U);
  EXPECT_LE(budget.peak(), kLimit);
  EXPECT_FALSE(error && error->message.empty());
  return error;
}

std::string Bytes(const char* file) {
  const std::string path = CorpusPath(file);
  if (path.empty()) return {};
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(GenomeDamage, EachBitOfASmallArchive) {
  std::string bytes = Bytes("agc/toy_ex.agc");
  if (bytes.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  ASSERT_FALSE(ReadAll(bytes)) << "as it is, it can be read";
  size_t refused = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
      refused += ReadAll(bytes).has_value();
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
    }
  }
  EXPECT_GT(refused, bytes.size());
}

TEST(GenomeDamage, EachByteOfASmallArchiveAsAnother) {
  std::string bytes = Bytes("agc/toy_ex.agc");
  if (bytes.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  for (char& byte : bytes) {
    const char was = byte;
    for (const int other : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
      byte = static_cast<char>(other);
      ReadAll(bytes);
    }
    byte = was;
  }
}

TEST(GenomeDamage, EachTruncation) {
  const std::string bytes = Bytes("agc/toy_ex.agc");
  if (bytes.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_TRUE(ReadAll(bytes.substr(0, size))) << size;
    EXPECT_TRUE(ReadAll(bytes.substr(bytes.size() - size))) << size;
  }
}

TEST(GenomeDamage, BytesOfALargeArchive) {
  std::string bytes = Bytes("agc/lpa-concatenated.agc");
  if (bytes.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  std::mt19937_64 random(4);
  for (int n = 0; n < 60; ++n) {
    // Half of them in the directory and the descriptions at the end.
    const size_t i = n % 2 == 0 ? random() % bytes.size() : bytes.size() - 1 - random() % 8000;
    const char was = bytes[i];
    bytes[i] = static_cast<char>(was ^ (1 + random() % 255));
    ReadAll(bytes);
    bytes[i] = was;
  }
}

// A reference and a sample unlike it in parts, with all kinds of streams.
std::string SmallArchive() {
  std::mt19937_64 random(11);
  const auto bases = [&](size_t count) {
    std::string text(count, 'A');
    for (char& base : text) base = "ACGT"[random() % 4];
    return text;
  };
  const std::string one = bases(900);
  const std::string two = bases(500);
  const std::string path = testing::TempDir() + "genome_damage.fa";
  std::ofstream(path) << ">one\n" << one << "\n>two\n" << two << "\n";
  Budget budget;
  Ledger ledger(budget);
  std::pmr::string archive(&ledger.Open("archive"));
  const std::unique_ptr<Output> out = Output::ToString(&archive, ledger.Open("output"));
  const Parameters parameters{.kmer_length = 17, .min_match_length = 15, .pack_size = 2, .segment_size = 200};
  Result<ArchiveBuilder> builder = ArchiveBuilder::Create(path, {.parameters = parameters}, *out, ledger);
  EXPECT_TRUE(builder);
  for (const std::string sample : {"reference", "second", "third"}) {
    EXPECT_TRUE(builder->BeginSample(sample));
    for (const std::string& contig : {one, two.substr(0, 300) + "NNNNNRY" + two.substr(310), bases(40)}) {
      EXPECT_TRUE(builder->BeginContig("contig of " + std::to_string(contig.size())));
      EXPECT_TRUE(builder->AddBases(contig));
    }
    EXPECT_TRUE(builder->EndSample());
  }
  EXPECT_TRUE(builder->Finish());
  EXPECT_TRUE(out->Commit());
  return std::string(archive);
}

TEST(GenomeDamage, ChecksumsTellOtherBasesThanTheRightOnes) {
  std::string bytes = SmallArchive();
  std::string right;
  ASSERT_FALSE(ReadAll(bytes, &right));
  ASSERT_GT(right.size(), 4000U);
  size_t refused = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
      std::string read;
      const bool error = ReadAll(bytes, &read).has_value();
      refused += error;
      EXPECT_TRUE(error || read == right) << "bit " << bit << " of byte " << i;
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
    }
    std::string other = bytes;
    other.resize(i);
    EXPECT_TRUE(ReadAll(other)) << "cut at " << i;
  }
  EXPECT_GT(refused, bytes.size() * 7);  // of eight: nearly each bit matters
}

TEST(GenomeDamage, AnErrorNamesTheFileAndThePlace) {
  std::string bytes = Bytes("agc/lpa-concatenated.agc");
  if (bytes.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  const size_t frame = 1 + static_cast<size_t>(bytes[0]);  // behind the first part's number
  bytes[frame] = static_cast<char>(bytes[frame] ^ 0x55);
  const std::optional<Error> error = ReadAll(bytes);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::kMalformed);
  EXPECT_EQ(error->where.file, "damaged.agc");
  EXPECT_LT(error->where.offset, bytes.size());
}

}  // namespace
}  // namespace tare::genome
