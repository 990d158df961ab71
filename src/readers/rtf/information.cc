#include "readers/rtf/information.h"

#include <cstdio>

namespace tare::rtf {
namespace {

std::string_view KeyOf(std::string_view word) {
  if (word == "doccomm") return "description";
  if (word == "creatim") return "created";
  if (word == "revtim") return "modified";
  return word;
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

}  // namespace

void Information::SendText(Sink& sink, std::string_view word, std::string_view value, bool exact) {
  if (!exact) value = Trimmed(value);
  if (exact || !value.empty()) sink.Metadata(KeyOf(word), value);
}

void Information::BeginTime(std::string_view word) {
  time_key_ = KeyOf(word);
  time_.fill(-1);
}

// ISO 8601, with the time of day where there is one.
void Information::SendTime(Sink& sink) const {
  const auto [year, month, day, hour, minute, second] = time_;
  const bool is_date = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!is_date) return;
  char text[32];
  int size = std::snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
  const bool is_time = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second <= 60;
  if (is_time) {
    size = std::snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute,
                         second < 0 ? 0 : second);
  }
  sink.Metadata(time_key_, {text, static_cast<size_t>(size)});
}

void Information::SendProperty(Sink& sink, std::string_view value) const {
  if (!name_.empty()) sink.Metadata(name_, value);
}

}  // namespace tare::rtf
