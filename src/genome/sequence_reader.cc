// Reads ranges of contigs, and contigs' names.

#include <algorithm>
#include <cstring>

#include "genome/buffer.h"
#include "genome/contig_pieces.h"
#include "genome/segment_decoder.h"
#include "io/inside_limit.h"
#include "tare/genome.h"

namespace tare::genome {

std::string_view ShortName(std::string_view contig_name) {
  return contig_name.substr(0, contig_name.find_first_of(" \t\r\n"));
}

Contig Sample::contig(size_t index) const {
  const ContigEnd begin = index == 0 ? ContigEnd{} : contigs_[index - 1];
  const ContigEnd& end = contigs_[index];
  return {.name = std::string_view(names_).substr(begin.name, end.name - begin.name),
          .length = end.length,
          .segments = std::span(segments_).subspan(begin.segments, end.segments - begin.segments)};
}

std::optional<Contig> Sample::Find(std::string_view name) const {
  for (size_t i = 0; i < contigs_.size(); ++i) {
    const Contig found = contig(i);
    if (found.name == name || ShortName(found.name) == ShortName(name)) return found;
  }
  return std::nullopt;
}

SequenceReader::SequenceReader(const Archive& archive, Account& account)
    : archive_(archive),
      decoder_(std::make_unique<SegmentDecoder>(archive.contents(), account)),
      bases_(std::make_unique<Buffer>(account)) {}

SequenceReader::~SequenceReader() = default;

Result<void> SequenceReader::Read(const Contig& contig, Range range,
                                  const std::function<bool(std::string_view bases)>& consume) {
  return InsideLimit(archive_.name(), [&]() -> Result<void> {
    ContigPieces pieces(contig, range, archive_.parameters().kmer_length);
    while (const std::optional<ContigPiece> piece = pieces.Next()) {
      if (Result<void> decoded = decoder_->Decode(piece->segment, *bases_); !decoded) return decoded;
      if (!consume(bases_->view().substr(piece->begin, piece->size))) break;
    }
    return {};
  });
}

Result<uint64_t> SequenceReader::Read(const Contig& contig, Range range, std::span<char> out) {
  range.end = std::max(range.begin, range.end);
  if (range.end - range.begin > out.size()) range.end = range.begin + out.size();
  uint64_t read = 0;
  const Result<void> done = Read(contig, range, [&](std::string_view bases) {
    std::memcpy(out.data() + read, bases.data(), bases.size());
    read += bases.size();
    return true;
  });
  if (!done) return std::unexpected(done.error());
  return read;
}

}  // namespace tare::genome
