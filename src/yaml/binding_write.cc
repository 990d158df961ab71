#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "tare/yaml_binding.h"
#include "yaml/emitter_style.h"
#include "yaml/format_number.h"

namespace tare::yaml::binding {
namespace {

template <typename Number>
std::string_view FormatInteger(Number number, NumberRoom* room) {
  const char* const end = std::to_chars(room->data(), room->data() + room->size(), number).ptr;
  return {room->data(), static_cast<size_t>(end - room->data())};
}

}  // namespace

void Writer::BeginDocument() { Put({.kind = EventKind::kDocumentStart}); }

Result<void> Writer::EndDocument() {
  Put({.kind = EventKind::kDocumentEnd});
  if (failed_) return std::unexpected(std::move(error_));
  return {};
}

bool Writer::Begin(EventKind kind) {
  if (failed_) return false;
  if (depth_ == max_depth_) {
    Fail(ErrorCode::kLimitExceeded,
         "values to be written are nested more than " + std::to_string(max_depth_) + " levels deep");
    return false;
  }
  ++depth_;
  Put({.kind = kind});
  return true;
}

void Writer::End(EventKind kind) {
  --depth_;
  Put({.kind = kind});
}

void Writer::Null() { Scalar("null", ScalarStyle::kPlain); }

void Writer::Boolean(bool value) { Scalar(value ? "true" : "false", ScalarStyle::kPlain); }

void Writer::Integer(int64_t value) {
  NumberRoom room;
  Scalar(FormatInteger(value, &room), ScalarStyle::kPlain);
}

void Writer::Integer(uint64_t value) {
  NumberRoom room;
  Scalar(FormatInteger(value, &room), ScalarStyle::kPlain);
}

void Writer::Real(float value) {
  NumberRoom room;
  Scalar(FormatReal(value, &room), ScalarStyle::kPlain);
}

void Writer::Real(double value) {
  NumberRoom room;
  Scalar(FormatReal(value, &room), ScalarStyle::kPlain);
}

void Writer::Text(std::string_view text) {
  if (text.find('\n') != text.npos) {
    Scalar(text, ScalarStyle::kLiteral);
  } else {
    Scalar(text, ReadsAsOther(text) ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain);
  }
}

void Writer::Key(std::string_view text) {
  const bool quoted = ReadsAsOther(text) || text.find('\n') != text.npos;
  Scalar(text, quoted ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain);
}

void Writer::FailName(int64_t enumerator) {
  Fail(ErrorCode::kInvalidArgument,
       "an enumeration to be written has no name for the value " + std::to_string(enumerator));
}

void Writer::Scalar(std::string_view text, ScalarStyle style) {
  Put({.kind = EventKind::kScalar, .scalar = {.raw = text, .style = style, .verbatim = true}});
}

void Writer::Put(const Event& event) {
  if (!failed_) emitter_.Write(event, {});
}

void Writer::Fail(ErrorCode code, std::string message) {
  if (std::exchange(failed_, true)) return;
  error_ = {.code = code, .message = std::move(message)};
}

}  // namespace tare::yaml::binding
