#include "yaml/composer.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kYamlTag = "tag:yaml.org,2002:";
// Written strings up to this size are decoded at once: most that come to seven bytes or fewer are among them.
constexpr size_t kDecodedAtOnce = 80;
constexpr size_t kQuoted = 60;  // bytes of a scalar shown in a message

// Stands for a key "<<" until its mapping ends.
constexpr Value kMergeKey = MakeBits(ValueTag::kSimple, 3);

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  quoted += text.substr(0, text::CutBefore(text, std::min(text.size(), kQuoted)));
  quoted += text.size() > kQuoted ? "…\"" : "\"";
  return quoted;
}

// The part of YAML's own tag behind its prefix; empty for other tags.
std::string_view YamlType(std::string_view tag) {
  return tag.starts_with(kYamlTag) ? tag.substr(kYamlTag.size()) : std::string_view();
}

std::string_view Article(std::string_view type) {
  if (type == "int") return "an integer";
  if (type == "float") return "a number";
  if (type == "bool") return "a boolean";
  return "null";
}

}  // namespace

Composer::Composer(const TextSource& source, Arena& arena, Account& account, const LoadOptions& options)
    : source_(source),
      arena_(arena),
      options_(options),
      merge_keys_(options.merge_keys || options.schema == Schema::kYaml11),
      apart_(options.copy_text || options.dedup != Dedup::kOff),
      longest_word_(apart_ ? kShortString : kMaxTextSize),
      words_end_(source.text.size() < 8 ? 0 : std::min<uint64_t>(source.text.size() - 7, kMaxTextOffset)),
      sharing_(options.dedup, source, account),
      keys_(source, account),
      pending_(account),
      frames_(&account),
      tags_(&account),
      anchors_(&account),
      scratch_(&account) {}

void Composer::Clear() {
  pending_.Clear();
  frames_.clear();
  tags_.clear();
  anchors_.clear();
  sharing_.Clear();
  keys_.Trim();
  nodes_ = 0;
  expanded_ = 0;
  root_ = kNullValue;
}

bool Composer::Fail(std::string message, uint64_t offset, ErrorCode code) {
  error_ = {code, std::move(message), offset};
  return false;
}

bool Composer::AddAny(const Event& event, std::string_view tag) {
  // In the order of how often they come.
  if (event.kind == EventKind::kScalar) return AddScalar(event, tag);
  if (event.kind == EventKind::kMappingStart || event.kind == EventKind::kSequenceStart)
    return Begin(event, tag);
  if (event.kind == EventKind::kMappingEnd || event.kind == EventKind::kSequenceEnd) return End();
  if (event.kind == EventKind::kAlias) return AddAlias(event);
  if (event.kind == EventKind::kDocumentEnd && pending_.size() != 0) root_ = pending_[0].value;
  return true;
}

bool Composer::AddScalar(const Event& event, std::string_view tag) {
  const ScalarText& text = event.scalar;
  Value value;
  if (tag.empty()) [[likely]] {
    value = text.style == ScalarStyle::kPlain ? Plain(text) : String(text);
  } else {
    const std::string_view type = YamlType(tag);
    if (type == "int" || type == "float" || type == "bool" || type == "null") {
      if (!OfType(event, type, &value)) return false;
    } else if (type == "seq" || type == "map") {
      return Fail("a scalar is tagged as a " + std::string(type == "seq" ? "sequence" : "mapping"),
                  event.begin);
    } else if (type == "merge" && MergesHere(text.raw)) {
      value = kMergeKey;
    } else {
      value = String(text);
      if (tag != "!" && type != "str") value = Tagged(arena_, tag, value);
    }
  }
  if (value.bits == kMergeKey.bits) frames_.back().merges = true;
  pending_.Push(value, event.begin);
  if (!event.anchor.empty()) anchors_.insert_or_assign(event.anchor, Anchored{value, nodes_, 1, false});
  ++nodes_;
  return true;
}

// An untagged plain scalar.
Value Composer::Plain(const ScalarText& text) {
  // Over several lines there is a space in it, which no number or word has.
  if (!text.verbatim && !text.raw.empty()) return String(text);
  const Resolved resolved = ResolvePlain(text.raw, source_.schema);
  switch (resolved.type) {
    case ScalarType::kString:
      break;
    case ScalarType::kNull:
      return kNullValue;
    case ScalarType::kBoolean:
      return resolved.boolean() ? kTrueValue : kFalseValue;
    case ScalarType::kMerge:
      break;
    default:
      return Number(resolved, text, text.raw, false);
  }
  return text.raw == "<<" && MergesHere(text.raw) ? kMergeKey : String(text);
}

bool Composer::MergesHere(std::string_view raw) const {
  if (!merge_keys_ || raw != "<<" || frames_.empty()) return false;
  const Frame& frame = frames_.back();
  return frame.mapping && (pending_.size() - frame.first) % 2 == 0;
}

Value Composer::Number(const Resolved& number, const ScalarText& text, std::string_view content,
                       bool as_float) {
  const bool is_float = as_float || number.type == ScalarType::kFloat;
  if (is_float) {
    if (const double real = RealOf(number); FitsFloat(real)) return FloatValue(real);
  } else if (number.type == ScalarType::kInteger && FitsInteger(number.integer())) {
    return IntegerValue(number.integer());
  }
  const auto offset = static_cast<uint64_t>(text.raw.data() - source_.text.data());
  if (!text.verbatim || options_.copy_text || !FitsText(offset, content.size())) {
    return BoxedText(arena_, is_float ? Box::Content::kFloatText : Box::Content::kIntegerText, content);
  }
  const Value value =
      TextValue(is_float ? TextStyle::kFloatText : TextStyle::kIntegerText, offset, content.size());
  if (!sharing_.on()) return value;
  return sharing_.Text(value, [](Value same) { return same; });
}

Value Composer::String(const ScalarText& text) {
  if (text.verbatim) {
    if (text.raw.size() <= kShortString) return ShortStringValue(text.raw);
  } else if (text.raw.size() <= kDecodedAtOnce) {
    const std::string_view content = DecodeScalar(text, &scratch_);
    if (content.size() <= kShortString) return ShortStringValue(content);
  }
  Value value;
  const bool fits = FitsSource(text, source_.text, &value);
  if (fits && !apart_) [[likely]]
    return value;
  const auto keep = [&](Value in_source) {
    if (options_.copy_text) {
      const std::string_view content = text.verbatim ? text.raw : DecodeScalar(text, &scratch_);
      return BoxedText(arena_, Box::Content::kString, content);
    }
    return fits ? in_source : BoxedScalar(arena_, text);
  };
  return fits && sharing_.on() ? sharing_.Text(value, keep) : keep(value);
}

// A scalar with one of YAML's own tags that say what it must be.
bool Composer::OfType(const Event& event, std::string_view type, Value* value) {
  const ScalarText& text = event.scalar;
  const std::string_view content = text.verbatim ? text.raw : DecodeScalar(text, &scratch_);
  const Resolved resolved = ResolveTagged(content, source_.schema);
  switch (resolved.type) {
    case ScalarType::kNull:
      *value = kNullValue;
      if (type == "null") return true;
      break;
    case ScalarType::kBoolean:
      *value = resolved.boolean() ? kTrueValue : kFalseValue;
      if (type == "bool") return true;
      break;
    case ScalarType::kString:
    case ScalarType::kMerge:
      break;
    default:
      if (type != "float" && (type != "int" || resolved.type == ScalarType::kFloat)) break;
      *value = Number(resolved, text, content, type == "float");
      return true;
  }
  return Fail(
      Quoted(content) + " is tagged !!" + std::string(type) + " and is not " + std::string(Article(type)),
      event.begin);
}

bool Composer::AddAlias(const Event& event) {
  const auto found = anchors_.find(event.anchor);
  if (found == anchors_.end()) return Fail("there is no anchor " + Quoted(event.anchor), event.begin);
  const Anchored& anchored = found->second;
  if (anchored.open) {
    return Fail("the alias " + Quoted(event.anchor) + " stands inside of what it refers to", event.begin);
  }
  if (!Expand(anchored.nodes, event.begin)) return false;
  pending_.Push(anchored.value, event.begin);
  return true;
}

// Counts nodes that are there once more without being written.
bool Composer::Expand(uint64_t nodes, uint64_t offset) {
  if (nodes > options_.max_alias_expansion - expanded_) {
    return Fail("aliases expand to more than " + std::to_string(options_.max_alias_expansion) + " nodes",
                offset, ErrorCode::kLimitExceeded);
  }
  expanded_ += nodes;
  nodes_ += nodes;
  return true;
}

bool Composer::Begin(const Event& event, std::string_view tag) {
  const bool mapping = event.kind == EventKind::kMappingStart;
  bool tagged = false;
  if (!tag.empty()) [[unlikely]] {
    if (!FitsCollection(event, tag)) return false;
    tagged = tag != "!" && YamlType(tag) != (mapping ? "map" : "seq");
    if (tagged) tags_.emplace_back(tag);
  }
  frames_.push_back({pending_.size(), event.begin, nodes_, event.anchor, mapping, tagged});
  if (!event.anchor.empty()) anchors_.insert_or_assign(event.anchor, Anchored{kNullValue, nodes_, 0, true});
  ++nodes_;
  return true;
}

bool Composer::FitsCollection(const Event& event, std::string_view tag) {
  const bool mapping = event.kind == EventKind::kMappingStart;
  const std::string_view type = YamlType(tag);
  const bool scalar_type =
      type == "str" || type == "int" || type == "float" || type == "bool" || type == "null";
  if (!scalar_type && type != (mapping ? "seq" : "map")) return true;
  return Fail("a " + std::string(mapping ? "mapping" : "sequence") + " is tagged !!" + std::string(type),
              event.begin);
}

bool Composer::End() {
  const Frame frame = frames_.back();
  if (frame.mapping) {
    const bool keys_ok = frame.merges ? Merge(frame) : CheckKeys(frame);
    if (!keys_ok) return false;
  }
  Value value = Collect(frame);
  if (frame.tagged) {
    value = Tagged(arena_, tags_.back(), value);
    tags_.pop_back();
  }
  frames_.pop_back();
  pending_.Shrink(frame.first);
  pending_.Push(value, frame.begin);
  if (!frame.anchor.empty()) {
    Anchored& anchored = anchors_.at(frame.anchor);
    // An anchor of the same name inside of it came later, and stays.
    if (anchored.before == frame.nodes) anchored = {value, frame.nodes, nodes_ - frame.nodes, false};
  }
  return true;
}

Value Composer::Collect(const Frame& frame) {
  const std::span<const PendingValue> from = pending_.From(frame.first);
  const size_t count = from.size();
  const ValueTag tag = frame.mapping ? ValueTag::kMapping : ValueTag::kSequence;
  const Arena::Mark mark = arena_.GetMark();
  const NewCollection made = AllocateCollection(arena_, tag, count);
  for (size_t i = 0; i < count; ++i) made.elements[i] = from[i].value;
  if (!sharing_.on()) return made.value;
  const Value shared = sharing_.Collection(made, count);
  if (shared.bits != made.value.bits) arena_.Rewind(mark);
  return shared;
}

bool Composer::CheckKeys(const Frame& frame) {
  if (options_.allow_duplicate_keys) return true;
  const std::span<const PendingValue> entries = pending_.From(frame.first);
  if (entries.size() <= 2) return true;
  const size_t duplicate = keys_.FirstDuplicate(entries);
  if (duplicate == MappingKeys::kNone) return true;
  const Value& key = WithoutTag(entries[duplicate].value);
  const std::string_view name =
      KindOf(key) == Kind::kString ? ContentOf(key, source_, &scratch_) : KindName(KindOf(key));
  return Fail("the key " + Quoted(name) + " is already in this mapping", entries[duplicate].begin);
}

// Entries that "<<" takes over stand behind the mapping's own, without those whose keys are there.
bool Composer::Merge(const Frame& frame) {
  std::pmr::vector<PendingValue> merged(frames_.get_allocator());
  size_t own = frame.first;
  for (size_t i = frame.first; i < pending_.size(); i += 2) {
    if (pending_[i].value.bits == kMergeKey.bits) {
      merged.push_back(pending_[i + 1]);
    } else {
      pending_[own++] = pending_[i];
      pending_[own++] = pending_[i + 1];
    }
  }
  pending_.Shrink(own);
  if (!CheckKeys(frame)) return false;

  // All that is merged, before anything is: the number of keys there may be.
  std::pmr::vector<PendingValue> mappings(frames_.get_allocator());
  size_t entries = own - frame.first;
  const auto take = [&](Value value, uint64_t begin) {
    const Value mapping = WithoutTag(value);
    if (TagOf(mapping) != ValueTag::kMapping) return false;
    mappings.push_back({mapping, begin});
    entries += ElementsOf(mapping).count;
    return true;
  };
  for (const PendingValue& from : merged) {
    const Value value = WithoutTag(from.value);
    bool taken = true;
    if (TagOf(value) == ValueTag::kSequence) {
      if (!Expand(ElementsOf(value).count, from.begin)) return false;
      for (const Value& element : ElementsOf(value)) taken = taken && take(element, from.begin);
    } else {
      taken = take(value, from.begin);
    }
    if (!taken) return Fail("only mappings can be merged", from.begin);
  }
  for (const PendingValue& mapping : mappings) {
    if (!Expand(ElementsOf(mapping.value).count, mapping.begin)) return false;
  }
  keys_.Begin(entries / 2);
  for (size_t i = frame.first; i < own; i += 2) keys_.Add(pending_[i].value);
  for (const PendingValue& mapping : mappings) {
    const Elements elements = ElementsOf(mapping.value);
    for (size_t i = 0; i < elements.count; i += 2) {
      if (keys_.Add(elements.first[i])) continue;
      pending_.Push(elements.first[i], mapping.begin);
      pending_.Push(elements.first[i + 1], mapping.begin);
    }
  }
  return true;
}

}  // namespace tare::yaml
