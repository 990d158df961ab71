#pragma once

// Collections of assembled genomes in archives of the AGC format, version 3 (docs/agc-format.md).
//
//   tare::Budget budget(64 << 20);
//   tare::Account account("genome", budget);
//   tare::Result<tare::genome::Archive> archive = tare::genome::Archive::Open("yeast.agc", account);
//   tare::Result<tare::genome::Sample> sample = archive->LoadSample(0);
//   tare::genome::SequenceReader reader(*archive, account);
//   std::string bases(1000, '\0');
//   tare::Result<uint64_t> read = reader.Read(sample->contig(0), {.begin = 5000, .end = 6000}, bases);
//
// An archive holds samples (genomes), a sample contigs, a contig segments, which overlap by k bases. Like
// segments of all samples make a group: its first member is stored whole, the others as differences to it.

#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::genome {

// How an archive was made.
struct Parameters {
  uint32_t kmer_length = 0;       // bases that neighbouring segments of a contig share
  uint32_t min_match_length = 0;  // bases; no shorter match is written as a difference
  uint32_t pack_size = 0;  // members of a group that are compressed together; also samples described together
  uint32_t segment_size = 0;  // bases, as asked for
};

// A piece of a contig: a member of a group.
struct Segment {
  uint32_t group = 0;
  uint32_t member = 0;        // in the group
  uint32_t length : 31 = 0;   // bases, those shared with the segment before among them
  uint32_t reversed : 1 = 0;  // stored as its reverse complement
};

// Views into a Sample.
struct Contig {
  std::string_view name;  // the header line of its FASTA record, without the ">"
  uint64_t length = 0;    // bases
  std::span<const Segment> segments;
};

// The part of a contig's name by which it is asked for: up to the first white space.
std::string_view ShortName(std::string_view contig_name);

// The contigs of one sample. 12 bytes a segment, 24 and the name a contig.
class Sample {
 public:
  explicit Sample(Account& account) : names_(&account), contigs_(&account), segments_(&account) {}

  size_t contig_count() const { return contigs_.size(); }
  Contig contig(size_t index) const;
  // By name or short name; of several the first.
  std::optional<Contig> Find(std::string_view name) const;

 private:
  friend class SampleCursor;

  // Where what belongs to a contig ends; it begins where that of the contig before does.
  struct ContigEnd {
    uint64_t name;      // in names_
    uint64_t segments;  // in segments_
    uint64_t length;    // of the contig
  };

  std::pmr::string names_;
  std::pmr::vector<ContigEnd> contigs_;
  std::pmr::vector<Segment> segments_;
};

struct ArchiveContents;  // src/genome/archive_contents.h

// An archive opened for reading. Safe to use from any number of threads.
class Archive {
 public:
  // Maps the file, and reads its directory and the names of its samples: 12 bytes a group, and the names.
  // Errors: those of Source::FromFile, not an AGC archive, another version of the format, damage.
  static Result<Archive> Open(const std::string& path, Account& account);
  // `source` is of a format that can be mapped or held: it is read at any place, again and again.
  static Result<Archive> Open(std::unique_ptr<Source> source, Account& account);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  const std::string& name() const;  // of the file
  // An error where the file changed since it was opened: what was read since may be anything. That something
  // was appended, or such was taken back, is none: the archive stays what it was when it was opened.
  Result<void> CheckUnchanged() const;
  // Bytes behind the archive's end, where something was appended and did not come to its end (the process was
  // killed); mostly 0. They are not read, and are gone after the next append.
  uint64_t unfinished_bytes() const;
  // Whether these are of an append that was at work when the archive was opened, or is now.
  bool is_appended_to() const;
  const Parameters& parameters() const;
  // What wrote the archive: keys such as "producer" and their values, by key.
  std::span<const std::pair<std::string, std::string>> file_type_info() const;

  uint32_t sample_count() const;
  std::string_view sample_name(uint32_t sample) const;  // the first is the reference
  std::optional<uint32_t> FindSample(std::string_view name) const;

  // Errors: damage, the memory limit.
  Result<Sample> LoadSample(uint32_t sample) const;
  // One contig after another, until `visit` returns false. Holds one name at a time.
  Result<void> ForEachContigName(uint32_t sample,
                                 const std::function<bool(std::string_view name)>& visit) const;
  // The samples with a contig of that short name, one for each such contig, by index. Reads all names.
  Result<std::pmr::vector<uint32_t>> SamplesWithContig(std::string_view name) const;

  const ArchiveContents& contents() const { return *contents_; }

 private:
  explicit Archive(std::unique_ptr<ArchiveContents> contents);

  std::unique_ptr<ArchiveContents> contents_;
};

// All samples, one after another: much faster than loading each by itself, which reads those before it.
class SampleReader {
 public:
  // From `first` on. `archive` must outlive the reader; `account` holds its decoders.
  SampleReader(const Archive& archive, Account& account, uint32_t first = 0);
  ~SampleReader();
  SampleReader(const SampleReader&) = delete;
  SampleReader& operator=(const SampleReader&) = delete;

  // False at the end.
  Result<bool> Next(Sample* sample);

 private:
  const Archive& archive_;
  Account& account_;
  uint32_t next_;
  std::unique_ptr<class SampleCursor> cursor_;
};

// Bases of a contig: from `begin` to before `end`, counted from 0. What lies behind the contig's end is left
// out.
struct Range {
  uint64_t begin = 0;
  uint64_t end = UINT64_MAX;
};

// Reads bases, for one thread; any number of readers may share an archive. Bases are letters: upper case,
// as AGC keeps them. Holds one segment, its group's reference and one pack.
class SequenceReader {
 public:
  SequenceReader(const Archive& archive, Account& account);
  ~SequenceReader();
  SequenceReader(const SequenceReader&) = delete;
  SequenceReader& operator=(const SequenceReader&) = delete;

  // In pieces of at most a segment, which live as long as the call; `consume` returns false to stop.
  // Errors: damage, the memory limit.
  Result<void> Read(const Contig& contig, Range range,
                    const std::function<bool(std::string_view bases)>& consume);
  // Into `out`; returns how many bases there were: the range's, or fewer where the contig or `out` ends.
  Result<uint64_t> Read(const Contig& contig, Range range, std::span<char> out);

 private:
  const Archive& archive_;
  std::unique_ptr<class SegmentDecoder> decoder_;
  std::unique_ptr<class Buffer> bases_;
};

// What is asked for as contig, contig@sample, contig:from-to or contig@sample:from-to, with places counted
// from 0, and `to`, which is not below `from`, belonging to the range.
struct ContigQuery {
  std::string contig;
  std::string sample;  // empty: the one that has the contig
  std::optional<Range> range;
};
// Never fails: what is no query of the longer forms is a contig's name.
ContigQuery ParseContigQuery(std::string_view text);

struct ExtractOptions {
  uint32_t line_length = 80;  // bases
  unsigned threads = 1;       // that decode; 1 decodes in the calling thread
  const std::atomic<bool>* stop = nullptr;
};

// Writes contigs as FASTA, in the order they are added. Segments are decoded by several threads, each at most
// two ahead; near the memory limit by one.
class FastaExtractor {
 public:
  // `archive` and `account` must outlive it.
  FastaExtractor(const Archive& archive, Account& account, const ExtractOptions& options);
  ~FastaExtractor();
  FastaExtractor(const FastaExtractor&) = delete;
  FastaExtractor& operator=(const FastaExtractor&) = delete;

  // `out` must live until Finish. What was added may be written here or later. An error is of any contig
  // added so far; nothing more may be added then.
  Result<void> Add(const Contig& contig, Range range, std::string_view header, Output& out);
  // Writes all that was added.
  Result<void> Finish();

 private:
  const Archive& archive_;
  std::unique_ptr<class SegmentPipeline> pipeline_;
};

// What an archive is made of. Sizes in bytes.
struct GroupStatistics {
  uint32_t group = 0;
  bool raw = false;              // has no reference: its members are stored whole
  uint64_t reference_bases = 0;  // 0 where it has none
  uint64_t reference_size = 0;   // in the archive
  uint32_t packs = 0;
  uint64_t packs_size = 0;  // in the archive
};
// In the order of their numbers, until `visit` returns false.
Result<void> ForEachGroup(const Archive& archive, const std::function<bool(const GroupStatistics&)>& visit);

struct StreamStatistics {
  std::string_view name;
  uint64_t parts = 0;
  uint64_t size = 0;  // of the parts
};
// Those that are not a group's.
void ForEachStream(const Archive& archive, const std::function<void(const StreamStatistics&)>& visit);

// Bytes of the file that belong to nothing: parts that appends in place have written anew, and their marks.
uint64_t UnusedBytes(const Archive& archive);

struct Verified {
  uint64_t samples = 0;
  uint64_t contigs = 0;
  uint64_t segments = 0;
  uint64_t bases = 0;
  uint64_t groups = 0;
  uint64_t packs = 0;
  bool checksums = false;  // all of it agreed with its checksums; not what C++ AGC wrote, which has none
};
// Decodes every pack of every group, and every segment of every sample.
Result<Verified> Verify(const Archive& archive, Account& account, const std::atomic<bool>* stop = nullptr);

// Compares a sample with a FASTA file, plain or gzip: the error names the first record and base that differ.
// Letters count as AGC takes them: lower case is upper case, and records without bases may be missing.
Result<void> CompareWithFasta(const Archive& archive, uint32_t sample, const std::string& fasta,
                              Account& account, const std::atomic<bool>* stop = nullptr);

// What records of a FASTA file with any number of samples are named like.
enum class RecordNames : uint8_t {
  kSample,  // each is a sample, named like it up to white space
  kPanSn,   // sample#haplotype#contig: neighbours of one haplotype are a sample "sample#haplotype"
};
// The same with all samples of such a file; `on_same` is called for each that is the same. An error is also a
// sample that the archive has not.
Result<void> CompareWithFasta(const Archive& archive, const std::string& fasta, RecordNames names,
                              const std::function<void(std::string_view sample)>& on_same, Account& account,
                              const std::atomic<bool>* stop = nullptr);

// The name that a sample gets from its file: without folder and extensions ("SK1" of "in/SK1.fa.gz").
std::string SampleNameOfFile(std::string_view path);

}  // namespace tare::genome
