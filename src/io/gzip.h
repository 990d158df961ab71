#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tare/io.h"

namespace tare {

// True where the bytes begin as a gzip member does (RFC 1952, section 2.3.1).
bool IsGzip(std::string_view bytes);

struct Gunzipped {
  std::unique_ptr<Source> source;  // what could be decompressed, named as the compressed source
  Result<void> status;             // why it is not all: cut short, damaged, or followed by something else
};

// Decompresses all members of a gzip file into a spool charged to `account`. An Error where nothing could be
// had. At most `limit` bytes come out, so that a small file cannot fill the disk.
Result<Gunzipped> Gunzip(Source& compressed, Account& account, uint64_t limit = uint64_t{64} << 30);

// Compresses what is written to it into `target`, as one gzip member. Commit finishes the member and commits
// `target`, or returns the failure (of either) with `target` not committed. `target` must outlive it.
std::unique_ptr<Output> GzipTo(Output& target, Account& account, int level = 6);

}  // namespace tare
