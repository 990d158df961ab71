#include "readers/rtf/picture.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tare::rtf {
namespace {

struct PictureFormat {
  std::string_view media_type;
  std::string_view extension;
};

// By PictureWord.
constexpr PictureFormat kFormats[] = {
    {"image/png", ".png"},      {"image/jpeg", ".jpg"},
    {"image/wmf", ".wmf"},      {"image/emf", ".emf"},
    {"image/x-pict", ".pict"},  {"image/x-ms-dib", ".dib"},
    {"image/x-ms-ddb", ".ddb"}, {"application/x-os2-metafile", ".met"},
};

constexpr uint8_t kNoDigit = 0xFF;

constexpr std::array<uint8_t, 256> kDigits = [] {
  std::array<uint8_t, 256> digits{};
  digits.fill(kNoDigit);
  for (uint8_t i = 0; i < 10; ++i) digits['0' + i] = i;
  for (uint8_t i = 0; i < 6; ++i) digits['a' + i] = digits['A' + i] = static_cast<uint8_t>(10 + i);
  return digits;
}();

uint8_t Digit(char c) { return kDigits[static_cast<unsigned char>(c)]; }

// Twips, of which 1,440 are an inch, after scaling, in CSS pixels of 1/96 inch.
uint32_t Pixels(int32_t twips, int32_t scale) {
  constexpr int64_t kTwipsPerPixel = 15;
  constexpr int64_t kMax = 1'000'000;
  const int64_t pixels = int64_t{twips} * std::clamp(scale, 0, 10'000) / 100 / kTwipsPerPixel;
  return static_cast<uint32_t>(std::clamp<int64_t>(pixels, 0, kMax));
}

}  // namespace

void HexData::Add(std::string_view digits) {
  char buffer[4096];
  size_t size = 0;
  size_t at = 0;
  while (at < digits.size()) {
    // Pairs of digits, as almost everywhere.
    while (half_ < 0 && at + 2 <= digits.size() && size < sizeof(buffer)) {
      const uint8_t high = Digit(digits[at]);
      const uint8_t low = Digit(digits[at + 1]);
      if ((high | low) > 0x0F) break;
      buffer[size++] = static_cast<char>(high << 4 | low);
      at += 2;
    }
    if (size == sizeof(buffer)) {
      AddBytes({buffer, size});
      size = 0;
    } else if (at < digits.size()) {
      const uint8_t digit = Digit(digits[at++]);
      if (digit == kNoDigit) continue;
      if (half_ < 0) {
        half_ = digit;
      } else {
        buffer[size++] = static_cast<char>(half_ << 4 | digit);
        half_ = -1;
      }
    }
  }
  AddBytes({buffer, size});
}

void HexData::AddBytes(std::string_view bytes) {
  if (!spool_ && held_.size() + bytes.size() > kMaxHeld) {
    spool_.emplace(account_);
    spool_->Write(held_);
    held_ = std::pmr::string(&account_);
  }
  if (spool_) {
    spool_->Write(bytes);
  } else {
    held_.append(bytes);
  }
}

Result<void> HexData::Finish(Picture& picture) {
  half_ = -1;
  if (spool_) {
    Result<std::unique_ptr<Source>> source = spool_->Finish(std::string(picture.name));
    spool_.reset();
    if (!source) return std::unexpected(source.error());
    picture.spooled = std::move(*source);
  } else {
    picture.held = std::move(held_);
    held_ = std::pmr::string(&account_);
  }
  return {};
}

void PictureReader::Begin() {
  in_file_ = {};
  format_.reset();
  width_goal_ = height_goal_ = 0;
  scale_x_ = scale_y_ = 100;
  name_.clear();
  alt_.clear();
}

void PictureReader::OnWord(PictureWord word, int32_t parameter) {
  switch (word) {
    case PictureWord::kWidthGoal:
      width_goal_ = parameter;
      break;
    case PictureWord::kHeightGoal:
      height_goal_ = parameter;
      break;
    case PictureWord::kScaleX:
      scale_x_ = parameter;
      break;
    case PictureWord::kScaleY:
      scale_y_ = parameter;
      break;
    default:
      format_ = word;
  }
}

void PictureReader::OnShapeProperty(std::string_view name, std::string_view value) {
  if (name == "wzName") name_ = value;
  if (name == "wzDescription") alt_ = value;
}

void PictureReader::AddHex(std::string_view digits) {
  if (!in_file_.empty()) data_.AddBytes(std::exchange(in_file_, {}));
  data_.Add(digits);
}

void PictureReader::AddBinary(std::string_view bytes) {
  if (bytes.empty()) return;
  if (in_file_.empty() && data_.empty()) {
    in_file_ = bytes;
    return;
  }
  // In several pieces, as nobody writes it.
  data_.AddBytes(std::exchange(in_file_, {}));
  data_.AddBytes(bytes);
}

Result<std::optional<Picture>> PictureReader::End() {
  Picture picture(&account_);
  if (data_.empty() && in_file_.empty()) return std::nullopt;
  const PictureWord word = format_.value_or(PictureWord::kDeviceDependentBitmap);
  const PictureFormat& format = kFormats[static_cast<size_t>(word)];
  picture.media_type = format.media_type;
  picture.displayable = word == PictureWord::kPng || word == PictureWord::kJpeg;
  picture.width = Pixels(width_goal_, scale_x_);
  picture.height = Pixels(height_goal_, scale_y_);
  picture.alt = alt_;
  picture.name = name_;
  if (picture.name.empty()) {
    char number[12];
    const char* end = std::to_chars(number, std::end(number), ++pictures_).ptr;
    picture.name = "picture";
    picture.name += std::string_view(number, end);
    picture.name += format.extension;
  }
  if (data_.empty()) {
    picture.in_file = in_file_;
  } else {
    if (Result<void> result = data_.Finish(picture); !result) return std::unexpected(result.error());
  }
  return picture;
}

}  // namespace tare::rtf
