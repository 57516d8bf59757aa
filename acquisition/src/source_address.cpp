#include "source_address.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

constexpr std::string_view kTcpScheme = "tcp://";
constexpr std::string_view kSimulatorScheme = "sim:";

bool isPort(std::string_view text)
{
    unsigned port = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    return error == std::errc{} && stop == end && port >= 1 && port <= 65535;
}

std::optional<TcpAddress> parseTcp(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || !isPort(text.substr(colon + 1))) {
        return std::nullopt;
    }
    auto host = text.substr(0, colon);
    const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (in_brackets) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    if (host.empty()) {
        return std::nullopt;
    }
    return TcpAddress{.host = std::string{host}, .port = std::string{text.substr(colon + 1)}};
}

}  // namespace

Result<SourceAddress> parseSourceAddress(std::string_view text)
{
    if (text.starts_with(kSimulatorScheme) && text.size() > kSimulatorScheme.size()) {
        return SimulatorAddress{.scenario = std::string{text.substr(kSimulatorScheme.size())}};
    }
    if (text.starts_with(kTcpScheme)) {
        if (auto address = parseTcp(text.substr(kTcpScheme.size()))) {
            return std::move(*address);
        }
    } else if (text.find('/') != std::string_view::npos && text.find("://") == std::string_view::npos) {
        return SerialAddress{.path = std::string{text}};
    }
    return fail(
        ErrorCode::InvalidArgument,
        fmt::format("'{}' is no source of frames: give a device path such as /dev/ttyUSB0, tcp://HOST:PORT "
                    "or sim:SCENARIO",
                    text));
}

}  // namespace palpate::acquisition
