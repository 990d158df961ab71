// What "<!" begins: comments, DOCTYPE and CDATA sections; 13.2.5.41 to 13.2.5.71.

#include "readers/html/tokenizer.h"
#include "readers/html/tokenizer_scan.h"

namespace tare::html {
namespace {

constexpr std::string_view kCdataStart = "[CDATA[";

}  // namespace

// After "<!"; `start` is the "<".
void Tokenizer::ReadMarkupDeclaration(const char* start) {
  if (StartsWith("--")) {
    next_ += 2;
    ReadComment(start);
  } else if (StartsWithIgnoringCase("doctype")) {
    next_ += 7;
    ReadDoctype(start);
  } else if (StartsWith(kCdataStart)) {
    if (handler_.InForeignContent()) {
      next_ += kCdataStart.size();
      run_ = next_;
      ReadCdataSection();
    } else {
      Error("cdata-in-html-content", next_ + kCdataStart.size() - 1);
      ReadBogusComment(start);
    }
  } else {
    Error("incorrectly-opened-comment", next_);
    ReadBogusComment(start);
  }
}

// After "<!--". Only a ">" can close a comment, if the right dashes stand before it.
void Tokenizer::ReadComment(const char* start) {
  Raw text{.begin = next_, .end = nullptr};
  for (;; ++next_) {
    next_ = Find<'>', '<', '\r', '\0'>(next_);
    if (AtEnd()) break;
    text.end = next_;
    switch (*next_) {
      case '>':
        if (text.text().empty() || text.text() == "-") {
          Error("abrupt-closing-of-empty-comment", next_);
          text.end = text.begin;
        } else if (text.text().ends_with("--")) {
          text.end -= 2;
        } else if (text.text().ends_with("--!")) {
          Error("incorrectly-closed-comment", next_);
          text.end -= 3;
        } else {
          continue;
        }
        ++next_;
        EmitComment(text, start);
        return;
      case '<':
        if (StartsWith("<!--") && next_ + 4 < end_ && next_[4] != '>') Error("nested-comment", next_ + 4);
        continue;
      case '\0':
        Error("unexpected-null-character", next_);
        [[fallthrough]];
      default:
        text.changed = true;
    }
  }
  Error("eof-in-comment", end_);
  text.end = end_;
  for (const std::string_view dashes : {"--!", "--", "-"}) {
    if (text.text().ends_with(dashes)) {
      text.end -= dashes.size();
      break;
    }
  }
  EmitComment(text, start);
}

// A comment from here to the next ">".
void Tokenizer::ReadBogusComment(const char* start) {
  Raw text{.begin = next_, .end = nullptr};
  for (;; ++next_) {
    next_ = Find<'>', '\r', '\0'>(next_);
    if (AtEnd() || *next_ == '>') break;
    if (*next_ == '\0') Error("unexpected-null-character", next_);
    text.changed = true;
  }
  text.end = next_;
  if (!AtEnd()) ++next_;
  EmitComment(text, start);
}

void Tokenizer::EmitComment(Raw text, const char* start) {
  if (stopped_) return;
  handler_.Comment(Normalize(text), OffsetOf(start));
  ForgetDecoded();
}

// After "<!DOCTYPE".
void Tokenizer::ReadDoctype(const char* start) {
  Doctype doctype;
  ReadDoctypeParts(doctype);
  if (!stopped_) handler_.DoctypeToken(doctype, OffsetOf(start));
  ForgetDecoded();
}

void Tokenizer::ReadDoctypeParts(Doctype& doctype) {
  if (!AtEnd() && !IsSpace(*next_) && *next_ != '>') Error("missing-whitespace-before-doctype-name", next_);
  if (DoctypeEnds(doctype, "missing-doctype-name")) return;
  const char* name_begin = next_;
  const uint8_t seen = SkipNameUntil(kSpace | kGreaterThan);
  doctype.name = LowerCase({name_begin, next_, (seen & (kUpperCase | kNull)) != 0}, /*is_attribute=*/false);
  doctype.has_name = true;
  if (DoctypeEnds(doctype, {})) return;
  if (StartsWithIgnoringCase("public")) {
    next_ += 6;
    ReadPublicIdentifier(doctype);
  } else if (StartsWithIgnoringCase("system")) {
    next_ += 6;
    const bool spaced = !AtEnd() && IsSpace(*next_);
    if (DoctypeEnds(doctype, "missing-doctype-system-identifier")) return;
    ReadSystemIdentifier(doctype,
                         spaced ? std::string_view() : "missing-whitespace-after-doctype-system-keyword");
  } else {
    BreakDoctype(doctype, "invalid-character-sequence-after-doctype-name");
  }
}

// After "PUBLIC".
void Tokenizer::ReadPublicIdentifier(Doctype& doctype) {
  const bool spaced = !AtEnd() && IsSpace(*next_);
  if (DoctypeEnds(doctype, "missing-doctype-public-identifier")) return;
  if (*next_ != '"' && *next_ != '\'') {
    BreakDoctype(doctype, "missing-quote-before-doctype-public-identifier");
    return;
  }
  if (!spaced) Error("missing-whitespace-after-doctype-public-keyword", next_);
  doctype.has_public_id = true;
  if (!ReadIdentifier(doctype, &doctype.public_id, "abrupt-doctype-public-identifier")) return;
  const bool spaced_again = !AtEnd() && IsSpace(*next_);
  if (DoctypeEnds(doctype, {})) return;
  ReadSystemIdentifier(doctype, spaced_again
                                    ? std::string_view()
                                    : "missing-whitespace-between-doctype-public-and-system-identifiers");
}

// Where its quote should be. `spacing_error` is what to report if it is; may be empty.
void Tokenizer::ReadSystemIdentifier(Doctype& doctype, std::string_view spacing_error) {
  if (*next_ != '"' && *next_ != '\'') {
    BreakDoctype(doctype, "missing-quote-before-doctype-system-identifier");
    return;
  }
  if (!spacing_error.empty()) Error(spacing_error, next_);
  doctype.has_system_id = true;
  if (!ReadIdentifier(doctype, &doctype.system_id, "abrupt-doctype-system-identifier")) return;
  if (DoctypeEnds(doctype, {})) return;
  Error("unexpected-character-after-doctype-system-identifier", next_);
  ReadBogusDoctype();
}

// Skips white space; true if that leads to the end of the DOCTYPE or of the input. A ">" here is the error
// named, if one is.
bool Tokenizer::DoctypeEnds(Doctype& doctype, std::string_view error) {
  SkipWhitespace();
  if (AtEnd()) {
    Error("eof-in-doctype", end_);
    doctype.force_quirks = true;
    return true;
  }
  if (*next_ != '>') return false;
  if (!error.empty()) {
    Error(error, next_);
    doctype.force_quirks = true;
  }
  ++next_;
  return true;
}

// At the opening quote. False where the DOCTYPE ends before the closing one.
bool Tokenizer::ReadIdentifier(Doctype& doctype, std::string_view* identifier,
                               std::string_view abrupt_error) {
  const char quote = *next_++;
  Raw text{.begin = next_, .end = nullptr};
  for (;; ++next_) {
    next_ = quote == '"' ? Find<'"', '>', '\r', '\0'>(next_) : Find<'\'', '>', '\r', '\0'>(next_);
    if (AtEnd() || *next_ == '>' || *next_ == quote) break;
    if (*next_ == '\0') Error("unexpected-null-character", next_);
    text.changed = true;
  }
  text.end = next_;
  *identifier = Normalize(text);
  if (AtEnd() || *next_ == '>') {
    DoctypeEnds(doctype, abrupt_error);
    return false;
  }
  ++next_;
  return true;
}

// Skips to the end of a DOCTYPE that is in error here.
void Tokenizer::BreakDoctype(Doctype& doctype, std::string_view error) {
  Error(error, next_);
  doctype.force_quirks = true;
  ReadBogusDoctype();
}

void Tokenizer::ReadBogusDoctype() {
  for (;; ++next_) {
    next_ = Find<'>', '\0'>(next_);
    if (AtEnd()) return;
    if (*next_ == '>') break;
    Error("unexpected-null-character", next_);
  }
  ++next_;
}

// After "<![CDATA[".
void Tokenizer::ReadCdataSection() {
  while (FindInText<']', '\r'>()) {
    if (*next_ == '\r') {
      ReadLineEnd();
    } else if (StartsWith("]]>")) {
      FlushText(next_);
      next_ += 3;
      run_ = next_;
      return;
    } else {
      ++next_;
    }
  }
  Error("eof-in-cdata", end_);
}

}  // namespace tare::html
