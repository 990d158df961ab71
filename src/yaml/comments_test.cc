#include "yaml/comments.h"

#include <gtest/gtest.h>

#include <vector>

namespace tare::yaml {
namespace {

std::vector<Comment> All(std::string_view gap, bool line_start = false) {
  std::vector<Comment> comments;
  CommentReader reader(gap, line_start);
  for (Comment comment; reader.Next(&comment);) comments.push_back(comment);
  return comments;
}

TEST(Comments, StandBehindSomethingOrOnLinesOfTheirOwn) {
  const auto comments = All(": # behind\n  # own\n\n# after an empty line\r\n  - ");
  ASSERT_EQ(comments.size(), 3u);
  EXPECT_EQ(comments[0].text, "# behind");
  EXPECT_FALSE(comments[0].own_line);
  EXPECT_EQ(comments[1].text, "# own");
  EXPECT_TRUE(comments[1].own_line);
  EXPECT_FALSE(comments[1].after_empty);
  EXPECT_EQ(comments[2].text, "# after an empty line");
  EXPECT_TRUE(comments[2].own_line);
  EXPECT_TRUE(comments[2].after_empty);
}

TEST(Comments, NeedWhiteSpaceBefore) {
  EXPECT_TRUE(All(":#no").empty());
  EXPECT_EQ(All("#yes", true).size(), 1u);
  EXPECT_TRUE(All("#yes", true)[0].own_line);
}

TEST(Comments, EmptyLinesBeforeAnEventAreSeen) {
  CommentReader reader("\n\nkey", false);
  Comment comment;
  EXPECT_FALSE(reader.Next(&comment));
  CommentReader without("\n  ", false);
  EXPECT_FALSE(without.Next(&comment));
  EXPECT_FALSE(without.ends_after_empty());
  CommentReader with("\n \n  ", false);
  EXPECT_FALSE(with.Next(&comment));
  EXPECT_TRUE(with.ends_after_empty());
}

}  // namespace
}  // namespace tare::yaml
