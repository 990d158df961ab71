#pragma once

// What goes on while values are read and written: limits, errors, events. A part of tare/yaml_binding.h that
// needs no template.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

struct ReadOptions;

namespace binding {

class Reader {
 public:
  class Level;

  // `options` is looked at while reading. Reading stops after `max_errors`, at least 1.
  Reader(const ReadOptions& options, size_t max_errors);

  // Nothing more is to be read: enough is wrong.
  bool stopped() const;
  // Those found, in their order. One at least where reading failed outside of Try.
  std::vector<Error>& errors() { return errors_; }

  // All return false, for the caller to return.
  bool Fail(const Node& node, std::string_view expected);
  bool FailSize(const Node& node, size_t expected);  // of a sequence
  bool Fail(Error error);
  // Where some kinds fit several alternatives; `reasons` are why each does not.
  bool FailAlternatives(const Node& node, std::span<const Error> reasons);

  // Keys of the mapping that are none of `known`: false where that is an error. `also` is one more that is
  // known, unless it is empty.
  bool CheckKeys(const Node& mapping, std::span<const std::string_view> known, std::string_view also);

  // Whether `attempt` reads what it wants; nothing is said of it where not. Limits stop everything.
  template <typename Attempt>
  bool Try(Attempt attempt) {
    const size_t unknown = unknown_.size();
    ++trying_;
    const bool done = attempt() && !limit_reached_;
    --trying_;
    EndTry(done, unknown);
    return done;
  }
  bool trying() const { return trying_ > 0; }
  // The first error of an attempt that failed.
  template <typename Attempt>
  Error ReasonOf(Attempt attempt) {
    std::vector<Error> other_errors;
    other_errors.swap(errors_);
    const size_t max_errors = std::exchange(max_errors_, 1);
    const bool outer = std::exchange(finding_reason_, true);
    attempt();
    finding_reason_ = outer;
    max_errors_ = max_errors;
    other_errors.swap(errors_);
    Error reason = other_errors.empty() ? Error{} : std::move(other_errors.front());
    if (limit_reached_) errors_.push_back(reason);
    return reason;
  }

 private:
  bool Enter(const Node& node, size_t values);
  bool FailLimit(const Node& node, std::string_view message);
  void EndTry(bool done, size_t unknown);
  void ReportUnknown(Error error);

  const ReadOptions& options_;
  size_t max_errors_;
  std::vector<Error> errors_;
  std::vector<Error> unknown_;  // keys in what is being tried: told of if that is taken
  size_t depth_ = 0;
  size_t trying_ = 0;  // attempts within attempts
  uint64_t tried_values_ = 0;
  bool attempt_failed_ = false;
  bool finding_reason_ = false;
  bool limit_reached_ = false;
};

// While the elements of a collection are read.
class Reader::Level {
 public:
  // `values` is how many are going to be read.
  Level(Reader& reader, const Node& node, size_t values)
      : reader_(reader), entered_(reader.Enter(node, values)) {}
  ~Level() { --reader_.depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

  bool entered() const { return entered_; }

 private:
  Reader& reader_;
  const bool entered_;
};

// After an error nothing more is written.
class Writer {
 public:
  Writer(Emitter& emitter, Account& account, size_t max_depth)
      : emitter_(emitter), account_(account), max_depth_(max_depth) {}

  void BeginDocument();
  Result<void> EndDocument();

  // False where the collection would be too deep, and is not to be ended either.
  bool BeginSequence() { return Begin(EventKind::kSequenceStart); }
  bool BeginMapping() { return Begin(EventKind::kMappingStart); }
  void EndSequence() { End(EventKind::kSequenceEnd); }
  void EndMapping() { End(EventKind::kMappingEnd); }

  void Null();
  void Boolean(bool value);
  void Integer(int64_t value);
  void Integer(uint64_t value);
  void Real(float value);
  void Real(double value);
  void Text(std::string_view text);
  void Key(std::string_view text);

  void FailName(int64_t enumerator);
  Account& account() const { return account_; }

 private:
  bool Begin(EventKind kind);
  void End(EventKind kind);
  void Scalar(std::string_view text, ScalarStyle style);
  void Put(const Event& event);
  void Fail(ErrorCode code, std::string message);

  Emitter& emitter_;
  Account& account_;
  const size_t max_depth_;
  size_t depth_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace binding
}  // namespace tare::yaml
