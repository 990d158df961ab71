// Text of the Interpreter: from bytes in the charset of their font to UTF-8, and to where it belongs.

#include <algorithm>
#include <utility>

#include "readers/rtf/interpreter.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::rtf {
namespace {

using text::CodePoint;
using text::kReplacement;

size_t Utf8Length(unsigned char lead) { return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1; }

}  // namespace

void Interpreter::ChooseEncoding() { group().encoding = fonts_.Encoding(group().character.EffectiveFont()); }

void Interpreter::OnText(std::string_view text) {
  if (text.empty()) return;
  const Group& here = group();
  if (here.destination == Destination::kPicture) return pictures_.AddHex(text);
  if (has_pending()) {
    // The second byte of a pair may be a letter.
    if (lead_byte_ != 0) {
      OnByte(static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
    }
    FlushPending();
    if (text.empty()) return;
  }
  if (here.encoding.symbols != SymbolFont::kNone) return OnSymbolText(text);
  if (marked() && text.back() == ' ' && tokenizer_.NextIs('\n') && in_content()) {
    if (text.size() > 1) Put(text.substr(0, text.size() - 1));
    SendText();
    if (!content().SoftBreak(group())) Put(" ");
    return;
  }
  Put(text);
}

void Interpreter::OnSymbolText(std::string_view text) {
  for (const char c : text) {
    if (c == '\t') {
      Put("\t");
    } else {
      PutCodePoint(DecodeSymbol(group().encoding.symbols, static_cast<unsigned char>(c)));
    }
  }
}

// Bytes as they are, which RTF does not allow but many files have.
void Interpreter::OnEncoded(std::string_view bytes) {
  const FontEncoding encoding = group().encoding;
  const bool is_utf8 = encoding.charset == text::Utf8();
  if (!has_pending() && encoding.symbols == SymbolFont::kNone && text::IsValidUtf8(bytes) &&
      (is_utf8 || (!text::IsMultiByte(encoding.charset) && !charset_overridden_))) {
    if (!is_utf8) Warn(Trouble::kUtf8, "text is in UTF-8 although the file says otherwise");
    return Put(bytes);
  }
  for (size_t at = 0; at < bytes.size();) {
    const size_t ascii = text::AsciiPrefix(bytes.substr(at));
    if (ascii > 0) {
      OnText(bytes.substr(at, ascii));
      at += ascii;
    } else {
      OnByte(static_cast<unsigned char>(bytes[at++]));
    }
  }
}

void Interpreter::OnByte(unsigned char byte) {
  Group& here = group();
  if (here.destination == Destination::kLevelText) return lists_.AddLevelText(byte);
  if (here.encoding.symbols != SymbolFont::kNone) {
    return PutCodePoint(DecodeSymbol(here.encoding.symbols, byte));
  }
  const text::Charset charset = here.encoding.charset;
  if (!text::IsMultiByte(charset)) return PutCodePoint(text::DecodeByte(charset, byte));
  if (charset == text::Utf8()) return OnUtf8Byte(byte);
  if (lead_byte_ != 0) {
    const CodePoint pair = text::DecodePair(charset, std::exchange(lead_byte_, 0), byte);
    PutCodePoint(pair);
    // An ASCII byte that completes nothing is text of its own.
    if (pair != kReplacement || byte >= 0x80) return;
  }
  if (text::IsLeadByte(charset, byte)) {
    lead_byte_ = byte;
  } else {
    PutCodePoint(text::DecodeByte(charset, byte));
  }
}

void Interpreter::OnUtf8Byte(unsigned char byte) {
  const bool continues = (byte & 0xC0) == 0x80;
  if (utf8_pending_size_ > 0 && !continues) FlushPending();
  utf8_pending_[utf8_pending_size_++] = static_cast<char>(byte);
  const size_t length = Utf8Length(static_cast<unsigned char>(utf8_pending_[0]));
  if (utf8_pending_size_ < length) return;
  const text::Decoded decoded = text::Decode({utf8_pending_.data(), utf8_pending_size_}, 0);
  utf8_pending_size_ = 0;
  PutCodePoint(decoded.code_point);
}

// Units of UTF-16, signed in 16 bits; some writers give whole code points.
void Interpreter::OnUnicode(int32_t unit) {
  skip_units_ = group().unicode_skip;
  auto c = static_cast<CodePoint>(unit < 0 ? unit + 0x10000 : unit);
  if ((c & 0xFFFFFC00) == 0xD800) {
    FlushPending();
    high_surrogate_ = c;
    return;
  }
  if ((c & 0xFFFFFC00) == 0xDC00) {
    const CodePoint high = std::exchange(high_surrogate_, 0);
    return PutCodePoint(high == 0 ? kReplacement : 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
  }
  FlushPending();
  if (IsSymbolCodePoint(c)) {
    const SymbolFont font = group().encoding.symbols;
    constexpr CodePoint kBullet = 0xF0B7;  // stands in fonts of all kinds
    if (font != SymbolFont::kNone || c == kBullet) {
      c = DecodeSymbol(font == SymbolFont::kNone ? SymbolFont::kSymbol : font,
                       static_cast<unsigned char>(c & 0xFF));
    }
  }
  PutCodePoint(c);
}

// Half a character that nothing completes.
void Interpreter::FlushPending() {
  if (!has_pending()) return;
  lead_byte_ = 0;
  utf8_pending_size_ = 0;
  high_surrogate_ = 0;
  PutCodePoint(kReplacement);
}

void Interpreter::PutCodePoint(char32_t c) {
  if (c < 0x20 && c != '\t') {
    // Line feed and vertical tab; what else there is of controls shows nothing.
    if (c == '\n' || c == 0x0B) {
      SendText();
      LineBreak();
    }
    return;
  }
  char bytes[4];
  Put({bytes, text::Encode(c, bytes)});
}

void Interpreter::Put(std::string_view text) {
  if (!in_content()) return PutElsewhere(text);
  content_text_bytes_ += text.size();
  constexpr size_t kLongText = 256;  // bytes; not worth a copy
  if (text.size() > text_.size() - text_size_ || text.size() > kLongText) SendText();
  if (text.size() > kLongText) return content().Text(text, group());
  std::ranges::copy(text, text_.begin() + static_cast<std::ptrdiff_t>(text_size_));
  text_size_ += text.size();
}

// To be called before anything else is done to the content, and before its formatting changes.
void Interpreter::SendText() {
  if (text_size_ == 0) return;
  content().Text({text_.data(), std::exchange(text_size_, 0)}, group());
}

void Interpreter::PutElsewhere(std::string_view text) {
  switch (group().destination) {
    case Destination::kFieldInstruction:
      Capture(fields_[group().field - 1u].text, text);
      break;
    case Destination::kImageDescription:
      Capture(fields_[group().field - 1u].alt, text);
      break;
    case Destination::kFontTable:
    case Destination::kStyleSheet:
      PutNamed(text);
      break;
    case Destination::kLevelText:
      for (const char byte : text) lists_.AddLevelText(static_cast<unsigned char>(byte));
      break;
    case Destination::kShapePropertyName:
      Capture(shape_property_, text);
      break;
    case Destination::kMark:
      PutMark(text);
      break;
    case Destination::kBookmark:
    case Destination::kGenerator:
    case Destination::kInformationText:
    case Destination::kPropertyName:
    case Destination::kPropertyValue:
    case Destination::kShapePropertyValue:
    case Destination::kObjectClass:
    case Destination::kNumberingTextAfter:
      Capture(capture_, text);
      break;
    default:
      break;
  }
}

void Interpreter::Capture(std::pmr::string& to, std::string_view text) {
  if (to.size() + text.size() <= kMaxCapture) {
    to.append(text);
  } else {
    Warn(Trouble::kLongText, "a name, mark or field is too long and was cut short");
  }
}

// A font's or style's name ends with a semicolon, and with it what is said about it.
void Interpreter::PutNamed(std::string_view text) {
  while (!text.empty()) {
    const size_t end = text::FindByte(text, ';');
    Capture(capture_, text.substr(0, end));
    if (end == text.size()) return;
    if (group().destination == Destination::kFontTable) {
      DefineFont();
    } else {
      styles_.Define(group(), capture_);
    }
    capture_.clear();
    text.remove_prefix(end + 1);
  }
}

// The text of a mark is kept; but what can be long is passed on as it comes, after the tab that ends its
// format or type.
void Interpreter::PutMark(std::string_view text) {
  if (mark_ < MarkWord::kRaw) return Capture(capture_, text);
  if (!mark_data_) {
    const size_t tab = text::FindByte(text, '\t');
    Capture(capture_, text.substr(0, tab));
    if (tab == text.size()) return;
    text.remove_prefix(tab + 1);
    mark_data_ = true;
    if (mark_ != MarkWord::kData) BeginRaw();
    if (text.empty()) return;
  }
  if (mark_ == MarkWord::kData) {
    data_.Add(text);
  } else if (!raw_left_out_) {
    content().Text(text, group());
  }
}

void Interpreter::BeginRaw() {
  raw_left_out_ = !context_.options.raw_html && capture_ == "html";
  if (!raw_left_out_) return content().BeginRaw(mark_, capture_, group());
  Warn(Trouble::kRawHtml, "raw HTML in RTF was left out: a browser would run it");
}

}  // namespace tare::rtf
