#include "genome/fasta_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tare::genome {
namespace {

std::string Written(const std::vector<std::string>& pieces, uint32_t line_length) {
  Budget budget;
  Account account("fasta", budget);
  std::pmr::string text(&account);
  const std::unique_ptr<Output> out = Output::ToString(&text, account);
  FastaWriter writer(line_length);
  writer.Begin(*out, "chr1 of yeast");
  for (const std::string& piece : pieces) writer.Write(piece);
  writer.End();
  EXPECT_TRUE(out->Commit());
  return std::string(text);
}

TEST(FastaWriterTest, LinesAreOfALength) {
  EXPECT_EQ(Written({"ACGTACGTAC"}, 4), ">chr1 of yeast\nACGT\nACGT\nAC\n");
  EXPECT_EQ(Written({"ACGTACGT"}, 4), ">chr1 of yeast\nACGT\nACGT\n");
  EXPECT_EQ(Written({"A", "C", "GTAC", "", "GTA"}, 4), ">chr1 of yeast\nACGT\nACGT\nA\n");
}

TEST(FastaWriterTest, NoBasesAreNoLine) { EXPECT_EQ(Written({}, 4), ">chr1 of yeast\n"); }

}  // namespace
}  // namespace tare::genome
