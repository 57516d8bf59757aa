#include "simulator/tool_path.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "simulator/client_motion.hpp"

namespace palpate::acquisition::simulator {

namespace {

/// Of the time of an even move: speeding up, and slowing down.
constexpr double kTurnShare = 0.18;

double evenWay(double time_share)
{
    const double u = std::clamp(time_share, 0.0, 1.0);
    if (u > 0.5) {
        return 1.0 - evenWay(1.0 - u);
    }
    const double scale = 1.0 - kTurnShare;
    return u < kTurnShare ? u * u / (2.0 * kTurnShare * scale) : (u - 0.5 * kTurnShare) / scale;
}

}  // namespace

double wayDone(MoveShape shape, double time_share)
{
    return shape == MoveShape::MinimumJerk ? smoothRise(time_share) : evenWay(time_share);
}

MatPoint ToolMove::at(double time_s) const
{
    const double done = wayDone(shape, (time_s - start_s) / (end_s - start_s));
    return {.x_mm = from.x_mm + (to.x_mm - from.x_mm) * done,
            .y_mm = from.y_mm + (to.y_mm - from.y_mm) * done};
}

const ToolMove* ToolPath::lastMove(double time_s) const
{
    const auto after = std::upper_bound(moves.begin(), moves.end(), time_s,
                                        [](double time, const ToolMove& m) { return time < m.start_s; });
    return after == moves.begin() ? nullptr : &*std::prev(after);
}

MatPoint ToolPath::at(double time_s) const
{
    const ToolMove* move = lastMove(time_s);
    return move == nullptr ? start : move->at(time_s);
}

double distanceMm(const MatPoint& a, const MatPoint& b)
{
    const double dx = a.x_mm - b.x_mm;
    const double dy = a.y_mm - b.y_mm;
    return std::sqrt(dx * dx + dy * dy);
}

}  // namespace palpate::acquisition::simulator
