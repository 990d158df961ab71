#pragma once

// Where bytes come from and where they go.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"

namespace tare {

// Contiguous, immutable input. The bytes stay valid and unchanged in place until the source is destroyed.
class Source {
 public:
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Maps a regular file; reads anything else (a pipe, a device) as FromDescriptor does.
  // Errors: not found, permission, a directory, read failures, the memory limit, cancelled.
  static Result<std::unique_ptr<Source>> FromFile(const std::string& path, Account& account,
                                                  const std::atomic<bool>* stop = nullptr);
  // Borrows `bytes`, which must outlive the source. Throws std::bad_alloc where the process has no memory.
  static std::unique_ptr<Source> FromMemory(std::string_view bytes, std::string name);
  // Reads a descriptor (a pipe, a terminal) to its end: in memory charged to `account` while small,
  // in an unnamed temporary file beyond that. The descriptor is not closed. Ends with kCancelled when `*stop`
  // has become true: looked at before every read, so that a signal ends the waiting for more.
  // Errors: read failures, the temporary file, the memory limit, cancelled.
  static Result<std::unique_ptr<Source>> FromDescriptor(int descriptor, std::string name, Account& account,
                                                        const std::atomic<bool>* stop = nullptr);

  std::string_view bytes() const { return bytes_; }
  const std::string& name() const { return name_; }

  // A promise that nothing before `offset` is read again soon: lets the kernel drop those pages.
  // The bytes stay readable (they come back from the file). Offsets rise; a smaller one than before begins
  // another pass over the whole. Cheap enough to be called for every piece of the input: pages go in steps.
  void ReleaseBefore(uint64_t offset) {
    if (offset < released_) released_ = 0;
    if (offset - released_ < kReleaseStep) return;
    ReleaseRange(released_, offset);
    released_ = offset;
  }
  // The same for the bytes from `from` to before `to`.
  virtual void ReleaseRange(uint64_t from, uint64_t to);
  // An error where the input changed, shrank or failed under the reader since it was opened. Pages of a
  // mapped file that can no longer be read hold zeros.
  virtual Result<void> CheckUnchanged() const;
  // An error where it failed or shrank under the reader; that it grew or changed is none.
  virtual Result<void> CheckReadable() const;

 protected:
  Source(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  std::string_view bytes_;
  std::string name_;

 private:
  static constexpr uint64_t kReleaseStep = uint64_t{512} * 1024;  // bytes

  uint64_t released_ = 0;  // ReleaseBefore has come so far
};

// Lines and columns of offsets (in any order; those beyond the end are at the end), by counting newlines in
// one pass from the start that keeps few pages resident.
std::vector<Location> LocationsAt(Source& source, std::span<const uint64_t> offsets);

// Buffered output. A failure is kept: later writes do nothing, and Commit returns it. The buffer comes from
// `memory` (an Account, or a pool of one), which must outlive the output.
class Output {
 public:
  static constexpr size_t kBufferSize = size_t{64} * 1024;

  virtual ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Writes to a temporary name in the same folder; Commit renames it to `path`. A file that is replaced hands
  // on its mode; a link is followed, and what it names is written. Devices, pipes and everything in /dev and
  // /proc (/dev/stdout) are written in place. Without Commit nothing is left behind.
  // Errors: no such folder, permission, a directory, other failures to create it, the memory limit.
  static Result<std::unique_ptr<Output>> ToFile(const std::string& path, std::pmr::memory_resource& memory);
  // These three throw MemoryLimitExceeded (or another std::bad_alloc) where `memory` has no room for the
  // buffer. The descriptor is not closed.
  static std::unique_ptr<Output> ToDescriptor(int descriptor, std::string name,
                                              std::pmr::memory_resource& memory);
  // Appends to `*target` as buffers fill; complete after Commit.
  static std::unique_ptr<Output> ToString(std::pmr::string* target, std::pmr::memory_resource& memory);
  // Calls `consume` for each full buffer and at Commit. It returns false to stop.
  static std::unique_ptr<Output> ToCallback(std::function<bool(std::string_view)> consume,
                                            std::pmr::memory_resource& memory);

  void Write(std::string_view text) {
    if (text.size() <= static_cast<size_t>(end_ - next_)) [[likely]] {
      if (!text.empty()) std::memcpy(next_, text.data(), text.size());  // an empty view may point nowhere
      next_ += text.size();
    } else {
      WriteSlow(text);
    }
  }
  void Put(char c) {
    if (next_ == end_) [[unlikely]]
      Flush();
    *next_++ = c;
  }
  // Room for `size` (at most kBufferSize) bytes in place, to be claimed with Advance.
  char* Reserve(size_t size) {
    if (size > static_cast<size_t>(end_ - next_)) Flush();
    return next_;
  }
  void Advance(size_t size) { next_ += size; }

  // Bytes written so far, with those still buffered.
  uint64_t size() const { return drained_ + static_cast<uint64_t>(next_ - buffer_); }
  bool failed() const { return failed_; }
  // Makes `error` the output's failure, unless there is one already: for writers that keep bytes aside.
  void Fail(Error error);
  // `*stop` becomes true when writing fails, so that whoever produces the bytes can end early.
  void StopOnFailure(std::atomic<bool>* stop) { stop_ = stop; }

  void Flush();
  // What was written before is on the disk before anything that is written afterwards, where a file is
  // written in place (AppendOutput), or before the file gets its name; other outputs do nothing.
  virtual void Barrier();
  // Flushes, publishes the result and reports the first failure. Call once, last.
  virtual Result<void> Commit();

 protected:
  explicit Output(std::pmr::memory_resource& memory);
  // Takes the bytes, or returns the failure.
  virtual Result<void> Drain(std::string_view bytes) = 0;
  // Before the first byte: size() counts on from there.
  void CountFrom(uint64_t size) { drained_ = size; }

 private:
  void WriteSlow(std::string_view text);
  void DrainOrFail(std::string_view bytes);

  std::pmr::memory_resource& memory_;
  char* buffer_;
  char* next_;
  char* end_;
  uint64_t drained_ = 0;
  bool failed_ = false;
  Error error_;
  std::atomic<bool>* stop_ = nullptr;
};

}  // namespace tare
