#pragma once

#include <cmath>
#include <optional>
#include <string>

#include "palpate/core/results.hpp"
#include "palpate/core/setup_rules.hpp"

namespace palpate::support {

template <typename Map>
bool isSameMap(const Map& a, const Map& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols()) {
        return false;
    }
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        const auto one = a.data()[i];
        const auto other = b.data()[i];
        const bool both_missing = one != one && other != other;
        if (one != other && !both_missing) {
            return false;
        }
    }
    return true;
}

/// Without what may not be shown in a set-up (docs/metrics.md, "Set-up").
inline SessionResults asShownIn(SessionResults results, std::optional<SetUp> setup)
{
    const bool shows_trials = nameInSetUp("trials", setup).has_value();
    for (Spot& spot : results.spots) {
        if (!nameInSetUp("ppt_n", setup)) {
            spot.ppt_n.reset();
        }
        if (!nameInSetUp("ppt_kpa", setup)) {
            spot.ppt_kpa.reset();
            for (ThresholdTrial& trial : spot.trials) {
                trial.kpa = 0.0;
                trial.ramp_kpa_s = 0.0;
            }
        }
        if (!shows_trials) {
            spot.trials.clear();
        }
    }
    return results;
}

/// The names of what differs, to the last digit; empty for the same results.
inline std::string differenceOf(const SessionResults& a, const SessionResults& b)
{
    std::string names;
    const auto compare = [&names](const char* name, bool is_same) {
        names += is_same ? "" : std::string{name} + " ";
    };
    compare("settings", a.settings == b.settings);
    compare("contact", a.contact == b.contact);
    compare("frames", a.frames == b.frames);
    compare("summary", a.summary == b.summary);
    for (const MapColumn& column : mapColumns()) {
        if (!isSameMap(column.values(a.maps), column.values(b.maps))) {
            names += "map " + std::string{column.name} + " ";
        }
    }
    compare("saturated", isSameMap(a.saturated, b.saturated));
    compare("holds", a.holds == b.holds);
    compare("strokes", a.strokes == b.strokes);
    compare("coverage", a.coverage == b.coverage);
    compare("spots", a.spots == b.spots);
    compare("regions", a.regions == b.regions);
    compare("percussion", a.percussion_band == b.percussion_band);
    compare("coach", a.coach == b.coach);
    compare("quality", a.quality == b.quality);
    compare("valid frames", a.valid_frames == b.valid_frames);
    compare("duration", a.duration_s == b.duration_s);
    compare("rate", a.rate == b.rate);
    bool is_same_lapse = a.time_lapse.picture_s == b.time_lapse.picture_s &&
                         a.time_lapse.block_cells == b.time_lapse.block_cells &&
                         a.time_lapse.start_s == b.time_lapse.start_s &&
                         a.time_lapse.pictures.size() == b.time_lapse.pictures.size();
    for (std::size_t i = 0; is_same_lapse && i < a.time_lapse.pictures.size(); ++i) {
        is_same_lapse = isSameMap(a.time_lapse.pictures[i], b.time_lapse.pictures[i]);
    }
    compare("time-lapse", is_same_lapse);
    return names;
}

}  // namespace palpate::support
