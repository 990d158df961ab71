// Script data and its escapes, 13.2.5.4 and 13.2.5.15 to 13.2.5.31: inside "<!--" a script may hold another
// "<script>" with its end tag.

#include "readers/html/tokenizer.h"
#include "readers/html/tokenizer_scan.h"

namespace tare::html {

void Tokenizer::ReadScriptData() {
  while (FindInText<'<', '\r', '\0'>()) {
    if (*next_ == '\r') {
      ReadLineEnd();
    } else if (*next_ == '\0') {
      ReplaceNull();
    } else if (ReadAppropriateEndTag()) {
      return;
    } else if (StartsWith("<!--")) {
      next_ += 2;
      if (ReadEscapedScript()) return;
    } else {
      ++next_;
    }
  }
}

// At the dashes of "<!--", which may be those of "-->" as well. True where the script ended, false after
// "-->".
bool Tokenizer::ReadEscapedScript() {
  const char* const dashes = next_;
  bool doubly = false;  // inside an inner "<script>"
  next_ += 2;
  while (FindInText<'>', '<', '\r', '\0'>()) {
    switch (*next_) {
      case '>':
        ++next_;
        if (next_ - dashes >= 3 && next_[-2] == '-' && next_[-3] == '-') return false;
        break;
      case '<':
        if (!doubly && ReadAppropriateEndTag()) return true;
        ++next_;
        if (doubly) {
          if (!AtEnd() && *next_ == '/' && SkipScriptName(next_ + 1)) doubly = false;
        } else if (SkipScriptName(next_)) {
          doubly = true;
        }
        break;
      case '\r':
        ReadLineEnd();
        break;
      default:
        ReplaceNull();
    }
  }
  Error("eof-in-script-html-comment-like-text", end_);
  return true;
}

// Skips "script" and the byte that ends the name, if they stand at `name`.
bool Tokenizer::SkipScriptName(const char* name) {
  const char* const back = next_;
  next_ = name;
  if (StartsWithIgnoringCase("script") && name + 6 < end_ &&
      (ClassOf(name[6]) & (kSpace | kSolidus | kGreaterThan))) {
    // A CR is left for what reads text; it changes nothing here.
    next_ = name[6] == '\r' ? name + 6 : name + 7;
    return true;
  }
  next_ = back;
  return false;
}

}  // namespace tare::html
