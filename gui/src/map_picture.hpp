#pragma once

#include <filesystem>
#include <string>

#include "palpate/core/error.hpp"

#include "settings.hpp"

namespace palpate::gui {

/// A session's map with colour bar and rulers as a PNG: "peak", "mean", "time_integral", "sustained",
/// "tenderness". The range of the colours is set to the map's highest value (of "tenderness": 10), and stands
/// at the bar.
[[nodiscard]] Result<void> writeMapPicture(const std::filesystem::path& session_path, const std::string& map,
                                           const std::filesystem::path& picture_path,
                                           const Settings& settings);

}  // namespace palpate::gui
