#pragma once

// What a rule of the linter is, and what it hears. A new rule is a class here, in one of lint_rules_*.cc, and
// a row in the table of lint_rules.cc.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "tare/yaml_lint.h"

namespace tare::yaml {

// What the text is made of between and in the parser's events.
enum class TokenKind : uint8_t {
  kStart,  // of the text, before the first token
  kDirective,
  kDocumentStart,  // "---"
  kDocumentEnd,    // "..."
  kHyphen,
  kQuestion,
  kColon,
  kComma,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kAnchor,
  kTag,
  kScalar,  // that has characters: from its quote or "|" to behind its last one
  kAlias,
  kTab,  // a run of white space that begins with a tab
  kComment,
};

// What a rule hears, as bits: kinds of tokens, and these two.
using Hears = uint32_t;
constexpr Hears On(TokenKind kind) { return Hears{1} << static_cast<unsigned>(kind); }
inline constexpr Hears kOnNodes = Hears{1} << 30;
inline constexpr Hears kOnLines = Hears{1} << 31;

// Offsets are of the source.
struct Line {
  std::string_view text{};  // without its break
  uint64_t begin = 0;
  uint64_t content = 0;  // its first character that is not a space
  uint64_t next = 0;     // the line below
  bool last = false;     // it does not end with a break

  uint64_t end() const { return begin + text.size(); }
  uint64_t indent() const { return content - begin; }
};

struct Token {
  TokenKind kind = TokenKind::kStart;
  TokenKind previous = TokenKind::kStart;  // the one before; neither tab nor comment
  uint64_t begin = 0;
  uint64_t end = 0;
  const Line& line;  // where it begins

  bool first() const { return begin == line.content; }    // only spaces before it on its line
  uint64_t column() const { return begin - line.begin; }  // from 0, in bytes
};

enum class NodeRole : uint8_t { kRoot, kKey, kValue, kItem, kNone };

// An event of the parser and where it stands. Of a collection's and document's end, the role is kNone.
struct NodeEvent {
  const Event& event;
  const Line& line;  // where it begins
  NodeRole role = NodeRole::kNone;
  bool in_flow = false;    // inside brackets or braces
  bool recovered = false;  // the parser has begun anew behind an error: outer collections are not known
  bool colon = false;      // it is a value behind a ":"
  uint64_t token_end = 0;  // where the token before ends

  bool first() const { return event.begin == line.content; }  // only spaces before it on its line
  uint64_t column() const { return event.begin - line.begin; }
};

// Where rules put what they find.
class FindingSink {
 public:
  virtual void Add(size_t rule, uint64_t offset, std::string message) = 0;

 protected:
  ~FindingSink() = default;
};

// What all rules of one run share.
struct RuleContext {
  std::string_view text;
  Account& account;
  FindingSink& sink;
  const RuleSettings& settings;
  size_t index;  // in the table
};

class Rule {
 public:
  virtual ~Rule() = default;
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;

  virtual void OnLine(const Line&) {}
  virtual void OnToken(const Token&) {}
  virtual void OnNode(const NodeEvent&) {}
  // The parser begins anew: what was open is closed.
  virtual void OnRestart() {}

 protected:
  explicit Rule(const RuleContext& context) : context_(context) {}

  std::string_view text() const { return context_.text; }
  Account& account() const { return context_.account; }
  int number(size_t option) const { return context_.settings.numbers[option]; }
  bool flag(size_t option) const { return number(option) != 0; }
  std::span<const std::string> words(size_t option) const { return context_.settings.words[option]; }
  void Find(uint64_t offset, std::string message) const {
    context_.sink.Add(context_.index, offset, std::move(message));
  }

 private:
  const RuleContext context_;
};

enum class OptionType : uint8_t {
  kFlag,
  kNumber,
  kChoice,          // one of the names
  kFlagOrChoice,    // false, true, or one of the names, which count from 2
  kNumberOrChoice,  // a number, or one of the names, which count down from kFirstName
  kWords,           // a list of strings
  kPatterns,        // a list of texts that are looked for, with ^ and $ for the ends
};
inline constexpr int kFirstName = -10;

struct OptionInfo {
  std::string_view name;
  OptionType type;
  int number = 0;              // the default
  std::string_view choices{};  // separated by spaces; of kWords, what may be in the list
  std::string_view words{};    // the default of kWords, the same
};

struct RuleInfo {
  std::string_view name;
  Hears hears;
  std::unique_ptr<Rule> (*make)(const RuleContext&);
  std::span<const OptionInfo> options{};
};

// The table, by name.
std::span<const RuleInfo* const> LintRules();

// `names` separated by spaces: the place of `name`, or -1.
int PlaceIn(std::string_view names, std::string_view name);

// A pattern of kPatterns.
bool Matches(std::string_view pattern, std::string_view text);

}  // namespace tare::yaml
