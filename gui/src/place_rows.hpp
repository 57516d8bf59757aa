#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/region.hpp"
#include "palpate/core/results.hpp"

namespace palpate::gui {

/// One line of the table of holds and spots.
struct PlaceRow {
    enum class Kind {
        RunningHold,
        Hold,
        /// Pain was reported where nothing was held.
        Reported,
        /// For the hand to check; has no moment of its own.
        Suggested,
    };
    Kind kind = Kind::Hold;
    /// None for suggested spots.
    std::optional<double> start_s;
    std::optional<double> held_s;
    MatPoint place;
    /// Of the region that it lies in; empty outside all.
    QString region;
    std::optional<double> force_n;
    /// Standard deviation of the force over the hold; none while it runs.
    std::optional<double> force_sd_n;
    /// Half of what the sensor's creep added; none where the creep is not known.
    std::optional<double> creep_n;
    /// What the client said there, first and last.
    std::optional<int> first_nrs;
    std::optional<int> last_nrs;
    std::optional<double> ppt_kpa;
    std::optional<double> ppt_n;
    PlaceFlags flags = 0;
    bool operator==(const PlaceRow&) const = default;
};

/// What a page knows of its places.
struct PlaceFacts {
    const std::vector<analysis::RunningHold>& running;
    const std::vector<Hold>& holds;
    const std::vector<Spot>& spots;
    /// Their names say where a place is.
    const std::vector<Region>& regions;
};

/// Running holds first, then the latest on top, suggested spots at the end. A reported spot without a hold
/// has a line of its own; a suggested one where something was held has none.
[[nodiscard]] std::vector<PlaceRow> placeRows(const PlaceFacts& facts);

/// A hold or spot and another one at the same place, for the eye.
[[nodiscard]] bool isSamePlace(MatPoint a, MatPoint b);

/// The reports of reported spots at `place` between these times, ends included, in the order of time.
[[nodiscard]] std::vector<PainReport> reportsAt(const std::vector<Spot>& spots, MatPoint place, double from_s,
                                                double to_s);

/// "✓ 30–90 s", "▲ short by 12 s", "▲ over by 14 s", "running"; for spots "● reported", "◌ suggested".
struct WindowWords {
    QString text;
    bool as_asked = false;
};
[[nodiscard]] WindowWords windowWords(const PlaceRow& row, const AnalysisSettings& settings);

/// "at least, edge"; empty without flags.
[[nodiscard]] QString flagWords(PlaceFlags flags);

/// "6", "6 → 5"; empty when nothing was said.
[[nodiscard]] QString courseText(std::optional<int> first_nrs, std::optional<int> last_nrs);

}  // namespace palpate::gui
