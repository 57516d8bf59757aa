#include "moved_presses.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/analysis/map_difference.hpp"
#include "palpate/analysis/map_registration.hpp"
#include "palpate/analysis/map_test.hpp"
#include "palpate/analysis/smooth_map.hpp"

#include "all_cores.hpp"
#include "laid_client.hpp"
#include "simulator/sensor_model.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr std::size_t kPairs = 8;
constexpr double kAlpha = 0.05;

acquisition::MatProfile profile()
{
    constexpr int kCells = 32;
    constexpr double kKpaPerCount = 250.0 / 4095.0;
    return {
        .id = "presses",
        .title = "A mat of the evaluation",
        .geometry = MatGeometry::create(kCells, kCells, Length{15.0}, Length{15.0}).value(),
        .protocol = acquisition::PalpateWire{},
        .bit_depth = 12,
        .calibration = {.curve = LinearCalibration{.kpa_per_count = kKpaPerCount}, .source = "evaluation"}};
}

std::vector<Lobe> drawClient(sim::RandomStream& random)
{
    return drawLoad(LoadKind::BodyAndSites, 280.0, random);
}

/// One press: the whole harder or softer, each part a little more so.
CellArray<float> press(const std::vector<Lobe>& client, const LaidPose& pose, sim::RandomStream& random,
                       sim::SensorModel& sensor)
{
    constexpr int kFrames = 5;
    std::vector<Lobe> today = client;
    const double whole = 1.0 + 0.08 * random.normal();
    for (Lobe& lobe : today) {
        lobe.peak_kpa *= std::max(0.2, whole * (1.0 + 0.1 * random.normal()));
    }
    const auto mat = profile();
    const PressureArray field = layDown(today, pose, mat.geometry);
    CountArray peak = CountArray::Zero(field.rows(), field.cols());
    for (int frame = 0; frame < kFrames; ++frame) {
        peak = peak.max(sensor.read(field));
    }
    return peak.cast<float>() *
           static_cast<float>(std::get<LinearCalibration>(mat.calibration.curve).kpa_per_count);
}

std::vector<CellArray<float>> presses(const std::vector<Lobe>& client, const LaidPose& pose,
                                      sim::RandomStream& random, sim::SensorModel& sensor)
{
    std::vector<CellArray<float>> maps;
    maps.reserve(kPairs);
    for (std::size_t i = 0; i < kPairs; ++i) {
        maps.push_back(press(client, pose, random, sensor));
    }
    return maps;
}

CellArray<float> highestOf(const std::vector<CellArray<float>>& maps)
{
    CellArray<float> highest = maps.front();
    for (const CellArray<float>& map : maps) {
        highest = highest.max(map);
    }
    return highest;
}

/// Whether anything is found; none where the client could not be found again.
std::optional<bool> finds(std::uint64_t number)
{
    sim::RandomStream random{number, sim::RandomPurpose::Client};
    const auto mat = profile();
    sim::SensorModel sensor{mat, {}, number, 0.05};
    const std::vector<Lobe> client = drawClient(random);
    const double way = random.uniform(0.0, 2.0 * std::numbers::pi);
    const double shift_mm = 60.0 * std::sqrt(random.uniform(0.0, 1.0));
    const LaidPose pose{.dx_mm = shift_mm * std::cos(way),
                        .dy_mm = shift_mm * std::sin(way),
                        .turn_deg = random.uniform(-10.0, 10.0)};
    const auto before = presses(client, {}, random, sensor);
    const auto after = presses(client, pose, random, sensor);
    const auto alignment = analysis::alignMaps({.mat = mat.geometry, .kpa = highestOf(before)},
                                               {.mat = mat.geometry, .kpa = highestOf(after)}, {});
    if (!alignment || !alignment->isTrustworthy()) {
        return std::nullopt;
    }
    std::vector<CellArray<float>> first;
    std::vector<CellArray<float>> second;
    first.reserve(kPairs);
    second.reserve(kPairs);
    for (std::size_t i = 0; i < kPairs; ++i) {
        first.push_back(analysis::smoothed(before[i]));
        second.push_back(analysis::onFirstGrid(after[i], mat.geometry, mat.geometry, *alignment));
    }
    const auto test = analysis::testMaps(
        first, second, mat.geometry, {.tolerance_kpa = analysis::layingTolerance(analysis::meanOf(first))});
    if (!test) {
        return std::nullopt;
    }
    return std::any_of(test->clusters.begin(), test->clusters.end(),
                       [](const MapCluster& cluster) { return cluster.p <= kAlpha; });
}

}  // namespace

CheckedTable evaluateMovedPresses(std::uint64_t first, std::uint64_t sets)
{
    std::vector<std::optional<bool>> found(sets);
    onAllCores(sets, [&](std::size_t index) { found[index] = finds(first + index); });
    const auto tested =
        std::count_if(found.begin(), found.end(), [](const auto& one) { return one.has_value(); });
    const auto wrong = std::count(found.begin(), found.end(), std::optional<bool>{true});
    constexpr double kZ99 = 2.5758;
    const auto all = static_cast<double>(tested);
    const double half_band = kZ99 * std::sqrt(kAlpha * (1.0 - kAlpha) / all);
    const double share = static_cast<double>(wrong) / all;
    CheckedTable table;
    table.markdown = fmt::format(
        "Nothing changed but where the client lies (up to 60 mm, 10 degrees), {} presses each, 32 x 32 cells "
        "of 15 mm: in {} of {} sets "
        "({:.2f} %) a cluster has p <= 0.05; 99 % of shares of 5 % lie under {:.2f} %.\n",
        kPairs, wrong, tested, 100.0 * share, 100.0 * (kAlpha + half_band));
    table.is_met = share <= kAlpha + half_band;
    return table;
}

}  // namespace palpate::evaluation
