#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "genome/archive_contents.h"
#include "genome/buffer.h"
#include "genome/contig_pieces.h"
#include "genome/fasta_writer.h"
#include "genome/segment_decoder.h"

namespace tare::genome {

// Decodes segments in several threads and writes them in their order. They wait in a ring of slots; one that
// is full is written by the thread that adds. Where memory runs out, the threads end, and that thread goes on
// alone.
class SegmentPipeline {
 public:
  // Both must outlive it.
  SegmentPipeline(const ArchiveContents& contents, Account& account, const ExtractOptions& options);
  ~SegmentPipeline();
  SegmentPipeline(const SegmentPipeline&) = delete;
  SegmentPipeline& operator=(const SegmentPipeline&) = delete;

  Result<void> Add(const Contig& contig, Range range, std::string_view header, Output& out);
  Result<void> Finish();

 private:
  // A piece of a contig, or (a contig without bases) none.
  struct Slot {
    explicit Slot(Account& account) : header(&account), bases(account) {}

    Output* out = nullptr;    // where a contig begins, else null
    std::pmr::string header;  // of that contig
    bool ends_contig = false;
    ContigPiece piece;
    Buffer bases;
    Result<void> status;
    bool decoded = false;
  };

  bool Stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  void StartThreads();
  void StopThreads();
  void DecodeSlots();

  Result<void> AddAlone(const Contig& contig, Range range, std::string_view header, Output& out);
  Result<void> AddSlot(const ContigPiece* piece, std::string_view header, Output* out, bool ends_contig);
  Result<void> WriteOldest();
  Result<void> GoOnAlone();
  Result<void> DecodeAlone(const Segment& segment, Buffer& bases);
  void Write(Slot& slot);

  const ArchiveContents& contents_;
  Account& account_;
  const std::atomic<bool>* const stop_;
  FastaWriter writer_;
  unsigned thread_count_;  // 1: this thread alone

  std::deque<Slot> slots_;  // the n-th that is added is in slot n % size
  std::vector<std::thread> threads_;
  std::unique_ptr<SegmentDecoder> alone_;  // this thread's
  std::unique_ptr<Buffer> alone_bases_;

  std::mutex mutex_;  // for all below, and Slot::decoded
  std::condition_variable added_changed_;
  std::condition_variable decoded_changed_;
  uint64_t added_ = 0;
  uint64_t taken_ = 0;    // by threads
  uint64_t written_ = 0;  // of this thread alone
  bool stopping_ = false;
};

}  // namespace tare::genome
