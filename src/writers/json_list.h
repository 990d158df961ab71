#pragma once

#include <optional>

#include "writers/json_object.h"
#include "writers/spool_output.h"

namespace tare {

// A JSON array of objects, one a line, kept aside until what stands before it is complete. Memory is taken
// when something is first put into it.
class JsonList {
 public:
  explicit JsonList(Account& account) : account_(account) {}

  // Begins the next object.
  JsonObject Next() {
    if (objects_) {
      objects_->Write(",\n");
    } else {
      objects_.emplace(account_);
    }
    return JsonObject(*objects_);
  }
  // Where the objects are written, once there is one.
  Output& out() { return *objects_; }
  void MoveTo(Output& to) {
    to.Put('[');
    if (objects_) {
      if (Result<void> moved = objects_->MoveTo(to); !moved) to.Fail(moved.error());
    }
    to.Put(']');
  }

 private:
  Account& account_;
  std::optional<SpoolOutput> objects_;
};

}  // namespace tare
