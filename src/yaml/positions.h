#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "yaml/value.h"

namespace tare::yaml {

class DocumentData;

// Where the values of one document are, as a path and in the source: made for the first error, by reading
// the source again beside the values. Safe to use from any number of threads.
class Positions {
 public:
  explicit Positions(Account& account);
  Positions(const Positions&) = delete;
  Positions& operator=(const Positions&) = delete;

  // `value` is one of the document's, in place: its root or an element of a collection. Throw
  // MemoryLimitExceeded.
  std::string PathOf(const DocumentData& document, const Value* value);
  // The offset is unknown where there is no source; of an entry that "<<" took over, it is its mapping's.
  Location LocationOf(const DocumentData& document, const Value* value);
  void Clear();

 private:
  struct Place {
    const Value* parent;  // the collection's, in place; null for the root
    uint64_t offset;      // of the first character, properties included
  };
  using Places = std::pmr::unordered_map<const Value*, Place>;
  struct Frame {
    const Value* collection;
    Elements elements;
    size_t next = 0;
  };

  void Build(const DocumentData& document);
  void PlaceByEvents(const DocumentData& document);
  void PlaceRest(const DocumentData& document);
  std::string Step(const DocumentData& document, const Value* parent, const Value* value);

  Account& account_;
  std::mutex mutex_;
  bool built_ = false;
  Places places_;                  // the first place of each
  std::unique_ptr<Parser> lines_;  // counts lines from the place it was last asked for
};

}  // namespace tare::yaml
