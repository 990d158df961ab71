// The command line, as a user meets it.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "program.h"
#include "tare/convert.h"

namespace tare {
namespace {

namespace fs = std::filesystem;
using testing::Test;

class Cli : public Test {
 protected:
  Cli() {
    std::string name = (fs::temp_directory_path() / "tare-cli-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Cli() override { fs::remove_all(folder_); }

  Ran Tare(const std::vector<std::string>& arguments, const std::string& input = {}) const {
    return RunTare(arguments, folder_.string(), input);
  }
  void Make(const std::string& name, std::string_view content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  bool Exists(const std::string& name) const { return fs::exists(folder_ / name); }
  size_t Files() const {
    size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) files += entry.is_regular_file();
    return files;
  }

  fs::path folder_;
};

TEST_F(Cli, TellsItsVersion) {
  const Ran ran = Tare({"--version"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.output.substr(0, 5), "tare ");
}

TEST_F(Cli, HelpNamesEveryVerb) {
  const Ran ran = Tare({"--help"});
  EXPECT_EQ(ran.exit_code, 0);
  for (const char* verb : {"convert", "extract", "detect", "formats"}) {
    EXPECT_NE(ran.output.find(verb), std::string::npos) << verb;
    EXPECT_EQ(Tare({verb, "--help"}).exit_code, 0) << verb;
  }
}

TEST_F(Cli, WrongUseExitsWith2) {
  EXPECT_EQ(Tare({}).exit_code, 2);
  EXPECT_EQ(Tare({"conver", "x"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "--no-such-option"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "x.md", "-t", "nonsense"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "x.md", "--memory-limit", "many"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "x.md", "--memory-report=xml"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "x.md", "-f", "nonsense"}).exit_code, 2);
  EXPECT_EQ(Tare({"convert", "x.rtf", "--charset", "nonsense"}).exit_code, 2);
  for (const char* size : {"0", "-1", "99999999999999999999", "20000000T", "1X", "1KX", ""}) {
    EXPECT_EQ(Tare({"convert", "x.md", "--memory-limit", size}).exit_code, 2) << size;
  }
  EXPECT_EQ(Tare({"formats", "--memory-report"}).exit_code, 2);
}

TEST_F(Cli, AMistypedVerbIsToldWithWhatItMayBe) {
  EXPECT_NE(Tare({"conver", "x"}).errors.find("tare has no verb 'conver': did you mean convert?"),
            std::string::npos);
  EXPECT_NE(Tare({"yaml", "jsn"}).errors.find("tare yaml has no verb 'jsn': did you mean json?"),
            std::string::npos);
  EXPECT_NE(Tare({"x.md"}).errors.find("tare has no verb 'x.md': there are convert, "), std::string::npos);
  EXPECT_NE(Tare({"yaml"}).errors.find("tare yaml needs a verb: "), std::string::npos);
  EXPECT_EQ(Tare({"yaml", "--help"}).exit_code, 0);
}

TEST_F(Cli, ConvertsToStandardOutput) {
  Make("a.md", "# Title\n\nSome *text*.\n");
  EXPECT_EQ(Tare({"convert", "a.md", "-t", "text"}).output, "Title\n\nSome text.\n");
  EXPECT_EQ(Tare({"convert", "a.md", "-t", "html", "--fragment"}).output,
            "<h1 id=\"title\">Title</h1>\n<p>Some <em>text</em>.</p>\n");
}

TEST_F(Cli, ReadsStandardInput) {
  const Ran ran = Tare({"convert", "-", "-f", "markdown", "-t", "text"}, "a **b**\n");
  EXPECT_EQ(ran.output, "a b\n");
  EXPECT_EQ(Tare({"convert", "-t", "markdown"}, "<html><body><p>x <b>y</b>").output, "x **y**\n");
}

TEST_F(Cli, TheOutputsNameTellsTheFormat) {
  Make("a.html", "<h1>Title</h1>");
  EXPECT_EQ(Tare({"convert", "a.html", "-o", "a.md"}).exit_code, 0);
  EXPECT_EQ(Read("a.md"), "# Title\n");
  EXPECT_EQ(Tare({"convert", "a.html", "-o", "a.rtf"}).exit_code, 0);
  EXPECT_EQ(Read("a.rtf").substr(0, 6), "{\\rtf1");
}

TEST_F(Cli, ManyInputsGoToAFolder) {
  Make("a.html", "<p>A");
  Make("b.md", "B\n");
  const Ran ran = Tare({"convert", "a.html", "b.md", "-t", "text", "-o", "out", "-j", "2"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(Read("out/a.txt"), "A\n");
  EXPECT_EQ(Read("out/b.txt"), "B\n");
  EXPECT_NE(ran.errors.find("2 converted, 0 failed"), std::string::npos) << ran.errors;
}

TEST_F(Cli, FoldersKeepTheirShape) {
  Make("in/x/a.html", "<p>A");
  Make("in/b.md", "B\n");
  Make("in/picture.png", "not read");
  const Ran ran = Tare({"convert", "-r", "in", "-t", "markdown", "-o", "out"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_NE(ran.errors.find("tare: 1 left out, whose names tell no format that is read\n"),
            std::string::npos);
  EXPECT_EQ(Read("out/x/a.md"), "A\n");
  EXPECT_EQ(Read("out/b.md"), "B\n");
  EXPECT_EQ(Files(), 5u);
}

TEST_F(Cli, FoldersWithNothingToConvertAreAnError) {
  Make("in/picture.png", "not read");
  for (const char* output : {"out", "-"}) {
    const Ran ran = Tare({"convert", "-r", "in", "-o", output, "-t", "text"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(ran.errors,
              "tare: there is no file to convert: 1 left out, whose names tell no format that is read "
              "(files named one by one are known by their content too)\n");
  }
}

TEST_F(Cli, AnHtmlDocumentWithoutATitleHasItsFilesName) {
  Make("notes.md", "a\n");
  EXPECT_NE(Tare({"convert", "notes.md", "-t", "html"}).output.find("<title>notes</title>"),
            std::string::npos);
}

TEST_F(Cli, TheLibraryReplacesNoInputEither) {
  Make("a.html", "<p>A");
  fs::create_hard_link(folder_ / "a.html", folder_ / "b.html");
  Engine engine;
  for (const char* output : {"a.html", "b.html"}) {
    const Result<Conversion> done =
        ConvertFile(engine, folder_ / "a.html", folder_ / output, {.to = "markdown"});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(Read(output), "<p>A");
  }
}

TEST_F(Cli, NamesThatWouldCollideKeepTheirExtension) {
  Make("a.html", "<p>from html");
  Make("a.md", "from markdown\n");
  Make("x/a.md", "another\n");
  EXPECT_EQ(Tare({"convert", "a.html", "a.md", "x/a.md", "-t", "text", "-o", "out"}).exit_code, 0);
  EXPECT_EQ(Read("out/a.txt"), "from html\n");
  EXPECT_EQ(Read("out/a.md.txt"), "from markdown\n");
  EXPECT_EQ(Read("out/a-2.txt"), "another\n");
}

TEST_F(Cli, PatternsAreExpanded) {
  Make("d/a.md", "A\n");
  Make("d/b.md", "B\n");
  Make("d/c.txt", "C\n");
  EXPECT_EQ(Tare({"convert", "d/*.md", "-t", "text"}).output, "A\nB\n");
  const Ran none = Tare({"convert", "d/*.xyz"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_EQ(none.errors, "tare: d/*.xyz: no file matches\n");
}

TEST_F(Cli, CompressedInputIsRead) {
  Make("a.md", "*x*\n");
  ASSERT_EQ(std::system(("gzip -k " + (folder_ / "a.md").string()).c_str()), 0);
  EXPECT_EQ(Tare({"convert", "a.md.gz", "-t", "text"}).output, "x\n");
  EXPECT_EQ(Tare({"detect", "a.md.gz"}).output, "a.md.gz: markdown (text/markdown)\n");
}

TEST_F(Cli, ExtractGivesOneObjectADocument) {
  Make("a.html", "<title>T</title><p>Hi <img src=i.png alt=pic></p><table><tr><td>1<td>2</table>");
  const Ran ran = Tare({"extract", "a.html"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  for (const char* part : {"\"content\"", "\"metadata\"", "\"title\"", "\"tables\"", "\"images\"", "i.png"}) {
    EXPECT_NE(ran.output.find(part), std::string::npos) << part << " in " << ran.output;
  }
}

TEST_F(Cli, DetectTellsFormats) {
  Make("page", "<!DOCTYPE html><p>");
  Make("letter", "{\\rtf1 x}");
  Make("words", "just words\n");
  EXPECT_EQ(Tare({"detect", "page", "letter", "words"}).output,
            "page: html (text/html)\nletter: rtf (application/rtf)\nwords: text (text/plain)\n");
}

TEST_F(Cli, RawHtmlOfRtfReachesNoBrowser) {
  Make(
      "a.rtf",
      "{\\rtf1{\\*\\generator Tare 1;}a\\par{\\*\\tarerawblock html\\tab <script>}{\\*\\tarerawblock html}}");
  for (const char* format : {"html", "htm"}) {
    const Ran page = Tare({"convert", "a.rtf", "--fragment", "-t", format});
    EXPECT_EQ(page.output, "<p>a</p>\n");
    EXPECT_NE(page.errors.find("raw HTML in RTF was left out"), std::string::npos) << page.errors;
  }
  EXPECT_EQ(Tare({"convert", "a.rtf", "-t", "markdown"}).output, "a\n\n<script>\n");
}

TEST_F(Cli, TextThatBeginsLikeAnImageIsText) {
  for (const char* text :
       {"MMO games are fun\n", "II* is a note\n", "GIF8 is no version\n", "BZh is no word\n"}) {
    Make("words", text);
    EXPECT_EQ(Tare({"detect", "words"}).output, "words: text (text/plain)\n") << text;
  }
  const std::pair<std::string, const char*> foreign[] = {
      {std::string("MM\0*\0\0\0\x08", 8), "a TIFF image"},
      {std::string("II*\0\x08\0\0\0", 8), "a TIFF image"},
      {"GIF89a\x01", "a GIF image"},
      {"BZh91AY&SY\x01", "a bzip2 archive"},
  };
  for (const auto& [bytes, what] : foreign) {
    Make("file", bytes);
    EXPECT_NE(Tare({"detect", "file"}).errors.find(what), std::string::npos) << what;
  }
}

TEST_F(Cli, HtmlInUtf16IsDetected) {
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const char c : std::string_view("  <!DOCTYPE html>\n<p>A</p>")) {
    little.append({c, '\0'});
    big.append({'\0', c});
  }
  for (const std::string& bytes : {little, big}) {
    Make("page", bytes);
    EXPECT_EQ(Tare({"detect", "page"}).output, "page: html (text/html)\n");
    EXPECT_EQ(Tare({"convert", "page"}).output, "A\n");
  }
}

TEST_F(Cli, FormatsListsAll) {
  const Ran ran = Tare({"formats"});
  for (const char* name : {"html", "json", "markdown", "rtf", "text"}) {
    EXPECT_NE(ran.output.find(std::string("\n") + name + " "), std::string::npos) << name;
  }
  EXPECT_EQ(Tare({"formats", "--json"}).output.substr(0, 1), "[");
}

// Where outputs go.

TEST_F(Cli, SeveralInputsAndAFilesNameMakeNoSense) {
  for (const char* name : {"a", "b", "c"}) Make(std::string("pat/") + name + ".html", "<p>A");
  Make("file", "mine");
  for (const char* output : {"one.md", "file"}) {
    for (const auto& inputs :
         {std::vector<std::string>{"pat/*.html"}, {"pat/a.html", "pat/b.html"}, {"-r", "pat"}}) {
      std::vector<std::string> arguments = {"convert", "-o", output};
      arguments.insert(arguments.end(), inputs.begin(), inputs.end());
      const Ran ran = Tare(arguments);
      EXPECT_EQ(ran.exit_code, 2);
      EXPECT_NE(ran.errors.find("is a file's name, and there are several inputs"), std::string::npos)
          << ran.errors;
    }
  }
  EXPECT_EQ(Files(), 4u);
  EXPECT_EQ(Read("file"), "mine");
  EXPECT_EQ(Tare({"convert", "pat/*.html", "-o", "out"}).exit_code, 0);
  EXPECT_EQ(Read("out/c.md"), "A\n");
  EXPECT_EQ(Tare({"convert", "pat/[a].html", "-o", "one.md"}).exit_code, 0);
  EXPECT_EQ(Read("one.md"), "A\n");
}

TEST_F(Cli, NoOutputReplacesAnInput) {
  Make("in/a.html", "<p>from html");
  Make("in/a.md", "mine\n");
  Make("in/b.html", "<p>B");
  const Ran ran = Tare({"convert", "-r", "in", "-o", "./in", "-t", "markdown"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("would overwrite an input"), std::string::npos) << ran.errors;
  EXPECT_EQ(Read("in/a.md"), "mine\n");
  EXPECT_EQ(Read("in/b.md"), "B\n");
  EXPECT_EQ(Files(), 4u);
  EXPECT_EQ(Tare({"convert", "in/a.html", "in/a.md", "-o", "in", "-t", "markdown"}).exit_code, 1);
  EXPECT_EQ(Tare({"convert", "in/a.md", "-o", "in/a.md"}).exit_code, 1);
  EXPECT_EQ(Read("in/a.md"), "mine\n");
}

TEST_F(Cli, TheOutputFolderIsNotWalked) {
  Make("a.md", "A\n");
  Make("x/b.md", "B\n");
  for (int run = 0; run < 2; ++run) {
    const Ran ran = Tare({"convert", "-r", ".", "-t", "html", "-o", "out"});
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    EXPECT_NE(ran.errors.find("2 converted, 0 failed"), std::string::npos) << ran.errors;
  }
  EXPECT_EQ(Files(), 4u);
}

TEST_F(Cli, StandardInputGoesToAFolder) {
  Make("a.html", "<p>A");
  EXPECT_EQ(Tare({"convert", "-o", "one/"}, "<p>x").exit_code, 0);
  EXPECT_EQ(Read("one/stdin.md"), "x\n");
  const Ran ran = Tare({"convert", "-", "a.html", "-o", "two", "-t", "text", "-j", "2"}, "<p>x");
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(Read("two/stdin.txt"), "x\n");
  EXPECT_EQ(Read("two/a.txt"), "A\n");
}

TEST_F(Cli, AnOutputsNameOfNoFormatNeedsOne) {
  Make("a.html", "<p>A");
  const Ran ran = Tare({"convert", "a.html", "-o", "a.docx"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.errors, "tare: no format is written with the extension '.docx'; name the format with -t\n");
  EXPECT_EQ(Tare({"convert", "a.html", "-o", "a.txt.gz"}).errors,
            "tare: 'a.txt.gz': compressed output is not written\n");
  EXPECT_EQ(Files(), 1u);
  EXPECT_EQ(Tare({"convert", "a.html", "-o", "a.docx", "-t", "text"}).exit_code, 0);
}

// Bad input.

TEST_F(Cli, NamesTheSystemRefusesAreErrors) {
  Make("a.html", "<p>A");
  const std::string endless(300, 'x');
  fs::create_symlink("loop", folder_ / "loop");
  const std::vector<std::vector<std::string>> commands = {
      {"convert", "a.html", "-o", endless},
      {"convert", "a.html", "-o", "loop"},
      {"convert", "loop/*.md"},
      {"convert", endless},
      {"convert", "[" + endless},
      {"convert", "-r", "loop", "-o", "out"},
      {"convert", "a.html", "a.html", "-o", endless + "/out"},
      {"convert", "a.html", "--memory-report", endless + ".x"},
  };
  for (const auto& command : commands) {
    const Ran ran = Tare(command);
    EXPECT_EQ(ran.exit_code, 1) << command[1] << command[2].substr(0, 10) << ": " << ran.errors;
    EXPECT_EQ(ran.errors.substr(0, 6), "tare: ");
    EXPECT_EQ(ran.errors.find("terminate"), std::string::npos) << ran.errors;
  }
}

TEST_F(Cli, AnUnreadableFolderIsAnErrorAndTheRestIsConverted) {
  if (getuid() == 0) GTEST_SKIP() << "root may read everything";
  Make("in/a.md", "A\n");
  Make("in/secret/b.md", "B\n");
  Make("in/x/c.md", "C\n");
  fs::permissions(folder_ / "in/secret", fs::perms::none);
  const Ran ran = Tare({"convert", "-r", "in", "-o", "out", "-t", "text"});
  fs::permissions(folder_ / "in/secret", fs::perms::owner_all);
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("tare: in/secret: cannot read the folder: permission denied\n"),
            std::string::npos)
      << ran.errors;
  EXPECT_NE(ran.errors.find("2 converted, 1 failed"), std::string::npos) << ran.errors;
}

TEST_F(Cli, AnOutputFolderThatCannotBeMadeIsAnError) {
  Make("a.md", "A\n");
  Make("file", "");
  const Ran ran = Tare({"convert", "a.md", "-o", "file/out/", "-t", "text"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("tare: file/out: cannot make the folder: not a directory\n"), std::string::npos)
      << ran.errors;
}

TEST_F(Cli, GzipThatIsCutShortIsAWarningInTheResultToo) {
  std::string words;
  for (int i = 0; i < 100000; ++i) words += std::to_string(i) + (i % 10 == 9 ? "\n\n" : " ");
  Make("a.txt", words);
  ASSERT_EQ(std::system(("gzip " + (folder_ / "a.txt").string()).c_str()), 0);
  fs::resize_file(folder_ / "a.txt.gz", fs::file_size(folder_ / "a.txt.gz") / 2);
  const Ran ran = Tare({"extract", "a.txt.gz"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_NE(ran.output.find(": the text ends there\""), std::string::npos) << ran.output.substr(0, 200);
  EXPECT_NE(ran.errors.find("tare: warning: a.txt.gz"), std::string::npos) << ran.errors;
  Make("empty.md", "");
  EXPECT_NE(Tare({"extract", "empty.md"}).output.find("the input is empty"), std::string::npos);
}

TEST_F(Cli, AListThatCannotBePrintedIsAnError) {
  Make("a.md", "A\n");
  const std::string tare = "cd " + folder_.string() + " && " + TARE_PROGRAM;
  for (const char* verb : {" formats", " detect a.md"}) {
    const int status = std::system((tare + verb + " >/dev/full 2>/dev/null").c_str());
    EXPECT_EQ(WEXITSTATUS(status), 1) << verb;
  }
}

TEST_F(Cli, AForeignFileIsNamed) {
  Make("doc.pdf", "%PDF-1.7 ...");
  const Ran ran = Tare({"convert", "doc.pdf"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("doc.pdf: this is a PDF document, which is not read yet"), std::string::npos)
      << ran.errors;
}

TEST_F(Cli, AnEmptyFileGivesAWarning) {
  Make("empty.md", "");
  const Ran ran = Tare({"convert", "empty.md"});
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(ran.errors, "tare: warning: empty.md: the input is empty\n");
  EXPECT_EQ(Tare({"convert", "-q", "empty.md"}).errors, "");
}

TEST_F(Cli, AFolderNeedsRecursion) {
  Make("in/a.md", "A\n");
  const Ran ran = Tare({"convert", "in"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.errors, "tare: in: this is a folder (-r takes the files in it)\n");
}

TEST_F(Cli, AMissingFileDoesNotStopTheOthers) {
  Make("a.md", "A\n");
  const Ran ran = Tare({"convert", "absent.md", "a.md", "-t", "text"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.output, "A\n");
  EXPECT_EQ(ran.errors, "tare: absent.md: cannot open: no such file or directory\n");
}

TEST_F(Cli, AFileWithoutPermissionIsAnError) {
  if (getuid() == 0) GTEST_SKIP() << "root may read everything";
  Make("secret.md", "A\n");
  fs::permissions(folder_ / "secret.md", fs::perms::none);
  EXPECT_EQ(Tare({"convert", "secret.md"}).errors, "tare: secret.md: cannot open: permission denied\n");
}

TEST_F(Cli, AFullDiskIsAnError) {
  Make("a.md", "A\n");
  const Ran ran = Tare({"convert", "a.md", "-o", "/dev/full"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.errors, "tare: /dev/full: cannot write: no space left on device\n");
}

TEST_F(Cli, TheMemoryLimitIsAnErrorThatNamesIt) {
  std::string page = "<table><tr>";
  for (int i = 0; i < 100000; ++i) page += "<td>cell";
  Make("a.html", page);
  const Ran ran = Tare({"convert", "a.html", "-o", "a.txt", "--memory-limit", "200K"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("a.html: memory limit of 204800 bytes reached"), std::string::npos) << ran.errors;
  EXPECT_FALSE(Exists("a.txt"));
}

TEST_F(Cli, ATinyMemoryLimitIsOneSentence) {
  Make("a.html", "<p>A");
  Make("big.txt", std::string(1 << 20, 'x'));
  ASSERT_EQ(std::system(("gzip " + (folder_ / "big.txt").string()).c_str()), 0);
  const std::vector<std::vector<std::string>> commands = {
      {"convert", "a.html", "-o", "a.md"},
      {"convert", "a.html", "-o", "a.md", "--memory-report"},
      {"convert", "a.html"},
      {"detect", "big.txt.gz"},
  };
  for (const auto& command : commands) {
    for (const char* limit : {"1", "500", "1K", "20K", "50K"}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--memory-limit", limit});
      const Ran ran = Tare(arguments);
      EXPECT_EQ(ran.exit_code, 1) << command[0] << " " << limit << ": " << ran.errors;
      EXPECT_NE(ran.errors.find("memory limit of "), std::string::npos) << ran.errors;
      EXPECT_EQ(ran.errors.find("terminate"), std::string::npos) << ran.errors;
      EXPECT_EQ(Files(), 2u);
    }
  }
}

TEST_F(Cli, ATinyMemoryLimitFailsFilesOfABatchOneByOne) {
  for (int i = 0; i < 200; ++i) Make("in/" + std::to_string(i) + ".html", "<p>A");
  for (const char* limit : {"1K", "20K", "66K", "70K", "75K", "80K", "90K", "100K"}) {
    const Ran ran = Tare({"convert", "-r", "in", "-o", "out", "-j", "2", "--memory-limit", limit});
    EXPECT_LE(ran.exit_code, 1) << limit << ": " << ran.errors;
    size_t written = 0;
    if (Exists("out")) {
      for (const auto& entry : fs::directory_iterator(folder_ / "out")) {
        EXPECT_EQ(entry.path().extension(), ".md");
        ++written;
      }
    }
    EXPECT_EQ(written == 200, ran.exit_code == 0) << limit << ": " << written;
    fs::remove_all(folder_ / "out");
  }
}

// The memory report.

TEST_F(Cli, TheReportGoesToStandardErrorOrAFile) {
  Make("a.md", "A\n");
  EXPECT_NE(Tare({"convert", "a.md", "--memory-report"}).errors.find("readers/markdown"), std::string::npos);
  const Ran json = Tare({"convert", "a.md", "--memory-report=json", "report.json"});
  EXPECT_EQ(json.output, "A\n");
  EXPECT_TRUE(Read("report.json").starts_with("{\"report\": \"tare memory report\""));
  EXPECT_EQ(Tare({"convert", "--memory-report=json", "report.json", "a.md"}).output, "A\n");  // written again
  EXPECT_EQ(Tare({"convert", "--memory-report=html", "report.html", "a.md"}).exit_code, 0);
  EXPECT_NE(Read("report.html").find("<svg"), std::string::npos);
}

TEST_F(Cli, AnInputBehindTheReportOptionIsNotOverwritten) {
  Make("a.html", "<p>A");
  EXPECT_EQ(Tare({"convert", "--memory-report=html", "a.html", "-t", "text"}).output, "A\n");
  EXPECT_EQ(Read("a.html"), "<p>A");
}

TEST_F(Cli, AMistypedInputBehindTheReportOptionIsNotWritten) {
  Make("b.html", "<p>B");
  const Ran ran = Tare({"convert", "--memory-report", "pgae.html", "b.html", "-t", "text"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("tare: pgae.html: cannot open: no such file"), std::string::npos) << ran.errors;
  EXPECT_FALSE(Exists("pgae.html"));
  EXPECT_EQ(Tare({"convert", "--memory-report=html", "pgae.html"}).exit_code, 1);  // no other input
  EXPECT_FALSE(Exists("pgae.html"));
  EXPECT_EQ(Tare({"convert", "--memory-report", "memory.log", "b.html"}).output, "B\n");
  EXPECT_TRUE(Exists("memory.log"));
  EXPECT_EQ(Tare({"convert", "--memory-report", "memory", "b.html", "-t", "text"}).exit_code, 1);
  EXPECT_FALSE(Exists("memory"));
}

// Ctrl-C.

TEST_F(Cli, InterruptingLeavesNoPartialOutput) {
  int pipes[2];
  ASSERT_EQ(pipe(pipes), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(pipes[0], STDIN_FILENO);
    close(pipes[1]);
    if (chdir(folder_.c_str()) != 0) _exit(126);
    execl(TARE_PROGRAM, "tare", "convert", "-", "-f", "text", "-o", "out.md", static_cast<char*>(nullptr));
    _exit(127);
  }
  close(pipes[0]);
  // More than a pipe holds: when all is written, tare has started to read and so has its handler set.
  const std::string text(1 << 20, 'x');
  size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t written = write(pipes[1], text.data() + sent, text.size() - sent);
    ASSERT_GT(written, 0);
    sent += static_cast<size_t>(written);
  }
  int status = 0;
  pid_t ended = 0;
  while (ended ==
         0) {  // a signal between two reads ends nothing until the next: it is sent until it is heard
    kill(child, SIGINT);
    ended = waitpid(child, &status, WNOHANG);
  }
  close(pipes[1]);
  EXPECT_TRUE((WIFEXITED(status) && WEXITSTATUS(status) == 130) ||
              (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT));
  EXPECT_EQ(Files(), 0u);
}

}  // namespace
}  // namespace tare
