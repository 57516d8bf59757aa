#pragma once

#include "palpate/core/error.hpp"
#include "palpate/core/time_lapse.hpp"

#include "h5_handle.hpp"

namespace palpate::session {

/// Distance of the mat's rows and columns.
struct Pitches {
    double x_mm = 0.0;
    double y_mm = 0.0;
};

/// The group `thumbnails` of `metrics`: nothing in it without a picture.
[[nodiscard]] Result<void> writeTimeLapse(hid_t metrics, const TimeLapse& lapse, const Pitches& pitches);
[[nodiscard]] Result<TimeLapse> readTimeLapse(hid_t metrics);

}  // namespace palpate::session
