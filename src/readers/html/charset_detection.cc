#include "readers/html/charset_detection.h"

#include <algorithm>
#include <memory_resource>
#include <optional>
#include <string>

#include "readers/html/ascii.h"
#include "text/scan.h"

namespace tare::html {
namespace {

using text::Charset;

constexpr size_t kWindow = 1 << 20;  // bytes checked between looks at whether to stop
constexpr size_t kKept = 4 << 20;    // bytes from the start that stay in memory for the reading that follows
constexpr size_t kSample = 1 << 16;  // bytes decoded on trial
constexpr size_t kFewBytes = 16;     // so many beyond ASCII can be UTF-8 by chance in a double-byte charset
constexpr uint64_t kTolerated = 8;   // one ill-formed character among so many beyond ASCII is just damage

// The value of a charset=... inside of a content attribute (13.2.3.3, "extracting a character encoding from a
// meta element").
std::string_view CharsetInContent(std::string_view content) {
  while (true) {
    const auto found = std::ranges::search(content, std::string_view("charset"), {}, text::Lower);
    if (found.empty()) return {};
    content = TrimAscii({found.end(), content.end()});
    if (content.starts_with('=')) break;
  }
  content = TrimAscii(content.substr(1));
  if (content.empty()) return {};
  if (const char quote = content.front(); quote == '"' || quote == '\'') {
    const size_t end = content.find(quote, 1);
    return end == content.npos ? std::string_view() : content.substr(1, end - 1);
  }
  return content.substr(0, content.find_first_of("; \t\n\f\r"));
}

// A position in the prescanned bytes.
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : rest_(bytes) {}

  std::string_view Label() {
    while (true) {
      rest_.remove_prefix(std::min(rest_.find('<'), rest_.size()));
      if (rest_.empty()) return {};
      if (rest_.starts_with("<!--")) {
        SkipPast("-->", 2);
      } else if (rest_.size() > 5 && StartsWithIgnoringCase(rest_, "<meta") &&
                 (IsAsciiWhitespace(rest_[5]) || rest_[5] == '/')) {
        rest_.remove_prefix(5);
        if (const std::string_view label = LabelOfMeta(); !label.empty()) return label;
      } else {
        SkipTag();
      }
    }
  }

 private:
  struct NameAndValue {
    std::string_view name;
    std::string_view value;
  };

  void SkipPast(std::string_view mark, size_t from) {
    const size_t at = rest_.find(mark, from);
    rest_.remove_prefix(at == rest_.npos ? rest_.size() : at + mark.size());
  }

  void SkipTag() {
    rest_.remove_prefix(1);
    const size_t name = rest_.starts_with('/') ? 1 : 0;
    if (name < rest_.size() && text::Lower(rest_[name]) >= 'a' && text::Lower(rest_[name]) <= 'z') {
      rest_.remove_prefix(std::min(rest_.find_first_of(" \t\n\f\r>"), rest_.size()));
      while (!ReadAttribute().name.empty()) {
      }
    } else if (!rest_.empty() && (rest_[0] == '!' || rest_[0] == '/' || rest_[0] == '?')) {
      SkipPast(">", 0);
    }
  }

  std::string_view LabelOfMeta() {
    bool is_content_type = false;
    std::string_view charset;
    std::string_view in_content;
    for (NameAndValue a = ReadAttribute(); !a.name.empty(); a = ReadAttribute()) {
      if (EqualsIgnoringCase(a.name, "http-equiv")) {
        is_content_type |= EqualsIgnoringCase(a.value, "content-type");
      } else if (EqualsIgnoringCase(a.name, "content")) {
        in_content = CharsetInContent(a.value);
      } else if (EqualsIgnoringCase(a.name, "charset")) {
        charset = a.value;
      }
    }
    if (!charset.empty()) return charset;
    return is_content_type ? in_content : std::string_view();
  }

  // An empty name at the end of the tag, which is then skipped.
  NameAndValue ReadAttribute() {
    while (!rest_.empty() && (IsAsciiWhitespace(rest_.front()) || rest_.front() == '/'))
      rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    if (rest_.front() == '>') {
      rest_.remove_prefix(1);
      return {};
    }
    NameAndValue attribute;
    attribute.name = Take(std::max<size_t>(rest_.find_first_of("= \t\n\f\r/>", 1), 1));
    SkipWhitespace();
    if (!rest_.starts_with('=')) return attribute;
    rest_.remove_prefix(1);
    SkipWhitespace();
    if (!rest_.empty() && (rest_.front() == '"' || rest_.front() == '\'')) {
      const char quote = rest_.front();
      rest_.remove_prefix(1);
      attribute.value = Take(rest_.find(quote));
      if (!rest_.empty()) rest_.remove_prefix(1);
    } else {
      attribute.value = Take(rest_.find_first_of(" \t\n\f\r>"));
    }
    return attribute;
  }

  void SkipWhitespace() {
    while (!rest_.empty() && IsAsciiWhitespace(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view Take(size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
};

struct Utf8Check {
  size_t valid;      // bytes before the first ill-formed sequence
  size_t non_ascii;  // bytes beyond ASCII, counted up to kFewBytes
};

Utf8Check CheckUtf8(ReadContext& context) {
  const std::string_view bytes = context.source.bytes();
  Utf8Check check{.valid = 0, .non_ascii = 0};
  while (check.valid < bytes.size() && !context.control.stopped()) {
    const std::string_view window = bytes.substr(check.valid, kWindow);
    const size_t valid = text::ValidUtf8Prefix(window);
    for (size_t at = 0; at < valid && check.non_ascii < kFewBytes;) {
      at += text::AsciiPrefix(window.substr(at, valid - at));
      for (; at < valid && (window[at] & 0x80) != 0 && check.non_ascii < kFewBytes; ++at) ++check.non_ascii;
    }
    const size_t begin = check.valid;
    check.valid += valid;
    // A window may end inside of a character, of at most 4 bytes.
    const bool cut = window.size() == kWindow && window.size() - valid < 4;
    if (valid < window.size() && !(cut && valid > 0)) break;
    if (check.valid > kKept) context.source.ReleaseRange(begin, check.valid);
  }
  return check;
}

// Whether the sample reads as text in that charset: damage aside, it has no ill-formed characters.
bool Fits(Charset charset, std::string_view sample, Account& account) {
  std::pmr::string decoded(&account);
  text::Decoder decoder(charset);
  decoder.Decode(sample, /*last=*/false, decoded);
  const auto non_ascii =
      static_cast<uint64_t>(std::ranges::count_if(sample, [](char c) { return (c & 0x80) != 0; }));
  return decoder.replaced() * kTolerated <= non_ascii;
}

bool IsUtf16(Charset charset) { return charset == Charset::kUtf16Le || charset == Charset::kUtf16Be; }

// UTF-16 without a mark: every other byte of "<!" or "<h" is zero.
std::optional<Charset> Utf16WithoutMark(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  if (bytes[0] == '<' && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) return Charset::kUtf16Le;
  if (bytes[0] == 0 && bytes[1] == '<' && bytes[2] == 0 && bytes[3] != 0) return Charset::kUtf16Be;
  return std::nullopt;
}

// What a <meta> label stands for: the page could not be read so far if it were UTF-16 (13.2.3.2).
std::optional<Charset> CharsetOfMeta(std::string_view label) {
  const std::optional<Charset> charset = text::CharsetByLabel(label);
  if (charset && IsUtf16(*charset)) return Charset::kUtf8;
  if (charset == Charset::kUserDefined) return Charset::kWindows1252;
  return charset;
}

}  // namespace

std::string_view PrescanLabel(std::string_view bytes) {
  return Prescan(bytes.substr(0, kPrescanned)).Label();
}

PageCharset DetectCharset(ReadContext& context) {
  const std::string_view bytes = context.source.bytes();
  PageCharset page;
  std::optional<Charset> declared = text::CharsetByMark(bytes, &page.mark);
  if (const std::optional<Charset> given = text::CharsetByLabel(context.options.charset)) {
    // "utf-16" leaves the order of bytes to the mark.
    page.charset = IsUtf16(*given) && declared && IsUtf16(*declared) ? *declared : *given;
    if (declared != page.charset) page.mark = 0;
    page.is_utf8 = page.charset == Charset::kUtf8 && CheckUtf8(context).valid == bytes.size();
    return page;
  }
  if (!declared) declared = Utf16WithoutMark(bytes);
  if (declared && *declared != Charset::kUtf8) {
    page.charset = *declared;
    page.is_utf8 = false;
    return page;
  }
  std::string_view label;
  if (!declared) {
    label = PrescanLabel(bytes);
    declared = CharsetOfMeta(label);
  }

  const Utf8Check check = CheckUtf8(context);
  const bool is_utf8 = check.valid == bytes.size();
  const bool escapes = declared == Charset::kIso2022Jp && bytes.substr(0, kSample).contains('\x1B');
  if (is_utf8 && !escapes) {
    // Text in another charset is not valid UTF-8 by chance, unless there is next to nothing to go by.
    const bool trusted = declared && *declared != Charset::kUtf8 && check.non_ascii > 0 &&
                         check.non_ascii < kFewBytes && text::IsMultiByte(*declared);
    if (trusted) {
      page.charset = *declared;
      page.is_utf8 = false;
    } else if (declared && *declared != Charset::kUtf8 && check.non_ascii > 0) {
      page.rejected_label = label;
    }
    return page;
  }

  // A sample around the first trouble, from a place where no character is cut.
  size_t begin = check.valid - std::min(check.valid, kSample / 2);
  if (begin > 0) begin = std::min(bytes.find('<', begin), check.valid);
  const std::string_view sample = bytes.substr(begin, kSample);
  page.is_utf8 = false;
  page.charset = declared.value_or(Charset::kUtf8);
  if (Fits(page.charset, sample, context.account)) return page;
  if (declared) page.rejected_label = label;
  page.charset = text::GuessCharset(sample);
  return page;
}

}  // namespace tare::html
