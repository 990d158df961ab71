#include "genome/container.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "genome/append_marker.h"
#include "genome/checksum.h"
#include "genome/damage.h"
#include "genome/fixed_number.h"

namespace tare::genome {

namespace {

// Numbers are a count of bytes and so many bytes, the most significant first. False where the text ends or
// the number has more than 64 bits.
bool TakeNumber(std::string_view& text, uint64_t* number) {
  if (text.empty()) return false;
  const size_t size = static_cast<uint8_t>(text[0]);
  if (size > 8 || text.size() <= size) return false;
  *number = 0;
  for (size_t i = 1; i <= size; ++i) *number = *number << 8 | static_cast<uint8_t>(text[i]);
  text.remove_prefix(size + 1);
  return true;
}

bool TakeName(std::string_view& text, std::string_view* name) {
  const size_t end = text.find('\0');
  if (end == std::string_view::npos) return false;
  *name = text.substr(0, end);
  text.remove_prefix(end + 1);
  return true;
}

// A digit of the names of groups' streams, or -1.
int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  if (c >= 'a' && c <= 'z') return c - 'a' + 36;
  if (c == '_') return 62;
  return c == '#' ? 63 : -1;
}

// The number in "x<number>r" and "x<number>d": in base 64, the least significant digit first.
std::optional<uint32_t> GroupNumber(std::string_view stream) {
  if (stream.size() < 3 || stream.size() > 8 || stream[0] != 'x') return std::nullopt;
  if (stream.back() != 'r' && stream.back() != 'd') return std::nullopt;
  uint64_t number = 0;
  const std::string_view digits = stream.substr(1, stream.size() - 2);
  for (size_t i = digits.size(); i-- > 0;) {
    const int value = DigitValue(digits[i]);
    if (value < 0) return std::nullopt;
    number = number * 64 + static_cast<uint64_t>(value);
  }
  if (digits.size() > 1 && digits.back() == '0') return std::nullopt;  // each group has one name
  if (number > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(number);
}

}  // namespace

Container::Container(std::unique_ptr<Source> source, Account& account)
    : source_(std::move(source)), named_(&account), groups_(&account), marks_(&account) {}

Result<Container> Container::Read(std::unique_ptr<Source> source, Account& account) {
  Container container(std::move(source), account);
  const uint64_t size = container.source().bytes().size();
  // No bytes that happen to look like a directory name this stream.
  const auto is_archive = [&](const Result<void>& read) {
    return read && container.Find("collection-samples") != kNone;
  };
  Result<void> read = container.ReadUpTo(size);
  if (is_archive(read)) return container;
  const auto is_end = [&](uint64_t end) { return is_archive(container.ReadUpTo(end)); };
  if (FindEndBeforeAppend(container.source(), is_end)) return container;
  read = container.ReadUpTo(size);
  if (!read) return std::unexpected(std::move(read.error()));
  return container;
}

Result<void> Container::ReadUpTo(uint64_t end) {
  end_ = end;
  named_.clear();
  groups_.clear();
  marks_.clear();
  checksums_from_ = UINT64_MAX;
  if (Result<void> found = FindDirectory(); !found) return found;
  if (Result<void> read = ReadDirectory(); !read) return read;
  if (Result<void> ordered = OrderGroups(); !ordered) return ordered;
  return ReadChecksums();
}

// Its size stands in the last 8 bytes, the least significant first.
Result<void> Container::FindDirectory() {
  const std::string_view file = source_->bytes().substr(0, end_);
  if (file.size() < 9) return Failure(ErrorCode::kUnknownFormat, "this is no AGC archive", name());
  const uint64_t size = ReadFixedNumber(file.substr(file.size() - 8));
  if (size == 0 || size > file.size() - 8 || size >= kNone)
    return Failure(ErrorCode::kUnknownFormat, "this is no AGC archive, or its end is missing", name());
  directory_offset_ = file.size() - 8 - size;
  directory_ = file.substr(directory_offset_, size);
  return {};
}

Result<void> Container::ReadDirectory() {
  std::string_view rest = directory_;
  const auto damaged = [&] {
    return Failure(ErrorCode::kUnknownFormat,
                   "the directory of streams at the end of the file makes no sense", name(),
                   directory_offset_ + (directory_.size() - rest.size()));
  };
  uint64_t streams = 0;
  uint64_t stored = 0;
  if (!TakeNumber(rest, &streams)) return damaged();
  for (uint64_t i = 0; i < streams; ++i) {
    std::string_view stream;
    if (!TakeName(rest, &stream)) return damaged();
    const Entry entry = static_cast<Entry>(directory_.size() - rest.size());
    if (Result<void> read = ReadParts(rest, stream, entry, &stored); !read) return read;
    if (Result<void> added = AddStream(stream, entry); !added) return added;
  }
  if (!rest.empty()) return damaged();
  return {};
}

// `*stored` counts the bytes of all parts so far. That they are not more than the file has keeps the work
// that a file can make in proportion to its size: no two parts share their bytes.
Result<void> Container::ReadParts(std::string_view& rest, std::string_view stream, Entry entry,
                                  uint64_t* stored) {
  const auto wrong = [&](const std::string& what) {
    return Damage("stream " + std::string(stream) + ": " + what, name(),
                  directory_offset_ + (directory_.size() - rest.size()));
  };
  uint64_t parts = 0;
  uint64_t unused = 0;
  if (!TakeNumber(rest, &parts) || !TakeNumber(rest, &unused)) return wrong("the directory is damaged");
  for (uint64_t part = 0; part < parts; ++part) {
    if (part != 0 && part % kPartsBetweenMarks == 0)
      marks_.push_back({entry, static_cast<uint32_t>(directory_.size() - rest.size())});
    uint64_t offset = 0;
    uint64_t size = 0;
    if (!TakeNumber(rest, &offset) || !TakeNumber(rest, &size)) return wrong("the directory is damaged");
    if (offset > directory_offset_ || size > directory_offset_ - offset)
      return wrong("part " + std::to_string(part) + " lies outside of the file");
    *stored += size;
    if (*stored > directory_offset_) return wrong("there are more bytes in parts than in the file");
  }
  return {};
}

Result<void> Container::AddStream(std::string_view stream, Entry entry) {
  const std::optional<uint32_t> number = GroupNumber(stream);
  if (!number) {
    named_.push_back({stream, entry});
    return {};
  }
  // A group's streams mostly stand together.
  if (groups_.empty() || groups_.back().number != *number) groups_.push_back({.number = *number});
  Entry& place = stream.back() == 'r' ? groups_.back().reference : groups_.back().delta;
  if (place != kNone)
    return Damage("the directory has stream " + std::string(stream) + " twice", name(),
                  directory_offset_ + entry);
  place = entry;
  return {};
}

Result<void> Container::OrderGroups() {
  if (!std::ranges::is_sorted(groups_, {}, &Group::number)) std::ranges::sort(groups_, {}, &Group::number);
  size_t kept = 0;
  for (size_t i = 0; i < groups_.size(); ++i) {
    const Group group = groups_[i];
    if (kept == 0 || groups_[kept - 1].number != group.number) {
      groups_[kept++] = group;
      continue;
    }
    Group& first = groups_[kept - 1];
    if ((first.reference != kNone && group.reference != kNone) ||
        (first.delta != kNone && group.delta != kNone))
      return Damage("the directory has streams of group " + std::to_string(group.number) + " twice", name());
    if (group.reference != kNone) first.reference = group.reference;
    if (group.delta != kNone) first.delta = group.delta;
  }
  groups_.resize(kept);
  return {};
}

// Archives that C++ AGC wrote have none.
Result<void> Container::ReadChecksums() {
  const Entry entry = Find(kChecksumStream);
  if (entry == kNone) return {};
  checksums_from_ = 0;  // it has one itself
  const Result<Part> part = ReadPart(entry, 0);
  if (!part) return std::unexpected(part.error());
  if (part->bytes.size() != 8 + kChecksumBytes ||
      ReadFixedNumber(part->bytes.substr(8)) != Checksum(directory_))
    return Damage("the directory of streams has another checksum than when it was written", name(),
                  directory_offset_);
  checksums_from_ = ReadFixedNumber(part->bytes.substr(0, 8));
  return {};
}

Container::Entry Container::Find(std::string_view stream) const {
  const auto found = std::ranges::find(named_, stream, &NamedStream::name);
  return found == named_.end() ? kNone : found->entry;
}

size_t Container::FindGroup(uint32_t number) const {
  // They are numbered without gaps, unless somebody else made the archive.
  if (number < groups_.size() && groups_[number].number == number) return number;
  const auto found = std::ranges::lower_bound(groups_, number, {}, &Group::number);
  if (found == groups_.end() || found->number != number) return groups_.size();
  return static_cast<size_t>(found - groups_.begin());
}

// The directory was read once and is not checked again; where the file changed since, numbers are 0.
uint64_t Container::PartCount(Entry entry) const {
  if (entry == kNone) return 0;
  std::string_view rest = directory_.substr(entry);
  uint64_t parts = 0;
  TakeNumber(rest, &parts);
  return parts;
}

uint64_t Container::StoredSize(Entry entry) const {
  uint64_t total = 0;
  ForEachPart(entry, [&](uint64_t, uint64_t size) { total += size; });
  return total;
}

uint64_t Container::UnusedBytes() const {
  static constexpr uint64_t kPartsBetweenReleases = 256;
  uint64_t used = directory_.size() + 8;
  uint64_t parts = 0;
  const auto add = [&](uint64_t offset, uint64_t size) {
    if (offset >= end_) return;
    const uint64_t number_bytes = 1 + uint64_t{static_cast<uint8_t>(source_->bytes()[offset])};
    used += number_bytes + size + (offset >= checksums_from_ ? kChecksumBytes : 0);
    if (++parts % kPartsBetweenReleases == 0) source_->ReleaseRange(0, directory_offset_);
  };
  for (const NamedStream& stream : named_) ForEachPart(stream.entry, add);
  for (const Group& group : groups_) {
    ForEachPart(group.reference, add);
    ForEachPart(group.delta, add);
  }
  return end_ - std::min(used, end_);
}

void Container::ForEachPart(Entry entry, const std::function<void(uint64_t, uint64_t)>& visit) const {
  if (entry == kNone) return;
  std::string_view rest = directory_.substr(entry);
  uint64_t parts = 0;
  uint64_t unused = 0;
  if (!TakeNumber(rest, &parts) || !TakeNumber(rest, &unused)) return;
  uint64_t offset = 0;
  uint64_t size = 0;
  for (uint64_t i = 0; i < parts && TakeNumber(rest, &offset) && TakeNumber(rest, &size); ++i)
    visit(offset, size);
}

Result<Part> Container::ReadPart(Entry entry, uint64_t index) const {
  std::string_view rest = directory_.substr(std::min<size_t>(entry, directory_.size()));
  uint64_t parts = 0;
  uint64_t offset = 0;
  uint64_t size = 0;
  bool read = TakeNumber(rest, &parts) && TakeNumber(rest, &offset) && index < parts;
  uint64_t next = 0;
  if (read && index >= kPartsBetweenMarks) {
    const auto first = std::ranges::lower_bound(marks_, entry, {}, &Mark::entry);
    const uint64_t marks = index / kPartsBetweenMarks;
    read = static_cast<uint64_t>(marks_.end() - first) >= marks;  // not where the file was changed meanwhile
    if (read) rest = directory_.substr(first[static_cast<ptrdiff_t>(marks) - 1].place);
    next = marks * kPartsBetweenMarks;
  }
  for (; read && next <= index; ++next) read = TakeNumber(rest, &offset) && TakeNumber(rest, &size);
  if (!read || offset > directory_offset_)
    return Damage("a stream has no part " + std::to_string(index), name(), directory_offset_);
  Part part;
  part.offset = offset;
  if (size == 0) return part;  // its number is not read by AGC either
  std::string_view bytes = source_->bytes().substr(offset, directory_offset_ - offset);
  if (!TakeNumber(bytes, &part.metadata) || bytes.size() < size)
    return Damage("a part of a stream lies outside of the file", name(), offset);
  part.bytes = bytes.substr(0, size);
  if (offset >= checksums_from_) {
    const std::string_view whole = source_->bytes().substr(
        offset, static_cast<size_t>(part.bytes.data() - source_->bytes().data()) - offset + size);
    if (bytes.size() < size + kChecksumBytes ||
        ReadFixedNumber(bytes.substr(size, kChecksumBytes)) != Checksum(whole))
      return Damage("a part of a stream has another checksum than when it was written", name(), offset);
  }
  return part;
}

}  // namespace tare::genome
