#pragma once

#include <optional>
#include <vector>

#include "palpate/core/coaching.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "simulator/pressure_patch.hpp"

namespace palpate::acquisition::simulator {

using Polygon = std::vector<MatPoint>;

/// Where the tool goes over the targets of one side, on the mat.
struct WorkLine {
    /// Both ends of the targets along the strokes.
    MatPoint low;
    MatPoint high;
    /// Of the targets, at right angles to the strokes.
    double width_mm = 0.0;

    [[nodiscard]] double lengthMm() const;
    [[nodiscard]] MatPoint at(double share) const;
};

/// A technique's zones as they lie on the mat. Rounded to a millionth of a mm, so that a last digit of a
/// machine's cosine does not change the session.
[[nodiscard]] std::vector<Polygon> zonesOnMat(const Coaching& coaching, ZoneKind kind,
                                              std::optional<Side> side);

/// The middle of the targets, or the way beside it that keeps clear of the no-go zones. `side` is none where
/// the technique has no sides. InvalidArgument where there is no such way or it does not lie on the mat.
[[nodiscard]] Result<WorkLine> workLine(const Coaching& coaching, const MatGeometry& mat,
                                        std::optional<Side> side);

/// A place well inside a no-go zone near the line, on the mat, and the end of the line that is farther from
/// it.
struct ForbiddenPlace {
    MatPoint place;
    bool from_high = false;
};
/// `reach_mm`: how far the tool reaches to both sides at right angles to the strokes.
[[nodiscard]] std::optional<ForbiddenPlace> forbiddenPlace(const Coaching& coaching, const MatGeometry& mat,
                                                           const WorkLine& line, double reach_mm);

/// Of a roller at right angles to the line. InvalidArgument where it would lie askew on the cells.
[[nodiscard]] Result<RollerAxis> rollerAxis(const WorkLine& line);

/// Room from the line to the nearer edge of the mat, at right angles to it.
[[nodiscard]] double roomBesideMm(const WorkLine& line, const MatGeometry& mat);

}  // namespace palpate::acquisition::simulator
