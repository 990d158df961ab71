#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>

#include "document/anchor_name.h"
#include "tare/document.h"
#include "tare/memory.h"

namespace tare::markdown {

// Takes the content of a heading and makes of it the name that GitHub gives it: letters in lower case, digits
// and marks of any script, '_' and '-' stay, a space becomes '-', all else is left out.
class HeadingSlug final : public Sink {
 public:
  static constexpr size_t kMaxSize = kMaxAnchorName - 16;  // bytes; the end of a longer one is left out

  explicit HeadingSlug(Account& account) : slug_(&account) {}

  std::string_view text() const { return slug_; }
  void Clear() { slug_.clear(); }

  void BeginBlock(const Block&) override {}
  void EndBlock(BlockKind) override {}
  void BeginSpan(const Span& span) override { in_raw_ = span.kind == SpanKind::kRaw; }
  void EndSpan(SpanKind) override { in_raw_ = false; }
  void Text(std::string_view text) override;
  void SoftBreak() override {}
  void HardBreak() override {}
  void AddImage(const Image&) override {}
  void FootnoteReference(std::string_view) override {}
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view, std::string_view) override {}
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}

 private:
  std::pmr::string slug_;
  bool in_raw_ = false;
};

// The names of a document's headings: the second of two that are the same gets "-1", as on GitHub.
class HeadingNames {
 public:
  static constexpr size_t kMaxNames = 4096;  // that are remembered; others are not told apart

  explicit HeadingNames(Account& account) : uses_(&account), name_(&account) {}

  // The name for a heading with that slug; empty where the slug is. Valid until the next call.
  std::string_view NameFor(std::string_view slug);
  // A name the document itself gives.
  void Take(std::string_view name);

 private:
  std::pmr::unordered_map<uint64_t, uint32_t> uses_;  // by hash of the name: the last number behind it
  std::pmr::string name_;
};

}  // namespace tare::markdown
