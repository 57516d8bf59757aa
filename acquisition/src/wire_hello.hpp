#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "palpate/acquisition/frame_decoder.hpp"

namespace palpate::acquisition::wire {

/// The hello of a whole packet whose checksum has been checked; none when its fields are not those of the
/// format.
[[nodiscard]] std::optional<DeviceHello> parseHello(std::span<const std::uint8_t> packet);

/// The packet without its checksum.
[[nodiscard]] std::vector<std::uint8_t> helloPacket(const DeviceHello& hello);

}  // namespace palpate::acquisition::wire
