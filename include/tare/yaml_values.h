#pragma once

// YAML as values: a document is loaded once, and what stands in it is then read in place.
//
//   tare::Result<tare::yaml::Document> doc = tare::yaml::LoadFile("crd.yaml", account, {});
//   tare::Result<std::string_view> name = (*doc)["spec"]["versions"][0]["name"].as<std::string_view>();
//   for (tare::yaml::Node item : (*doc)["items"]) ...
//   for (auto [key, value] : (*doc)["labels"].pairs()) ...
//
// A value takes 8 bytes and a collection nothing beside its elements; text stays in the source. Everything is
// charged to the account given at loading, which must outlive the document.

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::yaml {

// What a plain scalar is taken for.
enum class Schema : uint8_t {
  kFailsafe,  // a string, always (YAML 1.2.2, 10.1)
  // YAML 1.2.2, 10.2. What it calls an error (a plain word) is a string here, and an empty scalar null.
  kJson,
  kCore,    // YAML 1.2.2, 10.3
  kYaml11,  // YAML 1.1 as PyYAML resolves it: yes and no, 0b11, 017, 1_000, 190:20:30, merge keys
};

// Whether values that are equal share their memory: repeated strings, and collections with equal elements.
// Loading takes longer, and tables of up to 2 MiB.
enum class Dedup : uint8_t {
  kOff,
  kOn,
  kAutomatic,  // on for as long as enough is found
};

struct LoadOptions {
  Schema schema = Schema::kCore;
  Dedup dedup = Dedup::kOff;
  // Keys of a mapping that are equal scalars are an error. Where they are allowed, all are kept, and the last
  // is the one that is found.
  bool allow_duplicate_keys = false;
  // "<<: *other" takes over the entries of another mapping, or of a sequence of them, whose keys are not
  // there yet; they stand behind its own. Always so with Schema::kYaml11.
  bool merge_keys = false;
  // Values do not refer to the source, which is closed after loading: all text is copied.
  bool copy_text = false;
  uint64_t max_alias_expansion = 10'000'000;  // nodes that aliases and merge keys may add, were they copied
  size_t max_depth = 10'000;                  // of nested collections
  bool strict_json = false;                   // the source is one value of JSON (RFC 8259), or an error
  std::string name{};                         // of a text given to Load, for errors
  // What a text given to LoadAll is a view of, where that may give its pages back as documents are left
  // behind. It must outlive the stream.
  Source* source = nullptr;
};

enum class Kind : uint8_t { kMissing, kNull, kBoolean, kInteger, kFloat, kString, kSequence, kMapping };

// The name in messages: "a string", "null", ...
std::string_view KindName(Kind kind);

// A value as it is kept (src/yaml/value.h reads it).
struct Value {
  uint64_t bits = 0;
};
static_assert(sizeof(Value) == 8);

class DocumentData;
class PairRange;
template <typename T>
struct NodeConversion;

// A value of a document. Cheap to copy; valid while the document lives, also when that is moved. Documents do
// not change, so nodes may be read by any number of threads.
//
// A node may be missing: what a lookup that finds nothing gives. Further lookups in it are missing too, and
// as<T>() then names what was not found.
class Node {
 public:
  Node() = default;

  Kind kind() const;
  bool exists() const { return value_ != nullptr && !missing_; }
  explicit operator bool() const { return exists(); }
  bool is_null() const { return kind() == Kind::kNull; }
  bool is_bool() const { return kind() == Kind::kBoolean; }
  bool is_integer() const { return kind() == Kind::kInteger; }
  bool is_float() const { return kind() == Kind::kFloat; }
  bool is_number() const { return is_integer() || is_float(); }
  bool is_string() const { return kind() == Kind::kString; }
  bool is_sequence() const { return kind() == Kind::kSequence; }
  bool is_mapping() const { return kind() == Kind::kMapping; }

  // The tag in full where it is none of YAML's own types ("!local", "tag:example.org,2000:x"), else empty.
  std::string_view tag() const;

  // Elements of a sequence, entries of a mapping, 0 of anything else.
  size_t size() const;
  bool empty() const { return size() == 0; }

  // The value of a key that is a string; missing in anything but a mapping. Large mappings are given an index
  // at their first lookup, which throws MemoryLimitExceeded where there is no room for it.
  Node operator[](std::string_view key) const;
  Node operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  // An element of a sequence, or the value of an integer key of a mapping.
  template <std::integral Index>
    requires(!std::same_as<Index, bool> && !std::same_as<Index, char>)
  Node operator[](Index index) const {
    if constexpr (std::is_unsigned_v<Index>) {
      return At(index > INT64_MAX ? INT64_MAX : static_cast<int64_t>(index));
    } else {
      return At(index);
    }
  }
  bool contains(std::string_view key) const { return (*this)[key].exists(); }

  // bool, integers, float, double, std::string_view, std::string. Errors (kMalformed, with path, line and
  // column): another type, a number out of range, a missing node (kNotFound).
  // An integer converts to a floating-point number, and nothing else to another type. A view lives as long as
  // the document: text that differs from the source is decoded once and kept, which throws
  // MemoryLimitExceeded where there is no room for it.
  template <typename T>
  Result<T> as() const {
    return NodeConversion<T>::Convert(*this);
  }
  // The same, or `fallback` where as() fails; no error is made.
  template <typename T>
  T value_or(T fallback) const {
    T value;
    return NodeConversion<T>::Try(*this, &value) ? value : std::move(fallback);
  }
  template <typename T>
  T get(std::string_view key, T fallback) const {
    return (*this)[key].template value_or<T>(std::move(fallback));
  }

  // The text of a string, or of an integer beyond 64 bits, without keeping anything decoded: it may be in
  // `*scratch`, which is overwritten. Empty for anything else.
  std::string_view Text(std::pmr::string* scratch) const;

  // An error of the caller's own about this node: `message`, then its path, line and column.
  Error MakeError(ErrorCode code, std::string message) const;
  // "/spec/versions/0/name"; "/" for the whole document. A value that stands in several places, by an alias
  // or by dedup, has its first one. The first call reads the source again and keeps a table of about
  // 50 bytes a value.
  std::string Path() const;
  // The same place in the source; unknown where the source was not kept.
  Location Where() const;

  class Iterator;
  Iterator begin() const;  // elements of a sequence; none of anything else
  Iterator end() const;
  PairRange pairs() const;  // entries of a mapping in their order; none of anything else

  // Values and tags, not how they are written: 0x10 and 16 are equal; 1 and 1.0 are not, nor 1 and "1".
  // NaN equals itself. Mappings are equal whatever the order of their entries is (those whose keys are
  // collections keep theirs). Throws MemoryLimitExceeded, as the next two do.
  friend bool operator==(const Node& a, const Node& b) { return Equal(a, b); }
  // A total order: by kind as in Kind, then by value; sequences element by element; the smaller mapping
  // first, then by their keys in order, then by the values of these. Last by tag. Negative, 0 or positive.
  static int Compare(const Node& a, const Node& b);
  friend std::weak_ordering operator<=>(const Node& a, const Node& b) { return Compare(a, b) <=> 0; }
  // Equal nodes have equal hashes, in any document and any process.
  uint64_t Hash() const;

 private:
  friend class Document;
  friend class DocumentStream;
  friend class NodeEvents;
  friend class PairRange;
  template <typename T>
  friend struct NodeConversion;
  static constexpr size_t kMissingName = 30;

  Node(const DocumentData* document, const Value* value) : document_(document), value_(value) {}
  Node At(int64_t index) const;
  Node Missing(std::string_view name) const;
  static bool Equal(const Node& a, const Node& b);

  // The conversions: false where the node is something else, or the number does not fit.
  bool To(bool* value) const;
  bool To(int64_t* value) const;
  bool To(uint64_t* value) const;
  bool To(double* value) const;
  bool To(std::string_view* value) const;
  bool To(std::string* value) const;
  Error WrongType(std::string_view expected) const;

  const DocumentData* document_ = nullptr;
  const Value* value_ = nullptr;  // of a missing node, where the lookup stopped; null in no document at all
  // What was looked for and is missing: a key, or an index in brackets.
  bool missing_ = false;
  uint8_t missing_size_ = 0;
  char missing_name_[kMissingName];  // cut off where longer
};

// Elements of a sequence.
class Node::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = Node;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  Node operator*() const { return Node(document_, value_); }
  Iterator& operator++() {
    ++value_;
    return *this;
  }
  Iterator operator++(int) {
    Iterator before = *this;
    ++value_;
    return before;
  }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.value_ == b.value_; }

 private:
  friend class Node;
  Iterator(const DocumentData* document, const Value* value) : document_(document), value_(value) {}

  const DocumentData* document_ = nullptr;
  const Value* value_ = nullptr;
};

// Entries of a mapping: keys with their values.
class PairRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::pair<Node, Node>;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    std::pair<Node, Node> operator*() const { return {Node(document_, value_), Node(document_, value_ + 1)}; }
    Iterator& operator++() {
      value_ += 2;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      value_ += 2;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.value_ == b.value_; }

   private:
    friend class PairRange;
    Iterator(const DocumentData* document, const Value* value) : document_(document), value_(value) {}

    const DocumentData* document_ = nullptr;
    const Value* value_ = nullptr;
  };

  Iterator begin() const { return {document_, first_}; }
  Iterator end() const { return {document_, last_}; }
  size_t size() const { return static_cast<size_t>(last_ - first_) / 2; }

 private:
  friend class Node;
  PairRange(const DocumentData* document, const Value* first, const Value* last)
      : document_(document), first_(first), last_(last) {}

  const DocumentData* document_;
  const Value* first_;
  const Value* last_;
};

template <>
struct NodeConversion<bool> {
  static bool Try(const Node& node, bool* value) { return node.To(value); }
  static Result<bool> Convert(const Node& node) {
    bool value = false;
    if (!node.To(&value)) return std::unexpected(node.WrongType("a boolean"));
    return value;
  }
};

template <std::integral T>
struct NodeConversion<T> {
  static bool Try(const Node& node, T* value) {
    std::conditional_t<std::is_signed_v<T>, int64_t, uint64_t> wide = 0;
    if (!node.To(&wide) || !std::in_range<T>(wide)) return false;
    *value = static_cast<T>(wide);
    return true;
  }
  static Result<T> Convert(const Node& node) {
    T value{};
    if (Try(node, &value)) return value;
    std::string expected = std::is_signed_v<T> ? "an integer of " : "an integer, not negative, of ";
    expected += std::to_string(sizeof(T) * 8) + " bits";
    return std::unexpected(node.WrongType(expected));
  }
};

template <std::floating_point T>
struct NodeConversion<T> {
  static bool Try(const Node& node, T* value) {
    double wide = 0;
    if (!node.To(&wide)) return false;
    *value = static_cast<T>(wide);
    return true;
  }
  static Result<T> Convert(const Node& node) {
    T value{};
    if (!Try(node, &value)) return std::unexpected(node.WrongType("a number"));
    return value;
  }
};

template <typename T>
  requires(std::same_as<T, std::string> || std::same_as<T, std::string_view>)
struct NodeConversion<T> {
  static bool Try(const Node& node, T* value) { return node.To(value); }
  static Result<T> Convert(const Node& node) {
    T value;
    if (!node.To(&value)) return std::unexpected(node.WrongType("a string"));
    return value;
  }
};

// One document: the values and what they refer to. Immutable; movable.
class Document {
 public:
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  Node root() const;
  template <typename Key>
  Node operator[](const Key& key) const {
    return root()[key];
  }

  // Bytes that values and decoded text take; neither indexes nor the source.
  uint64_t memory() const;

 private:
  friend class DocumentStream;
  explicit Document(std::unique_ptr<DocumentData> data);

  std::unique_ptr<DocumentData> data_;
};

// The documents of a stream, one at a time in the memory of one. For one thread, while it moves on.
class DocumentStream {
 public:
  DocumentStream(DocumentStream&&) noexcept;
  DocumentStream& operator=(DocumentStream&&) noexcept;
  ~DocumentStream();

  // Goes to the next document; false at the end. All nodes of the one before become invalid. After an error,
  // the same error again.
  Result<bool> Next();
  // Of the document reached by Next.
  Node root() const;
  // Bytes that it takes, as Document::memory.
  uint64_t memory() const;

 private:
  friend class Loading;
  class State;
  explicit DocumentStream(std::unique_ptr<State> state);
  Result<Document> OnlyDocument() &&;

  std::unique_ptr<State> state_;
};

// One YAML document: nothing at all is null, more than one an error. The source is UTF-8, or UTF-16 or UTF-32
// (by its byte order mark or its first character, YAML 1.2.2, 5.2), which is converted in memory.
// Errors: of the file; malformed YAML and text, with line and column (in the converted text); duplicate keys,
// unknown anchors, a scalar that is not what its tag says; limits of depth and alias expansion; the memory
// limit.
Result<Document> LoadFile(const std::string& path, Account& account, const LoadOptions& options = {});
Result<Document> Load(std::unique_ptr<Source> source, Account& account, const LoadOptions& options = {});
// Borrows `text`, which must outlive the document.
Result<Document> Load(std::string_view text, Account& account, const LoadOptions& options = {});
// Takes the text over. Its memory stays charged to whom it was.
Result<Document> LoadOwned(std::pmr::string&& text, Account& account, const LoadOptions& options = {});

// The same for a stream of documents. What was read of a mapped file is given back to the system.
Result<DocumentStream> LoadAllFile(const std::string& path, Account& account,
                                   const LoadOptions& options = {});
Result<DocumentStream> LoadAll(std::unique_ptr<Source> source, Account& account,
                               const LoadOptions& options = {});
Result<DocumentStream> LoadAll(std::string_view text, Account& account, const LoadOptions& options = {});
Result<DocumentStream> LoadAllOwned(std::pmr::string&& text, Account& account,
                                    const LoadOptions& options = {});

}  // namespace tare::yaml

template <>
struct std::hash<tare::yaml::Node> {
  size_t operator()(const tare::yaml::Node& node) const { return node.Hash(); }
};
