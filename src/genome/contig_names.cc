#include "genome/contig_names.h"

#include "genome/damage.h"

namespace tare::genome {

ContigNames::ContigNames(const ArchiveContents& contents, uint32_t batch, Account& account)
    : contents_(contents), stream_(account), encoded_(&account), decoder_(account) {
  const Result<Part> part = contents.container.ReadPart(contents.contig_names, batch);
  if (!part) return;
  offset_ = part->offset;
  stream_.Start(part->bytes, part->metadata);
  uint32_t samples = 0;  // as many as the other streams say
  stream_.TakeNumber(&samples);
}

std::unexpected<Error> ContigNames::Damaged() const {
  return Damage("the names of contigs are damaged", contents_.container.name(), offset_);
}

Result<void> ContigNames::BeginSample(uint32_t* contigs) {
  decoder_.StartSample();
  if (!stream_.TakeNumber(contigs)) return Damaged();
  return {};
}

Result<void> ContigNames::Next(std::string_view* name) {
  if (!stream_.TakeText(&encoded_) || !decoder_.Decode(encoded_, name)) return Damaged();
  return {};
}

Result<void> ContigNames::SkipSample() {
  uint32_t contigs = 0;
  if (!stream_.TakeNumber(&contigs)) return Damaged();
  for (uint32_t i = 0; i < contigs; ++i) {
    if (!stream_.TakeText(&encoded_)) return Damaged();
  }
  return {};
}

}  // namespace tare::genome
