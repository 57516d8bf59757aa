#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

#include "simulator/random_stream.hpp"

// A client's load as a drawing that can be laid on a mat anywhere, to know the truth of a registration.

namespace palpate::evaluation {

namespace sim = acquisition::simulator;

/// Elliptic, its pressure falling off as a Hertz contact's or a soft body's does.
struct Lobe {
    double x_mm = 0.0;
    double y_mm = 0.0;
    double radius_x_mm = 20.0;
    double radius_y_mm = 20.0;
    double turn_rad = 0.0;
    double peak_kpa = 5.0;
    /// A ball ends at its rim, flesh fades away.
    bool is_ball = false;
};

enum class LoadKind { Body, Sites, BodyAndSites, OneBall };
inline constexpr std::array<LoadKind, 4> kLoadKinds{LoadKind::Body, LoadKind::Sites, LoadKind::BodyAndSites,
                                                    LoadKind::OneBall};
[[nodiscard]] std::string_view toString(LoadKind kind);

/// From the middle of the mat; of about this size across.
[[nodiscard]] std::vector<Lobe> drawLoad(LoadKind kind, double size_mm, sim::RandomStream& random);

/// How it is laid down: turned about the middle, then shifted.
struct LaidPose {
    double dx_mm = 0.0;
    double dy_mm = 0.0;
    double turn_deg = 0.0;
};

/// The mean pressure in each cell.
[[nodiscard]] PressureArray layDown(const std::vector<Lobe>& load, const LaidPose& pose,
                                    const MatGeometry& mat);

}  // namespace palpate::evaluation
