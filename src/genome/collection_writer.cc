#include "genome/collection_writer.h"

#include <algorithm>

namespace tare::genome {

namespace {

constexpr int kSampleNamesLevel = 19;
constexpr int kContigNamesLevel = 18;
constexpr int kDetailsLevel = 19;

constexpr char kSameWord = static_cast<char>(-127);
constexpr int kMaxRepeat = 100;

// A number of 1 to 5 bytes: as many leading ones as bytes follow the first; each form counts on from where
// the shorter one ends.
void PutNumber(uint64_t number, std::pmr::vector<char>* out) {
  static constexpr uint64_t kForms[] = {1ULL << 7, 1ULL << 14, 1ULL << 21, 1ULL << 28, 1ULL << 32};
  auto rest = number;
  unsigned following = 0;
  while (rest >= kForms[following]) rest -= kForms[following++];
  const auto mark = static_cast<uint8_t>(0xF0U << (4 - following));
  const uint64_t top = following == 4 ? 0 : rest >> (8 * following);
  out->push_back(static_cast<char>((following == 0 ? 0 : mark) | top));
  for (unsigned i = following; i-- > 0;) out->push_back(static_cast<char>(rest >> (8 * i) & 0xFF));
}

// Numbers near what is expected become small.
uint64_t Differing(uint64_t number, uint64_t expected) {
  if (number < expected) return 2 * (expected - number) - 1;
  return number < 2 * expected ? 2 * (number - expected) : number;
}

// The word, where what it shares with one of the same length is written as how many letters that is.
void PutLikeWord(std::string_view word, std::string_view before, std::pmr::vector<char>* out) {
  int same = 0;
  const auto put_same = [&] {
    if (same != 0) out->push_back(static_cast<char>(-same));
    same = 0;
  };
  for (size_t i = 0; i < word.size(); ++i) {
    if (word[i] == before[i]) {
      if (same == kMaxRepeat) put_same();
      ++same;
    } else {
      put_same();
      out->push_back(word[i]);
    }
  }
  put_same();
}

}  // namespace

CollectionWriter::CollectionWriter(const Parameters& parameters, ArchiveWriter& archive, Account& account)
    : parameters_(parameters),
      archive_(archive),
      account_(account),
      sample_names_(&account),
      known_samples_(&account),
      sample_ends_(&account),
      segment_counts_(&account),
      names_(&account),
      sample_contig_names_(&account),
      previous_words_(&account),
      details_{Bytes(&account), Bytes(&account), Bytes(&account), Bytes(&account)},
      last_members_(&account),
      segments_(&account) {}

void CollectionWriter::AddStoredSample(std::string_view name) {
  known_samples_.emplace(name);
  sample_names_ += name;
  sample_names_ += '\0';
  ++sample_count_;
}

bool CollectionWriter::BeginSample(std::string_view name) {
  if (known_samples_.contains(std::pmr::string(name, &account_))) return false;
  AddStoredSample(name);
  previous_words_.clear();
  return true;
}

uint32_t CollectionWriter::AddContig(std::string_view name) {
  std::pmr::vector<std::pmr::string> words(&account_);
  for (size_t begin = 0; begin <= name.size();) {
    const size_t end = std::min(name.find(' ', begin), name.size());
    words.emplace_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  Bytes& out = sample_contig_names_;
  if (words.size() != previous_words_.size()) {
    out.insert(out.end(), name.begin(), name.end());
  } else {
    for (size_t i = 0; i < words.size(); ++i) {
      if (i != 0) out.push_back(' ');
      if (words[i] == previous_words_[i])
        out.push_back(kSameWord);
      else if (words[i].size() != previous_words_[i].size())
        out.insert(out.end(), words[i].begin(), words[i].end());
      else
        PutLikeWord(words[i], previous_words_[i], &out);
    }
  }
  out.push_back('\0');
  previous_words_ = std::move(words);
  segment_counts_.push_back(0);
  return static_cast<uint32_t>(segment_counts_.size() - 1);
}

// Contig by contig, as a reader expects them: by where each contig's segments begin.
void CollectionWriter::PutInOrder() {
  if (std::ranges::is_sorted(segments_, {}, &ContigSegment::contig)) return;
  std::pmr::vector<size_t> places(segment_counts_.size() - described_contigs_, 0, &account_);
  size_t before = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    places[i] = before;
    before += segment_counts_[described_contigs_ + i];
  }
  std::pmr::vector<ContigSegment> ordered(segments_.size(), &account_);
  for (const ContigSegment& next : segments_) ordered[places[next.contig - described_contigs_]++] = next;
  segments_ = std::move(ordered);
}

void CollectionWriter::DescribeSegments() {
  for (const ContigSegment& next : segments_) ++segment_counts_[next.contig];
  PutInOrder();
  for (const ContigSegment& next : segments_) Describe(next.segment);
  segments_.clear();
  described_contigs_ = static_cast<uint32_t>(segment_counts_.size());
}

void CollectionWriter::Describe(const Segment& segment) {
  if (segment.group >= last_members_.size()) last_members_.resize(segment.group + segment.group / 8 + 64, 0);
  uint32_t& last = last_members_[segment.group];
  uint64_t member = segment.member;
  if (last != 0 && member != 0) member = member == last + 1 ? 1 : Differing(member, uint64_t{last} + 1) + 1;
  const uint64_t expected_length = uint64_t{parameters_.segment_size} + parameters_.kmer_length;
  PutNumber(segment.group, &details_[0]);
  PutNumber(member, &details_[1]);
  PutNumber(Differing(segment.length, expected_length), &details_[2]);
  PutNumber(segment.reversed, &details_[3]);
  last = std::max(last, segment.member);
}

void CollectionWriter::EndSample() {
  const uint32_t begin = sample_ends_.empty() ? 0 : sample_ends_.back();
  sample_ends_.push_back(static_cast<uint32_t>(segment_counts_.size()));
  PutNumber(sample_ends_.back() - begin, &names_);
  names_.insert(names_.end(), sample_contig_names_.begin(), sample_contig_names_.end());
  sample_contig_names_.clear();
}

void CollectionWriter::WriteBatch(ZstdEncoder& encoder) {
  DescribeSegments();
  Bytes plain(&account_);
  PutNumber(sample_ends_.size(), &plain);
  plain.insert(plain.end(), names_.begin(), names_.end());
  Bytes frame(&account_);
  encoder.Encode({plain.data(), plain.size()}, kContigNamesLevel, &frame);
  archive_.AddPart(StreamNumber::Named(StreamName::kContigs), plain.size(), frame);

  plain.clear();
  PutNumber(sample_ends_.size(), &plain);
  uint32_t contig = 0;
  for (const uint32_t end : sample_ends_) {
    PutNumber(end - contig, &plain);
    for (; contig < end; ++contig) PutNumber(segment_counts_[contig], &plain);
  }
  Bytes part(&account_);
  frame.clear();
  const auto add = [&](const Bytes& detail) {
    const size_t before = frame.size();
    encoder.Encode({detail.data(), detail.size()}, kDetailsLevel, &frame);
    PutNumber(detail.size(), &part);
    PutNumber(frame.size() - before, &part);
  };
  add(plain);
  for (const Bytes& detail : details_) add(detail);
  part.insert(part.end(), frame.begin(), frame.end());
  archive_.AddPart(StreamNumber::Named(StreamName::kDetails), 0, part);

  for (Bytes& detail : details_) detail.clear();
  names_.clear();
  segment_counts_.clear();
  described_contigs_ = 0;
  sample_ends_.clear();
  last_members_.clear();
}

void CollectionWriter::Finish(ZstdEncoder& encoder) {
  if (!sample_ends_.empty()) WriteBatch(encoder);
  Bytes names(&account_);
  PutNumber(sample_count_, &names);
  names.insert(names.end(), sample_names_.begin(), sample_names_.end());
  Bytes frame(&account_);
  encoder.Encode({names.data(), names.size()}, kSampleNamesLevel, &frame);
  archive_.AddPart(StreamNumber::Named(StreamName::kSamples), names.size(), frame);
}

}  // namespace tare::genome
