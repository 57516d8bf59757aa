#pragma once

#include <cstdint>
#include <vector>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/event.hpp"

#include "simulator/ideal_mat.hpp"

namespace palpate::acquisition::simulator {

/// When the frames of a session are taken: frame k at k / rate.
struct FrameClock {
    double rate_hz = 50.0;
    /// At least 1.
    std::uint64_t frames = 1;

    [[nodiscard]] double timeAt(std::uint64_t frame) const { return static_cast<double>(frame) / rate_hz; }
    [[nodiscard]] double lastTime() const { return timeAt(frames - 1); }
};

/// Each press in which the ball's own peak cell is at 10 kPa or more for 5 s at frame times; the means are
/// taken over that time.
[[nodiscard]] std::vector<SimulatedTruth::Hold> trueHolds(const IdealMat& ideal, const FrameClock& clock);

/// Turning point to turning point. A stroke that the end of the session cuts counts from 50 mm on.
[[nodiscard]] std::vector<SimulatedTruth::Stroke> trueStrokes(const ClientTimeline& timeline,
                                                              const FrameClock& clock);

/// One per place that was rated. The pain threshold is the pressure at the peak cell when the first report of
/// a press came while its force still rose.
[[nodiscard]] std::vector<SimulatedTruth::Spot> trueSpots(const IdealMat& ideal, const FrameClock& clock);

/// What the client says until the last frame, in order of time.
[[nodiscard]] std::vector<Event> painReports(const ClientTimeline& timeline, const FrameClock& clock);

}  // namespace palpate::acquisition::simulator
