#pragma once

#include <vector>

#include "palpate/core/units.hpp"

namespace palpate::acquisition::simulator {

/// How the speed of a move goes: MinimumJerk comes and goes most smoothly; Even keeps one speed but for
/// short turns, as a client does who has been told how long a stroke is to last.
enum class MoveShape { MinimumJerk, Even };

struct ToolMove {
    double start_s = 0.0;
    double end_s = 0.0;
    MatPoint from;
    MatPoint to;
    MoveShape shape = MoveShape::MinimumJerk;

    /// Share of the way, 0 to 1.
    [[nodiscard]] double wayDone(double time_s) const;
    [[nodiscard]] MatPoint at(double time_s) const;
};

/// Where a tool is: at `start` until the first move, then at rest wherever the last one ended.
struct ToolPath {
    MatPoint start;
    /// One after another, without overlap.
    std::vector<ToolMove> moves;

    [[nodiscard]] MatPoint at(double time_s) const;
    /// The move under way or the last one; none before the first = nullptr.
    [[nodiscard]] const ToolMove* lastMove(double time_s) const;
};

}  // namespace palpate::acquisition::simulator
