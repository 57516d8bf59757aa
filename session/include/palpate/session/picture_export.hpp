#pragma once

#include <filesystem>
#include <string>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/session/frame_export.hpp"

// Maps as pictures and films, in the application's colours; letters are drawn by the program itself.

namespace palpate::session {

struct PictureStyle {
    /// One line above the map, ASCII.
    std::string title;
    std::string unit;
    /// The last colour; above 0.
    double max = 1.0;
    /// Below it the ground is shown.
    double threshold = 0.0;
};

/// One map as a PNG, with colour bar and a scale in mm. NaN: a cell that takes part in nothing.
[[nodiscard]] Result<void> exportPng(const CellArray<float>& map, const MatGeometry& geometry,
                                     const PictureStyle& style, const std::filesystem::path& path,
                                     bool overwrite);

inline constexpr double kLeastFilmFps = 1.0;
inline constexpr double kMostFilmFps = 60.0;

/// The map over time at the speed at which it was recorded: .mp4 (H.264, or MPEG-4 where the machine's libav
/// has none) or .gif, by the name. InvalidArgument for another name or a `rate_hz` outside 1 to 60.
[[nodiscard]] Result<void> exportFilm(const SessionReader& session, const PressureAt& pressure,
                                      const PictureStyle& style, double rate_hz,
                                      const std::filesystem::path& path, bool overwrite);

}  // namespace palpate::session
