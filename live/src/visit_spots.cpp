#include "visit_spots.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "palpate/analysis/map_registration.hpp"
#include "palpate/analysis/session_values.hpp"
#include "palpate/analysis/spot_pairs.hpp"
#include "palpate/core/setup_rules.hpp"
#include "palpate/live/landmarks.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

bool hasReports(const Visit* visit)
{
    return visit->reports && !visit->reports->spots.empty();
}

/// Places on the first mat where the loads lie on each other; nothing otherwise.
std::optional<std::vector<MatPoint>> placesOnFirst(const VisitReports& first, const VisitReports& other)
{
    std::vector<MatPoint> places;
    places.reserve(other.spots.size());
    if (&first == &other) {
        for (const Spot& spot : other.spots) {
            places.push_back(spot.place);
        }
        return places;
    }
    const auto alignment =
        analysis::alignMaps(first.peak, other.peak, {}, placePairs(landmarksOf(first.events, other.events)));
    if (!alignment || !alignment->isTrustworthy()) {
        return std::nullopt;
    }
    for (const Spot& spot : other.spots) {
        places.push_back(onFirstMat(*alignment, first.peak.mat, other.peak.mat, spot.place));
    }
    return places;
}

/// The places known so far, on the mat of the first visit with a report.
class KnownPlaces {
  public:
    /// The number of each of these places, new ones after the known ones.
    std::vector<std::size_t> numbersOf(const std::vector<MatPoint>& places, double reach_mm)
    {
        std::vector<std::optional<std::size_t>> numbers(places.size());
        for (const auto& [known, place] : analysis::pairPlaces(places_, places, reach_mm)) {
            numbers[place] = known;
        }
        std::vector<std::size_t> all;
        all.reserve(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            all.push_back(numbers[i].value_or(places_.size()));
            if (!numbers[i]) {
                places_.push_back(places[i]);
            }
        }
        return all;
    }
    [[nodiscard]] std::size_t size() const { return places_.size(); }

  private:
    std::vector<MatPoint> places_;
};

std::vector<SessionValue> valuesOf(const Spot& spot, std::size_t number, std::optional<SetUp> setup)
{
    std::vector<SessionValue> values = analysis::spotValues(spot);
    std::erase_if(values, [&](const SessionValue& value) {
        return !value.value || value.is_dose || !nameInSetUp(value.measure.name, setup);
    });
    for (SessionValue& value : values) {
        value.measure.place = fmt::format("spot {}", number + 1);
    }
    return values;
}

}  // namespace

std::vector<VisitSpots> spotsOver(const std::vector<const Visit*>& visits)
{
    std::vector<VisitSpots> all(visits.size());
    const auto first = std::find_if(visits.begin(), visits.end(), hasReports);
    if (first == visits.end()) {
        return all;
    }
    const VisitReports& first_reports = *(*first)->reports;
    KnownPlaces known;
    for (std::size_t i = 0; i < visits.size(); ++i) {
        if (!hasReports(visits[i])) {
            continue;
        }
        const VisitReports& reports = *visits[i]->reports;
        std::vector<std::size_t> numbers;
        if (const auto places = placesOnFirst(first_reports, reports)) {
            numbers =
                known.numbersOf(*places, analysis::spotReachMm(first_reports.peak.mat, reports.peak.mat));
        } else if (reports.spots.size() == 1 && known.size() == 1) {
            numbers = {0};
        } else {
            all[i].left_out = fmt::format("its load cannot be laid onto that of {}: mark landmarks in both",
                                          (*first)->path.filename().string());
            continue;
        }
        for (std::size_t spot = 0; spot < numbers.size(); ++spot) {
            auto values = valuesOf(reports.spots[spot], numbers[spot], visits[i]->info.setup);
            std::move(values.begin(), values.end(), std::back_inserter(all[i].values));
        }
    }
    return all;
}

}  // namespace palpate::live
