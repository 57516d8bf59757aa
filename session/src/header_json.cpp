#include "header_json.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "calibration_json.hpp"
#include "coaching_json.hpp"
#include "text_rules.hpp"
#include "utc_time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::session {

namespace {

using Json = nlohmann::json;

Json infoToJson(const MeasurementInfo& info)
{
    Json json{{"session_id", info.session_id},     {"mat_id", info.mat_id},
              {"mat_title", info.mat_title},       {"mat_serial", info.mat_serial},
              {"mat_firmware", info.mat_firmware}, {"technique", info.technique},
              {"client_code", info.client_code},   {"source", info.source},
              {"software", info.software}};
    if (info.setup) {
        json["setup"] = toString(*info.setup);
    }
    if (info.phase) {
        json["phase"] = toString(*info.phase);
    }
    if (info.side) {
        json["side"] = toString(*info.side);
    }
    if (info.started_at) {
        json["started_at"] = toIsoUtc(*info.started_at);
    }
    return json;
}

template <typename T, typename Parse>
std::optional<T> wordFromJson(const Json& json, const char* key, Parse parse)
{
    if (!json.contains(key)) {
        return std::nullopt;
    }
    const auto parsed = parse(json.at(key).get<std::string>());
    return parsed ? std::optional<T>{*parsed} : std::nullopt;
}

MeasurementInfo infoFromJson(const Json& json)
{
    const auto text = [&json](const char* key) { return json.at(key).get<std::string>(); };
    MeasurementInfo info;
    info.session_id = text("session_id");
    info.mat_id = text("mat_id");
    info.mat_title = text("mat_title");
    info.mat_serial = text("mat_serial");
    info.mat_firmware = text("mat_firmware");
    info.setup = wordFromJson<SetUp>(json, "setup", parseSetUp);
    info.technique = text("technique");
    info.phase = wordFromJson<Phase>(json, "phase", parsePhase);
    info.side = wordFromJson<Side>(json, "side", parseSide);
    info.client_code = text("client_code");
    if (json.contains("started_at")) {
        info.started_at = parseIsoUtc(text("started_at"));
    }
    info.source = text("source");
    info.software = text("software");
    return info;
}

Result<MatGeometry> geometryFromJson(const Json& json)
{
    std::vector<CellIndex> absent;
    for (const Json& cell : json.at("absent")) {
        absent.push_back({.row = cell.at(0).get<int>(), .col = cell.at(1).get<int>()});
    }
    return MatGeometry::create(json.at("rows"), json.at("cols"), Length{json.at("pitch_x_mm").get<double>()},
                               Length{json.at("pitch_y_mm").get<double>()}, absent);
}

Json geometryToJson(const MatGeometry& geometry)
{
    Json absent = Json::array();
    for (const CellIndex& cell : geometry.absentCells()) {
        absent.push_back({cell.row, cell.col});
    }
    return {{"rows", geometry.rows()},
            {"cols", geometry.cols()},
            {"pitch_x_mm", geometry.pitchXMm()},
            {"pitch_y_mm", geometry.pitchYMm()},
            {"absent", std::move(absent)}};
}

Result<SessionHeader> headerFromParsed(const Json& json)
{
    auto geometry = geometryFromJson(json.at("geometry"));
    if (!geometry) {
        return fail(geometry.error());
    }
    SessionHeader header{.info = infoFromJson(json.at("info")), .geometry = *geometry};
    header.samples = json.at("samples").get<std::string>() == "kpa" ? SampleKind::Kpa : SampleKind::Counts;
    header.calibration = calibrationFromJson(json.at("calibration"), header.geometry);
    if (json.contains("tare")) {
        const Json& tare = json.at("tare");
        header.tare = Tare{.mean_kpa = cellsFromJson(tare.at("mean_kpa"), header.geometry),
                           .noise_sd = Pressure{tare.at("noise_sd_kpa").get<double>()},
                           .frames = tare.at("frames")};
    }
    if (json.contains("nominal_rate_hz")) {
        header.nominal_rate = Frequency{json.at("nominal_rate_hz").get<double>()};
    }
    if (json.contains("coaching")) {
        auto coaching = coachingFromJson(json.at("coaching"));
        if (!coaching) {
            return fail(coaching.error());
        }
        header.coaching = std::move(*coaching);
    }
    return header;
}

Result<void> checkTare(const Tare& tare, const MatGeometry& geometry)
{
    if (tare.mean_kpa.rows() != geometry.rows() || tare.mean_kpa.cols() != geometry.cols()) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a tare of {} x {} for a mat of {} x {} cells", tare.mean_kpa.rows(),
                                tare.mean_kpa.cols(), geometry.rows(), geometry.cols()));
    }
    for (Eigen::Index i = 0; i < tare.mean_kpa.size(); ++i) {
        if (geometry.presentMask().data()[i] != 0 && !std::isfinite(tare.mean_kpa.data()[i])) {
            return fail(ErrorCode::InvalidArgument, "a tare holds a value that is not finite");
        }
    }
    if (!std::isfinite(tare.noise_sd.kpa)) {
        return fail(ErrorCode::InvalidArgument, "the noise of a tare is not finite");
    }
    return {};
}

Result<void> checkCoachingOf(const SessionHeader& header)
{
    if (!header.coaching) {
        return {};
    }
    if (header.info.technique != header.coaching->technique.id) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("the session's technique is '{}', the coach's {}: they must be the same",
                                header.info.technique, header.coaching->technique.id));
    }
    return checkCanBeStored(*header.coaching);
}

Result<void> checkTexts(const SessionHeader& header)
{
    const MeasurementInfo& info = header.info;
    using NamedText = std::pair<std::string_view, std::string_view>;
    const std::string made_at = header.calibration.record ? header.calibration.record->made_at : "";
    const std::array<NamedText, 11> texts{{{"session id", info.session_id},
                                           {"mat id", info.mat_id},
                                           {"mat title", info.mat_title},
                                           {"mat serial", info.mat_serial},
                                           {"mat firmware", info.mat_firmware},
                                           {"technique", info.technique},
                                           {"client code", info.client_code},
                                           {"source", info.source},
                                           {"software", info.software},
                                           {"calibration source", header.calibration.source},
                                           {"calibration made_at", made_at}}};
    for (const auto& [what, text] : texts) {
        if (auto checked = checkText(what, text); !checked) {
            return checked;
        }
    }
    return {};
}

}  // namespace

Result<void> checkHeader(const SessionHeader& header)
{
    if (auto checked = checkTexts(header); !checked) {
        return checked;
    }
    if (auto checked = checkCalibration(header.calibration, header.geometry); !checked) {
        return checked;
    }
    if (header.nominal_rate && !(std::isfinite(header.nominal_rate->hz) && header.nominal_rate->hz > 0.0)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("a nominal rate of {} Hz: it must be finite and above 0", header.nominal_rate->hz));
    }
    if (header.tare) {
        if (auto checked = checkTare(*header.tare, header.geometry); !checked) {
            return checked;
        }
    }
    return checkCoachingOf(header);
}

std::string headerToJson(const SessionHeader& header)
{
    Json json{{"info", infoToJson(header.info)},
              {"geometry", geometryToJson(header.geometry)},
              {"samples", header.samples == SampleKind::Kpa ? "kpa" : "counts"},
              {"calibration", calibrationToJson(header.calibration)}};
    if (header.tare) {
        json["tare"] = {{"mean_kpa", cellsToJson(header.tare->mean_kpa)},
                        {"noise_sd_kpa", header.tare->noise_sd.kpa},
                        {"frames", header.tare->frames}};
    }
    if (header.nominal_rate) {
        json["nominal_rate_hz"] = header.nominal_rate->hz;
    }
    if (header.coaching) {
        json["coaching"] = jsonOfCoaching(*header.coaching);
    }
    return json.dump();
}

Result<SessionHeader> headerFromJson(std::string_view text)
{
    try {
        auto header = headerFromParsed(Json::parse(text));
        if (!header) {
            return fail(ErrorCode::Corrupt, "header: " + header.error().message);
        }
        if (auto checked = checkHeader(*header); !checked) {
            return fail(ErrorCode::Corrupt, "header: " + checked.error().message);
        }
        return header;
    } catch (const Json::exception& problem) {
        return fail(ErrorCode::Corrupt, fmt::format("header: {}", problem.what()));
    }
}

}  // namespace palpate::session
