#pragma once

// The way of a segment through the builder: it is placed (its group chosen), given its place among the
// members of the group, encoded, and described in the collection.
//
// Any worker places any segment, for all look at the same groups, those of earlier samples. Numbers are given
// in the order of submission. A group's segments are encoded one after another in that order. What comes out
// is written in the order of submission too: so the archive is the same for any number of threads.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "genome/archive_contents.h"
#include "genome/archive_writer.h"
#include "genome/builder_accounts.h"
#include "genome/collection_writer.h"
#include "genome/fallback_map.h"
#include "genome/group_choice.h"
#include "genome/group_indexes.h"
#include "genome/group_map.h"
#include "genome/group_spill.h"
#include "genome/group_store.h"
#include "genome/pack_writer.h"
#include "genome/segment_cutter.h"
#include "tare/error.h"
#include "tare/genome.h"

namespace tare::genome {

struct PipelineOptions {
  Parameters parameters;
  unsigned threads = 1;
  uint64_t queued_bases = 0;          // bytes of segments on the way; one may be longer
  uint64_t index_memory = 0;          // bytes a thread, beside the index in use
  uint64_t spill_above = UINT64_MAX;  // bytes of the whole budget, from which on members are moved to a file
  double fallback_fraction = 0;       // of k-mers (FallbackMap); 0: none
  double fallback_cost = 1;           // GroupChoice::Options
  const std::atomic<bool>* stop = nullptr;
};

class BuilderPipeline {
 public:
  // `stored` is the archive that is appended to, with groups numbered without gaps, or null. All must outlive
  // it.
  BuilderPipeline(const PipelineOptions& options, BuilderAccounts& accounts, CollectionWriter& collection,
                  ArchiveWriter& archive, const ArchiveContents* stored = nullptr);
  ~BuilderPipeline();
  BuilderPipeline(const BuilderPipeline&) = delete;
  BuilderPipeline& operator=(const BuilderPipeline&) = delete;

  // These are for one thread. They throw what a worker threw.

  // A stored group, before anything else.
  void AddStored(GroupKey key, uint32_t group);
  // Behind the last of them: reads their references, where there is a fallback.
  Result<void> LoadStoredReferences();
  // Returns the contig's index, for Submit.
  uint32_t AddContig(std::string_view name);
  // Waits while there is too much on the way.
  void Submit(uint32_t contig, CutSegment&& segment);
  // Waits until all that was submitted is written. Errors: of the temporary file and of the output,
  // cancelled, no threads.
  Result<void> Drain();
  // Behind Drain: the groups made since the last time are found from now on.
  void PublishGroups();
  // Writes the packs that are not full.
  Result<void> WriteLastPacks();

  const GroupMap& map() const { return map_; }
  uint32_t group_count() const { return static_cast<uint32_t>(groups_.size()); }
  // While nothing is on the way.
  const Group& group(uint32_t number) const { return groups_[number]; }

 private:
  struct Item;
  // A segment with its group, or a group whose last pack is to be written.
  struct Member {
    explicit Member(Item& owner, Account& account) : item(owner), placed{.bases = Bases(&account)} {}

    Item& item;
    PlacedSegment placed;
    Group* group = nullptr;
    Segment described{};
    std::optional<StoredPart> part;  // to be written, of the group
    bool part_is_reference = false;
    Member* next = nullptr;  // of the group
  };
  enum class State : uint8_t { kQueued, kPlacing, kPlaced, kNumbered };
  struct Item {
    Item(uint32_t of_contig, CutSegment cut, Account& account)
        : contig(of_contig), segment(std::move(cut)), members(&account) {}

    uint32_t contig;
    State state = State::kQueued;
    bool is_segment = true;  // not only a last pack
    uint64_t bases = 0;      // that count as queued
    CutSegment segment;
    std::pmr::deque<Member> members;
    size_t open = 0;  // members that are not encoded yet
  };
  // Members of a group that wait to be encoded.
  struct Line {
    Member* first = nullptr;
    Member* last = nullptr;
  };
  struct Worker;

  void Run();
  void Work(std::unique_lock<std::mutex>& lock, Worker& worker);
  void PlaceNext(std::unique_lock<std::mutex>& lock, Worker& worker);
  void EncodeNext(std::unique_lock<std::mutex>& lock, Worker& worker);
  Result<void> Encode(Member& member, Worker& worker);
  Result<void> WritePending(Member& member, Worker& worker);
  void NumberPlaced();
  void WriteDone();
  Group* GroupOf(const PlacedSegment& placed);
  Group* NewGroup();
  void AddStoredGroups();
  void LineUp(Member& member);
  void StartThreads();
  void StopThreads();
  bool Stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }
  void Fail(Error error);
  void Check();

  const PipelineOptions options_;
  BuilderAccounts& accounts_;
  CollectionWriter& collection_;
  ArchiveWriter& archive_;
  const ArchiveContents* const stored_;
  GroupSpill spill_;
  GroupMap map_;
  std::optional<FallbackMap> fallback_;

  std::mutex mutex_;
  std::condition_variable work_;  // there is some
  std::condition_variable done_;  // some is
  std::pmr::deque<Group> groups_;
  std::pmr::deque<Line> lines_;    // by group
  std::pmr::deque<Item> items_;    // on the way, in the order of submission
  std::pmr::deque<Group*> ready_;  // with members to encode, and not at it
  uint64_t written_ = 0;           // items before items_
  uint64_t next_to_place_ = 0;     // counted from the first
  uint64_t next_to_number_ = 0;    // likewise
  uint64_t queued_bases_ = 0;
  uint32_t raw_segments_ = 0;  // of this sample
  bool stopped_ = false;
  std::exception_ptr thrown_;
  std::optional<Error> failed_;
  std::vector<std::thread> threads_;
};

}  // namespace tare::genome
