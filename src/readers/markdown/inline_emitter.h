#pragma once

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>

#include "readers/markdown/inline_tokens.h"
#include "readers/markdown/warnings.h"
#include "tare/document.h"
#include "tare/memory.h"

namespace tare::markdown {

// The last pass: makes events of a text's tokens.
class InlineEmitter {
 public:
  static constexpr size_t kMaxAlternativeText = 64 << 10;  // bytes

  InlineEmitter(Sink& sink, Warnings& warnings, Account& account)
      : sink_(sink), warnings_(warnings), target_(&account), title_(&account), alternative_(&account) {}

  // Begins the content of one block, `depth` blocks deep. In a table's cell "\|" is a pipe even in code.
  void Begin(int depth, bool in_cell);
  // Emits a part of it, the `last` one or not.
  void Emit(const InlineTokens& tokens, bool last);

 private:
  // The token and all that belongs to it. Returns the token to go on with, and sets at_.
  size_t EmitToken(size_t index);
  size_t EmitUrl(size_t index);
  size_t EmitImage(size_t index);
  void EmitCode(const Token& token);
  void EmitMail(std::string_view address);
  void EmitLinkedText(std::string_view target, std::string_view text);
  void EmitLiteral(const Span& span, std::string_view text);
  void EmitReference(const Token& token);
  void EmitBreak(const Token& token);

  void EmitTextTo(size_t end);
  void Text(std::string_view text);
  void BeginSpan(const Span& span);
  void EndSpan(SpanKind kind);

  // Where the last content ends that is no space: a block does not end with one.
  size_t FindContentEnd() const;
  std::string_view AlternativeText(size_t first, size_t last, size_t begin);
  void AppendAlternative(std::string_view text);

  std::string_view Piece(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }

  Sink& sink_;
  Warnings& warnings_;

  // Of the block.
  int depth_ = 0;      // open blocks and spans
  int flattened_ = 0;  // open spans that were left out, the innermost ones
  bool in_cell_ = false;
  bool in_link_ = false;
  bool at_start_ = true;  // nothing but the begin of spans was emitted

  // Of the tokens being emitted.
  const InlineTokens* tokens_ = nullptr;
  std::string_view text_;
  size_t at_ = 0;  // everything before was emitted
  size_t content_end_ = 0;

  // Where what has to be decoded is decoded.
  std::pmr::string target_;
  std::pmr::string title_;
  std::pmr::string alternative_;
};

}  // namespace tare::markdown
