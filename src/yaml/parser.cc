#include <algorithm>
#include <utility>

#include "text/scan.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {

Parser::Parser(std::string_view text, Account& account, ParseOptions options)
    : machine_(std::make_unique<Machine>(text, account, std::move(options))) {}
Parser::~Parser() = default;

const Event* Parser::NextOfMachine() {
  const std::span<const Event> events = machine_->Next();
  next_ = events.data();
  end_ = next_ + events.size();
  return events.empty() ? nullptr : next_++;
}
const Error& Parser::error() const { return machine_->error(); }
uint64_t Parser::offset() const { return next_ != end_ ? next_->begin : machine_->offset(); }
Location Parser::LocationOf(uint64_t offset) const { return machine_->LocationOf(offset); }
std::string_view Parser::ResolveTag(std::string_view tag, std::pmr::string* scratch) const {
  return machine_->ResolveTag(tag, scratch);
}

Parser::Machine::Machine(std::string_view text, Account& account, ParseOptions options)
    : begin_(text.data()),
      end_(text.data() + text.size()),
      account_(account),
      options_(std::move(options)),
      at_(begin_ + std::min<uint64_t>(options_.start, text.size())),
      line_(at_),
      frames_(&account),
      handles_(&account),
      checked_(at_) {}

std::span<const Event> Parser::Machine::Next() {
  queued_ = 0;
  if (!failed_) ParseLines();
  if (queued_ == 0) {
    while (queued_ == 0 && !failed_) TakeStep();
    // Events of text that turns out to be no text are not given.
    if (failed_ || !CheckCharacters(at_)) queued_ = 0;
  }
  return {queue_.data(), queued_};
}

void Parser::Machine::TakeStep() {
  switch (step_) {
    case Step::kStream:
      return BeginStream();
    case Step::kDocument:
      return BeginDocument();
    case Step::kBlockNode:
      return ParseBlockNode();
    case Step::kAfterRoot:
      return EndDocument();
    case Step::kEnd:
      Push(EventKind::kStreamEnd, end_, end_);
      return;
    case Step::kInCollection: {
      Frame& frame = frames_.back();
      if (frame.collection <= Collection::kBlockMapping) return ParseInBlock(frame);
      return ParseInFlow(frame);
    }
  }
}

Event& Parser::Machine::PushNode(EventKind kind, const Properties& properties, const char* begin,
                                 const char* end) {
  Event& event = Push(kind, properties.any() ? properties.begin : begin, end);
  event.anchor = properties.anchor;
  event.tag = properties.tag;
  return event;
}

// Where nothing is written: behind the properties, or here.
Event Parser::Machine::EmptyScalar(const Properties& properties) const {
  const char* at = properties.any() ? std::max(properties.anchor.data() + properties.anchor.size(),
                                               properties.tag.data() + properties.tag.size())
                                    : at_;
  Event event{.kind = EventKind::kScalar, .begin = OffsetOf(at), .end = OffsetOf(at)};
  event.scalar.raw = std::string_view(at, at);
  event.scalar.verbatim = true;
  return event;
}

bool Parser::Machine::PushScalar(const Event& scalar, const Properties& properties) {
  if (properties.any() && scalar.kind == EventKind::kAlias)
    return Fail(properties.begin, "an alias cannot have an anchor or a tag");
  Event& event = queue_[queued_++];
  event = scalar;
  if (properties.any()) {
    event.anchor = properties.anchor;
    event.tag = properties.tag;
    event.begin = OffsetOf(properties.begin);
  }
  return true;
}

bool Parser::Machine::PushFrame(Collection collection, Place place, int64_t indent) {
  if (frames_.size() >= options_.max_depth)
    return Fail(at_, "collections are nested more than " + std::to_string(options_.max_depth) + " deep", {},
                ErrorCode::kLimitExceeded);
  frames_.push_back({.collection = collection, .place = place, .indent = indent});
  return true;
}

// Control characters and what is not UTF-8 are errors where they stand, found before the events that hold
// them are given. Looked for in steps, so that a large text is not read twice from memory.
bool Parser::Machine::CheckCharacters(const char* until) {
  while (checked_ < until) {
    CheckStep();
    if (wrong_ != nullptr && checked_ < until) return Fail(checked_, wrong_);
  }
  return true;
}

void Parser::Machine::CheckStep() {
  static constexpr text::ByteSet kControls = [] {
    text::ByteSet set;
    set.AddRange(0x00, 0x08);
    set.AddRange(0x0b, 0x0c);
    set.AddRange(0x0e, 0x1f);
    return set;
  }();
  if (wrong_ != nullptr) return;
  const char* const until = checked_ + std::min<ptrdiff_t>(end_ - checked_, kCheckedAtOnce);
  checked_ = SkipPrintable(checked_, until);
  const std::string_view step(checked_, until);
  const size_t valid = text::ValidUtf8Prefix(step);
  const size_t control = text::FindFirstOf(step.substr(0, valid), kControls);
  // What is cut off at the end of a step is looked at in the next.
  const bool cut = until != end_ && valid + 4 > step.size();
  if (control < valid) {
    wrong_ = "a control character, which YAML does not allow";
  } else if (valid < step.size() && !cut) {
    wrong_ = "not UTF-8";
  }
  checked_ += std::min(control, valid);
}

bool Parser::Machine::Fail(const char* at, std::string message, std::string hint, ErrorCode code) {
  if (failed_) return false;
  failed_ = true;
  error_ = Error{.code = code,
                 .message = std::move(message),
                 .where = LocationOf(OffsetOf(at)),
                 .hint = std::move(hint)};
  return false;
}

Location Parser::Machine::LocationOf(uint64_t offset) const {
  offset = std::min(offset, OffsetOf(end_));
  if (offset < located_) {
    located_ = located_line_start_ = 0;
    located_line_ = 1;
  }
  const std::string_view between(begin_ + located_, offset - located_);
  located_line_ += static_cast<uint32_t>(text::CountNewlines(between));
  if (const size_t last = between.rfind('\n'); last != std::string_view::npos)
    located_line_start_ = located_ + last + 1;
  // Carriage returns end lines too, where no line feed is behind them.
  for (size_t at = between.find('\r'); at != std::string_view::npos; at = between.find('\r', at + 1)) {
    const char* behind = between.data() + at + 1;
    if (behind != end_ && *behind == '\n') continue;
    ++located_line_;
    located_line_start_ = std::max(located_line_start_, OffsetOf(behind));
  }
  located_ = offset;
  return {.file = options_.name,
          .offset = offset,
          .line = located_line_,
          .column = static_cast<uint32_t>(offset - located_line_start_ + 1)};
}

}  // namespace tare::yaml
