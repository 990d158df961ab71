#pragma once

#include <ctime>
#include <memory>
#include <string>

#include "io/descriptor.h"
#include "io/mapping_guard.h"
#include "tare/io.h"

namespace tare {

// A file mapped into memory. Pages already read are given back by ReleaseBefore.
class MappedSource final : public Source {
 public:
  // Takes a non-empty regular file; null (and the file left with the caller) where it cannot be mapped.
  static std::unique_ptr<MappedSource> Map(Descriptor& file, const std::string& name);
  ~MappedSource() override;

  void ReleaseRange(uint64_t from, uint64_t to) override;
  Result<void> CheckUnchanged() const override;
  Result<void> CheckReadable() const override;

 private:
  MappedSource(std::string name, timespec modified);

  Descriptor file_;
  timespec modified_;
  MappingGuard* guard_ = nullptr;
};

}  // namespace tare
