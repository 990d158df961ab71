#include "genome/piece_reader.h"

#include <system_error>
#include <utility>

namespace tare::genome {

PieceReader::PieceReader(std::unique_ptr<ByteInput> input, size_t piece_size, bool reads_ahead,
                         Account& account)
    : input_(std::move(input)), pieces_{Piece(&account), Piece(&account)} {
  pieces_[0].bytes.resize(piece_size);
  if (!reads_ahead) return;
  pieces_[1].bytes.resize(piece_size);
  in_turn_ = 2;
  try {
    thread_ = std::thread([this] { FillPieces(); });
  } catch (const std::system_error&) {
    in_turn_ = 1;
  }
}

PieceReader::~PieceReader() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  input_->Cancel();
  thread_.join();
}

void PieceReader::Fill(Piece& piece) noexcept {
  try {
    piece.size = input_->Read(piece.bytes);
    piece.is_last = !piece.size || *piece.size == 0;
  } catch (...) {
    piece.exception = std::current_exception();
    piece.is_last = true;
  }
}

void PieceReader::FillPieces() {
  std::unique_lock lock(mutex_);
  for (bool is_last = false; !is_last;) {
    changed_.wait(lock, [this] { return closing_ || filled_ - used_ < in_turn_; });
    if (closing_) return;
    Piece& piece = PieceAt(filled_);
    lock.unlock();
    Fill(piece);
    is_last = piece.is_last;
    lock.lock();
    ++filled_;
    changed_.notify_one();
  }
}

Result<std::string_view> PieceReader::Next() {
  std::unique_lock lock(mutex_);
  // The last piece stays.
  if (is_used_ && !PieceAt(used_).is_last) {
    ++used_;
    is_used_ = false;
    changed_.notify_one();
  }
  if (filled_ == used_ && !thread_.joinable()) {
    Fill(PieceAt(filled_));
    ++filled_;
  }
  changed_.wait(lock, [this] { return filled_ > used_; });
  is_used_ = true;
  const Piece& piece = PieceAt(used_);
  if (piece.exception) std::rethrow_exception(piece.exception);
  if (!piece.size) return std::unexpected(piece.size.error());
  return std::string_view(piece.bytes.data(), *piece.size);
}

}  // namespace tare::genome
