#include "writers/rtf_gap_output.h"

namespace tare::rtf_writer {

GapOutput::Gap GapOutput::Open(std::string_view otherwise) {
  gaps_.push_back({.position = position(), .begin = texts_.size(), .size = otherwise.size(), .open = true});
  texts_ += otherwise;
  return first_gap_ + gaps_.size() - 1;
}

void GapOutput::Fill(Gap gap, std::string_view text) {
  Text& filled = gaps_[gap - first_gap_];
  filled.begin = texts_.size();
  filled.size = text.size();
  filled.open = false;
  texts_ += text;
}

void GapOutput::MoveInto(Gap gap, uint64_t position, std::string_view end) {
  const size_t first_inside = [&] {
    size_t index = gaps_.size();
    while (gaps_[index - 1].position >= position && first_gap_ + index - 1 > gap) --index;
    return index;
  }();
  const size_t begin = texts_.size();
  size_t from = position - held_from_;
  const auto append_until = [&](size_t to) {
    texts_.append(held_, from, to - from);
    from = to;
  };
  for (size_t index = first_inside; index < gaps_.size(); ++index) {
    append_until(gaps_[index].position - held_from_);
    texts_.append(texts_, gaps_[index].begin, gaps_[index].size);
  }
  append_until(held_.size());
  texts_ += end;
  const size_t kept = position - held_from_;
  moved_ += held_.size() - kept;
  held_.resize(kept);
  gaps_.resize(first_inside);
  Text& filled = gaps_[gap - first_gap_];
  filled.begin = begin;
  filled.size = texts_.size() - begin;
  filled.open = false;
}

void GapOutput::Finish() {
  Flush();
  GiveUp();
  WritePrologue(/*complete=*/true);
  Release();
}

Result<void> GapOutput::Drain(std::string_view bytes) {
  if (prologue_written_ && gaps_.empty() && held_.empty()) {
    out_.Write(bytes);
    held_from_ += bytes.size();
    return {};
  }
  if (bytes.size() > kBufferSize && held_.size() + texts_.size() + bytes.size() > kMaxHeld) {
    // Longer than a buffer: one piece of text, which no gap is inside of.
    GiveUp();
    WritePrologue(/*complete=*/false);
    Release();
    out_.Write(bytes);
    held_from_ += bytes.size();
    return {};
  }
  held_ += bytes;
  if (!prologue_written_ && held_.size() < kPrologueAfter) return {};
  WritePrologue(/*complete=*/false);
  if (held_.size() + texts_.size() > kMaxHeld) GiveUp();
  Release();
  return {};
}

void GapOutput::WritePrologue(bool complete) {
  if (prologue_written_) return;
  prologue_written_ = true;
  prologue_.WriteTo(out_, complete);
}

void GapOutput::GiveUp() {
  for (Text& gap : gaps_) gap.open = false;
}

// Writes what is held before the first open gap.
void GapOutput::Release() {
  const std::string_view held = held_;
  size_t written = 0;
  size_t settled = 0;
  while (settled < gaps_.size() && !gaps_[settled].open) {
    const size_t end = gaps_[settled].position - held_from_;
    out_.Write(held.substr(written, end - written));
    out_.Write(TextOf(gaps_[settled]));
    written = end;
    ++settled;
  }
  const size_t end = settled < gaps_.size() ? gaps_[settled].position - held_from_ : held.size();
  out_.Write(held.substr(written, end - written));
  held_.erase(0, end);
  held_from_ += end;
  gaps_.erase(gaps_.begin(), gaps_.begin() + static_cast<ptrdiff_t>(settled));
  first_gap_ += settled;
  if (gaps_.empty()) texts_.clear();
}

}  // namespace tare::rtf_writer
