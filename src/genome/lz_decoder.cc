#include "genome/lz_decoder.h"

#include <cstring>

#include "genome/bases.h"

namespace tare::genome {

namespace {

constexpr char kUnknownRunStart = 30;
constexpr char kUnknownRunEnd = 4;
constexpr uint64_t kMinUnknownRun = 4;
constexpr char kAsReference = '!';
constexpr int kMaxDigits = 10;

class DifferenceDecoder {
 public:
  DifferenceDecoder(std::string_view differences, std::string_view reference, uint32_t min_match_length,
                    std::span<char> out)
      : next_(differences.data()),
        end_(differences.data() + differences.size()),
        reference_(reference),
        min_match_length_(min_match_length),
        out_(out) {}

  bool Run() {
    while (next_ != end_) {
      const char c = *next_;
      const bool done = c >= 'A' && c < 'A' + static_cast<char>(kLetters.size())
                            ? TakeLetter(kLetters[c - 'A'])
                        : c == kAsReference     ? TakeReferenceLetter()
                        : c == kUnknownRunStart ? TakeUnknownRun()
                                                : TakeMatch();
      if (!done) return false;
    }
    return written_ == out_.size();
  }

 private:
  uint64_t room() const { return out_.size() - written_; }

  bool TakeLetter(char letter) {
    if (room() == 0) return false;
    out_[written_++] = letter;
    ++place_;
    ++next_;
    return true;
  }

  bool TakeReferenceLetter() {
    if (place_ < 0 || static_cast<uint64_t>(place_) >= reference_.size()) return false;
    return TakeLetter(reference_[static_cast<uint64_t>(place_)]);
  }

  // A run of N leaves the place in the reference where it is.
  bool TakeUnknownRun() {
    ++next_;
    uint64_t length = 0;
    if (!TakeNumber(&length) || !TakeByte(kUnknownRunEnd)) return false;
    length += kMinUnknownRun;
    if (length > room()) return false;
    std::memset(out_.data() + written_, 'N', length);
    written_ += length;
    return true;
  }

  // The distance from the expected place, then a comma and the length, or nothing where the match reaches to
  // the reference's end, then a full stop.
  bool TakeMatch() {
    const bool backwards = next_ != end_ && *next_ == '-';
    if (backwards) ++next_;
    uint64_t distance = 0;
    if (!TakeNumber(&distance)) return false;
    const int64_t begin =
        place_ + (backwards ? -static_cast<int64_t>(distance) : static_cast<int64_t>(distance));
    if (begin < 0 || static_cast<uint64_t>(begin) > reference_.size()) return false;
    uint64_t length = reference_.size() - static_cast<uint64_t>(begin);
    if (TakeByte(',')) {
      uint64_t stated = 0;
      if (!TakeNumber(&stated)) return false;
      stated += min_match_length_;
      if (stated > length) return false;
      length = stated;
    }
    if (!TakeByte('.') || length > room()) return false;
    std::memcpy(out_.data() + written_, reference_.data() + begin, length);
    written_ += length;
    place_ = begin + static_cast<int64_t>(length);
    return true;
  }

  bool TakeByte(char byte) {
    if (next_ == end_ || *next_ != byte) return false;
    ++next_;
    return true;
  }

  // At least one digit; ten make no more than 34 bits.
  bool TakeNumber(uint64_t* number) {
    int digits = 0;
    *number = 0;
    for (; next_ != end_ && *next_ >= '0' && *next_ <= '9'; ++next_, ++digits) {
      if (digits == kMaxDigits) return false;
      *number = *number * 10 + static_cast<uint64_t>(*next_ - '0');
    }
    return digits > 0;
  }

  const char* next_;
  const char* const end_;
  const std::string_view reference_;
  const uint32_t min_match_length_;
  const std::span<char> out_;
  uint64_t written_ = 0;
  int64_t place_ = 0;  // in the reference, where the next match is expected; literals may run beyond its end
};

}  // namespace

bool DecodeDifferences(std::string_view differences, std::string_view reference, uint32_t min_match_length,
                       std::span<char> out) {
  return DifferenceDecoder(differences, reference, min_match_length, out).Run();
}

}  // namespace tare::genome
