#include "readers/markdown/document_text.h"

#include <algorithm>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>

#include "io/spool.h"
#include "readers/markdown/characters.h"
#include "readers/markdown/link_syntax.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

constexpr size_t kWindow = 256 << 10;  // bytes

// NUL becomes U+FFFD. In `buffer` where there is one.
std::string_view WithoutNul(std::string_view text, std::pmr::string& buffer) {
  size_t nul = text::FindByte(text, '\0');
  if (nul == text.size()) return text;
  buffer.clear();
  size_t at = 0;
  for (; nul < text.size(); nul = text::FindByte(text, '\0', at)) {
    buffer.append(text, at, nul - at).append("\uFFFD");
    at = nul + 1;
  }
  return buffer.append(text, at, text.size() - at);
}

// What may stand before a definition on its line: the marks of the containers around it.
constexpr bool IsContainerByte(char c) {
  return IsBlank(c) || IsDigit(c) || c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')';
}

// Whether the label that ends with the bracket at `at` may be a definition's: whether it begins its line.
bool MayEndLabel(std::string_view text, size_t at) {
  const auto is_bracket = [text](size_t i) {
    return (text[i] == '[' || text[i] == ']') && (i == 0 || text[i - 1] != '\\');
  };
  const size_t floor = at - std::min(at, 4 * kMaxLabel);
  while (at > floor && !is_bracket(at - 1)) --at;
  if (at == floor || text[at - 1] != '[') return false;
  for (--at; at > 0 && IsContainerByte(text[at - 1]); --at) {
  }
  return at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
}

bool MayHaveDefinitions(std::string_view text, size_t begin, size_t end) {
  const std::string_view upto = text.substr(0, end);
  for (size_t at = begin; (at = upto.find("]:", at)) != std::string_view::npos; ++at) {
    if (MayEndLabel(text, at)) return true;
  }
  return false;
}

}  // namespace

Result<void> DocumentText::Open() {
  const std::string& label = context_.options.charset;
  const std::optional<text::Charset> labelled = text::CharsetByLabel(label);
  if (!label.empty() && !labelled) {
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = "the charset '" + label + "' is not known",
                                 .where = {},
                                 .hint = "use a label such as utf-8, windows-1252 or shift_jis"});
  }
  bytes_ = context_.source.bytes();
  size_t mark_size = 0;
  const std::optional<text::Charset> marked = text::CharsetByMark(bytes_, &mark_size);
  if (marked) mark_size_ = mark_size;
  bytes_.remove_prefix(mark_size_);
  const std::optional<text::Charset> told = marked ? marked : labelled;
  if (told.value_or(text::Utf8()) == text::Utf8() && LookThrough(true)) return {};
  if (told) return Decode(*told);
  const text::Charset guessed = text::GuessCharset(bytes_);
  if (guessed != text::Utf8()) {
    const std::string name(text::CharsetName(guessed));
    context_.sink.Warn({.message = "the document is not UTF-8 and was read as " + name});
  }
  return Decode(guessed);
}

// Looks for definitions, and for what makes a decoded copy necessary. False where that is found.
bool DocumentText::LookThrough(bool check) {
  for (size_t at = 0; at < bytes_.size();) {
    size_t end = std::min(at + kWindow, bytes_.size());
    while (end < bytes_.size() && end > at + 1 && text::IsContinuationByte(bytes_[end])) --end;
    const std::string_view window = bytes_.substr(at, end - at);
    if (check && (!text::IsValidUtf8(window) || text::FindByte(window, '\0') < window.size())) return false;
    // A mark that windows cut in two begins with the last byte of the one before.
    if (!may_have_definitions_)
      may_have_definitions_ = MayHaveDefinitions(bytes_, at - std::min<size_t>(at, 1), end);
    if (!Visit(end)) break;
    at = end;
  }
  return true;
}

Result<void> DocumentText::Decode(text::Charset charset) {
  text::Decoder decoder(charset);
  Spool spool(context_.account);
  std::pmr::string decoded(&context_.account);
  std::pmr::string buffer(&context_.account);
  for (size_t at = 0; at < bytes_.size() && Visit(at);) {
    const std::string_view window = bytes_.substr(at, kWindow / 4);
    at += window.size();
    decoded.clear();
    decoder.Decode(window, at == bytes_.size(), decoded);
    spool.Write(WithoutNul(decoded, buffer));
  }
  Result<std::unique_ptr<Source>> source = spool.Finish(context_.source.name());
  if (!source) return std::unexpected(source.error());
  decoded_ = std::move(*source);
  bytes_ = decoded_->bytes();
  may_have_definitions_ = false;
  LookThrough(false);
  if (decoder.replaced() > 0) {
    const std::string message = "bytes that are not " + std::string(text::CharsetName(charset)) +
                                " were replaced by U+FFFD, " + std::to_string(decoder.replaced()) + " times";
    context_.sink.Warn({.message = message});
  }
  return {};
}

bool DocumentText::Advance(uint64_t offset) {
  if (!decoded_) return context_.Advance(offset + mark_size_);
  Release(offset);
  // How far that is in the source is not known exactly.
  const double share = static_cast<double>(offset) / static_cast<double>(bytes_.size());
  const auto size = static_cast<double>(context_.source.bytes().size());
  return context_.Advance(static_cast<uint64_t>(share * size));
}

bool DocumentText::Visit(uint64_t offset) {
  Release(offset);
  return !context_.control.stopped();
}

void DocumentText::Release(uint64_t offset) {
  if (decoded_) {
    decoded_->ReleaseBefore(offset);
  } else {
    context_.source.ReleaseBefore(offset + mark_size_);
  }
}

void DocumentText::SetPosition(Warnings& warnings, uint64_t offset) const {
  warnings.set_position(decoded_ ? Location::kUnknown : offset + mark_size_);
}

}  // namespace tare::markdown
