#pragma once

// The elements of HTML the content builder knows, and what it does with each.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare::html {

// How the content builder treats an element; see content_builder.cc for the work behind each word.
enum class Treatment : uint8_t {
  kInline,       // content goes on in the line; also what is done with elements unknown
  kFormatting,   // as kInline, and carried on where a block ends first (13.2.4.3)
  kInlineScope,  // as kInline, and formatting inside stays inside: object
  kControl,      // a word of its own in the line: button, select
  kVoid,         // no content, nothing to see
  kStructure,    // html, head, body: where they begin and end makes no difference to the content
  kDivision,     // begins and ends a line, no more
  kParagraph,
  kHeading,
  kQuote,
  kPreformatted,
  kList,
  kListItem,
  kDefinitionList,
  kDefinitionItem,  // dt, dd
  kTable,
  kRowGroup,
  kRow,
  kCell,
  kCaption,
  kColumn,  // col, colgroup
  kFigure,
  kFigureCaption,
  kLineBreak,
  kRule,
  kImage,
  kInput,
  kOption,
  kQuotation,  // q
  kRuby,       // ruby and its parts
  kMetadata,   // base, link, meta
  kTitle,
  kScript,
  kRawText,         // content is text without markup, left out
  kHidden,          // content with markup, left out
  kVectorGraphics,  // svg
  kMath,
};

// One line an element, in the order of their names:
//   X(enumerator, name, treatment)
#define TARE_HTML_ELEMENTS(X)                  \
  X(kA, "a", kFormatting)                      \
  X(kAbbr, "abbr", kInline)                    \
  X(kAddress, "address", kDivision)            \
  X(kApplet, "applet", kInlineScope)           \
  X(kArea, "area", kVoid)                      \
  X(kArticle, "article", kDivision)            \
  X(kAside, "aside", kDivision)                \
  X(kAudio, "audio", kHidden)                  \
  X(kB, "b", kFormatting)                      \
  X(kBase, "base", kMetadata)                  \
  X(kBasefont, "basefont", kVoid)              \
  X(kBdi, "bdi", kInline)                      \
  X(kBdo, "bdo", kInline)                      \
  X(kBgsound, "bgsound", kVoid)                \
  X(kBig, "big", kFormatting)                  \
  X(kBlockquote, "blockquote", kQuote)         \
  X(kBody, "body", kStructure)                 \
  X(kBr, "br", kLineBreak)                     \
  X(kButton, "button", kControl)               \
  X(kCanvas, "canvas", kHidden)                \
  X(kCaption, "caption", kCaption)             \
  X(kCenter, "center", kDivision)              \
  X(kCite, "cite", kInline)                    \
  X(kCode, "code", kFormatting)                \
  X(kCol, "col", kColumn)                      \
  X(kColgroup, "colgroup", kColumn)            \
  X(kData, "data", kInline)                    \
  X(kDatalist, "datalist", kHidden)            \
  X(kDd, "dd", kDefinitionItem)                \
  X(kDel, "del", kInline)                      \
  X(kDetails, "details", kDivision)            \
  X(kDfn, "dfn", kInline)                      \
  X(kDialog, "dialog", kDivision)              \
  X(kDir, "dir", kList)                        \
  X(kDiv, "div", kDivision)                    \
  X(kDl, "dl", kDefinitionList)                \
  X(kDt, "dt", kDefinitionItem)                \
  X(kEm, "em", kFormatting)                    \
  X(kEmbed, "embed", kVoid)                    \
  X(kFieldset, "fieldset", kDivision)          \
  X(kFigcaption, "figcaption", kFigureCaption) \
  X(kFigure, "figure", kFigure)                \
  X(kFont, "font", kFormatting)                \
  X(kFooter, "footer", kDivision)              \
  X(kForm, "form", kDivision)                  \
  X(kFrame, "frame", kVoid)                    \
  X(kFrameset, "frameset", kStructure)         \
  X(kH1, "h1", kHeading)                       \
  X(kH2, "h2", kHeading)                       \
  X(kH3, "h3", kHeading)                       \
  X(kH4, "h4", kHeading)                       \
  X(kH5, "h5", kHeading)                       \
  X(kH6, "h6", kHeading)                       \
  X(kHead, "head", kStructure)                 \
  X(kHeader, "header", kDivision)              \
  X(kHgroup, "hgroup", kDivision)              \
  X(kHr, "hr", kRule)                          \
  X(kHtml, "html", kStructure)                 \
  X(kI, "i", kFormatting)                      \
  X(kIframe, "iframe", kRawText)               \
  X(kImage, "image", kImage)                   \
  X(kImg, "img", kImage)                       \
  X(kInput, "input", kInput)                   \
  X(kIns, "ins", kInline)                      \
  X(kKbd, "kbd", kInline)                      \
  X(kKeygen, "keygen", kVoid)                  \
  X(kLabel, "label", kInline)                  \
  X(kLegend, "legend", kDivision)              \
  X(kLi, "li", kListItem)                      \
  X(kLink, "link", kMetadata)                  \
  X(kListing, "listing", kPreformatted)        \
  X(kMain, "main", kDivision)                  \
  X(kMap, "map", kInline)                      \
  X(kMark, "mark", kInline)                    \
  X(kMarquee, "marquee", kInlineScope)         \
  X(kMath, "math", kMath)                      \
  X(kMenu, "menu", kList)                      \
  X(kMeta, "meta", kMetadata)                  \
  X(kMeter, "meter", kInline)                  \
  X(kNav, "nav", kDivision)                    \
  X(kNobr, "nobr", kFormatting)                \
  X(kNoembed, "noembed", kRawText)             \
  X(kNoframes, "noframes", kRawText)           \
  X(kNoscript, "noscript", kInline)            \
  X(kObject, "object", kInlineScope)           \
  X(kOl, "ol", kList)                          \
  X(kOptgroup, "optgroup", kOption)            \
  X(kOption, "option", kOption)                \
  X(kOutput, "output", kInline)                \
  X(kP, "p", kParagraph)                       \
  X(kParam, "param", kVoid)                    \
  X(kPicture, "picture", kInline)              \
  X(kPlaintext, "plaintext", kPreformatted)    \
  X(kPre, "pre", kPreformatted)                \
  X(kProgress, "progress", kInline)            \
  X(kQ, "q", kQuotation)                       \
  X(kRb, "rb", kRuby)                          \
  X(kRp, "rp", kRuby)                          \
  X(kRt, "rt", kRuby)                          \
  X(kRtc, "rtc", kRuby)                        \
  X(kRuby, "ruby", kRuby)                      \
  X(kS, "s", kFormatting)                      \
  X(kSamp, "samp", kInline)                    \
  X(kScript, "script", kScript)                \
  X(kSearch, "search", kDivision)              \
  X(kSection, "section", kDivision)            \
  X(kSelect, "select", kControl)               \
  X(kSmall, "small", kFormatting)              \
  X(kSource, "source", kVoid)                  \
  X(kSpan, "span", kInline)                    \
  X(kStrike, "strike", kFormatting)            \
  X(kStrong, "strong", kFormatting)            \
  X(kStyle, "style", kRawText)                 \
  X(kSub, "sub", kInline)                      \
  X(kSummary, "summary", kDivision)            \
  X(kSup, "sup", kInline)                      \
  X(kSvg, "svg", kVectorGraphics)              \
  X(kTable, "table", kTable)                   \
  X(kTbody, "tbody", kRowGroup)                \
  X(kTd, "td", kCell)                          \
  X(kTemplate, "template", kHidden)            \
  X(kTextarea, "textarea", kInline)            \
  X(kTfoot, "tfoot", kRowGroup)                \
  X(kTh, "th", kCell)                          \
  X(kThead, "thead", kRowGroup)                \
  X(kTime, "time", kInline)                    \
  X(kTitle, "title", kTitle)                   \
  X(kTr, "tr", kRow)                           \
  X(kTrack, "track", kVoid)                    \
  X(kTt, "tt", kFormatting)                    \
  X(kU, "u", kFormatting)                      \
  X(kUl, "ul", kList)                          \
  X(kVar, "var", kInline)                      \
  X(kVideo, "video", kHidden)                  \
  X(kWbr, "wbr", kVoid)                        \
  X(kXmp, "xmp", kPreformatted)

enum class Element : uint8_t {
  kUnknown,
#define TARE_ENUMERATOR(enumerator, name, treatment) enumerator,
  TARE_HTML_ELEMENTS(TARE_ENUMERATOR)
#undef TARE_ENUMERATOR
};
inline constexpr size_t kElements = static_cast<size_t>(Element::kXmp) + 1;

// By name in lower case.
Element ElementByName(std::string_view name);
Treatment TreatmentOf(Element element);

// A start tag of it ends an open p (13.2.6.4.7).
bool ClosesParagraph(Element element);
// End tags inside do not reach out of it: the standard's "has an element in scope" (13.2.4.2).
bool IsScope(Element element);

}  // namespace tare::html
