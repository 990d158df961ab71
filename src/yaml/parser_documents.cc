// Streams and documents (chapter 9) and directives (6.8).

#include <algorithm>
#include <string>

#include "yaml/json_check.h"
#include "yaml/parser_machine.h"
#include "yaml/tag_escapes.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kCoreTags = "tag:yaml.org,2002:";

std::string_view Word(const char** at, const char* end) {
  while (*at != end && IsBlank(**at)) ++*at;
  const char* begin = *at;
  while (*at != end && !IsWhite(**at)) ++*at;
  return {begin, static_cast<size_t>(*at - begin)};
}

bool IsHandle(std::string_view handle) {
  return !handle.empty() && handle.front() == '!' && handle.back() == '!' &&
         std::all_of(handle.begin() + 1, handle.end() - (handle.size() > 1 ? 1 : 0), IsWord);
}

}  // namespace

bool Parser::Machine::MarkerAt(const char* line) const {
  if (end_ - line < 3 || (*line != '-' && *line != '.')) return false;
  return line[1] == *line && line[2] == *line && WhiteAt(line + 3);
}

void Parser::Machine::BeginStream() {
  if (options_.strict_json && !CheckJson()) return;
  Push(EventKind::kStreamStart, at_, at_);
  step_ = Step::kDocument;
}

bool Parser::Machine::CheckJson() {
  JsonCheck check({at_, static_cast<size_t>(end_ - at_)}, account_);
  const char* wrong = check.Run();
  return wrong == nullptr || Fail(at_ + check.offset(), wrong);
}

// Comments, directives and "---", up to where the root node is.
void Parser::Machine::BeginDocument() {
  for (;;) {
    SkipToToken();
    if (at_ == line_ && std::string_view(at_, end_).starts_with(kByteOrderMark)) {
      StartLine(at_ + kByteOrderMark.size());
    } else if (AtMarker('.')) {
      at_ += 3;
      if (!SkipRestOfLine("the end of a document")) return;
      directives_allowed_ = true;
    } else {
      break;
    }
  }
  if (AtEnd()) {
    step_ = Step::kEnd;
    return;
  }
  handles_.clear();
  has_version_ = false;
  const char* begin = at_;
  if (at_ == line_ && *at_ == '%' && directives_allowed_) {
    if (!ParseDirectives()) return;
  }
  node_place_ = {};
  step_ = Step::kBlockNode;
  directives_allowed_ = false;
  const bool marked = AtMarker('-');
  if (marked) at_ += 3;
  Push(EventKind::kDocumentStart, begin, marked ? at_ : begin).has_marker = marked;
  if (marked) fresh_ = tabs_ = false;
}

bool Parser::Machine::ParseDirectives() {
  while (!AtEnd() && at_ == line_ && *at_ == '%') {
    if (!ParseDirective()) return false;
    SkipToToken();
  }
  if (!AtMarker('-')) return Fail(at_, "expected \"---\", which begins the document after its directives");
  return true;
}

bool Parser::Machine::ParseDirective() {
  const char* end = LineEnd(at_);
  for (const char* comment = at_ + 1; comment < end; ++comment) {
    if (*comment == '#' && IsBlank(comment[-1])) end = comment;
  }
  const char* const begin = at_;
  const char* at = begin + 1;
  const std::string_view name = Word(&at, end);
  if (name == "YAML" && !ParseVersionDirective(at, end)) return false;
  if (name == "TAG" && !ParseTagDirective(at, end)) return false;
  at_ = LineEnd(at_);
  return true;  // others are reserved: they are for somebody else
}

bool Parser::Machine::ParseVersionDirective(const char* from, const char* end) {
  if (has_version_) return Fail(from, "a second %YAML directive for the same document");
  has_version_ = true;
  const char* at = from;
  const std::string_view version = Word(&at, end);
  const size_t dot = version.find('.');
  const auto is_number = [](std::string_view digits) {
    return !digits.empty() && std::ranges::all_of(digits, IsDigit);
  };
  if (dot == std::string_view::npos || !is_number(version.substr(0, dot)) ||
      !is_number(version.substr(dot + 1)))
    return Fail(from, "the %YAML directive needs a version, such as 1.2");
  if (version.substr(0, dot) != "1")
    return Fail(from, "YAML " + std::string(version) + " is not known", "Tare reads YAML 1.2 and 1.1");
  if (!Word(&at, end).empty()) return Fail(at, "the %YAML directive has one version and nothing behind it");
  return true;
}

bool Parser::Machine::ParseTagDirective(const char* from, const char* end) {
  const char* at = from;
  const std::string_view handle = Word(&at, end);
  const std::string_view prefix = Word(&at, end);
  if (!IsHandle(handle) || prefix.empty() || !Word(&at, end).empty())
    return Fail(from, "the %TAG directive needs a handle and a prefix, such as !e! tag:example.com,2000:");
  if (handles_.size() == kMostHandles)
    return Fail(from, "more than " + std::to_string(kMostHandles) + " %TAG directives for one document", {},
                ErrorCode::kLimitExceeded);
  if (KnowsHandle(handle)) return Fail(from, "a second %TAG directive for " + std::string(handle));
  std::pmr::memory_resource* memory = handles_.get_allocator().resource();
  handles_.push_back(
      {.handle = std::pmr::string(handle, memory), .prefix = std::pmr::string(prefix, memory)});
  return true;
}

// Nothing but white space and a comment may be there.
bool Parser::Machine::SkipRestOfLine(const char* what) {
  const char* behind = at_;
  SkipBlanks();
  if (AtEnd() || IsBreak(*at_)) return true;
  if (*at_ == '#' && at_ != behind) {
    at_ = LineEnd(at_);
    return true;
  }
  return Fail(at_, "text behind " + std::string(what) + " on its line");
}

// Behind the root node.
void Parser::Machine::EndDocument() {
  SkipToToken();
  const char* begin = at_;
  if (AtEnd() || AtMarker('-')) {
    Push(EventKind::kDocumentEnd, begin, begin);
    step_ = Step::kDocument;
  } else if (AtMarker('.')) {
    at_ += 3;
    Push(EventKind::kDocumentEnd, begin, at_).has_marker = true;
    if (!SkipRestOfLine("the end of a document")) return;
    directives_allowed_ = true;
    step_ = Step::kDocument;
  } else {
    Fail(at_, fresh_ ? "the document has ended, and more follows" : "text behind the value on its line",
         fresh_ ? "begin another document with \"---\"" : "");
  }
}

bool Parser::Machine::KnowsHandle(std::string_view handle) const {
  return std::ranges::any_of(handles_, [&](const TagHandle& known) { return known.handle == handle; });
}

std::string_view Parser::Machine::PrefixOf(std::string_view handle) const {
  for (const TagHandle& known : handles_) {
    if (known.handle == handle) return known.prefix;
  }
  return handle == "!!" ? kCoreTags : handle == "!" ? handle : std::string_view{};
}

std::string_view Parser::Machine::ResolveTag(std::string_view tag, std::pmr::string* scratch) const {
  if (tag.size() <= 1) return tag;
  if (tag[1] == '<') return tag.substr(2, tag.size() - 3);
  const size_t second = tag.find('!', 1);
  const size_t handle_size = second == std::string_view::npos ? 1 : second + 1;
  scratch->assign(PrefixOf(tag.substr(0, handle_size)));
  AppendUnescaped(tag.substr(handle_size), scratch);
  return *scratch;
}

}  // namespace tare::yaml
