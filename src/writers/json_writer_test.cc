#include "document/sample_events.h"
#include "writers/written.h"

namespace tare {
namespace {

template <typename Describe>
std::string EventsJson(Describe&& describe) {
  return Written(MakeJsonWriter, describe, {.json = JsonForm::kEvents});
}

template <typename Describe>
std::string Result(Describe&& describe) {
  return Written(MakeJsonWriter, describe, {.json = JsonForm::kResult});
}

TEST(JsonEventsWriter, WritesEveryEventOnALine) {
  EXPECT_EQ(
      Written(
          MakeJsonWriter,
          [](Events& e) {
            e.Metadata("title", "a \"b\"\n");
            e.sink().AddAttachment({.name = "n", .media_type = "t", .bytes = "abc"});
            e.Begin(Block::Heading(2)).Text("x\\y").SoftBreak().HardBreak().Note("1").Anchor("place").End();
            e.Begin(Block::OrderedList(3, true, ')', Numbering::kUpperLetter))
                .Begin(Block::Item(Checked::kNo))
                .End(2);
            e.Begin(Block::List(false)).End();
            e.sink().Warn({.message = "w", .offset = 5});
            e.sink().Warn({.message = "v"});
          }),
      R"json([
{"event":"begin","kind":"document"},
{"event":"metadata","key":"title","value":"a \"b\"\n"},
{"event":"attachment","name":"n","media_type":"t","base64":"YWJj"},
{"event":"begin","kind":"heading","level":2},
{"event":"text","text":"x\\y"},
{"event":"soft-break"},
{"event":"hard-break"},
{"event":"footnote-reference","label":"1"},
{"event":"anchor","name":"place"},
{"event":"end","kind":"heading"},
{"event":"begin","kind":"list","ordered":true,"tight":true,"start":3,"delimiter":")","numbering":"upper-letter"},
{"event":"begin","kind":"list-item","checked":false},
{"event":"end","kind":"list-item"},
{"event":"end","kind":"list"},
{"event":"begin","kind":"list","ordered":false,"tight":false},
{"event":"end","kind":"list"},
{"event":"warning","message":"w","offset":5},
{"event":"warning","message":"v"},
{"event":"end","kind":"document"}
]
)json");
}

TEST(JsonEventsWriter, WritesSpansAndImages) {
  EXPECT_EQ(EventsJson([](Events& e) {
              e.Begin(BlockKind::kParagraph).Begin(Span::Link("u", "t")).Text("a").End();
              e.Begin(Span{.kind = SpanKind::kMath, .display = true}).Text("x").End();
              e.Begin(Span{.kind = SpanKind::kRaw, .target = "html"}).Text("<b>").End();
              e.Image({.target = "i",
                       .title = "t",
                       .alt = "a",
                       .media_type = "m",
                       .bytes = "f",
                       .width = 1,
                       .height = 2});
              e.Image({}).End();
            }),
            R"json([
{"event":"begin","kind":"document"},
{"event":"begin","kind":"paragraph"},
{"event":"open","kind":"link","target":"u","title":"t"},
{"event":"text","text":"a"},
{"event":"close","kind":"link"},
{"event":"open","kind":"math","display":true},
{"event":"text","text":"x"},
{"event":"close","kind":"math"},
{"event":"open","kind":"raw","format":"html"},
{"event":"text","text":"<b>"},
{"event":"close","kind":"raw"},
{"event":"image","target":"i","title":"t","alt":"a","media_type":"m","width":1,"height":2,"base64":"Zg=="},
{"event":"image","target":""},
{"event":"end","kind":"paragraph"},
{"event":"end","kind":"document"}
]
)json");
}

TEST(JsonEventsWriter, WritesTables) {
  EXPECT_EQ(EventsJson([](Events& e) {
              constexpr Alignment kAlignments[] = {Alignment::kLeft, Alignment::kDefault, Alignment::kRight};
              e.Begin(Block::Table(kAlignments)).Begin(Block::Row(true));
              e.Begin(Block::Cell(true, 1, 2)).End().Begin(Block::Cell()).End(3);
              e.Leaf(Block::Code("c++"), "x\n");
            }),
            R"json([
{"event":"begin","kind":"document"},
{"event":"begin","kind":"table","columns":3,"alignments":["left","default","right"]},
{"event":"begin","kind":"row","header":true},
{"event":"begin","kind":"cell","header":true,"column_span":2},
{"event":"end","kind":"cell"},
{"event":"begin","kind":"cell"},
{"event":"end","kind":"cell"},
{"event":"end","kind":"row"},
{"event":"end","kind":"table"},
{"event":"begin","kind":"code","label":"c++"},
{"event":"text","text":"x\n"},
{"event":"end","kind":"code"},
{"event":"end","kind":"document"}
]
)json");
}

TEST(JsonResultWriter, WritesAnEmptyResult) {
  EXPECT_EQ(Result([](Events&) {}),
            "{\"content\":\"\",\n\"metadata\":{},\n\"tables\":[],\n\"images\":[],\n\"links\":[],"
            "\n\"warnings\":[]}\n");
}

TEST(JsonResultWriter, WritesContentAsMarkdownAndTheRestAsLists) {
  EXPECT_EQ(
      Result([](Events& e) {
        e.Metadata("author", "A").Metadata("title", "T").Metadata("author", "\"B\"").Metadata("odd\tkey", "");
        e.Heading(1, "Title \"quoted\"");
        e.Begin(BlockKind::kParagraph).Begin(Span::Link("http://a.b", "t")).Text("li").SoftBreak();
        e.Span(SpanKind::kEmphasis, "nk").Image({.target = "i", .alt = "alt"}).End().Text(" ");
        e.Image({.target = "b.png", .media_type = "image/png", .bytes = "1234", .width = 3}).End();
        e.sink().Warn({.message = "careful", .offset = 7});
        e.Metadata("late", "x");
      }),
      "{\"content\":\"# Title \\\"quoted\\\"\\n\\n[li\\n*nk*![alt](i)](http://a.b \\\"t\\\") "
      "![](b.png)\\n\",\n"
      "\"metadata\":{\"author\":[\"A\",\"\\\"B\\\"\"],\"title\":\"T\",\"odd\\tkey\":\"\",\"late\":\"x\"},\n"
      "\"tables\":[],\n"
      "\"images\":[{\"target\":\"i\",\"alt\":\"alt\"},\n"
      "{\"target\":\"b.png\",\"media_type\":\"image/png\",\"bytes\":4,\"width\":3}],\n"
      "\"links\":[{\"target\":\"http://a.b\",\"title\":\"t\",\"text\":\"li nkalt\"}],\n"
      "\"warnings\":[{\"message\":\"careful\",\"offset\":7}]}\n");
}

std::string TablesOf(const std::string& result) {
  const size_t begin = result.find("\"tables\":") + 9;
  return result.substr(begin, result.find(",\n\"images\"") - begin);
}

TEST(JsonResultWriter, ListsTablesWithNullWhereCellsReach) {
  EXPECT_EQ(
      TablesOf(Result([](Events& e) { EmitSampleTable(e.sink()); })),
      R"([{"caption":"A table","columns":3,"header_rows":1,"rows":[["a",null,"b"],["c","d",null],[null,"","f"]]}])");
}

TEST(JsonResultWriter, LeavesOutLayoutTablesButNotWhatTheyHold) {
  constexpr Alignment kOne[] = {Alignment::kDefault};
  EXPECT_EQ(TablesOf(Result([&](Events& e) {
              e.Begin(Block::Table(kOne)).Begin(Block::Row(false)).Begin(Block::Cell()).Paragraph("layout");
              for (const std::string_view text : {"one", "two"}) {
                e.Begin(Block::Table(kOne)).Begin(Block::Row(false)).Begin(Block::Cell());
                e.Begin(BlockKind::kParagraph).Text(text).HardBreak().Text("b").End();
                e.Leaf(Block::Raw("html"), "<raw>\n").Paragraph("c").End(3);
              }
              e.Paragraph("more layout");
            })),
            "[{\"columns\":1,\"header_rows\":0,\"rows\":[[\"one\\nb\\nc\"]]},\n"
            "{\"columns\":1,\"header_rows\":0,\"rows\":[[\"two\\nb\\nc\"]]}]");
}

TEST(JsonResultWriter, TruncatesTablesThatAreTooLarge) {
  const std::string cell(1 << 20, 'c');
  constexpr Alignment kOne[] = {Alignment::kDefault};
  const std::string tables = TablesOf(Result([&](Events& e) {
    e.Begin(Block::Table(kOne)).Begin(Block::Row(false)).Cell("first").End();
    for (int i = 0; i < 3; ++i) e.Begin(Block::Row(false)).Cell(cell).End();
  }));
  EXPECT_EQ(tables.substr(0, 80),
            R"([{"columns":1,"header_rows":0,"truncated":true,"rows":[["first"],["ccccccccccccc)");
  EXPECT_LT(tables.size(), size_t{2} << 20);
}

TEST(JsonResultWriter, SaysWhenMetadataIsLeftOut) {
  const std::string result = Result([](Events& e) {
    for (int i = 0; i < 2000; ++i) e.Metadata("key" + std::to_string(i), "v");
  });
  EXPECT_NE(result.find("\"key1023\""), std::string::npos);
  EXPECT_EQ(result.find("\"key1024\""), std::string::npos);
  EXPECT_NE(result.find("{\"message\":\"the document has more metadata than is listed\"}"),
            std::string::npos);
}

}  // namespace
}  // namespace tare
