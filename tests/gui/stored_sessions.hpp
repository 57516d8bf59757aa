#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "palpate/core/mat_geometry.hpp"

// Session files written by hand, so that a load lies exactly where a test wants it.

namespace palpate::gui::made {

struct Bump {
    MatPoint place;
    double radius_mm = 30.0;
    double peak_kpa = 10.0;
};

/// A mat of 40 x 40 cells of 15 mm.
[[nodiscard]] MatGeometry squareMat();

/// A load without symmetry, its four bumps moved by this much. (0, 0): the first at (120, 90) mm, the last at
/// (250, 290) mm.
[[nodiscard]] std::vector<Bump> client(double dx_mm, double dy_mm);

/// Three seconds of this load on squareMat(), of client P-0417.
std::filesystem::path writeSession(const std::filesystem::path& path, const std::vector<Bump>& load);

}  // namespace palpate::gui::made
