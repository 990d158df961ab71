#include "genome/builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "genome/damage.h"
#include "genome/fasta_reader.h"
#include "genome/fixed_number.h"
#include "genome/record_sample.h"
#include "genome/splitter_finder.h"

namespace tare::genome {

namespace {

using Bytes = std::pmr::vector<char>;

// Lengths are stored in 31 bits.
constexpr uint64_t kMaxSegmentBases = (uint64_t{1} << 31) - 1;
// What a thread needs, about, beside what all share.
constexpr uint64_t kThreadMemory = uint64_t{16} << 20;
// Adaptive: what a segment may cost, for each base, in a group that the fallback finds. Else it makes a group
// of its own, which later genomes may find.
constexpr double kFallbackCost = 0.2;
constexpr double kFallbackCostOfShort = 0.9;
constexpr uint32_t kShortSegments = 10'000;  // at most
constexpr uint64_t kBasesBetweenWaits = uint64_t{1} << 18;

std::unexpected<Error> Misuse(std::string message) {
  return std::unexpected(Error{.code = ErrorCode::kInvalidArgument, .message = std::move(message)});
}

template <size_t kBytes>
void PutFixed(uint64_t number, Bytes* out) {
  const FixedNumber<kBytes> fixed(number);
  out->insert(out->end(), std::begin(fixed.bytes), std::end(fixed.bytes));
}

// What is on the way: enough that no thread waits, and little of a low limit.
uint64_t QueuedBases(const BuildOptions& options, uint64_t limit) {
  const uint64_t wanted =
      std::max<uint64_t>(uint64_t{options.parameters.segment_size} * 16, uint64_t{2} << 20);
  return std::max<uint64_t>(std::min(wanted, limit / 16), uint64_t{1} << 18);
}

// Names end with a zero byte in the archive, with a line in FASTA.
bool HasLineEnd(std::string_view name) {
  return name.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos;
}

bool FirstRecordIsReference(const BuildOptions& options) {
  return options.concatenated && options.first_record_is_reference;
}

unsigned ThreadsWithin(uint64_t limit, unsigned wanted) {
  return static_cast<unsigned>(std::clamp<uint64_t>(limit / kThreadMemory, 1, std::max(1U, wanted)));
}

PipelineOptions OptionsOfPipeline(const BuildOptions& options, uint64_t limit) {
  PipelineOptions pipeline{.parameters = options.parameters,
                           .threads = ThreadsWithin(limit, options.threads)};
  pipeline.fallback_fraction = options.fallback_fraction;
  if (options.adaptive)
    pipeline.fallback_cost =
        options.parameters.segment_size <= kShortSegments ? kFallbackCostOfShort : kFallbackCost;
  pipeline.stop = options.stop;
  pipeline.queued_bases = QueuedBases(options, limit);
  pipeline.index_memory = std::min<uint64_t>(uint64_t{1} << 19, limit / 64);
  if (limit != Budget::kUnlimited) pipeline.spill_above = limit / 8 * 5;
  return pipeline;
}

}  // namespace

Builder::Builder(const BuildOptions& options, Output& out, Ledger& ledger, uint64_t checksums_from)
    : options_(options),
      cuts_uncut_(options.adaptive || FirstRecordIsReference(options)),
      ledger_(ledger),
      accounts_(ledger),
      splitters_(accounts_.kmers),
      archive_(out, accounts_.output, checksums_from),
      collection_(options_.parameters, archive_, accounts_.collection),
      encoder_(accounts_.zstd),
      cutter_(options_.parameters.kmer_length, splitters_, accounts_.segments) {}

Result<void> Builder::CheckStop() const {
  if (options_.stop == nullptr || !options_.stop->load(std::memory_order_relaxed)) return {};
  return std::unexpected(Error{.code = ErrorCode::kCancelled, .message = "stopped"});
}

// What tables of k-mers may take: of what is left, half.
SplitterSearch Builder::SearchOfSplitters() const {
  const uint64_t limit = accounts_.kmers.budget().lowest_limit();
  const uint64_t used = accounts_.kmers.budget().used();
  static constexpr uint64_t kLeastAmple = uint64_t{64} << 20;
  const uint64_t ample = std::max(kLeastAmple, reference_->size() / 2);
  return {
      .kmer_length = options_.parameters.kmer_length,
      .segment_size = options_.parameters.segment_size,
      .memory = limit == Budget::kUnlimited ? ample : std::min(ample, (limit - std::min(limit, used)) / 2),
      .threads = ThreadsWithin(limit, options_.threads)};
}

Result<void> Builder::ReadReference(const std::string& path) {
  ledger_.Mark("reading the reference");
  reference_.emplace(accounts_.kmers, options_.stop);
  // What other samples share with the first occurs often in a file of all of them.
  const bool first_alone = options_.pansn || FirstRecordIsReference(options_);
  std::optional<std::string> first;
  const auto is_of_reference = [&](std::string_view header) {
    if (!first_alone) return true;
    const std::string_view sample = SampleOf(header).value_or(std::string_view());
    if (!first) first = sample;
    return *first == sample;
  };
  if (Result<void> read = ReadSequence(path, &*reference_, accounts_.input,
                                       {.is_read_again = true, .stop = options_.stop}, is_of_reference);
      !read)
    return read;
  ledger_.Mark("reference read");
  FindSplitters(*reference_, SearchOfSplitters(), &splitters_, accounts_.kmers, &ledger_);
  ledger_.Mark("splitters found");
  if (!cuts_uncut_) reference_.reset();
  StartPipeline();
  return CheckStop();
}

// Where records name their samples.
Result<std::string_view> Builder::SampleOf(std::string_view header) const {
  return SampleOfRecord(header, options_.pansn ? RecordNames::kPanSn : RecordNames::kSample);
}

void Builder::StartPipeline() {
  pipeline_.emplace(OptionsOfPipeline(options_, accounts_.kmers.budget().lowest_limit()), accounts_,
                    collection_, archive_, appended_ ? &appended_->contents() : nullptr);
}

Result<void> Builder::AddSampleFile(std::string_view name, const std::string& path) {
  if (in_sample_) return Misuse("a sample is open");
  Result<FastaReader> reader = FastaReader::Open(path, accounts_.input, {.stop = options_.stop});
  if (!reader) return std::unexpected(std::move(reader.error()));
  ledger_.Mark("segments on the way");
  Result<void> added = AddRecords(name, *reader);
  if (!added && added.error().where.file.empty()) added.error().where = reader->where();
  return added;
}

Result<void> Builder::AddRecords(std::string_view name, FastaReader& reader) {
  const uint64_t read_before = bytes_read_.load(std::memory_order_relaxed);
  const bool by_record = options_.concatenated || options_.pansn;
  bool any = false;
  for (;; any = true) {
    const Result<bool> record = reader.NextRecord();
    if (!record) return std::unexpected(record.error());
    if (!*record) break;
    // Neighbours whose names name one sample are its contigs.
    if (by_record) {
      const Result<std::string_view> sample = SampleOf(reader.header());
      if (!sample) return std::unexpected(sample.error());
      name = *sample;
    }
    if (in_sample_ && sample_name_ != name)
      if (Result<void> ended = CloseSample(); !ended) return ended;
    if (!in_sample_) {
      Result<void> begun = BeginSample(name);
      if (!begun && by_record && begun.error().code == ErrorCode::kInvalidArgument) {
        begun.error().code = ErrorCode::kMalformed;  // the file named the sample, not the caller
        if (options_.pansn) begun.error().hint = "a haplotype's records must stand together";
      }
      if (!begun) return begun;
    }
    if (Result<void> added = AddRecord(reader, read_before); !added) return added;
  }
  if (!any) return Failure(ErrorCode::kMalformed, "the file has no sequence", reader.name());
  return CloseSample();
}

Result<void> Builder::AddRecord(FastaReader& reader, uint64_t read_before) {
  if (Result<void> begun = BeginContig(reader.header()); !begun) return begun;
  while (true) {
    const Result<std::span<const BaseCode>> bases = reader.NextBases();
    if (!bases) return std::unexpected(bases.error());
    if (bases->empty()) return {};
    if (Result<void> added = AddBases(*bases); !added) return added;
    bytes_read_.store(read_before + reader.bytes_read(), std::memory_order_relaxed);
  }
}

Result<void> Builder::BeginSample(std::string_view name) {
  if (in_sample_) return Misuse("a sample is open");
  if (finished_) return Misuse("the archive is finished");
  if (name.empty()) return Misuse("a sample has no name");
  if (HasLineEnd(name)) return Misuse("a sample's name has a line end or a zero byte");
  if (!collection_.BeginSample(name))
    return Misuse("the archive has a sample \"" + std::string(name) + "\" already");
  if (Result<void> begun = BeginAppending(); !begun) return begun;
  in_sample_ = true;
  sample_name_ = name;
  sample_contigs_ = sample_bases_ = 0;
  return {};
}

Result<void> Builder::BeginContig(std::string_view name) {
  if (!in_sample_) return Misuse("a contig outside a sample");
  if (Result<void> ended = EndContig(); !ended) return ended;
  if (HasLineEnd(name)) return Misuse("a contig's name has a line end or a zero byte");
  if (!CollectionWriter::CanHoldContig(name))
    return std::unexpected(Error{
        .code = ErrorCode::kMalformed,
        .message = "the header \"" + std::string(name.substr(0, 80)) + "\" has letters other than ASCII"});
  contig_name_ = name.substr(0, 80);
  contig_ = pipeline_->AddContig(name);
  ++sample_contigs_;
  return CheckStop();
}

Result<void> Builder::AddBases(std::span<const BaseCode> bases) {
  if (!contig_) return Misuse("bases outside a contig");
  if (cutter_.current().size() + bases.size() > kMaxSegmentBases)
    return std::unexpected(Error{.code = ErrorCode::kLimitExceeded,
                                 .message = "the contig \"" + contig_name_ +
                                            "\" has more than 2,147,483,647 bases without a splitter, which "
                                            "is the most that a segment of this format can hold"});
  cutter_.Add(bases, [&](CutSegment segment) { Submit(*contig_, std::move(segment)); });
  sample_bases_ += bases.size();
  return CheckStop();
}

void Builder::Submit(uint32_t contig, CutSegment segment) {
  pipeline_->Submit(contig, std::move(segment));
  const uint64_t used = accounts_.segments.budget().used();
  if (used <= fullest_ + fullest_ / 50) return;
  fullest_ = used;
  ledger_.Mark("segments on the way");
}

Result<void> Builder::EndContig() {
  if (!contig_) return {};
  if (cuts_uncut_ && cutter_.uncut()) {
    if (!uncut_) uncut_.emplace(accounts_.segments, options_.stop);
    uncut_->bases.AddBases(cutter_.current());
    uncut_->bases.EndContig();
    uncut_->contigs.push_back(*contig_);
    cutter_.DropContig();
  } else {
    cutter_.EndContig([&](CutSegment segment) { Submit(*contig_, std::move(segment)); });
  }
  contig_.reset();
  return CheckStop();
}

Result<void> Builder::EndSample() {
  if (!in_sample_) return Misuse("no sample is open");
  return CloseSample();
}

Result<void> Builder::CloseSample() {
  if (Result<void> ended = EndContig(); !ended) return ended;
  in_sample_ = false;
  collection_.EndSample();
  if (options_.on_sample) options_.on_sample(sample_name_, sample_contigs_, sample_bases_);
  // Concatenated genomes may be small: to wait for the pipeline behind each would take longer than they do.
  bases_on_the_way_ += sample_bases_;
  if (options_.concatenated && bases_on_the_way_ < kBasesBetweenWaits && !collection_.BatchIsFull())
    return {};
  bases_on_the_way_ = 0;
  return FinishSamples();
}

Result<void> Builder::FinishSamples() {
  if (uncut_) {
    FindSplittersOfEach(uncut_->bases, *reference_, SearchOfSplitters(), &splitters_, accounts_.kmers,
                        &ledger_);
    if (Result<void> checked = CheckStop(); !checked) return checked;
    ledger_.Mark("segments on the way");
    CutAgain();
    uncut_.reset();
  }
  if (Result<void> drained = pipeline_->Drain(); !drained) return drained;
  pipeline_->PublishGroups();
  collection_.DescribeSegments();
  if (collection_.BatchIsFull()) collection_.WriteBatch(encoder_);
  ledger_.Mark("a sample written");
  return CheckStop();
}

void Builder::CutAgain() {
  auto contig = uncut_->contigs.begin();
  const auto submit = [&](CutSegment segment) { Submit(*contig, std::move(segment)); };
  uncut_->bases.ForEachPiece(0, uncut_->bases.size(), [&](uint64_t, std::span<const BaseCode> bases) {
    while (!bases.empty()) {
      const auto end = std::ranges::find(bases, KmerSequence::kContigEnd);
      cutter_.Add({bases.begin(), end}, submit);
      if (end == bases.end()) return;
      cutter_.EndContig(submit);
      ++contig;
      bases = {end + 1, bases.end()};
    }
  });
}

Result<void> Builder::Finish() {
  if (in_sample_) return Misuse("a sample is open");
  if (finished_) return Misuse("the archive is finished");
  finished_ = true;
  if (Result<void> begun = BeginAppending(); !begun) return begun;
  if (options_.concatenated && collection_.has_samples_in_batch())
    if (Result<void> closed = FinishSamples(); !closed) return closed;
  ledger_.Mark("writing the last packs");
  if (Result<void> written = pipeline_->WriteLastPacks(); !written) return written;
  if (!appended_) WriteParameters();
  if (!appended_ || splitters_.size() != appended_->splitters) WriteSplitters();
  if (!appended_ || pipeline_->group_count() != appended_->contents().container.groups().size())
    WriteGroupKeys();
  collection_.Finish(encoder_);
  WriteFileTypeInfo();
  if (appended_) {
    if (Result<void> kept = KeepStoredParts(); !kept) return kept;
  }
  if (Result<void> checked = CheckAppended(); !checked) return checked;
  archive_.WriteDirectory(pipeline_->group_count());
  if (Result<void> written = archive_.Check(); !written) return written;
  if (Result<void> checked = CheckStop(); !checked) return checked;
  return appended_ ? CommitAppended() : Result<void>();
}

void Builder::WriteParameters() {
  const Parameters& parameters = options_.parameters;
  Bytes part(&accounts_.output);
  for (const uint32_t number :
       {parameters.kmer_length, parameters.min_match_length, parameters.pack_size, parameters.segment_size})
    PutFixed<4>(number, &part);
  archive_.AddPart(StreamNumber::Named(StreamName::kParameters), 0, part);
}

void Builder::WriteSplitters() {
  Bytes part(&accounts_.output);
  for (const uint64_t splitter : splitters_.Sorted(accounts_.output)) PutFixed<8>(splitter, &part);
  archive_.AddPart(StreamNumber::Named(StreamName::kSplitters), splitters_.size(), part);
}

void Builder::WriteGroupKeys() {
  Bytes part(&accounts_.output);
  const auto keys = pipeline_->map().Sorted(accounts_.output);
  for (const auto& [key, group] : keys) {
    PutFixed<8>(key.front, &part);
    PutFixed<8>(key.back, &part);
    PutFixed<4>(group->number(), &part);
  }
  archive_.AddPart(StreamNumber::Named(StreamName::kSegmentSplitters), keys.size(), part);
}

void Builder::WriteFileTypeInfo() {
  static constexpr std::string_view kInfo[][2] = {{"comment", "Tare"},
                                                  {"file_version_major", "3"},
                                                  {"file_version_minor", "0"},
                                                  {"producer", "tare"},
                                                  {"producer_version_build", "0"},
                                                  {"producer_version_major", "0"},
                                                  {"producer_version_minor", "1"}};
  Bytes part(&accounts_.output);
  for (const auto& entry : kInfo) {
    for (const std::string_view text : entry) {
      part.insert(part.end(), text.begin(), text.end());
      part.push_back('\0');
    }
  }
  archive_.AddPart(StreamNumber::Named(StreamName::kFileTypeInfo), std::size(kInfo), part);
}

}  // namespace tare::genome
