#include "cli/inputs.h"

#include <glob.h>

#include <algorithm>
#include <utility>

#include "io/system_error.h"
#include "tare/convert.h"

namespace tare::cli {

namespace fs = std::filesystem;

namespace {

Error InputError(ErrorCode code, std::string message, const std::string& file, std::string hint = {}) {
  return {.code = code, .message = std::move(message), .where = {.file = file}, .hint = std::move(hint)};
}

Error UnreadableFolder(const std::string& folder, const std::error_code& failure) {
  return SystemError(ErrorCode::kReadFailed, "cannot read the folder", folder, failure.value());
}

}  // namespace

bool IsPattern(const std::string& argument) { return argument.find_first_of("*?[{") != std::string::npos; }

std::vector<std::string> Expand(const std::string& argument) {
  std::error_code failure;
  if (argument == "-" || !IsPattern(argument) || fs::exists(argument, failure)) return {argument};
  std::vector<std::string> matches;
  glob_t found{};
  if (glob(argument.c_str(), GLOB_BRACE | GLOB_TILDE, nullptr, &found) == 0) {
    matches.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  return matches;
}

bool HasReadableName(const fs::path& path) {
  std::string name = path.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const std::string extension = fs::path(name).extension().string();
  const FormatInfo* format = extension.size() < 2 ? nullptr : FindFormat(extension.substr(1));
  return format != nullptr && format->reads;
}

InputWalk::InputWalk(const std::vector<std::string>& arguments, bool recursive, std::string skipped)
    : arguments_(arguments), recursive_(recursive), skipped_(std::move(skipped)) {}

std::optional<Error> InputWalk::TakeError() { return std::exchange(error_, std::nullopt); }

std::optional<Input> InputWalk::Next() {
  for (;;) {
    if (std::optional<Input> input = NextInFolder()) return input;
    if (error_) return std::nullopt;
    if (matches_.empty()) {
      if (next_argument_ == arguments_.size()) return std::nullopt;
      const std::string& argument = arguments_[next_argument_++];
      matches_ = Expand(argument);
      std::ranges::reverse(matches_);
      if (matches_.empty()) error_ = InputError(ErrorCode::kNotFound, "no file matches", argument);
      if (error_) return std::nullopt;
    }
    const std::string path = std::move(matches_.back());
    matches_.pop_back();
    if (path == "-") return Input{path, "stdin"};
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return Input{path, fs::path(path).filename()};
    Start(path);
  }
}

void InputWalk::Start(const std::string& folder) {
  if (recursive_) {
    root_ = folder;
    Enter(folder);
  } else {
    error_ = InputError(ErrorCode::kIsDirectory, "this is a folder", folder, "-r takes the files in it");
  }
}

void InputWalk::Enter(const std::string& folder) {
  std::error_code failure;
  fs::directory_iterator first(folder, failure);
  if (failure) {
    error_ = UnreadableFolder(folder, failure);
  } else {
    levels_.push_back({.path = folder, .entry = std::move(first)});
  }
}

std::optional<Input> InputWalk::NextInFolder() {
  while (!levels_.empty() && !error_) {
    Level& level = levels_.back();
    std::error_code failure;
    if (level.visited) level.entry.increment(failure);
    if (failure) error_ = UnreadableFolder(level.path, failure);
    if (failure || level.entry == fs::directory_iterator()) {
      levels_.pop_back();
      continue;
    }
    level.visited = true;
    const fs::directory_entry& entry = *level.entry;
    if (entry.is_regular_file(failure)) {
      if (!HasReadableName(entry.path())) {
        ++left_out_;
        continue;
      }
      return Input{entry.path().string(), entry.path().lexically_relative(root_)};
    }
    // Links to folders are not followed: they may lead in circles.
    if (entry.is_symlink(failure) || !entry.is_directory(failure)) continue;
    if (!Skips(entry.path())) Enter(entry.path().string());
  }
  return std::nullopt;
}

bool InputWalk::Skips(const fs::path& folder) const {
  std::error_code failure;  // as where the output folder does not exist yet
  return !skipped_.empty() && fs::equivalent(folder, skipped_, failure);
}

InputTotal CountInputs(InputWalk walk) {
  InputTotal total;
  for (;;) {
    const std::optional<Input> input = walk.Next();
    if (!input && !walk.TakeError()) return total;
    if (!input) continue;
    std::error_code failure;
    const uint64_t size = fs::file_size(input->path, failure);
    ++total.files;
    if (!failure) total.bytes += size;
  }
}

}  // namespace tare::cli
