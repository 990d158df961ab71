#include "cli/inputs.h"

#include <glob.h>

#include <algorithm>
#include <utility>

#include "tare/convert.h"

namespace tare::cli {

namespace fs = std::filesystem;

namespace {

bool IsPattern(const std::string& argument) { return argument.find_first_of("*?[{") != std::string::npos; }

std::vector<std::string> Matches(const std::string& pattern) {
  std::vector<std::string> matches;
  glob_t found{};
  if (glob(pattern.c_str(), GLOB_BRACE | GLOB_TILDE, nullptr, &found) == 0) {
    matches.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  return matches;
}

// In a folder, files of other kinds are passed over.
bool HasReadableName(const fs::path& path) {
  std::string name = path.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const std::string extension = fs::path(name).extension().string();
  const FormatInfo* format = extension.size() < 2 ? nullptr : FindFormat(extension.substr(1));
  return format != nullptr && format->reads;
}

Error InputError(ErrorCode code, std::string message, const std::string& file, std::string hint = {}) {
  return {.code = code, .message = std::move(message), .where = {.file = file}, .hint = std::move(hint)};
}

}  // namespace

InputWalk::InputWalk(const std::vector<std::string>& arguments, bool recursive)
    : arguments_(arguments), recursive_(recursive) {}

std::optional<Error> InputWalk::TakeError() { return std::exchange(error_, std::nullopt); }

std::optional<Input> InputWalk::Next() {
  for (;;) {
    if (std::optional<Input> input = NextInFolder()) return input;
    std::string path;
    if (!matches_.empty()) {
      path = std::move(matches_.back());
      matches_.pop_back();
    } else if (next_argument_ < arguments_.size()) {
      path = arguments_[next_argument_++];
      if (path != "-" && IsPattern(path) && !fs::exists(path)) {
        matches_ = Matches(path);
        std::ranges::reverse(matches_);
        if (matches_.empty()) error_ = InputError(ErrorCode::kNotFound, "no file matches", path);
        if (error_) return std::nullopt;
        continue;
      }
    } else {
      return std::nullopt;
    }
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) return Input{path, fs::path(path).filename()};
    Start(path);
    if (error_) return std::nullopt;
  }
}

void InputWalk::Start(const std::string& folder) {
  if (!recursive_) {
    error_ = InputError(ErrorCode::kIsDirectory, "this is a folder", folder, "-r converts the files in it");
    return;
  }
  std::error_code failure;
  entry_ = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failure);
  if (failure)
    error_ = InputError(ErrorCode::kReadFailed, "cannot read the folder: " + failure.message(), folder);
  folder_ = folder;
}

std::optional<Input> InputWalk::NextInFolder() {
  while (entry_ != fs::recursive_directory_iterator()) {
    const fs::directory_entry entry = *entry_;
    std::error_code failure;
    entry_.increment(failure);
    if (failure) entry_ = {};
    if (entry.is_regular_file(failure) && HasReadableName(entry.path())) {
      return Input{entry.path().string(), entry.path().lexically_relative(folder_)};
    }
  }
  return std::nullopt;
}

InputTotal CountInputs(const std::vector<std::string>& arguments, bool recursive) {
  InputTotal total;
  InputWalk walk(arguments, recursive);
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
