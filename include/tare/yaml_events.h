#pragma once

// YAML 1.2.2 as a stream of events over the source text. Nothing is copied: what an event holds are views
// into the text, and a scalar is decoded only when asked for (DecodeScalar).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/error.h"
#include "tare/memory.h"

namespace tare::yaml {

enum class EventKind : uint8_t {
  kStreamStart,
  kStreamEnd,
  kDocumentStart,
  kDocumentEnd,
  kSequenceStart,
  kSequenceEnd,
  kMappingStart,  // keys and values follow in turn, down to kMappingEnd
  kMappingEnd,
  kScalar,
  kAlias,
};

enum class ScalarStyle : uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral, kFolded };

// What becomes of the line breaks at the end of a block scalar (YAML 1.2.2, 8.1.1.2).
enum class Chomping : uint8_t { kClip, kStrip, kKeep };

// A scalar as it is written.
struct ScalarText {
  // Plain: from its first character to its last, over several lines where it has them. Quoted: what is
  // between the quotes. Literal and folded: whole lines, from the one below the header on, with the empty
  // ones behind.
  std::string_view raw;
  ScalarStyle style = ScalarStyle::kPlain;
  Chomping chomping = Chomping::kClip;  // of literal and folded
  bool verbatim = false;                // `raw` is the content as it is: decoding changes nothing
  uint32_t indentation = 0;             // spaces before each line of a literal or folded scalar's content
};

// The content of a scalar: `raw` itself where nothing changes, else `*scratch`, which is overwritten.
// The parser has checked `text`: every escape is one.
std::string_view DecodeScalar(const ScalarText& text, std::pmr::string* scratch);

struct Event {
  EventKind kind = EventKind::kStreamStart;
  bool flow = false;          // a collection in brackets or braces
  bool has_marker = false;    // a document's start is written "---", its end "..."
  ScalarText scalar{};        // kScalar
  std::string_view anchor{};  // its name; empty is none. kAlias: the name that is referred to
  std::string_view tag{};     // as written: "!!str", "!e!tag", "!<tag:a,2000:b>", "!"; empty is none
  uint64_t begin = 0;         // byte offset in the source of its first character, properties included
  uint64_t end = 0;           // of the byte behind its last one
};

struct ParseOptions {
  size_t max_depth = 10'000;  // of nested collections; beyond it, an error (kLimitExceeded)
  uint64_t start = 0;         // the byte to begin at, as if the text began there; the start of a line
  bool strict_json = false;   // one value of JSON by RFC 8259, of which YAML is a superset, and nothing else
  std::string name{};         // of the source, for errors
};

// A pull parser. Holds a few bytes for each open collection, and nothing else that grows. For one thread.
class Parser {
 public:
  // `text` is UTF-8 and must outlive the parser and its events. Throws MemoryLimitExceeded, as Next does.
  Parser(std::string_view text, Account& account, ParseOptions options = {});
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // The next event, valid until the call after; begins with kStreamStart, and kStreamEnd comes for ever at
  // the end. Null where the text is malformed: see error(). Null for ever after.
  const Event* Next() { return next_ != end_ ? next_++ : NextOfMachine(); }

  // Why Next returned null: what is wrong, and where (offset, line, column).
  const Error& error() const;

  // The tag of an event in full, by the document's %TAG directives: "!!str" is "tag:yaml.org,2002:str",
  // "!local" stays as it is, "!<uri>" is "uri". `scratch` is overwritten. Valid while the document's events
  // are read.
  std::string_view ResolveTag(std::string_view tag, std::pmr::string* scratch) const;

  // All bytes before this offset have been parsed, and are not looked at again.
  uint64_t offset() const;

  // Line and column of an offset in the text. Counts from the one asked for before it, if that is not behind
  // it.
  Location LocationOf(uint64_t offset) const;

 private:
  class Machine;
  const Event* NextOfMachine();

  // Events are made some at a time: those that were not given yet.
  const Event* next_ = nullptr;
  const Event* end_ = nullptr;
  std::unique_ptr<Machine> machine_;
};

}  // namespace tare::yaml
