#pragma once

// How each kind of type is read and written. A part of tare/yaml_binding.h, which says what they mean.
//
// Binding<T> has
//   Accepts   whether values of that kind can be T at all
//   Expected  what T is, for messages
//   Read      false where it failed; `*value` is then of no use
//   Write

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "tare/yaml_binding_state.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

template <typename T>
struct Fields;
template <typename Enum>
struct Names;
template <typename Variant>
struct Alternatives;
template <typename T>
struct UserConversion;
template <typename T>
struct Wrapper;

namespace binding {

template <typename T>
struct Binding;

template <typename T>
concept Bound = requires { sizeof(Binding<T>); };

template <typename T>
concept HasFields = requires { Fields<T>::kList; };
template <typename T>
concept HasNames = std::is_enum_v<T> && requires { Names<T>::kList; };
template <typename T>
concept HasUserConversion = requires { sizeof(UserConversion<T>); };
template <typename T>
concept IsWrapper = requires { Wrapper<T>::member; };
template <typename T>
concept Described = HasFields<T> || HasNames<T> || HasUserConversion<T> || IsWrapper<T>;

template <typename T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                    std::same_as<T, char16_t> || std::same_as<T, char32_t>;
template <typename T>
concept IntegerType = std::integral<T> && !std::same_as<T, bool> && !Character<T>;

// What yaml_values.h converts.
template <typename T>
concept HasNodeConversion = std::integral<T> || std::floating_point<T> || std::same_as<T, std::string> ||
                            std::same_as<T, std::string_view>;

template <typename T>
concept MapType = !Described<T> && requires(T map, typename T::key_type key) {
  typename T::mapped_type;
  map.try_emplace(std::move(key));
};

template <typename T>
bool ReadValue(Reader& reader, const Node& node, T* value) {
  static_assert(Bound<T>,
                "This type cannot be read from YAML: describe it by tare::yaml::Fields (a struct), "
                "tare::yaml::Names (an enumeration) or tare::yaml::UserConversion");
  if constexpr (Bound<T>) {
    return Binding<T>::Read(reader, node, value);
  } else {
    return false;
  }
}

template <typename T>
void WriteValue(Writer& writer, const T& value) {
  static_assert(Bound<T>,
                "This type cannot be written as YAML: describe it by tare::yaml::Fields (a struct), "
                "tare::yaml::Names (an enumeration) or tare::yaml::UserConversion");
  if constexpr (Bound<T>) Binding<T>::Write(writer, value);
}

template <typename T>
bool Accepts(Kind kind) {
  if constexpr (Bound<T>) return Binding<T>::Accepts(kind);
  return true;  // ReadValue says what is wrong
}

template <typename T>
std::string Expected() {
  if constexpr (Bound<T>) return Binding<T>::Expected();
  return {};
}

// ---- Scalars ----

template <>
struct Binding<bool> {
  static bool Accepts(Kind kind) { return kind == Kind::kBoolean; }
  static std::string Expected() { return "a boolean"; }
  static bool Read(Reader& reader, const Node& node, bool* value) {
    return NodeConversion<bool>::Try(node, value) || reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, bool value) { writer.Boolean(value); }
};

template <IntegerType T>
struct Binding<T> {
  using Widest = std::conditional_t<std::is_signed_v<T>, int64_t, uint64_t>;

  static bool Accepts(Kind kind) { return kind == Kind::kInteger; }
  static std::string Expected() {
    const std::string_view sign = std::is_signed_v<T> ? "" : ", not negative,";
    return std::string("an integer").append(sign) + " of " + std::to_string(sizeof(T) * 8) + " bits";
  }
  static bool Read(Reader& reader, const Node& node, T* value) {
    return NodeConversion<T>::Try(node, value) || reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, T value) { writer.Integer(static_cast<Widest>(value)); }
};

template <std::floating_point T>
  requires(std::same_as<T, float> || std::same_as<T, double>)
struct Binding<T> {
  static bool Accepts(Kind kind) { return kind == Kind::kFloat || kind == Kind::kInteger; }
  static std::string Expected() {
    return std::same_as<T, float> ? "a number in the range of 32-bit floating point" : "a number";
  }
  static bool Read(Reader& reader, const Node& node, T* value) {
    double wide = 0;
    const bool is_number = NodeConversion<double>::Try(node, &wide) || IsName(node, &wide);
    if (!is_number || !Fits(wide)) return reader.Fail(node, Expected());
    *value = static_cast<T>(wide);
    return true;
  }
  static void Write(Writer& writer, T value) { writer.Real(value); }

 private:
  static constexpr double kRoundsToInfinity = 0x1.ffffffp127;  // from here on, as a float
  static bool Fits(double wide) {
    return std::same_as<T, double> || !std::isfinite(wide) || std::abs(wide) < kRoundsToInfinity;
  }
  static bool IsName(const Node& node, double* wide) {
    std::string_view text;
    if (!NodeConversion<std::string_view>::Try(node, &text)) return false;
    if (text != ".inf" && text != "-.inf" && text != ".nan") return false;
    *wide = text == ".nan" ? NAN : text == ".inf" ? HUGE_VAL : -HUGE_VAL;
    return true;
  }
};

template <typename Traits, typename Allocator>
struct Binding<std::basic_string<char, Traits, Allocator>> {
  using String = std::basic_string<char, Traits, Allocator>;

  static bool Accepts(Kind kind) { return kind == Kind::kString; }
  static std::string Expected() { return "a string"; }
  static bool Read(Reader& reader, const Node& node, String* value) {
    if constexpr (std::same_as<String, std::string>) {
      if (NodeConversion<std::string>::Try(node, value)) return true;
    } else if (std::string_view text; NodeConversion<std::string_view>::Try(node, &text)) {
      value->assign(text.data(), text.size());
      return true;
    }
    return reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, const String& value) { writer.Text({value.data(), value.size()}); }
};

template <>
struct Binding<std::string_view> {
  static bool Accepts(Kind kind) { return kind == Kind::kString; }
  static std::string Expected() { return "a string"; }
  static bool Read(Reader& reader, const Node& node, std::string_view* value) {
    return NodeConversion<std::string_view>::Try(node, value) || reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, std::string_view value) { writer.Text(value); }
};

template <>
struct Binding<std::monostate> {
  static bool Accepts(Kind kind) { return kind == Kind::kNull; }
  static std::string Expected() { return "null"; }
  static bool Read(Reader& reader, const Node& node, std::monostate*) {
    return node.is_null() || reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, std::monostate) { writer.Null(); }
};

// `one of "tcp", "udp"`.
std::string OneOf(std::span<const std::string_view> names);
// "null, a string or a mapping", each once.
std::string EitherOf(std::initializer_list<std::string> descriptions);

template <typename T>
  requires(HasNames<T> && !HasUserConversion<T>)
struct Binding<T> {
  static bool Accepts(Kind kind) { return kind == Kind::kString; }
  static std::string Expected() {
    std::vector<std::string_view> names;
    names.reserve(std::size(Names<T>::kList));
    for (const auto& entry : Names<T>::kList) names.push_back(entry.name);
    return OneOf(names);
  }
  static bool Read(Reader& reader, const Node& node, T* value) {
    std::string_view text;
    if (!NodeConversion<std::string_view>::Try(node, &text)) return reader.Fail(node, Expected());
    for (const auto& entry : Names<T>::kList) {
      if (entry.name != text) continue;
      *value = entry.value;
      return true;
    }
    return reader.Fail(node, Expected());
  }
  static void Write(Writer& writer, T value) {
    if (const std::string_view name = NameOf(writer, value); !name.empty()) writer.Text(name);
  }
  // Empty where there is none, which is an error.
  static std::string_view NameOf(Writer& writer, T value) {
    for (const auto& entry : Names<T>::kList) {
      if (entry.value == value) return entry.name;
    }
    writer.FailName(static_cast<int64_t>(value));
    return {};
  }
};

template <HasUserConversion T>
struct Binding<T> {
  static bool Accepts(Kind kind) { return kind != Kind::kMissing; }
  static std::string Expected() { return "another value"; }
  static bool Read(Reader& reader, const Node& node, T* value) {
    if (!node.exists()) return reader.Fail(node, Expected());
    Result<T> read = UserConversion<T>::Read(node);
    if (!read) return reader.Fail(std::move(read.error()));
    *value = std::move(*read);
    return true;
  }
  static void Write(Writer& writer, const T& value) { WriteValue(writer, UserConversion<T>::Write(value)); }
};

template <IsWrapper T>
struct Binding<T> {
  using Member = std::remove_cvref_t<decltype(std::declval<T&>().*Wrapper<T>::member)>;

  static bool Accepts(Kind kind) { return binding::Accepts<Member>(kind); }
  static std::string Expected() { return binding::Expected<Member>(); }
  static bool Read(Reader& reader, const Node& node, T* value) {
    return ReadValue(reader, node, &(value->*Wrapper<T>::member));
  }
  static void Write(Writer& writer, const T& value) { WriteValue(writer, value.*Wrapper<T>::member); }
};

// ---- What may be empty ----

// std::optional and std::unique_ptr.
template <typename T, typename Inner>
struct BindingOfEmptiable {
  static bool Accepts(Kind kind) {
    return kind == Kind::kNull || kind == Kind::kMissing || binding::Accepts<Inner>(kind);
  }
  static std::string Expected() { return binding::Expected<Inner>() + " or null"; }
  static bool Read(Reader& reader, const Node& node, T* value) {
    value->reset();
    if (!node.exists() || node.is_null()) return true;
    if (!binding::Accepts<Inner>(node.kind())) return reader.Fail(node, Expected());
    if constexpr (requires { value->emplace(); }) {
      value->emplace();
    } else {
      *value = std::make_unique<Inner>();
    }
    return ReadValue(reader, node, &**value);
  }
  static void Write(Writer& writer, const T& value) {
    if (value) {
      WriteValue(writer, *value);
    } else {
      writer.Null();
    }
  }
};

template <typename T>
struct Binding<std::optional<T>> : BindingOfEmptiable<std::optional<T>, T> {};
template <typename T>
struct Binding<std::unique_ptr<T>> : BindingOfEmptiable<std::unique_ptr<T>, T> {};

template <typename T>
inline constexpr bool kEmptiable = false;
template <typename T>
inline constexpr bool kEmptiable<std::optional<T>> = true;
template <typename T>
inline constexpr bool kEmptiable<std::unique_ptr<T>> = true;

}  // namespace binding
}  // namespace tare::yaml

#include "tare/yaml_binding_collections.h"
