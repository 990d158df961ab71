#include "readers/markdown/front_matter.h"

#include "readers/markdown/characters.h"
#include "text/scan.h"

namespace tare::markdown {
namespace {

constexpr size_t kMaxSize = 1 << 20;  // bytes; the end is not looked for beyond

// Goes through lines, whatever their ends.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}

  bool Next() {
    static constexpr text::ByteSet kLineEnds("\n\r");
    if (next_ >= text_.size()) return false;
    begin_ = next_;
    const size_t end = text::FindFirstOf(text_, kLineEnds, begin_);
    line_ = text_.substr(begin_, end - begin_);
    next_ = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    return true;
  }
  std::string_view line() const { return line_; }
  size_t begin() const { return begin_; }
  size_t next() const { return next_ < text_.size() ? next_ : text_.size(); }

 private:
  std::string_view text_;
  std::string_view line_;
  size_t begin_ = 0;
  size_t next_ = 0;
};

// "key:", "key: value" or a comment.
bool LooksLikeYaml(std::string_view line) {
  if (line.starts_with('#')) return true;
  const size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  return colon + 1 == line.size() || IsBlank(line[colon + 1]);
}

// "key = value", "[table]" or a comment.
bool LooksLikeToml(std::string_view line) {
  return line.starts_with('#') || line.starts_with('[') || line.find('=') != std::string_view::npos;
}

}  // namespace

std::optional<FrontMatter> FindFrontMatter(std::string_view document) {
  const bool yaml = document.starts_with("---");
  if (!yaml && !document.starts_with("+++")) return std::nullopt;
  LineReader lines(document.substr(0, kMaxSize));
  lines.Next();
  if (TrimEnd(lines.line()).size() != 3) return std::nullopt;

  const size_t begin = lines.next();
  if (!lines.Next() || !(yaml ? LooksLikeYaml(lines.line()) : LooksLikeToml(lines.line())))
    return std::nullopt;
  size_t end = begin;
  do {
    const std::string_view line = TrimEnd(lines.line());
    if (yaml ? line == "---" || line == "..." : line == "+++") {
      return FrontMatter{document.substr(begin, end - begin), yaml ? "yaml" : "toml", lines.next()};
    }
    end = lines.begin() + lines.line().size();
  } while (lines.Next());
  return std::nullopt;
}

}  // namespace tare::markdown
