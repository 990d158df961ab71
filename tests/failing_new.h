#pragma once

#include <cstdint>

namespace tare {

// Programs linked with failing_new.cc have an operator new that can be told to fail.

// The n-th `new` of this thread from now throws std::bad_alloc, once. 0 turns it off.
void FailNewNumber(uint64_t n);
// True while the failure has not come yet.
bool NewFailurePending();

}  // namespace tare
