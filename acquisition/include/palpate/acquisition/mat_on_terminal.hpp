#pragma once

#include <cstdint>
#include <stop_token>

#include "palpate/acquisition/pseudo_terminal.hpp"
#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/error.hpp"

namespace palpate::acquisition {

struct SpokenFrames {
    std::uint64_t sent = 0;
    /// The reader had not taken the frame before; like a mat, the simulated one does not wait.
    std::uint64_t dropped = 0;
};

/// Lets a simulated mat speak its profile's protocol on a pseudo-terminal, in real time, until `stop` or its
/// last frame. Frames are sent whole or not at all, and the hello of a protocol that has one is repeated each
/// second. Blocks the calling thread. Disconnected when the terminal is closed.
[[nodiscard]] Result<SpokenFrames> speakOnTerminal(Simulation& simulation, PseudoTerminal& terminal,
                                                   const std::stop_token& stop);

}  // namespace palpate::acquisition
