#pragma once

#include "tare/memory.h"

namespace tare::genome {

// What writing an archive takes, by component.
struct BuilderAccounts {
  explicit BuilderAccounts(Ledger& ledger)
      : input(ledger.Open("genome/input")),
        kmers(ledger.Open("genome/k-mers")),
        segments(ledger.Open("genome/segments")),
        references(ledger.Open("genome/references")),
        packs(ledger.Open("genome/packs")),
        groups(ledger.Open("genome/groups")),
        fallback(ledger.Open("genome/fallback k-mers")),
        indexes(ledger.Open("genome/LZ indexes")),
        zstd(ledger.Open("genome/zstd contexts")),
        queue(ledger.Open("genome/queue")),
        collection(ledger.Open("genome/collection")),
        output(ledger.Open("genome/output")) {}

  Account& input;       // files and their decompression
  Account& kmers;       // tables that find splitters; the splitters
  Account& segments;    // bases on the way
  Account& references;  // of groups
  Account& packs;       // members that are not written yet
  Account& groups;      // which there are, and between which splitters
  Account& fallback;    // of references of groups (FallbackMap)
  Account& indexes;
  Account& zstd;
  Account& queue;
  Account& collection;
  Account& output;
};

}  // namespace tare::genome
