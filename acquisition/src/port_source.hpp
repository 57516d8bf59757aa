#pragma once

#include <memory>
#include <string>

#include "palpate/acquisition/frame_source.hpp"

namespace palpate::acquisition {

/// Frames from a serial port or a pseudo-terminal.
[[nodiscard]] std::unique_ptr<FrameSource> makeSerialSource(const MatProfile& profile,
                                                            const std::string& path);
/// Frames from a network peer.
[[nodiscard]] std::unique_ptr<FrameSource> makeTcpSource(const MatProfile& profile, const std::string& host,
                                                         const std::string& port);

}  // namespace palpate::acquisition
