#pragma once

// What Emitter hands its events to.

#include "tare/yaml_emitter.h"

namespace tare::yaml {

class Emitter::Writer {
 public:
  virtual ~Writer() = default;
  virtual void Write(const Event& event, std::string_view tag) = 0;
  virtual void WriteComment(const EmitterComment& /*comment*/) {}
  virtual void WriteEmptyLine() {}
  // The flow collection that begins next has a line for each entry, where flow collections are kept.
  virtual void WriteOnLines() {}
  // In place of EmitOptions::indent_sequences, from here on.
  virtual void SetIndentSequences(bool /*indent*/) {}
  virtual void WriteDirectives(std::string_view /*lines*/) {}
};

// The one of the options' style.
std::unique_ptr<Emitter::Writer> MakeWriter(Output& out, Account& account, EmitOptions options);

}  // namespace tare::yaml
