#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "palpate/core/error.hpp"

namespace palpate::acquisition {

struct SerialAddress {
    std::string path;
};
struct TcpAddress {
    std::string host;
    std::string port;
};
struct SimulatorAddress {
    std::string scenario;
};
using SourceAddress = std::variant<SerialAddress, TcpAddress, SimulatorAddress>;

/// A device path, `tcp://HOST:PORT` (IPv6 in brackets) or `sim:SCENARIO`; InvalidArgument names these forms.
[[nodiscard]] Result<SourceAddress> parseSourceAddress(std::string_view text);

}  // namespace palpate::acquisition
