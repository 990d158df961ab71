#include "program.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

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

std::vector<const char*> CommandLine(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {TARE_PROGRAM};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);
  return argv;
}

}  // namespace

Ran RunTare(const std::vector<std::string>& arguments, const std::string& folder, const std::string& input) {
  const std::string base = (fs::temp_directory_path() / ("tare-run-" + std::to_string(getpid()))).string();
  std::ofstream(base + ".in", std::ios::binary) << input;
  const std::vector<const char*> argv = CommandLine(arguments);
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

Ran RunTareOnTerminal(const std::vector<std::string>& arguments, const std::string& folder) {
  const std::vector<const char*> argv = CommandLine(arguments);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(126);
    execv(argv[0], const_cast<char**>(argv.data()));
    _exit(127);
  }
  Ran ran;
  char shown[4096];
  // An error is its end.
  for (ssize_t size = 0; (size = read(terminal, shown, sizeof shown)) > 0;)
    ran.output.append(shown, static_cast<size_t>(size));
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

void KillTare(const std::vector<std::string>& arguments, const std::string& folder,
              std::chrono::nanoseconds delay) {
  const std::vector<const char*> argv = CommandLine(arguments);
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(126);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      dup2(open("/dev/null", O_RDWR), standard);
    execv(argv[0], const_cast<char**>(argv.data()));
    _exit(127);
  }
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

}  // namespace tare
