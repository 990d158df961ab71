// Paths as text: parsing and printing. path_find.cc looks for what they lead to.

#include <charconv>
#include <utility>

#include "tare/yaml_path.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr std::pair<std::string_view, Comparison> kComparisons[] = {
    {"!=", Comparison::kNotEqual}, {"<=", Comparison::kLessOrEqual}, {">=", Comparison::kGreaterOrEqual},
    {"==", Comparison::kEqual},    {"=", Comparison::kEqual},        {"<", Comparison::kLess},
    {">", Comparison::kGreater},
};

std::optional<int64_t> IntegerIn(std::string_view text) {
  int64_t integer = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return integer;
}

}  // namespace

class PathParser {
 public:
  PathParser(std::string_view text, Account& account) : text_(text), account_(account), path_(account) {}

  Result<Path> Parse() {
    if (text_.empty() || text_ == "/") return std::move(path_);
    if (text_[0] != '/' && text_[0] != '[') Fail("a path begins with \"/\"");
    while (!failed_ && at_ < text_.size()) {
      if (text_[at_] == '[') {
        ParseBrackets();
      } else if (text_[at_] == '/') {
        ++at_;
        ParseSegment();
      } else {
        Fail("expected \"/\" or \"[\" here");
      }
    }
    if (failed_) return std::unexpected(std::move(error_));
    return std::move(path_);
  }

 private:
  // Between two slashes, without the brackets.
  void ParseSegment() {
    if (AtEnd() || Peek() == '/') return Fail("an empty step", "a key that is empty is written /\"\"");
    if (Peek() == '[') return;
    if (Peek() == '"' || Peek() == '\'') {
      PathStep step(PathStep::Kind::kName, &account_);
      if (ParseQuoted(&step.name)) path_.steps_.push_back(std::move(step));
      return;
    }
    const size_t begin = at_;
    const size_t end = std::min(text_.find_first_of("/[", at_), text_.size());
    const std::string_view word = text_.substr(begin, end - begin);
    if (word == "*" || word == "**") {
      at_ = end;
      const auto kind = word == "*" ? PathStep::Kind::kAnyChild : PathStep::Kind::kDescend;
      const bool again =
          kind == PathStep::Kind::kDescend && !path_.steps_.empty() && path_.steps_.back().kind == kind;
      if (!again) path_.steps_.emplace_back(kind, &account_);
      return;
    }
    PathStep step(PathStep::Kind::kName, &account_);
    if (!Unescape(end, &step.name)) return;
    path_.steps_.push_back(std::move(step));
  }

  // A bare key up to `end`, with "~1" and "~0".
  bool Unescape(size_t end, PathName* name) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '~') {
        name->text += text_[at_];
        continue;
      }
      const char code = at_ + 1 < end ? text_[at_ + 1] : '\0';
      if (code != '0' && code != '1')
        return FailFalse("\"~\" is written \"~0\" in a path, and \"/\" in a key \"~1\"");
      name->text += code == '0' ? '~' : '/';
      ++at_;
    }
    name->integer = IntegerIn(name->text);
    return true;
  }

  // 'it''s' or "say \"so\"".
  bool ParseQuoted(PathName* name) {
    const size_t begin = at_;
    const char quote = text_[at_++];
    name->quoted = true;
    for (; !AtEnd(); ++at_) {
      const char c = Peek();
      const bool next = at_ + 1 < text_.size();
      if (c == quote && quote == '\'' && next && text_[at_ + 1] == quote) {
        ++at_;
      } else if (c == quote) {
        ++at_;
        return true;
      } else if (c == '\\' && quote == '"' && next) {
        ++at_;
      }
      name->text += text_[at_];
    }
    at_ = begin;
    return FailFalse("a quote that is not closed");
  }

  void ParseBrackets() {
    const size_t open = at_++;
    SkipBlanks();
    if (AtEnd()) return FailAt(open, "a bracket that is not closed");
    const size_t close = std::min(text_.find(']', at_), text_.size());
    const std::string_view inside = text_.substr(at_, close - at_);
    if (inside.empty()) return Fail("there is nothing in these brackets");
    const bool numbers = inside.find_first_not_of("0123456789-+: ") == std::string_view::npos;
    if (!numbers) {
      ParseFilter();
    } else if (inside.find(':') != std::string_view::npos) {
      ParseSlice();
    } else {
      PathStep step(PathStep::Kind::kIndex, &account_);
      if (!ParseNumber(&step.name.integer)) return;
      step.name.text = std::to_string(*step.name.integer);
      path_.steps_.push_back(std::move(step));
    }
    if (failed_) return;
    SkipBlanks();
    if (AtEnd()) return FailAt(open, "a bracket that is not closed");
    if (Peek() != ']') return Fail("expected \"]\" here");
    ++at_;
  }

  bool ParseNumber(std::optional<int64_t>* number) {
    SkipBlanks();
    const size_t begin = at_;
    while (!AtEnd() && (IsDigit(Peek()) || (Peek() == '-' && at_ == begin))) ++at_;
    *number = IntegerIn(text_.substr(begin, at_ - begin));
    if (!*number) {
      at_ = begin;
      return FailFalse("expected a number here");
    }
    SkipBlanks();
    return true;
  }

  void ParseSlice() {
    PathStep step(PathStep::Kind::kSlice, &account_);
    std::optional<int64_t> stride;
    std::optional<int64_t>* const parts[] = {&step.from, &step.to, &stride};
    size_t stride_at = at_;
    for (size_t part = 0; part < 3; ++part) {
      SkipBlanks();
      stride_at = at_;
      if (!AtEnd() && Peek() != ':' && Peek() != ']' && !ParseNumber(parts[part])) return;
      if (AtEnd() || Peek() != ':') break;
      if (part == 2) return Fail("a slice has at most three numbers");
      ++at_;
    }
    if (stride && *stride < 1) return FailAt(stride_at, "a slice goes forward, by steps of 1 or more");
    if (stride) step.stride = static_cast<uint64_t>(*stride);
    path_.steps_.push_back(std::move(step));
  }

  // Behind what yields single values, a filter tests these.
  bool TestsItself() const {
    return !path_.steps_.empty() && path_.steps_.back().kind != PathStep::Kind::kName;
  }

  void ParseFilter() {
    PathStep step(TestsItself() ? PathStep::Kind::kTest : PathStep::Kind::kFilter, &account_);
    if (!ParseFilterKey(&step.filter.key)) return;
    SkipBlanks();
    for (const auto& [sign, comparison] : kComparisons) {
      if (!text_.substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      step.filter.comparison = comparison;
      if (!ParseFilterValue(&step.filter.value)) return;
      break;
    }
    path_.steps_.push_back(std::move(step));
  }

  bool ParseFilterKey(std::pmr::vector<PathName>* key) {
    if (Peek() == '.' && at_ + 1 < text_.size() && text_.find_first_of(" ]=!<>", at_) == at_ + 1) {
      ++at_;
      return true;
    }
    for (;;) {
      SkipBlanks();
      PathName name{.text = std::pmr::string(&account_)};
      if (!AtEnd() && (Peek() == '"' || Peek() == '\'')) {
        if (!ParseQuoted(&name)) return false;
      } else {
        size_t end = std::min(text_.find_first_of("/]=!<>", at_), text_.size());
        const size_t begin = at_;
        while (end > at_ && IsBlank(text_[end - 1])) --end;
        if (end == begin) return FailFalse("expected a key here", "quote a key with special characters");
        if (!Unescape(end, &name)) return false;
      }
      key->push_back(std::move(name));
      SkipBlanks();
      if (AtEnd() || Peek() != '/') return true;
      ++at_;
    }
  }

  bool ParseFilterValue(PathName* value) {
    SkipBlanks();
    if (!AtEnd() && (Peek() == '"' || Peek() == '\'')) return ParseQuoted(value);
    size_t end = std::min(text_.find(']', at_), text_.size());
    while (end > at_ && IsBlank(text_[end - 1])) --end;
    if (end == at_) return FailFalse("expected a value to compare with", "an empty one is written \"\"");
    value->text = text_.substr(at_, end - at_);
    value->integer = IntegerIn(value->text);
    at_ = end;
    return true;
  }

  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return text_[at_]; }
  void SkipBlanks() {
    while (!AtEnd() && IsBlank(Peek())) ++at_;
  }
  void FailAt(size_t at, std::string_view message, std::string_view hint = {}) {
    if (failed_) return;
    failed_ = true;
    error_ = {.code = ErrorCode::kMalformed,
              .message = std::string(message),
              .where = {.file = "path", .offset = at, .line = 1, .column = static_cast<uint32_t>(at + 1)},
              .hint = std::string(hint)};
  }
  void Fail(std::string_view message, std::string_view hint = {}) { FailAt(at_, message, hint); }
  bool FailFalse(std::string_view message, std::string_view hint = {}) {
    Fail(message, hint);
    return false;
  }

  const std::string_view text_;
  Account& account_;
  Path path_;
  size_t at_ = 0;
  bool failed_ = false;
  Error error_;
};

Result<Path> Path::Parse(std::string_view text, Account& account) {
  return PathParser(text, account).Parse();
}

bool Path::concrete() const {
  for (const PathStep& step : steps_) {
    if (step.kind != PathStep::Kind::kName && step.kind != PathStep::Kind::kIndex) return false;
  }
  return true;
}

namespace {

void AppendQuoted(std::string_view text, std::pmr::string* out) {
  *out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') *out += '\\';
    *out += c;
  }
  *out += '"';
}

bool NeedsQuotes(std::string_view key) {
  return key.empty() || key == "*" || key == "**" || key[0] == '"' || key[0] == '\'' ||
         key.find('[') != std::string_view::npos;
}

void AppendName(const PathName& name, bool in_filter, std::pmr::string* out) {
  const bool special =
      in_filter && (name.text.find_first_of("]=!<> \t") != std::string_view::npos || name.text == ".");
  if (name.quoted || special || NeedsQuotes(name.text)) return AppendQuoted(name.text, out);
  for (const char c : name.text) {
    if (c == '~') {
      *out += "~0";
    } else if (c == '/') {
      *out += "~1";
    } else {
      *out += c;
    }
  }
}

void AppendFilter(const PathFilter& filter, std::pmr::string* out) {
  for (size_t i = 0; i < filter.key.size(); ++i) {
    if (i > 0) *out += '/';
    AppendName(filter.key[i], true, out);
  }
  if (filter.key.empty()) *out += '.';
  if (filter.comparison == Comparison::kExists) return;
  for (const auto& [sign, comparison] : kComparisons) {
    if (comparison != filter.comparison || sign == "==") continue;
    *out += sign;
    break;
  }
  if (filter.value.quoted) return AppendQuoted(filter.value.text, out);
  *out += filter.value.text;
}

void AppendNumber(const std::optional<int64_t>& number, std::pmr::string* out) {
  if (number) *out += std::to_string(*number);
}

}  // namespace

void AppendStep(std::string_view key, bool quoted, std::pmr::string* path) {
  *path += '/';
  AppendName({.text = std::pmr::string(key, path->get_allocator()), .quoted = quoted}, false, path);
}

std::string Path::ToString() const {
  std::pmr::string out(steps_.get_allocator().resource());
  for (const PathStep& step : steps_) {
    switch (step.kind) {
      case PathStep::Kind::kName:
        out += '/';
        AppendName(step.name, false, &out);
        break;
      case PathStep::Kind::kAnyChild:
        out += "/*";
        break;
      case PathStep::Kind::kDescend:
        out += "/**";
        break;
      case PathStep::Kind::kIndex:
        out += '[' + step.name.text + ']';
        break;
      case PathStep::Kind::kSlice:
        out += '[';
        AppendNumber(step.from, &out);
        out += ':';
        AppendNumber(step.to, &out);
        if (step.stride != 1) out += ':' + std::to_string(step.stride);
        out += ']';
        break;
      case PathStep::Kind::kFilter:
      case PathStep::Kind::kTest:
        out += '[';
        AppendFilter(step.filter, &out);
        out += ']';
        break;
    }
  }
  return out.empty() ? "/" : std::string(out);
}

}  // namespace tare::yaml
