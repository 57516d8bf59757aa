#include "palpate/analysis/spot_pairs.hpp"

#include <algorithm>

#include "palpate/analysis/map_surface.hpp"
#include "palpate/core/mat_plane.hpp"

#include <fmt/format.h>

namespace palpate::analysis {

namespace {

/// Two points on the scale of 0-10: what several studies take for a change that a client notices.
constexpr int kEasedBy = 2;

std::vector<MatPoint> placesOf(const std::vector<Spot>& spots)
{
    std::vector<MatPoint> places;
    places.reserve(spots.size());
    for (const Spot& spot : spots) {
        places.push_back(spot.place);
    }
    return places;
}

bool isReported(const std::optional<Spot>& spot)
{
    return spot && spot->evidence == SpotEvidence::Reported;
}

bool hasEased(const Spot& before, const Spot& after)
{
    return before.nrs && after.nrs && *before.nrs - *after.nrs >= kEasedBy;
}

SpotFate fateOf(const SpotChange& change)
{
    if (isReported(change.before) != isReported(change.after)) {
        return isReported(change.before) ? SpotFate::Gone : SpotFate::New;
    }
    if (!change.before) {
        return SpotFate::New;
    }
    return change.after && hasEased(*change.before, *change.after) ? SpotFate::Eased : SpotFate::Persists;
}

/// Whether the place was loaded in the second session as it was in the first one, or nearly.
bool wasPressedAgain(const Spot& before, const MapSurface& after_peak, MatPoint place)
{
    constexpr double kNearly = 0.7;
    return after_peak.at(place).value_or(0.0) >= kNearly * before.peak_kpa;
}

}  // namespace

std::vector<PlacePair> pairPlaces(const std::vector<MatPoint>& first, const std::vector<MatPoint>& second,
                                  double reach_mm)
{
    struct Candidate {
        PlacePair pair;
        double apart_mm = 0.0;
    };
    std::vector<Candidate> near;
    for (std::size_t a = 0; a < first.size(); ++a) {
        for (std::size_t b = 0; b < second.size(); ++b) {
            const double apart_mm = distanceMm(first[a], second[b]);
            if (apart_mm <= reach_mm) {
                near.push_back({.pair = {.first = a, .second = b}, .apart_mm = apart_mm});
            }
        }
    }
    std::sort(near.begin(), near.end(),
              [](const Candidate& x, const Candidate& y) { return x.apart_mm < y.apart_mm; });
    std::vector<PlacePair> pairs;
    for (const auto& [pair, apart_mm] : near) {
        const bool is_taken = std::any_of(pairs.begin(), pairs.end(), [&pair = pair](const PlacePair& other) {
            return other.first == pair.first || other.second == pair.second;
        });
        if (!is_taken) {
            pairs.push_back(pair);
        }
    }
    return pairs;
}

double spotReachMm(const MatGeometry& a, const MatGeometry& b)
{
    constexpr double kLeastMm = 30.0;
    constexpr double kPitches = 1.5;
    const double pitch_mm = std::max({a.pitchXMm(), a.pitchYMm(), b.pitchXMm(), b.pitchYMm()});
    return std::max(kLeastMm, kPitches * pitch_mm);
}

std::vector<SpotChange> pairSpots(const std::vector<Spot>& before, const MatGeometry& before_mat,
                                  const std::vector<Spot>& after, const MatGeometry& after_mat,
                                  const CellArray<float>& after_peak_kpa, const Alignment& alignment)
{
    std::vector<MatPoint> after_on_before;
    after_on_before.reserve(after.size());
    for (const Spot& spot : after) {
        after_on_before.push_back(onFirstMat(alignment, before_mat, after_mat, spot.place));
    }
    const std::vector<PlacePair> pairs =
        pairPlaces(placesOf(before), after_on_before, spotReachMm(before_mat, after_mat));
    std::vector<SpotChange> all;
    all.reserve(before.size() + after.size());
    std::vector<bool> has_partner(after.size(), false);
    for (std::size_t b = 0; b < before.size(); ++b) {
        SpotChange change{.before = before[b]};
        const auto pair =
            std::find_if(pairs.begin(), pairs.end(), [b](const PlacePair& p) { return p.first == b; });
        if (pair != pairs.end()) {
            change.after = after[pair->second];
            change.after_on_before = after_on_before[pair->second];
            has_partner[pair->second] = true;
        }
        all.push_back(std::move(change));
    }
    for (std::size_t a = 0; a < after.size(); ++a) {
        if (!has_partner[a]) {
            all.push_back({.before = std::nullopt, .after = after[a], .after_on_before = after_on_before[a]});
        }
    }
    const MapSurface peak{after_peak_kpa, after_mat};
    std::vector<SpotChange> listed;
    listed.reserve(all.size());
    for (SpotChange& change : all) {
        const bool is_suggestion_alone =
            !isReported(change.before) && !isReported(change.after) && !(change.before && change.after);
        if (is_suggestion_alone) {
            continue;
        }
        change.fate = fateOf(change);
        change.name = fmt::format("spot {}", listed.size() + 1);
        if (change.fate == SpotFate::Gone) {
            const MatPoint place = onSecondMat(alignment, before_mat, after_mat, change.before->place);
            change.advice = wasPressedAgain(*change.before, peak, place)
                                ? "Pressed again and not reported again."
                                : "Not pressed as hard the second time: press it again before it counts as "
                                  "gone.";
        }
        listed.push_back(std::move(change));
    }
    return listed;
}

}  // namespace palpate::analysis
