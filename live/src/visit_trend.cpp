#include "palpate/live/visit_trend.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "palpate/analysis/trend.hpp"

#include "visit_spots.hpp"

#include <fmt/format.h>

namespace palpate::live {

namespace {

bool isTreatment(const Visit& visit)
{
    return visit.info.phase == Phase::During;
}

Result<void> checkVisits(const std::vector<Visit>& visits, const Visit& first)
{
    for (const Visit& visit : visits) {
        if (!visit.info.started_at) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("{}: it does not say when it was recorded, and so has no place in a trend: "
                            "leave it out",
                            visit.path.string()));
        }
        if (visit.info.client_code != first.info.client_code) {
            return checkAlike(first, visit, {.technique = false, .client = true});
        }
        if (!isTreatment(visit)) {
            if (auto alike = checkAlike(first, visit, {.technique = true, .side = true, .client = true});
                !alike) {
                return alike;
            }
        }
    }
    return {};
}

/// A visit with its spots under the names that they have in all visits.
struct NamedVisit {
    Visit visit;
    std::string spots_left_out;
};

/// By time. Treatments that were recorded otherwise than `first` have no values.
std::vector<NamedVisit> namedVisits(const std::vector<Visit>& visits, const Visit& first)
{
    std::vector<NamedVisit> named;
    named.reserve(visits.size());
    for (const Visit& visit : visits) {
        named.push_back({.visit = visit, .spots_left_out = {}});
    }
    std::stable_sort(named.begin(), named.end(), [](const NamedVisit& a, const NamedVisit& b) {
        return *a.visit.info.started_at < *b.visit.info.started_at;
    });
    std::vector<NamedVisit*> alike;
    std::vector<const Visit*> alike_visits;
    alike.reserve(named.size());
    alike_visits.reserve(named.size());
    for (NamedVisit& one : named) {
        if (checkAlike(first, one.visit, {.technique = true, .side = true})) {
            alike.push_back(&one);
            alike_visits.push_back(&one.visit);
        } else {
            one.visit.values.clear();
        }
    }
    std::vector<VisitSpots> spots = spotsOver(alike_visits);
    for (std::size_t i = 0; i < alike.size(); ++i) {
        std::vector<SessionValue>& values = alike[i]->visit.values;
        std::erase_if(values,
                      [](const SessionValue& value) { return value.measure.scope == ValueScope::Spot; });
        std::move(spots[i].values.begin(), spots[i].values.end(), std::back_inserter(values));
        alike[i]->spots_left_out = std::move(spots[i].left_out);
    }
    return named;
}

TrendPoint pointOf(const NamedVisit& named, const Measure& measure)
{
    const Visit& visit = named.visit;
    TrendPoint point{.time = *visit.info.started_at,
                     .value = std::nullopt,
                     .phase = visit.info.phase,
                     .session = visit.path.filename().string(),
                     .is_treatment = isTreatment(visit)};
    if (const SessionValue* value = valueOf(visit.values, measure)) {
        point.value = value->value;
        point.is_at_least = value->is_at_least;
    } else if (measure.scope == ValueScope::Spot) {
        point.left_out = named.spots_left_out;
    }
    return point;
}

/// The trend's change, by the band that is good for the first visit.
void judge(Trend& trend, const std::vector<ErrorBand>& bands, const Visit& first)
{
    const std::string measure = bandMeasure(trend.measure);
    const BandContext context{
        .mat_id = first.mat, .setup = first.info.setup, .technique = first.info.technique};
    const ErrorBand* const band = findBand(bands, measure, context);
    if (band != nullptr) {
        analysis::judgeTrend(trend, band->unit == trend.measure.unit ? band : nullptr);
    } else {
        analysis::judgeTrend(trend, nullptr, bandGapOf(bands, measure, context));
    }
}

}  // namespace

Result<std::vector<Trend>> trendsOf(const std::vector<Visit>& visits, const std::vector<ErrorBand>& bands)
{
    const auto first =
        std::find_if(visits.begin(), visits.end(), [](const Visit& visit) { return !isTreatment(visit); });
    if (first == visits.end()) {
        return fail(ErrorCode::InvalidArgument,
                    "no session beside treatments: a trend needs sessions of another phase than \"during\"");
    }
    if (auto checked = checkVisits(visits, *first); !checked) {
        return fail(std::move(checked.error()));
    }
    const std::vector<NamedVisit> by_time = namedVisits(visits, *first);
    std::vector<Visit> measured;
    measured.reserve(by_time.size());
    for (const NamedVisit& named : by_time) {
        if (!isTreatment(named.visit)) {
            measured.push_back(named.visit);
        }
    }
    const auto measures = measuresOf(measured);
    std::vector<Trend> trends;
    trends.reserve(measures.size());
    for (const Measure& measure : measures) {
        Trend trend{.measure = measure, .points = {}};
        trend.points.reserve(by_time.size());
        for (const NamedVisit& visit : by_time) {
            trend.points.push_back(pointOf(visit, measure));
        }
        judge(trend, bands, *first);
        trends.push_back(std::move(trend));
    }
    return trends;
}

}  // namespace palpate::live
