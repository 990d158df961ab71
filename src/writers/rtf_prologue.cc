#include "writers/rtf_prologue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "text/escape.h"
#include "writers/rtf_styles.h"
#include "writers/rtf_text.h"

namespace tare::rtf_writer {
namespace {

constexpr std::string_view kBeginning =
    "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0\\deflang1033\n"
    "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fmodern\\fcharset0 Courier New;}"
    "{\\f2\\froman\\fcharset0 Cambria Math;}{\\f3\\fnil\\fcharset0 Segoe UI Symbol;}}\n"
    "{\\colortbl;\\red0\\green0\\blue0;\\red5\\green99\\blue193;\\red160\\green160\\blue160;"
    "\\red245\\green245\\blue245;\\red255\\green255\\blue0;}\n";

// The number is the version of the marks, see docs/rtf.md.
constexpr std::string_view kGenerator = "{\\*\\generator Tare 1;}\n";

constexpr std::string_view kPage = "\\paperw11906\\paperh16838\\margl1440\\margr1440\\margt1440\\margb1440\n";

void WriteStyle(std::string_view begin, const Style& style, std::string_view end, Output& out) {
  out.Write(begin);
  out.Write(style.sheet_formatting);
  out.Write(end);
  out.Write(style.name);
  out.Write(";}\n");
}

void WriteStyleSheet(Output& out) {
  out.Write("{\\stylesheet\n");
  const auto write_character_style = [&](const Style& style) {
    WriteStyle("{\\*", style, "\\additive ", out);
  };
  for (const Style& style : kParagraphStyles) WriteStyle("{", style, " ", out);
  for (const Style& style : kSpanStyles) write_character_style(style);
  write_character_style(kHyperlink);
  write_character_style(kFootnoteReference);
  out.Write("}\n");
}

struct InfoWord {
  std::string_view key;
  std::string_view word;
  bool is_time;
};
constexpr InfoWord kInfoWords[] = {
    {"title", "\\title", false},       {"subject", "\\subject", false},     {"author", "\\author", false},
    {"keywords", "\\keywords", false}, {"description", "\\doccomm", false}, {"created", "\\creatim", true},
    {"modified", "\\revtim", true},
};

const InfoWord* InfoWordOf(std::string_view key) {
  const auto* found = std::ranges::find(kInfoWords, key, &InfoWord::key);
  return found == std::end(kInfoWords) ? nullptr : found;
}

// "2024-05-01" or "2024-05-01T12:00:00" as RTF writes it.
struct Time {
  std::array<unsigned, 6> fields;
  size_t count;
};

std::optional<Time> ParseTime(std::string_view text) {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00";
  constexpr size_t kDateSize = 10;
  if (text.size() != kPattern.size() && text.size() != kDateSize) return std::nullopt;
  Time time{.fields = {}, .count = 0};
  size_t field = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if (kPattern[at] == '0') {
      if (text[at] < '0' || text[at] > '9') return std::nullopt;
      time.fields[field] = time.fields[field] * 10 + static_cast<unsigned>(text[at] - '0');
    } else {
      if (text[at] != kPattern[at]) return std::nullopt;
      ++field;
    }
  }
  time.count = field + 1;
  const auto [year, month, day, hour, minute, second] = time.fields;
  const bool valid = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 &&
                     second < 60 && year > 0;
  return valid ? std::optional(time) : std::nullopt;
}

void WriteTime(const Time& time, Output& out) {
  constexpr std::string_view kWords[] = {"\\yr", "\\mo", "\\dy", "\\hr", "\\min", "\\sec"};
  for (size_t field = 0; field < time.count; ++field) {
    out.Write(kWords[field]);
    WriteNumber(time.fields[field], out);
  }
}

}  // namespace

Prologue::Place Prologue::PlaceFor(std::string_view key, std::string_view value) const {
  constexpr size_t kMaxProperty = 255;  // what Word takes
  // Front matter is for other programs of our kind, not for people to look at.
  if (value.contains('\n') || key.starts_with("front-matter")) return Place::kMark;
  const auto is_same = [key](const Entry& entry) { return entry.key == key && entry.place == Place::kInfo; };
  const InfoWord* word = InfoWordOf(key);
  if (word != nullptr && (!word->is_time || ParseTime(value)) && std::ranges::none_of(metadata_, is_same))
    return Place::kInfo;
  return value.size() > kMaxProperty || key.contains('\n') ? Place::kMark : Place::kProperty;
}

bool Prologue::AddMetadata(std::string_view key, std::string_view value) {
  if (written_ || metadata_size_ + key.size() + value.size() > kMaxMetadata) return false;
  metadata_size_ += sizeof(Entry) + key.size() + value.size();
  metadata_.push_back(
      {std::pmr::string(key, &account_), std::pmr::string(value, &account_), PlaceFor(key, value)});
  return true;
}

void Prologue::WriteTo(Output& out, bool complete) {
  written_ = true;
  out.Write(kBeginning);
  WriteStyleSheet(out);
  lists_.WriteTo(out, complete);
  out.Write(kGenerator);
  WriteMetadata(out);
  out.Write(kPage);
}

void Prologue::WriteMetadata(Output& out) const {
  const auto write_all = [&](Place place, std::string_view begin, auto write, std::string_view end) {
    bool any = false;
    for (const Entry& entry : metadata_) {
      if (entry.place != place) continue;
      if (!any) out.Write(begin);
      any = true;
      write(entry);
    }
    if (any) out.Write(end);
  };
  const auto write_info = [&](const Entry& entry) {
    const InfoWord& word = *InfoWordOf(entry.key);
    out.Put('{');
    out.Write(word.word);
    if (word.is_time) {
      WriteTime(*ParseTime(entry.value), out);
    } else {
      out.Put(' ');
      text::EscapeRtf(entry.value, out);
    }
    out.Put('}');
  };
  const auto write_property = [&](const Entry& entry) {
    out.Write("{\\propname ");
    text::EscapeRtf(entry.key, out);
    out.Write("}\\proptype30{\\staticval ");
    text::EscapeRtf(entry.value, out);
    out.Put('}');
  };
  const auto write_mark = [&](const Entry& entry) {
    WriteNamedMark("taremeta", entry.key, entry.value, out);
  };
  write_all(Place::kInfo, "{\\info", write_info, "}\n");
  write_all(Place::kProperty, "{\\*\\userprops", write_property, "}\n");
  write_all(Place::kMark, "", write_mark, "\n");
}

}  // namespace tare::rtf_writer
