#pragma once

// Cuts RTF into tokens (specification 1.9.1, "RTF Syntax"). Tokens are views into the input.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "readers/rtf/control_words.h"

namespace tare::rtf {

enum class TokenKind : uint8_t {
  kEnd,
  kGroupBegin,
  kGroupEnd,
  kText,     // `text`: ASCII without controls but tab, to be taken as it is; may be empty
  kEncoded,  // `text`: begins with a byte of 0x80 or above, and may hold more of them
  kByte,     // `byte`, from \'hh
  kWord,     // a control word or symbol
  kBinary,   // `text`: the bytes that follow \bin
};

// Only what belongs to its kind has a meaning.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  unsigned char byte = 0;
  bool has_parameter = false;
  int32_t parameter = 0;              // as written, or the nearest that fits
  const ControlWord* word = nullptr;  // kWord; null where it is none that this reader knows
  std::string_view text{};            // kWord: its name
};

class Tokenizer {
 public:
  // Text is cut into tokens of at most this many bytes.
  static constexpr size_t kMaxText = 64 * 1024;

  explicit Tokenizer(std::string_view input) : input_(input) {}

  // The token is overwritten by the next one.
  const Token& Next();

  // Passes over what is left of the innermost group, up to its closing brace, at most about kSkipStep bytes.
  // `*depth` is 0 at first and keeps count between calls. True when the brace, or the end, is reached.
  bool SkipGroup(uint64_t* depth);
  static constexpr size_t kSkipStep = 1 << 20;

  size_t offset() const { return at_; }
  void Seek(size_t offset) { at_ = offset; }
  bool AtEnd() const { return at_ >= input_.size(); }
  bool NextIs(char c) const { return at_ < input_.size() && input_[at_] == c; }
  // A \bin said that it is longer than the file.
  bool cut_short() const { return cut_short_; }

 private:
  // Each sets the token that begins here. (It is filled in place: there are a lot of them.)
  void ReadControl();
  void ReadWord();
  void ReadSymbol(char c);
  void ReadHexByte();
  void ReadText();
  void ReadBinary(int64_t size);
  void ReadParameter();
  void SetText(TokenKind kind, std::string_view text) {
    token_.kind = kind;
    token_.text = text;
  }

  std::string_view input_;
  size_t at_ = 0;
  Token token_;
  bool cut_short_ = false;
};

}  // namespace tare::rtf
