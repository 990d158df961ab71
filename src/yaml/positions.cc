#include "yaml/positions.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "text/utf8.h"
#include "yaml/document_data.h"

namespace tare::yaml {
namespace {

constexpr size_t kLongestStep = 80;    // bytes of a key shown in a path
constexpr size_t kLongestPath = 2000;  // bytes; a longer one has its end

bool Begins(const Event& event) {
  return event.kind == EventKind::kSequenceStart || event.kind == EventKind::kMappingStart;
}

bool Ends(const Event& event) {
  return event.kind == EventKind::kSequenceEnd || event.kind == EventKind::kMappingEnd;
}

bool IsMergeKey(const Event& event) {
  const bool plain = event.tag.empty() && event.scalar.style == ScalarStyle::kPlain;
  return event.kind == EventKind::kScalar && event.scalar.raw == "<<" && (plain || event.tag == "!!merge");
}

// Past the node that is next. False where the events end.
bool SkipNode(Parser& parser) {
  size_t depth = 0;
  while (const Event* event = parser.Next()) {
    if (Begins(*event)) {
      ++depth;
    } else if (Ends(*event)) {
      --depth;
    } else if (event->kind != EventKind::kScalar && event->kind != EventKind::kAlias) {
      return false;
    }
    if (depth == 0) return true;
  }
  return false;
}

}  // namespace

Positions::Positions(Account& account) : account_(account), places_(&account) {}

void Positions::Clear() {
  built_ = false;
  places_.clear();
  lines_.reset();
}

void Positions::Build(const DocumentData& document) {
  if (built_) return;
  places_.clear();  // what a failure left
  if (document.source.text.data() != nullptr) PlaceByEvents(document);
  PlaceRest(document);
  built_ = true;
}

// The events of the document come in the order of its values.
void Positions::PlaceByEvents(const DocumentData& document) {
  const bool merge_keys = document.options.merge_keys || document.source.schema == Schema::kYaml11;
  Parser parser(document.source.text.substr(document.begin), account_,
                {.max_depth = document.options.max_depth});
  std::pmr::vector<Frame> frames(&account_);
  bool started = false;
  while (const Event* event = parser.Next()) {
    if (event->kind == EventKind::kDocumentEnd || event->kind == EventKind::kStreamEnd) return;
    if (event->kind == EventKind::kStreamStart || event->kind == EventKind::kDocumentStart) continue;
    if (Ends(*event)) {
      if (frames.empty()) return;
      frames.pop_back();
      continue;
    }
    const Value* value = nullptr;
    const Value* parent = nullptr;
    if (!frames.empty()) {
      Frame& frame = frames.back();
      const bool key = TagOf(WithoutTag(*frame.collection)) == ValueTag::kMapping && frame.next % 2 == 0;
      if (key && merge_keys && IsMergeKey(*event)) {
        if (!SkipNode(parser)) return;
        continue;
      }
      if (frame.next == frame.elements.count) return;  // not the text that was loaded
      value = &frame.elements.first[frame.next++];
      parent = frame.collection;
    } else {
      if (std::exchange(started, true)) return;
      value = &document.root;
    }
    places_.try_emplace(value, Place{parent, document.begin + event->begin});
    if (!Begins(*event)) continue;
    if (!IsCollection(WithoutTag(*value))) return;
    frames.push_back({value, ElementsOf(WithoutTag(*value))});
  }
}

// Those that are not in the source by themselves: what "<<" took over, and all without a source.
void Positions::PlaceRest(const DocumentData& document) {
  std::pmr::vector<Frame> frames(&account_);
  const auto enter = [&](const Value* value, const Value* parent) {
    places_.try_emplace(value, Place{parent, Location::kUnknown});
    const Value& plain = WithoutTag(*value);
    if (!IsCollection(plain)) return;
    const Elements elements = ElementsOf(plain);
    // A collection in several places has been entered where its elements are placed.
    const auto first = elements.count == 0 ? places_.end() : places_.find(elements.first);
    if (first != places_.end() && first->second.parent != value) return;
    frames.push_back({value, elements});
  };
  enter(&document.root, nullptr);
  while (!frames.empty()) {
    Frame& frame = frames.back();
    if (frame.next == frame.elements.count) {
      frames.pop_back();
    } else {
      const Value* collection = frame.collection;
      enter(&frame.elements.first[frame.next++], collection);
    }
  }
}

// What leads from a collection to one of its elements: "name", "0"; "?name" leads to the key itself.
std::string Positions::Step(const DocumentData& document, const Value* parent, const Value* value) {
  const Value& collection = WithoutTag(*parent);
  const auto index = static_cast<size_t>(value - ElementsOf(collection).first);
  if (TagOf(collection) == ValueTag::kSequence) return std::to_string(index);
  const Value& key = WithoutTag(value[index % 2 == 0 ? 0 : -1]);
  std::pmr::string scratch(&account_);
  std::string step = index % 2 == 0 ? "?" : "";
  switch (KindOf(key)) {
    case Kind::kString: {
      const std::string_view name = ContentOf(key, document.source, &scratch);
      step += name.substr(0, text::CutBefore(name, std::min(name.size(), kLongestStep)));
      if (name.size() > kLongestStep) step += "…";
      break;
    }
    case Kind::kInteger: {
      const Resolved number = NumberOf(key, document.source);
      step += number.type == ScalarType::kInteger ? std::to_string(number.integer())
                                                  : ContentOf(key, document.source, &scratch);
      break;
    }
    default:
      step += "(" + std::string(KindName(KindOf(key))) + ")";
  }
  return step;
}

std::string Positions::PathOf(const DocumentData& document, const Value* value) {
  const std::lock_guard lock(mutex_);
  Build(document);
  std::vector<std::string> steps;  // the last first
  size_t size = 0;
  for (;;) {
    const auto place = places_.find(value);
    if (place == places_.end() || place->second.parent == nullptr) break;
    if (size > kLongestPath) {
      steps.emplace_back("…");
      break;
    }
    steps.push_back(Step(document, place->second.parent, value));
    size += steps.back().size() + 1;
    value = place->second.parent;
  }
  std::string path;
  for (size_t i = steps.size(); i-- > 0;) path += "/" + steps[i];
  return path.empty() ? "/" : path;
}

Location Positions::LocationOf(const DocumentData& document, const Value* value) {
  Location location{.file = document.input.name};
  const std::lock_guard lock(mutex_);
  if (document.source.text.data() == nullptr) return location;
  Build(document);
  auto place = places_.find(value);
  while (place != places_.end() && place->second.offset == Location::kUnknown)
    place = places_.find(place->second.parent);
  if (place == places_.end()) return location;
  if (lines_ == nullptr) {
    lines_ =
        std::make_unique<Parser>(document.source.text, account_, ParseOptions{.name = document.input.name});
  }
  location = lines_->LocationOf(place->second.offset);
  location.file = document.input.name;
  return location;
}

}  // namespace tare::yaml
