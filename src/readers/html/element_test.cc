#include "readers/html/element.h"

#include <gtest/gtest.h>

namespace tare::html {
namespace {

TEST(ElementTest, EveryNameIsFound){
#define TARE_CHECK(enumerator, name, treatment)        \
  EXPECT_EQ(ElementByName(name), Element::enumerator); \
  EXPECT_EQ(TreatmentOf(Element::enumerator), Treatment::treatment);
    TARE_HTML_ELEMENTS(TARE_CHECK)
#undef TARE_CHECK
}

TEST(ElementTest, OtherNamesAreNot) {
  for (const std::string_view name :
       {"", "x", "h7", "divv", "blockquot", "blockquotes", "DIV", "my-element"}) {
    EXPECT_EQ(ElementByName(name), Element::kUnknown) << name;
  }
  EXPECT_EQ(TreatmentOf(Element::kUnknown), Treatment::kInline);
}

}  // namespace
}  // namespace tare::html
