// Edits at the edges of a text: behind a byte order mark, and beside white space that belongs to a block
// scalar.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "tare/yaml_edit.h"

namespace tare::yaml {
namespace {

class EditEdgesTest : public testing::Test {
 protected:
  Path At(std::string_view path) { return *Path::Parse(path, account_); }

  // The edited text, which is YAML.
  std::string Applied(std::string_view text, const Result<Splices>& splices) {
    if (!splices) return splices.error().ToString();
    std::pmr::string edited(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&edited, account_);
    ApplySplices(text, *splices, *out);
    EXPECT_TRUE(out->Commit());
    const Result<Document> document = Load(std::string_view(edited), account_);
    EXPECT_TRUE(document) << document.error().ToString() << "\n" << edited;
    return std::string(edited);
  }
  std::string Set(std::string_view text, std::string_view path, std::string_view value) {
    return Applied(text, SetValue(text, At(path), value, account_, {}));
  }
  std::string Delete(std::string_view text, std::string_view path) {
    return Applied(text, DeleteValue(text, At(path), account_, {}));
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(EditEdgesTest, AByteOrderMarkStaysInFront) {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string text = mark + "a: 1\nb: 2\n";
  EXPECT_EQ(Set(text, "/a", "3"), mark + "a: 3\nb: 2\n");
  EXPECT_EQ(Set(text, "/a", "c: 1\nd: 2"), mark + "a:\n  c: 1\n  d: 2\nb: 2\n");
  EXPECT_EQ(Set(text, "/c", "3"), mark + "a: 1\nb: 2\nc: 3\n");
  EXPECT_EQ(Set(text, "/", "- 1\n- 2"), mark + "- 1\n- 2\n");
  EXPECT_EQ(Delete(text, "/a"), mark + "b: 2\n");
  EXPECT_EQ(Applied(text, InsertValue(text, At("/a"), "c", "- 1\n- 2", account_, {})),
            mark + "c:\n- 1\n- 2\na: 1\nb: 2\n");
  EXPECT_EQ(Applied(text, RenameKey(text, At("/a"), "c", account_, {})), mark + "c: 1\nb: 2\n");
  EXPECT_EQ(Set(mark + "x\n", "/", "a: 1\nb: 2"), mark + "a: 1\nb: 2\n");
}

TEST_F(EditEdgesTest, AColonDoesNotJoinTheKeysTag) {
  EXPECT_EQ(Set("[{!!str }]", "/0/\"\"", "1"), "[{!!str : 1 }]");
  EXPECT_EQ(Set("{&a , b: 1}", "/b", "2"), "{&a , b: 2}");
  EXPECT_EQ(Set("{!!str a, b: 1}", "/a", "2"), "{!!str a: 2, b: 1}");
}

TEST_F(EditEdgesTest, LinesOfSpacesAreNotLeftToABlockScalar) {
  // One space more than the indentation would be the scalar's.
  EXPECT_EQ(Delete("- |\n a\n- b\n \n  \n- c\n", "/1"), "- |\n a\n- c\n");
  EXPECT_EQ(Delete("- |\n a\n- b\n \n\n- c\n", "/1"), "- |\n a\n \n\n- c\n") << "nor are others taken";
  EXPECT_EQ(Set("a: 1\n    \nb: 2\n", "/a", "|\n  x\n"), "a: \"x\\n\"\n    \nb: 2\n");
  EXPECT_EQ(Set("a: 1\n\nb: 2\n", "/a", "|\n  x\n"), "a: |\n  x\n\nb: 2\n");
}

TEST_F(EditEdgesTest, AKeyInSeveralLinesKeepsThemAll) {
  const std::string_view text = "? |+\n  a\n\n ";
  const std::string edited = Set(text, "/*", "x");
  EXPECT_EQ(edited, "? |+\n  a\n\n \n: x");
  const Document before = *Load(text, account_);
  const Document after = *Load(std::string_view(edited), account_);
  EXPECT_TRUE((*before.root().pairs().begin()).first == (*after.root().pairs().begin()).first);
}

}  // namespace
}  // namespace tare::yaml
