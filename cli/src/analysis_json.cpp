#include "analysis_json.hpp"

#include <cmath>
#include <optional>

namespace palpate::cli {

namespace {

Json sessionPart(const session::SessionReader& session, const SessionResults& results)
{
    const auto& header = session.header();
    const auto& geometry = header.geometry;
    return {
        {"file", session.path().filename().string()},
        {"mat", jsonOf(header.info.mat_id)},
        {"rows", geometry.rows()},
        {"cols", geometry.cols()},
        {"pitch_x_mm", geometry.pitchXMm()},
        {"pitch_y_mm", geometry.pitchYMm()},
        {"frames", session.frameCount()},
        {"valid_frames", results.valid_frames},
        {"duration_s", results.duration_s},
        {"rate_hz", results.rate ? Json(results.rate->hz) : Json(nullptr)},
        {"setup", header.info.setup ? Json(toString(*header.info.setup)) : Json(nullptr)},
        {"technique", jsonOf(header.info.technique)},
    };
}

Json settingsPart(const SessionResults& results)
{
    return {
        {"contact_kpa", results.contact.kpa},
        {"hold_kpa", results.settings.hold.kpa},
        {"force_floor_n", results.settings.force_floor.n},
        {"hold_window_min_s", results.settings.hold_window_min_s},
        {"hold_window_max_s", results.settings.hold_window_max_s},
    };
}

Json qualityPart(const SessionResults& results)
{
    Json invalid = Json::array();
    for (const auto& fault : results.quality.invalid_cells) {
        invalid.push_back({fault.cell.row, fault.cell.col, toString(fault.kind)});
    }
    return {
        {"grade", toString(results.quality.grade)},
        {"reasons", results.quality.reasons},
        {"saturated_fraction", results.quality.saturated_fraction},
        {"invalid_cells", invalid},
        {"lost_frames", results.quality.lost_frames},
        {"junk_frames", results.quality.junk_frames},
    };
}

Json summaryPart(const SessionResults& results)
{
    Json summary = Json::object();
    for (std::size_t index = 0; index < metricColumns().size(); ++index) {
        const auto& metric = results.summary[index];
        summary[std::string{metricColumns()[index].name}] =
            metric
                ? Json{{"mean", metric->mean}, {"max", metric->max}, {"min", metric->min}, {"sd", metric->sd}}
                : Json(nullptr);
    }
    return summary;
}

Json highestOf(const CellArray<float>& map)
{
    std::optional<CellIndex> highest;
    for (int row = 0; row < map.rows(); ++row) {
        for (int col = 0; col < map.cols(); ++col) {
            if (!std::isnan(map(row, col)) && (!highest || map(row, col) > map(highest->row, highest->col))) {
                highest = CellIndex{.row = row, .col = col};
            }
        }
    }
    if (!highest) {
        return nullptr;
    }
    return {{"max", map(highest->row, highest->col)}, {"row", highest->row}, {"col", highest->col}};
}

Json mapsPart(const SessionMaps& maps)
{
    Json part = Json::object();
    for (const auto& column : mapColumns()) {
        part[std::string{column.name}] = highestOf(column.values(maps));
    }
    return part;
}

Json holdsPart(const SessionResults& results)
{
    Json holds = Json::array();
    for (const auto& hold : results.holds) {
        holds.push_back({
            {"start_s", hold.start_s},
            {"end_s", hold.end_s},
            {"duration_s", hold.duration_s},
            {"x_mm", hold.place.x_mm},
            {"y_mm", hold.place.y_mm},
            {"shape", toString(hold.shape)},
            {"mean_n", hold.mean_n},
            {"cv_pct", hold.cv_pct},
            {"mean_kpa", hold.mean_kpa},
            {"peak_kpa", hold.peak_kpa},
            {"in_window", toString(hold.in_window)},
            {"drift_pct", jsonOf(hold.drift_pct)},
        });
    }
    return holds;
}

Json strokesPart(const SessionResults& results)
{
    Json strokes = Json::array();
    for (const auto& stroke : results.strokes) {
        strokes.push_back({
            {"start_s", stroke.start_s},
            {"end_s", stroke.end_s},
            {"length_mm", stroke.length_mm},
            {"duration_s", stroke.duration_s},
            {"speed_mm_s", stroke.speed_mm_s},
            {"shape", toString(stroke.shape)},
        });
    }
    return strokes;
}

}  // namespace

Json analysisJson(const session::SessionReader& session, const SessionResults& results)
{
    // Tender spots and technique rules do not exist yet: null, not an empty list that would say "none found".
    return {
        {"session", sessionPart(session, results)},
        {"settings", settingsPart(results)},
        {"quality", qualityPart(results)},
        {"summary", summaryPart(results)},
        {"maps", mapsPart(results.maps)},
        {"holds", holdsPart(results)},
        {"strokes", strokesPart(results)},
        {"spots", nullptr},
        {"technique", nullptr},
    };
}

}  // namespace palpate::cli
