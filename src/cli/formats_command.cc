// tare formats: what is read and written.

#include <cstdio>
#include <memory>

#include "cli/verbs.h"

namespace tare::cli {

namespace {

void PrintTable() {
  std::printf("%-10s %-6s %-6s %-22s %s\n", "FORMAT", "READ", "WRITE", "EXTENSIONS", "DESCRIPTION");
  for (const FormatInfo& format : Formats()) {
    std::string extensions;
    for (const std::string_view extension : format.extensions) {
      if (extensions.size() + extension.size() > 20) break;
      extensions.append(extensions.empty() ? "" : " ").append(extension);
    }
    std::printf("%-10s %-6s %-6s %-22s %s\n", std::string(format.name).c_str(), format.reads ? "yes" : "-",
                format.writes ? "yes" : "-", extensions.c_str(), std::string(format.description).c_str());
  }
}

void PrintJson() {
  std::printf("[");
  const char* separator = "\n";
  for (const FormatInfo& format : Formats()) {
    std::string extensions;
    for (const std::string_view extension : format.extensions) {
      extensions.append(extensions.empty() ? "\"" : ", \"").append(extension).append("\"");
    }
    std::printf(
        "%s  {\"name\": \"%s\", \"read\": %s, \"write\": %s, \"media_type\": \"%s\", \"extensions\": [%s]}",
        separator, std::string(format.name).c_str(), format.reads ? "true" : "false",
        format.writes ? "true" : "false", std::string(format.media_type).c_str(), extensions.c_str());
    separator = ",\n";
  }
  std::printf("\n]\n");
}

}  // namespace

void AddFormats(CLI::App& program, CommonOptions& common, int& exit_code) {
  CLI::App* verb = program.add_subcommand("formats", "List the formats that are read and written");
  const auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "Print JSON");
  verb->callback([json, &common, &exit_code] {
    if (common.report) {
      std::fputs("tare: formats takes no --memory-report\n", stderr);
      exit_code = kUsage;
      return;
    }
    *json ? PrintJson() : PrintTable();
  });
}

}  // namespace tare::cli
