#pragma once

#include <sys/stat.h>

#include <ctime>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>

#include "io/descriptor.h"
#include "tare/io.h"

namespace tare {

// Writes behind the end of a file that is there, and changes nothing before it. Without Commit the file is
// cut back to what it was; where the process ends before it can be, what was written stays behind that end.
class AppendOutput final : public Output {
 public:
  // The file is locked against others that append to it, until the output is destroyed (a lock of the open
  // file: other programs are not kept from writing). size() counts from the file's start. Errors: not found,
  // permission, no regular file, somebody else appends to it, the memory limit.
  static Result<std::unique_ptr<AppendOutput>> Open(const std::string& path,
                                                    std::pmr::memory_resource& memory);
  ~AppendOutput() override;

  // Whether a process appends to that file now.
  static bool IsOpen(const std::string& path);

  // Before anything is written: cuts off what stands from `size` on, which is not taken back.
  Result<void> CutTo(uint64_t size);

  // Waits for the disk.
  void Barrier() override;
  // The bytes are on the disk then.
  Result<void> Commit() override;
  // Behind Commit: replaces bytes of what was appended, or leaves them where the disk fails.
  void Overwrite(uint64_t offset, std::string_view bytes);

 private:
  AppendOutput(Descriptor&& file, const struct stat& status, std::string path,
               std::pmr::memory_resource& memory);

  Result<void> Drain(std::string_view bytes) override;
  Result<void> WriteAt(uint64_t offset, std::string_view bytes);
  Result<void> Sync();

  Descriptor file_;
  std::string path_;
  timespec modified_;  // before anything was written
  uint64_t begin_;     // of what is appended
  uint64_t end_;
  bool committed_ = false;
};

}  // namespace tare
