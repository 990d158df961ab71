#include "writers/markdown_text.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "text/ascii.h"
#include "text/entities.h"
#include "text/scan.h"

namespace tare::to_markdown {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

constexpr text::ByteSet kSpecials("\\`*_~[]<&!:.@{\n");
constexpr text::ByteSet kCellSpecials("\\`*_~[]<&!:.@{\n|");

constexpr size_t kMaxReference = 16;

size_t FormatReference(text::CodePoint c, char* to) {
  to[0] = '&';
  to[1] = '#';
  char* const end = std::to_chars(to + 2, to + kMaxReference - 1, static_cast<uint32_t>(c)).ptr;
  *end = ';';
  return static_cast<size_t>(end - to) + 1;
}

bool IsDomainByte(char c) {
  return IsAlphanumeric(c) || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

bool IsMailNameByte(char c) { return IsAlphanumeric(c) || std::string_view(".-_+").contains(c); }

// Whether what follows looks like a domain: names with a period between. `open`: at the text's end it may go
// on.
bool StartsWithDomain(std::string_view text, bool open) {
  size_t end = 0;
  while (end < text.size() && IsDomainByte(text[end])) ++end;
  if (open && end == text.size()) return true;
  const size_t period = text.substr(0, end).find('.');
  return period != std::string_view::npos && period > 0 && period + 1 < end;
}

// Bare links begin where a line or a word does (GFM 6.9).
bool MayBeginUrl(std::string_view before) {
  return before.empty() || std::string_view(" \t\n*_~(").contains(before.back());
}

// Sorts out what TextEscaper would look at and nearly always leave as it is: the periods of sentences.
bool MayNeedEscape(std::string_view text, size_t special) {
  switch (text[special]) {
    case '.':
      return special > 0 && text::Lower(text[special - 1]) == 'w';
    case ':':
      return special + 1 < text.size() && text[special + 1] == '/';
    case '!':
      return special + 1 == text.size();
    default:
      return true;
  }
}

class TextEscaper {
 public:
  TextEscaper(std::string_view text, const TextPlace& place, Output& out)
      : text_(text), place_(place), out_(out) {
    if (place.encode_last) last_ = text.size() - LastCharacter(text).length;
  }

  void Run() {
    if (place_.encode_first) {
      EncodeFirst();
    } else if (place_.line_start != LineStart::kNone) {
      EscapeLineStart();
    } else if (place_.escape_first.contains(text_[0])) {
      EscapeEach(0, 1);
    }
    size_t end = text_.size();
    if (place_.encode_last) {
      end = std::max(run_, last_);
    } else if (place_.ends_heading) {
      end = std::max(run_, ClosingHashes());
    }
    EscapeInline(end);
    if (end == text_.size()) return;
    if (place_.encode_last) {
      WriteReference(text::Decode(text_, end).code_point);
    } else {
      out_.Put('\\');
      out_.Write(text_.substr(end));
    }
  }

 private:
  text::CodePoint After(size_t at) const {
    if (at == last_) return '&';
    return at < text_.size() ? text::Decode(text_, at).code_point : place_.after;
  }
  CharacterClass ClassBefore(size_t at) const {
    if (at > 0 && at == first_end_) return CharacterClass::kPunctuation;
    return at > 0 ? ClassOf(text::DecodeBefore(text_, at).code_point) : place_.before;
  }
  bool IsAsciiPunctuationAfter(size_t at) const {
    const text::CodePoint c = After(at);
    return c < 0x80 && IsAsciiPunctuation(static_cast<char>(c));
  }
  bool IsHeldAfter(size_t at) const { return place_.after_is_held && at == text_.size(); }
  // Whether a word at the text's end may go on: with a letter, or an underscore that begins or ends a span.
  bool IsOpen() const {
    return place_.after == '*' || place_.after == '_' || ClassOf(place_.after) == CharacterClass::kWord;
  }
  // Whether there is white space after the first `at` bytes, or nothing.
  bool IsSpaceAfter(size_t at) const {
    const text::CodePoint c = After(at);
    return c == ' ' || c == '\t' || c == '\n' || c == 0;
  }
  bool EndsLine() const { return place_.after == '\n' || place_.after == 0; }
  size_t RunEnd(size_t at) const { return std::min(text_.find_first_not_of(text_[at], at), text_.size()); }

  void WriteTo(size_t end) {
    out_.Write(text_.substr(run_, end - run_));
    run_ = end;
  }
  void EscapeAt(size_t at) {
    WriteTo(at);
    out_.Put('\\');
  }
  void EscapeEach(size_t from, size_t to) {
    for (; from < to; ++from) {
      EscapeAt(from);
      WriteTo(from + 1);
    }
  }

  void WriteReference(text::CodePoint c) {
    char reference[kMaxReference];
    out_.Write({reference, FormatReference(c, reference)});
  }
  void EncodeFirst() {
    const text::Decoded first = text::Decode(text_, 0);
    WriteReference(first.code_point);
    run_ = first_end_ = first.length;
  }
  // Where a heading's text ends in hashes that would close it, begins the run of them.
  size_t ClosingHashes() const {
    const size_t begin = text_.find_last_not_of('#') + 1;
    if (begin == text_.size()) return begin;
    const bool after_space = begin > 0 ? text_[begin - 1] == ' ' || text_[begin - 1] == '\t'
                                       : place_.before == CharacterClass::kSpace;
    return after_space ? begin : text_.size();
  }

  // What a line begins with may begin a block.
  void EscapeLineStart();
  bool IsOnly(std::string_view characters) const {
    return EndsLine() && text_.find_first_not_of(characters) == std::string_view::npos;
  }
  // A thematic break of the first character, or of that and the item's marker.
  bool IsBreakLine() const {
    const char characters[] = {text_[0], ' ', '\t'};
    return IsOnly({characters, 3}) && (place_.begins_item || std::ranges::count(text_, text_[0]) >= 3);
  }
  bool IsDelimiterRow() const { return place_.line_start == LineStart::kFollowing && IsOnly("-:| \t"); }
  // "::: name", around blocks.
  bool IsDivisionFence(size_t run) const { return text_[0] == ':' && run >= 3; }
  void EscapeNumber();
  bool IsDefinition() const;
  bool IsTask() const;

  void EscapeInline(size_t end);
  size_t EscapeDelimiters(size_t at, size_t end);
  bool IsTagStart(size_t at) const;
  bool MayLink(size_t at) const;
  bool NameReaches(size_t at) const;
  bool IsUrl(size_t colon) const;
  bool IsWww(size_t period) const;
  bool IsMail(size_t at) const;
  bool MayBeginAttributes(size_t at) const;
  bool NeedsEscape(size_t at) const;

  const std::string_view text_;
  const TextPlace& place_;
  Output& out_;
  size_t run_ = 0;                        // what is before it was written
  size_t first_end_ = 0;                  // where the first character ends, if it became a reference
  size_t last_ = std::string_view::npos;  // where the last character begins, if it becomes a reference
};

void TextEscaper::EscapeLineStart() {
  const char first = text_[0];
  const size_t run = RunEnd(0);
  switch (first) {
    case '#':
      if (run <= 6 && IsSpaceAfter(run)) EscapeEach(0, 1);
      break;
    case '>':
      EscapeEach(0, 1);
      break;
    case '+':
      // Also "+++", which may enclose a document's front matter.
      if (IsSpaceAfter(1) || (run == 3 && IsSpaceAfter(run))) EscapeEach(0, 1);
      break;
    case '-':
      if (IsSpaceAfter(1) || IsBreakLine() || IsDelimiterRow()) EscapeEach(0, 1);
      break;
    case '*':
      if (IsSpaceAfter(1) || IsBreakLine()) EscapeEach(0, run);
      break;
    case '_':
      if (IsBreakLine()) EscapeEach(0, run);
      break;
    case '=':
      if (place_.line_start == LineStart::kFollowing && IsOnly("= \t")) EscapeEach(0, 1);
      break;
    case '~':
      if (run >= 3) EscapeEach(0, run);
      break;
    case '|':
    case ':':
      if (IsDelimiterRow() || IsDivisionFence(run)) EscapeEach(0, 1);
      break;
    case '[':
      if (IsDefinition() || IsTask()) EscapeEach(0, 1);
      break;
    case '\t':
      EncodeFirst();
      break;
    default:
      if (IsDigit(first)) EscapeNumber();
  }
}

// "1." and "1)" begin an item.
void TextEscaper::EscapeNumber() {
  const size_t end = std::min(text_.find_first_not_of(kDigits), text_.size());
  if (end > 9 || end == text_.size()) return;
  if ((text_[end] == '.' || text_[end] == ')') && IsSpaceAfter(end + 1)) EscapeEach(end, end + 1);
}

// "[label]:" at the start of a paragraph defines a link.
bool TextEscaper::IsDefinition() const {
  if (place_.line_start != LineStart::kFirst) return false;
  size_t end = text_.find(']');
  while (end != std::string_view::npos && After(end + 1) == '(') end = text_.find(']', end + 1);  // escaped
  return end == std::string_view::npos || After(end + 1) == ':';
}

bool TextEscaper::IsTask() const {
  return place_.begins_item && text_.size() >= 3 && text_[2] == ']' && IsSpaceAfter(3) &&
         std::string_view(" xX").contains(text_[1]);
}

void TextEscaper::EscapeInline(size_t end) {
  const std::string_view text = text_.substr(0, end);
  const text::ByteSet& specials = place_.in_cell ? kCellSpecials : kSpecials;
  for (size_t at = run_;;) {
    at = text::FindFirstOf(text, specials, at);
    if (at == end) break;
    const char c = text[at];
    if (c == '*' || c == '_' || c == '~') {
      at = EscapeDelimiters(at, end);
      continue;
    }
    if (c == '\n') {  // which text should not hold
      WriteTo(at);
      WriteReference('\n');
      run_ = at + 1;
    } else if (NeedsEscape(at)) {
      EscapeAt(at);
    }
    ++at;
  }
  WriteTo(end);
}

bool TextEscaper::NeedsEscape(size_t at) const {
  switch (text_[at]) {
    case '\\':
      return IsAsciiPunctuationAfter(at + 1) || After(at + 1) == '\n' || IsHeldAfter(at + 1);
    case '`':
    case '|':
      return true;
    case '[':
      return place_.in_brackets || After(at + 1) == '^';
    case ']':
      return place_.in_brackets || After(at + 1) == '(';
    case '<':
      return IsTagStart(at);
    case '&':
      return StartsWithReference(text_.substr(at));
    case '!':  // before a link or a footnote reference; a bracket in the text opens no image
      return at + 1 == text_.size() && place_.after == '[';
    case '{':
      return MayBeginAttributes(at);
    case ':':
      return MayLink(at) && IsUrl(at);
    case '.':
      return MayLink(at) && IsWww(at);
    default:
      return (MayLink(at) || NameReaches(at)) && IsMail(at);
  }
}

// A run of * _ or ~. Returns where it ends.
size_t TextEscaper::EscapeDelimiters(size_t at, size_t end) {
  const size_t run_end = std::min(RunEnd(at), end);
  const char delimiter = text_[at];
  const Flanking flanking(ClassBefore(at), ClassOf(After(run_end)));
  // Three tildes are no delimiter, unless they touch one.
  const bool touches = at == 0 || run_end == text_.size();
  const bool is_text = delimiter == '~' && run_end - at > 2 && !touches;
  const bool pairs = flanking.CanOpen(delimiter) || flanking.CanClose(delimiter) || IsHeldAfter(run_end);
  if (!is_text && pairs) EscapeEach(at, run_end);
  return run_end;
}

// "{#name .class key=value}" is read after brackets, code and a heading's text.
bool TextEscaper::MayBeginAttributes(size_t at) const {
  const char before = at > 0 ? text_[at - 1] : place_.before == CharacterClass::kPunctuation ? ']' : ' ';
  const bool in_place = before == ']' || (place_.in_heading && (before == ' ' || before == '\t'));
  const text::CodePoint next = After(at + 1);
  return in_place && next < 0x80 &&
         (IsLetter(static_cast<char>(next)) ||
          std::string_view("#.:_- \t\n").contains(static_cast<char>(next)));
}

// A tag, comment or autolink may begin here. What is certain not to be one: "< ", "<<", "<= ", "<- ".
bool TextEscaper::IsTagStart(size_t at) const {
  const auto ends_it = [](text::CodePoint c) {
    return c == ' ' || c == '\t' || c == '\n' || c == 0 || c == '<';
  };
  const text::CodePoint next = After(at + 1);
  if (ends_it(next)) return false;
  return !((next == '=' || next == '-') && at + 2 <= text_.size() && ends_it(After(at + 2)));
}

// Whether a bare link around `at` would matter. In a link's text there is none, but a parser may take it for
// one at first, together with the delimiter that follows.
bool TextEscaper::MayLink(size_t at) const {
  return !place_.in_brackets ||
         (place_.after == '*' && text_.find_first_of(" <", at) == std::string_view::npos);
}

// The same for the name of an address: whether it goes back to the text's start, where an underscore may end
// a span.
bool TextEscaper::NameReaches(size_t at) const {
  return std::ranges::all_of(text_.substr(0, at), IsMailNameByte);
}

bool TextEscaper::IsUrl(size_t colon) const {
  if (!text_.substr(colon).starts_with("://") || !StartsWithDomain(text_.substr(colon + 3), IsOpen()))
    return false;
  for (const std::string_view scheme : {"http", "https", "ftp"}) {
    const std::string_view before = text_.substr(0, colon);
    if (text::EndsWithIgnoringCase(before, scheme) && MayBeginUrl(before.substr(0, colon - scheme.size())))
      return true;
  }
  return false;
}

bool TextEscaper::IsWww(size_t period) const {
  const std::string_view before = text_.substr(0, period);
  if (!text::EndsWithIgnoringCase(before, "www") || !MayBeginUrl(before.substr(0, period - 3))) return false;
  const text::CodePoint next = After(period + 1);
  return next >= 0x80 || IsDomainByte(static_cast<char>(next));
}

bool TextEscaper::IsMail(size_t at) const {
  if (at == 0) return false;
  return IsMailNameByte(text_[at - 1]) && StartsWithDomain(text_.substr(at + 1), IsOpen());
}

}  // namespace

bool IsPlain(std::string_view text, bool in_cell) {
  const text::ByteSet& specials = in_cell ? kCellSpecials : kSpecials;
  for (size_t begin = 0; begin < text.size(); begin += text::kMembers) {
    uint64_t members = text::Members(text.substr(begin), specials);
    for (; members != 0; members &= members - 1) {
      if (MayNeedEscape(text, begin + static_cast<size_t>(std::countr_zero(members)))) return false;
    }
  }
  return true;
}

void WriteText(std::string_view text, const TextPlace& place, Output& out) {
  TextEscaper(text, place, out).Run();
}

void AppendReference(text::CodePoint c, std::pmr::string& to) {
  char reference[kMaxReference];
  to.append(reference, FormatReference(c, reference));
}

bool StartsWithReference(std::string_view text) {
  constexpr size_t kLongest = 32;  // names; numbers are shorter
  const std::string_view rest = text.substr(1, kLongest + 1);
  const size_t end = rest.find(';');
  if (end == std::string_view::npos) return false;
  std::string_view name = rest.substr(0, end);
  if (!name.starts_with('#')) return !text::EntityByName(name).empty();
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  return !name.empty() && name.find_first_not_of(hex ? kHexDigits : kDigits) == std::string_view::npos;
}

}  // namespace tare::to_markdown
