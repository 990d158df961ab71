#pragma once

// Which picture an <img> shows, and data: URLs (RFC 2397).

#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "readers/html/tokenizer.h"

namespace tare::html {

// The URL of the picture, from src, or from the attributes that pages load pictures by later where src is
// empty or a placeholder. Empty where there is none. A view of the tag's attributes.
std::string_view ImageUrl(const Tag& tag);

// A picture of one pixel or less, as counters of visits have it.
bool IsInvisible(const Tag& tag);

struct DataUrl {
  std::string_view media_type;
  std::string_view data;  // as encoded
  bool base64 = false;
};

// The parts of a data: URL. Nothing for any other.
std::optional<DataUrl> ParseDataUrl(std::string_view url);
// Appends the bytes. False where the encoding is broken; what was decoded so far is then of no use.
bool DecodeData(const DataUrl& url, std::pmr::string* bytes);

}  // namespace tare::html
