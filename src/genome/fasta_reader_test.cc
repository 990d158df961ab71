#include "genome/fasta_reader.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "genome/bases.h"
#include "io/gzip.h"
#include "io/inside_limit.h"
#include "pieced_input.h"
#include "tare/io.h"

namespace tare::genome {
namespace {

using namespace std::string_literals;

std::string Letters(std::span<const BaseCode> codes) {
  std::string letters(codes.size(), '?');
  const std::string_view bytes(reinterpret_cast<const char*>(codes.data()), codes.size());
  return ToLetters(bytes, letters) ? letters : "no codes";
}

std::string Gzip(std::string_view text) {
  Budget budget;
  Account account("gzip", budget);
  std::pmr::string zipped(&account);
  const std::unique_ptr<Output> memory = Output::ToString(&zipped, account);
  const std::unique_ptr<Output> gzip = GzipTo(*memory, account);
  gzip->Write(text);
  EXPECT_TRUE(gzip->Commit());
  return std::string(zipped);
}

// "header=BASES;" for each record, then the error.
std::string ShowRecords(Result<FastaReader> reader) {
  if (!reader) return reader.error().ToString();
  std::string shown;
  for (;;) {
    const Result<bool> more = reader->NextRecord();
    if (!more) return shown + more.error().ToString();
    if (!*more) return shown;
    shown += std::string(reader->header()) + "=";
    for (;;) {
      const Result<std::span<const BaseCode>> bases = reader->NextBases();
      if (!bases) return shown + bases.error().ToString();
      if (bases->empty()) break;
      shown += Letters(*bases);
    }
    shown += ";";
  }
}

std::string ReadPieces(std::string_view bytes, size_t piece_size, OtherLetters other = OtherLetters::kError) {
  Budget budget;
  std::string shown;
  {
    Account account("fasta", budget);
    shown = ShowRecords(FastaReader::Open(std::make_unique<PiecedInput>(bytes, piece_size), account,
                                          {.other_letters = other}));
  }
  EXPECT_EQ(budget.used(), 0U);
  return shown;
}

// In pieces of any size it is the same.
std::string ReadBytes(std::string_view bytes, OtherLetters other = OtherLetters::kError) {
  std::string whole = ReadPieces(bytes, SIZE_MAX, other);
  for (const size_t size : {1, 2, 3, 5, 64}) EXPECT_EQ(ReadPieces(bytes, size, other), whole) << size;
  return whole;
}

// Compressed too.
std::string Read(std::string_view text, OtherLetters other = OtherLetters::kError) {
  std::string plain = ReadBytes(text, other);
  EXPECT_EQ(ReadBytes(Gzip(text), other), plain);
  return plain;
}

TEST(FastaReaderTest, RecordsHaveHeadersAndBases) {
  EXPECT_EQ(Read(">a b\nACGT\nAC\n>c\nGG\n"), "a b=ACGTAC;c=GG;");
  EXPECT_EQ(Read(">a\nACGTNRYSWKMBDHVUacgtnryswkmbdhvu\n"), "a=ACGTNRYSWKMBDHVUACGTNRYSWKMBDHVU;");
}

TEST(FastaReaderTest, LineEndsOfAnyKind) {
  EXPECT_EQ(Read(">a\r\nAC\r\nGT\r\n>b\r\nA"), "a=ACGT;b=A;");
  EXPECT_EQ(Read(">a\rAC\rGT\r>b\rA"), "a=ACGT;b=A;");
  EXPECT_EQ(Read("\n \n>a\n\nAC\n\n\nGT\n\n"), "a=ACGT;");
  EXPECT_EQ(Read(">a\nAC GT\tA\v\f"), "a=ACGTA;");
}

TEST(FastaReaderTest, RecordsMayBeEmpty) {
  EXPECT_EQ(Read(""), "");
  EXPECT_EQ(Read(" \r\n"), "");
  EXPECT_EQ(Read(">"), "=;");
  EXPECT_EQ(Read(">\n>\n"), "=;=;");
  EXPECT_EQ(Read(">a\n>b\nA\n>c"), "a=;b=A;c=;");
}

TEST(FastaReaderTest, AGreaterSignBeginsARecordAtTheStartOfALineAlone) {
  EXPECT_EQ(Read(">a\nAC>>b\n>c\nGT>", OtherLetters::kAsInAgc), "a=ACB;c=GT;");
  EXPECT_EQ(Read(">a >b\nGT\n"), "a >b=GT;");
  EXPECT_EQ(Read(" >a\nGT\n"), "pieced.fa:1:2: this is no FASTA: it does not begin with \">\"");
}

// What is shown of a record before an error depends on the pieces.
std::string ErrorOf(std::string_view text, size_t piece_size) {
  const std::string shown = ReadPieces(text, piece_size);
  return shown.substr(std::min(shown.find("pieced.fa"), shown.size()));
}

TEST(FastaReaderTest, ErrorsTellRecordAndLine) {
  for (const size_t size : {size_t{1}, size_t{2}, size_t{7}, SIZE_MAX}) {
    EXPECT_EQ(ErrorOf(">a\nACG\nACXT\n", size), "pieced.fa:3:3: 'X' in record \"a\" is no base");
    EXPECT_EQ(ErrorOf(">a\nAC>b\nGT\n", size), "pieced.fa:2:3: '>' in record \"a\" is no base");
    EXPECT_EQ(ErrorOf(">a\r\nACG\r\nAC-T\n", size), "pieced.fa:3:3: '-' in record \"a\" is no base");
    EXPECT_EQ(ErrorOf(">a\rACG\r\r*CT\n", size), "pieced.fa:4:1: '*' in record \"a\" is no base");
    EXPECT_EQ(ErrorOf(">a\n>b c\nA\0C"s, size), "pieced.fa:3:2: '\\x00' in record \"b c\" is no base");
    EXPECT_EQ(ErrorOf(">a\nA\n>b\0c\nA"s, size), "pieced.fa:3:3: a header has a zero byte");
    EXPECT_EQ(ErrorOf("\n\nACGT\n", size), "pieced.fa:3:1: this is no FASTA: it does not begin with \">\"");
  }
}

TEST(FastaReaderTest, OtherLettersMayBeAsInAgc) {
  EXPECT_EQ(Read(">a\nAC-GT*1\0\nXe\n"s, OtherLetters::kAsInAgc), "a=ACGT  ;");
}

TEST(FastaReaderTest, AByteOrderMarkIsPassed) {
  EXPECT_EQ(Read("\xEF\xBB\xBF>a\nAC\n"), "a=AC;");
  EXPECT_EQ(Read("\xEF\xBB\xBF\n>a\nAC\n"), "a=AC;");
  EXPECT_EQ(Read("\xEF\xBB\xBF"), "");
  EXPECT_EQ(Read("\xEF\xBB>a\n"), "pieced.fa:1:3: this is no FASTA: it does not begin with \">\"");
  EXPECT_EQ(Read("\xEF"), "pieced.fa:1:2: this is no FASTA: it does not begin with \">\"");
  EXPECT_EQ(Read("\n\xEF\xBB\xBF>a\n"), "pieced.fa:2:1: this is no FASTA: it does not begin with \">\"");
}

TEST(FastaReaderTest, LongRecordsComeInPieces) {
  std::string line;
  for (size_t i = 0; i < 400'017; ++i) line += "ACGTTGCA"[i % 8];
  std::string lines;
  for (size_t i = 0; i < line.size(); i += 61) lines += line.substr(i, 61) + "\n";
  const std::string text = ">one\n" + line + "\n>many\n" + lines;
  EXPECT_EQ(ReadPieces(text, SIZE_MAX), "one=" + line + ";many=" + line + ";");
  EXPECT_EQ(ReadPieces(Gzip(text), 1000), "one=" + line + ";many=" + line + ";");
}

TEST(FastaReaderTest, RecordsCanBePassedOver) {
  Budget budget;
  Account account("fasta", budget);
  const std::string text = ">a\nACGT\nACGT\n>b\n" + std::string(400'000, 'A') + "\n>c\nT\n";
  Result<FastaReader> reader = FastaReader::Open(std::make_unique<PiecedInput>(text, 70'000), account);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->NextRecord().value_or(false));
  ASSERT_TRUE(reader->NextRecord().value_or(false));
  EXPECT_EQ(reader->header(), "b");
  EXPECT_LT(reader->NextBases()->size(), 400'000U);
  ASSERT_TRUE(reader->NextRecord().value_or(false));
  EXPECT_EQ(reader->header(), "c");
  EXPECT_EQ(Letters(*reader->NextBases()), "T");
  EXPECT_FALSE(reader->NextRecord().value_or(true));
  EXPECT_EQ(reader->bytes_read(), text.size());
}

TEST(FastaReaderTest, HeadersMayBeAsLongAsMemoryAllows) {
  const std::string text = ">" + std::string(3 << 20, 'h') + "\nA\n";
  EXPECT_EQ(ReadPieces(text, SIZE_MAX), text.substr(1, 3 << 20) + "=A;");
  Budget budget(2 << 20);
  Account account("fasta", budget);
  const Result<void> read = InsideLimit("pieced.fa", [&]() -> Result<void> {
    Result<FastaReader> reader = FastaReader::Open(std::make_unique<PiecedInput>(text, SIZE_MAX), account);
    if (!reader) return std::unexpected(reader.error());
    if (const Result<bool> record = reader->NextRecord(); !record) return std::unexpected(record.error());
    return {};
  });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kMemoryLimit);
  EXPECT_EQ(budget.used(), 0U);
}

TEST(FastaReaderTest, GzipHasAnyNumberOfMembers) {
  const std::string empty = Gzip("");
  EXPECT_EQ(ReadBytes(Gzip(">a\nAC") + Gzip("GT\n>b") + empty + Gzip("c\nA")), "a=ACGT;bc=A;");
  EXPECT_EQ(ReadBytes(empty + empty), "");
  EXPECT_EQ(ReadBytes(Gzip(">a\nAC") + std::string(70'000, '\0')), "a=AC;");
}

TEST(FastaReaderTest, RefusesWhatFollowsGzip) {
  const std::string member = Gzip(">a\nAC");
  for (const std::string& junk : {"junk"s, "\0\0junk"s, "\0"s + member}) {
    const std::string zeros(std::min(junk.find_first_not_of('\0'), junk.size()), '\0');
    EXPECT_EQ(ReadBytes(member + junk), "a=ACpieced.fa: byte " +
                                            std::to_string(member.size() + zeros.size()) +
                                            ": what follows the gzip data is not gzip in record \"a\"");
  }
}

TEST(FastaReaderTest, RefusesGzipCutShortAnywhere) {
  std::string text = ">a\n";
  for (size_t i = 0; i < 5000; ++i) text += "ACGT"[i * i % 7 % 4];
  const std::string member = Gzip(text);
  for (size_t size = 1; size < member.size(); ++size) {
    for (const size_t piece_size : {size_t{1}, SIZE_MAX}) {
      const std::string shown = ReadPieces(std::string_view(member).substr(0, size), piece_size);
      EXPECT_TRUE(shown.contains("pieced.fa: byte " + std::to_string(size) + ": the gzip data is cut short"))
          << size << " " << shown;
    }
  }
  // A second member too.
  EXPECT_TRUE(ReadBytes(member + member.substr(0, 1)).contains("cut short"));
}

TEST(FastaReaderTest, RefusesDamagedGzip) {
  const std::string member = Gzip(">a\nACGTACGTTTGCA\n");
  for (size_t i = 2; i < member.size(); ++i) {
    if (i >= 4 && i < 10) continue;  // time, flags and system are not checked
    std::string damaged = member;
    damaged[i] = static_cast<char>(~damaged[i]);
    const std::string shown = ReadPieces(damaged, SIZE_MAX);
    EXPECT_TRUE(shown.contains("pieced.fa:")) << i << " " << shown;  // an error
    if (i + 8 >= member.size()) {
      EXPECT_TRUE(shown.contains("damaged")) << i << " " << shown;
    }
  }
}

TEST(FastaReaderTest, RefusesGzipThatRefersToBeforeItsBegin) {
  const std::string damaged =
      "\x1F\x8B\x08\x41>>\x1B\r\0\xFF\x0B\x10\x44\0>>T>>\xBF>\n-\xED\xFF\x42\xFF>\xFF\xBF\xFF"s;
  EXPECT_TRUE(ReadPieces(damaged, SIZE_MAX).contains("the gzip data is damaged"));
}

class FastaReaderPipeTest : public testing::Test {
 protected:
  FastaReaderPipeTest() {
    EXPECT_EQ(mkfifo(path_.c_str(), 0600), 0);
    keeper_ = open(path_.c_str(), O_RDWR);  // so that opening does not wait
  }
  ~FastaReaderPipeTest() override {
    close(keeper_);
    std::remove(path_.c_str());
  }

  const std::string path_ = testing::TempDir() + "/tare-fasta-pipe-" + std::to_string(getpid());
  int keeper_;
  Budget budget_;
  Account account_{"fasta", budget_};
};

TEST_F(FastaReaderPipeTest, ReadsAPipe) {
  ASSERT_EQ(write(keeper_, ">a\nAC\n", 6), 6);
  Result<FastaReader> reader = FastaReader::Open(path_, account_);
  ASSERT_TRUE(reader);
  ASSERT_TRUE(reader->NextRecord().value_or(false));
  EXPECT_EQ(Letters(*reader->NextBases()), "AC");
}

TEST_F(FastaReaderPipeTest, StopsWhileItWaits) {
  std::atomic<bool> stop{false};
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  const Result<FastaReader> reader = FastaReader::Open(path_, account_, {.stop = &stop});
  stopper.join();
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(reader.error().where.file, path_);
}

TEST_F(FastaReaderPipeTest, RefusesToReadItAgain) {
  for (const std::string& path : {path_, "-"s}) {
    const Result<FastaReader> reader = FastaReader::Open(path, account_, {.is_read_again = true});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().ToString(), (path == "-" ? "standard input" : path) +
                                             ": this is read twice and cannot be a pipe: name a file");
  }
}

TEST(FastaReaderTest, RefusesWhatCannotBeOpened) {
  Budget budget;
  Account account("fasta", budget);
  const Result<FastaReader> absent = FastaReader::Open("/no/such.fa", account);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::kNotFound);
  const Result<FastaReader> folder = FastaReader::Open(testing::TempDir(), account);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kIsDirectory);
}

}  // namespace
}  // namespace tare::genome
