// Control words of the Interpreter that change formatting or stand in the text.

#include <algorithm>

#include "readers/rtf/interpreter.h"

namespace tare::rtf {
namespace {

template <typename Number>
Number Clamped(int32_t value, Number low, Number high) {
  return static_cast<Number>(std::clamp<int32_t>(value, low, high));
}

void NumberWith(Numbering numbers, ParagraphFormat& paragraph) {
  paragraph.numbering = LegacyNumbering::kNumber;
  paragraph.numbers = numbers;
}

}  // namespace

void Interpreter::OnWord(const Token& token) {
  if (token.word == nullptr) {
    FlushPending();
    if (group().ignorable) SkipRest();
    return;
  }
  group().ignorable = false;
  const ControlWord word = *token.word;
  if (word.kind != WordKind::kDocument) {
    FlushPending();
    if (word.kind != WordKind::kCharacter) SendText();
  }
  switch (word.kind) {
    case WordKind::kCharacter:
      PutCodePoint(word.value);
      break;
    case WordKind::kFormat:
      OnFormat(word.As<Format>(), !token.has_parameter || token.parameter != 0);
      break;
    case WordKind::kDestination:
      Begin(word.As<Destination>(), token.text);
      break;
    case WordKind::kSkipped:
      SkipRest();
      break;
    case WordKind::kDocument:
      OnDocumentWord(word.As<DocumentWord>(), token);
      break;
    case WordKind::kRun:
      OnRunWord(word.As<RunWord>(), token);
      break;
    case WordKind::kParagraph:
      OnParagraphWord(word.As<ParagraphWord>(), token);
      break;
    case WordKind::kRow:
      OnRowWord(word.As<RowWord>(), token.parameter);
      break;
    case WordKind::kList:
      lists_.OnWord(word.As<ListWord>(), token.parameter);
      break;
    case WordKind::kNumbering:
      OnNumberingWord(word.As<NumberingWord>(), token.parameter);
      break;
    case WordKind::kPicture:
      pictures_.OnWord(word.As<PictureWord>(), token.parameter);
      break;
    case WordKind::kTime:
      information_.OnTime(word.As<TimeWord>(), token.parameter);
      break;
    case WordKind::kMark:
      BeginMark(word.As<MarkWord>());
      break;
  }
}

void Interpreter::OnDocumentWord(DocumentWord word, const Token& token) {
  switch (word) {
    case DocumentWord::kRtf:
      break;
    case DocumentWord::kIgnorable:
      group().ignorable = true;
      break;
    case DocumentWord::kAnsi:
      SetCodePage(1252);
      break;
    case DocumentWord::kMacintosh:
      SetCodePage(10000);
      break;
    case DocumentWord::kPc:
      SetCodePage(437);
      break;
    case DocumentWord::kPcMultilingual:
      SetCodePage(850);
      break;
    case DocumentWord::kCodePage:
      SetCodePage(token.parameter);
      break;
    case DocumentWord::kDefaultFont:
      fonts_.SetDefaultFont(token.parameter);
      break;
    case DocumentWord::kUnicode:
      OnUnicode(token.parameter);
      break;
    case DocumentWord::kUnicodeSkip:
      group().unicode_skip = std::max(token.parameter, 0);
      break;
  }
}

void Interpreter::SetCodePage(int32_t code_page) {
  const auto charset = text::CharsetByCodePage(static_cast<uint32_t>(std::max(code_page, 0)));
  if (!charset || charset_overridden_) return;
  fonts_.SetDocumentCharset(*charset);
  ChooseEncoding();
}

void Interpreter::OnFormat(Format format, bool on) {
  uint16_t& formats = group().character.formats;
  formats = static_cast<uint16_t>(on ? formats | format : formats & ~format);
  if (on && format == kSuper) formats = static_cast<uint16_t>(formats & ~kSub);
  if (on && format == kSub) formats = static_cast<uint16_t>(formats & ~kSuper);
}

void Interpreter::OnRunWord(RunWord word, const Token& token) {
  CharacterFormat& character = group().character;
  const int32_t parameter = token.parameter;
  switch (word) {
    case RunWord::kPlain:
      character = CharacterFormat();
      return ChooseEncoding();
    case RunWord::kFont:
    case RunWord::kAssociatedFont:
      return OnFont(parameter, word == RunWord::kAssociatedFont);
    case RunWord::kFontCharset:
      font_.charset = parameter;
      return;
    case RunWord::kFontCodePage:
      font_.code_page = parameter;
      return;
    case RunWord::kStyle:
      character.style = parameter;
      if (!in_content()) return;
      OnFormat(kCodeFont, styles_.Character(parameter).role == StyleRole::kCode);
      return content().ChooseStyle(group(), groups_.size());
    case RunWord::kLeftToRight:
      OnFormat(kRightToLeft, false);
      return ChooseEncoding();
    case RunWord::kRightToLeft:
      OnFormat(kRightToLeft, true);
      return ChooseEncoding();
    case RunWord::kSingleByte:
      OnFormat(kDoubleByte, false);
      return ChooseEncoding();
    case RunWord::kDoubleByte:
      OnFormat(kDoubleByte, true);
      return ChooseEncoding();
    case RunWord::kNoUnderline:
      return OnFormat(kUnderline, false);
    case RunWord::kNoSuperSub:
      OnFormat(kSuper, false);
      return OnFormat(kSub, false);
    case RunWord::kRaised:
      return OnFormat(kSuper, !token.has_parameter || parameter != 0);
    case RunWord::kLowered:
      return OnFormat(kSub, !token.has_parameter || parameter != 0);
    case RunWord::kNoteNumber:
      return;
  }
}

void Interpreter::OnFont(int32_t number, bool associated) {
  if (group().destination == Destination::kFontTable) {
    if (associated) return;
    DefineFont();
    font_.number = number;
    return;
  }
  CharacterFormat& character = group().character;
  if (character.formats & kDoubleByte) {
    character.double_byte_font = number;
  } else if (character.formats & kRightToLeft) {
    character.complex_font = number;
  }
  if (!associated) character.font = number;
  ChooseEncoding();
}

void Interpreter::OnParagraphWord(ParagraphWord word, const Token& token) {
  ParagraphFormat& paragraph = group().paragraph;
  const int32_t parameter = token.parameter;
  switch (word) {
    case ParagraphWord::kDefaults:
      paragraph = ParagraphFormat();
      if (in_content()) content().ParagraphDefaults();
      break;
    case ParagraphWord::kEnd:
      EndParagraph();
      break;
    case ParagraphWord::kLineBreak:
      LineBreak();
      break;
    case ParagraphWord::kPageBreak:
      if (!marked() && !content_->between_paragraphs()) EndParagraph();
      break;
    case ParagraphWord::kStyle:
      paragraph.style = parameter;
      break;
    case ParagraphWord::kOtherStyle:
      group().other_style = true;
      break;
    case ParagraphWord::kBasedOn:
      group().based_on = parameter;
      break;
    case ParagraphWord::kOutlineLevel:
      paragraph.outline_level = Clamped<int8_t>(parameter, 0, 9);
      break;
    case ParagraphWord::kAlignLeft:
      paragraph.alignment = Alignment::kDefault;
      break;
    case ParagraphWord::kAlignCenter:
      paragraph.alignment = Alignment::kCenter;
      break;
    case ParagraphWord::kAlignRight:
      paragraph.alignment = Alignment::kRight;
      break;
    case ParagraphWord::kLeftIndent:
      paragraph.left_indent = parameter;
      if (group().destination == Destination::kListLevel) lists_.SetLevelIndent(parameter);
      break;
    case ParagraphWord::kFirstIndent:
      paragraph.first_indent = parameter;
      break;
    case ParagraphWord::kList:
      paragraph.list = parameter;
      if (group().destination == Destination::kListOverride) lists_.EndOverride(parameter);
      break;
    case ParagraphWord::kListLevel:
      paragraph.list_level = Clamped<uint8_t>(parameter, 0, kListLevels - 1);
      break;
    case ParagraphWord::kInTable:
      paragraph.in_table = true;
      break;
    case ParagraphWord::kNesting:
      paragraph.nesting = Clamped<uint8_t>(parameter, 0, 255);
      if (parameter > 0) paragraph.in_table = true;
      break;
  }
}

void Interpreter::LineBreak() {
  const Destination destination = group().destination;
  const bool raw = destination == Destination::kMark && mark_data_ && mark_ != MarkWord::kData;
  if (raw || destination == Destination::kContent) {
    content().LineBreak(group());
  } else if (destination != Destination::kPicture) {
    Put("\n");
  }
}

void Interpreter::EndParagraph() {
  if (!in_content()) return;
  content().EndParagraph(group());
  ReadTextBoxes();
  if (!marked() && !deferred_ && notes_.size() >= kNotesSent && content_->at_top_level()) {
    while (!notes_.empty() && !stopped_) ReadNote(first_note_);
  }
}

void Interpreter::OnRowWord(RowWord word, int32_t parameter) {
  const bool nested = group().destination == Destination::kNestedRow;
  if (!nested && !in_content()) return;
  switch (word) {
    case RowWord::kCellEnd:
    case RowWord::kNestedCellEnd:
      if (!text_boxes_.empty() && !deferred_) EndParagraph();
      content().EndCell(word == RowWord::kNestedCellEnd, group());
      break;
    case RowWord::kRowEnd:
    case RowWord::kNestedRowEnd:
      content().EndRow(word == RowWord::kNestedRowEnd, group());
      break;
    default:
      content().DefineRow(word, parameter, nested, group());
  }
}

void Interpreter::OnNumberingWord(NumberingWord word, int32_t parameter) {
  if (group().destination != Destination::kNumbering) return;
  ParagraphFormat& paragraph = group().paragraph;
  switch (word) {
    case NumberingWord::kBullet:
      paragraph.numbering = LegacyNumbering::kBullet;
      break;
    case NumberingWord::kLevel:
    case NumberingWord::kBody:
      paragraph.numbering = LegacyNumbering::kNumber;
      break;
    case NumberingWord::kDecimal:
      return NumberWith(Numbering::kDecimal, paragraph);
    case NumberingWord::kLowerLetter:
      return NumberWith(Numbering::kLowerLetter, paragraph);
    case NumberingWord::kUpperLetter:
      return NumberWith(Numbering::kUpperLetter, paragraph);
    case NumberingWord::kLowerRoman:
      return NumberWith(Numbering::kLowerRoman, paragraph);
    case NumberingWord::kUpperRoman:
      return NumberWith(Numbering::kUpperRoman, paragraph);
    case NumberingWord::kContinued:
      paragraph.numbering = LegacyNumbering::kNone;
      break;
    case NumberingWord::kStart:
      paragraph.numbering_start = std::max(parameter, 0);
      break;
  }
}

}  // namespace tare::rtf
