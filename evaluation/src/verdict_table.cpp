#include "verdict_table.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/analysis/change_verdicts.hpp"
#include "palpate/analysis/reliability.hpp"
#include "palpate/analysis/session_values.hpp"
#include "palpate/core/assert.hpp"

#include "all_cores.hpp"
#include "laid_client.hpp"
#include "results_of.hpp"
#include "scene_recording.hpp"
#include "simulator/sensor_model.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr double kRateHz = 10.0;
constexpr double kDurationS = 4.0;
constexpr std::size_t kClients = 8;
/// How far one client's load is from itself the next time: standard deviations of the whole and of a part.
constexpr double kWholeSpread = 0.06;
constexpr double kPartSpread = 0.05;

struct Judged {
    std::string_view measure;
    std::string_view unit;
};
constexpr std::array<Judged, 3> kMeasures{{{"force_n", "N"}, {"mean_kpa", "kPa"}, {"peak_kpa", "kPa"}}};

acquisition::MatProfile profile()
{
    constexpr int kCells = 16;
    constexpr double kKpaPerCount = 250.0 / 4095.0;
    return {
        .id = "clinic",
        .title = "The mat of a simulated clinic",
        .geometry = MatGeometry::create(kCells, kCells, Length{25.0}, Length{25.0}).value(),
        .protocol = acquisition::PalpateWire{},
        .bit_depth = 12,
        .calibration = {.curve = LinearCalibration{.kpa_per_count = kKpaPerCount}, .source = "evaluation"}};
}

/// Clients of one build, so that one error band fits all of them.
std::vector<Lobe> drawClient(sim::RandomStream& random)
{
    constexpr int kParts = 6;
    std::vector<Lobe> client;
    client.reserve(kParts);
    for (int part = 0; part < kParts; ++part) {
        const int row = part / 2;
        client.push_back({.x_mm = (part % 2 == 0 ? -70.0 : 70.0) + random.uniform(-10.0, 10.0),
                          .y_mm = -110.0 + 110.0 * row + random.uniform(-10.0, 10.0),
                          .radius_x_mm = 55.0,
                          .radius_y_mm = 55.0,
                          .peak_kpa = 7.0 * random.uniform(0.93, 1.07)});
    }
    return client;
}

/// One visit in a clinic: lies a little differently, presses a little differently; none of that for a
/// `steady` one.
std::vector<SessionValue> visit(const std::vector<Lobe>& client, double load, sim::RandomStream& random,
                                sim::SensorModel& sensor, bool is_steady = false)
{
    const auto mat = profile();
    const auto normal = [&] { return is_steady ? 0.0 : random.normal(); };
    std::vector<Lobe> today = client;
    const double whole = load + kWholeSpread * normal();
    for (Lobe& lobe : today) {
        lobe.peak_kpa *= whole + kPartSpread * normal();
    }
    const LaidPose pose{.dx_mm = 8.0 * normal(), .dy_mm = 8.0 * normal(), .turn_deg = 2.0 * normal()};
    const PressureArray field = layDown(today, pose, mat.geometry);
    SceneRecording recording{.header = {.info = {.mat_id = mat.id, .setup = SetUp::MatBetween},
                                        .geometry = mat.geometry,
                                        .samples = SampleKind::Counts,
                                        .calibration = mat.calibration,
                                        .nominal_rate = Frequency{kRateHz}},
                             .frames = {},
                             .events = {}};
    const auto frames = static_cast<std::uint64_t>(kDurationS * kRateHz);
    recording.frames.reserve(frames);
    for (std::uint64_t frame = 0; frame < frames; ++frame) {
        recording.frames.push_back(
            {.stamp = {.sequence = frame, .time = fromSeconds(static_cast<double>(frame) / kRateHz)},
             .counts = sensor.read(field)});
    }
    return analysis::sessionValues(resultsOf(recording), {});
}

double valueOf(const std::vector<SessionValue>& values, std::string_view name)
{
    for (const SessionValue& value : values) {
        if (value.measure.name == name && value.value) {
            return *value.value;
        }
    }
    PALPATE_ASSERT(false);
    return 0.0;
}

std::vector<ErrorBand> bandsOf(sim::RandomStream& random, sim::SensorModel& sensor)
{
    std::vector<std::array<std::vector<SessionValue>, 2>> repeats;
    repeats.reserve(kClients);
    for (std::size_t client = 0; client < kClients; ++client) {
        const std::vector<Lobe> load = drawClient(random);
        auto first = visit(load, 1.0, random, sensor);
        auto second = visit(load, 1.0, random, sensor);
        repeats.push_back({std::move(first), std::move(second)});
    }
    std::vector<ErrorBand> bands;
    bands.reserve(kMeasures.size());
    for (const Judged& judged : kMeasures) {
        analysis::RepeatTable table{
            .measure = {.name = std::string{judged.measure}, .unit = std::string{judged.unit}}};
        for (const auto& trials : repeats) {
            table.values.push_back({valueOf(trials[0], judged.measure), valueOf(trials[1], judged.measure)});
        }
        const Reliability reliability = analysis::reliabilityOf(table).value();
        bands.push_back({.measure = table.measure.name,
                         .unit = table.measure.unit,
                         .sem = reliability.sem,
                         .mdc95 = reliability.mdc95,
                         .pairs = reliability.pairs,
                         .source = "own repeats"});
    }
    return bands;
}

struct Said {
    std::array<bool, kMeasures.size()> clear_of_nothing{};
    std::array<bool, kMeasures.size()> clear_of_change{};
};

std::array<bool, kMeasures.size()> clearChanges(const std::vector<SessionValue>& before,
                                                const std::vector<SessionValue>& after,
                                                const std::vector<ErrorBand>& bands)
{
    const auto changes = analysis::judgeChanges(
        before, after, {}, {},
        {.bands = &bands, .context = {.mat_id = "clinic", .setup = SetUp::MatBetween}, .hindrance = {}});
    std::array<bool, kMeasures.size()> clear{};
    for (const MetricChange& change : changes) {
        for (std::size_t i = 0; i < kMeasures.size(); ++i) {
            clear.at(i) = clear.at(i) || (change.measure.name == kMeasures.at(i).measure &&
                                          change.verdict == Verdict::ClearChange);
        }
    }
    return clear;
}

/// The load at which a measure is higher by `change` than at a load of 1: it need not follow it in
/// proportion.
double loadFor(std::string_view measure, double change, const std::vector<Lobe>& client,
               sim::RandomStream& random, sim::SensorModel& sensor)
{
    constexpr int kSteps = 4;
    const double now = valueOf(visit(client, 1.0, random, sensor, true), measure);
    double load = 1.0 + change / now;
    for (int step = 0; step < kSteps; ++step) {
        const double there = valueOf(visit(client, load, random, sensor, true), measure);
        load = 1.0 + (load - 1.0) * change / (there - now);
    }
    return load;
}

Said clinic(std::uint64_t number)
{
    sim::RandomStream random{number, sim::RandomPurpose::Client};
    sim::SensorModel sensor{profile(), {}, number, 1.0 / kRateHz};
    const std::vector<ErrorBand> bands = bandsOf(random, sensor);
    const std::vector<Lobe> client = drawClient(random);
    const auto before = visit(client, 1.0, random, sensor);
    const auto after = visit(client, 1.0, random, sensor);
    Said said{.clear_of_nothing = clearChanges(before, after, bands), .clear_of_change = {}};
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        const double load = loadFor(kMeasures.at(i).measure, 2.0 * bands.at(i).mdc95, client, random, sensor);
        const auto changed = visit(client, load, random, sensor);
        said.clear_of_change.at(i) = clearChanges(before, changed, bands).at(i);
    }
    return said;
}

}  // namespace

CheckedTable evaluateVerdicts(std::uint64_t first, std::uint64_t pairs)
{
    std::vector<Said> said(pairs);
    onAllCores(pairs, [&](std::size_t index) { said[index] = clinic(first + index); });
    // Of a share of 5 %: 99 % of a binomial's outcomes, by its normal approximation.
    constexpr double kShare = 0.05;
    constexpr double kZ99 = 2.5758;
    constexpr double kLeastFound = 0.95;
    const auto all = static_cast<double>(pairs);
    const double half_band = kZ99 * std::sqrt(kShare * (1.0 - kShare) / all);
    CheckedTable table;
    table.markdown =
        "| measure | pairs | nothing changed: clear change | 99 % band | changed by twice MDC95: "
        "clear change |\n|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        double wrong = 0.0;
        double found = 0.0;
        for (const Said& one : said) {
            wrong += one.clear_of_nothing.at(i) ? 1.0 : 0.0;
            found += one.clear_of_change.at(i) ? 1.0 : 0.0;
        }
        table.markdown += fmt::format(
            "| {} | {} | {:.0f} ({:.2f} %) | {:.2f}-{:.2f} % | {:.0f} ({:.2f} %) |\n",
            kMeasures.at(i).measure, pairs, wrong, 100.0 * wrong / all, 100.0 * (kShare - half_band),
            100.0 * (kShare + half_band), found, 100.0 * found / all);
        table.is_met =
            table.is_met && std::abs(wrong / all - kShare) <= half_band && found >= kLeastFound * all;
    }
    return table;
}

}  // namespace palpate::evaluation
