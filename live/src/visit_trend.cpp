#include "palpate/live/visit_trend.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "palpate/analysis/trend.hpp"

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

TrendPoint pointOf(const Visit& visit, const Measure& measure, const Visit& first)
{
    TrendPoint point{.time = *visit.info.started_at,
                     .value = std::nullopt,
                     .phase = visit.info.phase,
                     .session = visit.path.filename().string(),
                     .is_treatment = isTreatment(visit)};
    const SessionValue* value = valueOf(visit, measure);
    if (value != nullptr && checkAlike(first, visit, {.technique = true, .side = true})) {
        point.value = value->value;
        point.is_at_least = value->is_at_least;
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
    std::vector<const Visit*> by_time;
    by_time.reserve(visits.size());
    std::vector<Visit> measured;
    measured.reserve(visits.size());
    for (const Visit& visit : visits) {
        by_time.push_back(&visit);
        if (!isTreatment(visit)) {
            measured.push_back(visit);
        }
    }
    std::stable_sort(by_time.begin(), by_time.end(), [](const Visit* a, const Visit* b) {
        return *a->info.started_at < *b->info.started_at;
    });
    const auto measures = measuresOf(measured);
    std::vector<Trend> trends;
    trends.reserve(measures.size());
    for (const Measure& measure : measures) {
        Trend trend{.measure = measure, .points = {}};
        trend.points.reserve(by_time.size());
        for (const Visit* visit : by_time) {
            trend.points.push_back(pointOf(*visit, measure, *first));
        }
        judge(trend, bands, *first);
        trends.push_back(std::move(trend));
    }
    return trends;
}

}  // namespace palpate::live
