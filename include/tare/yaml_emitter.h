#pragma once

// Events to YAML or JSON. What is written parses back to the events it was written from: the same content,
// anchors and tags, whatever the text; styles change only where the wanted one cannot hold the content.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_events.h"

namespace tare::yaml {

enum class EmitStyle : uint8_t {
  kOriginal,  // collections and scalars in the style they had
  kBlock,     // collections in block style, scalars in the style they had
  kFlow,      // collections in brackets and braces, each document on one line (or wrapped at the width)
  kPretty,    // collections in block style, scalars in the simplest: plain, else quoted; literal for lines
  kJson,      // JSON, a line for each member
  kJsonLine,  // JSON, each document on one line, without spaces
  kTidy,      // as kOriginal; Format writes the text anew with it
};

// Which "---" and "..." are written beside those that are needed.
enum class DocumentMarkers : uint8_t { kWhenNeeded, kKeep, kAlways };

// What a scalar is in JSON.
enum class JsonKind : uint8_t { kNull, kTrue, kFalse, kNumber, kString };

// Says it, by a schema: of a plain scalar, or of one with a tag. `tag` is in full, empty for none.
using JsonKindOf = JsonKind (*)(const Event& scalar, std::string_view tag, std::string_view content);

// By the core schema (YAML 1.2.2, 10.3).
JsonKind CoreJsonKind(const Event& scalar, std::string_view tag, std::string_view content);

enum class LineEnd : uint8_t { kLineFeed, kCarriageReturnLineFeed };

struct EmitOptions {
  EmitStyle style = EmitStyle::kBlock;
  DocumentMarkers markers = DocumentMarkers::kKeep;
  uint8_t indentation = 2;                // spaces a level, 1 to 9
  bool indent_sequences = false;          // "- " below a key stands further right than the key
  uint32_t width = 0;                     // columns beyond which text is wrapped at spaces; 0 is never
  LineEnd line_end = LineEnd::kLineFeed;  // not JSON
  JsonKindOf json_kind = nullptr;         // for the JSON styles; without it every scalar is a string
  std::string_view name{};                // of the source, for errors; must outlive the emitter
  bool tags_as_written = false;  // not JSON: Write is given Event::tag, WriteDirectives what declares it
};

// Where a comment stands.
enum class CommentPlace : uint8_t {
  kBehind,  // behind the last thing written, on its line
  kAbove,   // on a line of its own, above what comes next or at the end
  kHeader,  // behind the "|" or ">" of the scalar that comes next; behind that, if it is in another style
};

struct EmitterComment {
  std::string_view text{};  // "#" and what is behind it, to the end of the line
  CommentPlace place = CommentPlace::kAbove;
  bool after_empty = false;       // an empty line before it
  bool behind_indicator = false;  // behind the "-", "?" or ":" of the node that comes next
  bool before_content = false;    // given behind a collection's start, and stands before its content
};

// Holds a few bytes for each open collection, and the decoded text of one scalar. For one thread.
//
// JSON has no aliases and no keys but strings: where they come, the output fails (Output::Commit returns
// why). Infinity and NaN become strings, as JSON has neither.
class Emitter {
 public:
  // Both must outlive the emitter. Throws MemoryLimitExceeded, as Write does.
  Emitter(Output& out, Account& account, const EmitOptions& options = {});
  ~Emitter();
  Emitter(const Emitter&) = delete;
  Emitter& operator=(const Emitter&) = delete;

  // The events of a stream in their order; nothing of them is looked at after the call. `tag` is the event's
  // in full (Parser::ResolveTag): "tag:yaml.org,2002:str", "!local", "!", or empty for none.
  //
  // Collections more than 200 levels deep are written in flow style, whatever the options say.
  //
  // An empty plain scalar without tag or anchor cannot be written as an entry of a flow sequence: there it
  // becomes "null".
  void Write(const Event& event, std::string_view tag);

  // What follows is for formatting, and changes no events. JSON drops it.

  // A comment between the events of the last and the next call of Write; they are all written, in their
  // order. Those before a collection in the place of a value are given behind its start (`before_content`),
  // as its style decides how far they are indented. Where a flow collection has comments it goes over several
  // lines.
  void WriteComment(const EmitterComment& comment);

  // An empty line before the next event. Written in block style between two entries or comments, once.
  void WriteEmptyLine();

  // Before kDocumentStart: its lines of directives, and comments between them.
  void WriteDirectives(std::string_view lines);

  class Writer;  // of a format

 private:
  const std::unique_ptr<Writer> writer_;
};

class Node;

// The events of a value and all in it, as one document: strings are quoted (with EmitStyle::kPretty as simply
// as can be), numbers are as short as they are exact. What stands in several places is written in each.
// kStreamStart and kStreamEnd are the caller's. Throws MemoryLimitExceeded; `account` holds a few bytes a
// level. `last_of_equal_keys`: of entries with equal keys (LoadOptions::allow_duplicate_keys) there is one,
// in the place of the first and with the value of the last; that holds some 30 bytes for each entry of the
// mappings that are open.
void EmitNode(const Node& node, Emitter& emitter, Account& account, bool last_of_equal_keys = false);

}  // namespace tare::yaml
