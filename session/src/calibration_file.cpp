#include "palpate/session/calibration_file.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "calibration_json.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;
/// 1024 x 1024 gains of 20 characters.
constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} * 1024 * 1024;

Json matToJson(const CalibrationFile& file)
{
    const MatGeometry& geometry = file.geometry;
    Json absent = Json::array();
    for (const CellIndex& cell : geometry.absentCells()) {
        absent.push_back({cell.row, cell.col});
    }
    return {{"id", file.mat_id},
            {"serial", file.mat_serial},
            {"rows", geometry.rows()},
            {"cols", geometry.cols()},
            {"pitch_x_mm", geometry.pitchXMm()},
            {"pitch_y_mm", geometry.pitchYMm()},
            {"absent_cells", std::move(absent)}};
}

Result<MatGeometry> geometryFrom(const Json& mat)
{
    std::vector<CellIndex> absent;
    for (const Json& cell : mat.at("absent_cells")) {
        absent.push_back({.row = cell.at(0).get<int>(), .col = cell.at(1).get<int>()});
    }
    return MatGeometry::create(mat.at("rows").get<int>(), mat.at("cols").get<int>(),
                               Length{mat.at("pitch_x_mm").get<double>()},
                               Length{mat.at("pitch_y_mm").get<double>()}, absent);
}

Result<void> checkFile(const CalibrationFile& file)
{
    for (const auto& [what, text] : {std::pair{"mat id", std::string_view{file.mat_id}},
                                     std::pair{"mat serial", std::string_view{file.mat_serial}},
                                     std::pair{"source", std::string_view{file.calibration.source}}}) {
        if (auto checked = checkText(what, text); !checked) {
            return checked;
        }
    }
    if (file.calibration.record) {
        if (auto checked = checkText("made_at", file.calibration.record->made_at); !checked) {
            return checked;
        }
    }
    return checkCalibration(file.calibration, file.geometry);
}

Result<CalibrationFile> fileFrom(const Json& json)
{
    if (!json.contains("palpate_calibration")) {
        return fail(ErrorCode::Corrupt, "not a calibration file: make one with 'palpate calibrate'");
    }
    if (json.at("palpate_calibration").get<int>() != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("a calibration file of version {}, this program reads {}: use a newer palpate",
                        json.at("palpate_calibration").get<int>(), kVersion));
    }
    const Json& mat = json.at("mat");
    auto geometry = geometryFrom(mat);
    if (!geometry) {
        return fail(geometry.error());
    }
    auto calibration = calibrationFromJson(json.at("calibration"), *geometry);
    CalibrationFile file{.mat_id = mat.at("id").get<std::string>(),
                         .mat_serial = mat.at("serial").get<std::string>(),
                         .geometry = std::move(*geometry),
                         .calibration = std::move(calibration)};
    if (auto checked = checkFile(file); !checked) {
        return fail(ErrorCode::Corrupt, checked.error().message);
    }
    return file;
}

}  // namespace

std::string calibrationText(const Calibration& calibration)
{
    return calibrationToJson(calibration).dump();
}

std::string calibrationFileText(const CalibrationFile& file)
{
    const Json json{{"palpate_calibration", kVersion},
                    {"mat", matToJson(file)},
                    {"calibration", calibrationToJson(file.calibration)}};
    return json.dump(2) + "\n";
}

Result<CalibrationFile> parseCalibrationFile(std::string_view text)
{
    try {
        return fileFrom(Json::parse(text));
    } catch (const Json::parse_error& problem) {
        // Its text repeats the bytes that were read, whatever they are.
        return fail(ErrorCode::Corrupt,
                    fmt::format("not a calibration file: no JSON from byte {} on", problem.byte));
    } catch (const Json::exception& problem) {
        return fail(ErrorCode::Corrupt, fmt::format("not a calibration file: {}", problem.what()));
    }
}

Result<CalibrationFile> readCalibrationFile(const std::filesystem::path& path)
{
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (error || bytes > kMostBytes) {
        return fail(error ? ErrorCode::NotFound : ErrorCode::InvalidArgument,
                    fmt::format("{}: {}", path.string(),
                                error ? error.message() : "too large for a calibration file"));
    }
    std::ifstream in{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in) {
        return fail(ErrorCode::Io,
                    fmt::format("{}: cannot be read; check the file and its permissions", path.string()));
    }
    auto file = parseCalibrationFile(text);
    if (!file) {
        return fail(file.error().code, fmt::format("{}: {}", path.string(), file.error().message));
    }
    return file;
}

Result<void> checkIsOfMat(const CalibrationFile& file, const MatGeometry& geometry,
                          const MeasurementInfo& info, bool any_mat)
{
    if (!(file.geometry == geometry)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("the calibration is of a mat of {} x {} cells of {} x {} mm, this one has {} x "
                        "{} of {} x {} mm: calibrate this mat",
                        file.geometry.rows(), file.geometry.cols(), file.geometry.pitchXMm(),
                        file.geometry.pitchYMm(), geometry.rows(), geometry.cols(), geometry.pitchXMm(),
                        geometry.pitchYMm()));
    }
    const auto differs = [any_mat](const std::string& a, const std::string& b) {
        return !any_mat && !a.empty() && !b.empty() && a != b;
    };
    if (differs(file.mat_id, info.mat_id) || differs(file.mat_serial, info.mat_serial)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("the calibration is of mat {} {}, this one is {} {}: calibrate this mat, or use "
                        "it nevertheless with --force",
                        file.mat_id, file.mat_serial, info.mat_id, info.mat_serial));
    }
    return {};
}

}  // namespace palpate::session
