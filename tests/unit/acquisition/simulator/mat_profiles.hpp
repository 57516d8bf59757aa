#pragma once

#include <string>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"

namespace palpate::acquisition {

/// 12 bit at 0.1 kPa per count: saturated at 409.5 kPa.
inline MatProfile matProfile(int rows, int cols, double pitch_mm)
{
    MatProfile profile{.id = "test-" + std::to_string(rows) + "x" + std::to_string(cols),
                       .title = "A mat of the tests",
                       .geometry = *MatGeometry::create(rows, cols, Length{pitch_mm}, Length{pitch_mm})};
    profile.calibration.curve = LinearCalibration{.kpa_per_count = 0.1};
    return profile;
}

/// From the smallest one to one that carries a whole body.
inline std::vector<MatProfile> matProfilesOfAllSizes()
{
    return {matProfile(8, 8, 10.0),   matProfile(16, 16, 20.0), matProfile(32, 32, 12.0),
            matProfile(64, 64, 10.0), matProfile(64, 32, 28.0), matProfile(10, 40, 15.0)};
}

}  // namespace palpate::acquisition
