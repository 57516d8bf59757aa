#include "alignment_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "palpate/acquisition/mat_profile.hpp"
#include "palpate/analysis/map_registration.hpp"
#include "palpate/analysis/map_surface.hpp"

#include "all_cores.hpp"
#include "error_list.hpp"
#include "laid_client.hpp"
#include "simulator/sensor_model.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr double kMostShiftMm = 80.0;
constexpr double kMostTurnDeg = 15.0;
constexpr Pressure kContact{1.0};

struct MatKind {
    int rows;
    int cols;
    double pitch_mm;
};
constexpr std::array<MatKind, 6> kMats{
    {{16, 16, 25.0}, {24, 24, 18.0}, {32, 32, 15.0}, {48, 48, 10.0}, {64, 64, 8.0}, {64, 32, 28.0}}};

acquisition::MatProfile profileOf(const MatKind& kind)
{
    constexpr int kBits = 12;
    constexpr double kFullScaleKpa = 250.0;
    constexpr auto kCounts = static_cast<double>((1 << kBits) - 1);
    return {
        .id = "pair",
        .title = "A mat of the evaluation",
        .geometry =
            MatGeometry::create(kind.rows, kind.cols, Length{kind.pitch_mm}, Length{kind.pitch_mm}).value(),
        .protocol = acquisition::PalpateWire{},
        .bit_depth = kBits,
        .calibration = {.curve = LinearCalibration{.kpa_per_count = kFullScaleKpa / kCounts},
                        .source = "evaluation"}};
}

/// What a second session does not share with the first one.
std::vector<Lobe> pressedOtherwise(std::vector<Lobe> load, sim::RandomStream& random)
{
    const double all = random.uniform(0.75, 1.3);
    for (Lobe& lobe : load) {
        lobe.peak_kpa *= all * std::max(0.3, 1.0 + 0.15 * random.normal());
    }
    return load;
}

/// The highest of some frames, as the peak map is.
CellArray<float> recordPeak(const acquisition::MatProfile& profile, const PressureArray& field,
                            sim::SensorModel& sensor)
{
    constexpr int kFrames = 12;
    const auto kpa_per_count =
        static_cast<float>(std::get<LinearCalibration>(profile.calibration.curve).kpa_per_count);
    CountArray peak = CountArray::Zero(field.rows(), field.cols());
    for (int frame = 0; frame < kFrames; ++frame) {
        peak = peak.max(sensor.read(field));
    }
    return peak.cast<float>() * kpa_per_count;
}

/// As Alignment::overlap, of the loads as they really lie.
double trueOverlap(const PressureArray& before, const PressureArray& after, const LaidPose& from,
                   const LaidPose& to, const MatGeometry& mat)
{
    const Alignment alignment = [&] {
        // The first pose has no turn.
        const double angle = to.turn_deg * std::numbers::pi / 180.0;
        return Alignment{.dx_mm = to.dx_mm - (std::cos(angle) * from.dx_mm - std::sin(angle) * from.dy_mm),
                         .dy_mm = to.dy_mm - (std::sin(angle) * from.dx_mm + std::cos(angle) * from.dy_mm),
                         .rotation_deg = to.turn_deg};
    }();
    const analysis::MapSurface surface{after, mat};
    const auto threshold = static_cast<float>(kContact.kpa);
    Eigen::Index both = 0;
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            const auto there = surface.at(onSecondMat(alignment, mat, mat, mat.centreOf(row, col)));
            both += before(row, col) >= threshold && there && *there >= kContact.kpa ? 1 : 0;
        }
    }
    const Eigen::Index sum = (before >= threshold).count() + (after >= threshold).count();
    return sum > 0 ? std::min(2.0 * static_cast<double>(both) / static_cast<double>(sum), 1.0) : 0.0;
}

struct Outcome {
    LoadKind kind = LoadKind::Body;
    std::size_t mat = 0;
    /// None: refused.
    std::optional<double> shift_error_pitches;
    std::optional<double> turn_error_deg;
    double true_overlap = 0.0;
    bool is_refused = true;
    bool turn_was_told = false;
    std::optional<Alignment> alignment;
};

Outcome outcomeOf(const std::optional<Alignment>& found, const LaidPose& pose, MatPoint centroid,
                  double pitch_mm)
{
    Outcome outcome;
    outcome.alignment = found;
    outcome.is_refused = !found || !found->isTrustworthy();
    if (!found) {
        return outcome;
    }
    // Where the load is: elsewhere a turn and a shift take each other's place.
    const auto moved = [&centroid](double dx_mm, double dy_mm, double turn_deg) {
        const double angle = turn_deg * std::numbers::pi / 180.0;
        return MatPoint{.x_mm = dx_mm + std::cos(angle) * centroid.x_mm - std::sin(angle) * centroid.y_mm,
                        .y_mm = dy_mm + std::sin(angle) * centroid.x_mm + std::cos(angle) * centroid.y_mm};
    };
    const MatPoint truth = moved(pose.dx_mm, pose.dy_mm, pose.turn_deg);
    const MatPoint measured = moved(found->dx_mm, found->dy_mm, found->rotation_deg);
    outcome.shift_error_pitches =
        std::hypot(measured.x_mm - truth.x_mm, measured.y_mm - truth.y_mm) / pitch_mm;
    outcome.turn_was_told = found->is_rotation_known;
    outcome.turn_error_deg = std::abs(found->rotation_deg - pose.turn_deg);
    return outcome;
}

MatPoint centroidOf(const PressureArray& field, const MatGeometry& mat)
{
    double sum = 0.0;
    MatPoint centroid;
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            const auto kpa = static_cast<double>(field(row, col));
            const MatPoint centre = mat.centreOf(row, col);
            sum += kpa;
            centroid.x_mm += kpa * (centre.x_mm - 0.5 * mat.widthMm());
            centroid.y_mm += kpa * (centre.y_mm - 0.5 * mat.heightMm());
        }
    }
    return sum > 0.0 ? MatPoint{.x_mm = centroid.x_mm / sum, .y_mm = centroid.y_mm / sum} : MatPoint{};
}

/// One client twice.
Outcome samePair(std::uint64_t number)
{
    sim::RandomStream random{number, sim::RandomPurpose::Client};
    const std::size_t mat_index = (number / kLoadKinds.size()) % kMats.size();
    const LoadKind kind = kLoadKinds.at(number % kLoadKinds.size());
    const auto profile = profileOf(kMats.at(mat_index));
    const MatGeometry& mat = profile.geometry;
    const double size_mm = std::min(mat.widthMm(), mat.heightMm()) * random.uniform(0.45, 0.75);
    const std::vector<Lobe> load = drawLoad(kind, size_mm, random);
    const double way = random.uniform(0.0, 2.0 * std::numbers::pi);
    const double shift_mm = kMostShiftMm * std::sqrt(random.uniform(0.0, 1.0));
    const LaidPose pose{.dx_mm = shift_mm * std::cos(way),
                        .dy_mm = shift_mm * std::sin(way),
                        .turn_deg = random.uniform(-kMostTurnDeg, kMostTurnDeg)};
    const PressureArray first = layDown(load, {}, mat);
    const PressureArray second = layDown(pressedOtherwise(load, random), pose, mat);
    sim::SensorModel sensor{profile, {}, number, 0.05};
    const analysis::PlacedMap before{
        .mat = mat, .kpa = recordPeak(profile, first, sensor), .contact = kContact};
    const analysis::PlacedMap after{
        .mat = mat, .kpa = recordPeak(profile, second, sensor), .contact = kContact};
    Outcome outcome =
        outcomeOf(analysis::alignMaps(before, after, {}), pose, centroidOf(first, mat), mat.pitchXMm());
    outcome.kind = kind;
    outcome.mat = mat_index;
    outcome.true_overlap = trueOverlap(first, second, {}, pose, mat);
    return outcome;
}

/// Loads on different parts of the mat, the same or another one.
Outcome strangePair(std::uint64_t number)
{
    sim::RandomStream random{number, sim::RandomPurpose::Faults};
    const std::size_t mat_index = (number / kLoadKinds.size()) % kMats.size();
    const LoadKind kind = kLoadKinds.at(number % kLoadKinds.size());
    const auto profile = profileOf(kMats.at(mat_index));
    const MatGeometry& mat = profile.geometry;
    const double size_mm = std::min(mat.widthMm(), mat.heightMm()) * random.uniform(0.25, 0.35);
    const std::vector<Lobe> load = drawLoad(kind, size_mm, random);
    const bool is_same = random.uniform(0.0, 1.0) < 0.5;
    const std::vector<Lobe> other =
        is_same ? pressedOtherwise(load, random)
                : drawLoad(kLoadKinds.at(random.below(kLoadKinds.size())), size_mm, random);
    const double apart_mm = 0.5 * mat.widthMm() * random.uniform(0.95, 1.05);
    const double turn = random.uniform(0.0, 2.0 * std::numbers::pi);
    const LaidPose here{.dx_mm = -0.5 * apart_mm * std::cos(turn), .dy_mm = -0.5 * apart_mm * std::sin(turn)};
    const LaidPose there{
        .dx_mm = -here.dx_mm, .dy_mm = -here.dy_mm, .turn_deg = random.uniform(-kMostTurnDeg, kMostTurnDeg)};
    const PressureArray first = layDown(load, here, mat);
    const PressureArray second = layDown(other, there, mat);
    sim::SensorModel sensor{profile, {}, number, 0.05};
    const analysis::PlacedMap before{
        .mat = mat, .kpa = recordPeak(profile, first, sensor), .contact = kContact};
    const analysis::PlacedMap after{
        .mat = mat, .kpa = recordPeak(profile, second, sensor), .contact = kContact};
    Outcome outcome = outcomeOf(analysis::alignMaps(before, after, {}), {}, {}, mat.pitchXMm());
    outcome.kind = kind;
    outcome.mat = mat_index;
    return outcome;
}

struct Row {
    std::string title;
    std::size_t pairs = 0;
    std::size_t refused = 0;
    ErrorList shift;
    ErrorList turn;
    std::size_t both_right = 0;
};

void add(Row& row, const Outcome& outcome)
{
    ++row.pairs;
    if (outcome.is_refused) {
        ++row.refused;
        return;
    }
    row.shift.add({*outcome.shift_error_pitches});
    const bool is_turn_right = !outcome.turn_was_told || *outcome.turn_error_deg <= 1.0;
    if (outcome.turn_was_told) {
        row.turn.add({*outcome.turn_error_deg});
    }
    row.both_right += *outcome.shift_error_pitches <= 0.5 && is_turn_right ? 1U : 0U;
}

std::string text(const Row& row)
{
    const auto number = [](const std::optional<double>& value) {
        return value ? fmt::format("{:.2f}", *value) : std::string{"-"};
    };
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {:.1f} % |\n", row.title, row.pairs, row.refused,
                       number(row.shift.quantile(0.5)), number(row.shift.quantile(0.95)),
                       number(row.turn.quantile(0.5)), number(row.turn.quantile(0.95)),
                       100.0 * static_cast<double>(row.both_right) / static_cast<double>(row.pairs));
}

}  // namespace

CheckedTable evaluateAlignment(std::uint64_t first, std::uint64_t pairs)
{
    std::vector<Outcome> same(pairs);
    std::vector<Outcome> strange(pairs);
    onAllCores(pairs, [&](std::size_t index) {
        same[index] = samePair(first + index);
        strange[index] = strangePair(first + index);
    });
    Row all{.title = "all"};
    std::vector<Row> rows;
    rows.reserve(kLoadKinds.size() + kMats.size());
    for (const LoadKind kind : kLoadKinds) {
        rows.push_back({.title = std::string{toString(kind)}});
    }
    for (const MatKind& mat : kMats) {
        rows.push_back({.title = fmt::format("{} x {}, {} mm", mat.rows, mat.cols, mat.pitch_mm)});
    }
    std::size_t too_little = 0;
    for (const Outcome& outcome : same) {
        if (outcome.true_overlap < kLeastOverlap) {
            ++too_little;
            continue;
        }
        add(all, outcome);
        add(rows[static_cast<std::size_t>(outcome.kind)], outcome);
        add(rows[kLoadKinds.size() + outcome.mat], outcome);
    }
    CheckedTable table;
    table.markdown =
        "| pairs of one client | pairs | refused | shift error, pitches: median | 95 % | turn error, "
        "degrees: median | 95 % | right |\n|---|---|---|---|---|---|---|---|\n";
    table.markdown += text(all);
    for (const Row& row : rows) {
        table.markdown += row.pairs > 0 ? text(row) : std::string{};
    }
    const auto refused = static_cast<double>(
        std::count_if(strange.begin(), strange.end(), [](const Outcome& o) { return o.is_refused; }));
    table.markdown += fmt::format(
        "\n{} pairs overlap by less than half as they really lie and are left out. Right: the shift of the "
        "load within half a pitch and, where the load tells its turn, the turn within 1 degree.\n"
        "Of {} pairs whose loads lie on different parts of the mat {:.0f} ({:.2f} %) were refused.\n",
        too_little, strange.size(), refused, 100.0 * refused / static_cast<double>(strange.size()));
    constexpr double kLeastRight = 0.95;
    constexpr double kLeastRefused = 0.99;
    table.is_met = static_cast<double>(all.both_right) >= kLeastRight * static_cast<double>(all.pairs) &&
                   refused >= kLeastRefused * static_cast<double>(strange.size());
    return table;
}

}  // namespace palpate::evaluation
