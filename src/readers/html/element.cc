#include "readers/html/element.h"

#include <array>
#include <initializer_list>

namespace tare::html {
namespace {

struct Known {
  std::string_view name;
  Treatment treatment;
};

constexpr std::array<Known, kElements> kKnown = {{{"", Treatment::kInline},
#define TARE_ROW(enumerator, name, treatment) {name, Treatment::treatment},
                                                  TARE_HTML_ELEMENTS(TARE_ROW)
#undef TARE_ROW
}};

// A hash table with open addressing, built by the compiler.
constexpr size_t kSlots = 512;
static_assert(kElements * 2 < kSlots, "probing stays short while half the slots are free");

constexpr size_t SlotOf(uint64_t first_bytes, size_t length) {
  return ((first_bytes ^ (length << 56)) * 0x9E3779B97F4A7C15u) >> 55;
}

// Up to 8 bytes of the name.
constexpr uint64_t FirstBytes(std::string_view name) {
  uint64_t bytes = 0;
  for (size_t i = 0; i < name.size() && i < 8; ++i) {
    bytes |= uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
  }
  return bytes;
}

constexpr std::array<uint8_t, kSlots> kTable = [] {
  std::array<uint8_t, kSlots> table{};
  for (size_t element = 1; element < kElements; ++element) {
    const std::string_view name = kKnown[element].name;
    size_t slot = SlotOf(FirstBytes(name), name.size());
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<uint8_t>(element);
  }
  return table;
}();

class ElementSet {
 public:
  constexpr ElementSet(std::initializer_list<Element> elements) {
    for (const Element element : elements) member_[static_cast<size_t>(element)] = true;
  }
  constexpr bool Has(Element element) const { return member_[static_cast<size_t>(element)]; }

 private:
  std::array<bool, kElements> member_{};
};

constexpr ElementSet kClosesParagraph = {
    Element::kAddress, Element::kArticle, Element::kAside,    Element::kBlockquote, Element::kCenter,
    Element::kDd,      Element::kDetails, Element::kDialog,   Element::kDir,        Element::kDiv,
    Element::kDl,      Element::kDt,      Element::kFieldset, Element::kFigcaption, Element::kFigure,
    Element::kFooter,  Element::kForm,    Element::kH1,       Element::kH2,         Element::kH3,
    Element::kH4,      Element::kH5,      Element::kH6,       Element::kHeader,     Element::kHgroup,
    Element::kHr,      Element::kLi,      Element::kListing,  Element::kMain,       Element::kMenu,
    Element::kNav,     Element::kOl,      Element::kP,        Element::kPlaintext,  Element::kPre,
    Element::kSearch,  Element::kSection, Element::kSummary,  Element::kTable,      Element::kUl,
    Element::kXmp,
};

constexpr ElementSet kScopes = {
    Element::kApplet, Element::kCaption, Element::kMarquee,  Element::kMath, Element::kObject,
    Element::kTable,  Element::kTd,      Element::kTemplate, Element::kTh,   Element::kSvg,
};

}  // namespace

Element ElementByName(std::string_view name) {
  const uint64_t first_bytes = FirstBytes(name);
  for (size_t slot = SlotOf(first_bytes, name.size()); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
    if (kKnown[kTable[slot]].name == name) return static_cast<Element>(kTable[slot]);
  }
  return Element::kUnknown;
}

Treatment TreatmentOf(Element element) { return kKnown[static_cast<size_t>(element)].treatment; }
bool ClosesParagraph(Element element) { return kClosesParagraph.Has(element); }
bool IsScope(Element element) { return kScopes.Has(element); }

}  // namespace tare::html
