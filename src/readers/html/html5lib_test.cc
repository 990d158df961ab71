// The html5lib tokenizer tests (corpus html/tokenizer; its README tells the format), every case in every
// initial state it names: tokens, and errors with their positions. Each is run with the whole input in one
// window and with windows of a few bytes, which must not make a difference.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <tuple>

#include "corpus.h"
#include "json.h"
#include "readers/html/tokenizer.h"

namespace tare::html {
namespace {

struct ErrorAt {
  int line;
  int column;
  std::string code;
  auto operator<=>(const ErrorAt&) const = default;
};

std::ostream& operator<<(std::ostream& out, const ErrorAt& error) {
  return out << error.line << ":" << error.column << " " << error.code;
}

// A token in the form that the suite gives it, as one string.
std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string StartTagToken(std::string_view name, const std::map<std::string, std::string>& attributes,
                          bool self_closing) {
  std::string token = "StartTag " + Quoted(name);
  for (const auto& [key, value] : attributes) token += " " + Quoted(key) + "=" + Quoted(value);
  return token + (self_closing ? " /" : "");
}

class Recorder : public TokenHandler {
 public:
  explicit Recorder(std::string_view input) : input_(input) {}

  std::vector<std::string> tokens;
  std::vector<ErrorAt> errors;

 private:
  ContentModel StartTag(const Tag& tag, uint64_t) override {
    std::map<std::string, std::string> attributes;
    for (const Attribute& attribute : tag.attributes) {
      EXPECT_TRUE(attributes.emplace(attribute.name, attribute.value).second);
    }
    Add(StartTagToken(tag.name, attributes, tag.self_closing));
    return ContentModel::kData;
  }
  void EndTag(const Tag& tag, uint64_t) override {
    EXPECT_TRUE(tag.attributes.empty());
    Add("EndTag " + Quoted(tag.name));
  }
  void Characters(std::string_view text, uint64_t) override {
    EXPECT_FALSE(text.empty());
    if (in_text_) {
      tokens.back().insert(tokens.back().size() - 1, text);
    } else {
      Add("Character " + Quoted(text));
      in_text_ = true;
    }
  }
  void Comment(std::string_view text, uint64_t) override { Add("Comment " + Quoted(text)); }
  void DoctypeToken(const Doctype& doctype, uint64_t) override {
    const auto part = [](bool has, std::string_view text) { return has ? Quoted(text) : "null"; };
    Add("DOCTYPE " + part(doctype.has_name, doctype.name) + " " +
        part(doctype.has_public_id, doctype.public_id) + " " +
        part(doctype.has_system_id, doctype.system_id) + (doctype.force_quirks ? " quirks" : ""));
  }
  void ParseError(std::string_view code, uint64_t offset) override { errors.push_back(Locate(code, offset)); }
  bool Continue(uint64_t) override { return true; }

  void Add(std::string token) {
    tokens.push_back(std::move(token));
    in_text_ = false;
  }
  // The suite counts UTF-16 units, and a CR LF as one line end.
  ErrorAt Locate(std::string_view code, uint64_t offset) const {
    ErrorAt at{1, 1, std::string(code)};
    for (size_t i = 0; i < offset; ++i) {
      const auto byte = static_cast<unsigned char>(input_[i]);
      if (byte == '\n' || byte == '\r') {
        if (byte == '\r' && i + 1 < input_.size() && input_[i + 1] == '\n') continue;
        ++at.line;
        at.column = 1;
      } else if ((byte & 0xC0) != 0x80) {
        at.column += byte >= 0xF0 ? 2 : 1;
      }
    }
    return at;
  }

  std::string_view input_;
  bool in_text_ = false;
};

// \uHHHH in the text itself, where a case is "doubleEscaped".
std::string Unescaped(const std::string& text, bool escaped) {
  if (!escaped) return text;
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\u") == 0 && i + 6 <= text.size()) {
      AppendWtf8(static_cast<char32_t>(std::stoul(text.substr(i + 2, 4), nullptr, 16)), result);
      i += 5;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string ExpectedToken(const Json& token, bool escaped) {
  const std::string& kind = token.items.at(0).string;
  const auto text = [&](size_t i) { return Unescaped(token.items.at(i).string, escaped); };
  if (kind == "StartTag") {
    std::map<std::string, std::string> attributes;
    for (const auto& [name, value] : token.items.at(2).members) {
      attributes[Unescaped(name, escaped)] = Unescaped(value.string, escaped);
    }
    return StartTagToken(text(1), attributes, token.items.size() > 3);
  }
  if (kind == "DOCTYPE") {
    std::string result = kind;
    for (size_t i = 1; i <= 3; ++i) {
      result += " " + (token.items.at(i).kind == Json::Kind::kString ? Quoted(text(i)) : "null");
    }
    return result + (token.items.at(4).boolean ? "" : " quirks");
  }
  return kind + " " + Quoted(text(1));
}

const std::map<std::string, ContentModel> kStates = {
    {"Data state", ContentModel::kData},           {"RCDATA state", ContentModel::kRcdata},
    {"RAWTEXT state", ContentModel::kRawtext},     {"Script data state", ContentModel::kScriptData},
    {"PLAINTEXT state", ContentModel::kPlaintext}, {"CDATA section state", ContentModel::kCdataSection},
};

class Html5lib : public testing::TestWithParam<std::string> {
 protected:
  void RunCase(const Json& test, const std::string& state, uint64_t window) {
    const bool escaped = test["doubleEscaped"].boolean;
    const std::string input = Unescaped(test["input"].string, escaped);
    // On the heap and to the byte, so that reading past it is found.
    const std::unique_ptr<char[]> exact(new char[input.size()]);
    std::copy(input.begin(), input.end(), exact.get());
    const std::string_view view(exact.get(), input.size());

    Recorder recorder(view);
    Tokenizer tokenizer(view, recorder, account_, {.window = window});
    tokenizer.SetState(kStates.at(state), test["lastStartTag"].string);
    tokenizer.Run();

    std::vector<std::string> tokens;
    for (const Json& token : test["output"].items) tokens.push_back(ExpectedToken(token, escaped));
    std::vector<ErrorAt> errors;
    for (const Json& error : test["errors"].items) {
      errors.push_back({static_cast<int>(error["line"].number), static_cast<int>(error["col"].number),
                        error["code"].string});
    }
    std::sort(errors.begin(), errors.end());
    std::sort(recorder.errors.begin(), recorder.errors.end());
    const std::string where = test["description"].string + " in " + state + ", windows of " +
                              std::to_string(window) + ": " + testing::PrintToString(input);
    EXPECT_EQ(recorder.tokens, tokens) << where;
    EXPECT_EQ(recorder.errors, errors) << where;
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_P(Html5lib, Passes) {
  const std::string path = CorpusPath("html/tokenizer/" + GetParam() + ".test");
  if (path.empty()) GTEST_SKIP() << "no corpus";
  const Json file = ReadJsonFile(path);
  ASSERT_FALSE(file["tests"].items.empty());
  const Json data_state = JsonReader(R"(["Data state"])").Read();
  for (const Json& test : file["tests"].items) {
    const Json& states = test["initialStates"].items.empty() ? data_state : test["initialStates"];
    for (const Json& state : states.items) {
      for (const uint64_t window : {1 << 16, 1, 2, 3, 5}) RunCase(test, state.string, window);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Html5lib,
                         testing::Values("contentModelFlags", "domjs", "entities", "escapeFlag",
                                         "namedEntities", "numericEntities", "pendingSpecChanges", "test1",
                                         "test2", "test3", "test4", "unicodeChars",
                                         "unicodeCharsProblematic"),
                         [](const auto& instance) { return instance.param; });

// xmlViolation.test expects what a consumer that makes XML of the tokens would pass on: the standard's
// "Coercing an HTML DOM into an infoset" (13.2.9), which is no part of a tokenizer. It is done here.
std::string Coerced(std::string token) {
  const auto replace_all = [&token](std::string_view from, std::string_view to) {
    for (size_t at = 0; (at = token.find(from, at)) != std::string::npos; at += 1) {
      token.replace(at, from.size(), to);
    }
  };
  if (token.starts_with("Character")) {
    replace_all("\uFFFF", "\uFFFD");
    replace_all("\f", " ");
  } else if (token.starts_with("Comment")) {
    replace_all("--", "- -");
  }
  return token;
}

TEST(Html5libXmlViolation, PassesWithTheCoercionOfAnXmlConsumer) {
  const std::string path = CorpusPath("html/tokenizer/xmlViolation.test");
  if (path.empty()) GTEST_SKIP() << "no corpus";
  const Json file = ReadJsonFile(path);
  ASSERT_EQ(file["xmlViolationTests"].items.size(), 4u);
  Budget budget;
  Account account("test", budget);
  for (const Json& test : file["xmlViolationTests"].items) {
    const std::string& input = test["input"].string;
    Recorder recorder(input);
    Tokenizer(input, recorder, account).Run();
    std::vector<std::string> tokens;
    for (const std::string& token : recorder.tokens) tokens.push_back(Coerced(token));
    std::vector<std::string> expected;
    for (const Json& token : test["output"].items) expected.push_back(ExpectedToken(token, false));
    EXPECT_EQ(tokens, expected) << test["description"].string;
  }
}

}  // namespace
}  // namespace tare::html
