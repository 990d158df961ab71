#pragma once

// A reader of JSON (RFC 8259) for test data: what a conformance suite's file says, as a tree.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tare {

struct Json {
  enum class Kind { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  double number = 0;
  std::string string;       // UTF-8; a lone surrogate \uHHHH is three bytes like any other code point (WTF-8)
  std::vector<Json> items;  // of an array
  std::vector<std::pair<std::string, Json>> members;  // of an object

  // The member of that name; a null where there is none.
  const Json& operator[](std::string_view name) const {
    static const Json kNothing;
    for (const auto& [key, value] : members) {
      if (key == name) return value;
    }
    return kNothing;
  }
  bool operator==(const Json&) const = default;
};

// Appends a code point as UTF-8, surrogates like any other. A low surrogate joins a high one before it.
inline void AppendWtf8(char32_t c, std::string& to) {
  const auto byte = [&to](char32_t b) { to += static_cast<char>(b); };
  if (c >= 0xDC00 && c < 0xE000 && to.size() >= 3 && to[to.size() - 3] == '\xED' &&
      static_cast<unsigned char>(to[to.size() - 2]) >= 0xA0 &&
      static_cast<unsigned char>(to[to.size() - 2]) < 0xB0) {
    const char32_t high = 0xD000 | (to[to.size() - 2] & 0x3Fu) << 6 | (to.back() & 0x3Fu);
    to.resize(to.size() - 3);
    c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
  }
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      byte(0xE0 | c >> 12);
    } else {
      byte(0xF0 | c >> 18);
      byte(0x80 | (c >> 12 & 0x3F));
    }
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  // The one value of the text. A malformed text fails the test and gives what was read.
  Json Read() {
    Json value = Value();
    SkipSpace();
    if (at_ != text_.size()) ADD_FAILURE() << "JSON: trouble at byte " << at_;
    return value;
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void SkipSpace() {
    while (Peek() == ' ' || Peek() == '\t' || Peek() == '\n' || Peek() == '\r') ++at_;
  }
  bool Take(std::string_view token) {
    SkipSpace();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  Json Value() {
    Json value;
    if (Take("{")) {
      value.kind = Json::Kind::kObject;
      while (!Take("}") && Take("\"")) {
        std::string name = String();
        Take(":");
        value.members.emplace_back(std::move(name), Value());
        Take(",");
      }
    } else if (Take("[")) {
      value.kind = Json::Kind::kArray;
      while (at_ < text_.size() && !Take("]")) {
        value.items.push_back(Value());
        Take(",");
      }
    } else if (Take("\"")) {
      value.kind = Json::Kind::kString;
      value.string = String();
    } else if (Take("true") || Take("false")) {
      value.kind = Json::Kind::kBoolean;
      value.boolean = text_[at_ - 2] == 'u';
    } else if (!Take("null")) {
      value.kind = Json::Kind::kNumber;
      const std::string digits(text_.substr(at_, 32));
      char* end = nullptr;
      value.number = std::strtod(digits.c_str(), &end);
      if (end == digits.c_str()) {
        ADD_FAILURE() << "JSON: no value at byte " << at_;
        at_ = text_.size();
      }
      at_ += static_cast<size_t>(end - digits.c_str());
    }
    return value;
  }

  std::string String() {
    std::string result;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_++];
      if (c != '\\') {
        result += c;
        continue;
      }
      const char escape = text_[at_++];
      if (escape == 'u') {
        AppendWtf8(static_cast<char32_t>(std::stoul(std::string(text_.substr(at_, 4)), nullptr, 16)), result);
        at_ += 4;
        continue;
      }
      const size_t known = std::string_view("bfnrt").find(escape);
      result += known == std::string_view::npos ? escape : "\b\f\n\r\t"[known];
    }
    ++at_;
    return result;
  }

  std::string_view text_;
  size_t at_ = 0;
};

inline Json ReadJsonFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return JsonReader(text).Read();
}

}  // namespace tare
