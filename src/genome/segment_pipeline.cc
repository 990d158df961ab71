#include "genome/segment_pipeline.h"

#include <optional>
#include <system_error>

#include "genome/damage.h"
#include "io/inside_limit.h"

namespace tare::genome {

namespace {

constexpr unsigned kSlotsAThread = 2;

}  // namespace

SegmentPipeline::SegmentPipeline(const ArchiveContents& contents, Account& account,
                                 const ExtractOptions& options)
    : contents_(contents),
      account_(account),
      stop_(options.stop),
      writer_(options.line_length),
      thread_count_(std::max(options.threads, 1U)) {}

SegmentPipeline::~SegmentPipeline() { StopThreads(); }

void SegmentPipeline::StartThreads() {
  for (unsigned i = 0; i < thread_count_ * kSlotsAThread; ++i) slots_.emplace_back(account_);
  try {
    while (threads_.size() < thread_count_) threads_.emplace_back([this] { DecodeSlots(); });
  } catch (const std::system_error&) {  // the system has no more threads: some do too, and so does this one
    thread_count_ = threads_.empty() ? 1 : static_cast<unsigned>(threads_.size());
  }
}

void SegmentPipeline::StopThreads() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  added_changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void SegmentPipeline::DecodeSlots() {
  std::optional<SegmentDecoder> decoder;
  std::unique_lock lock(mutex_);
  for (;;) {
    added_changed_.wait(lock, [this] { return stopping_ || taken_ < added_; });
    if (stopping_) return;
    Slot& slot = slots_[taken_++ % slots_.size()];
    lock.unlock();
    if (slot.piece.size > 0) {
      slot.status = InsideLimit(contents_.container.name(), [&] {
        if (!decoder) decoder.emplace(contents_, account_);
        return decoder->Decode(slot.piece.segment, slot.bases);
      });
    }
    lock.lock();
    slot.decoded = true;
    decoded_changed_.notify_one();
  }
}

Result<void> SegmentPipeline::Add(const Contig& contig, Range range, std::string_view header, Output& out) {
  if (thread_count_ > 1 && threads_.empty()) StartThreads();
  if (thread_count_ == 1) return AddAlone(contig, range, header, out);
  ContigPieces pieces(contig, range, contents_.parameters.kmer_length);
  std::optional<ContigPiece> piece = pieces.Next();
  for (bool first = true; first || piece; first = false) {
    const std::optional<ContigPiece> next = piece ? pieces.Next() : std::nullopt;
    Result<void> added = AddSlot(piece ? &*piece : nullptr, header, first ? &out : nullptr, !next);
    if (!added || out.failed()) return added;
    piece = next;
  }
  return {};
}

Result<void> SegmentPipeline::AddAlone(const Contig& contig, Range range, std::string_view header,
                                       Output& out) {
  if (alone_bases_ == nullptr) alone_bases_ = std::make_unique<Buffer>(account_);
  writer_.Begin(out, header);
  ContigPieces pieces(contig, range, contents_.parameters.kmer_length);
  while (const std::optional<ContigPiece> piece = pieces.Next()) {
    if (out.failed()) return {};
    if (Result<void> decoded = DecodeAlone(piece->segment, *alone_bases_); !decoded) return decoded;
    writer_.Write(alone_bases_->view().substr(piece->begin, piece->size));
  }
  writer_.End();
  return {};
}

Result<void> SegmentPipeline::DecodeAlone(const Segment& segment, Buffer& bases) {
  if (Stopped()) return Failure(ErrorCode::kCancelled, "stopped", contents_.container.name());
  if (alone_ == nullptr) alone_ = std::make_unique<SegmentDecoder>(contents_, account_);
  return alone_->Decode(segment, bases);
}

Result<void> SegmentPipeline::AddSlot(const ContigPiece* piece, std::string_view header, Output* out,
                                      bool ends_contig) {
  if (Stopped()) return Failure(ErrorCode::kCancelled, "stopped", contents_.container.name());
  if (added_ - written_ == slots_.size()) {
    if (Result<void> written = WriteOldest(); !written) return written;
  }
  Slot& slot = slots_[added_ % slots_.size()];
  slot.out = out;
  if (out != nullptr) slot.header.assign(header);
  slot.ends_contig = ends_contig;
  slot.piece = piece != nullptr ? *piece : ContigPiece{};
  slot.status = {};
  slot.decoded = false;
  {
    const std::lock_guard lock(mutex_);
    ++added_;
  }
  added_changed_.notify_one();
  // Alone since WriteOldest: nobody else decodes what has just been added.
  return threads_.empty() ? Finish() : Result<void>();
}

Result<void> SegmentPipeline::WriteOldest() {
  Slot& slot = slots_[written_ % slots_.size()];
  if (!threads_.empty()) {
    std::unique_lock lock(mutex_);
    decoded_changed_.wait(lock, [&] { return slot.decoded; });
  }
  const bool out_of_memory = !slot.status && slot.status.error().code == ErrorCode::kMemoryLimit;
  if (out_of_memory && !threads_.empty()) {
    if (Result<void> alone = GoOnAlone(); !alone) return alone;
  }
  if (slot.piece.size > 0 && threads_.empty() && (!slot.decoded || out_of_memory))
    slot.status = DecodeAlone(slot.piece.segment, slot.bases);
  if (!slot.status) return slot.status;
  Write(slot);
  ++written_;
  if (threads_.empty()) slot.bases.Free();
  return {};
}

// Gives back all that can be decoded again.
Result<void> SegmentPipeline::GoOnAlone() {
  StopThreads();
  for (uint64_t i = written_; i < written_ + slots_.size(); ++i) {
    Slot& slot = slots_[i % slots_.size()];
    if (i >= added_ || !slot.decoded || !slot.status) slot.bases.Free();
  }
  thread_count_ = 1;
  return {};
}

void SegmentPipeline::Write(Slot& slot) {
  if (slot.out != nullptr) writer_.Begin(*slot.out, slot.header);
  if (slot.piece.size > 0) writer_.Write(slot.bases.view().substr(slot.piece.begin, slot.piece.size));
  if (slot.ends_contig) writer_.End();
}

Result<void> SegmentPipeline::Finish() {
  while (written_ < added_) {
    if (Result<void> written = WriteOldest(); !written) return written;
  }
  return {};
}

FastaExtractor::FastaExtractor(const Archive& archive, Account& account, const ExtractOptions& options)
    : archive_(archive), pipeline_(std::make_unique<SegmentPipeline>(archive.contents(), account, options)) {}
FastaExtractor::~FastaExtractor() = default;

Result<void> FastaExtractor::Add(const Contig& contig, Range range, std::string_view header, Output& out) {
  return InsideLimit(archive_.name(), [&] { return pipeline_->Add(contig, range, header, out); });
}

Result<void> FastaExtractor::Finish() {
  return InsideLimit(archive_.name(), [&] { return pipeline_->Finish(); });
}

}  // namespace tare::genome
