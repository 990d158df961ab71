#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"

namespace tare::html {

// Resolves references against the page's base URL (RFC 3986, section 5.2).
class BaseUrl {
 public:
  // `document` is the page's own URL, or empty where it is not known: then relative references stay as they
  // are.
  BaseUrl(std::string_view document, Account& account);

  // The href of the page's first <base>.
  void SetBase(std::string_view href);
  // The URL that `reference`, an attribute's value, names. A view of `reference` or of `*buffer`.
  std::string_view Resolve(std::string_view reference, std::pmr::string* buffer) const;

 private:
  std::pmr::string base_;
  bool has_base_ = false;
};

}  // namespace tare::html
