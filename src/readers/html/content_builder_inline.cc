// What stands in a line: formatting, links, images, formulas.

#include <functional>
#include <string>
#include <utility>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/code_language.h"
#include "readers/html/content_builder.h"
#include "readers/html/image.h"
#include "readers/html/whitespace.h"
#include "text/script_url.h"

namespace tare::html {
namespace {

constexpr uint32_t kMaxPixels = 1'000'000;  // of an image's width or height
constexpr size_t kMaxImageText = 4096;      // bytes of an image's alternative text
constexpr size_t kSmallestPicture = 300;    // bytes of data; what is smaller fills a place
constexpr size_t kLargestPicture = TokenizerLimits().attribute_value - 256;  // room for the URL's beginning

SpanSet SpansOf(Element element) {
  switch (element) {
    case Element::kEm:
    case Element::kI:
    case Element::kDfn:
    case Element::kVar:
      return SpanBit(SpanKind::kEmphasis);
    case Element::kStrong:
    case Element::kB:
      return SpanBit(SpanKind::kStrong);
    case Element::kU:
    case Element::kIns:
      return SpanBit(SpanKind::kUnderline);
    case Element::kS:
    case Element::kStrike:
    case Element::kDel:
      return SpanBit(SpanKind::kStrikethrough);
    case Element::kSup:
      return SpanBit(SpanKind::kSuperscript);
    case Element::kSub:
      return SpanBit(SpanKind::kSubscript);
    case Element::kMark:
      return SpanBit(SpanKind::kHighlight);
    case Element::kCode:
    case Element::kKbd:
    case Element::kSamp:
    case Element::kTt:
      return SpanBit(SpanKind::kCode);
    default:
      return 0;
  }
}

uint32_t HashOf(std::string_view name) {
  uint32_t hash = 0x811C9DC5;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return hash;
}

// Whether a link leads somewhere: not to code, nor to the top of the page.
bool LeadsSomewhere(std::string_view url) {
  return !url.empty() && url != "#" && !text::IsScriptUrl(url) && !StartsWithIgnoringCase(url, "data:");
}

uint32_t PixelsOf(const Tag& image, std::string_view name) {
  const std::string_view value = AttributeOf(image, name);
  if (value.ends_with('%')) return 0;
  return static_cast<uint32_t>(ParseNumber(value, kMaxPixels).value_or(0));
}

std::string_view ExtensionOf(std::string_view media_type) {
  constexpr std::pair<std::string_view, std::string_view> kExtensions[] = {
      {"image/png", ".png"},   {"image/jpeg", ".jpg"},    {"image/jpg", ".jpg"},   {"image/gif", ".gif"},
      {"image/webp", ".webp"}, {"image/svg+xml", ".svg"}, {"image/avif", ".avif"}, {"image/bmp", ".bmp"},
  };
  for (const auto& [type, extension] : kExtensions) {
    if (EqualsIgnoringCase(media_type, type)) return extension;
  }
  return {};
}

// A formula that a page shows as a picture, with its TeX as the alternative text.
bool IsFormula(std::string_view classes) {
  return classes.contains("mwe-math-fallback-image") || HasWord(classes, "tex") || HasWord(classes, "latex");
}

}  // namespace

InlineElement ContentBuilder::InlineOf(const Tag& tag, Element element) {
  InlineElement open{.element = element,
                     .formatting = TreatmentOf(element) == Treatment::kFormatting,
                     .adds = SpansOf(element)};
  if (element == Element::kUnknown) open.name_hash = HashOf(tag.name);
  if (open.adds == SpanBit(SpanKind::kCode)) {
    open.serial = ++serial_;
    if (open_.preformatted()) {
      if (const std::string_view language = CodeLanguage(tag); !language.empty()) {
        flow_.SetCodeLanguage(language);
      }
    }
  }
  if (!tag.attributes.empty()) {
    const Style style = StyleOf(tag, element);
    open.hides = style.hidden;
    open.is_line = style.block;
    open.adds = static_cast<SpanSet>((open.adds & ~style.removes) | style.adds);
    open.removes = style.removes;
    if (open.hides) open.formatting = false;  // what is not closed must not hide the rest of the page
  }
  return open;
}

void ContentBuilder::PushInline(const InlineElement& element) {
  if (open_.PushInline(element) && element.is_line) StartLine();
}

void ContentBuilder::StartInline(const Tag& tag, Element element) { PushInline(InlineOf(tag, element)); }

void ContentBuilder::StartLink(const Tag& tag) {
  if (open_.CountInlines(Element::kA) > 0) EndInline(Element::kA, /*name_hash=*/0);
  InlineElement open = InlineOf(tag, Element::kA);
  if (const std::string_view* href = FindAttribute(tag, "href")) {
    const std::string_view target = base_url_.Resolve(*href, &link_target_);
    if (LeadsSomewhere(target)) open.adds |= SpanBit(SpanKind::kLink);
    open.serial = ++serial_;
    open_.SetLink({.serial = open.serial,
                   .target = Kept(target, &link_target_),
                   .title = Kept(AttributeOf(tag, "title"), &link_title_)});
  }
  PushInline(open);
}

// A view that outlives the tag: of the page, or of a copy.
std::string_view ContentBuilder::Kept(std::string_view value, std::pmr::string* copy) const {
  const auto within = [value](std::string_view text) {
    return std::less_equal<>()(text.data(), value.data()) &&
           std::less_equal<>()(value.data() + value.size(), text.data() + text.size());
  };
  if (within(page_) || within(*copy)) return value;
  return *copy = value;
}

void ContentBuilder::EndInline(Element element, uint32_t name_hash) {
  const bool visible = !open_.hidden();
  InlineElement ended;
  if (open_.EndInline(element, name_hash, &ended) && ended.is_line && visible) flow_.StartLine();
}

void ContentBuilder::EndInlineTag(const Tag& tag, Element element) {
  if (element == Element::kQ) return EndQuotation();
  if (element == Element::kRt || element == Element::kRuby) EndRubyText();
  EndInline(element, element == Element::kUnknown ? HashOf(tag.name) : 0);
}

void ContentBuilder::StartQuotation(const Tag& tag) {
  StartInline(tag, Element::kQ);
  if (!open_.hidden()) flow_.Text(open_.CountInlines(Element::kQ) % 2 == 1 ? "“" : "‘");
}

void ContentBuilder::EndQuotation() {
  const size_t count = open_.CountInlines(Element::kQ);
  const bool visible = !open_.hidden();
  InlineElement ended;
  if (!open_.EndInline(Element::kQ, /*name_hash=*/0, &ended)) return;
  if (visible) flow_.Text(count % 2 == 1 ? "”" : "’");
}

// Ruby text stands in parentheses behind its base. The page's own parentheses, <rp>, are for those who cannot
// show ruby and would double them.
void ContentBuilder::StartRuby(const Tag& tag, Element element) {
  EndRubyText();
  InlineElement open = InlineOf(tag, element);
  open.hides |= element == Element::kRp;
  PushInline(open);
  if (element != Element::kRt || open_.hidden()) return;
  flow_.Text("(");
  flow_.NoSpace();
}

void ContentBuilder::EndRubyText() {
  EndInline(Element::kRp, /*name_hash=*/0);
  const bool visible = !open_.hidden();
  InlineElement ended;
  if (open_.EndInline(Element::kRt, /*name_hash=*/0, &ended) && visible) {
    flow_.NoSpace();
    flow_.Text(")");
  }
}

// What an element's id names: the content that comes next. The lines of code, which have ids on some pages,
// can hold none.
void ContentBuilder::AddAnchor(const Tag& tag, Element element) {
  if (open_.hidden() || (flow_.IsLiteral() && element != Element::kPre)) return;
  std::string_view name = AttributeOf(tag, "id");
  if (name.empty() && element == Element::kA) name = AttributeOf(tag, "name");
  if (!name.empty()) flow_.AddAnchor(name);
}

void ContentBuilder::AddInput(const Tag& tag) {
  if (open_.hidden() || !EqualsIgnoringCase(AttributeOf(tag, "type"), "checkbox")) return;
  flow_.Check(FindAttribute(tag, "checked") != nullptr);
}

void ContentBuilder::AddImage(const Tag& tag) {
  if (open_.hidden() || IsInvisible(tag) || StyleOf(tag, Element::kImg).hidden) return;
  image_text_.clear();
  AppendCollapsed(AttributeOf(tag, "alt"), kMaxImageText, &image_text_);
  if (const std::string_view classes = AttributeOf(tag, "class");
      IsFormula(classes) && !image_text_.empty()) {
    const std::string_view tex = WithoutDisplayStyle(image_text_);
    // MediaWiki's picture stands beside the same formula in MathML.
    const bool is_repetition = classes.contains("mwe-math") && tex == math_.tex();
    if (!is_repetition && !tex.empty()) flow_.AddMath(tex, /*display=*/false);
    return;
  }
  Image image{.title = AttributeOf(tag, "title"),
              .alt = TrimAscii(image_text_),
              .width = PixelsOf(tag, "width"),
              .height = PixelsOf(tag, "height")};
  const std::string_view url = ImageUrl(tag);
  if (const auto data = ParseDataUrl(url)) {
    AddImageData(*data, &image);
  } else {
    image.target = base_url_.Resolve(url, &image_target_);
  }
  if (image.target.empty() && image.alt.empty()) return;
  // A picture that scripts load when it is looked at comes again for those without scripts.
  const size_t target = std::hash<std::string_view>()(image.target);
  if (std::exchange(last_image_, target) == target && open_.CountInlines(Element::kNoscript) > 0) return;
  AddAnchor(tag, Element::kImg);
  flow_.AddImage(image);
}

// Pictures in the page itself become bytes with a name. Those that the tokenizer had to cut are left out.
void ContentBuilder::AddImageData(const DataUrl& data, Image* image) {
  const bool is_placeholder = data.data.size() < kSmallestPicture && image->alt.empty();
  if (is_placeholder || data.data.size() >= kLargestPicture) return;
  if (!StartsWithIgnoringCase(data.media_type, "image/")) return;
  image_bytes_.clear();
  if (!DecodeData(data, &image_bytes_)) return;
  image_target_ = "image";
  image_target_ += std::string_view(std::to_string(++images_));
  image_target_ += ExtensionOf(data.media_type);
  image->target = image_target_;
  image->media_type = data.media_type;
  image->bytes = image_bytes_;
}

}  // namespace tare::html
