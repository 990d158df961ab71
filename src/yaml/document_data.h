#pragma once

#include <utility>

#include "memory/arena.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_values.h"
#include "yaml/decoded_text.h"
#include "yaml/input_text.h"
#include "yaml/mapping_index.h"
#include "yaml/positions.h"
#include "yaml/value.h"

namespace tare::yaml {

// What a document is made of. The values do not change after loading; the tables beside them are made when
// first needed, and are safe to use from any number of threads.
class DocumentData {
 public:
  // `memory` must outlive it.
  DocumentData(InputText text, Account& memory, const LoadOptions& how)
      : options(how),
        input(std::move(text)),
        account(memory),
        source{input.text(), how.schema},
        arena(memory),
        decoded(memory),
        indexes(memory),
        positions(memory) {}
  DocumentData(const DocumentData&) = delete;
  DocumentData& operator=(const DocumentData&) = delete;

  // Forgets the values, for the next document.
  void Clear() {
    root = kNullValue;
    arena.Reset(kKept);
    decoded.Clear();
    indexes.Clear();
    positions.Clear();
  }
  // No value refers to the text any more.
  void DropText() {
    source.text = {};
    input.owned.reset();
    input.source.reset();
  }

  bool merges_keys() const { return options.merge_keys || options.schema == Schema::kYaml11; }

  // Bytes used by values and decoded text.
  uint64_t memory() const { return arena.used() + decoded.used(); }

  const LoadOptions options;
  InputText input;
  Account& account;
  TextSource source;
  Arena arena;  // the values
  Value root = kNullValue;
  uint64_t begin = 0;  // where the document starts in the text, for reading it again

  mutable DecodedText decoded;
  mutable MappingIndexes indexes;
  mutable Positions positions;

 private:
  static constexpr size_t kKept = size_t{256} * 1024;  // bytes of the arena, from one document to the next
};

}  // namespace tare::yaml
