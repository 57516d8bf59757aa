#include "golden_case.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "palpate/analysis/pipeline.hpp"

#include <nlohmann/json.hpp>

namespace palpate::golden {

namespace {

using Json = nlohmann::json;

std::filesystem::path inFolder(const std::string& name)
{
    return std::filesystem::path{PALPATE_SOURCE_DIR "/tests/golden"} / name;
}

Json readJson(const std::filesystem::path& path)
{
    std::ifstream in{path};
    return Json::parse(in);
}

Json findCase(const std::string& name)
{
    const Json cases = readJson(inFolder("cases.json"));
    for (const auto& entry : cases.at("cases")) {
        if (entry.at("name") == name) {
            return entry;
        }
    }
    throw std::runtime_error("no case " + name);
}

std::filesystem::path inputOf(const Json& entry)
{
    return entry.contains("file")
               ? inFolder(entry.at("file"))
               : std::filesystem::path{PALPATE_SHARED_DATA} / entry.at("shared").get<std::string>();
}

std::vector<CellIndex> cellsOf(const Json& entry, const char* key)
{
    std::vector<CellIndex> cells;
    for (const auto& cell : entry.value(key, Json::array())) {
        cells.push_back({.row = cell.at(0), .col = cell.at(1)});
    }
    return cells;
}

CellArray<float> mapOf(const Json& rows)
{
    CellArray<float> map{static_cast<Eigen::Index>(rows.size()),
                         static_cast<Eigen::Index>(rows.at(0).size())};
    for (Eigen::Index row = 0; row < map.rows(); ++row) {
        for (Eigen::Index col = 0; col < map.cols(); ++col) {
            map(row, col) =
                rows.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(col)).get<float>();
        }
    }
    return map;
}

std::vector<double> numbersOf(const std::string& line, char separator)
{
    std::vector<double> numbers;
    std::istringstream in{line};
    for (std::string cell; std::getline(in, cell, separator);) {
        if (!cell.empty() && cell != "\r") {
            numbers.push_back(std::stod(cell));
        }
    }
    return numbers;
}

CellArray<double> matrixOf(const double* values, int rows, int cols)
{
    return Eigen::Map<const CellArray<double>>(values, rows, cols);
}

void readLines(const Json& entry, GoldenCase& golden_case)
{
    const bool has_time = entry.at("format") == "csv-with-time";
    std::ifstream in{golden_case.input};
    for (std::string line; std::getline(in, line);) {
        const std::vector<double> numbers = numbersOf(line, has_time ? ',' : '\t');
        golden_case.times_s.push_back(has_time ? numbers.front()
                                               : static_cast<double>(golden_case.frames.size()) *
                                                     entry.at("period_s").get<double>());
        golden_case.frames.push_back(
            matrixOf(numbers.data() + (has_time ? 1 : 0), entry.at("rows"), entry.at("cols")));
    }
}

/// Returns the cells marked `B`, which are absent.
std::vector<CellIndex> readTekscan(const Json& entry, GoldenCase& golden_case)
{
    const int rows = entry.at("rows");
    const int cols = entry.at("cols");
    std::vector<CellIndex> absent;
    std::ifstream in{golden_case.input};
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("Frame ", 0) != 0) {
            continue;
        }
        // "Frame 7, 0.61,, ...": the file's own seconds, where it writes them.
        const auto comma = line.find(',');
        const double time_s = comma == std::string::npos ? static_cast<double>(golden_case.frames.size()) *
                                                               entry.at("period_s").get<double>()
                                                         : std::stod(line.substr(comma + 1));
        CellArray<double> frame = CellArray<double>::Zero(rows, cols);
        for (int row = 0; row < rows && std::getline(in, line); ++row) {
            std::istringstream cells{line};
            std::string cell;
            for (int col = 0; col < cols && std::getline(cells, cell, ','); ++col) {
                if (cell.front() != 'B') {
                    frame(row, col) = std::stod(cell);
                } else if (golden_case.frames.empty()) {
                    absent.push_back({.row = row, .col = col});
                }
            }
        }
        golden_case.times_s.push_back(time_s);
        golden_case.frames.push_back(frame);
    }
    return absent;
}

Calibration calibrationOf(const Json& entry, const Json& cells)
{
    Calibration calibration;
    calibration.source = "golden case";
    if (entry.contains("counts_per_kpa")) {
        calibration.curve =
            LinearCalibration{.kpa_per_count = 1.0 / entry.at("counts_per_kpa").get<double>()};
    }
    if (entry.contains("ceiling_counts")) {
        calibration.ceiling_counts = entry.at("ceiling_counts").get<std::uint16_t>();
    }
    if (entry.contains("creep")) {
        const Json& creep = entry.at("creep");
        calibration.creep = CreepModel{.fast_share = creep.at("fast_share"),
                                       .fast_s = creep.at("fast_s"),
                                       .slow_share = creep.at("slow_share"),
                                       .slow_s = creep.at("slow_s")};
    }
    if (cells.contains("gain")) {
        calibration.cell_gain = mapOf(cells.at("gain"));
    }
    return calibration;
}

std::optional<Tare> tareOf(const Json& cells)
{
    if (!cells.contains("tare")) {
        return std::nullopt;
    }
    const Json& tare = cells.at("tare");
    return Tare{.mean_kpa = mapOf(tare.at("mean_kpa")),
                .noise_sd = Pressure{tare.at("noise_sd_kpa").get<double>()},
                .frames = 20};
}

Event eventOf(const Json& entry)
{
    Event event{.time = fromSeconds(entry.at("time_s").get<double>()), .kind = EventKind::Pain};
    if (entry.contains("nrs")) {
        event.nrs = entry.at("nrs").get<int>();
    }
    if (entry.contains("x_mm")) {
        event.place = MatPoint{.x_mm = entry.at("x_mm"), .y_mm = entry.at("y_mm")};
    }
    return event;
}

FrameStamp stampOf(const GoldenCase& golden_case, std::size_t frame)
{
    return {.sequence = frame, .time = fromSeconds(golden_case.times_s[frame])};
}

}  // namespace

std::filesystem::path inputOf(const std::string& name)
{
    return inputOf(findCase(name));
}

GoldenCase readCase(const std::string& name)
{
    const Json entry = findCase(name);
    GoldenCase golden_case{
        .input = inputOf(entry),
        .header = {.geometry = *MatGeometry::create(1, 1, Length{1.0}, Length{1.0}),
                   .samples = entry.at("samples") == "kpa" ? SampleKind::Kpa : SampleKind::Counts}};
    std::vector<CellIndex> absent = cellsOf(entry, "absent");
    if (entry.at("format") == "tekscan") {
        absent = readTekscan(entry, golden_case);
    } else {
        readLines(entry, golden_case);
    }
    golden_case.header.geometry =
        MatGeometry::create(entry.at("rows"), entry.at("cols"), Length{entry.at("pitch_x_mm").get<double>()},
                            Length{entry.at("pitch_y_mm").get<double>()}, absent)
            .value();
    const Json cells = entry.contains("cells") ? readJson(inFolder(entry.at("cells"))) : Json::object();
    golden_case.header.calibration = calibrationOf(entry, cells);
    golden_case.header.tare = tareOf(cells);
    for (const CellIndex& cell : cellsOf(entry, "invalid")) {
        golden_case.settings.invalid_cells.push_back({.cell = cell});
    }
    for (const Json& event : entry.value("events", Json::array())) {
        golden_case.events.push_back(eventOf(event));
    }
    for (const Json& region : entry.value("regions", Json::array())) {
        golden_case.settings.regions.push_back(
            {.name = region.at("name"),
             .shape = parseRegionShape(region.at("shape").get<std::string>()).value()});
    }
    return golden_case;
}

namespace {

SessionResults analyzeOnce(const GoldenCase& golden_case, const AnalysisSettings& settings)
{
    auto pipeline = analysis::Pipeline::create(golden_case.header, settings).value();
    for (const Event& event : golden_case.events) {
        pipeline.addEvent(event);
    }
    for (std::size_t i = 0; i < golden_case.frames.size(); ++i) {
        if (golden_case.header.samples == SampleKind::Counts) {
            pipeline.push(RawFrame{.stamp = stampOf(golden_case, i),
                                   .counts = golden_case.frames[i].cast<std::uint16_t>()});
        } else {
            pipeline.push(
                PressureFrame{.stamp = stampOf(golden_case, i), .kpa = golden_case.frames[i].cast<float>()});
        }
    }
    return pipeline.finish(0);
}

}  // namespace

SessionResults analyze(const GoldenCase& golden_case)
{
    SessionResults results = analyzeOnce(golden_case, golden_case.settings);
    if (results.quality.invalid_cells == golden_case.settings.invalid_cells) {
        return results;
    }
    AnalysisSettings without = golden_case.settings;
    without.invalid_cells = results.quality.invalid_cells;
    return analyzeOnce(golden_case, without);
}

}  // namespace palpate::golden
