#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "document/reading.h"
#include "readers/markdown/warnings.h"
#include "tare/io.h"
#include "text/charset.h"

namespace tare::markdown {

// The document as valid UTF-8 without byte order mark and NUL: the source itself where it is that, else a
// decoded copy (io/spool.h). NUL becomes U+FFFD, as CommonMark 2.3 asks.
class DocumentText {
 public:
  explicit DocumentText(ReadContext& context) : context_(context) {}

  // Looks through the source once, and decodes it where it must. Warns of bytes that could not be decoded.
  // Errors: an unknown charset in the options, and failures of the spool.
  Result<void> Open();

  std::string_view bytes() const { return bytes_; }
  // False where surely nothing defines links or footnotes.
  bool may_have_definitions() const { return may_have_definitions_; }

  // As ReadContext::Advance; `offset` is in bytes().
  bool Advance(uint64_t offset);
  // The same for a reading that will be repeated, so that it is no progress.
  bool Visit(uint64_t offset);
  // Warnings are about what begins at `offset` of bytes() from now on.
  void SetPosition(Warnings& warnings, uint64_t offset) const;

 private:
  bool LookThrough(bool check);
  Result<void> Decode(text::Charset charset);
  void Release(uint64_t offset);

  ReadContext& context_;
  std::unique_ptr<Source> decoded_;
  std::string_view bytes_;
  uint64_t mark_size_ = 0;
  bool may_have_definitions_ = false;
};

}  // namespace tare::markdown
