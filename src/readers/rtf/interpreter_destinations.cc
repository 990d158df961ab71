// Destinations of the Interpreter: groups whose text has a meaning of its own.

#include <algorithm>
#include <utility>

#include "document/anchor_name.h"
#include "readers/rtf/interpreter.h"
#include "text/scan.h"

namespace tare::rtf {
namespace {

constexpr std::string_view kOwnGenerator = "Tare 1";  // and the version of the marks

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == ';')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

// Where a destination may begin: in the content, or in a destination that it is a part of.
bool MayBegin(Destination inner, Destination outer) {
  switch (inner) {
    case Destination::kList:
      return outer == Destination::kListTable;
    case Destination::kListLevel:
      return outer == Destination::kList;
    case Destination::kLevelText:
      return outer == Destination::kListLevel;
    case Destination::kListOverride:
      return outer == Destination::kListOverrideTable;
    case Destination::kInformationText:
    case Destination::kInformationTime:
    case Destination::kPropertyName:
    case Destination::kPropertyValue:
      return outer == Destination::kInformation;
    case Destination::kGenerator:
      return outer == Destination::kContent || outer == Destination::kInformation;
    case Destination::kFieldInstruction:
    case Destination::kFieldResult:
    case Destination::kField:
      return outer == Destination::kContent || outer == Destination::kFieldInstruction ||
             outer == Destination::kImageDescription;
    case Destination::kPicture:
      return outer == Destination::kContent || outer == Destination::kImageDescription ||
             outer == Destination::kShapePropertyValue;
    case Destination::kShape:
      return outer == Destination::kContent || outer == Destination::kShape || outer == Destination::kPicture;
    case Destination::kShapeProperty:
      return outer == Destination::kShape;
    case Destination::kShapePropertyName:
    case Destination::kShapePropertyValue:
      return outer == Destination::kShapeProperty;
    case Destination::kTextBox:
      return outer == Destination::kShape;
    case Destination::kObjectClass:
    case Destination::kObjectResult:
      return outer == Destination::kObject;
    case Destination::kNumberingTextAfter:
      return outer == Destination::kNumbering;
    case Destination::kUnicodeAlternative:
      return outer == Destination::kAlternatives;
    case Destination::kAlternatives:
    case Destination::kTransparent:
      return outer != Destination::kAlternatives;
    default:
      return outer == Destination::kContent;
  }
}

}  // namespace

void Interpreter::Begin(Destination destination, std::string_view word) {
  // What is too deep to be kept changes nothing for what follows it.
  if (uncounted_groups_ > 0 && destination != Destination::kTransparent) return SkipRest();
  if (!MayBegin(destination, group().destination)) return SkipRest();
  switch (destination) {
    case Destination::kTransparent:
      return;
    case Destination::kNumberText:
      content().NumberShown();
      return SkipRest();
    case Destination::kField:
      return BeginField();
    case Destination::kFieldResult:
      return BeginFieldResult();
    case Destination::kFieldInstruction:
      if (group().field == 0) return SkipRest();
      break;
    case Destination::kFootnote:
      return BeginNote();
    case Destination::kBookmark:
      if (marked()) return SkipRest();  // a mark says the same
      break;
    case Destination::kTextBox:
      return BeginTextBox(group());
    case Destination::kPageHeader:
      if (!context_.options.headers_footers || marked()) return SkipRest();
      return BeginTextBox(Group{.encoding = fonts_.Encoding(-1)});
    case Destination::kUnicodeAlternative:
    case Destination::kObjectResult:
      return ReturnOutside();
    case Destination::kPicture:
      pictures_.Begin();
      break;
    case Destination::kList:
      lists_.BeginList();
      break;
    case Destination::kListLevel:
      lists_.BeginLevel();
      break;
    case Destination::kListOverride:
      lists_.BeginOverride();
      break;
    case Destination::kInformationText:
      information_word_ = word;
      break;
    case Destination::kInformationTime:
      information_.BeginTime(word);
      break;
    case Destination::kShapeProperty:
      shape_property_.clear();
      break;
    default:
      break;
  }
  capture_.clear();
  group().destination = group().begun = destination;
}

// Goes on with the destination of the group around the one in which this one's began.
void Interpreter::ReturnOutside() {
  size_t index = groups_.size() - 1;
  while (index > 0 && groups_[index].begun != group().destination) --index;
  group().destination = index == 0 ? Destination::kSkipped : groups_[index - 1].destination;
  group().field = index == 0 ? 0 : groups_[index - 1].field;
}

// `begun` ends with the innermost group.
void Interpreter::Finish(Destination begun) {
  switch (begun) {
    case Destination::kFontTable:
      DefineFont();
      break;
    case Destination::kGenerator:
      FinishGenerator();
      break;
    case Destination::kInformationText:
      Information::SendText(sink_, information_word_, capture_, marked());
      break;
    case Destination::kInformationTime:
      information_.SendTime(sink_);
      break;
    case Destination::kPropertyName:
      information_.SetPropertyName(capture_);
      break;
    case Destination::kPropertyValue:
      information_.SendProperty(sink_, capture_);
      break;
    case Destination::kField:
      FinishField();
      break;
    case Destination::kFieldResult:
      FinishFieldResult();
      break;
    case Destination::kPicture:
      FinishPicture();
      break;
    case Destination::kShapeProperty:
      pictures_.OnShapeProperty(shape_property_, capture_);
      break;
    case Destination::kObjectClass:
      object_class_ = capture_;
      break;
    case Destination::kObject:
      WarnOfObject();
      break;
    case Destination::kNumberingTextAfter:
      // Of the numbering around it, like all that a \pn says of its paragraph.
      groups_[groups_.size() - 2].paragraph.numbering_delimiter = Trimmed(capture_) == ")" ? ')' : '.';
      break;
    case Destination::kNumbering: {
      const ParagraphFormat numbered = group().paragraph;
      groups_[groups_.size() - 2].paragraph = numbered;
      break;
    }
    case Destination::kBookmark:
      FinishBookmark();
      break;
    case Destination::kMark:
      FinishMark();
      break;
    default:
      break;
  }
}

void Interpreter::DefineFont() {
  fonts_.Define(font_, Trimmed(capture_));
  font_ = FontDefinition();
  capture_.clear();
}

void Interpreter::FinishGenerator() {
  const std::string_view generator = Trimmed(capture_);
  if (generator == kOwnGenerator && !content_begun_ && !marked()) {
    NoteReader& notes = *this;
    content_ = &marked_.emplace(sink_, account_, styles_, notes);
  } else if (!generator.empty()) {
    sink_.Metadata("generator", generator);
  }
}

void Interpreter::WarnOfObject() {
  std::pmr::string message("an embedded object was left out", &account_);
  constexpr size_t kLongestName = 80;
  const std::string_view name = std::string_view(object_class_).substr(0, kLongestName);
  // A class is an ASCII name, such as Excel.Sheet.12.
  if (!name.empty() && text::AsciiPrefix(name) == name.size()) message.append(": ").append(name);
  object_class_.clear();
  sink_.Warn({.message = message, .offset = tokenizer_.offset()});
}

// Fields.

void Interpreter::BeginField() {
  if (open_fields_ == kMaxFields) {
    if (group().destination != Destination::kContent) return SkipRest();  // belongs to a field
    group().field = 0;
    return;
  }
  if (open_fields_ == fields_.size()) fields_.emplace_back(&account_);
  Field& field = fields_[open_fields_++];
  field.Clear();
  field.outer = group().destination;
  field.outer_field = group().field;
  group().begun = Destination::kField;
  group().field = static_cast<uint16_t>(open_fields_);
}

void Interpreter::BeginFieldResult() {
  const uint16_t number = group().field;
  if (number == 0 || number != open_fields_) return;
  Field& field = fields_[open_fields_ - 1];
  ParseFieldInstruction(field.text, field.instruction);
  field.has_result = true;
  field.text_before_result = content_text_bytes_;
  group().begun = Destination::kFieldResult;
  group().destination = field.outer;
  group().field = field.outer_field;
  if (field.outer != Destination::kContent) return;
  if (!marked() && field.instruction.target.starts_with('#')) {
    std::ranges::replace(field.instruction.target, ' ', '_');
  }
  if (field.instruction.kind == FieldKind::kHyperlink && (marked() || field.instruction.target.size() > 1)) {
    field.has_link = true;
    content().BeginLink(field.instruction.target, field.instruction.title, group(), groups_.size());
  }
  if (field.instruction.kind == FieldKind::kPicture) {
    group().destination = Destination::kImageDescription;
    group().field = number;
  }
}

void Interpreter::FinishFieldResult() {
  Field& field = fields_[open_fields_ - 1];
  if (std::exchange(field.has_link, false)) content().EndLink(group());
  if (group().destination == Destination::kImageDescription && !field.has_picture) AddReferredPicture(field);
}

void Interpreter::FinishField() {
  Field& field = fields_[open_fields_ - 1];
  const bool shows_nothing = !field.has_result || field.text_before_result == content_text_bytes_;
  if (shows_nothing && field.outer == Destination::kContent) {
    if (!field.has_result) ParseFieldInstruction(field.text, field.instruction);
    if (!field.has_result && field.instruction.kind == FieldKind::kPicture) AddReferredPicture(field);
    if (field.instruction.kind == FieldKind::kSymbol) {
      const SymbolFont font = SymbolFontByName(field.instruction.font);
      const uint32_t symbol = field.instruction.symbol;
      PutCodePoint(symbol > 0xFF ? symbol : DecodeSymbol(font, static_cast<unsigned char>(symbol)));
    }
  }
  --open_fields_;
}

// A picture that is not in the file. Tare puts those there that RTF has no format for.
void Interpreter::AddReferredPicture(Field& field) {
  Picture picture(&account_);
  picture.name = field.instruction.target;
  picture.alt = field.alt;
  if (!marked()) std::ranges::replace(picture.alt, '\t', ' ');
  if (!data_.empty()) {
    picture.media_type = data_type_;
    if (Result<void> result = data_.Finish(picture); !result) error_ = std::move(result.error());
  }
  field.has_picture = true;
  content().AddPicture(std::move(picture), group());
}

void Interpreter::FinishPicture() {
  Result<std::optional<Picture>> result = pictures_.End();
  if (!result) {
    error_ = std::move(result.error());
    stopped_ = true;
    return;
  }
  const Group& outer = groups_[groups_.size() - 2];
  if (!*result || outer.character.left_out()) return;
  Picture& picture = **result;
  if (outer.destination == Destination::kImageDescription) fields_[outer.field - 1u].has_picture = true;
  if (picture.displayable) {
    content().AddPicture(std::move(picture), outer);
  } else {
    sink_.AddAttachment({.name = picture.name, .media_type = picture.media_type, .bytes = picture.bytes()});
  }
}

// Names with spaces are names of anchors with underscores, and so are the targets of links to them.
void Interpreter::FinishBookmark() {
  std::ranges::replace(capture_, ' ', '_');
  if (!IsReadableAnchorName(capture_)) return;
  content().Anchor(capture_, groups_[groups_.size() - 2]);
}

// Notes and text boxes are read when what they stand in has ended. What is in them, and in each other, is
// read with them.

void Interpreter::BeginNote() {
  if (deferred_) return;
  if (notes_.size() == kMaxPendingNotes) {
    Warn(Trouble::kTooManyNotes,
         "there are too many notes in one table or before their place; some were left out");
    return SkipRest();
  }
  const auto number = static_cast<uint32_t>(first_note_ + notes_.size());
  if (content().NoteReference(number, group())) {
    notes_.push_back({.offset = tokenizer_.offset(), .group = group()});
  }
  SkipRest();
}

// `anchor` is the formatting that the text begins with.
void Interpreter::BeginTextBox(const Group& anchor) {
  size_t around = groups_.size() - 1;
  while (around > 0 && groups_[around].destination == Destination::kShape) --around;
  if (marked() || groups_[around].destination != Destination::kContent) return SkipRest();
  if (deferred_) {
    group().destination = Destination::kContent;
    return;
  }
  if (text_boxes_.size() == kMaxTextBoxes) return SkipRest();
  text_boxes_.push_back({.offset = tokenizer_.offset(), .group = anchor});
  SkipRest();
  if (content_->between_paragraphs()) ReadTextBoxes();
}

// Marks.

void Interpreter::BeginMark(MarkWord word) {
  const Destination outer = group().destination;
  const bool allowed = outer == Destination::kContent || outer == Destination::kImageDescription;
  if (!marked() || !allowed || uncounted_groups_ > 0) return SkipRest();
  mark_ = word;
  mark_data_ = false;
  capture_.clear();
  group().destination = group().begun = Destination::kMark;
}

void Interpreter::FinishMark() {
  if (mark_ == MarkWord::kData) {
    data_type_ = capture_;
  } else if (mark_ < MarkWord::kRaw) {
    content().Mark(mark_, capture_, group());
  } else {
    if (!mark_data_) BeginRaw();
    if (!raw_left_out_) content().EndRaw();
  }
}

}  // namespace tare::rtf
