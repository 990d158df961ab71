#include "yaml/input_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/charset.h"

namespace tare::yaml {
namespace {

using text::Charset;

constexpr size_t kStep = size_t{64} * 1024;  // bytes converted at once

std::optional<Charset> WideCharset(std::string_view bytes) {
  size_t mark = 0;
  if (const std::optional<Charset> marked = text::CharsetByMark(bytes, &mark)) {
    const bool wide = *marked == Charset::kUtf16Le || *marked == Charset::kUtf16Be ||
                      *marked == Charset::kUtf32Le || *marked == Charset::kUtf32Be;
    return wide ? marked : std::nullopt;  // there are marks of charsets that YAML does not know
  }
  const auto zeros = [&](std::string_view pattern) {
    if (bytes.size() < pattern.size()) return false;
    for (size_t i = 0; i < pattern.size(); ++i) {
      if ((bytes[i] == 0) != (pattern[i] == '0')) return false;
    }
    return true;
  };
  if (zeros("000x")) return Charset::kUtf32Be;
  if (zeros("x000")) return Charset::kUtf32Le;
  if (zeros("0x")) return Charset::kUtf16Be;
  if (zeros("x0")) return Charset::kUtf16Le;
  return std::nullopt;
}

// Where the bytes are that cannot be decoded: from `begin` on, in the units of the charset.
size_t FirstIllFormed(std::string_view bytes, Charset charset, text::Decoder decoder, size_t begin) {
  const size_t unit = charset == Charset::kUtf16Le || charset == Charset::kUtf16Be ? 2 : 4;
  std::pmr::string ignored;
  const uint64_t before = decoder.replaced();
  for (size_t at = begin; at < bytes.size(); at += unit) {
    const std::string_view one = bytes.substr(at, unit);
    ignored.clear();
    decoder.Decode(one, at + one.size() == bytes.size(), ignored);
    if (decoder.replaced() != before) return at;
  }
  return bytes.size();
}

}  // namespace

Result<InputText> ToUtf8(InputText input, Account& account) {
  const std::string_view bytes = input.text();
  const std::optional<Charset> charset = WideCharset(bytes);
  if (!charset) return input;
  auto converted = std::make_unique<std::pmr::string>(&account);
  text::Decoder decoder(*charset);
  for (size_t at = 0; at < bytes.size(); at += kStep) {
    const text::Decoder before = decoder;
    const std::string_view step = bytes.substr(at, kStep);
    decoder.Decode(step, at + step.size() == bytes.size(), *converted);
    if (decoder.replaced() != before.replaced()) {
      Error error{
          .code = ErrorCode::kMalformed,
          .message = "not " + std::string(text::CharsetName(*charset)) + ", as which the text begins"};
      error.where = {.file = input.name, .offset = FirstIllFormed(bytes, *charset, before, at)};
      return std::unexpected(std::move(error));
    }
  }
  input.owned = std::move(converted);
  input.source.reset();
  return input;
}

}  // namespace tare::yaml
