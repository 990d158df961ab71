// The YAML parser: any bytes give events that are well formed and lie in the text, or an error that does;
// every scalar can be decoded; and all memory comes back.

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "tare/yaml_events.h"

namespace {

using namespace tare;
using namespace tare::yaml;

void Check(bool holds) {
  if (!holds) std::abort();
}

// What is open, and how many nodes each mapping has so far.
class Nesting {
 public:
  void Add(const Event& event) {
    switch (event.kind) {
      case EventKind::kStreamStart:
        return;
      case EventKind::kStreamEnd:
        return Check(open_.empty() && !in_document_);
      case EventKind::kDocumentStart:
        Check(!in_document_);
        in_document_ = true;
        roots_ = 0;
        return;
      case EventKind::kDocumentEnd:
        Check(in_document_ && open_.empty() && roots_ == 1);
        in_document_ = false;
        return;
      case EventKind::kScalar:
      case EventKind::kAlias:
        return AddNode();
      case EventKind::kSequenceStart:
      case EventKind::kMappingStart:
        AddNode();
        open_.push_back({.kind = event.kind, .nodes = 0});
        return;
      case EventKind::kSequenceEnd:
        return Close(EventKind::kSequenceStart);
      case EventKind::kMappingEnd:
        Check(!open_.empty() && open_.back().nodes % 2 == 0);
        return Close(EventKind::kMappingStart);
    }
  }

 private:
  struct Open {
    EventKind kind;
    size_t nodes;
  };

  void AddNode() {
    Check(in_document_);
    ++(open_.empty() ? roots_ : open_.back().nodes);
  }
  void Close(EventKind kind) {
    Check(!open_.empty() && open_.back().kind == kind);
    open_.pop_back();
  }

  std::vector<Open> open_;
  size_t roots_ = 0;
  bool in_document_ = false;
};

void CheckIn(std::string_view part, std::string_view text) {
  Check(part.empty() ||
        (part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Budget budget;
  {
    Account account("yaml", budget);
    Parser parser(text, account, {.max_depth = 200});
    std::pmr::string content(&account);
    std::pmr::string tag(&account);
    Nesting nesting;
    uint64_t begin = 0;
    const Event* event = nullptr;
    while ((event = parser.Next()) != nullptr) {
      nesting.Add(*event);
      Check(event->begin >= begin && event->end >= event->begin && event->end <= size);
      begin = event->begin;
      CheckIn(event->scalar.raw, text);
      CheckIn(event->anchor, text);
      CheckIn(event->tag, text);
      if (!event->tag.empty()) Check(!parser.ResolveTag(event->tag, &tag).empty());
      if (event->kind == EventKind::kScalar) {
        const std::string_view decoded = DecodeScalar(event->scalar, &content);
        Check(!event->scalar.verbatim || decoded == event->scalar.raw);
      }
      if (event->kind == EventKind::kStreamEnd) break;
    }
    if (event == nullptr) Check(parser.error().where.offset <= size && !parser.error().message.empty());
  }
  Check(budget.used() == 0);
  return 0;
}
