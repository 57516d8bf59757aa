#include "export/session_json.hpp"

#include <optional>
#include <string_view>

#include "palpate/core/setup_rules.hpp"
#include "palpate/core/version.hpp"

#include "calibration_json.hpp"
#include "coaching_json.hpp"
#include "utc_time.hpp"

#include <nlohmann/json.hpp>

namespace palpate::session {

namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

template <typename T>
Json wordOrNull(const std::optional<T>& value)
{
    return value ? Json(toString(*value)) : Json(nullptr);
}

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json cellsJson(const std::vector<CellIndex>& cells)
{
    auto list = Json::array();
    for (const auto& cell : cells) {
        list.push_back({cell.row, cell.col});
    }
    return list;
}

Json infoJson(const MeasurementInfo& info)
{
    return {{"session_id", info.session_id},
            {"mat_id", info.mat_id},
            {"mat_title", textOrNull(info.mat_title)},
            {"mat_serial", textOrNull(info.mat_serial)},
            {"mat_firmware", textOrNull(info.mat_firmware)},
            {"setup", wordOrNull(info.setup)},
            {"setup_meaning", meaningOf(info.setup)},
            {"technique", textOrNull(info.technique)},
            {"phase", wordOrNull(info.phase)},
            {"side", wordOrNull(info.side)},
            {"client_code", textOrNull(info.client_code)},
            {"started_at", info.started_at ? Json(toIsoUtc(*info.started_at)) : Json(nullptr)},
            {"source", info.source},
            {"software", info.software}};
}

Json geometryJson(const MatGeometry& geometry)
{
    return {{"rows", geometry.rows()},
            {"cols", geometry.cols()},
            {"pitch_x_mm", geometry.pitchXMm()},
            {"pitch_y_mm", geometry.pitchYMm()},
            {"absent_cells", cellsJson(geometry.absentCells())}};
}

Json rowsJson(const CellArray<float>& cells)
{
    auto rows = Json::array();
    for (Eigen::Index row = 0; row < cells.rows(); ++row) {
        auto values = Json::array();
        for (Eigen::Index col = 0; col < cells.cols(); ++col) {
            values.push_back(cells(row, col));
        }
        rows.push_back(std::move(values));
    }
    return rows;
}

/// As a calibration file holds it; null where it has none.
Json partOf(const Calibration& calibration, const char* key)
{
    const auto stored = calibrationToJson(
        {.curve = calibration.curve, .creep = calibration.creep, .record = calibration.record});
    return stored.contains(key) ? Json(stored.at(key)) : Json(nullptr);
}

Json calibrationJson(const SessionHeader& header)
{
    const auto& calibration = header.calibration;
    const bool is_counts = header.samples == SampleKind::Counts;
    return {{"samples", is_counts ? "counts" : "kpa"},
            {"curve", is_counts ? partOf(calibration, "curve") : Json(nullptr)},
            {"cell_gain", calibration.cell_gain ? rowsJson(*calibration.cell_gain) : Json(nullptr)},
            {"ceiling_counts", orNull(calibration.ceiling_counts)},
            {"ceiling_kpa", calibration.ceiling ? Json(calibration.ceiling->kpa) : Json(nullptr)},
            {"creep", partOf(calibration, "creep")},
            {"record", partOf(calibration, "record")},
            {"source", textOrNull(calibration.source)}};
}

Json tareJson(const std::optional<Tare>& tare)
{
    if (!tare) {
        return nullptr;
    }
    return {{"frames", tare->frames}, {"noise_sd_kpa", tare->noise_sd.kpa}};
}

Json faultsJson(const std::vector<CellFault>& faults)
{
    Json list = Json::array();
    for (const CellFault& fault : faults) {
        list.push_back({fault.cell.row, fault.cell.col, toString(fault.kind)});
    }
    return list;
}

Json settingsJson(const SessionResults& results)
{
    const auto& settings = results.settings;
    return {{"contact_kpa", results.contact.kpa},
            {"hold_kpa", settings.hold.kpa},
            {"force_floor_n", settings.force_floor.n},
            {"hold_window_min_s", settings.hold_window_min_s},
            {"hold_window_max_s", settings.hold_window_max_s},
            {"tool_weight_n", settings.tool_weight.n},
            {"drops_first_trial", settings.drops_first_trial},
            {"invalid_cells", faultsJson(settings.invalid_cells)}};
}

Json regionsJson(const std::vector<Region>& regions)
{
    Json list = Json::array();
    for (const Region& region : regions) {
        list.push_back({{"name", region.name}, {"shape", toString(region.shape)}});
    }
    return list;
}

/// The technique's texts and zones stay in its own file; the rules are needed to read the adherence.
Json coachingJson(const std::optional<Coaching>& coaching)
{
    if (!coaching) {
        return nullptr;
    }
    Json json = jsonOfCoaching(*coaching);
    const Json technique = json.at("technique");
    json["technique"] = {
        {"id", technique.at("id")}, {"title", technique.at("title")}, {"rules", technique.at("rules")}};
    for (const char* key : {"timing", "body_weight_n", "own_threshold_kpa", "screening"}) {
        if (!json.contains(key)) {
            json[key] = nullptr;
        }
    }
    return json;
}

Json coachJson(const std::optional<CoachResults>& coach)
{
    if (!coach) {
        return nullptr;
    }
    Json maybe_bone = Json::array();
    for (const MatPoint& place : coach->maybe_bone) {
        maybe_bone.push_back({place.x_mm, place.y_mm});
    }
    return {
        {"rules", coach->adherence.size()},       {"cues", coach->cues.size()},
        {"sites", coach->sites.size()},           {"sets", coach->sets.size()},
        {"maybe_bone_mm", std::move(maybe_bone)}, {"breaths_per_minute", orNull(coach->breaths_per_minute)}};
}

Json percussionJson(const std::optional<PercussionBand>& band)
{
    return band ? Json{{"from_hz", band->from_hz}, {"to_hz", band->to_hz}}
                : Json("not resolvable at this frame rate");
}

Json countsJson(const SessionFacts& facts, const SessionResults& results)
{
    return {
        {"frames", facts.frames},
        {"valid_frames", results.valid_frames},
        {"duration_s", results.duration_s},
        {"rate_hz", results.rate ? Json(results.rate->hz) : Json(nullptr)},
        {"nominal_rate_hz", facts.header.nominal_rate ? Json(facts.header.nominal_rate->hz) : Json(nullptr)},
        {"holds", results.holds.size()},
        {"strokes", results.strokes.size()},
        {"spots", results.spots.size()},
        {"regions", results.regions.size()},
        {"events", facts.events.size()},
        {"ended_on_purpose", facts.ended_on_purpose}};
}

Json gapsJson(const std::vector<Gap>& gaps)
{
    auto list = Json::array();
    for (const auto& gap : gaps) {
        list.push_back({{"from_s", toSeconds(gap.from)},
                        {"to_s", toSeconds(gap.to)},
                        {"missing_frames", orNull(gap.missing_frames)},
                        {"reason", toString(gap.reason)}});
    }
    return list;
}

Json qualityJson(const Quality& quality)
{
    return {{"grade", toString(quality.grade)},
            {"reasons", quality.reasons},
            {"saturated_fraction", quality.saturated_fraction},
            {"invalid_cells", faultsJson(quality.invalid_cells)},
            {"lost_frames", quality.lost_frames},
            {"junk_frames", quality.junk_frames}};
}

Json summaryJson(const SessionResults& results, std::optional<SetUp> setup)
{
    auto summary = Json::object();
    const bool is_saturated = (results.saturated != 0).any();
    const auto& columns = metricColumns();
    for (std::size_t k = 0; k < columns.size() && k < results.summary.size(); ++k) {
        const auto name = nameInSetUp(columns[k].name, setup);
        if (!name) {
            continue;
        }
        const auto& values = results.summary[k];
        summary[*name] = values ? Json{{"mean", values->mean},
                                       {"max", values->max},
                                       {"min", values->min},
                                       {"sd", values->sd},
                                       {"at_least", is_saturated && columns[k].grows_with_pressure}}
                                : Json(nullptr);
    }
    return summary;
}

Json statsJson(const StreamStats& stats)
{
    return {{"bytes_in", stats.bytes_in},
            {"frames_ok", stats.frames_ok},
            {"checksum_errors", stats.checksum_errors},
            {"malformed_frames", stats.malformed_frames},
            {"resyncs", stats.resyncs},
            {"bytes_skipped", stats.bytes_skipped},
            {"sequence_gaps", stats.sequence_gaps},
            {"frames_missing", stats.frames_missing},
            {"device_overruns", stats.device_overruns},
            {"live_dropped", stats.live_dropped},
            {"record_rejected", stats.record_rejected},
            {"record_queue_high_water", stats.record_queue_high_water},
            {"live_queue_high_water", stats.live_queue_high_water}};
}

}  // namespace

std::string sessionJson(const SessionFacts& facts, const SessionResults& results)
{
    const Json document{{"session", infoJson(facts.header.info)},
                        {"geometry", geometryJson(facts.header.geometry)},
                        {"coaching", coachingJson(facts.header.coaching)},
                        {"settings", settingsJson(results)},
                        {"calibration", calibrationJson(facts.header)},
                        {"tare", tareJson(facts.header.tare)},
                        {"counts", countsJson(facts, results)},
                        {"gaps", gapsJson(facts.gaps)},
                        {"quality", qualityJson(results.quality)},
                        {"summary", summaryJson(results, facts.header.info.setup)},
                        {"percussion", percussionJson(results.percussion_band)},
                        {"coach", coachJson(results.coach)},
                        {"regions", regionsJson(results.settings.regions)},
                        {"stream", statsJson(facts.stats)},
                        {"exported_by", softwareName()}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace palpate::session
