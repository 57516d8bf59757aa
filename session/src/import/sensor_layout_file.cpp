#include "import/sensor_layout_file.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

#include "json_object.hpp"
#include "text_rules.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostSensors = 4096;
constexpr std::size_t kMostCorners = 64;
constexpr int kMostNumber = 100'000;
constexpr double kMostMm = 100'000.0;

SensorOutline sensorFromJson(const Json& json, const std::string& path, std::string& error)
{
    const JsonObject object{json, path + ".", error, {"number", "corners_mm"}};
    SensorOutline sensor{.number = object.integer("number"), .corners = object.points("corners_mm")};
    if (sensor.number < 0 || sensor.number > kMostNumber) {
        object.complainAbout("number", fmt::format("must be 0 to {}", kMostNumber));
    }
    const bool is_near =
        std::all_of(sensor.corners.begin(), sensor.corners.end(), [](const MatPoint& corner) {
            return std::abs(corner.x_mm) <= kMostMm && std::abs(corner.y_mm) <= kMostMm;
        });
    if (sensor.corners.size() < 3 || sensor.corners.size() > kMostCorners || !is_near) {
        object.complainAbout(
            "corners_mm", fmt::format("must be 3 to {} places [x, y] within {} mm", kMostCorners, kMostMm));
    }
    return sensor;
}

SensorLayout layoutFromJson(const Json& json, std::string& error)
{
    const JsonObject object{json, "", error, {"$schema", "palpate_sensor_layout", "title", "sensors"}};
    if (object.integer("palpate_sensor_layout") != 1) {
        object.complainAbout("palpate_sensor_layout", "must be 1");
    }
    SensorLayout layout{.title = object.text("title"), .sensors = {}};
    constexpr std::size_t kMostTitle = 80;
    if (layout.title.empty() || layout.title.size() > kMostTitle || !checkText("title", layout.title)) {
        object.complainAbout("title", fmt::format("must be a text of 1 to {} bytes", kMostTitle));
    }
    const auto& sensors = object.list("sensors");
    if (sensors.empty() || sensors.size() > kMostSensors) {
        object.complainAbout("sensors", fmt::format("must list 1 to {} sensors", kMostSensors));
        return layout;
    }
    layout.sensors.reserve(sensors.size());
    for (std::size_t k = 0; k < sensors.size() && error.empty(); ++k) {
        const auto path = object.elementPath("sensors", k);
        auto sensor = sensorFromJson(sensors[k], path, error);
        const bool is_known = std::any_of(layout.sensors.begin(), layout.sensors.end(),
                                          [&](const auto& other) { return other.number == sensor.number; });
        if (is_known) {
            object.complain(path + ".number", "stands twice in this file");
        }
        layout.sensors.push_back(std::move(sensor));
    }
    return layout;
}

Result<std::string> textOf(const std::filesystem::path& path)
{
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (error) {
        return fail(error == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                    error.message());
    }
    if (bytes > kMostBytes) {
        return fail(ErrorCode::InvalidArgument, "over 1 MiB, which is no layout of sensors");
    }
    std::ifstream in{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    if (!in) {
        return fail(ErrorCode::Io, "cannot be read; check its permissions");
    }
    return text;
}

}  // namespace

Result<SensorLayout> parseSensorLayout(std::string_view json)
{
    try {
        std::string error;
        auto layout = layoutFromJson(Json::parse(json), error);
        if (!error.empty()) {
            return fail(ErrorCode::InvalidArgument, std::move(error));
        }
        return layout;
    } catch (const Json::parse_error& problem) {
        const auto bytes = static_cast<std::ptrdiff_t>(std::min(problem.byte, json.size()));
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("line {}: no JSON from here on; look for a comma, quote or bracket that is "
                                "missing or too much",
                                1 + std::count(json.begin(), json.begin() + bytes, '\n')));
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a number is too large");
    }
}

Result<SensorLayout> readSensorLayout(const std::filesystem::path& path)
{
    auto layout = textOf(path).and_then([](const std::string& text) { return parseSensorLayout(text); });
    if (!layout) {
        return fail(layout.error().code, fmt::format("{}: {}", path.string(), layout.error().message));
    }
    return layout;
}

}  // namespace palpate::session
