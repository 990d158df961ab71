#include "cli/outputs.h"

#include <functional>
#include <utility>

namespace tare::cli {

OutputNames::OutputNames(std::string folder, const FormatInfo& format, Account& account)
    : folder_(std::move(folder)),
      extension_("." + std::string(format.extensions.front())),
      taken_(&account) {}

bool OutputNames::Take(const std::string& name) {
  return taken_.insert(std::hash<std::string>{}(name)).second;
}

std::string OutputNames::NameFor(const Input& input) {
  std::filesystem::path relative = input.relative;
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
