#pragma once

#include <optional>

#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

/// A tool that rests on one place: a stretch that is a hold, or may become one.
struct RestingTool {
    double since_s = 0.0;
    /// Last frame on that place; up to 0.5 s ago.
    double until_s = 0.0;
    MatPoint place;
    std::optional<double> percussion_hz;
};

/// The load that is taken for the tool, in one frame.
struct ToolContact {
    MatPoint place;
    /// Of a roller: of all that lies on it, as two legs do.
    Force force;
    Pressure peak;
    /// Over its loaded cells.
    Pressure mean;
    PatchShape shape = PatchShape::Ball;
    /// Of the force, on the one cell with the peak; 0 where a cell is as large as a tool's contact.
    double peak_share = 0.0;
    /// A cell is at the mat's limit: force and peak are "at least".
    bool is_saturated = false;
    /// The client lies on the mat as well, and what is under the tool is not told apart from that.
    bool is_beside_body = false;
    std::optional<RestingTool> rest;
};

}  // namespace palpate::analysis
