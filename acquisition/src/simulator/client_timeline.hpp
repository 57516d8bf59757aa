#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

#include "simulator/client_motion.hpp"
#include "simulator/pressure_patch.hpp"
#include "simulator/scenario_plan.hpp"
#include "simulator/tool_path.hpp"

namespace palpate::acquisition::simulator {

/// A lacrosse ball.
inline constexpr Length kBallRadius{31.5};
/// Of ball, tissue and mat together; see docs/simulator.md.
inline constexpr Pressure kBallModulus{1200.0};
/// The block under a laid weight; smaller on small mats.
inline constexpr Length kBlockSide{100.0};
inline constexpr double kBlockShareOfMat = 0.3;
inline constexpr Length kRollerRadius{75.0};
inline constexpr Pressure kRollerModulus{950.0};

struct TimedReport {
    double time_s = 0.0;
    int nrs = 0;
};

/// Bone close under the ball: a part of the force goes through a spot 12 mm wide.
struct BonyBump {
    Envelope envelope;
    double force_share = 0.0;
};
inline constexpr double kBumpRadiusMm = 6.0;

/// One press of a ball, with everything that chance decides drawn.
struct BallPress {
    Envelope envelope;
    ToolPath path;
    Force force;
    Unsteadiness motion;
    /// The same number = the same place, in every round.
    std::size_t spot = 0;
    std::vector<TimedReport> reports;
    std::optional<BonyBump> bump;
    std::optional<Beat> beat;

    [[nodiscard]] Force forceAt(double time_s) const;
    [[nodiscard]] MatPoint placeAt(double time_s) const;
    /// Tissue that has just come under the ball is fresh.
    [[nodiscard]] Pressure modulusAt(double time_s) const;
    /// 0 to 1.
    [[nodiscard]] double bumpShareAt(double time_s) const;
};

struct RollerPass {
    Envelope envelope;
    Force force;
    Length length;
    RollerAxis axis = RollerAxis::AlongRows;
    Unsteadiness motion;
    /// Of the roller's middle.
    ToolPath path;

    [[nodiscard]] Force forceAt(double time_s) const;
};

struct LyingBody {
    Envelope envelope;
    double breath_hz = 0.0;
    double breath_phase_turns = 0.0;

    [[nodiscard]] double breathAt(double time_s) const;
};

/// Known exactly, and left alone: neither chance nor tremor.
struct LaidWeight {
    Envelope envelope;
    MatPoint place;
    Force force;
};

/// What one client does on one mat over a whole session, a pure function of time. Each list is in order of
/// time without overlap.
struct ClientTimeline {
    std::vector<BallPress> presses;
    std::vector<RollerPass> passes;
    std::vector<LyingBody> bodies;
    std::vector<LaidWeight> weights;
};

/// Repeats the plan until `duration_s` is full; the last round may reach beyond it.
[[nodiscard]] ClientTimeline makeTimeline(const ScenarioPlan& plan, const MatGeometry& mat,
                                          std::uint64_t seed, double duration_s);

/// The entry whose envelope covers the time; none = nullptr.
template <typename Entry>
[[nodiscard]] const Entry* activeAt(const std::vector<Entry>& entries, double time_s)
{
    const auto after =
        std::upper_bound(entries.begin(), entries.end(), time_s,
                         [](double time, const Entry& entry) { return time < entry.envelope.start_s; });
    if (after == entries.begin() || std::prev(after)->envelope.end_s < time_s) {
        return nullptr;
    }
    return &*std::prev(after);
}

}  // namespace palpate::acquisition::simulator
