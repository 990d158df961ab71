// Reads a program's configuration into a struct and writes it back, with the defaults filled in.
// yaml_config [FILE.yaml]; without a file, one of its own.

#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_binding.h"

namespace {

enum class Protocol : uint8_t { kHttp, kHttps };

struct Listener {
  std::string host = "localhost";
  uint16_t port = 80;
  Protocol protocol = Protocol::kHttp;
  std::optional<std::string> certificate;
};

struct Config {
  std::string name;
  std::vector<Listener> listeners;
  std::map<std::string, int64_t> limits;
};

constexpr std::string_view kSample = R"(# The front door.
name: shop
listeners:
- port: 8080
- host: shop.example
  port: 443
  protocol: https
  certificate: /etc/ssl/shop.pem
limits:
  requests: 1000
  body: 0x100000
)";

}  // namespace

template <>
struct tare::yaml::Names<Protocol> {
  static constexpr std::array kList = {Name{"http", Protocol::kHttp}, Name{"https", Protocol::kHttps}};
};

template <>
struct tare::yaml::Fields<Listener> {
  static constexpr auto kList =
      std::tuple{Optional("host", &Listener::host), Required("port", &Listener::port),
                 Optional("protocol", &Listener::protocol), Optional("certificate", &Listener::certificate)};
};

template <>
struct tare::yaml::Fields<Config> {
  static constexpr auto kList =
      std::tuple{Required("name", &Config::name), Required("listeners", &Config::listeners),
                 Optional("limits", &Config::limits)};
};

namespace {

int Fail(const tare::Error& error) {
  std::fprintf(stderr, "%s\n", error.ToString().c_str());
  return 1;
}

tare::Result<void> Print(const Config& config, tare::Account& account) {
  const auto out = tare::Output::ToDescriptor(1, "standard output", account);
  tare::yaml::Emitter emitter(*out, account);
  emitter.Write({.kind = tare::yaml::EventKind::kStreamStart}, {});
  const tare::Result<void> written = tare::yaml::Write(config, emitter, account);
  if (!written) return written;
  emitter.Write({.kind = tare::yaml::EventKind::kStreamEnd}, {});
  return out->Commit();
}

}  // namespace

int main(int argc, char** argv) {
  tare::Budget budget(16 << 20);
  tare::Account account("configuration", budget);
  const auto document = argc > 1 ? tare::yaml::LoadFile(argv[1], account)
                                 : tare::yaml::Load(kSample, account, {.name = "sample"});
  if (!document) return Fail(document.error());
  const auto config =
      tare::yaml::ReadOrErrors<Config>(document->root(), {.unknown_keys = tare::yaml::UnknownKeys::kError});
  if (!config) {
    for (const tare::Error& error : config.error()) Fail(error);
    return 1;
  }
  const tare::Result<void> printed = Print(*config, account);
  return printed ? 0 : Fail(printed.error());
}
