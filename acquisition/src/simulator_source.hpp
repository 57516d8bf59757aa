#pragma once

#include <memory>
#include <string>

#include "palpate/acquisition/frame_source.hpp"

namespace palpate::acquisition {

/// A simulated client in real time: no bytes, the frames and events of the simulation themselves. NotFound
/// when there is no such scenario.
[[nodiscard]] Result<std::unique_ptr<FrameSource>> makeSimulatorSource(const SourceRequest& request,
                                                                       const std::string& scenario);

}  // namespace palpate::acquisition
