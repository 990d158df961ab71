#pragma once

// C++ types read from YAML and written as YAML, by a description that stands beside the type:
//
//   struct Port {
//     std::string name;
//     uint16_t port = 80;
//     std::optional<std::string> protocol;
//   };
//   template <>
//   struct tare::yaml::Fields<Port> {
//     static constexpr auto kList = std::tuple{Required("name", &Port::name), Optional("port", &Port::port),
//                                             Optional("protocol", &Port::protocol)};
//   };
//
//   tare::Result<Port> port = tare::yaml::Read<Port>(doc["port"]);
//   tare::Result<std::vector<Port>> ports = doc["ports"].as<std::vector<Port>>();  // the same, for any type
//   tare::yaml::Write(*port, emitter, account);
//
// What is wrong has its path and position, and ReadOrErrors finds several errors in one run:
//
//   config.yaml:3:9: an integer, not negative, of 16 bits is expected here, and this is a string, "http", at
//   /ports/0/port
//
// Types without a description of their own:
//
//   bool, integers, float, double   A number that does not fit is an error. Integers are floating-point
//                                   numbers too, but not the other way round; so are the strings ".inf",
//                                   "-.inf" and ".nan", which is what these are in JSON.
//   std::string, std::string_view   Strings alone. A view lives as long as the document. Written as UTF-8.
//   std::vector                     A sequence; what was in it before is gone.
//   std::array, pair, tuple         A sequence of exactly so many elements.
//   std::map, std::unordered_map    A mapping; keys are strings, integers (also quoted, as JSON has them) or
//                                   enumerations. Of equal keys the last one counts. Written in the order of
//                                   the keys.
//   std::optional, std::unique_ptr  Null is the empty one. A pointer makes types possible that contain
//                                   themselves.
//   std::monostate                  Null.
//   std::variant                    The first alternative that fits (an integer is a floating-point number
//                                   only where it is nothing else); or by a key, see Alternatives.
//
// Those with one: structs (Fields, Wrapper), enumerations (Names), and anything else (UserConversion). All
// must be default-constructible. What is read is the caller's own memory: it is charged to no account, and
// aliases are read in each place where they stand (LoadOptions::max_alias_expansion limits how much that is).

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_binding_types.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

// ---- Descriptions ----

// One key of a mapping and the member it belongs to. Made by Required and Optional.
template <typename Owner, typename Member>
struct Field {
  std::string_view name;
  Member Owner::* member;
  bool required;
};

// The key must be there.
template <typename Owner, typename Member>
constexpr Field<Owner, Member> Required(std::string_view name, Member Owner::* member) {
  return {name, member, true};
}

// Where the key is not there, the member stays as it is. An empty std::optional or std::unique_ptr is not
// written, unless it is not empty in a new object.
template <typename Owner, typename Member>
constexpr Field<Owner, Member> Optional(std::string_view name, Member Owner::* member) {
  return {name, member, false};
}

// Of a struct: `kList` is a std::tuple of its fields, in the order in which they are written. Members of a
// base class may be among them.
template <typename T>
struct Fields;

// One name of an enumerator.
template <typename Enum>
struct Name {
  std::string_view name;
  Enum value;
};

// Of an enumeration: `kList` is an array of names. A value with several is written as the first.
//
//   template <>
//   struct tare::yaml::Names<Protocol> {
//     static constexpr std::array kList = {Name{"tcp", Protocol::kTcp}, Name{"udp", Protocol::kUdp}};
//   };
template <typename Enum>
struct Names;

// Of a std::variant of structs, one of which is chosen by a key beside their own:
//
//   template <>
//   struct tare::yaml::Alternatives<std::variant<Circle, Box>> {
//     static constexpr std::string_view key = "shape";
//     static constexpr std::array<std::string_view, 2> names = {"circle", "box"};
//   };
template <typename Variant>
struct Alternatives;

// Of any type that is read and written in a way of its own. `Write` gives something that can be written: a
// string, a number, a described struct, ...
//
//   template <>
//   struct tare::yaml::UserConversion<Version> {
//     static Result<Version> Read(const Node& node);  // errors: those of node.as<...>() and node.MakeError()
//     static std::string Write(const Version& version);
//   };
//
// Not for types that contain themselves: the depth of what is read inside is counted anew.
template <typename T>
struct UserConversion;

// Of a struct that is read and written as its one member. With it a variant can contain itself:
//
//   struct Any {
//     std::variant<std::monostate, bool, int64_t, double, std::string, std::vector<Any>> value;
//   };
//   template <>
//   struct tare::yaml::Wrapper<Any> {
//     static constexpr auto member = &Any::value;
//   };
template <typename T>
struct Wrapper;

// ---- Reading ----

// Keys of a struct's mapping that none of its fields has.
enum class UnknownKeys : uint8_t { kIgnore, kError };

struct ReadOptions {
  UnknownKeys unknown_keys = UnknownKeys::kIgnore;
  // Is told of unknown keys instead of either: 'unknown key "prot"', with path, position and the keys that
  // are known.
  std::function<void(const Error&)> on_unknown_key{};
  size_t max_depth = 500;  // of nested collections: reading and destroying them takes stack
  // Values that may be read to find which alternative of a variant fits, where kinds do not tell, inside of
  // what is itself such an attempt: nested variants could take time exponential in their depth.
  uint64_t max_tried_values = 2'000'000;
};

// Errors: kNotFound where a key or the node itself is missing; kMalformed where something is not of its type;
// kLimitExceeded; those of a UserConversion. Throws MemoryLimitExceeded where the document's account has no
// room for what is made of it at first use (decoded text, indexes).
template <typename T>
Result<T> Read(const Node& node, const ReadOptions& options = {}) {
  binding::Reader reader(options, 1);
  T value{};
  if (!binding::ReadValue(reader, node, &value)) return std::unexpected(std::move(reader.errors().front()));
  return value;
}
template <typename T>
Result<T> Read(const Document& document, const ReadOptions& options = {}) {
  return Read<T>(document.root(), options);
}

// The same with all errors there are, at most `limit`; in the order of the description and of the elements.
template <typename T>
std::expected<T, std::vector<Error>> ReadOrErrors(const Node& node, const ReadOptions& options = {},
                                                  size_t limit = 20) {
  binding::Reader reader(options, limit);
  T value{};
  if (!binding::ReadValue(reader, node, &value)) return std::unexpected(std::move(reader.errors()));
  return value;
}

// Node::as, value_or and get for all these types, with default options.
template <typename T>
  requires(!binding::HasNodeConversion<T>)
struct NodeConversion<T> {
  static bool Try(const Node& node, T* value) {
    const ReadOptions options;
    binding::Reader reader(options, 1);
    return reader.Try([&] { return binding::ReadValue(reader, node, value); });
  }
  static Result<T> Convert(const Node& node) { return Read<T>(node); }
};

// ---- Writing ----

struct WriteOptions {
  size_t max_depth = 500;  // of nested collections
};

// The events of a value as one document, as EmitNode gives them: kStreamStart and kStreamEnd are the
// caller's. What is written in any style reads back to an equal value, with the core schema; for the JSON
// styles EmitOptions::json_kind must be CoreJsonKind. (Not where it is ambiguous: a variant of alternatives
// that fit the same text, an optional of an optional.) Strings are plain where they can be.
//
// Errors, after which the output is of no use: an enumerator without a name (kInvalidArgument), the depth
// (kLimitExceeded). `account` holds a pointer for each entry of the unordered maps that are being written;
// throws MemoryLimitExceeded.
template <typename T>
Result<void> Write(const T& value, Emitter& emitter, Account& account, const WriteOptions& options = {}) {
  binding::Writer writer(emitter, account, options.max_depth);
  writer.BeginDocument();
  binding::WriteValue(writer, value);
  return writer.EndDocument();
}

}  // namespace tare::yaml
