#pragma once

// Sequences, mappings, structs and variants. A part of tare/yaml_binding.h.

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "tare/yaml_binding_state.h"
#include "tare/yaml_binding_types.h"
#include "tare/yaml_values.h"

namespace tare::yaml::binding {

// ---- Sequences ----

template <typename T, typename Allocator>
struct Binding<std::vector<T, Allocator>> {
  static bool Accepts(Kind kind) { return kind == Kind::kSequence; }
  static std::string Expected() { return "a sequence"; }
  static bool Read(Reader& reader, const Node& node, std::vector<T, Allocator>* values) {
    if (!node.is_sequence()) return reader.Fail(node, Expected());
    const Reader::Level level(reader, node, node.size());
    if (!level.entered()) return false;
    values->clear();
    values->reserve(node.size());
    bool good = true;
    for (const Node item : node) {
      if (reader.stopped()) return false;
      if constexpr (std::same_as<T, bool>) {
        bool value = false;
        good = ReadValue(reader, item, &value) && good;
        values->push_back(value);
      } else {
        good = ReadValue(reader, item, &values->emplace_back()) && good;
      }
    }
    return good;
  }
  static void Write(Writer& writer, const std::vector<T, Allocator>& values) {
    if (!writer.BeginSequence()) return;
    for (const auto& value : values) WriteValue<T>(writer, value);
    writer.EndSequence();
  }
};

template <typename T, size_t kSize>
struct Binding<std::array<T, kSize>> {
  static bool Accepts(Kind kind) { return kind == Kind::kSequence; }
  static std::string Expected() { return "a sequence"; }
  static bool Read(Reader& reader, const Node& node, std::array<T, kSize>* values) {
    if (!node.is_sequence() || node.size() != kSize) return reader.FailSize(node, kSize);
    const Reader::Level level(reader, node, kSize);
    if (!level.entered()) return false;
    bool good = true;
    Node::Iterator item = node.begin();
    for (T& value : *values) {
      if (reader.stopped()) return false;
      good = ReadValue(reader, *item++, &value) && good;
    }
    return good;
  }
  static void Write(Writer& writer, const std::array<T, kSize>& values) {
    if (!writer.BeginSequence()) return;
    for (const T& value : values) WriteValue(writer, value);
    writer.EndSequence();
  }
};

// std::pair and std::tuple.
template <typename T>
struct BindingOfTuple {
  static constexpr size_t kSize = std::tuple_size_v<T>;

  static bool Accepts(Kind kind) { return kind == Kind::kSequence; }
  static std::string Expected() { return "a sequence"; }
  static bool Read(Reader& reader, const Node& node, T* values) {
    if (!node.is_sequence() || node.size() != kSize) return reader.FailSize(node, kSize);
    const Reader::Level level(reader, node, kSize);
    if (!level.entered()) return false;
    bool good = true;
    Node::Iterator item = node.begin();
    const auto read_next = [&](auto* value) {
      good = !reader.stopped() && ReadValue(reader, *item++, value) && good;
    };
    std::apply([&](auto&... value) { (read_next(&value), ...); }, *values);
    return good;
  }
  static void Write(Writer& writer, const T& values) {
    if (!writer.BeginSequence()) return;
    std::apply([&](const auto&... value) { (WriteValue(writer, value), ...); }, values);
    writer.EndSequence();
  }
};

template <typename First, typename Second>
struct Binding<std::pair<First, Second>> : BindingOfTuple<std::pair<First, Second>> {};
template <typename... Ts>
struct Binding<std::tuple<Ts...>> : BindingOfTuple<std::tuple<Ts...>> {};

// ---- Maps ----

template <typename T>
struct KeyBinding {
  static_assert(HasNames<T> || std::convertible_to<const T&, std::string_view>,
                "Keys of a map in YAML are strings, integers, or enumerations with tare::yaml::Names");
  static bool Read(Reader& reader, const Node& node, T* key) { return ReadValue(reader, node, key); }
  static void Write(Writer& writer, const T& key) {
    if constexpr (HasNames<T>) {
      writer.Key(Binding<T>::NameOf(writer, key));
    } else {
      writer.Key(key);
    }
  }
};

template <IntegerType T>
struct KeyBinding<T> {
  static bool Read(Reader& reader, const Node& node, T* key) {
    if (NodeConversion<T>::Try(node, key) || IsQuoted(node, key)) return true;
    return reader.Fail(node, Binding<T>::Expected());
  }
  static void Write(Writer& writer, T key) { Binding<T>::Write(writer, key); }

 private:
  static bool IsQuoted(const Node& node, T* key) {
    std::string_view text;
    if (!NodeConversion<std::string_view>::Try(node, &text)) return false;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, *key);
    return parsed.ec == std::errc() && parsed.ptr == end;
  }
};

template <MapType T>
struct Binding<T> {
  using Key = typename T::key_type;

  static bool Accepts(Kind kind) { return kind == Kind::kMapping; }
  static std::string Expected() { return "a mapping"; }
  static bool Read(Reader& reader, const Node& node, T* map) {
    if (!node.is_mapping()) return reader.Fail(node, Expected());
    const Reader::Level level(reader, node, node.size());
    if (!level.entered()) return false;
    map->clear();
    bool good = true;
    for (const auto& [key_node, value_node] : node.pairs()) {
      if (reader.stopped()) return false;
      Key key{};
      if (!KeyBinding<Key>::Read(reader, key_node, &key)) {
        good = false;
        continue;
      }
      const auto [entry, added] = map->try_emplace(std::move(key));
      if (!added) entry->second = typename T::mapped_type();
      good = ReadValue(reader, value_node, &entry->second) && good;
    }
    return good;
  }
  static void Write(Writer& writer, const T& map) {
    if (!writer.BeginMapping()) return;
    const auto write = [&](const typename T::value_type& entry) {
      KeyBinding<Key>::Write(writer, entry.first);
      WriteValue(writer, entry.second);
    };
    if constexpr (requires { typename T::key_compare; }) {
      for (const auto& entry : map) write(entry);
    } else {
      std::pmr::vector<const typename T::value_type*> entries(&writer.account());
      entries.reserve(map.size());
      for (const auto& entry : map) entries.push_back(&entry);
      std::ranges::sort(entries, {}, [](const auto* entry) -> const Key& { return entry->first; });
      for (const auto* entry : entries) write(*entry);
    }
    writer.EndMapping();
  }
};

// ---- Structs ----

template <typename T>
inline constexpr auto kFieldNames = std::apply(
    [](const auto&... fields) { return std::array<std::string_view, sizeof...(fields)>{fields.name...}; },
    Fields<T>::kList);

template <size_t kSize>
consteval bool AllDiffer(const std::array<std::string_view, kSize>& names) {
  for (size_t i = 0; i < kSize; ++i) {
    if (std::find(names.begin() + i + 1, names.end(), names[i]) != names.end()) return false;
  }
  return true;
}

template <typename T>
  requires(HasFields<T> && !HasUserConversion<T>)
struct Binding<T> {
  static_assert(std::default_initializable<T>, "What is read from YAML must be default-constructible");
  static_assert(AllDiffer(kFieldNames<T>), "Two fields of this description have the same name");

  static bool Accepts(Kind kind) { return kind == Kind::kMapping; }
  static std::string Expected() { return "a mapping"; }
  // `also` is a key that the mapping may have beside those of the fields.
  static bool Read(Reader& reader, const Node& node, T* object, std::string_view also = {}) {
    if (!node.is_mapping()) return reader.Fail(node, Expected());
    const Reader::Level level(reader, node, kFieldNames<T>.size());
    if (!level.entered()) return false;
    bool good = reader.CheckKeys(node, kFieldNames<T>, also);
    const auto read = [&](const auto& field) {
      good = !reader.stopped() && ReadField(reader, node, field, object) && good;
    };
    std::apply([&](const auto&... fields) { (read(fields), ...); }, Fields<T>::kList);
    return good;
  }
  static void Write(Writer& writer, const T& object) {
    if (!writer.BeginMapping()) return;
    WriteFields(writer, object);
    writer.EndMapping();
  }
  static void WriteFields(Writer& writer, const T& object) {
    std::apply([&](const auto&... fields) { (WriteField(writer, object, fields), ...); }, Fields<T>::kList);
  }

 private:
  static bool ReadField(Reader& reader, const Node& node, const auto& field, T* object) {
    const Node value = node[field.name];
    if (!value.exists()) return !field.required || reader.Fail(value, {});
    return ReadValue(reader, value, &(object->*field.member));
  }
  static void WriteField(Writer& writer, const T& object, const auto& field) {
    const auto& value = object.*field.member;
    if constexpr (kEmptiable<std::remove_cvref_t<decltype(value)>>) {
      if (!field.required && !value && !(T{}.*field.member)) return;
    }
    writer.Key(field.name);
    WriteValue(writer, value);
  }
};

// ---- Variants ----

template <typename T>
concept ChosenByKey = requires {
  Alternatives<T>::key;
  Alternatives<T>::names;
};

// By what fits.
template <typename... Ts>
struct Binding<std::variant<Ts...>> {
  using Variant = std::variant<Ts...>;

  static bool Accepts(Kind kind) { return (binding::Accepts<Ts>(kind) || ...); }
  static std::string Expected() { return EitherOf({binding::Expected<Ts>()...}); }
  static bool Read(Reader& reader, const Node& node, Variant* value) {
    return ReadAny(reader, node, value, std::index_sequence_for<Ts...>());
  }
  static void Write(Writer& writer, const Variant& value) {
    std::visit([&](const auto& alternative) { WriteValue(writer, alternative); }, value);
  }

 private:
  template <size_t... kIndexes>
  static bool ReadAny(Reader& reader, const Node& node, Variant* value, std::index_sequence<kIndexes...>) {
    const Kind kind = node.kind();
    const int fitting = (int{binding::Accepts<Ts>(kind)} + ...);
    if (fitting == 0) return reader.Fail(node, Expected());
    const auto read = [&]<size_t kIndex>() {
      return ReadValue(reader, node, &value->template emplace<kIndex>());
    };
    if (fitting == 1) return ((binding::Accepts<Ts>(kind) && read.template operator()<kIndexes>()) || ...);
    for (const bool integer_as_real : {false, true}) {
      const auto try_one = [&]<size_t kIndex, typename T>() {
        if (!binding::Accepts<T>(kind)) return false;
        if ((kind == Kind::kInteger && std::is_floating_point_v<T>) != integer_as_real) return false;
        return reader.Try([&] { return read.template operator()<kIndex>(); });
      };
      if ((try_one.template operator()<kIndexes, Ts>() || ...)) return true;
    }
    if (reader.trying() || reader.stopped()) return reader.Fail(node, {});
    std::vector<Error> reasons;
    const auto find_reason = [&]<size_t kIndex, typename T>() {
      if (!binding::Accepts<T>(kind)) return;
      reasons.push_back(reader.ReasonOf([&] { return read.template operator()<kIndex>(); }));
    };
    (find_reason.template operator()<kIndexes, Ts>(), ...);
    return reader.FailAlternatives(node, reasons);
  }
};

// By a key.
template <HasFields... Ts>
  requires ChosenByKey<std::variant<Ts...>>
struct Binding<std::variant<Ts...>> {
  using Variant = std::variant<Ts...>;
  static constexpr std::string_view kKey = Alternatives<Variant>::key;
  static constexpr const auto& kNames = Alternatives<Variant>::names;
  static_assert(std::size(kNames) == sizeof...(Ts), "Each alternative has one name");
  static_assert(((std::ranges::find(kFieldNames<Ts>, kKey) == kFieldNames<Ts>.end()) && ...),
                "An alternative has a field of that key itself");

  static bool Accepts(Kind kind) { return kind == Kind::kMapping; }
  static std::string Expected() { return "a mapping"; }
  static bool Read(Reader& reader, const Node& node, Variant* value) {
    return ReadChosen(reader, node, value, std::index_sequence_for<Ts...>());
  }
  static void Write(Writer& writer, const Variant& value) {
    if (!writer.BeginMapping()) return;
    writer.Key(kKey);
    writer.Text(kNames[value.index()]);
    const auto write = [&]<typename T>(const T& alternative) {
      Binding<T>::WriteFields(writer, alternative);
    };
    std::visit(write, value);
    writer.EndMapping();
  }

 private:
  template <size_t... kIndexes>
  static bool ReadChosen(Reader& reader, const Node& node, Variant* value, std::index_sequence<kIndexes...>) {
    if (!node.is_mapping()) return reader.Fail(node, Expected());
    const Node name_node = node[kKey];
    std::string_view name;
    if (!NodeConversion<std::string_view>::Try(name_node, &name))
      return reader.Fail(name_node, OneOf(kNames));
    const auto chosen = static_cast<size_t>(std::ranges::find(kNames, name) - std::begin(kNames));
    if (chosen == sizeof...(Ts)) return reader.Fail(name_node, OneOf(kNames));
    const auto read = [&]<size_t kIndex, typename T>() {
      return Binding<T>::Read(reader, node, &value->template emplace<kIndex>(), kKey);
    };
    return ((chosen == kIndexes && read.template operator()<kIndexes, Ts>()) || ...);
  }
};

}  // namespace tare::yaml::binding
