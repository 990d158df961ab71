#include "readers/rtf/interpreter.h"

#include <algorithm>
#include <utility>

namespace tare::rtf {
namespace {

constexpr size_t kCheckpointStep = 64 * 1024;  // bytes

}  // namespace

Interpreter::Interpreter(ReadContext& context)
    : context_(context),
      sink_(context.sink),
      account_(context.account),
      tokenizer_(context.source.bytes()),
      groups_(&account_),
      fonts_(&account_),
      styles_(&account_),
      lists_(&account_),
      information_(&account_),
      pictures_(account_),
      fields_(&account_),
      capture_(&account_),
      shape_property_(&account_),
      object_class_(&account_),
      data_(account_),
      data_type_(&account_),
      notes_(&account_),
      text_boxes_(&account_) {
  if (const auto charset = text::CharsetByLabel(context.options.charset)) {
    fonts_.OverrideCharset(*charset);
    charset_overridden_ = true;
  }
  groups_.emplace_back();
  ChooseEncoding();
  content_ = &ordinary_.emplace(sink_, account_, styles_, lists_);
}

Result<void> Interpreter::Run(bool fragment) {
  sink_.BeginBlock(Block::Of(BlockKind::kDocument));
  if (fragment) Warn(Trouble::kFragment, "the file has no RTF header");
  whole_group_ = fragment ? 0 : 2;
  do {
    ReadTo(0);
  } while (fragment && !stopped_ && !tokenizer_.AtEnd());
  SendText();
  if (groups_.size() > 1 || tokenizer_.cut_short()) {
    Warn(Trouble::kCutShort, "the file ends before its groups do");
  } else if (!stopped_) {
    WarnOfRest();
  }
  while (groups_.size() > 1) EndGroup();
  ReadTextBoxes();
  content_->End(group());
  while (!notes_.empty()) ReadNote(first_note_);
  sink_.EndBlock(BlockKind::kDocument);
  if (error_) return std::unexpected(*error_);
  if (stopped_) return ReadContext::Stopped();
  return {};
}

// What comes after the last brace is padding: NUL bytes and line ends, from old disks and mail.
void Interpreter::WarnOfRest() {
  const std::string_view rest = context_.source.bytes().substr(tokenizer_.offset());
  constexpr size_t kLookedAt = 4096;  // bytes
  constexpr std::string_view kPadding("\0 \t\r\n\x1A", 6);
  if (rest.substr(0, kLookedAt).find_first_not_of(kPadding) != std::string_view::npos) {
    Warn(Trouble::kAfterEnd, "what follows the end of the document is left out");
  }
}

// Reads until the group at `depth` has ended; 0 is the file's own.
void Interpreter::ReadTo(size_t depth) {
  const size_t end = std::max<size_t>(depth, 1);
  do {
    const Token& token = tokenizer_.Next();
    if (token.kind == TokenKind::kEnd) return;
    OnToken(token);
    if (tokenizer_.offset() >= next_checkpoint_) Checkpoint();
  } while (groups_.size() > end && !stopped_);
}

void Interpreter::Checkpoint() {
  const size_t offset = tokenizer_.offset();
  next_checkpoint_ = offset + kCheckpointStep;
  // What is read out of order is behind or before where reading has come to.
  const bool go_on = deferred_ ? !context_.control.stopped() : context_.Advance(offset);
  if (!go_on) stopped_ = true;
}

void Interpreter::OnToken(const Token& token) {
  if (skip_units_ > 0) return SkipUnits(token);
  switch (token.kind) {
    case TokenKind::kText:
      OnText(token.text);
      break;
    case TokenKind::kEncoded:
      OnEncoded(token.text);
      break;
    case TokenKind::kByte:
      OnByte(token.byte);
      break;
    case TokenKind::kWord:
      OnWord(token);
      break;
    case TokenKind::kGroupBegin:
      BeginGroup();
      break;
    case TokenKind::kGroupEnd:
      EndGroup();
      break;
    case TokenKind::kBinary:
      if (group().destination == Destination::kPicture) pictures_.AddBinary(token.text);
      break;
    case TokenKind::kEnd:
      break;
  }
}

// After \uN come characters for readers that do not know it. Control words that are no characters are obeyed
// all the same: writers that forget the characters are more frequent than those that put words there.
void Interpreter::SkipUnits(Token token) {
  switch (token.kind) {
    case TokenKind::kText:
    case TokenKind::kEncoded: {
      const size_t skipped = std::min(token.text.size(), static_cast<size_t>(skip_units_));
      skip_units_ -= static_cast<int32_t>(skipped);
      token.text.remove_prefix(skipped);
      if (token.text.empty()) return;
      if (token.kind == TokenKind::kEncoded) return OnEncoded(token.text);
      return OnText(token.text);
    }
    case TokenKind::kByte:
    case TokenKind::kBinary:
      --skip_units_;
      return;
    case TokenKind::kWord:
      if (token.word != nullptr && token.word->kind == WordKind::kCharacter) {
        --skip_units_;
        return;
      }
      break;
    default:
      break;
  }
  skip_units_ = 0;
  OnToken(token);
}

void Interpreter::BeginGroup() {
  SendText();
  if (groups_.size() >= kMaxGroups) {
    ++uncounted_groups_;
    Warn(Trouble::kDeepGroups, "groups are nested too deeply for their formatting to be kept apart");
    return;
  }
  groups_.push_back(groups_.back());
  Group& begun = group();
  begun.begun = Destination::kContent;
  begun.ignorable = false;
}

void Interpreter::EndGroup() {
  FlushPending();
  SendText();
  if (uncounted_groups_ > 0) {
    --uncounted_groups_;
    return;
  }
  if (groups_.size() == 1) return;
  const Destination begun = group().begun;
  if (begun != Destination::kContent) Finish(begun);
  // The last paragraph may have no end of its own.
  if (groups_.size() == whole_group_ && !content_->between_paragraphs()) content().EndParagraph(group());
  content_->EndGroup(groups_.size());
  groups_.pop_back();
  if (begun == Destination::kFontTable) ChooseEncoding();
}

// Passes over the rest of the innermost group.
void Interpreter::SkipRest() {
  uint64_t depth = 0;
  while (!tokenizer_.SkipGroup(&depth)) {
    Checkpoint();
    if (stopped_) return;
  }
}

// Groups out of their order.

void Interpreter::ReadDeferred(const Deferred& deferred) {
  const size_t offset = tokenizer_.offset();
  const uint64_t uncounted_groups = std::exchange(uncounted_groups_, 0);
  const bool outer = std::exchange(deferred_, true);
  const size_t depth = groups_.size();
  groups_.push_back(deferred.group);
  const size_t whole_group = std::exchange(whole_group_, groups_.size());
  Group& begun = group();
  begun.destination = begun.begun = Destination::kContent;
  begun.field = 0;

  tokenizer_.Seek(deferred.offset);
  next_checkpoint_ = deferred.offset + kCheckpointStep;
  ReadTo(depth);
  uncounted_groups_ = 0;
  while (groups_.size() > depth) EndGroup();

  uncounted_groups_ = uncounted_groups;
  whole_group_ = whole_group;
  deferred_ = outer;
  skip_units_ = 0;
  tokenizer_.Seek(offset);
  next_checkpoint_ = offset + kCheckpointStep;
}

void Interpreter::ReadTextBoxes() {
  if (deferred_) return;
  while (!text_boxes_.empty() && !stopped_) {
    const Deferred box = text_boxes_.front();
    text_boxes_.pop_front();
    content().BeginTextBox(box.group);
    ReadDeferred(box);
    content().EndTextBox(group());
  }
}

void Interpreter::ReadNote(uint32_t number) {
  const size_t index = number - first_note_;
  if (deferred_ || index >= notes_.size()) return;
  Deferred& note = notes_[index];
  if (!stopped_ && note.offset != kReadAlready && content_->BeginNote(number)) {
    const Deferred deferred = std::exchange(note, {.offset = kReadAlready, .group = {}});
    ReadDeferred(deferred);
    content_->EndNote(group());
  }
  if (index == 0) notes_.front().offset = kReadAlready;
  while (!notes_.empty() && notes_.front().offset == kReadAlready) {
    notes_.pop_front();
    ++first_note_;
  }
}

void Interpreter::Warn(Trouble trouble, std::string_view message) {
  const uint32_t bit = 1u << static_cast<unsigned>(trouble);
  if ((reported_ & bit) != 0) return;
  reported_ |= bit;
  sink_.Warn({.message = message, .offset = tokenizer_.offset()});
}

}  // namespace tare::rtf
