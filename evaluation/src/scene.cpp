#include "scene.hpp"

#include <algorithm>
#include <iterator>

#include "simulator/portable_math.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kPercussionShare = 0.25;

double alongAt(const std::vector<sim::StrokePath>& strokes, double time_s)
{
    const auto after =
        std::upper_bound(strokes.begin(), strokes.end(), time_s,
                         [](double time, const sim::StrokePath& path) { return time < path.start_s; });
    return after == strokes.begin() ? strokes.front().from_mm : std::prev(after)->alongMm(time_s);
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
    const double along_mm = strokes.empty() ? 0.0 : alongAt(strokes, time_s);
    constexpr double kQuarterTurn = 0.25;
    return {.x_mm = place.x_mm + unsteadiness * sway.x_mm + drift_x_mm_s * since_s +
                    along_mm * sim::sinOfTurns(way_turns + kQuarterTurn),
            .y_mm = place.y_mm + unsteadiness * sway.y_mm + drift_y_mm_s * since_s +
                    along_mm * sim::sinOfTurns(way_turns)};
}

}  // namespace palpate::evaluation
