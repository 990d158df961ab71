#include "readers/html/metadata.h"

#include <algorithm>

#include "readers/html/ascii.h"
#include "readers/html/whitespace.h"

namespace tare::html {
namespace {

// Names of <meta>, and the keys of tare/document.h that they mean.
struct KnownName {
  std::string_view name;
  std::string_view key;
};

constexpr KnownName kKnownNames[] = {
    {"author", "author"},
    {"citation_author", "author"},
    {"dc.creator", "author"},
    {"dcterms.creator", "author"},
    {"description", "description"},
    {"dc.description", "description"},
    {"keywords", "keywords"},
    {"news_keywords", "keywords"},
    {"generator", "generator"},
    {"subject", "subject"},
    {"dc.subject", "subject"},
    {"language", "language"},
    {"content-language", "language"},
    {"dc.language", "language"},
    {"publisher", "publisher"},
    {"dc.publisher", "publisher"},
    {"copyright", "rights"},
    {"rights", "rights"},
    {"dc.rights", "rights"},
    {"date", "created"},
    {"dc.date", "created"},
    {"dcterms.created", "created"},
    {"article:published_time", "created"},
    {"citation_publication_date", "created"},
    {"article:modified_time", "modified"},
    {"og:updated_time", "modified"},
    {"dcterms.modified", "modified"},
    {"last-modified", "modified"},
};

// Vocabularies whose names are kept as they are.
constexpr std::string_view kKeptPrefixes[] = {"og:", "article:", "book:", "profile:", "twitter:"};

bool IsIsoDate(std::string_view value) {
  return value.size() >= 10 && value[4] == '-' && value[7] == '-' &&
         std::ranges::all_of(value.substr(0, 4), [](char c) { return c >= '0' && c <= '9'; });
}

// FNV-1a.
uint64_t Hash(std::string_view text, uint64_t seed = 0xCBF29CE484222325) {
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return seed;
}

}  // namespace

PageMetadata::PageMetadata(Sink& sink, Account& account) : sink_(sink), title_(&account) {}

void PageMetadata::Add(std::string_view key, std::string_view value) {
  value = TrimAscii(value);
  if (value.empty()) return;
  const bool is_date = key == "created" || key == "modified";
  if (is_date && !IsIsoDate(value)) return;
  // There is one of each, as the first of two titles counts; but authors, and what a vocabulary repeats.
  const bool may_repeat = key == "author" || key.contains(':');
  if (IsNew(key, value, may_repeat)) sink_.Metadata(key, value);
}

bool PageMetadata::IsNew(std::string_view key, std::string_view value, bool may_repeat) {
  const uint64_t hash = may_repeat ? Hash(value, Hash(key)) : Hash(key);
  const auto end = seen_.begin() + static_cast<ptrdiff_t>(seen_count_);
  if (seen_count_ == kMaxEntries || std::find(seen_.begin(), end, hash) != end) return false;
  seen_[seen_count_++] = hash;
  return true;
}

void PageMetadata::AddMeta(const Tag& meta) {
  std::string_view name;
  std::string_view content;
  for (const Attribute& attribute : meta.attributes) {
    if (attribute.name == "content") content = attribute.value;
    if (attribute.name == "name" || attribute.name == "property" || attribute.name == "http-equiv") {
      name = TrimAscii(attribute.value);
    }
  }
  constexpr size_t kLongestName = 64;
  if (name.empty() || name.size() > kLongestName) return;
  char lower[kLongestName];
  std::ranges::transform(name, lower, text::Lower);
  const std::string_view key(lower, name.size());

  for (const KnownName& known : kKnownNames) {
    if (key == known.name) Add(known.key, content);
  }
  for (const std::string_view prefix : kKeptPrefixes) {
    if (key.starts_with(prefix) && key.size() > prefix.size()) Add(key, content);
  }
}

void PageMetadata::AddTitleText(std::string_view text) {
  if (!title_ended_ && !title_full_) title_full_ = !AppendCollapsed(text, kMaxTitle, &title_);
}

void PageMetadata::EndTitle() {
  if (title_ended_) return;
  title_ended_ = !TrimAscii(title_).empty();
  if (title_ended_) Add("title", title_);
}

}  // namespace tare::html
