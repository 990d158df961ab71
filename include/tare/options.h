#pragma once

// How a document is read and written. Defaults suit a whole document for people to read.

#include <atomic>
#include <cstdint>
#include <string>

namespace tare {

struct ReadOptions {
  std::string charset{};         // overrides what the document says; a WHATWG label
  std::string base_url{};        // relative links are resolved against it
  bool main_content = false;     // HTML: leave out navigation and other boilerplate
  bool headers_footers = false;  // RTF: keep page headers and footers
  bool raw_html = true;          // RTF: keep raw HTML that it brings along; off where a browser would run it
};

enum class JsonForm : uint8_t {
  kEvents,  // an array of the document's events
  kResult,  // one object: content, metadata, tables, images, warnings
};

struct WriteOptions {
  bool fragment = false;  // HTML: no <html>, <head> and <body> around the content
  std::string title{};    // HTML: of a document that has none; empty: the input's name, without its extension
  bool metadata = false;  // Markdown: front matter from the document's metadata
  JsonForm json = JsonForm::kEvents;
};

// Shared between a job and those who watch it or stop it.
struct JobControl {
  std::atomic<bool> stop{false};                // set to end this job, as when its output fails
  const std::atomic<bool>* stop_all = nullptr;  // ends every job that looks at it: Ctrl-C
  std::atomic<uint64_t> position{0};            // bytes of input read, for progress bars

  bool stopped() const {
    return stop.load(std::memory_order_relaxed) ||
           (stop_all != nullptr && stop_all->load(std::memory_order_relaxed));
  }
};

}  // namespace tare
