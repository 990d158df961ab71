#pragma once

// Paths: which values of a document are meant.
//
//   /spec/versions/0/name      keys and indexes; "/" alone is the whole document
//   /items/-1                  counted from the end
//   /a~1b  /"a/b"  /'it''s'    a key with "/" in it ("~1" is "/", "~0" is "~"); quoted, a key is a string and
//                              nothing else: /"*" and /"0"
//   /paths/*/get               any child: entry of a mapping or element of a sequence
//   /**/image                  any depth, also none
//   /items[1:5]  [-2:]  [::2]  elements of a sequence, from the first index to before the second, by steps
//   /items[3]                  an element: nothing in a mapping
//   /items[kind=Deployment]    filters: [key], [key=value], != < <= > >=
//   /items[spec/replicas>=2]   the key may be a path of keys and indexes; "." is the value itself
//   /items[name="a]b"]         values and keys may be quoted, which makes them strings
//
// Behind a key, a filter takes the elements of a sequence that pass, and a mapping itself where it passes.
// Behind "*", "**" or other brackets it tests what they found: /services/*[image].
//
// A key that is written as a number, a boolean or null finds such a key, and else the string. So does a
// filter's value. "!=" is passed by what has no such key. "<" and the like compare numbers with numbers and
// strings with strings, by bytes.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

// A key or an index, as it stands in a path.
struct PathName {
  std::pmr::string text;             // unescaped
  bool quoted = false;               // a string, and nothing else
  std::optional<int64_t> integer{};  // what it is where it is not quoted
};

enum class Comparison : uint8_t {
  kExists,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual
};

struct PathFilter {
  std::pmr::vector<PathName> key;  // empty is "."
  Comparison comparison = Comparison::kExists;
  PathName value;
};

struct PathStep {
  enum class Kind : uint8_t {
    kName,
    kIndex,     // in brackets: of a sequence only
    kAnyChild,  // *
    kDescend,   // **
    kSlice,
    kFilter,  // of the elements of a sequence, or of anything else itself
    kTest,    // of the value itself
  };

  explicit PathStep(Kind step, std::pmr::memory_resource* memory)
      : kind(step),
        name{.text = std::pmr::string(memory)},
        filter{.key = std::pmr::vector<PathName>(memory), .value = {.text = std::pmr::string(memory)}} {}

  Kind kind;
  PathName name;                  // kName, kIndex
  std::optional<int64_t> from{};  // kSlice
  std::optional<int64_t> to{};    // kSlice
  uint64_t stride = 1;            // kSlice
  PathFilter filter;              // kFilter, kTest
};

// A parsed path. Holds memory of the account, in proportion to its text.
class Path {
 public:
  // Errors: kMalformed, with the byte in `text` where it makes no sense (offset, and column from 1). Throws
  // MemoryLimitExceeded.
  static Result<Path> Parse(std::string_view text, Account& account);

  // As text that parses to the same path.
  std::string ToString() const;

  // Whether it has names and indexes only, so that it leads to one value.
  bool concrete() const;
  const std::pmr::vector<PathStep>& steps() const { return steps_; }

 private:
  friend class PathParser;
  explicit Path(Account& account) : steps_(&account) {}

  std::pmr::vector<PathStep> steps_;
};

// Appends "/" and a key so that Path::Parse reads it back; `quoted` where it is to be a string that looks
// like something else.
void AppendStep(std::string_view key, bool quoted, std::pmr::string* path);

// One value that a path leads to.
class PathMatch {
 public:
  // The value; valid as long as the document.
  Node node;

  // The concrete path to it from where the search began: "/items/0/name". Keys that are collections have
  // none, and show as "(a sequence)" or "(a mapping)". Valid during the call.
  void AppendPath(std::pmr::string* path) const;

 private:
  friend class PathSearch;
  PathMatch(const Node& found, const class PathSearch& search) : node(found), search_(search) {}

  const PathSearch& search_;
};

// Calls `found` for each value below `root` that the path leads to, once each, in document order, with
// aliases followed; it returns false to stop. Takes time in proportion to the values looked at, and memory to
// their depth. Throws MemoryLimitExceeded, as the next one does.
void Find(const Node& root, const Path& path, Account& account,
          const std::function<bool(const PathMatch&)>& found);

// The first of them, or a missing node.
Node FindFirst(const Node& root, const Path& path, Account& account);

}  // namespace tare::yaml
