#include "cli/outputs.h"

#include <functional>
#include <utility>

#include "convert/would_replace_input.h"

namespace tare::cli {

namespace fs = std::filesystem;

InputFiles::InputFiles(const std::vector<std::string>& arguments, bool recursive, std::string output_folder,
                       Account& account)
    : arguments_(arguments),
      recursive_(recursive),
      output_folder_(std::move(output_folder)),
      named_(&account) {}

void InputFiles::IdentifyArguments() {
  for (const std::string& argument : arguments_) {
    for (const std::string& path : Expand(argument)) {
      struct stat file{};
      if (stat(path.c_str(), &file) == 0) named_.emplace(file.st_dev, file.st_ino);
    }
  }
  identified_ = true;
}

bool InputFiles::Contains(const std::string& path) {
  struct stat file{};
  if (stat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return false;
  if (!identified_) IdentifyArguments();
  if (named_.contains({file.st_dev, file.st_ino})) return true;
  return recursive_ && HasReadableName(path) && InWalkedFolder(path);
}

// Looks at the folders above. Above the output folder none matters: the walk would have skipped that.
bool InputFiles::InWalkedFolder(const fs::path& path) const {
  std::error_code failure;
  fs::path folder = fs::canonical(path.has_parent_path() ? path.parent_path() : fs::path("."), failure);
  while (!failure) {
    struct stat here{};
    if (stat(folder.c_str(), &here) != 0) return false;
    if (named_.contains({here.st_dev, here.st_ino})) return true;
    if (fs::equivalent(folder, output_folder_, failure) || folder == folder.root_path()) return false;
    folder = folder.parent_path();
  }
  return false;
}

OutputNames::OutputNames(std::string folder, const FormatInfo& format, InputFiles& inputs, Account& account)
    : folder_(std::move(folder)),
      extension_("." + std::string(format.extensions.front())),
      inputs_(inputs),
      taken_(&account) {
  std::error_code failure;  // without one, paths are compared as they are given
  working_folder_ = fs::current_path(failure);
}

uint64_t OutputNames::Hash(const std::string& path) const {
  return std::hash<std::string>{}((working_folder_ / path).lexically_normal().string());
}

bool OutputNames::Take(const std::string& name) { return taken_.insert(Hash(name)).second; }

bool OutputNames::Given(const std::string& path) const { return taken_.contains(Hash(path)); }

Result<std::string> OutputNames::NameFor(const Input& input) {
  std::string name = FreeName(input);
  try {
    if (!inputs_.Contains(name)) return name;
  } catch (const MemoryLimitExceeded&) {
    taken_.erase(Hash(name));
    throw;
  }
  taken_.erase(Hash(name));
  return std::unexpected(WouldReplaceInput(input.path, name));
}

std::string OutputNames::FreeName(const Input& input) {
  fs::path relative = input.relative;
  if (relative.extension() == ".gz") relative.replace_extension();
  std::string plain = (folder_ / relative).replace_extension(extension_).string();
  if (Take(plain)) return plain;
  std::string with_own = (folder_ / relative).string() + extension_;
  if (Take(with_own)) return with_own;
  for (int number = 2;; ++number) {
    std::string numbered =
        (folder_ / relative).replace_extension().string() + "-" + std::to_string(number) + extension_;
    if (Take(numbered)) return numbered;
  }
}

}  // namespace tare::cli
