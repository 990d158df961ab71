#pragma once

#include <cstdint>

#include "document/event_buffer.h"
#include "tare/document.h"

namespace tare {

// For readers of formats in which a table's columns are known only at its end (HTML, RTF): takes a table's
// events with columns == 0 and ragged rows, and sends them on in the declared, rectangular form of
// tare/document.h: missing cells are added empty, spans are clipped to the table.
//
// One table at a time is held, up to kMaxBytes; beyond that the columns seen so far are declared, later rows
// stream through and cells beyond them are joined to the row's last. A table nested in a cell is kept in its
// cell (nested tables nest in one record). Everything outside of tables passes straight through.
class TableShaper final : public Sink {
 public:
  static constexpr size_t kMaxBytes = 4 << 20;
  static constexpr uint32_t kMaxColumns = 4096;
  static constexpr uint32_t kMaxRowSpan = 65534;  // as HTML

  TableShaper(Sink& next, Account& account);
  ~TableShaper() override;

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  Sink& next_;
};

}  // namespace tare
