#include "statistics_json.hpp"

#include "utc_text.hpp"

namespace palpate::cli {

namespace {

Json jsonOf(const Interval& interval)
{
    return {cli::jsonOf(std::optional{interval.low}), cli::jsonOf(std::optional{interval.high})};
}

Json jsonOf(const EffectSize& effect)
{
    return {{"g", effect.g}, {"g_95", jsonOf(effect.g_95)}};
}

template <typename Value>
Json jsonOrNull(const std::optional<Value>& value)
{
    return value ? jsonOf(*value) : Json(nullptr);
}

/// Under the name that the set-up allows.
Json measureJson(const Measure& measure, std::optional<SetUp> setup)
{
    return {{"measure", shownName(measure, setup)},
            {"unit", measure.unit},
            {"scope", toString(measure.scope)},
            {"place", cli::jsonOf(measure.place)},
            {"statistic", cli::jsonOf(measure.statistic)}};
}

Json agreementJson(const Agreement& agreement)
{
    return {{"pairs", agreement.pairs},
            {"bias", agreement.bias},
            {"bias_95", jsonOf(agreement.bias_95)},
            {"sd", agreement.sd},
            {"limits", {agreement.lower_limit, agreement.upper_limit}},
            {"lower_limit_95", jsonOf(agreement.lower_limit_95)},
            {"upper_limit_95", jsonOf(agreement.upper_limit_95)},
            {"slope", cli::jsonOf(agreement.slope)},
            {"slope_p", cli::jsonOf(agreement.slope_p)},
            {"spread_slope", cli::jsonOf(agreement.spread_slope)},
            {"spread_p", cli::jsonOf(agreement.spread_p)}};
}

Json refusedJson(const std::vector<live::RefusedMeasure>& refused)
{
    Json list = Json::array();
    for (const auto& one : refused) {
        list.push_back({{"measure", one.label}, {"reason", one.why}});
    }
    return list;
}

Json wordOrNull(const std::optional<SetUp>& setup)
{
    return setup ? Json(toString(*setup)) : Json(nullptr);
}

Json pointJson(const TrendPoint& point)
{
    return {{"session", point.session},
            {"time", utcText(point.time)},
            {"value", cli::jsonOf(point.value)},
            {"phase", point.phase ? Json(toString(*point.phase)) : Json(nullptr)},
            {"treatment", point.is_treatment},
            {"at_least", point.is_at_least},
            {"left_out", point.left_out.empty() ? Json(nullptr) : Json(point.left_out)}};
}

Json momentsJson(const GroupMoments& moments)
{
    return {
        {"name", moments.name}, {"n", moments.n}, {"mean", moments.mean}, {"sd", cli::jsonOf(moments.sd)}};
}

}  // namespace

Json reliabilityJson(const live::Repeatability& repeatability)
{
    Json subjects = Json::array();
    for (const auto& subject : repeatability.subjects) {
        Json files = Json::array();
        for (const auto& file : subject.files) {
            files.push_back(file.string());
        }
        subjects.push_back({{"name", subject.name}, {"files", files}});
    }
    Json measures = Json::array();
    for (const Reliability& one : repeatability.measures) {
        Json json = measureJson(one.measure, repeatability.setup);
        json.update({{"subjects", one.subjects},
                     {"trials", one.trials},
                     {"mean", one.mean},
                     {"icc", one.icc},
                     {"icc_95", {one.icc_low, one.icc_high}},
                     {"sem", one.sem},
                     {"df", one.df},
                     {"mdc95", one.mdc95},
                     {"pairs", one.pairs},
                     {"bland_altman", agreementJson(one.agreement)},
                     {"hedges_g", cli::jsonOf(one.hedges_g)}});
        measures.push_back(std::move(json));
    }
    return {{"mat", repeatability.mat_id},
            {"setup", wordOrNull(repeatability.setup)},
            {"technique", cli::jsonOf(repeatability.technique)},
            {"subjects", subjects},
            {"measures", measures},
            {"refused", refusedJson(repeatability.refused)}};
}

Json trendJson(const std::vector<Trend>& trends, std::optional<SetUp> setup)
{
    Json list = Json::array();
    for (const Trend& trend : trends) {
        Json json = measureJson(trend.measure, setup);
        Json points = Json::array();
        for (const TrendPoint& point : trend.points) {
            points.push_back(pointJson(point));
        }
        json.update({{"points", points},
                     {"slope_per_week", cli::jsonOf(trend.slope_per_week)},
                     {"slope_95", jsonOrNull(trend.slope_95)},
                     {"start_value", cli::jsonOf(trend.start_value)},
                     {"kendall_tau", cli::jsonOf(trend.kendall_tau)},
                     {"kendall_p", cli::jsonOf(trend.kendall_p)},
                     {"change", cli::jsonOf(trend.change)},
                     {"mdc95", cli::jsonOf(trend.mdc95)},
                     {"mdc_source", cli::jsonOf(trend.mdc_source)},
                     {"verdict", trend.verdict ? Json(toString(*trend.verdict)) : Json(nullptr)},
                     {"reason", cli::jsonOf(trend.reason)}});
        list.push_back(std::move(json));
    }
    return {{"trends", list}};
}

Json groupsJson(const live::GroupTables& tables)
{
    Json list = Json::array();
    for (const GroupComparison& one : tables.comparisons) {
        Json json = measureJson(one.measure, tables.setup);
        json.update({{"paired", one.is_paired},
                     {"first", momentsJson(one.first)},
                     {"second", momentsJson(one.second)},
                     {"mean_difference", one.mean_difference},
                     {"mean_difference_95", jsonOf(one.mean_difference_95)},
                     {"hedges_g", jsonOrNull(one.hedges_g)},
                     {"hedges_g_z", jsonOrNull(one.hedges_g_z)},
                     {"p", one.permutation.p},
                     {"smallest_p", one.permutation.smallest_p},
                     {"arrangements", one.permutation.arrangements},
                     {"exact", one.permutation.is_exact}});
        list.push_back(std::move(json));
    }
    return {{"groups", tables.groups}, {"comparisons", list}, {"refused", refusedJson(tables.refused)}};
}

}  // namespace palpate::cli
