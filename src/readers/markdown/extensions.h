#pragma once

namespace tare {

// What is read beyond CommonMark 0.31.2. The defaults are what people write; all off is pure CommonMark,
// which the conformance tests need.
struct MarkdownExtensions {
  bool tables = true;           // GitHub Flavored Markdown (GFM) 4.10
  bool task_items = true;       // GFM 5.3
  bool strikethrough = true;    // GFM 6.5: ~one~ or ~~two~~ tildes
  bool autolinks = true;        // GFM 6.9: www., http://, https://, ftp:// and e-mail addresses
  bool footnotes = true;        // as GitHub and md4c: [^label] and [^label]: text
  bool front_matter = true;     // a YAML (---) or TOML (+++) block at the very start
  bool attributes = true;       // {#name .class}, left out, and divisions (:::): see attributes.h
  bool heading_anchors = true;  // named as on GitHub, or as their attributes say: see heading_slug.h
  bool superscripts = false;    // as md4c: ^text^. Off: powers (x^2 + y^2) are more common

  static constexpr MarkdownExtensions None() {
    return {false, false, false, false, false, false, false, false, false};
  }
};

}  // namespace tare
