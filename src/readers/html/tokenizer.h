#pragma once

// The tokenizer of the WHATWG HTML Living Standard, section 13.2.5, over contiguous UTF-8 (valid; see
// ReadHtml). Tokens are views into the input; text that the standard changes (character references, CR LF,
// NUL) comes from an arena and lives until the call that delivers it returns.
//
// The input is there in full, so the standard's 80 states are not kept as states: a construct (a tag, a
// comment) is one function that reads to its end, and the place in the code is the state.
//   tokenizer.cc              input windows, errors, text outside of tags, what "<" begins
//   tokenizer_tags.cc         tags and attributes
//   tokenizer_markup.cc       comments, DOCTYPE, CDATA sections
//   tokenizer_script.cc       script data with its escapes
//   tokenizer_references.cc   character references, and text that is not what the input says

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  // Never empty. One run of text may come in several calls, cut between code points. NUL is passed on in
  // kData and kCdataSection: the standard leaves it to the tree builder to drop or replace it.
  virtual void Characters(std::string_view text, uint64_t offset) = 0;
  virtual void Comment(std::string_view text, uint64_t offset) = 0;
  virtual void DoctypeToken(const Doctype& doctype, uint64_t offset) = 0;
  // `code` as the standard names it: "eof-in-tag". Comes before the token it concerns. Offsets mostly grow.
  virtual void ParseError(std::string_view code, uint64_t offset) = 0;
  // True where a CDATA section is allowed (inside foreign content).
  virtual bool InForeignContent() const { return false; }
  // Asked every TokenizerLimits::window bytes or so, in the middle of a token too if it is that long. False
  // to stop: no call follows. What lies before `offset` was read; a token underway may still be delivered as
  // a view of it.
  virtual bool Continue(uint64_t offset) = 0;
};

struct TokenizerLimits {
  uint32_t attributes = 1024;          // a tag; further ones are dropped with the error "too-many-attributes"
  uint64_t attribute_value = 1 << 20;  // bytes; longer values are cut with the error "attribute-too-long"
  uint64_t decoded_values = 4 << 20;   // bytes a tag, of values that are not as the input has them; the same
  uint64_t name = 1024;        // bytes of a tag's, attribute's or DOCTYPE's name; cut with "name-too-long"
  uint64_t comment = 1 << 18;  // bytes of a comment or DOCTYPE identifier; cut with "comment-too-long"
  uint64_t window = 1 << 16;  // bytes between two calls of Continue, and nearly the most of one of Characters
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
  // A stretch of the input, with what is in it that a plain view cannot give.
  struct Raw {
    const char* begin;
    const char* end;
    bool changed = false;
    std::string_view text() const { return {begin, static_cast<size_t>(end - begin)}; }
    bool IsPlain(uint64_t limit) const { return !changed && text().size() <= limit; }
  };
  struct Reference {
    std::string_view utf8;  // empty where the ampersand is just an ampersand
    const char* end;
  };

  // tokenizer.cc. Positions are pointers into the input; the end of it is `end_`.
  uint64_t OffsetOf(const char* at) const { return static_cast<uint64_t>(at - begin_); }
  bool AtEnd() const { return next_ == end_; }
  bool StartsWith(std::string_view text) const;
  bool StartsWithIgnoringCase(std::string_view text) const;
  bool AdvanceWindow(const char* from);
  template <char... kStops>
  const char* Find(const char* from);
  uint8_t SkipUntil(uint8_t stops);
  uint8_t SkipNameUntil(uint8_t stops);
  void SkipWhitespace();
  void Error(std::string_view code, const char* at);
  void CheckCharactersTo(const char* to);

  template <char... kStops>
  bool FindInText();
  void FlushText(const char* to);
  void FlushWholeCharacters();
  void EmitText(std::string_view text, const char* at);
  void ReadLineEnd();
  void ReplaceNull();
  void ReadData();
  void ReadRcdata();
  void ReadRawtext();
  void ReadPlaintext();
  bool ReadMarkup();
  bool ReadEndTag(const char* start);
  bool ReadAppropriateEndTag();

  // tokenizer_tags.cc
  void ReadTag(const char* start, bool is_end_tag);
  void ReadTagRest(const char* start, std::string_view name, bool is_end_tag);
  bool ReadAttributes(bool* self_closing);
  bool ReadAttribute();
  bool ReadAttributeValue(std::string_view* value);
  template <char kQuote>
  bool ReadQuotedValue(std::string_view* value);
  bool ReadUnquotedValue(std::string_view* value);
  bool KeepsAttribute(std::string_view name);
  bool HasAttribute(std::string_view name);

  // tokenizer_markup.cc
  void ReadMarkupDeclaration(const char* start);
  void ReadComment(const char* start);
  void ReadBogusComment(const char* start);
  void EmitComment(Raw text, const char* start);
  void ReadDoctype(const char* start);
  void ReadDoctypeParts(Doctype& doctype);
  void ReadPublicIdentifier(Doctype& doctype);
  void ReadSystemIdentifier(Doctype& doctype, std::string_view spacing_error);
  bool ReadIdentifier(Doctype& doctype, std::string_view* identifier, std::string_view abrupt_error);
  bool DoctypeEnds(Doctype& doctype, std::string_view error);
  void BreakDoctype(Doctype& doctype, std::string_view error);
  void ReadBogusDoctype();
  void ReadCdataSection();

  // tokenizer_script.cc
  void ReadScriptData();
  bool ReadEscapedScript();
  bool SkipScriptName(const char* name);

  // tokenizer_references.cc
  Reference ReadReference(const char* ampersand, const char* end, bool in_attribute);
  Reference ReadNumericReference(const char* digits, const char* end);
  void ReadTextReference();
  std::string_view DecodeValue(Raw value, bool quoted);
  std::string_view Normalize(Raw text);
  std::string_view LowerCase(Raw name, bool is_attribute);
  void ForgetDecoded();
  Raw Cut(Raw text, uint64_t limit, std::string_view error);

  const char* const begin_;
  const char* end_;      // of the input, or where the handler stopped it
  const char* next_;     // the next byte to read
  const char* window_;   // scanning goes so far, then asks the handler whether to go on
  const char* run_;      // start of the text read but not delivered yet
  const char* checked_;  // characters before it are known to be allowed in the input stream, or reported
  TokenHandler& handler_;
  Arena arena_;
  const TokenizerLimits limits_;
  std::pmr::vector<Attribute> attributes_;  // of the tag being read
  // Where there are many attributes, a hash table of their numbers from 1; 0 ends a bucket.
  std::pmr::vector<uint32_t> last_in_bucket_;
  std::pmr::vector<uint32_t> same_bucket_;  // for each attribute, the one before it in its bucket
  bool too_many_attributes_ = false;
  bool arena_used_ = false;
  uint64_t decoded_ = 0;             // bytes of decoded values of the tag being read
  std::pmr::string last_start_tag_;  // where its end tag ends the content model
  ContentModel model_ = ContentModel::kData;
  bool stopped_ = false;
  char encoded_[4];  // the code point of a numeric reference, until it is delivered or copied
};

}  // namespace tare::html
