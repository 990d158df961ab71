#include "process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <sstream>

namespace tare::bench {

Measured Run(const std::vector<std::string>& arguments, int times, const std::string& output) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  Measured measured{.ok = true};
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
      const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
      const int nowhere = open("/dev/null", O_WRONLY);
      dup2(out, STDOUT_FILENO);
      dup2(nowhere, STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    measured.peak_mib = std::max(measured.peak_mib, static_cast<double>(usage.ru_maxrss) / 1024);
    measured.ok = measured.ok && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  std::ranges::sort(seconds);
  measured.seconds = seconds[seconds.size() / 2];
  measured.fastest_seconds = seconds.front();
  return measured;
}

std::string FindProgram(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string candidate = folder + "/" + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

}  // namespace tare::bench
