#pragma once

#include <optional>

#include "palpate/core/calibration.hpp"
#include "palpate/core/coaching.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/units.hpp"

namespace palpate {

/// Everything that is known before the first frame and holds for all of them.
struct SessionHeader {
    MeasurementInfo info;
    MatGeometry geometry;
    SampleKind samples = SampleKind::Counts;
    Calibration calibration;
    std::optional<Tare> tare;
    std::optional<Frequency> nominal_rate;
    /// What the coach goes by; info.technique is its technique's id.
    std::optional<Coaching> coaching;
};

}  // namespace palpate
