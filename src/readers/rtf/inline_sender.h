#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare::rtf {

// Sends inline content as it comes, without the spaces at the beginning and end of its block: spaces are held
// back, and with them spans and anchors after them, until it is known that something follows.
class InlineSender {
 public:
  explicit InlineSender(std::pmr::memory_resource* memory) : held_(memory), strings_(memory) {}

  void Begin() { has_content_ = false; }
  void Text(Sink& sink, std::string_view text);
  void BeginSpan(Sink& sink, const Span& span);
  void EndSpan(Sink& sink, SpanKind kind);
  void Anchor(Sink& sink, std::string_view name);
  // To be called before any other inline event is sent.
  void Content(Sink& sink);
  void End(Sink& sink) { Release(sink, false); }

  // In a span that holds only text, which is taken as it is.
  bool in_literal() const { return in_literal_; }

 private:
  // A run of spaces, the beginning or end of a span, or an anchor.
  struct Held {
    enum class What : uint8_t { kSpaces, kBegin, kEnd, kAnchor };
    What what;
    SpanKind kind;
    bool display;
    size_t begin;  // of the target or name in strings_
    size_t size;   // kSpaces: how many; else of the target or name
    size_t title_size;
  };
  // Only empty spans and anchors can make so many wait; then further anchors are left out, and at further
  // spans the spaces are given up.
  static constexpr size_t kMaxHeld = 256;

  void Hold(Sink& sink, const Held& held);
  void Release(Sink& sink, bool with_spaces);

  std::pmr::vector<Held> held_;
  std::pmr::string strings_;
  bool has_content_ = false;
  bool in_literal_ = false;
};

}  // namespace tare::rtf
