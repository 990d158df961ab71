#include <algorithm>
#include <cstring>

#include "text/charset.h"
#include "text/charset_tables.h"
#include "text/multi_byte.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "text/utf8_writer.h"

namespace tare::text {
namespace {

// Each Write... writes what it can of `text` and returns how much: all but a character that the end cuts off.

size_t WriteUtf8(std::string_view text, Utf8Writer& out) {
  size_t at = 0;
  while (true) {
    const size_t valid = ValidUtf8Prefix(text.substr(at));
    out.Run(text.substr(at, valid));
    at += valid;
    if (at == text.size()) return at;
    const Decoded wrong = Decode(text, at);
    // An error of less than 4 bytes at the end may be the beginning of something good.
    if (at + wrong.length == text.size() && static_cast<unsigned char>(text[at]) >= 0xC2 &&
        static_cast<unsigned char>(text[at]) <= 0xF4) {
      return at;
    }
    out.Replace();
    at += wrong.length;
  }
}

template <bool kBigEndian>
CodePoint Unit16(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return static_cast<CodePoint>(kBigEndian ? (first << 8) | second : (second << 8) | first);
}

template <bool kBigEndian>
size_t WriteUtf16(std::string_view text, Utf8Writer& out) {
  size_t at = 0;
  for (; at + 2 <= text.size(); at += 2) {
    const CodePoint unit = Unit16<kBigEndian>(text, at);
    if ((unit & 0xF800) != 0xD800) {
      out.Put(unit);
      continue;
    }
    if (unit >= 0xDC00) {
      out.Replace();
      continue;
    }
    if (at + 4 > text.size()) break;
    const CodePoint next = Unit16<kBigEndian>(text, at + 2);
    if ((next & 0xFC00) != 0xDC00) {
      out.Replace();
      continue;
    }
    out.Put(0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
    at += 2;
  }
  return at;
}

template <bool kBigEndian>
size_t WriteUtf32(std::string_view text, Utf8Writer& out) {
  size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const CodePoint first = Unit16<kBigEndian>(text, at);
    const CodePoint second = Unit16<kBigEndian>(text, at + 2);
    const CodePoint c = kBigEndian ? (first << 16) | second : (second << 16) | first;
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
      out.Replace();
    } else {
      out.Put(c);
    }
  }
  return at;
}

const char16_t* UpperHalf(Charset charset) {
  return kSingleByte + (static_cast<size_t>(charset) - static_cast<size_t>(kFirstSingleByte)) * 128;
}

size_t WriteSingleByte(const char16_t* upper_half, std::string_view text, Utf8Writer& out) {
  size_t at = 0;
  while (at < text.size()) {
    at += out.AsciiRun(text.substr(at));
    const size_t batch_end = std::min(text.size(), at + Utf8Writer::kBatch);
    char* next = out.BeginBatch();
    uint64_t undefined = 0;
    for (; at < batch_end && static_cast<unsigned char>(text[at]) >= 0x80; ++at) {
      const char16_t c = upper_half[static_cast<unsigned char>(text[at]) - 0x80];
      undefined += c == 0;
      next += Encode(c != 0 ? c : kReplacement, next);
    }
    out.EndBatch(next);
    out.CountReplaced(undefined);
  }
  return at;
}

// ISO-2022-JP: escape sequences choose what the bytes after them stand for.
class Iso2022JpWriter {
 public:
  Iso2022JpWriter(uint8_t mode, Utf8Writer& out) : mode_(mode), out_(out) {}

  size_t Write(std::string_view text, bool last) {
    size_t at = 0;
    while (at < text.size()) {
      const size_t length = text[at] == '\x1B' ? Escape(text.substr(at)) : CharacterOf(text.substr(at));
      if (length == 0 && !last) break;
      if (length == 0) out_.Replace();
      at += std::max<size_t>(length, 1);
    }
    return at;
  }
  uint8_t mode() const { return mode_; }

 private:
  enum : uint8_t { kAscii, kRoman, kKatakana, kJis0208, kSetMask = 3, kJustEscaped = 4 };

  // These return the bytes taken; 0 where the text ends too early.
  size_t Escape(std::string_view text) {
    static constexpr struct {
      std::string_view sequence;
      uint8_t set;
    } kEscapes[] = {
        {"\x1B(B", kAscii},   {"\x1B(J", kRoman},   {"\x1B(I", kKatakana},
        {"\x1B$@", kJis0208}, {"\x1B$B", kJis0208},
    };
    bool incomplete = false;
    for (const auto& escape : kEscapes) {
      if (text.starts_with(escape.sequence)) {
        if (mode_ & kJustEscaped) out_.Replace();  // the one before was for nothing
        mode_ = escape.set | kJustEscaped;
        return escape.sequence.size();
      }
      incomplete |= escape.sequence.starts_with(text);
    }
    if (incomplete) return 0;
    mode_ &= kSetMask;
    return Wrong(1);
  }

  size_t CharacterOf(std::string_view text) {
    const auto byte = static_cast<unsigned char>(text[0]);
    const uint8_t set = mode_ & kSetMask;
    if (set == kJis0208 && byte >= 0x21 && byte <= 0x7E && text.size() == 1) return 0;
    mode_ = set;
    switch (set) {
      case kAscii:
      case kRoman:
        return byte < 0x80 && byte != 0x0E && byte != 0x0F ? Put(RomanOrAscii(byte)) : Wrong(1);
      case kKatakana:
        return byte >= 0x21 && byte <= 0x5F ? Put(0xFF61 + (byte - 0x21u)) : Wrong(1);
      default:
        return byte >= 0x21 && byte <= 0x7E ? PairOf(byte, static_cast<unsigned char>(text[1])) : Wrong(1);
    }
  }
  size_t PairOf(unsigned lead, unsigned trail) {
    if (trail == 0x1B) return Wrong(1);
    const bool is_trail = trail >= 0x21 && trail <= 0x7E;
    const CodePoint c = is_trail ? Jis0208At((lead - 0x21) * 94 + (trail - 0x21)) : 0;
    if (c == 0) return Wrong(2);
    out_.Put(c);
    return 2;
  }
  CodePoint RomanOrAscii(unsigned char byte) const {
    if (mode_ == kRoman && byte == 0x5C) return 0xA5;
    if (mode_ == kRoman && byte == 0x7E) return 0x203E;
    return byte;
  }
  size_t Put(CodePoint c) {
    out_.Put(c);
    return 1;
  }
  size_t Wrong(size_t length) {
    out_.Replace();
    return length;
  }

  uint8_t mode_;
  Utf8Writer& out_;
};

}  // namespace

// As the functions above. With `last` everything is taken, what is incomplete as one error.
size_t Decoder::Write(std::string_view text, bool last, Utf8Writer& out) {
  size_t used = 0;
  switch (charset_) {
    case Charset::kUtf8:
      used = WriteUtf8(text, out);
      break;
    case Charset::kUtf16Le:
      used = WriteUtf16<false>(text, out);
      break;
    case Charset::kUtf16Be:
      used = WriteUtf16<true>(text, out);
      break;
    case Charset::kUtf32Le:
      used = WriteUtf32<false>(text, out);
      break;
    case Charset::kUtf32Be:
      used = WriteUtf32<true>(text, out);
      break;
    case Charset::kIso2022Jp: {
      Iso2022JpWriter writer(mode_, out);
      used = writer.Write(text, last);
      mode_ = writer.mode();
      break;
    }
    default:
      used = IsMultiByte(charset_) ? WriteDoubleByte(charset_, text, out)
                                   : WriteSingleByte(UpperHalf(charset_), text, out);
      break;
  }
  if (last && used < text.size()) {
    out.Replace();
    used = text.size();
  }
  return used;
}

void Decoder::Decode(std::string_view bytes, bool last, std::pmr::string& to) {
  Utf8Writer out(to);
  while (pending_size_ > 0 && (last || !bytes.empty())) {
    // What is pending and enough of the new bytes to complete any character.
    char joined[2 * sizeof(pending_)];
    const size_t taken = std::min(bytes.size(), sizeof(pending_));
    std::memcpy(joined, pending_, pending_size_);
    std::copy_n(bytes.begin(), taken, joined + pending_size_);
    const size_t size = pending_size_ + taken;
    const size_t used = Write({joined, size}, last && taken == bytes.size(), out);
    if (used >= pending_size_) {
      bytes.remove_prefix(used - pending_size_);
      pending_size_ = 0;
    } else if (used > 0) {
      // An error took a part of what was pending.
      pending_size_ = static_cast<uint8_t>(pending_size_ - used);
      std::memmove(pending_, pending_ + used, pending_size_);
    } else {
      // Still not complete, so that all the new bytes are few.
      Keep({joined, size});
      bytes = {};
      break;
    }
  }
  const size_t used = Write(bytes, last, out);
  if (used < bytes.size()) Keep(bytes.substr(used));
  out.Flush();
  replaced_ += out.replaced();
}

void Decoder::Keep(std::string_view cut_off) {
  std::memcpy(pending_, cut_off.data(), cut_off.size());
  pending_size_ = static_cast<uint8_t>(cut_off.size());
}

char32_t DecodeByte(Charset charset, unsigned char byte) {
  if (byte < 0x80) return byte;
  if (!IsMultiByte(charset)) {
    const char16_t c = UpperHalf(charset)[byte - 0x80];
    return c != 0 ? c : kReplacement;
  }
  if (!IsDoubleByte(charset)) return kReplacement;
  const char text = static_cast<char>(byte);
  return CharacterAt(charset, {&text, 1}, 0).code_point;
}

}  // namespace tare::text
