#include "yaml/merge_steps.h"

namespace tare::yaml {

MappingMerge::MappingMerge(const Node& base, const Node& ours, const Node& theirs, Account& account)
    : ours_(ours.pairs()),
      theirs_(theirs.pairs()),
      our_entry_(ours_.begin()),
      their_entry_(theirs_.begin()),
      in_base_(base, account),
      in_theirs_(theirs, account),
      taken_(theirs.size(), false, &account) {}

bool MappingMerge::Next(MergeStep* step) {
  const auto value = [](const EntryTable::Found& found) {
    return found.index != kUnmatched ? (*found.entry).second : Node();
  };
  if (our_entry_ != ours_.end()) {
    const auto [key, our_value] = *our_entry_++;
    const EntryTable::Found theirs = in_theirs_.Find(key);
    if (theirs.index != kUnmatched) taken_[theirs.index] = true;
    *step = {.key = key, .base = value(in_base_.Find(key)), .ours = our_value, .theirs = value(theirs)};
    return true;
  }
  for (; their_entry_ != theirs_.end(); ++their_entry_, ++their_index_) {
    if (taken_[their_index_]) continue;
    const auto [key, their_value] = *their_entry_++;
    ++their_index_;
    *step = {.key = key, .base = value(in_base_.Find(key)), .theirs = their_value};
    return true;
  }
  return false;
}

SequenceMerge::SequenceMerge(const Node& base, const Node& ours, const Node& theirs,
                             const MergeOptions& options, Account& account)
    : options_(&options),
      base_{.sequence = base},
      ours_{.sequence = ours},
      theirs_{.sequence = theirs},
      to_ours_{.matches = std::pmr::vector<uint32_t>(&account)},
      to_theirs_{.matches = std::pmr::vector<uint32_t>(&account)} {
  AlignSequences(base, ours, options.key, account, &to_ours_.same, &to_ours_.matches);
  AlignSequences(base, theirs, options.key, account, &to_theirs_.same, &to_theirs_.matches);
  FindPiece();
}

// Goes on to the next element that all have; behind the last of them, to the ends.
void SequenceMerge::FindPiece() {
  const size_t size = base_.sequence.size();
  base_.end = base_.next;
  while (base_.end < size && !(to_ours_.Has(base_.end) && to_theirs_.Has(base_.end))) ++base_.end;
  ours_.end = base_.end < size ? to_ours_.At(base_.end) : ours_.sequence.size();
  theirs_.end = base_.end < size ? to_theirs_.At(base_.end) : theirs_.sequence.size();
  takes_ = Decide();
}

bool SequenceMerge::Next(MergeStep* step) {
  *step = {};
  if (takes_ == Takes::kConflict) {
    *step = {.base = base_.sequence, .ours = ours_.sequence, .theirs = theirs_.sequence, .conflict = true};
    takes_ = options_->prefer == Prefer::kTheirs ? Takes::kTheirs : Takes::kOurs;
    return true;
  }
  if (takes_ == Takes::kOurs && ours_.count() > 0) {
    step->ours = ours_.Take();
  } else if (takes_ == Takes::kTheirs && theirs_.count() > 0) {
    step->theirs = theirs_.Take();
  } else if (takes_ == Takes::kAll && base_.count() > 0) {
    *step = {.base = base_.Take(), .ours = ours_.Take(), .theirs = theirs_.Take()};
  } else {
    // Behind the piece is an element that all have, or the end.
    for (Side* side : {&base_, &ours_, &theirs_}) side->next = side->end;
    if (base_.next == base_.sequence.size()) return false;
    *step = {.base = base_.Take(), .ours = ours_.Take(), .theirs = theirs_.Take()};
    FindPiece();
  }
  return true;
}

// What is joined element by element is not compared before, so that each level of nested sequences is read
// once.
SequenceMerge::Takes SequenceMerge::Decide() const {
  if (base_.count() == ours_.count() && base_.count() == theirs_.count() && !HasIdentities(base_))
    return Takes::kAll;
  const auto equal = [](const Side& a, const Side& b) {
    if (a.count() != b.count()) return false;
    for (size_t i = 0; i < a.count(); ++i) {
      if (a.sequence[a.next + i] != b.sequence[b.next + i]) return false;
    }
    return true;
  };
  if (equal(ours_, theirs_) || equal(base_, theirs_)) return Takes::kOurs;
  return equal(base_, ours_) ? Takes::kTheirs : Takes::kConflict;
}

// Whether elements of the piece are not to be taken for others that stand at the same place.
bool SequenceMerge::HasIdentities(const Side& side) const {
  if (options_->key.empty()) return false;
  for (size_t i = side.next; i < side.end; ++i) {
    if (side.sequence[i].contains(options_->key)) return true;
  }
  return false;
}

}  // namespace tare::yaml
