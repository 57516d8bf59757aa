#include "simulator/tool_path.hpp"

#include <algorithm>
#include <iterator>

#include "simulator/client_motion.hpp"

namespace palpate::acquisition::simulator {

namespace {

/// `turn_share` of the time goes to speeding up, and as much to slowing down.
double evenWay(double time_share, double turn_share)
{
    const double u = std::clamp(time_share, 0.0, 1.0);
    if (u > 0.5) {
        return 1.0 - evenWay(1.0 - u, turn_share);
    }
    const double even_share = 1.0 - turn_share;
    return u < turn_share ? u * u / (2.0 * turn_share * even_share) : (u - 0.5 * turn_share) / even_share;
}

}  // namespace

double ToolMove::wayDone(double time_s) const
{
    constexpr double kMostTurnShare = 0.18;
    constexpr double kTurnS = 0.5;
    const double seconds = end_s - start_s;
    const double time_share = (time_s - start_s) / seconds;
    return shape == MoveShape::MinimumJerk ? smoothRise(time_share)
                                           : evenWay(time_share, std::min(kMostTurnShare, kTurnS / seconds));
}

MatPoint ToolMove::at(double time_s) const
{
    const double done = wayDone(time_s);
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

}  // namespace palpate::acquisition::simulator
