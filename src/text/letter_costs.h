#pragma once

// How well a text fits the languages of the single-byte charsets, for GuessCharset.

#include <string_view>

#include "text/charset.h"

namespace tare::text {

// The likeliest single-byte charset of a text, and the bits that the likeliest language written in it takes
// for the bytes beyond ASCII.
struct SingleByteGuess {
  Charset charset;
  float bits;
};
SingleByteGuess GuessSingleByte(std::string_view evidence);

// How many pairs of neighbours, one of them beyond ASCII, GuessSingleByte looks at.
inline constexpr size_t kMaxEvidencePairs = 8192;

}  // namespace tare::text
