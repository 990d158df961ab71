#include "writers/rtf_picture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/escape.h"
#include "writers/rtf_text.h"

namespace tare::rtf_writer {
namespace {

struct Size {
  uint32_t width;
  uint32_t height;
};

uint32_t BigEndian(std::string_view bytes, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// The IHDR chunk comes first (PNG specification, 11.2.2).
std::optional<Size> PngSize(std::string_view bytes) {
  constexpr size_t kWidthAt = 16;
  constexpr size_t kHeightAt = 20;
  if (bytes.size() < kHeightAt + 4 || !bytes.starts_with("\x89PNG\r\n\x1A\n")) return std::nullopt;
  return Size{BigEndian(bytes, kWidthAt, 4), BigEndian(bytes, kHeightAt, 4)};
}

// From the first frame header, SOF0 to SOF15 but DHT, JPG and DAC (ITU-T T.81, B.2.2).
std::optional<Size> JpegSize(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
  size_t at = 2;
  while (at + 9 <= bytes.size() && bytes[at] == '\xFF') {
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) return Size{BigEndian(bytes, at + 7, 2), BigEndian(bytes, at + 5, 2)};
    at += marker == 0xFF ? 1 : 2 + BigEndian(bytes, at + 2, 2);
  }
  return std::nullopt;
}

void WriteHex(std::string_view bytes, Output& out) {
  static constexpr auto kPairs = [] {
    constexpr char kDigits[] = "0123456789abcdef";
    std::array<std::array<char, 2>, 256> pairs{};
    for (size_t byte = 0; byte < pairs.size(); ++byte) pairs[byte] = {kDigits[byte >> 4], kDigits[byte & 15]};
    return pairs;
  }();
  constexpr size_t kStep = 8192;
  while (!bytes.empty()) {
    const size_t count = std::min(bytes.size(), kStep);
    char* to = out.Reserve(2 * count);
    for (size_t i = 0; i < count; ++i) {
      const auto& pair = kPairs[static_cast<unsigned char>(bytes[i])];
      to[2 * i] = pair[0];
      to[2 * i + 1] = pair[1];
    }
    out.Advance(2 * count);
    bytes.remove_prefix(count);
  }
}

void WriteSizeMark(const Image& image, Output& out) {
  out.Write("{\\*\\taresize ");
  WriteNumber(image.width, out);
  out.Put(' ');
  WriteNumber(image.height, out);
  out.Put('}');
}

void WriteReferred(const Image& image, Output& out) {
  out.Write("{\\field{\\*\\fldinst{INCLUDEPICTURE \"");
  WriteFieldUrl(image.target, out);
  out.Write("\" \\\\d}}{\\fldrslt ");
  if (ChangesInUrl(image.target)) WriteMark("taretarget", image.target, out);
  if (!image.title.empty()) WriteMark("taretitle", image.title, out);
  if (image.width != 0 || image.height != 0) WriteSizeMark(image, out);
  if (!image.bytes.empty()) {
    out.Write("{\\*\\taredata ");
    text::EscapeRtf(image.media_type, out);
    out.Write("\\tab ");
    WriteHex(image.bytes, out);
    out.Put('}');
  }
  text::EscapeRtf(image.alt, out);
  out.Write("}}");
}

void WriteShapeProperty(std::string_view name, std::string_view value, Output& out) {
  if (value.empty()) return;
  out.Write("{\\sp{\\sn ");
  out.Write(name);
  out.Write("}{\\sv ");
  text::EscapeRtf(value, out);
  out.Write("}}");
}

// `pixels` is the picture's own size; the image's displayed size takes precedence.
void WriteEmbedded(const Image& image, std::string_view blip, Size pixels, Output& out) {
  constexpr uint32_t kTwipsPerPixel = 15;
  constexpr uint32_t kMaxPixels = 32767;  // \picw and \pich are signed 16-bit in old programs
  const auto goal = [=](uint32_t shown, uint32_t own) {
    return std::min(shown != 0 ? shown : own, kMaxPixels) * kTwipsPerPixel;
  };
  const Size twips{goal(image.width, pixels.width), goal(image.height, pixels.height)};
  if (!image.title.empty()) WriteMark("taretitle", image.title, out);
  if (twips.width != image.width * kTwipsPerPixel || twips.height != image.height * kTwipsPerPixel)
    WriteSizeMark(image, out);
  out.Write("{\\pict{\\*\\picprop");
  WriteShapeProperty("wzName", image.target, out);
  WriteShapeProperty("wzDescription", image.alt, out);
  out.Write("}\\picw");
  WriteNumber(std::min(pixels.width, kMaxPixels), out);
  out.Write("\\pich");
  WriteNumber(std::min(pixels.height, kMaxPixels), out);
  out.Write("\\picwgoal");
  WriteNumber(twips.width, out);
  out.Write("\\pichgoal");
  WriteNumber(twips.height, out);
  out.Write(blip);
  WriteHex(image.bytes, out);
  out.Put('}');
}

}  // namespace

void WriteImage(const Image& image, Output& out) {
  if (image.media_type == "image/png") {
    if (const auto size = PngSize(image.bytes)) return WriteEmbedded(image, "\\pngblip ", *size, out);
  } else if (image.media_type == "image/jpeg") {
    if (const auto size = JpegSize(image.bytes)) return WriteEmbedded(image, "\\jpegblip ", *size, out);
  }
  WriteReferred(image, out);
}

}  // namespace tare::rtf_writer
