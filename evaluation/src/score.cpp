#include "score.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "palpate/analysis/percussion.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::evaluation {

namespace {

/// A result farther away than this belongs to something else.
constexpr double kMatchMm = 30.0;
constexpr double kMatchPitches = 1.5;
constexpr double kNearHotPitches = 1.0;
constexpr double kBeatHz = 1.0;

double pitchOf(const Scene& scene)
{
    return scene.profile.geometry.pitchXMm();
}

double matchMm(const Scene& scene)
{
    return std::max(kMatchMm, kMatchPitches * pitchOf(scene));
}

double overlapS(const TrueHold& truth, const Hold& hold)
{
    return std::min(truth.end_s, hold.end_s) - std::max(truth.start_s, hold.start_s);
}

void scoreFlags(Score& score, const TrueHold& wanted, const Hold& hold)
{
    const bool says_saturated = (hold.flags & kPlaceSaturated) != 0;
    if (wanted.is_saturated) {
        score.true_saturated += *wanted.is_saturated ? 1 : 0;
        score.found_saturated += *wanted.is_saturated && says_saturated ? 1 : 0;
        score.invented_saturated += !*wanted.is_saturated && says_saturated ? 1 : 0;
    }
    const bool says_ghost = (hold.flags & kPlaceGhostCorner) != 0;
    score.true_ghosts += wanted.is_ghost ? 1 : 0;
    score.found_ghosts += wanted.is_ghost && says_ghost ? 1 : 0;
    score.invented_ghosts += !wanted.is_ghost && says_ghost ? 1 : 0;
}

void scoreDrift(Score& score, const TrueHold& wanted, const Hold& hold)
{
    const bool has_drift = wanted.drift_pct && hold.drift_pct && hold.corrected_drift_pct;
    if (!has_drift || wanted.is_saturated != false) {
        return;
    }
    const double error_pct = *hold.corrected_drift_pct - *wanted.drift_pct;
    score.drift_errors_pct.push_back(*hold.drift_pct - *wanted.drift_pct);
    score.corrected_drift_errors_pct.push_back(error_pct);
    score.drifts_within_uncertainty +=
        std::abs(error_pct) <= hold.drift_uncertainty_pct.value_or(0.0) ? 1 : 0;
}

/// The index of what fits and is best; the size when nothing fits.
template <typename Found, typename Fits, typename IsBetter>
std::size_t bestOf(const std::vector<Found>& found, Fits fits, IsBetter is_better)
{
    std::size_t best = found.size();
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (fits(i) && (best == found.size() || is_better(found[i], found[best]))) {
            best = i;
        }
    }
    return best;
}

void scoreBeat(Score& score, const Scene& scene, const TrueHold& wanted, const Hold& hold,
               const SessionResults& results)
{
    if (!wanted.percussion_hz) {
        return;
    }
    if (!analysis::percussionBand(Frequency{scene.rate_hz})) {
        ++score.unresolvable_beats;
        score.right_unresolvable_beats += hold.percussion_hz || results.percussion_band ? 0 : 1;
        return;
    }
    ++score.true_beats;
    const bool is_found =
        hold.percussion_hz && std::abs(*hold.percussion_hz - *wanted.percussion_hz) <= kBeatHz;
    score.found_beats += is_found ? 1 : 0;
}

/// "At least" is no measurement.
void scoreForce(Score& score, const TrueHold& wanted, const Hold& hold)
{
    if (wanted.is_saturated != false) {
        return;
    }
    score.force_errors_pct.push_back(100.0 * (hold.mean_n - wanted.mean_n) / wanted.mean_n);
    if (hold.corrected_mean_n) {
        score.corrected_force_errors_pct.push_back(100.0 * (*hold.corrected_mean_n - wanted.mean_n) /
                                                   wanted.mean_n);
    }
}

void scoreHold(Score& score, const Scene& scene, const TrueHold& wanted, const Hold& hold,
               const SessionResults& results)
{
    constexpr double kLeastRateHz = 20.0;
    ++score.found_holds;
    if (scene.rate_hz >= kLeastRateHz) {
        score.duration_errors_s.push_back(std::abs(hold.duration_s - (wanted.end_s - wanted.start_s)));
    }
    score.place_errors_pitches.push_back(distanceMm(wanted.place, hold.place) / pitchOf(scene));
    score.right_shapes += hold.shape == wanted.shape ? 1 : 0;
    scoreFlags(score, wanted, hold);
    scoreDrift(score, wanted, hold);
    scoreBeat(score, scene, wanted, hold, results);
    scoreForce(score, wanted, hold);
}

void scoreHolds(Score& score, const Scene& scene, const SceneTruth& truth, const SessionResults& results)
{
    std::vector<bool> is_used(results.holds.size(), false);
    for (const TrueHold& wanted : truth.holds) {
        score.true_holds += wanted.is_either_way ? 0 : 1;
        const auto fits = [&](std::size_t i) {
            const Hold& hold = results.holds[i];
            return !is_used[i] && hold.shape != PatchShape::Body && overlapS(wanted, hold) > 0.0 &&
                   distanceMm(wanted.place, hold.place) <= matchMm(scene);
        };
        const std::size_t best = bestOf(results.holds, fits, [&wanted](const Hold& a, const Hold& b) {
            return overlapS(wanted, a) > overlapS(wanted, b);
        });
        if (best == results.holds.size()) {
            continue;
        }
        is_used[best] = true;
        if (!wanted.is_either_way) {
            scoreHold(score, scene, wanted, results.holds[best], results);
        }
    }
    for (std::size_t i = 0; i < is_used.size(); ++i) {
        score.invented_holds += !is_used[i] && results.holds[i].shape != PatchShape::Body ? 1 : 0;
    }
}

void scoreStrokes(Score& score, const SceneTruth& truth, const SessionResults& results)
{
    score.has_strokes = !truth.strokes.empty();
    score.strokes_counted_right = truth.strokes.size() == results.strokes.size();
    if (!score.has_strokes) {
        score.invented_strokes = static_cast<int>(results.strokes.size());
    }
    if (!score.strokes_counted_right) {
        return;
    }
    double sum_mm_s = 0.0;
    double wanted_sum_mm_s = 0.0;
    for (std::size_t i = 0; i < truth.strokes.size(); ++i) {
        ++score.strokes;
        score.right_stroke_shapes += results.strokes[i].shape == truth.strokes[i].shape ? 1 : 0;
        score.length_errors_mm.push_back(results.strokes[i].length_mm - truth.strokes[i].length_mm);
        const double wanted = truth.strokes[i].speed_mm_s;
        score.speed_errors_pct.push_back(100.0 * (results.strokes[i].speed_mm_s - wanted) / wanted);
        sum_mm_s += results.strokes[i].speed_mm_s;
        wanted_sum_mm_s += wanted;
    }
    if (score.has_strokes) {
        score.scene_speed_errors_pct.push_back(100.0 * (sum_mm_s - wanted_sum_mm_s) / wanted_sum_mm_s);
    }
}

void scoreRating(Score& score, const TrueSpot& wanted, const Spot* found)
{
    if (wanted.ratings > 0) {
        ++score.true_ratings;
        const bool is_right = found != nullptr && found->nrs == wanted.last_nrs &&
                              found->reports.size() == static_cast<std::size_t>(wanted.ratings);
        score.right_ratings += is_right ? 1 : 0;
    }
    if (wanted.trials > 0) {
        ++score.true_thresholds;
        const bool is_right =
            found != nullptr && found->trials.size() == static_cast<std::size_t>(wanted.trials);
        score.right_thresholds += is_right ? 1 : 0;
        if (is_right && found->ppt_kpa && wanted.ppt_kpa) {
            score.threshold_errors_pct.push_back(100.0 * (*found->ppt_kpa - *wanted.ppt_kpa) /
                                                 *wanted.ppt_kpa);
        }
    }
}

bool isOnHotCell(const Scene& scene, const Spot& spot)
{
    return std::any_of(scene.faults.begin(), scene.faults.end(), [&](const CellFault& fault) {
        const MatPoint cell = scene.profile.geometry.centreOf(fault.cell.row, fault.cell.col);
        return fault.kind != FaultKind::Dead &&
               distanceMm(cell, spot.place) <= kNearHotPitches * pitchOf(scene);
    });
}

void countSpots(Score& score, const Scene& scene, const std::vector<Spot>& spots,
                const std::vector<bool>& is_used)
{
    for (std::size_t i = 0; i < spots.size(); ++i) {
        (spots[i].evidence == SpotEvidence::Reported ? score.reported : score.suggested) += 1;
        score.spots_on_hot_cells += !is_used[i] && isOnHotCell(scene, spots[i]) ? 1 : 0;
    }
}

void scoreSpots(Score& score, const Scene& scene, const SceneTruth& truth, const SessionResults& results)
{
    std::vector<bool> is_used(results.spots.size(), false);
    for (const TrueSpot& wanted : truth.spots) {
        const bool is_either_way = wanted.is_either_way && !wanted.is_reported;
        const int counts = is_either_way ? 0 : 1;
        (wanted.is_reported ? score.true_reported : score.true_suggested) += counts;
        const auto fits = [&](std::size_t i) {
            const Spot& spot = results.spots[i];
            return !is_used[i] && (spot.evidence == SpotEvidence::Reported) == wanted.is_reported &&
                   distanceMm(spot.place, wanted.place) <= matchMm(scene);
        };
        const std::size_t best = bestOf(results.spots, fits, [&wanted](const Spot& a, const Spot& b) {
            return distanceMm(a.place, wanted.place) < distanceMm(b.place, wanted.place);
        });
        const Spot* found = best < results.spots.size() ? &results.spots[best] : nullptr;
        if (found != nullptr) {
            is_used[best] = true;
            score.suggested -= is_either_way ? 1 : 0;
            (wanted.is_reported ? score.found_reported : score.found_suggested) += counts;
            score.spot_errors_pitches.push_back(distanceMm(found->place, wanted.place) / pitchOf(scene));
        }
        scoreRating(score, wanted, found);
    }
    countSpots(score, scene, results.spots, is_used);
}

bool isAmong(const std::vector<CellFault>& faults, CellIndex cell)
{
    return std::any_of(faults.begin(), faults.end(),
                       [&cell](const CellFault& fault) { return fault.cell == cell; });
}

void scoreFaults(Score& score, const Scene& scene, const SceneTruth& truth, const SessionResults& results)
{
    const auto& found = results.quality.invalid_cells;
    for (const ShownFault& fault : truth.shown_faults) {
        ++score.shown_faults;
        score.found_shown_faults += isAmong(found, fault.cell) ? 1 : 0;
    }
    for (const CellFault& fault : scene.faults) {
        const bool is_hot = fault.kind == FaultKind::Hot;
        (is_hot ? score.hot_cells : score.other_faults) += 1;
        (is_hot ? score.found_hot_cells : score.found_other_faults) += isAmong(found, fault.cell) ? 1 : 0;
    }
    for (const CellFault& known : found) {
        score.invented_faults += isAmong(scene.faults, known.cell) ? 0 : 1;
    }
}

}  // namespace

Score scoreOf(const Scene& scene, const SceneTruth& truth, const SessionResults& results)
{
    Score score;
    scoreHolds(score, scene, truth, results);
    scoreStrokes(score, truth, results);
    scoreSpots(score, scene, truth, results);
    scoreFaults(score, scene, truth, results);
    return score;
}

bool isPerfect(const Score& score)
{
    return score.found_holds == score.true_holds && score.invented_holds == 0 &&
           score.strokes_counted_right && score.found_reported == score.true_reported &&
           score.reported == score.true_reported && score.found_suggested == score.true_suggested &&
           score.suggested == score.true_suggested && score.right_ratings == score.true_ratings &&
           score.right_thresholds == score.true_thresholds && score.invented_faults == 0 &&
           score.right_shapes == score.found_holds && score.found_saturated == score.true_saturated &&
           score.invented_saturated == 0 && score.found_ghosts == score.true_ghosts &&
           score.invented_ghosts == 0 && score.found_beats == score.true_beats &&
           score.right_unresolvable_beats == score.unresolvable_beats &&
           score.right_stroke_shapes == score.strokes && score.found_hot_cells == score.hot_cells;
}

}  // namespace palpate::evaluation
