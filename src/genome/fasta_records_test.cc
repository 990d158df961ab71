#include "genome/fasta_records.h"

#include <gtest/gtest.h>

#include <string>

#include "genome/bases.h"

namespace tare::genome {
namespace {

std::string Letters(std::string_view codes) {
  std::string letters(codes.size(), '?');
  return ToLetters(codes, letters) ? letters : "no codes";
}

// "header=BASES;" for each record, and "!line:column" for an error.
std::string Read(const std::string& text, OtherLetters other = OtherLetters::kError) {
  Budget budget;
  std::string shown;
  {
    Account account("fasta", budget);
    const std::unique_ptr<Source> source = Source::FromMemory(text, "test.fa");
    FastaRecords reader(*source, account, other);
    const auto error = [&](const Error& e) {
      return shown + "!" + std::to_string(e.where.line) + ":" + std::to_string(e.where.column);
    };
    for (;;) {
      const Result<bool> more = reader.NextRecord();
      if (!more) return error(more.error());
      if (!*more) break;
      shown += std::string(reader.header()) + "=";
      for (;;) {
        const Result<std::string_view> piece = reader.NextPiece();
        if (!piece) return error(piece.error());
        if (piece->empty()) break;
        shown += Letters(*piece);
      }
      shown += ";";
    }
  }
  EXPECT_EQ(budget.used(), 0U);
  return shown;
}

TEST(FastaRecordsTest, RecordsHaveHeadersAndBases) {
  EXPECT_EQ(Read(">a b\nACGT\nAC\n>c\nGG\n"), "a b=ACGTAC;c=GG;");
  EXPECT_EQ(Read(">a\nacgtnryswkmbdhvu\n"), "a=ACGTNRYSWKMBDHVU;");
}

TEST(FastaRecordsTest, LineEndsOfAnyKind) {
  EXPECT_EQ(Read(">a\r\nAC\r\nGT\r\n>b\r\nA"), "a=ACGT;b=A;");
  EXPECT_EQ(Read(">a\rAC\rGT\r>b\rA"), "a=ACGT;b=A;");
  EXPECT_EQ(Read("\n\n>a\n\nAC\n\n\nGT\n\n"), "a=ACGT;");
  EXPECT_EQ(Read(">a\nAC GT\tA"), "a=ACGTA;");
}

TEST(FastaRecordsTest, RecordsMayBeEmpty) {
  EXPECT_EQ(Read(""), "");
  EXPECT_EQ(Read(">"), "=;");
  EXPECT_EQ(Read(">a\n>b\nA\n>c"), "a=;b=A;c=;");
}

TEST(FastaRecordsTest, AGreaterSignInsideALineIsNoHeader) {
  EXPECT_EQ(Read(">a\nAC>b\nGT\n"), "a=!2:3");
  EXPECT_EQ(Read(">a >b\nGT\n"), "a >b=GT;");
}

TEST(FastaRecordsTest, OtherLettersAreAnErrorOrAsInAgc) {
  EXPECT_EQ(Read(">a\nACG\nACXT\n"), "a=!3:3");
  EXPECT_EQ(Read(">a\nAC-GT*1\nXe\n", OtherLetters::kAsInAgc), "a=ACGT  ;");
  EXPECT_EQ(Read("ACGT\n"), "!1:1");
}

TEST(FastaRecordsTest, LongRecordsComeInPieces) {
  std::string line;
  for (size_t i = 0; i < 3 * FastaRecords::kPieceSize + 17; ++i) line += "ACGTTGCA"[i % 8];
  std::string lines;
  for (size_t i = 0; i < line.size(); i += 61) lines += line.substr(i, 61) + "\n";
  EXPECT_EQ(Read(">one\n" + line + "\n>many\n" + lines), "one=" + line + ";many=" + line + ";");
}

TEST(FastaRecordsTest, RecordsCanBePassedOver) {
  Budget budget;
  Account account("fasta", budget);
  const std::string text =
      ">a\nACGT\nAC>GT\n>b\n" + std::string(2 * FastaRecords::kPieceSize, 'A') + "\n>c\nT\n";
  const std::unique_ptr<Source> source = Source::FromMemory(text, "test.fa");
  FastaRecords reader(*source, account);
  ASSERT_TRUE(reader.NextRecord().value_or(false));
  ASSERT_TRUE(reader.NextRecord().value_or(false));
  EXPECT_EQ(reader.header(), "b");
  EXPECT_EQ(reader.NextPiece()->size(), FastaRecords::kPieceSize);
  ASSERT_TRUE(reader.NextRecord().value_or(false));
  EXPECT_EQ(reader.header(), "c");
  EXPECT_EQ(Letters(*reader.NextPiece()), "T");
  EXPECT_FALSE(reader.NextRecord().value_or(true));
}

}  // namespace
}  // namespace tare::genome
