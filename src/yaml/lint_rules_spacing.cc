// Rules on the spaces around indicators, and tabs.

#include "yaml/characters.h"
#include "yaml/lint_rules.h"

namespace tare::yaml {
namespace {

constexpr int kNoLimit = -1;

// Counts the spaces beside a token, and says where there are too many or too few.
class SpacingRule : public Rule {
 protected:
  explicit SpacingRule(const RuleContext& context) : Rule(context) {}

  // Nothing but a comment, or nothing, is behind it on its line.
  bool EndsLine(const Token& token) const {
    const size_t at = token.end + SpacesAfter(token);
    return at >= text().size() || IsBreak(text()[at]) || (text()[at] == '#' && at > token.end);
  }

  uint64_t SpacesAfter(const Token& token) const {
    size_t at = token.end;
    while (at < text().size() && text()[at] == ' ') ++at;
    return at - token.end;
  }

  uint64_t SpacesBefore(const Token& token) const {
    size_t at = token.begin;
    while (at > token.line.begin && text()[at - 1] == ' ') --at;
    return token.begin - at;
  }

  void CheckAfter(const Token& token, int min, int max, std::string_view place) const {
    const uint64_t spaces = SpacesAfter(token);
    if (Above(spaces, max)) return Tell(token.end + spaces - 1, "too many spaces ", place, spaces, max);
    if (Below(spaces, min)) Tell(token.end + spaces, "too few spaces ", place, spaces, min);
  }

  void CheckBefore(const Token& token, int min, int max, std::string_view place) const {
    const uint64_t spaces = SpacesBefore(token);
    if (Above(spaces, max)) return Tell(token.begin - 1, "too many spaces ", place, spaces, max);
    if (Below(spaces, min)) Tell(token.begin, "too few spaces ", place, spaces, min);
  }

 private:
  static bool Above(uint64_t spaces, int max) {
    return max > kNoLimit && spaces > static_cast<uint64_t>(max);
  }
  static bool Below(uint64_t spaces, int min) {
    return min > kNoLimit && spaces < static_cast<uint64_t>(min);
  }
  void Tell(uint64_t offset, std::string_view what, std::string_view place, uint64_t spaces,
            int expected) const {
    std::string message(what);
    message.append(place).append(": ").append(std::to_string(spaces));
    Find(offset, message.append(", expected ").append(std::to_string(expected)));
  }
};

class Colons : public SpacingRule {
 public:
  enum Option { kMaxBefore, kMaxAfter };
  explicit Colons(const RuleContext& context) : SpacingRule(context) {}

  void OnToken(const Token& token) override {
    const bool question = token.kind == TokenKind::kQuestion;
    // Behind an alias the space is needed: the colon would be part of its name.
    const bool needed = token.previous == TokenKind::kAlias && SpacesBefore(token) == 1;
    if (!question && !token.first() && !needed)
      CheckBefore(token, kNoLimit, number(kMaxBefore), "before \":\"");
    if (EndsLine(token)) return;
    CheckAfter(token, kNoLimit, number(kMaxAfter), question ? "after \"?\"" : "after \":\"");
  }
};

class Commas : public SpacingRule {
 public:
  enum Option { kMaxBefore, kMinAfter, kMaxAfter };
  explicit Commas(const RuleContext& context) : SpacingRule(context) {}

  void OnToken(const Token& token) override {
    if (!token.first()) {
      CheckBefore(token, kNoLimit, number(kMaxBefore), "before \",\"");
    } else if (number(kMaxBefore) != kNoLimit) {
      Find(token.column() > 0 ? token.begin - 1 : token.begin, "a line break before \",\"");
    }
    if (!EndsLine(token)) CheckAfter(token, number(kMinAfter), number(kMaxAfter), "after \",\"");
  }
};

class Hyphens : public SpacingRule {
 public:
  enum Option { kMaxAfter };
  explicit Hyphens(const RuleContext& context) : SpacingRule(context) {}

  void OnToken(const Token& token) override {
    if (!EndsLine(token)) CheckAfter(token, kNoLimit, number(kMaxAfter), "after \"-\"");
  }
};

// Brackets, and braces.
template <TokenKind kOpen>
class Enclosing : public SpacingRule {
 public:
  enum Option { kForbid, kMin, kMax, kMinEmpty, kMaxEmpty };
  enum Forbid { kAllowed, kForbidden, kNonEmptyForbidden };
  explicit Enclosing(const RuleContext& context) : SpacingRule(context) {}

  void OnToken(const Token& token) override {
    if (token.kind == kOpen) return Opened(token);
    if (token.previous != kOpen && !token.first()) {
      CheckBefore(token, number(kMin), number(kMax), "inside " + std::string(kWhat));
    }
  }

 private:
  static constexpr bool kSquare = kOpen == TokenKind::kOpenBracket;
  static constexpr std::string_view kWhat = kSquare ? "brackets" : "braces";

  void Opened(const Token& token) const {
    const size_t next = token.end + SpacesAfter(token);
    const bool empty = next < text().size() && text()[next] == (kSquare ? ']' : '}');
    if (number(kForbid) == kForbidden || (number(kForbid) == kNonEmptyForbidden && !empty)) {
      Find(token.begin, kSquare ? "a sequence in brackets" : "a mapping in braces");
    } else if (!empty) {
      if (!EndsLine(token)) CheckAfter(token, number(kMin), number(kMax), "inside " + std::string(kWhat));
    } else {
      CheckAfter(token, number(number(kMinEmpty) == kNoLimit ? kMin : kMinEmpty),
                 number(number(kMaxEmpty) == kNoLimit ? kMax : kMaxEmpty),
                 "inside empty " + std::string(kWhat));
    }
  }
};
using Brackets = Enclosing<TokenKind::kOpenBracket>;
using Braces = Enclosing<TokenKind::kOpenBrace>;

class Tabs : public Rule {
 public:
  explicit Tabs(const RuleContext& context) : Rule(context) {}
  void OnToken(const Token& token) override { Find(token.begin, "a tab where spaces do"); }
};

constexpr OptionInfo kColons[] = {{.name = "max-spaces-before", .type = OptionType::kNumber},
                                  {.name = "max-spaces-after", .type = OptionType::kNumber, .number = 1}};
constexpr OptionInfo kCommas[] = {{.name = "max-spaces-before", .type = OptionType::kNumber},
                                  {.name = "min-spaces-after", .type = OptionType::kNumber, .number = 1},
                                  {.name = "max-spaces-after", .type = OptionType::kNumber, .number = 1}};
constexpr OptionInfo kHyphens[] = {{.name = "max-spaces-after", .type = OptionType::kNumber, .number = 1}};
constexpr OptionInfo kEnclosing[] = {
    {.name = "forbid", .type = OptionType::kFlagOrChoice, .choices = "non-empty"},
    {.name = "min-spaces-inside", .type = OptionType::kNumber},
    {.name = "max-spaces-inside", .type = OptionType::kNumber},
    {.name = "min-spaces-inside-empty", .type = OptionType::kNumber, .number = kNoLimit},
    {.name = "max-spaces-inside-empty", .type = OptionType::kNumber, .number = kNoLimit}};

}  // namespace

const RuleInfo kColonsRule = {"colons", On(TokenKind::kColon) | On(TokenKind::kQuestion), Make<Colons>,
                              kColons};
const RuleInfo kCommasRule = {"commas", On(TokenKind::kComma), Make<Commas>, kCommas};
const RuleInfo kHyphensRule = {"hyphens", On(TokenKind::kHyphen), Make<Hyphens>, kHyphens};
const RuleInfo kBracketsRule = {"brackets", On(TokenKind::kOpenBracket) | On(TokenKind::kCloseBracket),
                                Make<Brackets>, kEnclosing};
const RuleInfo kBracesRule = {"braces", On(TokenKind::kOpenBrace) | On(TokenKind::kCloseBrace), Make<Braces>,
                              kEnclosing};
const RuleInfo kTabsRule = {"tabs", On(TokenKind::kTab), Make<Tabs>};

}  // namespace tare::yaml
