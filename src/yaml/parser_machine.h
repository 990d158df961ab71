#pragma once

// The parser: a machine with a stack of open collections instead of recursion. Next() takes steps until one
// has put events into a short queue.
//
//   parser.cc             the interface, the queue, errors, positions
//   parser_documents.cc   streams, directives, where documents begin and end
//   parser_lines.cc       the straight way through common lines of block collections
//   parser_block.cc       block collections, by indentation
//   parser_flow.cc        flow collections, by brackets
//   parser_properties.cc  anchors, tags, aliases
//   parser_scalars.cc     plain and quoted scalars
//   parser_block_scalar.cc   literal and folded scalars
//   parser_separation.cc  white space, comments, lines

#include <array>
#include <memory_resource>
#include <span>
#include <vector>

#include "tare/yaml_events.h"
#include "yaml/characters.h"
#include "yaml/find.h"
#include "yaml/plain_stops.h"

namespace tare::yaml {

class Parser::Machine {
 public:
  Machine(std::string_view text, Account& account, ParseOptions options);

  // More events; none where the text is malformed.
  std::span<const Event> Next();
  const Error& error() const { return error_; }
  uint64_t offset() const { return OffsetOf(at_); }
  Location LocationOf(uint64_t offset) const;
  std::string_view ResolveTag(std::string_view tag, std::pmr::string* scratch) const;

 private:
  // What the next step is about.
  enum class Step : uint8_t { kStream, kDocument, kBlockNode, kInCollection, kAfterRoot, kEnd };

  enum class Collection : uint8_t { kBlockSequence, kBlockMapping, kFlowSequence, kFlowMapping, kFlowPair };

  // Where in a collection the parser is.
  enum class Place : uint8_t {
    kEntry,        // before an entry or the end; of a block mapping: before a key
    kExplicitKey,  // flow: behind "?"
    kAfterKey,  // behind an implicit key of a block mapping, or a key in flow: ":" comes, or (flow) may come
    kMayHaveValue,  // block mapping: behind an explicit key, ":" may come on a line of its own
    kValue,         // flow: behind ":"
    kSeparator,     // flow: "," or the end comes; the end of a pair
  };

  struct Frame {
    Collection collection;
    Place place;
    int64_t indent;  // of a block collection: the column of its entries. Flow: unused
  };

  struct Properties {
    std::string_view anchor;
    std::string_view tag;
    const char* begin = nullptr;  // null where there are none

    bool any() const { return begin != nullptr; }
  };

  // What a block node may be, by where it stands.
  struct NodePlace {
    int64_t parent_indent = -1;
    bool compact = false;        // behind "-", "?" or an explicit ":": a collection may begin on this line
    bool mapping_value = false;  // a sequence may stand at the indentation of its mapping
  };

  struct TagHandle {
    std::pmr::string handle;
    std::pmr::string prefix;
  };

  static constexpr size_t kQueue = 64;                  // events
  static constexpr size_t kEventsOfLine = 4;            // that a step makes at most
  static constexpr size_t kLongestKey = 1024;           // characters of an implicit key (7.4.2)
  static constexpr int64_t kMostIndented = 1 << 30;     // spaces before the lines of a block scalar
  static constexpr size_t kMostHandles = 100;           // of tags, declared for a document
  static constexpr ptrdiff_t kCheckedAtOnce = 1 << 14;  // bytes
  static constexpr ptrdiff_t kCheckedAhead = 1 << 12;   // that are checked before the straight way is taken

  // Steps. Each puts events into the queue, or changes what comes next, or fails.
  void TakeStep();
  void BeginStream();
  void BeginDocument();
  void EndDocument();
  void ParseBlockNode();
  void ParseInBlock(Frame& frame);
  void ParseInFlow(Frame& frame);

  // parser_documents.cc
  bool CheckJson();
  bool MarkerAt(const char* line) const;  // "---" or "..."
  bool AtDocumentMarker() const { return at_ == line_ && MarkerAt(at_); }
  // The one of '-' or '.'.
  bool AtMarker(char kind) const { return AtDocumentMarker() && *at_ == kind; }
  bool ParseDirectives();
  bool ParseDirective();
  bool ParseVersionDirective(const char* from, const char* end);
  bool ParseTagDirective(const char* from, const char* end);
  bool SkipRestOfLine(const char* what);

  // parser_lines.cc: false where they take no step, or fail.
  void ParseLines();
  bool ToTokenOfLine();
  bool ParseEntryLine();
  bool ParseKeyLines(int64_t indent);
  bool OpenOnLine(EventKind kind, int64_t column);
  bool EndsKey(const char* colon) const;
  void ParseKeyAndValue(const char* colon, PlainStops* stops, int64_t indent);
  bool ParseNodeLine();
  bool ParsePlainLine(const char* stop, int64_t parent_indent);
  bool ParseScalarOfLines(int64_t parent_indent);

  // parser_block.cc
  bool NodeIsAbsent(const NodePlace& place) const;
  void ParseNodeContent(const NodePlace& place, const Properties& outer, const Properties& inner,
                        bool may_open);
  void ParseFlowContent(const NodePlace& place, const Properties& outer, const Properties& inner,
                        bool may_open);
  void FailToOpen(const char* what);
  void OpenBlockSequence(const Properties& properties, int64_t column);
  bool OpenBlockMapping(const Properties& properties, int64_t column, Place place);
  void PopBlock();
  // at_ is at "-", "?" or ":", behind which the node is.
  void ParseEntryNode(const NodePlace& place) {
    EndToken(at_ + 1);
    node_place_ = place;
    step_ = Step::kBlockNode;
  }
  void ParseValueNode(Frame& frame);
  void ParseMappingEntry(Frame& frame);
  void ParseImplicitKey(int64_t indent);
  bool CheckKey(const Event& key, const char* line);

  // parser_flow.cc
  bool
  SkipInFlow();  // to the next token; fails at the end, at a marker, and where the indentation is too small
  bool AtFlowEnd() const;
  bool AtIndicatorInFlow(char indicator) const;
  bool AtColonInFlow() const;
  void OpenFlow(const Properties& properties);
  void CloseFlow();
  bool OpenPair(const char* begin, Place place);
  void ParseSequenceEntryInFlow(Frame& frame);
  void ParseMappingEntryInFlow(Frame& frame);
  void ParseSeparator(Frame& frame);
  void ParseFlowNode(bool may_be_pair);
  bool FlowCollectionIsKey();
  const char* LongestKeyEnd(const char* limit) const;
  bool KeyEndIsAhead(const char* limit);

  // parser_properties.cc
  bool ParseProperties(Properties* properties);
  bool ParseAnchorName(std::string_view* name);
  bool ParseTag(std::string_view* tag);
  bool CheckTagEscapes(std::string_view name);
  bool ParseAlias(Event* event);
  bool KnowsHandle(std::string_view handle) const;
  std::string_view PrefixOf(std::string_view handle) const;
  bool Merge(const Properties& more, Properties* properties);

  // parser_scalars.cc: false where they fail. They leave at_ behind the scalar.
  bool ScanScalar(int64_t parent_indent, bool one_line, Event* event);
  bool ScanPlain(int64_t parent_indent, bool one_line, Event* event);
  bool ScanQuoted(int64_t parent_indent, Event* event);
  bool CanBeginPlain() const {
    if (!Is(*at_, kIndicator | kMayBegin)) return true;
    return Is(*at_, kMayBegin) && !WhiteAt(at_ + 1) && !(InFlow() && Is(at_[1], kFlowIndicator));
  }
  bool FailAtIndicator();
  const char* PlainLineEnd(const char* from) const;
  bool ContinuePlain(int64_t parent_indent);
  bool CheckEscape(const char** at);
  bool CheckUnicodeEscape(const char** at, int digits);
  bool CheckLineInQuotes(const char* line, int64_t parent_indent);

  // parser_block_scalar.cc
  bool ScanBlockScalar(int64_t parent_indent, Event* event);
  bool ParseBlockScalarHeader(int64_t parent_indent, ScalarText* scalar, int64_t* indentation);
  bool DetectIndentation(int64_t parent_indent, int64_t* indentation);
  bool SkipBlockScalarLines(int64_t indentation);

  // parser_separation.cc
  void SkipToToken();
  void SkipBlanks() {
    while (at_ != end_ && IsBlank(*at_)) ++at_;
  }
  // The break that ends the line, or the end of the text.
  const char* LineEnd(const char* from) const { return FindAnyOfFar<'\n', '\r'>(from, end_); }
  const char* BehindBreak(const char* at) const { return at == end_ ? at : at + BreakSize(at, end_); }
  int64_t SpacesOf(const char* line) const { return static_cast<int64_t>(SkipSpaces(line, end_) - line); }
  void StartLine(const char* line) {
    at_ = line_ = line;
    fresh_ = true;
    tabs_ = false;
  }
  // at_ is behind a token.
  void EndToken(const char* at) {
    at_ = at;
    fresh_ = tabs_ = false;
  }
  int64_t Column() const { return static_cast<int64_t>(at_ - line_); }
  bool AtEnd() const { return at_ == end_; }
  bool WhiteAt(const char* at) const { return at == end_ || IsWhite(*at); }
  bool AtIndicator(char indicator) const { return at_ != end_ && *at_ == indicator && WhiteAt(at_ + 1); }
  bool InFlow() const { return !frames_.empty() && frames_.back().collection >= Collection::kFlowSequence; }

  // parser.cc
  uint64_t OffsetOf(const char* at) const { return static_cast<uint64_t>(at - begin_); }
  Event& Push(EventKind kind, const char* begin, const char* end) {
    Event& event = queue_[queued_++];
    event = Event{.kind = kind, .begin = OffsetOf(begin), .end = OffsetOf(end)};
    return event;
  }
  // A scalar on one line, without properties.
  void PushPlain(const char* begin, const char* end) {
    queue_[queued_++] = Event{.kind = EventKind::kScalar,
                              .scalar = {.raw = {begin, static_cast<size_t>(end - begin)}, .verbatim = true},
                              .begin = OffsetOf(begin),
                              .end = OffsetOf(end)};
  }
  Event& PushNode(EventKind kind, const Properties& properties, const char* begin, const char* end);
  Event EmptyScalar(const Properties& properties) const;
  void PushEmpty(const Properties& properties) { PushScalar(EmptyScalar(properties), properties); }
  bool PushScalar(const Event& scalar, const Properties& properties);
  bool PushFrame(Collection collection, Place place, int64_t indent);
  // What comes next, by what is open.
  void NodeIsDone() { step_ = frames_.empty() ? Step::kAfterRoot : Step::kInCollection; }
  bool CheckCharacters(const char* until);
  void CheckStep();
  // Always false. The first failure stays.
  bool Fail(const char* at, std::string message, std::string hint = {},
            ErrorCode code = ErrorCode::kMalformed);
  void FailVoid(const char* at, std::string message, std::string hint = {}) {
    Fail(at, std::move(message), std::move(hint));
  }

  const char* const begin_;
  const char* const end_;
  Account& account_;
  const ParseOptions options_;

  const char* at_;     // the next byte
  const char* line_;   // where its line begins
  bool fresh_ = true;  // nothing but white space before at_ on its line
  bool tabs_ = false;  // a tab between the last token, or the start of the line, and at_
  // Of ContinuePlain, for SkipToToken: from that break to the text of a later line, nothing is a token.
  const char* skipped_from_ = nullptr;
  const char* skipped_line_ = nullptr;
  const char* skipped_to_ = nullptr;
  Step step_ = Step::kStream;
  NodePlace node_place_;        // of Step::kBlockNode
  int64_t flow_indent_ = -1;    // lines in the outermost open flow collection have more spaces than this
  bool last_was_json_ = false;  // in flow: a quoted scalar or a collection, behind which ":" needs no space
  bool directives_allowed_ = true;  // at the start, and behind "..."
  // Of KeyEndIsAhead: the last ":" behind a bracket that was found, and how far was searched.
  const char* key_end_ = nullptr;
  const char* key_end_searched_ = nullptr;

  std::pmr::vector<Frame> frames_;
  std::pmr::vector<TagHandle> handles_;
  bool has_version_ = false;
  const char* checked_;          // characters before here are valid
  const char* wrong_ = nullptr;  // what is wrong with the one there

  std::array<Event, kQueue> queue_;
  size_t queued_ = 0;
  bool failed_ = false;
  Error error_;

  mutable uint64_t located_ = 0;  // LocationOf was asked for this offset last
  mutable uint32_t located_line_ = 1;
  mutable uint64_t located_line_start_ = 0;
};

}  // namespace tare::yaml
