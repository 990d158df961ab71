#include "readers/html/mathml.h"

#include <algorithm>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/whitespace.h"

namespace tare::html {
namespace {

struct Notation {
  std::string_view name;
  std::string_view before_first;
  std::string_view before_second;
  std::string_view before_third;
};

constexpr Notation kNotations[] = {
    {"mfrac", "", "/", ""},       {"msup", "", "^", ""},  {"msub", "", "_", ""},
    {"msubsup", "", "_", "^"},    {"mover", "", "^", ""}, {"munder", "", "_", ""},
    {"munderover", "", "_", "^"}, {"msqrt", "√", "", ""}, {"mroot", "√", ",", ""},
};

bool IsTexAnnotation(const Tag& tag) {
  if (tag.name != "annotation") return false;
  const std::string_view encoding = AttributeOf(tag, "encoding");
  return EqualsIgnoringCase(encoding, "application/x-tex") || EqualsIgnoringCase(encoding, "tex") ||
         EqualsIgnoringCase(encoding, "latex");
}

}  // namespace

std::string_view WithoutDisplayStyle(std::string_view tex) {
  tex = TrimAscii(tex);
  for (const std::string_view prefix : {"{\\displaystyle ", "{\\textstyle "}) {
    if (tex.starts_with(prefix) && tex.ends_with('}')) {
      tex.remove_prefix(prefix.size());
      tex.remove_suffix(1);
      return TrimAscii(tex);
    }
  }
  return tex;
}

MathCollector::MathCollector(Account& account) : tex_(&account), line_(&account), elements_(&account) {}

void MathCollector::Begin(const Tag& math) {
  open_ = true;
  display_ = EqualsIgnoringCase(AttributeOf(math, "display"), "block");
  annotation_ = Annotation::kNone;
  tex_.clear();
  AppendCollapsed(AttributeOf(math, "alttext"), kMaxBytes, &tex_);
  has_tex_ = !tex_.empty();
  line_.clear();
  elements_.clear();
}

void MathCollector::StartTag(const Tag& tag) {
  if (tag.name == "annotation" || tag.name == "annotation-xml") {
    annotation_ = IsTexAnnotation(tag) && !has_tex_ ? Annotation::kTex : Annotation::kOther;
  }
  if (annotation_ != Annotation::kNone) return;
  if (!elements_.empty()) {
    Layout& parent = elements_.back();
    if (parent.children == 1) Append(parent.before_second);
    if (parent.children == 2) Append(parent.before_third);
    ++parent.children;
  }
  if (tag.name == "mtr" && !line_.empty()) Append("; ");
  if (tag.name == "mtd" && !line_.empty() && !line_.ends_with(' ')) Append(" ");
  if (tag.name == "mspace") Append(" ");
  if (tag.self_closing || elements_.size() == kMaxDepth) return;

  Layout layout{.start = line_.size()};
  for (const Notation& notation : kNotations) {
    if (tag.name != notation.name) continue;
    Append(notation.before_first);
    layout = {.is_notation = true,
              .before_second = notation.before_second,
              .before_third = notation.before_third,
              .start = line_.size()};
  }
  elements_.push_back(layout);
}

void MathCollector::EndTag(std::string_view name) {
  if (name.starts_with("annotation")) {
    has_tex_ |= annotation_ == Annotation::kTex;
    annotation_ = Annotation::kNone;
    return;
  }
  if (annotation_ != Annotation::kNone || elements_.empty()) return;
  const Layout ended = elements_.back();
  elements_.pop_back();
  // A part of several pieces is held together: (a + b)/c.
  const bool part = !elements_.empty() && elements_.back().is_notation;
  if (part && ended.children > 1 && !ended.is_notation && line_.size() < kMaxBytes) {
    line_.insert(ended.start, 1, '(');
    line_ += ')';
  }
}

void MathCollector::Text(std::string_view text) {
  if (annotation_ == Annotation::kTex) AppendCollapsed(text, kMaxBytes, &tex_);
  // White space around a token is the source's layout.
  if (annotation_ == Annotation::kNone) AppendCollapsed(TrimAscii(text), kMaxBytes, &line_);
}

void MathCollector::End() { open_ = false; }

std::string_view MathCollector::tex() const { return WithoutDisplayStyle(tex_); }

void MathCollector::Append(std::string_view text) {
  if (line_.size() + text.size() <= kMaxBytes) line_ += text;
}

}  // namespace tare::html
