#include "palpate/analysis/spots.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

constexpr double kSameSpotMm = 30.0;
constexpr double kSameSpotCells = 1.5;
constexpr double kNearHoldMm = 20.0;
constexpr std::size_t kFewCells = 3;
/// A first trial is only left out where at least two remain.
constexpr std::size_t kTrialsToDrop = 3;
constexpr double kMostTender = 10.0;
constexpr double kMm2PerCm2 = 100.0;

void measure(Spot& spot, const std::vector<Eigen::Index>& cells, const SpotFacts& facts)
{
    const auto cols = Eigen::Index{facts.geometry.cols()};
    double mean_kpa = 0.0;
    double pti_kpa_s = 0.0;
    double counted = 0.0;
    for (const Eigen::Index cell : cells) {
        const float peak_kpa = facts.maps.peak_kpa.data()[cell];
        if (std::isnan(peak_kpa)) {
            continue;
        }
        counted += 1.0;
        spot.peak_kpa = std::max(spot.peak_kpa, static_cast<double>(peak_kpa));
        mean_kpa += static_cast<double>(facts.maps.mean_kpa.data()[cell]);
        pti_kpa_s += static_cast<double>(facts.maps.pti_kpa_s.data()[cell]);
        spot.sustained_s =
            std::max(spot.sustained_s, static_cast<double>(facts.maps.sustained_longest_s.data()[cell]));
        const Eigen::Index row = cell / cols;
        const Eigen::Index col = cell % cols;
        const bool is_at_edge =
            row == 0 || col == 0 || row == facts.geometry.rows() - 1 || col == facts.geometry.cols() - 1;
        spot.flags |= is_at_edge ? kPlaceAtEdge : PlaceFlags{0};
        spot.flags |= facts.saturated.data()[cell] != 0 ? kPlaceSaturated : PlaceFlags{0};
    }
    spot.area_cm2 = counted * facts.geometry.cellArea().cm2;
    if (counted > 0.0) {
        spot.mean_kpa = mean_kpa / counted;
        spot.pti_kpa_s = pti_kpa_s / counted;
    }
    spot.flags |= cells.size() <= kFewCells ? kPlaceFewCells : PlaceFlags{0};
    const bool is_outside = facts.calibrated_to && spot.peak_kpa > facts.calibrated_to->kpa;
    spot.flags |= is_outside ? kPlaceOutsideCalibration : PlaceFlags{0};
}

/// The mean place of the holds in which the reports were made; they know it better than one frame.
MatPoint placeOf(const ReportedPlace& reported, const SpotFacts& facts)
{
    MatPoint sum;
    double weight = 0.0;
    for (const Hold& hold : facts.holds) {
        const bool is_held_then =
            std::any_of(reported.reports.begin(), reported.reports.end(), [&hold](const PainReport& report) {
                return report.time_s >= hold.start_s && report.time_s <= hold.end_s;
            });
        if (is_held_then && distanceMm(hold.place, reported.spot.place) <= kNearHoldMm) {
            sum.x_mm += hold.duration_s * hold.place.x_mm;
            sum.y_mm += hold.duration_s * hold.place.y_mm;
            weight += hold.duration_s;
        }
    }
    return weight > 0.0 ? MatPoint{.x_mm = sum.x_mm / weight, .y_mm = sum.y_mm / weight}
                        : reported.spot.place;
}

void meanThreshold(Spot& spot, const SpotFacts& facts)
{
    if (facts.settings.drops_first_trial && spot.trials.size() >= kTrialsToDrop) {
        spot.trials.front().is_dropped = true;
    }
    double kpa = 0.0;
    double n = 0.0;
    double counted = 0.0;
    for (const ThresholdTrial& trial : spot.trials) {
        kpa += trial.is_dropped ? 0.0 : trial.kpa;
        n += trial.is_dropped ? 0.0 : trial.n;
        counted += trial.is_dropped ? 0.0 : 1.0;
    }
    if (counted > 0.0) {
        spot.ppt_kpa = kpa / counted;
        spot.ppt_n = n / counted;
    }
}

Spot reportedSpot(const ReportedPlace& reported, const SpotFacts& facts)
{
    Spot spot{.place = placeOf(reported, facts), .evidence = SpotEvidence::Reported};
    spot.reports = reported.reports;
    spot.trials = reported.trials;
    for (const PainReport& report : spot.reports) {
        spot.nrs = report.nrs ? report.nrs : spot.nrs;
    }
    measure(spot, reported.spot.cells, facts);
    meanThreshold(spot, facts);
    return spot;
}

/// A ball that only rolls slowly is no sustained pressure: something rested there, or a body did.
bool isHeld(const MatPoint& place, double near_mm, const SpotFacts& facts)
{
    return std::any_of(facts.holds.begin(), facts.holds.end(), [&](const Hold& hold) {
        return hold.shape == PatchShape::Body || distanceMm(hold.place, place) <= near_mm;
    });
}

/// What is suggested where only a ghost was held may be one.
bool isGhost(const MatPoint& place, double near_mm, const SpotFacts& facts)
{
    const auto is_there = [&](const Hold& hold) { return distanceMm(hold.place, place) <= near_mm; };
    return std::any_of(facts.holds.begin(), facts.holds.end(), is_there) &&
           std::all_of(facts.holds.begin(), facts.holds.end(), [&](const Hold& hold) {
               return !is_there(hold) || (hold.flags & kPlaceGhostCorner) != 0;
           });
}

}  // namespace

std::vector<Spot> spotsOf(const SpotFacts& facts)
{
    std::vector<Spot> spots;
    for (const ReportedPlace& reported : facts.reported) {
        spots.push_back(reportedSpot(reported, facts));
    }
    const std::size_t reported = spots.size();
    const double same_mm = std::max(
        kSameSpotMm, kSameSpotCells * std::max(facts.geometry.pitchXMm(), facts.geometry.pitchYMm()));
    for (const SpotPlace& place : suggestedSpots(facts.maps, facts.geometry, facts.settings.hold)) {
        const auto end = spots.begin() + static_cast<std::ptrdiff_t>(reported);
        const bool is_known = std::any_of(spots.begin(), end, [&](const Spot& spot) {
            return distanceMm(spot.place, place.place) <= same_mm;
        });
        if (!is_known && isHeld(place.place, same_mm, facts)) {
            Spot spot{.place = place.place, .evidence = SpotEvidence::Suggested};
            measure(spot, place.cells, facts);
            spot.flags |= isGhost(spot.place, same_mm, facts) ? kPlaceGhostCorner : PlaceFlags{0};
            spots.push_back(std::move(spot));
        }
    }
    return spots;
}

CellArray<float> tendernessMap(const std::vector<Spot>& spots, const MatGeometry& geometry,
                               const CellMask& takes_part)
{
    CellArray<float> map = CellArray<float>::Zero(geometry.rows(), geometry.cols());
    for (const Spot& spot : spots) {
        double rating = 0.0;
        double ratings = 0.0;
        for (const PainReport& report : spot.reports) {
            rating += report.nrs ? report.share * *report.nrs : 0.0;
            ratings += report.nrs ? report.share : 0.0;
        }
        if (ratings == 0.0) {
            continue;
        }
        // A bell that has fallen to half at the rim of a circle of the spot's area.
        const double area_mm2 = std::max(spot.area_cm2, geometry.cellArea().cm2) * kMm2PerCm2;
        const double fall = std::numbers::ln2 * std::numbers::pi / area_mm2;
        for (int row = 0; row < geometry.rows(); ++row) {
            for (int col = 0; col < geometry.cols(); ++col) {
                const double off_mm = distanceMm(geometry.centreOf(row, col), spot.place);
                const double here = rating / ratings * std::exp(-fall * off_mm * off_mm);
                map(row, col) =
                    static_cast<float>(std::min(kMostTender, static_cast<double>(map(row, col)) + here));
            }
        }
    }
    return (takes_part != 0).select(map, std::numeric_limits<float>::quiet_NaN());
}

}  // namespace palpate::analysis
