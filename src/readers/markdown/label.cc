#include "readers/markdown/label.h"

#include <cstddef>

#include "readers/markdown/characters.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

// The code points of a label in the form that is compared, one after the other; 0 ends it.
class FoldedLabel {
 public:
  explicit FoldedLabel(std::string_view label) : label_(label) { SkipSpace(); }

  char32_t Next() {
    if (given_ < folded_) return fold_[given_++];
    if (at_ == label_.size()) return 0;
    if (IsSpace(label_[at_])) {
      SkipSpace();
      return at_ == label_.size() ? U'\0' : U' ';
    }
    const text::Decoded decoded = text::Decode(label_, at_);
    at_ += decoded.length;
    if (decoded.code_point < 0x80)
      return static_cast<unsigned char>(Lower(static_cast<char>(decoded.code_point)));
    folded_ = text::FoldCase(decoded.code_point, fold_);
    given_ = 1;
    return fold_[0];
  }

 private:
  void SkipSpace() {
    while (at_ < label_.size() && IsSpace(label_[at_])) ++at_;
  }

  std::string_view label_;
  size_t at_ = 0;
  char32_t fold_[3] = {};
  size_t folded_ = 0;  // code points in fold_
  size_t given_ = 0;   // of them
};

}  // namespace

uint64_t HashLabel(std::string_view label) {
  uint64_t hash = 0;
  FoldedLabel folded(label);
  while (const char32_t c = folded.Next()) {
    hash = (hash ^ c) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
  }
  return hash;
}

bool LabelsMatch(std::string_view a, std::string_view b) {
  if (a == b) return true;
  FoldedLabel left(a);
  FoldedLabel right(b);
  while (true) {
    const char32_t c = left.Next();
    if (c != right.Next()) return false;
    if (c == 0) return true;
  }
}

}  // namespace tare::markdown
