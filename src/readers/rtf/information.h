#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "readers/rtf/control_words.h"
#include "tare/document.h"

namespace tare::rtf {

// \info and \*\userprops (specification 1.9.1, "Information Group"): metadata.
class Information {
 public:
  explicit Information(std::pmr::memory_resource* memory) : name_(memory) {}

  // The value of \title, \author and so on, by control word. White space around it, and a value that holds
  // nothing else, are left out unless `exact`.
  static void SendText(Sink& sink, std::string_view word, std::string_view value, bool exact);

  void BeginTime(std::string_view word);
  void OnTime(TimeWord word, int32_t parameter) { time_[static_cast<size_t>(word)] = parameter; }
  void SendTime(Sink& sink) const;

  // Properties that users define.
  void SetPropertyName(std::string_view name) { name_ = name; }
  void SendProperty(Sink& sink, std::string_view value) const;

 private:
  std::string_view time_key_;
  std::array<int32_t, 6> time_{};  // by TimeWord; -1 is not said
  std::pmr::string name_;
};

}  // namespace tare::rtf
