// What a source is. Content decides where it is unmistakable (the signatures below, after the WHATWG MIME
// Sniffing Standard, section 7.1); then the name's extension; then text that is not binary is plain text.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "tare/convert.h"
#include "text/ascii.h"
#include "text/charset.h"

namespace tare {

namespace {

using namespace std::string_view_literals;

constexpr size_t kHead = 4096;  // bytes looked at

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

// Files that are surely not text, so that the error can name them.
constexpr std::array kForeign = {
    Signature{"%PDF-", "a PDF document"},
    Signature{"PK\x03\x04", "a ZIP archive (such as DOCX, XLSX, ODT or EPUB)"},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an OLE file (such as DOC, XLS, PPT or MSG)"},
    Signature{"\x89PNG\r\n", "a PNG image"},
    Signature{"\xFF\xD8\xFF", "a JPEG image"},
    Signature{"GIF87a", "a GIF image"},
    Signature{"GIF89a", "a GIF image"},
    Signature{"II*\0"sv, "a TIFF image"},
    Signature{"MM\0*"sv, "a TIFF image"},
    Signature{"\x7F"
              "ELF",
              "a program"},
    Signature{"\x28\xB5\x2F\xFD", "a zstd archive"},
    Signature{"\xFD"
              "7zXZ",
              "an xz archive"},
};

constexpr std::array<std::string_view, 17> kHtmlStarts = {
    "<!doctype html", "<html",  "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a",
    "<style",         "<title", "<b",    "<body",   "<br",     "<p",  "<!--",
};

// What the head says the file surely is that is not text; empty otherwise.
std::string_view Foreign(std::string_view head) {
  for (const Signature& signature : kForeign) {
    if (head.starts_with(signature.bytes)) return signature.what;
  }
  // "BZh", the block size, and the first block's magic number.
  if (head.starts_with("BZh") && head.size() > 4 && head[3] >= '1' && head[3] <= '9' &&
      head.substr(4).starts_with("1AY&SY")) {
    return "a bzip2 archive";
  }
  return {};
}

// An AGC archive begins with how many bytes a number has, and has nothing to tell it but the directory at its
// end, whose size ends the file. There all have these streams, of which Tare writes the one first, and C++
// AGC the other last: what lies between may be long.
bool IsGenomeArchive(std::string_view bytes) {
  if (bytes.size() < 8 || static_cast<unsigned char>(bytes[0]) > 8) return false;
  uint64_t size = 0;
  for (size_t i = 1; i <= 8; ++i) size = size << 8 | static_cast<unsigned char>(bytes[bytes.size() - i]);
  bytes.remove_suffix(8);
  if (size > bytes.size()) return false;
  const std::string_view directory = bytes.substr(bytes.size() - size);
  return directory.substr(0, kHead).contains("collection-samples\0"sv) ||
         directory.substr(size - std::min<size_t>(size, kHead)).contains("file_type_info\0"sv);
}

// The head with UTF-16 and UTF-32, where a mark tells them, made ASCII: enough to look for tags.
class AsciiHead {
 public:
  explicit AsciiHead(std::string_view head) {
    size_t mark = 0;
    const std::optional<text::Charset> charset = text::CharsetByMark(head, &mark);
    text_ = head.substr(charset ? mark : 0);
    if (!charset || *charset == text::Charset::kUtf8) return;
    const bool wide = *charset == text::Charset::kUtf32Le || *charset == text::Charset::kUtf32Be;
    const bool big = *charset == text::Charset::kUtf16Be || *charset == text::Charset::kUtf32Be;
    const size_t unit = wide ? 4 : 2;
    size_t size = 0;
    for (; text_.size() >= unit; text_.remove_prefix(unit)) {
      const std::string_view high = text_.substr(big ? 0 : 1, unit - 1);
      const char low = text_[big ? unit - 1 : 0];
      const bool ascii = high.find_first_not_of('\0') == std::string_view::npos && low > 0;
      ascii_[size++] = ascii ? low : '?';
    }
    text_ = std::string_view(ascii_.data(), size);
  }
  AsciiHead(const AsciiHead&) = delete;
  AsciiHead& operator=(const AsciiHead&) = delete;

  std::string_view text() const { return text_; }  // without the mark

 private:
  std::array<char, kHead / 2> ascii_;
  std::string_view text_;
};

std::string_view SkipMarkAndSpace(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const size_t start = text.find_first_not_of(" \t\r\n\f");
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

bool LooksLikeHtml(std::string_view head) {
  head = SkipMarkAndSpace(head);
  if (head.starts_with("<?xml")) {  // XHTML says so after its declaration
    const size_t end = head.find("?>");
    return end != std::string_view::npos && LooksLikeHtml(head.substr(end + 2));
  }
  return std::ranges::any_of(kHtmlStarts, [&](std::string_view start) {
    if (!text::StartsWithIgnoringCase(head, start)) return false;
    if (start == "<!--") return true;
    return head.size() == start.size() || std::string_view(" \t\r\n\f>/").contains(head[start.size()]);
  });
}

bool LooksLikeBinary(std::string_view head) {
  size_t length = 0;
  if (text::CharsetByMark(head, &length)) return false;
  const auto odd = std::ranges::count_if(head, [](unsigned char c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
  });
  return static_cast<size_t>(odd) * 10 > head.size();
}

// "page.html.gz" names an HTML file.
std::string_view Extension(std::string_view name) {
  const size_t slash = name.find_last_of('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.ends_with(".gz")) name.remove_suffix(3);
  const size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

Error UnknownFormat(const Source& source, std::string message) {
  Error error{.code = ErrorCode::kUnknownFormat, .message = std::move(message)};
  error.where.file = source.name();
  error.hint = "name the format with --from; 'tare formats' lists them";
  return error;
}

}  // namespace

Result<const FormatInfo*> DetectFormat(const Source& source) {
  const std::string_view head = source.bytes().substr(0, kHead);
  if (const std::string_view foreign = Foreign(head); !foreign.empty()) {
    return std::unexpected(
        UnknownFormat(source, "this is " + std::string(foreign) + ", which is not read yet"));
  }
  if (IsGenomeArchive(source.bytes())) {
    Error error = UnknownFormat(source, "this is an AGC archive of genomes, which is no document");
    error.hint = "'tare genome info' shows what it is, 'tare genome --help' what can be done with it";
    return std::unexpected(std::move(error));
  }
  if (SkipMarkAndSpace(head).starts_with("{\\rtf")) return FindFormat("rtf");

  const std::string_view extension = Extension(source.name());
  const FormatInfo* named = extension.empty() ? nullptr : FindFormat(extension);
  if (named != nullptr && !named->reads) named = nullptr;
  // Markdown may well begin with HTML, so its name is believed first.
  if (named != nullptr && named->name != "text" && !LooksLikeBinary(head)) return named;
  if (LooksLikeHtml(AsciiHead(head).text())) return FindFormat("html");
  if (LooksLikeBinary(head)) {
    return std::unexpected(
        UnknownFormat(source, "the format is not known: neither its name nor its content tells"));
  }
  return FindFormat("text");
}

}  // namespace tare
