#pragma once

// What a page says about itself: <title>, <meta>, <link rel=canonical>, <html lang>.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "readers/html/tokenizer.h"
#include "tare/document.h"
#include "tare/memory.h"

namespace tare::html {

class PageMetadata {
 public:
  PageMetadata(Sink& sink, Account& account);

  void Add(std::string_view key, std::string_view value);
  void AddMeta(const Tag& meta);
  // The text of a <title>, in pieces. Only the first counts.
  void AddTitleText(std::string_view text);
  void EndTitle();

 private:
  static constexpr size_t kMaxTitle = 16384;  // bytes
  static constexpr size_t kMaxEntries = 256;  // a page that has more is not talking to people

  bool IsNew(std::string_view key, std::string_view value, bool may_repeat);

  Sink& sink_;
  std::pmr::string title_;
  bool title_full_ = false;
  bool title_ended_ = false;
  std::array<uint64_t, kMaxEntries> seen_;  // hashes of what was sent
  size_t seen_count_ = 0;
};

}  // namespace tare::html
