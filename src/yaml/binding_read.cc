#include <algorithm>
#include <string>
#include <utility>

#include "tare/yaml_binding.h"
#include "text/utf8.h"

namespace tare::yaml {

// Conversions alone may word the error of a node that is something else.
template <>
struct NodeConversion<binding::Reader> {
  static Error WrongType(const Node& node, std::string_view expected) { return node.WrongType(expected); }
};

namespace binding {
namespace {

std::string Quoted(std::string_view text) { return std::string("\"").append(text).append("\""); }

std::string ListOf(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + Quoted(name);
  return list;
}

constexpr size_t kShownKey = 40;  // bytes of an unknown key in its message

std::string DescribeKey(const Node& key) {
  std::string_view text;
  if (!NodeConversion<std::string_view>::Try(key, &text))
    return "that is " + std::string(KindName(key.kind()));
  if (text.size() <= kShownKey) return Quoted(text);
  const size_t end = text::CutBefore(text, kShownKey);
  return Quoted(std::string(text.substr(0, end)) + "…");
}

}  // namespace

std::string OneOf(std::span<const std::string_view> names) { return "one of " + ListOf(names); }

std::string EitherOf(std::initializer_list<std::string> descriptions) {
  std::vector<std::string_view> different;
  for (const std::string& description : descriptions) {
    if (std::ranges::find(different, description) == different.end()) different.push_back(description);
  }
  std::string text;
  for (size_t i = 0; i < different.size(); ++i) {
    if (i > 0) text += i + 1 == different.size() ? " or " : ", ";
    text += different[i];
  }
  return text;
}

Reader::Reader(const ReadOptions& options, size_t max_errors)
    : options_(options), max_errors_(std::max<size_t>(max_errors, 1)) {}

bool Reader::stopped() const {
  return limit_reached_ || (trying_ > 0 ? attempt_failed_ : errors_.size() >= max_errors_);
}

bool Reader::Fail(const Node& node, std::string_view expected) {
  if (trying_ == 0 && !stopped()) return Fail(NodeConversion<Reader>::WrongType(node, expected));
  attempt_failed_ = trying_ > 0;
  return false;
}

bool Reader::Fail(Error error) {
  if (trying_ == 0 && !stopped()) errors_.push_back(std::move(error));
  attempt_failed_ = trying_ > 0;
  return false;
}

bool Reader::FailSize(const Node& node, size_t expected) {
  const std::string sequence =
      "a sequence of " + std::to_string(expected) + (expected == 1 ? " element" : " elements");
  if (!node.is_sequence()) return Fail(node, sequence);
  if (trying_ > 0 || stopped()) return Fail(node, {});
  std::string message = sequence + " is expected here, and this is one of " + std::to_string(node.size());
  return Fail(node.MakeError(ErrorCode::kMalformed, std::move(message)));
}

bool Reader::FailAlternatives(const Node& node, std::span<const Error> reasons) {
  std::string message = "none of " + std::to_string(reasons.size()) + " alternatives fits this (";
  for (const Error& reason : reasons) message += (&reason == reasons.data() ? "" : "; ") + reason.message;
  return Fail(node.MakeError(ErrorCode::kMalformed, std::move(message) + ")"));
}

bool Reader::FailLimit(const Node& node, std::string_view message) {
  if (!std::exchange(limit_reached_, true)) {
    errors_.push_back(node.MakeError(ErrorCode::kLimitExceeded, std::string(message)));
  }
  return false;
}

bool Reader::Enter(const Node& node, size_t values) {
  if (++depth_ > options_.max_depth) {
    return FailLimit(node,
                     "values are nested more than " + std::to_string(options_.max_depth) + " levels deep");
  }
  if (trying_ < 2 && !finding_reason_) return true;
  if (values >= options_.max_tried_values - tried_values_) {
    return FailLimit(node, "too much is to be tried to find the alternatives that fit");
  }
  tried_values_ += values + 1;
  return true;
}

bool Reader::CheckKeys(const Node& mapping, std::span<const std::string_view> known, std::string_view also) {
  const bool is_error = options_.on_unknown_key == nullptr;
  if (is_error && options_.unknown_keys == UnknownKeys::kIgnore) return true;
  bool good = true;
  for (const auto& [key, value] : mapping.pairs()) {
    if (stopped()) return false;
    std::string_view text;
    if (NodeConversion<std::string_view>::Try(key, &text)) {
      if (std::ranges::find(known, text) != known.end() || (!also.empty() && text == also)) continue;
    }
    if (is_error && trying_ > 0) return Fail(key, {});
    Error error = key.MakeError(ErrorCode::kMalformed, "unknown key " + DescribeKey(key));
    error.hint = "known are " + ListOf(known);
    if (is_error) {
      good = Fail(std::move(error));
    } else {
      ReportUnknown(std::move(error));
    }
  }
  return good;
}

void Reader::ReportUnknown(Error error) {
  if (finding_reason_) return;
  if (trying_ > 0) {
    unknown_.push_back(std::move(error));
  } else {
    options_.on_unknown_key(error);
  }
}

void Reader::EndTry(bool done, size_t unknown) {
  attempt_failed_ = false;
  if (!done) unknown_.resize(unknown);
  if (trying_ > 0) return;
  for (const Error& error : std::exchange(unknown_, {})) options_.on_unknown_key(error);
}

}  // namespace binding
}  // namespace tare::yaml
