#include "readers/yaml/yaml_reader.h"

#include <memory>
#include <utility>

#include "readers/yaml/outline.h"
#include "tare/yaml_events.h"
#include "yaml/input_text.h"

namespace tare {
namespace {

// False where the job was stopped.
bool ReadDocuments(yaml::Parser& parser, bool in_place, ReadContext& context, YamlOutline& outline) {
  while (const yaml::Event* event = parser.Next()) {
    if (event->kind == yaml::EventKind::kStreamEnd) return true;
    outline.Add(*event);
    // Offsets in converted text are not the source's.
    if (!context.Advance(in_place ? event->begin : 0)) return false;
  }
  return true;
}

}  // namespace

Result<void> ReadYaml(ReadContext& context) {
  yaml::InputText borrowed{.source = Source::FromMemory(context.source.bytes(), context.source.name())};
  borrowed.name = context.source.name();
  const Result<yaml::InputText> input = yaml::ToUtf8(std::move(borrowed), context.account);
  if (!input) return std::unexpected(input.error());
  const bool in_place = input->owned == nullptr;

  yaml::Parser parser(input->text(), context.account, {.name = input->name});
  YamlOutline outline(context.sink, context.account);
  context.sink.BeginBlock(Block::Of(BlockKind::kDocument));
  const bool complete = ReadDocuments(parser, in_place, context, outline);
  const bool malformed = !parser.error().message.empty();
  outline.Close();
  if (malformed && !outline.empty()) {
    const Error& error = parser.error();
    std::string message = error.message + ": what follows was not read";
    context.sink.Warn({.message = message, .offset = in_place ? error.where.offset : Location::kUnknown});
  }
  context.sink.EndBlock(BlockKind::kDocument);
  if (!complete) return ReadContext::Stopped();
  if (malformed && outline.empty()) return std::unexpected(parser.error());
  return {};
}

}  // namespace tare
