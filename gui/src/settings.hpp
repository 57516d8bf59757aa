#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "palpate/core/coaching.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"

#include "color_scale.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// What the user has chosen; loaded once at start and passed on as a value.
struct Settings {
    ThemeKind theme = ThemeKind::Dark;
    int font_scale_pct = 100;
    ColorMap color_map = ColorMap::Cividis;
    /// Of the colours: under a body, and under a ball or roller, which presses ten times as hard.
    double range_kpa = 40.0;
    double range_tool_kpa = 200.0;
    double range_kpa_s = 1000.0;
    double range_s = 90.0;
    std::filesystem::path sessions_folder;
    /// None: as docs/metrics.md says.
    std::optional<double> contact_kpa;
    double hold_kpa = 10.0;
    /// The last answer for each mat, by the id of its profile.
    std::map<std::string, SetUp> setup_of_mat;
    /// Where each technique's outline lay the last time, by placementKey().
    std::map<std::string, Placement> placement_of;
    /// The day on which each client answered the screening, by client code: "2026-11-27".
    std::map<std::string, std::string> screened_on;
    bool shows_breathing = true;
    bool plays_cues = false;
};

/// The only two functions that touch QSettings.
[[nodiscard]] Settings loadSettings();
void saveSettings(const Settings& settings);

/// None for a mat that was never asked about.
[[nodiscard]] std::optional<SetUp> rememberedSetUp(const Settings& settings, const std::string& mat_id);

/// A technique on a mat, by the id of its profile.
[[nodiscard]] std::string placementKey(const std::string& technique_id, const std::string& mat_id);

/// The pressure range that belongs to a set-up.
[[nodiscard]] double& pressureRange(Settings& settings, std::optional<SetUp> setup);

[[nodiscard]] AnalysisSettings analysisSettings(const Settings& settings);

}  // namespace palpate::gui
