#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "tare/io.h"

namespace tare::genome {

// Writes FASTA records, in lines of a length.
class FastaWriter {
 public:
  explicit FastaWriter(uint32_t line_length) : line_length_(std::max<uint32_t>(line_length, 1)) {}

  void Begin(Output& out, std::string_view header) {
    out_ = &out;
    column_ = 0;
    out_->Put('>');
    out_->Write(header);
    out_->Put('\n');
  }
  void Write(std::string_view bases) {
    while (!bases.empty()) {
      const std::string_view line = bases.substr(0, line_length_ - column_);
      out_->Write(line);
      bases.remove_prefix(line.size());
      column_ += static_cast<uint32_t>(line.size());
      if (column_ == line_length_) EndLine();
    }
  }
  void End() {
    if (column_ > 0) EndLine();
  }

  bool failed() const { return out_ != nullptr && out_->failed(); }

 private:
  void EndLine() {
    out_->Put('\n');
    column_ = 0;
  }

  const uint32_t line_length_;
  Output* out_ = nullptr;
  uint32_t column_ = 0;
};

}  // namespace tare::genome
