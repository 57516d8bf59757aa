#include "mat_profile_json.hpp"

#include <algorithm>
#include <utility>

#include "json_object.hpp"

namespace palpate::acquisition {

namespace {

bool isId(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Protocol readProtocol(const JsonObject& profile)
{
    const auto name = profile.text("protocol");
    const bool is_text = name == "text";
    if (profile.has("text_lines")) {
        if (!is_text) {
            profile.complainAbout("text_lines", R"(goes with protocol "text" only)");
        }
        const auto lines = profile.text("text_lines");
        if (lines != "frame" && lines != "row") {
            profile.complainAbout("text_lines", R"(must be "frame" or "row")");
        }
        return TextLines{.row_per_line = lines == "row"};
    }
    if (is_text) {
        return TextLines{};
    }
    if (name == "jq") {
        return JqDelimiter{};
    }
    if (name != "palpate") {
        profile.complainAbout("protocol", R"(must be "palpate", "text" or "jq")");
    }
    return PalpateWire{};
}

std::vector<CellIndex> readAbsentCells(const JsonObject& profile)
{
    std::vector<CellIndex> cells;
    if (!profile.has("absent_cells")) {
        return cells;
    }
    for (const auto& cell : profile.array("absent_cells")) {
        const bool is_pair = cell.is_array() && cell.size() == 2;
        const auto row = is_pair ? JsonObject::asInt(cell[0]) : std::nullopt;
        const auto col = is_pair ? JsonObject::asInt(cell[1]) : std::nullopt;
        if (!row || !col) {
            profile.complainAbout("absent_cells", "must be a list of [row, column] pairs");
            return {};
        }
        cells.push_back({.row = *row, .col = *col});
    }
    return cells;
}

CellOrder readOrder(const JsonObject& profile, std::string& error)
{
    if (!profile.has("order")) {
        return {};
    }
    const JsonObject order{profile.child("order"), "order.", error};
    order.allowOnly({"rows", "cols", "transpose"});
    CellOrder result;
    if (order.has("rows")) {
        result.rows = order.integers("rows");
    }
    if (order.has("cols")) {
        result.cols = order.integers("cols");
    }
    if (order.has("transpose")) {
        result.transpose = order.boolean("transpose");
    }
    return result;
}

CalibrationCurve readCurve(const JsonObject& calibration)
{
    const auto kind = calibration.text("kind");
    if (kind == "linear") {
        calibration.allowOnly(
            {"kind", "kpa_per_count", "offset_kpa", "ceiling_counts", "source", "creep", "record"});
        LinearCalibration curve{.kpa_per_count = calibration.number("kpa_per_count")};
        if (calibration.has("offset_kpa")) {
            curve.offset_kpa = calibration.number("offset_kpa");
        }
        return curve;
    }
    if (kind == "power") {
        calibration.allowOnly(
            {"kind", "factor_kpa", "exponent", "ceiling_counts", "source", "creep", "record"});
        return PowerCalibration{.factor = calibration.number("factor_kpa"),
                                .exponent = calibration.number("exponent")};
    }
    if (kind == "table") {
        calibration.allowOnly(
            {"kind", "counts", "kpa", "zero_is_zero", "ceiling_counts", "source", "creep", "record"});
        TableCalibration curve{.counts = calibration.numbers("counts"), .kpa = calibration.numbers("kpa")};
        if (calibration.has("zero_is_zero")) {
            curve.zero_is_zero = calibration.boolean("zero_is_zero");
        }
        return curve;
    }
    calibration.complainAbout("kind", R"(must be "linear", "power" or "table")");
    return LinearCalibration{};
}

CreepModel readCreep(const JsonObject& calibration, std::string& error)
{
    const JsonObject creep{calibration.child("creep"), "calibration.creep.", error};
    creep.allowOnly({"fast_share", "fast_s", "slow_share", "slow_s"});
    return {.fast_share = creep.number("fast_share"),
            .fast_s = creep.number("fast_s"),
            .slow_share = creep.number("slow_share"),
            .slow_s = creep.number("slow_s")};
}

CalibrationRecord readRecord(const JsonObject& calibration, std::string& error)
{
    const JsonObject record{calibration.child("record"), "calibration.record.", error};
    record.allowOnly({"made_at", "from_kpa", "to_kpa", "residual_pct", "cross_validation_pct", "loads"});
    CalibrationRecord result{.made_at = record.text("made_at"),
                             .from = Pressure{record.number("from_kpa")},
                             .to = Pressure{record.number("to_kpa")},
                             .residual_pct = record.number("residual_pct"),
                             .cross_validation_pct = std::nullopt,
                             .loads = record.integer("loads")};
    if (record.has("cross_validation_pct")) {
        result.cross_validation_pct = record.number("cross_validation_pct");
    }
    return result;
}

Calibration readCalibration(const JsonObject& profile, std::string& error)
{
    const JsonObject object{profile.child("calibration"), "calibration.", error};
    Calibration calibration{.curve = readCurve(object), .source = object.text("source")};
    if (object.has("ceiling_counts")) {
        const int ceiling = object.integer("ceiling_counts");
        if (ceiling < 1 || ceiling > 65535) {
            object.complainAbout("ceiling_counts", "must lie in 1 to 65535");
        }
        calibration.ceiling_counts = static_cast<std::uint16_t>(std::clamp(ceiling, 1, 65535));
    }
    if (object.has("creep")) {
        calibration.creep = readCreep(object, error);
    }
    if (object.has("record")) {
        calibration.record = readRecord(object, error);
    }
    return calibration;
}

Result<MatProfile> readProfile(const nlohmann::json& document)
{
    std::string error;
    const JsonObject profile{document, "", error};
    profile.allowOnly({"$schema", "id", "title", "protocol", "text_lines", "baud", "bit_depth",
                       "nominal_rate_hz", "rows", "cols", "pitch_x_mm", "pitch_y_mm", "absent_cells", "order",
                       "calibration"});
    auto id = profile.text("id");
    if (!id.empty() && !isId(id)) {
        profile.complainAbout("id", "must be of a-z, 0-9 and -");
    }
    auto title = profile.text("title");
    const auto protocol = readProtocol(profile);
    const int baud = profile.integer("baud");
    const int bit_depth = profile.integer("bit_depth");
    std::optional<Frequency> rate;
    if (profile.has("nominal_rate_hz")) {
        rate = Frequency{profile.number("nominal_rate_hz")};
    }
    const auto geometry = MatGeometry::create(profile.integer("rows"), profile.integer("cols"),
                                              Length{profile.number("pitch_x_mm")},
                                              Length{profile.number("pitch_y_mm")}, readAbsentCells(profile));
    auto order = readOrder(profile, error);
    auto calibration = readCalibration(profile, error);
    if (!error.empty()) {
        return fail(ErrorCode::InvalidArgument, std::move(error));
    }
    if (!geometry) {
        return fail(geometry.error());
    }
    MatProfile result{.id = std::move(id),
                      .title = std::move(title),
                      .geometry = *geometry,
                      .protocol = protocol,
                      .baud = baud,
                      .bit_depth = bit_depth,
                      .nominal_rate = rate,
                      .order = std::move(order),
                      .calibration = std::move(calibration)};
    if (auto checked = checkMatProfile(result); !checked) {
        return fail(checked.error());
    }
    return result;
}

}  // namespace

Result<MatProfile> parseMatProfile(std::string_view json)
{
    try {
        return readProfile(nlohmann::json::parse(json));
    } catch (const nlohmann::json::parse_error& problem) {
        // Its text repeats the bytes that were read, whatever they are.
        return fail(ErrorCode::InvalidArgument, fmt::format("no JSON from byte {} on", problem.byte));
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::InvalidArgument, problem.what());
    }
}

}  // namespace palpate::acquisition
