#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/emitter_writer.h"

namespace tare::yaml {

// Writes JSON (RFC 8259), a document after the other, each with a line break behind it.
class JsonWriter final : public Emitter::Writer {
 public:
  JsonWriter(Output& out, Account& account, const EmitOptions& options)
      : options_(options), out_(out), levels_(&account), content_(&account) {}

  void Write(const Event& event, std::string_view tag) override;

 private:
  struct Level {
    bool mapping = false;
    bool at_value = false;  // of a mapping: a key has been written
    bool first = true;
  };

  void Open(const Event& event);
  void Close();
  void WriteScalarNode(const Event& event, std::string_view tag);
  bool IsKey() const { return !levels_.empty() && levels_.back().mapping && !levels_.back().at_value; }
  void BeginNode();
  void EndNode();
  void NewLine();
  void Fail(const Event& event, std::string_view what);

  const EmitOptions options_;
  Output& out_;
  std::pmr::vector<Level> levels_;
  std::pmr::string content_;  // of the scalar at hand
};

// Writes a YAML number as JSON has numbers: without a plus, leading zeros, a bare point, or another base.
// False, with nothing written, where it is none of JSON's.
bool WriteJsonNumber(std::string_view number, Output& out);

}  // namespace tare::yaml
