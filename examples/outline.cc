// Prints a document's headings: a sink of one's own behind any reader. outline notes.md

#include <cstdio>
#include <string>

#include "tare/convert.h"

namespace {

class Outline final : public tare::Sink {
 public:
  void BeginBlock(const tare::Block& block) override {
    if (block.kind != tare::BlockKind::kHeading) return;
    inside_ = true;
    std::printf("%*s", 2 * (block.level - 1), "");
  }
  void EndBlock(tare::BlockKind kind) override {
    if (kind != tare::BlockKind::kHeading) return;
    inside_ = false;
    std::printf("\n");
  }
  void Text(std::string_view text) override {
    if (inside_) std::printf("%.*s", static_cast<int>(text.size()), text.data());
  }
  void SoftBreak() override { Text(" "); }
  void HardBreak() override { Text(" "); }
  void BeginSpan(const tare::Span&) override {}
  void EndSpan(tare::SpanKind) override {}
  void AddImage(const tare::Image& image) override { Text(image.alt); }
  void FootnoteReference(std::string_view) override {}
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view, std::string_view) override {}
  void AddAttachment(const tare::Attachment&) override {}
  void Warn(const tare::Warning&) override {}

 private:
  bool inside_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s INPUT\n", argv[0]);
    return 2;
  }
  tare::Engine engine;
  const auto source = tare::Source::FromFile(argv[1], engine.ledger().Open("outline"));
  if (!source) {
    std::fprintf(stderr, "%s\n", source.error().ToString().c_str());
    return 1;
  }
  Outline outline;
  const auto done = tare::ReadDocument(engine, **source, outline, {});
  if (!done) {
    std::fprintf(stderr, "%s\n", done.error().ToString().c_str());
    return 1;
  }
  return 0;
}
