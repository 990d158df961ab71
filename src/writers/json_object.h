#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

#include "tare/io.h"
#include "text/escape.h"
#include "writers/base64.h"

namespace tare {

inline void WriteJsonString(std::string_view value, Output& out) {
  out.Put('"');
  text::EscapeJson(value, out);
  out.Put('"');
}

// Writes one JSON object, field by field, on one line.
class JsonObject {
 public:
  explicit JsonObject(Output& out) : out_(out) { out_.Put('{'); }

  // A name that needs no escaping.
  void Name(std::string_view name) {
    out_.Write(first_ ? "\"" : ",\"");
    first_ = false;
    out_.Write(name);
    out_.Write("\":");
  }
  void EscapedName(std::string_view name) {
    if (!first_) out_.Put(',');
    first_ = false;
    WriteJsonString(name, out_);
    out_.Put(':');
  }
  void String(std::string_view name, std::string_view value) {
    Name(name);
    WriteJsonString(value, out_);
  }
  void Number(std::string_view name, uint64_t value) {
    char digits[20];
    Name(name);
    out_.Write({digits, static_cast<size_t>(std::to_chars(digits, digits + 20, value).ptr - digits)});
  }
  void Boolean(std::string_view name, bool value) {
    Name(name);
    out_.Write(value ? "true" : "false");
  }
  void Base64(std::string_view name, std::string_view bytes) {
    Name(name);
    out_.Put('"');
    WriteBase64(bytes, out_);
    out_.Put('"');
  }
  // Fields that are left out at their default.
  void StringIfAny(std::string_view name, std::string_view value) {
    if (!value.empty()) String(name, value);
  }
  void NumberUnless(uint64_t usual, std::string_view name, uint64_t value) {
    if (value != usual) Number(name, value);
  }
  void End() { out_.Put('}'); }

 private:
  Output& out_;
  bool first_ = true;
};

}  // namespace tare
