#pragma once

// \pict (specification 1.9.1, "Pictures").

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "io/spool.h"
#include "readers/rtf/control_words.h"
#include "tare/document.h"
#include "tare/io.h"

namespace tare::rtf {

// A picture with its data, once it is read.
struct Picture {
  explicit Picture(std::pmr::memory_resource* memory)
      : name(memory), alt(memory), media_type(memory), held(memory) {}

  std::pmr::string name;
  std::pmr::string alt;
  std::pmr::string media_type;
  bool displayable = false;  // a format that every program shows: PNG or JPEG
  uint32_t width = 0;        // CSS pixels
  uint32_t height = 0;
  // The data is in the file itself, in memory, or in a temporary file.
  std::string_view in_file;
  std::pmr::string held;
  std::unique_ptr<Source> spooled;

  std::string_view bytes() const {
    return spooled ? spooled->bytes() : !held.empty() ? std::string_view(held) : in_file;
  }
  Image AsImage() const {
    return {.target = name,
            .alt = alt,
            .media_type = media_type,
            .bytes = bytes(),
            .width = width,
            .height = height};
  }
};

// Bytes written as hexadecimal digits. Beyond kMaxHeld they go to a temporary file.
class HexData {
 public:
  static constexpr size_t kMaxHeld = 256 * 1024;  // bytes

  explicit HexData(Account& account) : account_(account), held_(&account) {}

  // What is neither digit nor white space is passed over.
  void Add(std::string_view digits);
  void AddBytes(std::string_view bytes);
  bool empty() const { return held_.empty() && !spool_; }
  // Moves the bytes into `picture` and is empty again.
  Result<void> Finish(Picture& picture);

 private:
  Account& account_;
  std::pmr::string held_;
  std::optional<Spool> spool_;
  int half_ = -1;  // the first digit of a byte
};

// Collects what stands in a \pict group.
class PictureReader {
 public:
  explicit PictureReader(Account& account)
      : account_(account), data_(account), name_(&account), alt_(&account) {}

  void Begin();
  void OnWord(PictureWord word, int32_t parameter);
  // \sn and \sv: properties of the shape that shows the picture.
  void OnShapeProperty(std::string_view name, std::string_view value);
  void AddHex(std::string_view digits);
  void AddBinary(std::string_view bytes);
  // A picture without data gives nothing.
  Result<std::optional<Picture>> End();

 private:
  Account& account_;
  HexData data_;
  std::string_view in_file_;
  std::pmr::string name_;
  std::pmr::string alt_;
  std::optional<PictureWord> format_;
  int32_t width_goal_ = 0;  // twips
  int32_t height_goal_ = 0;
  int32_t scale_x_ = 100;  // per cent
  int32_t scale_y_ = 100;
  uint32_t pictures_ = 0;  // read so far
};

}  // namespace tare::rtf
