#include "palpate/analysis/reported_spots.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/core/mat_plane.hpp"

namespace palpate::analysis {

namespace {

/// A load with at least this share of the strongest one's may be meant by a report as well.
constexpr double kAlsoMeant = 0.5;
/// Reports so near to each other are about one spot.
constexpr double kSameSpotMm = 20.0;
/// A place that the therapist names means the load within this distance.
constexpr double kNamedMm = 40.0;

/// The spot's cells are those of the report with the highest peak.
bool isHighest(const ReportedPlace& place, double peak_kpa)
{
    return std::all_of(place.reports.begin(), place.reports.end(),
                       [peak_kpa](const PainReport& report) { return report.peak_kpa < peak_kpa; });
}

}  // namespace

ReportedSpots::ReportedSpots(const MeasuredMat& mat, Pressure hold) : mat_{mat}, hold_kpa_{hold.kpa} {}

std::vector<ReportedSpots::Share> ReportedSpots::sharesOf(const Event& report,
                                                          const std::vector<LoadNow>& loads) const
{
    if (report.place) {
        const auto nearest =
            std::min_element(loads.begin(), loads.end(), [&report](const LoadNow& a, const LoadNow& b) {
                return distanceMm(a.patch->centroid, *report.place) <
                       distanceMm(b.patch->centroid, *report.place);
            });
        const bool is_meant = nearest != loads.end() && distanceMm(nearest->patch->centroid, *report.place) <=
                                                            std::max(kNamedMm, nearest->patch->radius.mm);
        return is_meant ? std::vector<Share>{{.load = *nearest}} : std::vector<Share>{};
    }
    // A tool is where it hurts; the body around it only lies there.
    const auto is_tool = [this](const LoadNow& load) {
        return load.patch->shape != PatchShape::Body && load.patch->peak.kpa >= kAlsoMeant * hold_kpa_;
    };
    const bool has_tool = std::any_of(loads.begin(), loads.end(), is_tool);
    std::vector<Share> shares;
    double sum_n = 0.0;
    double most_n = 0.0;
    for (const LoadNow& load : loads) {
        if (has_tool && !is_tool(load)) {
            continue;
        }
        const double over_n = load.patch->is_focus
                                  ? load.patch->force.n
                                  : load.patch->force.n - (mat_.contact * load.patch->area).n;
        shares.push_back({.load = load, .share = std::max(over_n, 0.0)});
        sum_n += shares.back().share;
        most_n = std::max(most_n, shares.back().share);
    }
    shares.erase(std::remove_if(shares.begin(), shares.end(),
                                [&](const Share& share) {
                                    return share.share <= 0.0 || share.share < kAlsoMeant * most_n;
                                }),
                 shares.end());
    for (Share& share : shares) {
        share.share /= sum_n;
    }
    return shares;
}

ReportedPlace& ReportedSpots::placeFor(const MatPoint& place, double radius_mm)
{
    const auto same = std::find_if(places_.begin(), places_.end(), [&](const ReportedPlace& known) {
        return distanceMm(known.spot.place, place) <=
               std::max(kSameSpotMm, std::min(known.radius_mm, radius_mm));
    });
    if (same != places_.end()) {
        return *same;
    }
    places_.push_back({.spot = {.place = place}, .radius_mm = radius_mm});
    return places_.back();
}

void ReportedSpots::addAtPlace(const Event& report, const PressureArray& kpa)
{
    const auto col = static_cast<int>(std::floor(report.place->x_mm / mat_.geometry.pitchXMm()));
    const auto row = static_cast<int>(std::floor(report.place->y_mm / mat_.geometry.pitchYMm()));
    if (row < 0 || row >= mat_.geometry.rows() || col < 0 || col >= mat_.geometry.cols()) {
        ++unplaced_;
        return;
    }
    ReportedPlace& place = placeFor(*report.place, 0.0);
    const auto here_kpa = static_cast<double>(kpa(row, col));
    if (isHighest(place, here_kpa)) {
        place.spot.peak_cell = {.row = row, .col = col};
        place.spot.cells = {Eigen::Index{row} * mat_.geometry.cols() + col};
    }
    place.reports.push_back({.time_s = toSeconds(report.time),
                             .nrs = report.nrs,
                             .share = 1.0,
                             .peak_kpa = here_kpa,
                             .force_n = (Pressure{here_kpa} * mat_.geometry.cellArea()).n});
}

void ReportedSpots::add(const Event& report, const std::vector<LoadNow>& loads, const PressureArray& kpa,
                        const LoadFinder& finder)
{
    const std::vector<Share> shares = sharesOf(report, loads);
    if (shares.empty() && report.place && kpa.size() > 0) {
        addAtPlace(report, kpa);
        return;
    }
    unplaced_ += shares.empty() ? 1U : 0U;
    const double time_s = toSeconds(report.time);
    for (const Share& share : shares) {
        const Patch& patch = *share.load.patch;
        ReportedPlace& place = placeFor(patch.centroid, patch.radius.mm);
        if (isHighest(place, patch.peak.kpa)) {
            place.spot.peak_cell = patch.peak_cell;
            place.spot.cells = finder.cellsAroundPeak(kpa, patch.peak_cell);
            place.radius_mm = patch.radius.mm;
        }
        place.reports.push_back({.time_s = time_s,
                                 .nrs = report.nrs,
                                 .share = share.share,
                                 .peak_kpa = patch.peak.kpa,
                                 .force_n = patch.force.n});
        if (share.load.history == nullptr) {
            continue;
        }
        if (const auto ramp = share.load.history->takeRamp()) {
            place.trials.push_back({.time_s = time_s,
                                    .kpa = patch.peak.kpa,
                                    .n = patch.force.n,
                                    .ramp_kpa_s = ramp->rate_kpa_s});
        }
    }
}

}  // namespace palpate::analysis
