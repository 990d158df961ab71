// The HTML tokenizer on arbitrary bytes. The first two bytes choose the content model and a window; the
// tokens must be the same with and without windows, well-formed, and cheap.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "readers/html/tokenizer.h"
#include "text/scan.h"

namespace {

using namespace tare;
using namespace tare::html;

void Require(bool condition) {
  if (!condition) std::abort();
}

class Recorder : public TokenHandler {
 public:
  Recorder(std::string_view input, bool valid) : input_(input), valid_(valid) {}

  std::string tokens;  // all of them, text joined

 private:
  ContentModel StartTag(const Tag& tag, uint64_t offset) override {
    Begin(offset);
    Add('<', tag.name);
    for (const Attribute& attribute : tag.attributes) {
      for (const Attribute* other = tag.attributes.data(); other != &attribute; ++other) {
        Require(other->name != attribute.name);
      }
      Add(' ', attribute.name);
      Add('=', attribute.value);
    }
    tokens += tag.self_closing ? "/>" : ">";
    if (tag.name == "script") return ContentModel::kScriptData;
    if (tag.name == "style") return ContentModel::kRawtext;
    if (tag.name == "title") return ContentModel::kRcdata;
    return tag.name == "plaintext" ? ContentModel::kPlaintext : ContentModel::kData;
  }
  void EndTag(const Tag& tag, uint64_t offset) override {
    Begin(offset);
    Require(tag.attributes.empty());
    Add('/', tag.name);
  }
  void Characters(std::string_view text, uint64_t offset) override {
    Begin(offset);
    Require(!text.empty());
    if (valid_) Require(text::IsValidUtf8(text));
    tokens += text;
  }
  void Comment(std::string_view text, uint64_t offset) override {
    Begin(offset);
    Add('!', text);
  }
  void DoctypeToken(const Doctype& doctype, uint64_t offset) override {
    Begin(offset);
    Add('D', doctype.name);
    if (doctype.has_public_id) Add('p', doctype.public_id);
    if (doctype.has_system_id) Add('s', doctype.system_id);
    tokens += doctype.force_quirks ? 'q' : ' ';
  }
  void ParseError(std::string_view code, uint64_t offset) override {
    Require(!code.empty() && offset <= input_.size());
  }
  bool InForeignContent() const override { return input_.size() % 2 != 0; }
  bool Continue(uint64_t offset) override {
    Require(offset <= input_.size());
    return true;
  }

  void Begin(uint64_t offset) {
    Require(offset >= last_ && offset < input_.size());
    last_ = offset;
  }
  void Add(char mark, std::string_view text) {
    if (valid_) Require(text::IsValidUtf8(text));
    tokens += mark;
    tokens += text;
  }

  std::string_view input_;
  bool valid_;
  uint64_t last_ = 0;
};

std::string Tokens(std::string_view input, ContentModel model, uint64_t window) {
  Budget budget(8 << 20);
  Account account("fuzz", budget);
  Recorder recorder(input, text::IsValidUtf8(input));
  {
    Tokenizer tokenizer(input, recorder, account,
                        {.attributes = 32, .attribute_value = 64, .window = window});
    tokenizer.SetState(model, model == ContentModel::kScriptData ? "script" : "title");
    tokenizer.Run();
  }
  Require(account.live() == 0);
  return recorder.tokens;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto model = static_cast<ContentModel>(data[0] % 6);
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);
  Require(Tokens(input, model, 1 << 16) == Tokens(input, model, 1 + data[1] % 32));
  return 0;
}
