#include "comparison_json.hpp"

#include <string>

namespace palpate::cli {

namespace {

Json sessionJson(const live::ComparedSession& session)
{
    const MeasurementInfo& info = session.header.info;
    return {{"file", session.path.filename().string()},
            {"mat", jsonOf(info.mat_id)},
            {"client", jsonOf(info.client_code)},
            {"setup", info.setup ? Json(toString(*info.setup)) : Json(nullptr)},
            {"technique", jsonOf(info.technique)},
            {"phase", info.phase ? Json(toString(*info.phase)) : Json(nullptr)},
            {"side", info.side ? Json(toString(*info.side)) : Json(nullptr)},
            {"quality", toString(session.results.quality.grade)}};
}

Json registrationJson(const std::optional<Alignment>& alignment)
{
    if (!alignment) {
        return nullptr;
    }
    return {{"dx_mm", alignment->dx_mm},
            {"dy_mm", alignment->dy_mm},
            {"rotation_deg", alignment->is_rotation_known ? Json(alignment->rotation_deg) : Json(nullptr)},
            {"overlap", alignment->overlap},
            {"mirrored", alignment->is_mirrored},
            {"correlation", alignment->correlation},
            {"residual_pct", alignment->residual_pct},
            {"landmarks", alignment->landmarks},
            {"landmark_residual_mm", jsonOf(alignment->landmark_residual_mm)},
            {"trusted", alignment->isTrustworthy()}};
}

Json reasonsJson(const std::vector<ComparabilityReason>& reasons)
{
    Json list = Json::array();
    for (const ComparabilityReason& reason : reasons) {
        list.push_back({{"reason", toString(reason.hindrance)},
                        {"what", reason.what},
                        {"remedy", reason.remedy},
                        {"prevents", reason.prevents}});
    }
    return list;
}

Json metricJson(const MetricChange& change)
{
    const Measure& measure = change.measure;
    return {{"name", measure.name},
            {"unit", measure.unit},
            {"scope", toString(measure.scope)},
            {"place", jsonOf(measure.place)},
            {"statistic", jsonOf(measure.statistic)},
            {"before", jsonOf(change.before)},
            {"after", jsonOf(change.after)},
            {"change", jsonOf(change.change)},
            {"control_change", jsonOf(change.control_change)},
            {"net_change", jsonOf(change.net_change)},
            {"mdc95", jsonOf(change.mdc95)},
            {"mdc_source", jsonOf(change.mdc_source)},
            {"minimal_important", jsonOf(change.minimal_important)},
            {"verdict", change.verdict ? Json(toString(*change.verdict)) : Json(nullptr)},
            {"reason", jsonOf(change.reason)},
            {"dose", change.is_dose},
            {"at_least", change.is_at_least}};
}

Json spotJson(const std::optional<Spot>& spot)
{
    if (!spot) {
        return nullptr;
    }
    return {{"x_mm", spot->place.x_mm},
            {"y_mm", spot->place.y_mm},
            {"evidence", toString(spot->evidence)},
            {"nrs", spot->nrs ? Json(*spot->nrs) : Json(nullptr)}};
}

Json spotsJson(const std::vector<SpotChange>& spots)
{
    Json paired = Json::array();
    Json gone = Json::array();
    Json fresh = Json::array();
    for (const SpotChange& spot : spots) {
        Json entry{
            {"name", spot.name},
            {"fate", toString(spot.fate)},
            {"before", spotJson(spot.before)},
            {"after", spotJson(spot.after)},
            {"after_on_before_x_mm", spot.after_on_before ? Json(spot.after_on_before->x_mm) : Json(nullptr)},
            {"after_on_before_y_mm", spot.after_on_before ? Json(spot.after_on_before->y_mm) : Json(nullptr)},
            {"advice", jsonOf(spot.advice)}};
        Json& list = spot.fate == SpotFate::Gone ? gone : spot.fate == SpotFate::New ? fresh : paired;
        list.push_back(std::move(entry));
    }
    return {{"paired", paired}, {"gone", gone}, {"new", fresh}};
}

Json mapTestJson(const Comparison& comparison)
{
    if (!comparison.map_test) {
        return comparison.map_test_refusal.empty() ? Json(nullptr)
                                                   : Json{{"refused", comparison.map_test_refusal}};
    }
    const MapTest& test = *comparison.map_test;
    Json clusters = Json::array();
    for (const MapCluster& cluster : test.clusters) {
        clusters.push_back({{"x_mm", cluster.place.x_mm},
                            {"y_mm", cluster.place.y_mm},
                            {"area_cm2", cluster.area_cm2},
                            {"mean_difference_kpa", cluster.mean_difference_kpa},
                            {"peak_t", cluster.peak_t},
                            {"mass", cluster.mass},
                            {"p", cluster.p}});
    }
    return {{"pairs", test.pairs},    {"smallest_p", test.smallest_p},   {"flips", test.flips},
            {"exact", test.is_exact}, {"threshold_t", test.threshold_t}, {"clusters", clusters}};
}

}  // namespace

Json comparisonJson(const live::SessionComparison& compared)
{
    const Comparison& comparison = compared.comparison;
    Json metrics = Json::array();
    for (const MetricChange& change : comparison.metrics) {
        metrics.push_back(metricJson(change));
    }
    return {{"before", sessionJson(compared.before)},
            {"after", sessionJson(compared.after)},
            {"comparable", comparison.is_comparable},
            {"reasons", reasonsJson(comparison.reasons)},
            {"headline", comparison.headline},
            {"explanation", comparison.explanation},
            {"registration", registrationJson(comparison.alignment)},
            {"metrics", metrics},
            {"spots", spotsJson(comparison.spots)},
            {"moved_pct", comparison.map ? Json(comparison.map->moved_pct) : Json(nullptr)},
            {"map_test", mapTestJson(comparison)}};
}

}  // namespace palpate::cli
