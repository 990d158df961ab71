#include "program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tare {

namespace {

namespace fs = std::filesystem;

std::string TakeFile(const std::string& path) {
  std::string content;
  {
    std::ifstream file(path, std::ios::binary);
    content.assign(std::istreambuf_iterator<char>(file), {});
  }
  fs::remove(path);
  return content;
}

}  // namespace

Ran RunTare(const std::vector<std::string>& arguments, const std::string& folder, const std::string& input) {
  const std::string base = (fs::temp_directory_path() / ("tare-run-" + std::to_string(getpid()))).string();
  std::ofstream(base + ".in", std::ios::binary) << input;
  std::vector<const char*> argv = {TARE_PROGRAM};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const int write = O_WRONLY | O_CREAT | O_TRUNC;
    if (chdir(folder.c_str()) != 0) _exit(126);
    dup2(open((base + ".in").c_str(), O_RDONLY), STDIN_FILENO);
    dup2(open((base + ".out").c_str(), write, 0600), STDOUT_FILENO);
    dup2(open((base + ".err").c_str(), write, 0600), STDERR_FILENO);
    execv(argv[0], const_cast<char**>(argv.data()));
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  Ran ran;
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.output = TakeFile(base + ".out");
  ran.errors = TakeFile(base + ".err");
  fs::remove(base + ".in");
  return ran;
}

}  // namespace tare
