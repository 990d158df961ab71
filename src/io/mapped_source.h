#pragma once

#include <ctime>
#include <memory>
#include <string>

#include "io/mapping_guard.h"
#include "tare/io.h"

namespace tare {

// A file mapped into memory. Pages already read are given back by ReleaseBefore.
class MappedSource final : public Source {
 public:
  // Takes the descriptor of a non-empty regular file; null (and the descriptor left alone) where it cannot be
  // mapped.
  static std::unique_ptr<MappedSource> Map(int descriptor, const std::string& name);
  ~MappedSource() override;

  void ReleaseRange(uint64_t from, uint64_t to) override;
  Result<void> CheckUnchanged() const override;

 private:
  MappedSource(std::string_view bytes, std::string name, int descriptor, timespec modified,
               MappingGuard* guard);

  int descriptor_;
  timespec modified_;
  MappingGuard* guard_;
};

}  // namespace tare
