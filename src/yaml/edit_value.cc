#include "yaml/edit_value.h"

#include <algorithm>

#include "tare/yaml_emitter.h"
#include "yaml/characters.h"
#include "yaml/edit_lines.h"
#include "yaml/path_name.h"

namespace tare::yaml {
namespace {

Event ScalarEvent(std::string_view content, ScalarStyle style) {
  return {.kind = EventKind::kScalar, .scalar = {.raw = content, .style = style, .verbatim = true}};
}

// A name that is not quoted may be a number. What is a string is one for YAML 1.1 too.
Event KeyEvent(const PathName& name) {
  const bool typed = IsTyped({.text = name.text});
  const bool quotes =
      typed ? name.quoted : ResolvePlain(name.text, Schema::kYaml11).type != ScalarType::kString;
  return ScalarEvent(name.text, quotes ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain);
}

}  // namespace

Result<void> NewValue::Check() {
  Parser parser(yaml_, account_, {.name = "value"});
  const auto fail = [&](std::string message, uint64_t offset) -> Result<void> {
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = std::move(message),
                                 .where = parser.LocationOf(offset)});
  };
  size_t documents = 0;
  bool root = true;
  size_t depth = 0;
  while (const Event* event = parser.Next()) {
    if (event->kind == EventKind::kStreamEnd)
      return documents == 1 ? Result<void>() : fail("the new value is empty: write null or \"\"", 0);
    if (event->kind == EventKind::kStreamStart || event->kind == EventKind::kDocumentEnd) continue;
    if (event->kind == EventKind::kDocumentStart) {
      if (++documents > 1) return fail("the new value is more than one document", event->begin);
      if (event->end > event->begin + 3) return fail("the new value has directives", event->begin);
      continue;
    }
    if (!event->anchor.empty())
      return fail("the new value has the " +
                      std::string(event->kind == EventKind::kAlias ? "alias *" : "anchor &") +
                      std::string(event->anchor) + ", which cannot be put into another text",
                  event->begin);
    const bool opens = event->kind == EventKind::kSequenceStart || event->kind == EventKind::kMappingStart;
    if (root) {
      root = false;
      collection_ = opens;
      flow_ = event->flow;
      plain_ = event->kind == EventKind::kScalar && event->scalar.style == ScalarStyle::kPlain &&
               event->tag.empty();
      if (event->kind == EventKind::kScalar && !IsBlockScalar(event->scalar))
        one_line_ = yaml_.substr(event->begin, event->end - event->begin);
      if (opens) one_line_ = yaml_.substr(event->begin, 0);
    }
    const bool closes = event->kind == EventKind::kSequenceEnd || event->kind == EventKind::kMappingEnd;
    depth += opens ? 1 : 0;
    depth -= closes ? 1 : 0;
    if (closes && depth == 0 && event->flow)
      one_line_ = {one_line_.data(), static_cast<size_t>(yaml_.data() + event->end - one_line_.data())};
    if (one_line_.find_first_of("\r\n") != std::string_view::npos) one_line_ = {};
  }
  return std::unexpected(parser.error());
}

std::pmr::string NewValue::Emit(std::span<const PathName> keys, Around around, bool flow) const {
  std::pmr::string text(&account_);
  const std::unique_ptr<Output> out = Output::ToString(&text, account_);
  {
    Emitter emitter(*out, account_,
                    {.style = flow ? EmitStyle::kFlow : EmitStyle::kOriginal,
                     .markers = DocumentMarkers::kWhenNeeded,
                     .indentation = layout_.indentation,
                     .indent_sequences = layout_.indent_sequences});
    emitter.Write({.kind = EventKind::kStreamStart}, {});
    emitter.Write({.kind = EventKind::kDocumentStart}, {});
    if (around == Around::kSequence) emitter.Write({.kind = EventKind::kSequenceStart, .flow = flow}, {});
    if (around == Around::kKey) {
      emitter.Write({.kind = EventKind::kMappingStart, .flow = flow}, {});
      emitter.Write(ScalarEvent("k", ScalarStyle::kPlain), {});
    }
    for (const PathName& key : keys) {
      emitter.Write({.kind = EventKind::kMappingStart, .flow = flow}, {});
      emitter.Write(KeyEvent(key), {});
    }
    Parser parser(yaml_, account_);
    std::pmr::string scratch(&account_);
    std::pmr::string tag(&account_);
    while (const Event* event = parser.Next()) {
      if (event->kind == EventKind::kDocumentEnd) break;
      if (event->kind == EventKind::kStreamStart || event->kind == EventKind::kDocumentStart) continue;
      Event written = *event;
      const bool block = event->kind == EventKind::kScalar && IsBlockScalar(event->scalar);
      // Blank lines below would become part of "|+".
      if (block && (quote_ || event->scalar.chomping == Chomping::kKeep)) {
        written.scalar = {.raw = DecodeScalar(event->scalar, &scratch),
                          .style = ScalarStyle::kDoubleQuoted,
                          .verbatim = true};
      }
      emitter.Write(written, event->tag.empty() ? std::string_view() : parser.ResolveTag(event->tag, &tag));
    }
    for (size_t i = 0; i < keys.size(); ++i)
      emitter.Write({.kind = EventKind::kMappingEnd, .flow = flow}, {});
    if (around == Around::kKey) emitter.Write({.kind = EventKind::kMappingEnd, .flow = flow}, {});
    if (around == Around::kSequence) emitter.Write({.kind = EventKind::kSequenceEnd, .flow = flow}, {});
    emitter.Write({.kind = EventKind::kDocumentEnd}, {});
    emitter.Write({.kind = EventKind::kStreamEnd}, {});
  }
  [[maybe_unused]] const Result<void> committed = out->Commit();  // memory does not fail otherwise
  return text;
}

// Lines that begin at the first column, moved to another.
FittedText NewValue::Fit(std::string_view text, uint64_t column) const {
  FittedText fitted{.head = std::pmr::string(&account_), .body = std::pmr::string(&account_)};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const size_t end = std::min(text.find('\n'), text.size());
  const size_t begin = std::min(text.find_first_not_of(' '), end);
  fitted.head = text.substr(begin, end - begin);
  while (fitted.head.ends_with(' ')) fitted.head.pop_back();
  for (size_t at = end; at < text.size();) {
    const size_t next = std::min(text.find('\n', at + 1), text.size());
    const std::string_view line = text.substr(at + 1, next - at - 1);
    if (at != end) fitted.body += newline_;
    if (!line.empty()) fitted.body.append(column, ' ');
    fitted.body += line;
    at = next;
  }
  return fitted;
}

// Whether the value may be put down as it is written.
bool NewValue::Verbatim(std::span<const PathName> keys, bool in_flow) const {
  if (!keys.empty() || one_line_.empty()) return false;
  if (!plain_ || !in_flow) return true;
  return std::ranges::all_of(one_line_, [](char c) { return IsWord(c) || c == '.' || c == '_'; });
}

std::pmr::string NewValue::InFlow(std::span<const PathName> keys) const {
  if (Verbatim(keys, true)) return std::pmr::string(one_line_, &account_);
  const std::pmr::string text = Emit(keys, Around::kSequence, true);
  const size_t begin = text.find('[') + 1;
  const size_t end = text.rfind(']');
  return std::pmr::string(std::string_view(text).substr(begin, end - begin), &account_);
}

FittedText NewValue::BehindKey(std::span<const PathName> keys, uint64_t column) const {
  if (Verbatim(keys, false))
    return {.head = std::pmr::string(one_line_, &account_), .body = std::pmr::string(&account_)};
  return Fit(std::string_view(Emit(keys, Around::kKey, false)).substr(2), column);
}

FittedText NewValue::BehindDash(std::span<const PathName> keys, uint64_t column) const {
  if (Verbatim(keys, false))
    return {.head = std::pmr::string(one_line_, &account_), .body = std::pmr::string(&account_)};
  return Fit(std::string_view(Emit(keys, Around::kSequence, false)).substr(1), column);
}

FittedText NewValue::Alone(std::span<const PathName> keys, uint64_t column) const {
  return Fit(Emit(keys, Around::kNothing, false), column);
}

std::pmr::string KeyText(const PathName& key, char style, Account& account) {
  ScalarStyle wanted = KeyEvent(key).scalar.style;
  if (style == '"') wanted = ScalarStyle::kDoubleQuoted;
  if (style == '\'') wanted = ScalarStyle::kSingleQuoted;
  std::pmr::string text(&account);
  const std::unique_ptr<Output> out = Output::ToString(&text, account);
  {
    Emitter emitter(*out, account, {.style = EmitStyle::kFlow, .markers = DocumentMarkers::kWhenNeeded});
    emitter.Write({.kind = EventKind::kStreamStart}, {});
    emitter.Write({.kind = EventKind::kDocumentStart}, {});
    emitter.Write({.kind = EventKind::kSequenceStart, .flow = true}, {});
    emitter.Write(ScalarEvent(key.text, wanted), {});
    emitter.Write({.kind = EventKind::kSequenceEnd, .flow = true}, {});
    emitter.Write({.kind = EventKind::kDocumentEnd}, {});
    emitter.Write({.kind = EventKind::kStreamEnd}, {});
  }
  [[maybe_unused]] const Result<void> committed = out->Commit();
  const size_t begin = text.find('[') + 1;
  return std::pmr::string(std::string_view(text).substr(begin, text.rfind(']') - begin), &account);
}

}  // namespace tare::yaml
