#include "calibration_json.hpp"

#include <limits>
#include <string>
#include <vector>

namespace palpate::session {

using Json = nlohmann::json;

namespace {

Json curveToJson(const CalibrationCurve& curve)
{
    if (const auto* linear = std::get_if<LinearCalibration>(&curve)) {
        return {
            {"kind", "linear"}, {"kpa_per_count", linear->kpa_per_count}, {"offset_kpa", linear->offset_kpa}};
    }
    if (const auto* power = std::get_if<PowerCalibration>(&curve)) {
        return {{"kind", "power"}, {"factor", power->factor}, {"exponent", power->exponent}};
    }
    const auto& table = std::get<TableCalibration>(curve);
    return {{"kind", "table"},
            {"counts", table.counts},
            {"kpa", table.kpa},
            {"zero_is_zero", table.zero_is_zero}};
}

CalibrationCurve curveFromJson(const Json& json)
{
    const auto kind = json.at("kind").get<std::string>();
    if (kind == "power") {
        return PowerCalibration{.factor = json.at("factor"), .exponent = json.at("exponent")};
    }
    if (kind == "table") {
        return TableCalibration{.counts = json.at("counts").get<std::vector<double>>(),
                                .kpa = json.at("kpa").get<std::vector<double>>(),
                                .zero_is_zero = json.at("zero_is_zero")};
    }
    return LinearCalibration{.kpa_per_count = json.at("kpa_per_count"), .offset_kpa = json.at("offset_kpa")};
}

Json creepToJson(const CreepModel& creep)
{
    return {{"fast_share", creep.fast_share},
            {"fast_s", creep.fast_s},
            {"slow_share", creep.slow_share},
            {"slow_s", creep.slow_s}};
}

CreepModel creepFromJson(const Json& json)
{
    return {.fast_share = json.at("fast_share"),
            .fast_s = json.at("fast_s"),
            .slow_share = json.at("slow_share"),
            .slow_s = json.at("slow_s")};
}

Json recordToJson(const CalibrationRecord& record)
{
    Json json{{"made_at", record.made_at},
              {"from_kpa", record.from.kpa},
              {"to_kpa", record.to.kpa},
              {"residual_pct", record.residual_pct},
              {"loads", record.loads}};
    if (record.cross_validation_pct) {
        json["cross_validation_pct"] = *record.cross_validation_pct;
    }
    return json;
}

CalibrationRecord recordFromJson(const Json& json)
{
    CalibrationRecord record{.made_at = json.at("made_at").get<std::string>(),
                             .from = Pressure{json.at("from_kpa").get<double>()},
                             .to = Pressure{json.at("to_kpa").get<double>()},
                             .residual_pct = json.at("residual_pct"),
                             .cross_validation_pct = std::nullopt,
                             .loads = json.at("loads")};
    if (json.contains("cross_validation_pct")) {
        record.cross_validation_pct = json.at("cross_validation_pct").get<double>();
    }
    return record;
}

}  // namespace

Json cellsToJson(const CellArray<float>& cells)
{
    Json list = Json::array();
    for (Eigen::Index i = 0; i < cells.size(); ++i) {
        list.push_back(cells.data()[i]);
    }
    return list;
}

CellArray<float> cellsFromJson(const Json& list, const MatGeometry& geometry)
{
    const auto& values = list.get_ref<const Json::array_t&>();
    CellArray<float> cells(geometry.rows(), geometry.cols());
    for (Eigen::Index i = 0; i < cells.size(); ++i) {
        // Not-a-number (an absent cell of a tare) is null in JSON.
        const Json& value = list.at(static_cast<std::size_t>(i));
        cells.data()[i] = value.is_null() ? std::numeric_limits<float>::quiet_NaN() : value.get<float>();
    }
    return values.size() == static_cast<std::size_t>(cells.size()) ? cells : CellArray<float>{};
}

Json calibrationToJson(const Calibration& calibration)
{
    Json json{{"curve", curveToJson(calibration.curve)}, {"source", calibration.source}};
    if (calibration.cell_gain) {
        json["cell_gain"] = cellsToJson(*calibration.cell_gain);
    }
    if (calibration.ceiling_counts) {
        json["ceiling_counts"] = *calibration.ceiling_counts;
    }
    if (calibration.ceiling) {
        json["ceiling_kpa"] = calibration.ceiling->kpa;
    }
    if (calibration.creep) {
        json["creep"] = creepToJson(*calibration.creep);
    }
    if (calibration.record) {
        json["record"] = recordToJson(*calibration.record);
    }
    return json;
}

Calibration calibrationFromJson(const Json& json, const MatGeometry& geometry)
{
    Calibration calibration;
    calibration.curve = curveFromJson(json.at("curve"));
    calibration.source = json.at("source").get<std::string>();
    if (json.contains("cell_gain")) {
        calibration.cell_gain = cellsFromJson(json.at("cell_gain"), geometry);
    }
    if (json.contains("ceiling_counts")) {
        calibration.ceiling_counts = json.at("ceiling_counts").get<std::uint16_t>();
    }
    if (json.contains("ceiling_kpa")) {
        calibration.ceiling = Pressure{json.at("ceiling_kpa").get<double>()};
    }
    if (json.contains("creep")) {
        calibration.creep = creepFromJson(json.at("creep"));
    }
    if (json.contains("record")) {
        calibration.record = recordFromJson(json.at("record"));
    }
    return calibration;
}

}  // namespace palpate::session
