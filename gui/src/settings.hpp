#pragma once

#include <filesystem>
#include <optional>

#include "palpate/core/results.hpp"

#include "color_scale.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// What the user has chosen; loaded once at start and passed on as a value.
struct Settings {
    ThemeKind theme = ThemeKind::Dark;
    int font_scale_pct = 100;
    ColorMap color_map = ColorMap::Cividis;
    double range_kpa = 40.0;
    double range_kpa_s = 1000.0;
    double range_s = 90.0;
    std::filesystem::path sessions_folder;
    /// None: as docs/metrics.md says.
    std::optional<double> contact_kpa;
    double hold_kpa = 10.0;
};

/// The only two functions that touch QSettings.
[[nodiscard]] Settings loadSettings();
void saveSettings(const Settings& settings);

[[nodiscard]] AnalysisSettings analysisSettings(const Settings& settings);

}  // namespace palpate::gui
