#pragma once

namespace tare::yaml {

// Behind the bracket that closes the collection which the one at `open` begins, where that is on the same
// line and before `limit`; null elsewhere. Of what is between, quoted scalars, properties and comments
// matter, as brackets in them close nothing.
const char* FlowCollectionEnd(const char* open, const char* limit);

}  // namespace tare::yaml
