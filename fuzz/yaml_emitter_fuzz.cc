// The YAML emitter: text that parses is written in one of the styles and layouts (the first byte says which),
// and what was written must parse to the same events.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory_resource>
#include <string_view>

#include "tare/yaml_emitter.h"
#include "tare/yaml_events.h"
#include "yaml/event_notation.h"

namespace {

using namespace tare;
using namespace tare::yaml;

EmitOptions OptionsOf(uint8_t choice) {
  return {.style = static_cast<EmitStyle>(choice % 4),
          .markers = static_cast<DocumentMarkers>(choice / 4 % 3),
          .indentation = static_cast<uint8_t>(choice / 12 % 3 * 2 + 1),
          .indent_sequences = (choice & 64) != 0,
          .width = (choice & 128) != 0 ? 10u : 0u};
}

// A tag in full takes no "%": what one stood for in a shorthand may have no other way to be written.
bool HasNoWay(std::string_view tag) {
  return !tag.starts_with('!') && !tag.starts_with("tag:yaml.org,2002:") &&
         std::ranges::any_of(
             tag, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '>' || c == 0x7F; });
}

// Events without what may change: style of collections, and of scalars where it decides nothing.
void Describe(const Event& from, std::string_view tag, std::pmr::string* content, Output& out) {
  Event event = from;
  event.flow = event.has_marker = false;
  const bool plain = event.scalar.style == ScalarStyle::kPlain;
  std::string_view text = DecodeScalar(event.scalar, content);
  // An empty entry of a flow sequence is written "null".
  if (plain && text.empty() && event.anchor.empty() && tag.empty()) text = "null";
  const bool decides = text.empty() || text == "null" || text == "true" || text == "~" ||
                       text.find_first_not_of("0123456789") == text.npos;
  event.scalar.style = plain || !decides ? ScalarStyle::kPlain : ScalarStyle::kDoubleQuoted;
  WriteNotation(event, tag, text, out);
}

// False where `text` is not YAML. Writes it to `written` too, unless that is null.
bool Read(std::string_view text, Account& account, std::pmr::string* described, Emitter* written) {
  Parser parser(text, account, {.max_depth = 500});
  std::pmr::string content(&account), tag(&account);
  const auto out = Output::ToString(described, account);
  const Event* event = nullptr;
  while ((event = parser.Next()) != nullptr) {
    const std::string_view resolved = parser.ResolveTag(event->tag, &tag);
    if (HasNoWay(resolved)) return false;
    Describe(*event, resolved, &content, *out);
    if (written != nullptr) written->Write(*event, resolved);
    if (event->kind == EventKind::kStreamEnd) break;
  }
  return out->Commit().has_value() && event != nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Budget budget;
  {
    Account account("yaml", budget);
    std::pmr::string expected(&account), read(&account), written(&account);
    const auto out = Output::ToString(&written, account);
    Emitter emitter(*out, account, OptionsOf(data[0]));
    if (Read(text, account, &expected, &emitter)) {
      if (!out->Commit()) std::abort();
      if (!Read(written, account, &read, nullptr) || read != expected) {
        std::fprintf(stderr, "%s\nwas written\n%s\nand read\n%s\n", expected.c_str(), written.c_str(),
                     read.c_str());
        std::abort();
      }
    }
  }
  if (budget.used() != 0) std::abort();
  return 0;
}
