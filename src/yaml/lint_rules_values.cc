// Rules on scalars: how they are written, and what they may be taken for.

#include <algorithm>
#include <memory_resource>
#include <string>

#include "yaml/characters.h"
#include "yaml/emitter_style.h"
#include "yaml/lint_rules.h"
#include "yaml/schema.h"

namespace tare::yaml {
namespace {

bool IsPlain(const Event& event) {
  return event.kind == EventKind::kScalar && event.scalar.style == ScalarStyle::kPlain && event.tag.empty();
}

std::string Quoted(std::string_view text) { return std::string("\"").append(text).append("\""); }

constexpr std::string_view kTruthyWords =
    "YES Yes yes NO No no TRUE True true FALSE False false ON On on OFF Off off Y y N n";

class Truthy : public Rule {
 public:
  enum Option { kAllowed, kCheckKeys };
  explicit Truthy(const RuleContext& context) : Rule(context) {}

  void OnToken(const Token& token) override {
    const std::string_view directive = text().substr(token.begin, token.end - token.begin);
    if (directive.starts_with("%YAML ")) is_new_ = directive.substr(6).starts_with("1.2");
  }

  void OnNode(const NodeEvent& node) override {
    const Event& event = node.event;
    if (event.kind == EventKind::kDocumentEnd) is_new_ = false;
    if (!IsPlain(event) || event.scalar.raw.size() > kLongestWord || event.scalar.raw.empty()) return;
    const std::string_view word = event.scalar.raw;
    if (node.role == NodeRole::kKey && (!flag(kCheckKeys) || word.size() == 1)) return;  // x: 1, y: 2
    if (!Is(word) || std::ranges::find(words(kAllowed), word) != words(kAllowed).end()) return;
    Find(event.begin, Quoted(word) + " may be read as a boolean: quote it, or write true or false");
  }

 private:
  bool Is(std::string_view word) const {
    constexpr std::string_view kFirst = "yYnNtTfFoO";
    if (!kFirst.contains(word[0]) || PlaceIn(kTruthyWords, word) < 0) return false;
    return !is_new_ || (word[0] | 32) == 't' || (word[0] | 32) == 'f';  // in YAML 1.2 these alone
  }

  bool is_new_ = false;  // the document is said to be YAML 1.2
};

class OctalValues : public Rule {
 public:
  enum Option { kImplicit, kExplicit };
  explicit OctalValues(const RuleContext& context) : Rule(context) {}

  void OnNode(const NodeEvent& node) override {
    if (!IsPlain(node.event)) return;
    const std::string_view value = node.event.scalar.raw;
    if (value.size() < 2 || value[0] != '0') return;
    const auto octal = [](char c) { return c >= '0' && c <= '7'; };
    if (flag(kImplicit) && std::ranges::all_of(value, octal)) {
      Find(node.event.begin, Quoted(value) + " may be read as an octal number");
    } else if (flag(kExplicit) && value[1] == 'o' && value.size() > 2 &&
               std::ranges::all_of(value.substr(2), octal)) {
      Find(node.event.begin, "the octal number " + Quoted(value));
    }
  }
};

class FloatValues : public Rule {
 public:
  enum Option { kNumeral, kScientific, kNan, kInf };
  explicit FloatValues(const RuleContext& context) : Rule(context) {}

  void OnNode(const NodeEvent& node) override {
    if (!IsPlain(node.event)) return;
    const std::string_view value = node.event.scalar.raw;
    if (value.empty() || ResolvePlain(value, Schema::kCore).type != ScalarType::kFloat) return;
    const std::string_view digits = value.substr(value[0] == '-' || value[0] == '+' ? 1 : 0);
    const char last = static_cast<char>(value.back() | 32);
    const bool number = last != 'n' && last != 'f';
    if (flag(kNan) && last == 'n') Find(node.event.begin, "the value " + Quoted(value) + ", not a number");
    if (flag(kInf) && last == 'f') Find(node.event.begin, "the infinite value " + Quoted(value));
    if (!number) return;
    if (flag(kNumeral) && digits.starts_with('.')) {
      Find(node.event.begin, "no digit before the point in " + Quoted(value));
    }
    if (flag(kScientific) && digits.find_first_of("eE") != std::string_view::npos) {
      Find(node.event.begin, Quoted(value) + " in scientific notation");
    }
  }
};

class EmptyValues : public Rule {
 public:
  enum Option { kBlockMappings, kFlowMappings, kBlockSequences };
  explicit EmptyValues(const RuleContext& context) : Rule(context) {}

  void OnNode(const NodeEvent& node) override {
    if (!IsPlain(node.event) || node.event.begin != node.event.end) return;
    if (node.colon && flag(node.in_flow ? kFlowMappings : kBlockMappings)) {
      Find(node.token_end, node.in_flow ? "no value in a mapping in braces" : "no value in a mapping");
    } else if (node.role == NodeRole::kItem && !node.in_flow && flag(kBlockSequences)) {
      Find(node.token_end, "no value in a sequence");
    }
  }
};

class QuotedStrings : public Rule {
 public:
  enum Option { kType, kRequired, kExtraRequired, kExtraAllowed, kAllowQuotedQuotes, kCheckKeys };
  enum Type { kAny, kSingle, kDouble, kConsistent };
  enum Required { kNotRequired, kAlways, kOnlyWhenNeeded };
  explicit QuotedStrings(const RuleContext& context) : Rule(context), scratch_(&account()) {}

  void OnNode(const NodeEvent& node) override {
    const Event& event = node.event;
    if (event.kind != EventKind::kScalar || !event.tag.empty()) return;
    if (node.role == NodeRole::kKey && !flag(kCheckKeys)) return;
    switch (event.scalar.style) {
      case ScalarStyle::kPlain:
        return CheckPlain(event);
      case ScalarStyle::kSingleQuoted:
        return CheckQuoted(node, kSingle);
      case ScalarStyle::kDoubleQuoted:
        return CheckQuoted(node, kDouble);
      case ScalarStyle::kLiteral:
      case ScalarStyle::kFolded:
        return;
    }
  }

 private:
  void CheckPlain(const Event& event) {
    const std::string_view value = DecodeScalar(event.scalar, &scratch_);
    if (ReadsAsOther(value)) return;  // quoting would make a string of it
    const bool needed = number(kRequired) == kAlways || MatchesAny(kExtraRequired, value);
    if (needed) Find(event.begin, "a string that is not quoted");
  }

  void CheckQuoted(const NodeEvent& node, Type type) {
    const Event& event = node.event;
    const std::string_view value = DecodeScalar(event.scalar, &scratch_);
    if (number(kRequired) == kOnlyWhenNeeded && !Needed(node, value)) {
      return Find(event.begin, "the quotes are not needed");
    }
    if (number(kType) == kAny) return;
    if (number(kType) == kConsistent && first_ == kAny) first_ = type;
    const Type expected = number(kType) == kConsistent ? first_ : static_cast<Type>(number(kType));
    if (type == expected) return;
    if (flag(kAllowQuotedQuotes) && value.contains(expected == kSingle ? '\'' : '"')) return;
    if (expected == kSingle && NeedsEscapes(value)) return;
    Find(event.begin, expected == kSingle ? "single quotes are expected" : "double quotes are expected");
  }

  static bool NeedsEscapes(std::string_view value) {
    const TextTraits traits = TraitsOf(value);
    return traits.has_break || !traits.printable;
  }

  bool Needed(const NodeEvent& node, std::string_view value) const {
    if (MatchesAny(kExtraRequired, value) || MatchesAny(kExtraAllowed, value)) return true;
    const TextTraits traits = TraitsOf(value);
    if (traits.has_break || !traits.printable) return true;
    const ScalarPlace place = {.in_flow = node.in_flow, .is_key = node.role == NodeRole::kKey};
    return SimplestStyle(node.event.scalar.style, value, traits, place) != ScalarStyle::kPlain;
  }

  bool MatchesAny(Option option, std::string_view value) const {
    return std::ranges::any_of(words(option),
                               [&](const std::string& pattern) { return Matches(pattern, value); });
  }

  Type first_ = kAny;
  std::pmr::string scratch_;
};

constexpr OptionInfo kTruthy[] = {
    {.name = "allowed-values", .type = OptionType::kWords, .choices = kTruthyWords, .words = "true false"},
    {.name = "check-keys", .type = OptionType::kFlag, .number = 1}};
constexpr OptionInfo kOctal[] = {{.name = "forbid-implicit-octal", .type = OptionType::kFlag, .number = 1},
                                 {.name = "forbid-explicit-octal", .type = OptionType::kFlag, .number = 1}};
constexpr OptionInfo kFloat[] = {{.name = "require-numeral-before-decimal", .type = OptionType::kFlag},
                                 {.name = "forbid-scientific-notation", .type = OptionType::kFlag},
                                 {.name = "forbid-nan", .type = OptionType::kFlag},
                                 {.name = "forbid-inf", .type = OptionType::kFlag}};
constexpr OptionInfo kEmpty[] = {
    {.name = "forbid-in-block-mappings", .type = OptionType::kFlag, .number = 1},
    {.name = "forbid-in-flow-mappings", .type = OptionType::kFlag, .number = 1},
    {.name = "forbid-in-block-sequences", .type = OptionType::kFlag, .number = 1}};
constexpr OptionInfo kQuotedStrings[] = {
    {.name = "quote-type", .type = OptionType::kChoice, .choices = "any single double consistent"},
    {.name = "required", .type = OptionType::kFlagOrChoice, .number = 1, .choices = "only-when-needed"},
    {.name = "extra-required", .type = OptionType::kPatterns},
    {.name = "extra-allowed", .type = OptionType::kPatterns},
    {.name = "allow-quoted-quotes", .type = OptionType::kFlag},
    {.name = "check-keys", .type = OptionType::kFlag}};

}  // namespace

const RuleInfo kTruthyRule = {"truthy", On(TokenKind::kDirective) | kOnNodes, Make<Truthy>, kTruthy};
const RuleInfo kOctalValuesRule = {"octal-values", kOnNodes, Make<OctalValues>, kOctal};
const RuleInfo kFloatValuesRule = {"float-values", kOnNodes, Make<FloatValues>, kFloat};
const RuleInfo kEmptyValuesRule = {"empty-values", kOnNodes, Make<EmptyValues>, kEmpty};
const RuleInfo kQuotedStringsRule = {"quoted-strings", kOnNodes, Make<QuotedStrings>, kQuotedStrings};

}  // namespace tare::yaml
