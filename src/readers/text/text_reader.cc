#include "readers/text/text_reader.h"

#include <string>
#include <utility>

#include "readers/text/paragraph_splitter.h"
#include "text/charset.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare {
namespace {

class TextReader {
 public:
  TextReader(ReadContext& context, text::Charset charset, size_t mark_size)
      : context_(context),
        bytes_(context.source.bytes()),
        charset_(charset),
        at_(mark_size),
        paragraphs_(context.sink) {}

  Result<void> Read() {
    context_.sink.BeginBlock(Block::Of(BlockKind::kDocument));
    const bool complete = charset_ == text::Utf8() ? ReadUtf8() : ReadDecoded();
    paragraphs_.EndParagraph();
    if (complete) WarnOfDamage();
    context_.sink.EndBlock(BlockKind::kDocument);
    if (!complete) return ReadContext::Stopped();
    return {};
  }

 private:
  static constexpr size_t kPiece = 128 * 1024;        // bytes of input between looks at the job's control
  static constexpr size_t kDecodedPiece = 32 * 1024;  // grows up to 3 times by decoding
  static constexpr uint64_t kBytesPerControl = 64;    // fewer than that look like binary data

  // These return false where the job was stopped.
  bool ReadUtf8() {
    while (at_ < bytes_.size()) {
      const std::string_view piece = bytes_.substr(at_, kPiece);
      const size_t valid = text::ValidUtf8Prefix(piece);
      paragraphs_.Add(piece.substr(0, valid));
      at_ += valid;
      if (valid == 0) Replace();
      if (!context_.Advance(at_)) return false;
    }
    return true;
  }

  bool ReadDecoded() {
    text::Decoder decoder(charset_);
    std::pmr::string decoded(&context_.account);
    while (at_ < bytes_.size()) {
      const std::string_view piece = bytes_.substr(at_, kDecodedPiece);
      at_ += piece.size();
      decoded.clear();
      decoder.Decode(piece, at_ == bytes_.size(), decoded);
      paragraphs_.Add(decoded);
      if (!context_.Advance(at_)) return false;
    }
    replaced_ = decoder.replaced();
    return true;
  }

  void Replace() {
    if (replaced_++ == 0) first_replaced_ = at_;
    paragraphs_.Add("\uFFFD");
    at_ += text::Decode(bytes_, at_).length;
  }

  void WarnOfDamage() {
    if (paragraphs_.control_characters() > bytes_.size() / kBytesPerControl) {
      context_.sink.Warn({.message = "the input is full of control characters and does not look like text"});
    }
    if (replaced_ == 0) return;
    std::string message = std::to_string(replaced_) + " ill-formed ";
    message += replaced_ == 1 ? "sequence of " : "sequences of ";
    message += text::CharsetName(charset_);
    message += replaced_ == 1 ? " was replaced by U+FFFD" : " were replaced by U+FFFD";
    context_.sink.Warn({.message = message, .offset = first_replaced_});
  }

  ReadContext& context_;
  const std::string_view bytes_;
  const text::Charset charset_;
  size_t at_;
  ParagraphSplitter paragraphs_;
  uint64_t replaced_ = 0;
  uint64_t first_replaced_ = Location::kUnknown;
};

}  // namespace

Result<void> ReadText(ReadContext& context) {
  const std::string_view bytes = context.source.bytes();
  const std::string& label = context.options.charset;
  const std::optional<text::Charset> labelled = text::CharsetByLabel(label);
  if (!label.empty() && !labelled) {
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = "the charset '" + label + "' is not known",
                                 .where = {},
                                 .hint = "use a label such as utf-8, windows-1252 or shift_jis"});
  }
  size_t mark_size = 0;
  const std::optional<text::Charset> marked = text::CharsetByMark(bytes, &mark_size);
  if (marked) return TextReader(context, *marked, mark_size).Read();
  return TextReader(context, labelled ? *labelled : text::GuessCharset(bytes), 0).Read();
}

}  // namespace tare
