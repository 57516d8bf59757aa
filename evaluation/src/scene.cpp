#include "scene.hpp"

#include <algorithm>
#include <iterator>

#include "simulator/portable_math.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kPercussionShare = 0.25;

/// 0 to 1 while `share` goes from 0 to 1.
double wayOf(StrokeProfile profile, double share)
{
    const double u = std::clamp(share, 0.0, 1.0);
    switch (profile) {
        case StrokeProfile::MinimumJerk:
            return sim::smoothRise(u);
        case StrokeProfile::Sine:
            return 0.5 + 0.5 * sim::sinOfTurns(0.5 * u - 0.25);
        case StrokeProfile::Trapezoid: {
            // A fifth to gain speed, a fifth to lose it.
            constexpr double kGain = 0.2;
            constexpr double kSpeed = 1.0 / (1.0 - kGain);
            const double from_end = std::min(u, 1.0 - u);
            const double near = from_end < kGain ? 0.5 * kSpeed * from_end * from_end / kGain
                                                 : kSpeed * (from_end - 0.5 * kGain);
            return u < 0.5 ? near : 1.0 - near;
        }
    }
    return u;
}

double alongAt(const Tool& tool, double time_s)
{
    const auto& strokes = tool.strokes;
    const auto after =
        std::upper_bound(strokes.begin(), strokes.end(), time_s,
                         [](double time, const StrokePath& path) { return time < path.start_s; });
    if (after == strokes.begin()) {
        return strokes.front().from_mm;
    }
    const StrokePath& path = *std::prev(after);
    const double share = (time_s - path.start_s) / (path.end_s - path.start_s);
    return path.from_mm + (path.to_mm - path.from_mm) * wayOf(tool.profile, share);
}

/// Down and up within the lift, each over a quarter of it.
double liftedShare(const Lift& lift, double time_s)
{
    const double edge_s = 0.25 * lift.length_s;
    const double down = sim::smoothRise((time_s - lift.start_s) / edge_s);
    const double up = sim::smoothRise((time_s - lift.start_s - lift.length_s + edge_s) / edge_s);
    return down - up;
}

}  // namespace

std::string_view toString(SceneKind kind)
{
    switch (kind) {
        case SceneKind::Holds:
            return "holds";
        case SceneKind::Unsteady:
            return "unsteady";
        case SceneKind::TwoBalls:
            return "two-balls";
        case SceneKind::InBody:
            return "in-body";
        case SceneKind::Roller:
            return "roller";
        case SceneKind::BallStrokes:
            return "ball-strokes";
        case SceneKind::Ramps:
            return "ramps";
        case SceneKind::Body:
            return "body";
        case SceneKind::Empty:
            return "empty";
        case SceneKind::Percussion:
            return "percussion";
        case SceneKind::SlowPercussion:
            return "slow percussion";
        case SceneKind::HeldRoller:
            return "held roller";
        case SceneKind::Saturated:
            return "saturated";
        case SceneKind::Ghost:
            return "ghost corner";
    }
    return "holds";
}

Force Tool::forceAt(double time_s) const
{
    double share = envelope.at(time_s) * (1.0 + unsteadiness * (motion.forceFactor(time_s) - 1.0));
    for (const Lift& lift : lifts) {
        share *= 1.0 - liftedShare(lift, time_s);
    }
    if (percussion_hz) {
        share *= 1.0 + kPercussionShare * sim::sinOfTurns(*percussion_hz * time_s);
    }
    return Force{force.n * std::max(share, 0.0)};
}

MatPoint Tool::placeAt(double time_s) const
{
    const MatPoint sway = motion.swayMm(time_s);
    const double since_s = time_s - envelope.start_s;
    const double along_mm = strokes.empty() ? 0.0 : alongAt(*this, time_s);
    constexpr double kQuarterTurn = 0.25;
    return {.x_mm = place.x_mm + unsteadiness * sway.x_mm + drift_x_mm_s * since_s +
                    along_mm * sim::sinOfTurns(way_turns + kQuarterTurn),
            .y_mm = place.y_mm + unsteadiness * sway.y_mm + drift_y_mm_s * since_s +
                    along_mm * sim::sinOfTurns(way_turns)};
}

}  // namespace palpate::evaluation
