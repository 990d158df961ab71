#pragma once

// The tokenizer of the WHATWG HTML Living Standard, section 13.2.5, over contiguous UTF-8 (valid; see
// ReadHtml). Tokens are views into the input; text that the standard changes (character references, CR LF,
// NUL) comes from an arena and lives until the call that delivers it returns.

#include <cstdint>
#include <span>
#include <string_view>

#include "memory/arena.h"
#include "tare/io.h"

namespace tare::html {

struct Attribute {
  std::string_view name;   // ASCII lower-cased
  std::string_view value;  // character references decoded
};

struct Tag {
  std::string_view name;                  // ASCII lower-cased
  std::span<const Attribute> attributes;  // duplicates removed, the first kept; empty on end tags
  bool self_closing = false;
};

struct Doctype {
  std::string_view name;
  std::string_view public_id;
  std::string_view system_id;
  bool has_name = false;
  bool has_public_id = false;
  bool has_system_id = false;
  bool force_quirks = false;
};

// What the tokenizer reads next. A tree builder switches it after a start tag (13.2.6.2).
enum class ContentModel : uint8_t { kData, kRcdata, kRawtext, kScriptData, kPlaintext, kCdataSection };

// Receives tokens. Each call gets the offset in the input at which the token began.
class TokenHandler {
 public:
  virtual ~TokenHandler() = default;
  // Returns the content model for what follows the tag.
  virtual ContentModel StartTag(const Tag& tag, uint64_t offset) = 0;
  virtual void EndTag(const Tag& tag, uint64_t offset) = 0;
  // Never empty. One run of text may come in several calls.
  virtual void Characters(std::string_view text, uint64_t offset) = 0;
  virtual void Comment(std::string_view text, uint64_t offset) = 0;
  virtual void DoctypeToken(const Doctype& doctype, uint64_t offset) = 0;
  // `code` as the standard names it: "eof-in-tag".
  virtual void ParseError(std::string_view code, uint64_t offset) = 0;
  // True where a CDATA section is allowed (inside foreign content).
  virtual bool InForeignContent() const { return false; }
  // False to stop.
  virtual bool Continue(uint64_t offset) = 0;
};

struct TokenizerLimits {
  uint32_t attributes = 1024;          // a tag; further ones are dropped with the error "too-many-attributes"
  uint64_t attribute_value = 1 << 20;  // bytes; longer values are cut with the error "attribute-too-long"
};

class Tokenizer {
 public:
  // `account` is charged for decoded text. Initial state and last start tag are for conformance tests and
  // fragments; a document begins in kData.
  Tokenizer(std::string_view input, TokenHandler& handler, Account& account, TokenizerLimits limits = {});

  void SetState(ContentModel model, std::string_view last_start_tag = {});
  // Runs to the end of the input, or until the handler stops it.
  void Run();

 private:
  std::string_view input_;
  TokenHandler& handler_;
  Arena arena_;
  TokenizerLimits limits_;
};

}  // namespace tare::html
