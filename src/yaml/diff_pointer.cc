#include "yaml/diff_pointer.h"

#include <algorithm>
#include <charconv>

#include "tare/io.h"
#include "yaml/node_events.h"

namespace tare::yaml {
namespace {

void AppendCollection(const Node& key, Account& account, std::pmr::string* pointer) {
  std::pmr::string text(&account);
  const std::unique_ptr<Output> out = Output::ToString(&text, account);
  Emitter emitter(*out, account, {.style = EmitStyle::kFlow});
  EmitNode(key, emitter, account);
  [[maybe_unused]] const Result<void> committed = out->Commit();  // into memory: cannot fail
  while (text.ends_with('\n')) text.pop_back();
  AppendPointerToken(text, pointer);
}

}  // namespace

void AppendPointerToken(std::string_view token, std::pmr::string* pointer) {
  pointer->push_back('/');
  for (size_t begin = 0; begin <= token.size();) {
    const size_t special = std::min(token.find_first_of("~/", begin), token.size());
    pointer->append(token, begin, special - begin);
    if (special == token.size()) return;
    pointer->append(token[special] == '~' ? "~0" : "~1");
    begin = special + 1;
  }
}

void AppendPointerStep(const Node& key, uint64_t index, Account& account, std::pmr::string* pointer) {
  NumberRoom room;
  if (!key.exists()) {
    const char* end = std::to_chars(room.data(), room.data() + room.size(), index).ptr;
    AppendPointerToken({room.data(), static_cast<size_t>(end - room.data())}, pointer);
  } else if (key.is_sequence() || key.is_mapping()) {
    AppendCollection(key, account, pointer);
  } else {
    std::pmr::string scratch(&account);
    AppendPointerToken(ScalarContent(key, &room, &scratch), pointer);
  }
}

void TakePointerToken(std::string_view* pointer, std::pmr::string* token) {
  pointer->remove_prefix(1);
  const std::string_view written = pointer->substr(0, pointer->find('/'));
  pointer->remove_prefix(written.size());
  token->clear();
  for (size_t i = 0; i < written.size(); ++i) {
    const char next = i + 1 < written.size() ? written[i + 1] : '\0';
    const bool escape = written[i] == '~' && (next == '0' || next == '1');
    token->push_back(!escape ? written[i] : next == '0' ? '~' : '/');
    if (escape) ++i;
  }
}

}  // namespace tare::yaml
