#include "readers/markdown/definitions.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "readers/markdown/characters.h"
#include "readers/markdown/label.h"
#include "readers/markdown/link_syntax.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;

// Where the next line begins if nothing but blanks is left on this one; else npos.
size_t SkipLineEnd(std::string_view text, size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  if (at == text.size()) return at;
  return text[at] == '\n' ? at + 1 : kNone;
}

}  // namespace

size_t ScanLinkDefinition(std::string_view text, size_t at, LinkDefinition* definition) {
  at = ScanLabel(text, at, &definition->label);
  if (at == kNone || at == text.size() || text[at] != ':') return kNone;
  const size_t begin = SkipSpace(text, at + 1);
  const size_t end = ScanDestination(text, begin, &definition->destination);
  if (end == kNone || end == begin) return kNone;

  definition->title = {};
  const size_t title_begin = SkipSpace(text, end);
  if (title_begin > end) {
    const size_t title_end = ScanTitle(text, title_begin, &definition->title);
    if (title_end != kNone) {
      if (const size_t next = SkipLineEnd(text, title_end); next != kNone) return next;
      definition->title = {};
    }
  }
  return SkipLineEnd(text, end);
}

Definitions::Definitions(std::string_view source, Account& account)
    : source_(source), copies_(account, 2 * kMaxCopiedBytes), links_(&account), footnotes_(&account) {}

bool Definitions::Add(const LinkDefinition& definition, Table& table) {
  if (table.size() == kMaxCount) return false;
  LinkDefinition kept = definition;
  if (!Keep(&kept.label) || !Keep(&kept.destination) || !Keep(&kept.title)) return false;
  table.push_back({HashLabel(kept.label), static_cast<uint32_t>(table.size()), kept});
  return true;
}

bool Definitions::Keep(std::string_view* text) {
  const std::less_equal<> before;
  if (text->empty() || (before(source_.data(), text->data()) &&
                        before(text->data() + text->size(), source_.data() + source_.size()))) {
    return true;
  }
  if (copied_ + text->size() > kMaxCopiedBytes) return false;
  copied_ += text->size();
  *text = copies_.Copy(*text);
  return true;
}

void Definitions::Seal() {
  for (Table* table : {&links_, &footnotes_}) {
    std::ranges::sort(*table, {}, [](const Entry& entry) { return std::tuple(entry.hash, entry.order); });
  }
  sealed_ = true;
}

const LinkDefinition* Definitions::Find(const Table& table, std::string_view label) {
  if (table.empty()) return nullptr;
  const uint64_t hash = HashLabel(label);
  auto entry = std::ranges::lower_bound(table, hash, {}, &Entry::hash);
  for (; entry != table.end() && entry->hash == hash; ++entry) {
    if (LabelsMatch(entry->definition.label, label)) return &entry->definition;
  }
  return nullptr;
}

}  // namespace tare::markdown
