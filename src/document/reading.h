#pragma once

// What a reader gets, besides bytes.

#include <atomic>
#include <cstdint>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/options.h"

namespace tare {

// One reading of one source. Readers are functions: Result<void> ReadHtml(ReadContext&).
// An Error ends a reading that cannot go on; what was emitted before is well-formed all the same
// (a reader closes what it opened). Lesser trouble goes to sink.Warn.
struct ReadContext {
  Source& source;
  Sink& sink;
  Account& account;  // everything of size is charged here
  const ReadOptions& options;
  JobControl& control;

  ReadContext(Source& from, Sink& to, Account& charge, const ReadOptions& how, JobControl& job)
      : source(from), sink(to), account(charge), options(how), control(job) {}

  // To be called now and then (between blocks) with how far reading has come: reports progress and lets
  // pages before `offset`, which never moves back, go. False when the job should stop: close what is open
  // and return Stopped().
  bool Advance(uint64_t offset) {
    control.position.store(offset, std::memory_order_relaxed);
    source.ReleaseBefore(offset);
    return !control.stopped();
  }
  // The Error of a reading that was stopped.
  static std::unexpected<Error> Stopped();
};

}  // namespace tare
