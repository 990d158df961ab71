#pragma once

// What is content and what is boilerplate on a page, for ReadOptions::main_content. By what pages say: their
// elements, roles, and the names of classes and ids that site builders the world over have settled on.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "readers/html/element.h"
#include "readers/html/tokenizer.h"

namespace tare::html {

// The element that a page marks as its content.
enum class ContentMark : uint8_t {
  kNone,
  kMain,     // <main>, role=main
  kArticle,  // <article>
};

// Looks through the beginning of the page, up to kMarkSearched bytes, for a mark that holds a fair share of
// the text.
inline constexpr size_t kMarkSearched = 4 << 20;
ContentMark FindContentMark(std::string_view page);

// Whether the element is one of those the mark stands for.
bool HasContentMark(const Tag& tag, Element element, ContentMark mark);

// Whether the element holds boilerplate: navigation, advertisement, forms to subscribe, ... `in_content`: it
// stands in an element that is marked as content, where headers are headers of the text, and sections named
// as the text pleases.
bool IsBoilerplate(const Tag& tag, Element element, bool in_content);

}  // namespace tare::html
