#include "tare/yaml_emitter.h"

#include <algorithm>

#include "yaml/emitter_json.h"
#include "yaml/emitter_yaml.h"

namespace tare::yaml {

std::unique_ptr<Emitter::Writer> MakeWriter(Output& out, Account& account, EmitOptions options) {
  if (options.style == EmitStyle::kJson || options.style == EmitStyle::kJsonLine) {
    return std::make_unique<JsonWriter>(out, account, options);
  }
  // A block scalar's indentation indicator is one digit.
  options.indentation = std::clamp<uint8_t>(options.indentation, 1, 9);
  return std::make_unique<YamlWriter>(out, account, options);
}

Emitter::Emitter(Output& out, Account& account, const EmitOptions& options)
    : writer_(MakeWriter(out, account, options)) {}

Emitter::~Emitter() = default;

void Emitter::Write(const Event& event, std::string_view tag) { writer_->Write(event, tag); }
void Emitter::WriteComment(const EmitterComment& comment) { writer_->WriteComment(comment); }
void Emitter::WriteEmptyLine() { writer_->WriteEmptyLine(); }
void Emitter::WriteDirectives(std::string_view lines) { writer_->WriteDirectives(lines); }

}  // namespace tare::yaml
