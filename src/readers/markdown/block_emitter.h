#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "readers/markdown/block_parser.h"
#include "readers/markdown/block_records.h"
#include "readers/markdown/document_text.h"
#include "readers/markdown/extensions.h"
#include "readers/markdown/heading_slug.h"
#include "readers/markdown/inline_parser.h"
#include "readers/markdown/warnings.h"
#include "tare/document.h"
#include "tare/memory.h"

namespace tare::markdown {

// Makes events of block records.
//
// Footnotes stand at a document's top level only: one that is defined in a list or quote follows the
// top-level block it is in. (In a top-level block that came in parts its content stays where it is.)
class BlockEmitter final : public BlockConsumer {
 public:
  // Cells that may be added to a table's short rows: so many, and so many for each byte of its rows.
  static constexpr uint64_t kFreePadding = 65536;
  static constexpr uint64_t kPaddingPerByte = 16;

  BlockEmitter(const MarkdownExtensions& extensions, DocumentText& document, InlineParser& inlines,
               Sink& sink, Warnings& warnings, Account& account)
      : extensions_(extensions),
        document_(document),
        inlines_(inlines),
        sink_(sink),
        warnings_(warnings),
        footnotes_(&account),
        alignments_(&account),
        buffer_(&account),
        heading_names_(account) {}

  bool Take(const BlockRecords& records, bool complete, uint64_t offset) override;
  // Ends all open blocks, for a reading that was stopped.
  void EndAll();

 private:
  void EmitRecords(size_t begin, size_t end, bool complete);
  size_t EmitFootnoteBegin(size_t index, bool complete);
  void EmitContainerBegin(const BlockRecord& record);
  void EmitLeaf(const BlockRecord& record);
  void EmitHeading(const BlockRecord& record);
  void EmitInlines(const Block& block, std::string_view text);
  void EmitCode(const BlockRecord& record);
  void EmitLines(uint32_t first, uint32_t end);
  void EmitTable(const BlockRecord& record);
  bool EmitRow(const Line& line, bool header);
  void EmitRest(uint32_t first, uint32_t end);

  void Begin(const Block& block);
  void End(BlockKind kind);

  const MarkdownExtensions extensions_;
  DocumentText& document_;
  InlineParser& inlines_;
  Sink& sink_;
  Warnings& warnings_;

  const BlockRecords* blocks_ = nullptr;
  BlockKind open_[kMaxDepth] = {BlockKind::kDocument};
  int depth_ = 1;
  int dissolved_ = 0;                       // open footnotes that were left out
  std::pmr::vector<uint32_t> footnotes_;    // records of those to follow
  std::pmr::vector<Alignment> alignments_;  // of the open table
  uint64_t padding_ = 0;                    // cells that may still be added to it
  bool table_broken_ = false;               // what is left of it is text
  std::pmr::string buffer_;
  HeadingNames heading_names_;
};

}  // namespace tare::markdown
