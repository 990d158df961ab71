// Writes small archives into a folder, from which the targets agc_* begin: of genomes with references, deltas
// against them, several packs and appended ones; each also without its checksums, which hardly any change
// would pass. agc_seeds FOLDER

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "tare/genome_builder.h"

namespace {

using namespace tare;
using namespace tare::genome;

constexpr int kGenomes = 5;

class Seeds {
 public:
  explicit Seeds(std::filesystem::path folder) : folder_(std::move(folder)) {
    for (int i = 0; i < kGenomes; ++i) WriteGenome(i);
  }
  ~Seeds() {
    for (int i = 0; i < kGenomes; ++i) std::filesystem::remove(Genome(i));
  }
  Seeds(const Seeds&) = delete;
  Seeds& operator=(const Seeds&) = delete;

  // So many genomes are there from the beginning; the others are appended.
  Result<void> Write(const std::string& name, BuildOptions options, int created) {
    options.parameters = {.kmer_length = 17, .min_match_length = 15, .pack_size = 2, .segment_size = 150};
    const std::string path = folder_ / name;
    Ledger ledger(budget_);
    Result<std::unique_ptr<Output>> out = Output::ToFile(path, ledger.Open("output"));
    if (!out) return std::unexpected(out.error());
    Result<ArchiveBuilder> builder = ArchiveBuilder::Create(Genome(0), options, **out, ledger);
    Result<void> done = builder ? Add(*builder, 0, created) : std::unexpected(builder.error());
    if (done) done = (*out)->Commit();
    if (done && created < kGenomes) {
      Result<ArchiveBuilder> appending = ArchiveBuilder::Append(path, options, ledger);
      done = appending ? Add(*appending, created, kGenomes) : std::unexpected(appending.error());
    }
    if (done) WriteWithoutChecksums(path);
    return done;
  }

 private:
  std::string Genome(int number) const { return folder_ / ("genome" + std::to_string(number)); }

  // Substitutions, and a stretch that is unknown, missing, or of rarer letters.
  void WriteGenome(int number) {
    std::string bases = bases_;
    for (int i = 0; i < 12 * number; ++i) bases[random_() % bases.size()] = "ACGTNRY"[random_() % 4];
    if (number == 2) std::fill_n(bases.begin() + 300, 40, 'N');
    if (number == 3) bases.erase(200, 90);
    if (number == 4) bases += "RYSWKMBDHVU";
    std::ofstream(Genome(number)) << ">chr1 x\n" << bases << "\n>chr2\n" << bases.substr(400, 120) << "\n";
  }

  Result<void> Add(ArchiveBuilder& builder, int begin, int end) const {
    for (int i = begin; i < end; ++i)
      if (Result<void> added = builder.AddSampleFile("s" + std::to_string(i), Genome(i)); !added)
        return added;
    return builder.Finish();
  }

  static void WriteWithoutChecksums(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    static constexpr std::string_view kChecksums = "tare-checksums";
    const size_t name = bytes.rfind(kChecksums);
    if (name == std::string::npos) return;
    bytes.replace(name, kChecksums.size(), "unknown-stream");
    std::ofstream(path + "-unchecked", std::ios::binary) << bytes;
  }

  static std::string RandomBases(std::mt19937& random) {
    std::string bases(900, 'A');
    for (char& base : bases) base = "ACGT"[random() % 4];
    return bases;
  }

  const std::filesystem::path folder_;
  std::mt19937 random_{5};
  std::string bases_ = RandomBases(random_);
  Budget budget_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  Seeds seeds(argv[1]);
  for (const Result<void>& written :
       {seeds.Write("created", {}, kGenomes), seeds.Write("appended", {}, 3),
        seeds.Write("adaptive", {.adaptive = true, .fallback_fraction = 0.05}, 4)}) {
    if (written) continue;
    std::fprintf(stderr, "%s\n", written.error().ToString().c_str());
    return 1;
  }
  return 0;
}
