#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "genome/byte_input.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// Reads an input in pieces: in the calling thread, or ahead of it on a thread of its own, with two pieces in
// turn, one filled while the other is used. Where the system has no more threads, in the calling one.
class PieceReader {
 public:
  PieceReader(std::unique_ptr<ByteInput> input, size_t piece_size, bool reads_ahead, Account& account);
  // Cancels the input.
  ~PieceReader();
  PieceReader(const PieceReader&) = delete;
  PieceReader& operator=(const PieceReader&) = delete;

  // The next piece, which lives until the next call; empty at the end. Errors and exceptions are the input's,
  // and come again.
  Result<std::string_view> Next();

 private:
  struct Piece {
    explicit Piece(Account* account) : bytes(account) {}

    std::pmr::vector<char> bytes;
    Result<size_t> size = 0;  // of `bytes`, that were read
    std::exception_ptr exception{};
    bool is_last = false;  // for whatever reason
  };

  Piece& PieceAt(uint64_t number) { return pieces_[number % in_turn_]; }
  void FillPieces();
  void Fill(Piece& piece) noexcept;

  const std::unique_ptr<ByteInput> input_;
  std::array<Piece, 2> pieces_;
  size_t in_turn_ = 1;    // of pieces_
  bool is_used_ = false;  // the piece that Next gave
  // Pieces so far, of the input; these three are under mutex_.
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t filled_ = 0;
  uint64_t used_ = 0;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace tare::genome
