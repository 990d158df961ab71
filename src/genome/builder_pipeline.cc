#include "genome/builder_pipeline.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "genome/archive_contents.h"
#include "genome/fasta_letters.h"
#include "genome/lz_encoder.h"
#include "genome/stored_groups.h"

namespace tare::genome {

namespace {

// However short they are.
constexpr size_t kMaxItems = 2048;
// Stands first in raw groups, so that none is empty.
constexpr char kRawFirst[] = {0x7F};

}  // namespace

// What a thread has for itself.
struct BuilderPipeline::Worker {
  explicit Worker(BuilderPipeline& pipeline)
      : stored(pipeline.stored_ == nullptr
                   ? std::optional<StoredGroupReader>()
                   : std::optional<StoredGroupReader>(std::in_place, *pipeline.stored_,
                                                      pipeline.accounts_.references)),
        indexes(pipeline.options_.parameters.min_match_length, pipeline.options_.index_memory,
                stored ? &*stored : nullptr, pipeline.accounts_.indexes),
        choice({.kmer_length = pipeline.options_.parameters.kmer_length,
                .fallback_cost = pipeline.options_.fallback_cost},
               pipeline.map_, pipeline.fallback_ ? &*pipeline.fallback_ : nullptr, indexes,
               pipeline.accounts_.segments),
        encoder(pipeline.accounts_.zstd),
        decoder(pipeline.accounts_.zstd),
        delta(&pipeline.accounts_.segments),
        pack(&pipeline.accounts_.segments),
        folding{.spill = pipeline.spill_, .encoder = encoder, .decoder = decoder, .scratch = pack} {}

  std::optional<StoredGroupReader> stored;
  GroupIndexes indexes;
  GroupChoice choice;
  ZstdEncoder encoder;
  ZstdDecoder decoder;
  std::pmr::vector<uint8_t> delta;
  std::pmr::vector<char> pack;
  FoldingTools folding;
};

BuilderPipeline::BuilderPipeline(const PipelineOptions& options, BuilderAccounts& accounts,
                                 CollectionWriter& collection, ArchiveWriter& archive,
                                 const ArchiveContents* stored)
    : options_(options),
      accounts_(accounts),
      collection_(collection),
      archive_(archive),
      stored_(stored),
      map_(accounts.groups),
      groups_(&accounts.groups),
      lines_(&accounts.groups),
      items_(&accounts.queue),
      ready_(&accounts.queue) {
  if (options_.fallback_fraction > 0)
    fallback_.emplace(options_.fallback_fraction, options_.parameters.kmer_length, accounts_.fallback);
  if (stored_ != nullptr) AddStoredGroups();
  while (groups_.size() < kRawGroups) NewGroup()->AddPending({kRawFirst, 1});
  map_.Add(kRawKey, &groups_.front());
  StartThreads();
}

BuilderPipeline::~BuilderPipeline() { StopThreads(); }

void BuilderPipeline::StartThreads() {
  threads_.reserve(options_.threads);
  try {
    while (threads_.size() < options_.threads) threads_.emplace_back([this] { Run(); });
  } catch (const std::system_error& error) {  // the system has no more threads: some do too
    if (threads_.empty())
      Fail({.code = ErrorCode::kLimitExceeded,
            .message = std::string("cannot start a thread: ") + error.what()});
  } catch (...) {
    StopThreads();
    throw;
  }
}

void BuilderPipeline::StopThreads() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void BuilderPipeline::Fail(Error error) {
  if (!failed_) failed_ = std::move(error);
  work_.notify_all();
  done_.notify_all();
}

Group* BuilderPipeline::NewGroup() {
  lines_.emplace_back();
  return &groups_.emplace_back(static_cast<uint32_t>(groups_.size()), accounts_.references, accounts_.packs);
}

void BuilderPipeline::AddStoredGroups() {
  const Container& container = stored_->container;
  for (uint32_t i = 0; i < container.groups().size(); ++i)
    NewGroup()->SetStored(i >= kRawGroups && HasStoredReference(container, i), StoredPackCount(container, i));
}

void BuilderPipeline::AddStored(GroupKey key, uint32_t group) {
  const std::lock_guard lock(mutex_);
  if (map_.Find(key) == nullptr) map_.Add(key, &groups_[group]);
}

Result<void> BuilderPipeline::LoadStoredReferences() {
  if (!fallback_) return {};
  StoredGroupReader reader(*stored_, accounts_.references);
  Bases bases(&accounts_.segments);
  for (const auto& [key, group] : map_.Sorted(accounts_.groups)) {
    if (key == kRawKey) continue;
    if (Stopped()) return std::unexpected(Error{.code = ErrorCode::kCancelled, .message = "stopped"});
    const Result<std::string_view> letters = reader.Reference(group->number());
    if (!letters) return std::unexpected(letters.error());
    bases.resize(letters->size());
    ToBases(*letters, bases.data());  // what is no base belongs to no k-mer
    fallback_->AddReference(group->number(), key, bases);
  }
  fallback_->Publish();
  return {};
}

uint32_t BuilderPipeline::AddContig(std::string_view name) {
  const std::lock_guard lock(mutex_);
  return collection_.AddContig(name);
}

// Whoever feeds the pipeline learns here what went wrong.
void BuilderPipeline::Check() {
  if (thrown_) std::rethrow_exception(thrown_);
}

void BuilderPipeline::Submit(uint32_t contig, CutSegment&& segment) {
  std::unique_lock lock(mutex_);
  const uint64_t bases = segment.bases.size();
  done_.wait(lock, [&] {
    return thrown_ || failed_ || items_.empty() ||
           (queued_bases_ + bases <= options_.queued_bases && items_.size() < kMaxItems);
  });
  Check();
  if (failed_) return;  // Drain tells
  items_.emplace_back(contig, std::move(segment), accounts_.queue);
  items_.back().bases = bases;
  queued_bases_ += bases;
  lock.unlock();
  work_.notify_one();
}

Result<void> BuilderPipeline::Drain() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return thrown_ || failed_ || items_.empty(); });
  Check();
  if (failed_) return std::unexpected(*failed_);
  return {};
}

void BuilderPipeline::PublishGroups() {
  const std::lock_guard lock(mutex_);
  map_.Publish();
  if (fallback_) fallback_->Publish();
  raw_segments_ = 0;
}

Result<void> BuilderPipeline::WriteLastPacks() {
  for (size_t next = 0; next < groups_.size();) {
    {
      const std::lock_guard lock(mutex_);
      for (; next < groups_.size() && items_.size() < kMaxItems; ++next) {
        if (!groups_[next].has_new_members()) continue;
        Item& item = items_.emplace_back(0, CutSegment{.bases = Bases(&accounts_.segments)}, accounts_.queue);
        item.is_segment = false;
        item.state = State::kNumbered;
        item.open = 1;
        item.members.emplace_back(item, accounts_.segments).group = &groups_[next];
        LineUp(item.members.back());
      }
      next_to_place_ = next_to_number_ = written_ + items_.size();
    }
    work_.notify_all();
    if (Result<void> drained = Drain(); !drained) return drained;
  }
  return {};
}

void BuilderPipeline::Run() {
  std::unique_lock lock(mutex_);
  try {
    lock.unlock();
    Worker worker(*this);
    lock.lock();
    Work(lock, worker);
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    if (!thrown_) thrown_ = std::current_exception();
    stopped_ = true;
    lock.unlock();
    work_.notify_all();
    done_.notify_all();
  }
}

void BuilderPipeline::Work(std::unique_lock<std::mutex>& lock, Worker& worker) {
  while (!stopped_ && !failed_) {
    if (Stopped()) return Fail({.code = ErrorCode::kCancelled, .message = "stopped"});
    // Encoding first: it makes room.
    if (!ready_.empty())
      EncodeNext(lock, worker);
    else if (next_to_place_ < written_ + items_.size())
      PlaceNext(lock, worker);
    else
      work_.wait(lock);
  }
}

void BuilderPipeline::PlaceNext(std::unique_lock<std::mutex>& lock, Worker& worker) {
  Item& item = items_[next_to_place_++ - written_];
  item.state = State::kPlacing;
  lock.unlock();
  std::pmr::vector<PlacedSegment> placed = worker.choice.Place(std::move(item.segment));
  lock.lock();
  if (worker.stored && worker.stored->failure()) {
    return Fail(*worker.stored->failure());
  }
  for (PlacedSegment& one : placed) {
    Member& member = item.members.emplace_back(item, accounts_.segments);
    member.placed = std::move(one);
  }
  item.open = item.members.size();
  item.state = State::kPlaced;
  NumberPlaced();
}

// In the order of submission, as far as all are placed.
void BuilderPipeline::NumberPlaced() {
  for (; next_to_number_ < written_ + items_.size(); ++next_to_number_) {
    Item& item = items_[next_to_number_ - written_];
    if (item.state != State::kPlaced) return;
    item.state = State::kNumbered;
    for (Member& member : item.members) {
      member.group = GroupOf(member.placed);
      member.described = {.group = member.group->number(),
                          .member = 0,
                          .length = static_cast<uint32_t>(member.placed.bases.size()) & 0x7FFFFFFFU,
                          .reversed = member.placed.reversed};
      LineUp(member);
    }
  }
}

Group* BuilderPipeline::GroupOf(const PlacedSegment& placed) {
  // What has no like is spread over the raw groups, from the first on in each sample: so like may come to
  // like.
  if (placed.key == kRawKey) return &groups_[raw_segments_++ % kRawGroups];
  if (Group* group = map_.FindNew(placed.key)) return group;
  Group* group = NewGroup();
  map_.AddNew(placed.key, group);
  return group;
}

void BuilderPipeline::LineUp(Member& member) {
  Line& line = lines_[member.group->number()];
  if (line.first == nullptr) {
    line.first = &member;
    ready_.push_back(member.group);
    work_.notify_one();
  } else {
    line.last->next = &member;
  }
  line.last = &member;
}

void BuilderPipeline::EncodeNext(std::unique_lock<std::mutex>& lock, Worker& worker) {
  Group* group = ready_.front();
  ready_.pop_front();
  Line& line = lines_[group->number()];
  Member& member = *line.first;
  lock.unlock();
  Result<void> encoded = Encode(member, worker);
  member.placed.bases = Bases(&accounts_.segments);
  lock.lock();
  if (!encoded) return Fail(std::move(encoded.error()));
  line.first = member.next;
  if (line.first != nullptr) ready_.push_front(group);
  Item& item = member.item;
  if (--item.open == 0) {
    queued_bases_ -= std::exchange(item.bases, 0);
    WriteDone();
    done_.notify_all();
  }
}

void BuilderPipeline::WriteDone() {
  while (!items_.empty() && items_.front().state == State::kNumbered && items_.front().open == 0) {
    Item& item = items_.front();
    for (Member& member : item.members) {
      if (member.part) {
        const uint32_t group = member.group->number();
        archive_.AddPart(
            member.part_is_reference ? StreamNumber::Reference(group) : StreamNumber::Delta(group),
            member.part->metadata, member.part->bytes);
      }
      if (item.is_segment) collection_.AddSegment(item.contig, member.described);
    }
    items_.pop_front();
    ++written_;
  }
  if (Result<void> written = archive_.Check(); !written) Fail(std::move(written.error()));
}

// The group's pending members become a pack.
Result<void> BuilderPipeline::WritePending(Member& member, Worker& worker) {
  if (Result<void> taken = member.group->TakePending(worker.folding, &worker.pack); !taken) return taken;
  member.part.emplace(accounts_.packs);
  CompressPack({worker.pack.data(), worker.pack.size()}, member.group->number() < kRawGroups, worker.encoder,
               &*member.part);
  worker.folding.TrimScratch();
  member.part->bytes.shrink_to_fit();
  return {};
}

Result<void> BuilderPipeline::Encode(Member& member, Worker& worker) {
  Group& group = *member.group;
  if (!member.item.is_segment) return WritePending(member, worker);
  if (group.is_unread()) {
    if (Result<void> loaded = worker.stored->LoadMembers(group); !loaded) return loaded;
  }
  const bool raw = group.number() < kRawGroups;
  const std::span<const BaseCode> bases(member.placed.bases);
  if (!raw && !group.has_reference()) {
    group.SetReference(bases);
    if (fallback_) fallback_->AddReference(group.number(), member.placed.key, bases);
    member.part.emplace(accounts_.packs);
    member.part_is_reference = true;
    CompressReference(bases, worker.encoder, accounts_.segments, &*member.part);
    member.part->bytes.shrink_to_fit();
    return {};
  }
  if (group.pending_count() == options_.parameters.pack_size) {
    if (Result<void> written = WritePending(member, worker); !written) return written;
  }
  std::string_view bytes(reinterpret_cast<const char*>(bases.data()), bases.size());
  if (!raw) {
    EncodeDelta(worker.indexes.Get(group), bases, &worker.delta);
    if (worker.stored && worker.stored->failure()) return std::unexpected(*worker.stored->failure());
    if (worker.delta.empty()) return {};  // the reference once more: member 0
    bytes = {reinterpret_cast<const char*>(worker.delta.data()), worker.delta.size()};
    const Result<std::optional<uint32_t>> same = group.FindPending(bytes, worker.folding);
    if (!same) return std::unexpected(same.error());
    if (*same) {
      member.described.member = **same;
      return {};
    }
  }
  member.described.member = group.member_count();
  group.AddPending(bytes);
  group.Fold(worker.folding);
  if (accounts_.packs.budget().used() > options_.spill_above) return group.Spill(worker.folding);
  return {};
}

}  // namespace tare::genome
