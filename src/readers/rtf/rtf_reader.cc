#include "readers/rtf/rtf_reader.h"

#include "readers/rtf/interpreter.h"
#include "readers/rtf/tokenizer.h"

namespace tare {
namespace {

enum class Beginning : uint8_t { kHeader, kFragment, kOther };

// A file may have a byte order mark or white space before its header. Fragments, to be put between a header
// and a footer, have none, but begin as only RTF does.
Beginning Look(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  constexpr size_t kMostSpace = 64;  // bytes
  const size_t begin = bytes.substr(0, kMostSpace).find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || bytes[begin] != '{') return Beginning::kOther;
  rtf::Tokenizer tokenizer(bytes.substr(begin));
  tokenizer.Next();
  const rtf::Token first = tokenizer.Next();
  if (first.kind != rtf::TokenKind::kWord || first.word == nullptr) return Beginning::kOther;
  return first.text == "rtf" ? Beginning::kHeader : Beginning::kFragment;
}

}  // namespace

Result<void> ReadRtf(ReadContext& context) {
  const Beginning beginning = Look(context.source.bytes());
  if (beginning == Beginning::kOther) {
    return std::unexpected(Error{.code = ErrorCode::kMalformed,
                                 .message = "this is not RTF: it does not begin with {\\rtf",
                                 .where = {.file = context.source.name(), .offset = 0}});
  }
  return rtf::Interpreter(context).Run(beginning == Beginning::kFragment);
}

}  // namespace tare
