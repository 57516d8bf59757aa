#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>
#include <variant>

#include "palpate/core/mat_plane.hpp"

#include "scene.hpp"
#include "simulator/hertz_contact.hpp"
#include "simulator/random_stream.hpp"

#include <fmt/format.h>

namespace palpate::evaluation {

namespace {

constexpr double kEmptyS = 3.0;
constexpr double kTailS = 1.5;
/// A contact narrower than this many pitches in radius cannot be told from a faulty cell nor placed.
constexpr double kLeastRadiusPitches = 0.85;
/// Tissue gives way by 8 % in radius while it is held; under 60 mm across it stays a ball.
constexpr double kWidestRadiusMm = 27.0;

struct KindCount {
    SceneKind kind;
    std::uint64_t scenes;
};
constexpr std::array<KindCount, 14> kCounts{{{SceneKind::Holds, 64},
                                             {SceneKind::Unsteady, 56},
                                             {SceneKind::TwoBalls, 48},
                                             {SceneKind::InBody, 48},
                                             {SceneKind::Roller, 56},
                                             {SceneKind::BallStrokes, 32},
                                             {SceneKind::Ramps, 40},
                                             {SceneKind::Body, 16},
                                             {SceneKind::Empty, 8},
                                             {SceneKind::Percussion, 12},
                                             {SceneKind::SlowPercussion, 8},
                                             {SceneKind::HeldRoller, 12},
                                             {SceneKind::Saturated, 12},
                                             {SceneKind::Ghost, 12}}};
constexpr std::uint64_t kSceneCount =
    std::accumulate(kCounts.begin(), kCounts.end(), std::uint64_t{0},
                    [](std::uint64_t sum, const KindCount& kind) { return sum + kind.scenes; });

struct MatKind {
    int cells;
    double pitch_mm;
};
constexpr std::array<MatKind, 7> kMats{
    {{16, 25.0}, {16, 20.0}, {24, 18.0}, {32, 15.0}, {32, 12.5}, {48, 10.0}, {64, 8.0}}};
constexpr std::array<double, 5> kRates{10.0, 20.0, 25.0, 50.0, 100.0};

acquisition::MatProfile profileOf(const MatKind& mat, double full_scale_kpa, int bits)
{
    const auto counts = static_cast<double>((1 << bits) - 1);
    return {.id = fmt::format("scene-{}x{}", mat.cells, mat.cells),
            .title = "A mat of the evaluation",
            .geometry =
                MatGeometry::create(mat.cells, mat.cells, Length{mat.pitch_mm}, Length{mat.pitch_mm}).value(),
            .protocol = acquisition::PalpateWire{},
            .bit_depth = bits,
            .calibration = {.curve = LinearCalibration{.kpa_per_count = full_scale_kpa / counts},
                            .ceiling_counts = static_cast<std::uint16_t>((1 << bits) - 1),
                            .source = "evaluation"}};
}

/// Draws the parts of a scene, one after another.
class SceneMaker {
  public:
    SceneMaker(Scene& scene, sim::RandomStream& random) : scene_{scene}, random_{random} {}

    double uniform(double low, double high) { return random_.uniform(low, high); }
    int whole(int low, int high)
    {
        return low + static_cast<int>(random_.below(static_cast<std::size_t>(high - low) + 1));
    }
    bool chance(double share) { return random_.uniform(0.0, 1.0) < share; }

    [[nodiscard]] std::uint64_t number() const { return scene_.number; }
    [[nodiscard]] double widthMm() const { return scene_.profile.geometry.widthMm(); }
    [[nodiscard]] double heightMm() const { return scene_.profile.geometry.heightMm(); }
    [[nodiscard]] double pitchMm() const { return scene_.profile.geometry.pitchXMm(); }

    /// A ball whose contact has a radius of 10-27 mm, wide enough for the mat, and a peak of 40-200 kPa.
    Tool ball(double start_s, double duration_s)
    {
        const double least_mm = std::max(10.0, kLeastRadiusPitches * pitchMm());
        const double contact_mm = uniform(least_mm, kWidestRadiusMm);
        const double peak_kpa = uniform(40.0, 200.0);
        const double force_n = peak_kpa * 1e-3 * 2.0 * std::numbers::pi * contact_mm * contact_mm / 3.0;
        Tool tool{.envelope = {.start_s = start_s,
                               .end_s = start_s + duration_s,
                               .rise_s = uniform(0.4, 1.0),
                               .fall_s = uniform(0.3, 0.8)},
                  .place = {},
                  .force = Force{force_n},
                  .radius = Length{uniform(31.5, 60.0)},
                  .motion = sim::Unsteadiness{random_}};
        tool.modulus =
            Pressure{1e3 * 3.0 * force_n * tool.radius.mm / (4.0 * contact_mm * contact_mm * contact_mm)};
        return tool;
    }

    MatPoint placeOnMat(double margin_mm)
    {
        return {.x_mm = uniform(margin_mm, widthMm() - margin_mm),
                .y_mm = uniform(margin_mm, heightMm() - margin_mm)};
    }

    /// Away from the places that tools already have; the last draw where the mat is full.
    MatPoint freshPlace(double margin_mm, double apart_mm)
    {
        MatPoint place;
        for (int attempt = 0; attempt < 200; ++attempt) {
            place = placeOnMat(margin_mm);
            const bool is_apart =
                std::all_of(scene_.tools.begin(), scene_.tools.end(),
                            [&](const Tool& tool) { return distanceMm(tool.place, place) >= apart_mm; });
            if (is_apart) {
                break;
            }
        }
        return place;
    }

    /// 1-3 ratings from 5 s after the touch on, each a little lower.
    void rate(Tool& tool, double held_s)
    {
        int nrs = whole(3, 9);
        const int reports = held_s > 16.0 ? whole(1, 3) : 1;
        for (int i = 0; i < reports; ++i) {
            const double share = (i + 0.6) / reports;
            tool.reports.push_back(
                {.time_s = tool.envelope.start_s + tool.envelope.rise_s + 3.0 + share * (held_s - 6.0),
                 .nrs = nrs});
            nrs = std::max(0, nrs - whole(0, 3));
        }
    }

    void spoil();

  private:
    void addFaults();
    void addJunk();
    void addLosses();

    Scene& scene_;
    sim::RandomStream& random_;
};

double marginMm(const SceneMaker& make)
{
    return std::max(45.0, 2.0 * make.pitchMm());
}

double apartMm(const SceneMaker& make)
{
    return std::max(70.0, 4.0 * make.pitchMm());
}

double makeHolds(Scene& scene, SceneMaker& make, bool is_unsteady)
{
    double time_s = kEmptyS;
    const int places = make.whole(2, 4);
    for (int i = 0; i < places; ++i) {
        const double held_s = make.uniform(9.0, 30.0);
        Tool tool = make.ball(time_s, held_s);
        tool.place = make.freshPlace(marginMm(make), apartMm(make));
        tool.spot = static_cast<std::size_t>(i);
        if (is_unsteady) {
            tool.unsteadiness = make.uniform(1.0, 3.0);
            const double turn = make.uniform(0.0, 2.0 * std::numbers::pi);
            const double drift_mm_s = make.uniform(0.0, 0.6);
            tool.drift_x_mm_s = drift_mm_s * std::cos(turn);
            tool.drift_y_mm_s = drift_mm_s * std::sin(turn);
            const int lifts = make.whole(0, 2);
            for (int k = 0; k < lifts; ++k) {
                tool.lifts.push_back(
                    {.start_s = time_s + held_s * (0.3 + 0.35 * k), .length_s = make.uniform(0.2, 0.4)});
            }
        }
        if (make.chance(0.5)) {
            make.rate(tool, held_s);
        }
        scene.tools.push_back(tool);
        time_s += held_s + make.uniform(1.0, 3.0);
    }
    return time_s;
}

double makeTwoBalls(Scene& scene, SceneMaker& make)
{
    const double held_s = make.uniform(12.0, 30.0);
    Tool first = make.ball(kEmptyS, held_s);
    Tool second = make.ball(kEmptyS + make.uniform(0.2, 2.0), held_s);
    const double apart_mm = make.uniform(70.0, 160.0);
    const double margin_mm = std::min(marginMm(make) + 0.5 * apart_mm, 0.45 * make.widthMm());
    const MatPoint middle = make.placeOnMat(margin_mm);
    const double turn = make.uniform(0.0, 2.0 * std::numbers::pi);
    first.place = {.x_mm = middle.x_mm + 0.5 * apart_mm * std::cos(turn),
                   .y_mm = middle.y_mm + 0.5 * apart_mm * std::sin(turn)};
    second.place = {.x_mm = middle.x_mm - 0.5 * apart_mm * std::cos(turn),
                    .y_mm = middle.y_mm - 0.5 * apart_mm * std::sin(turn)};
    second.spot = 1;
    make.rate(first, held_s);
    const bool names_place = make.chance(0.5);
    for (Report& report : first.reports) {
        report.names_place = names_place;
    }
    if (!names_place) {
        // Who rates without pointing means what presses clearly harder.
        second.force = Force{first.force.n / make.uniform(2.3, 4.0)};
        second.modulus = first.modulus;
        second.radius = first.radius;
    }
    scene.tools = {first, second};
    return kEmptyS + held_s + 3.0;
}

double makeInBody(Scene& scene, SceneMaker& make)
{
    scene.body_peak = Pressure{make.uniform(3.0, 8.0)};
    double time_s = 6.0;
    const int places = make.whole(1, 3);
    for (int i = 0; i < places; ++i) {
        const double held_s = make.uniform(9.0, 30.0);
        Tool tool = make.ball(time_s, held_s);
        // Under the trunk.
        tool.place = make.freshPlace(0.25 * make.widthMm(), apartMm(make));
        tool.spot = static_cast<std::size_t>(i);
        if (make.chance(0.6)) {
            make.rate(tool, held_s);
        }
        scene.tools.push_back(tool);
        time_s += held_s + make.uniform(1.5, 3.0);
    }
    return time_s + 2.0;
}

double addStrokes(Tool& tool, SceneMaker& make, double start_s, double length_mm)
{
    const int strokes = make.whole(4, 14);
    // Slower than about 25 mm/s, with a rest before it, is a hold by definition.
    const double slowest_s = std::min(6.0, length_mm / 25.0);
    constexpr std::array<StrokeProfile, 3> kProfiles{StrokeProfile::MinimumJerk, StrokeProfile::Sine,
                                                     StrokeProfile::Trapezoid};
    tool.profile = kProfiles.at(make.number() % kProfiles.size());
    double time_s = start_s;
    double from_mm = -0.5 * length_mm;
    for (int i = 0; i < strokes; ++i) {
        const double to_mm = (i % 2 == 0 ? 0.5 : -0.5) * length_mm * make.uniform(0.95, 1.0);
        const double duration_s = make.uniform(1.5, slowest_s);
        tool.strokes.push_back(
            {.start_s = time_s, .end_s = time_s + duration_s, .from_mm = from_mm, .to_mm = to_mm});
        time_s += duration_s + (make.chance(0.2) ? make.uniform(1.2, 3.0) : make.uniform(0.0, 0.3));
        from_mm = to_mm;
    }
    return time_s;
}

Tool rollerAt(const MatPoint& place, SceneMaker& make)
{
    return {.envelope = {.start_s = kEmptyS, .rise_s = 0.8, .fall_s = 0.6},
            .place = place,
            .force = Force{make.uniform(120.0, 350.0)},
            .modulus = Pressure{make.uniform(250.0, 950.0)},
            .motion = make.ball(0.0, 1.0).motion,
            .roller_length = Length{std::min(330.0, 0.9 * make.widthMm())}};
}

double makeRoller(Scene& scene, SceneMaker& make)
{
    const double reach_mm = 0.7 * make.heightMm();
    const double length_mm = make.uniform(80.0, std::min(350.0, reach_mm));
    Tool tool = rollerAt({.x_mm = 0.5 * make.widthMm(), .y_mm = 0.5 * make.heightMm()}, make);
    constexpr double kAlongY = 0.25;
    tool.way_turns = kAlongY;
    tool.envelope.end_s = addStrokes(tool, make, kEmptyS + 1.0, length_mm) + 0.8;
    scene.tools.push_back(tool);
    return tool.envelope.end_s + kTailS;
}

double makeBallStrokes(Scene& scene, SceneMaker& make)
{
    Tool tool = make.ball(kEmptyS, 1.0);
    tool.place = {.x_mm = 0.5 * make.widthMm(), .y_mm = 0.5 * make.heightMm()};
    tool.way_turns = make.uniform(0.0, 1.0);
    const double length_mm = make.uniform(80.0, std::min(250.0, 0.6 * make.widthMm()));
    tool.envelope.end_s = addStrokes(tool, make, kEmptyS + 1.2, length_mm) + 0.8;
    scene.tools.push_back(tool);
    return tool.envelope.end_s + kTailS;
}

/// Presses of 2-3 trials at 1-2 places, each a ramp that ends at a report.
double makeRamps(Scene& scene, SceneMaker& make)
{
    double time_s = kEmptyS;
    const int places = make.whole(1, 2);
    for (int i = 0; i < places; ++i) {
        Tool model = make.ball(0.0, 1.0);
        model.place = make.freshPlace(marginMm(make), apartMm(make));
        model.spot = static_cast<std::size_t>(i);
        const int trials = make.whole(2, 3);
        const int nrs = make.whole(2, 5);
        for (int k = 0; k < trials; ++k) {
            Tool tool = model;
            // The peak of the press is reached over 2.5 to 9 s; it hurts on the way.
            const double rise_s = make.uniform(2.5, 9.0);
            tool.envelope = {
                .start_s = time_s, .end_s = time_s + rise_s + 0.5, .rise_s = rise_s, .fall_s = 0.5};
            tool.reports = {
                {.time_s = time_s + rise_s * make.uniform(0.45, 0.8), .nrs = nrs, .is_threshold = true}};
            scene.tools.push_back(tool);
            time_s += rise_s + make.uniform(2.0, 4.0);
        }
    }
    return time_s + 1.0;
}

double makePercussion(Scene& scene, SceneMaker& make)
{
    Tool tool = make.ball(kEmptyS, make.uniform(12.0, 20.0));
    tool.place = make.placeOnMat(marginMm(make));
    tool.percussion_hz = make.uniform(21.0, 38.0);
    scene.tools.push_back(tool);
    return tool.envelope.end_s + kTailS;
}

double makeHeldRoller(Scene& scene, SceneMaker& make)
{
    const double y_mm = make.uniform(0.25, 0.75) * make.heightMm();
    Tool tool = rollerAt({.x_mm = 0.5 * make.widthMm(), .y_mm = y_mm}, make);
    tool.envelope.end_s = kEmptyS + make.uniform(9.0, 30.0);
    scene.tools.push_back(tool);
    return tool.envelope.end_s + kTailS;
}

/// Peaks of 1.6 to 2.2 times the full scale.
double makeSaturated(Scene& scene, SceneMaker& make)
{
    Tool tool = make.ball(kEmptyS, make.uniform(9.0, 20.0));
    tool.place = make.placeOnMat(marginMm(make));
    const auto contact = sim::ballContact(tool.force, tool.radius, tool.modulus);
    const double full_kpa = std::get<LinearCalibration>(scene.profile.calibration.curve).kpa_per_count *
                            *scene.profile.calibration.ceiling_counts;
    const double times = make.uniform(1.6, 2.2) * full_kpa / contact.peak_kpa;
    tool.force = Force{times * tool.force.n};
    tool.modulus = Pressure{times * tool.modulus.kpa};
    scene.tools.push_back(tool);
    return tool.envelope.end_s + kTailS;
}

double makeGhost(Scene& scene, SceneMaker& make)
{
    const double held_s = make.uniform(10.0, 20.0);
    const double left_mm = make.uniform(0.22, 0.3) * make.widthMm();
    const double right_mm = make.uniform(0.7, 0.78) * make.widthMm();
    const double top_mm = make.uniform(0.22, 0.3) * make.heightMm();
    const double bottom_mm = make.uniform(0.7, 0.78) * make.heightMm();
    const std::array<MatPoint, 4> corners{{{.x_mm = left_mm, .y_mm = top_mm},
                                           {.x_mm = right_mm, .y_mm = top_mm},
                                           {.x_mm = left_mm, .y_mm = bottom_mm},
                                           {.x_mm = right_mm, .y_mm = bottom_mm}}};
    const Tool model = make.ball(kEmptyS, held_s);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        Tool tool = model;
        tool.place = corners.at(i);
        tool.spot = i;
        tool.is_ghost = i + 1 == corners.size();
        const double share = tool.is_ghost ? make.uniform(0.15, 0.2) : make.uniform(0.9, 1.1);
        // A peak of at least 200 kPa, so that its ghost is a hold.
        const double times =
            share *
            std::max(1.0, 200.0 / sim::ballContact(model.force, model.radius, model.modulus).peak_kpa);
        tool.force = Force{times * model.force.n};
        tool.modulus = Pressure{times * model.modulus.kpa};
        scene.tools.push_back(tool);
    }
    return kEmptyS + held_s + kTailS;
}

double makeKind(Scene& scene, SceneMaker& make)
{
    switch (scene.kind) {
        case SceneKind::Holds:
            return makeHolds(scene, make, false);
        case SceneKind::Unsteady:
            return makeHolds(scene, make, true);
        case SceneKind::TwoBalls:
            return makeTwoBalls(scene, make);
        case SceneKind::InBody:
            return makeInBody(scene, make);
        case SceneKind::Roller:
            return makeRoller(scene, make);
        case SceneKind::BallStrokes:
            return makeBallStrokes(scene, make);
        case SceneKind::Ramps:
            return makeRamps(scene, make);
        case SceneKind::Body:
            scene.body_peak = Pressure{make.uniform(3.0, 8.0)};
            return make.uniform(20.0, 40.0);
        case SceneKind::Empty:
            return make.uniform(8.0, 20.0);
        case SceneKind::Percussion:
        case SceneKind::SlowPercussion:
            return makePercussion(scene, make);
        case SceneKind::HeldRoller:
            return makeHeldRoller(scene, make);
        case SceneKind::Saturated:
            return makeSaturated(scene, make);
        case SceneKind::Ghost:
            return makeGhost(scene, make);
    }
    return 0.0;
}

void SceneMaker::addFaults()
{
    const MatGeometry& mat = scene_.profile.geometry;
    const int faults = whole(1, 4);
    for (int i = 0; i < faults; ++i) {
        const CellIndex cell{.row = whole(0, mat.rows() - 1), .col = whole(0, mat.cols() - 1)};
        const bool is_known =
            std::any_of(scene_.faults.begin(), scene_.faults.end(), [&](const CellFault& fault) {
                return std::abs(fault.cell.row - cell.row) <= 2 && std::abs(fault.cell.col - cell.col) <= 2;
            });
        constexpr std::array<FaultKind, 3> kKinds{FaultKind::Hot, FaultKind::Dead, FaultKind::Stuck};
        if (!is_known) {
            scene_.faults.push_back(
                {.cell = cell, .kind = kKinds.at(static_cast<std::size_t>(i) % kKinds.size())});
        }
    }
}

void SceneMaker::addJunk()
{
    const auto frames = static_cast<std::uint64_t>(scene_.duration_s * scene_.rate_hz);
    const int bursts = whole(1, 3);
    for (int i = 0; i < bursts; ++i) {
        const std::uint64_t first = random_.below(frames - 4);
        const auto length = static_cast<std::uint64_t>(whole(1, 3));
        for (std::uint64_t k = 0; k < length; ++k) {
            scene_.junk_frames.push_back(first + k);
        }
    }
}

/// Single frames and short gaps of up to 0.3 s.
void SceneMaker::addLosses()
{
    const auto frames = static_cast<std::uint64_t>(scene_.duration_s * scene_.rate_hz);
    const int losses = whole(1, 6);
    for (int i = 0; i < losses; ++i) {
        const std::uint64_t first = 20 + random_.below(frames - 40);
        const auto length = static_cast<std::uint64_t>(std::max(1.0, uniform(0.0, 0.3) * scene_.rate_hz));
        for (std::uint64_t k = 0; k < length; ++k) {
            scene_.lost_frames.push_back(first + k);
        }
    }
}

void SceneMaker::spoil()
{
    scene_.sensor.gain_spread = uniform(0.0, 0.08);
    scene_.sensor.noise_share = chance(0.5) ? 0.0002 : uniform(0.0, 0.001);
    scene_.sensor.reading_noise_share = uniform(0.0, 0.01);
    scene_.sensor.line_leak = uniform(0.0, 0.02);
    if (chance(0.35)) {
        addFaults();
    }
    if (chance(0.2)) {
        addJunk();
    }
    if (chance(0.25)) {
        addLosses();
    }
    // Published creep is 4 to 19 %; a loading test finds it to some 20 %.
    scene_.sensor.fast_creep_share = uniform(0.02, 0.08);
    scene_.sensor.slow_creep_share = uniform(0.03, 0.11);
    scene_.known_creep = {.fast_share = scene_.sensor.fast_creep_share * uniform(0.8, 1.2),
                          .fast_s = scene_.sensor.fast_creep_s * uniform(0.8, 1.2),
                          .slow_share = scene_.sensor.slow_creep_share * uniform(0.8, 1.2),
                          .slow_s = scene_.sensor.slow_creep_s * uniform(0.8, 1.2)};
}

}  // namespace

std::uint64_t sceneCount()
{
    return kSceneCount;
}

Scene makeScene(std::uint64_t number)
{
    std::uint64_t index = number % kSceneCount;
    SceneKind kind = SceneKind::Empty;
    for (const KindCount& known : kCounts) {
        if (index < known.scenes) {
            kind = known.kind;
            break;
        }
        index -= known.scenes;
    }
    constexpr std::uint64_t kFirstSeed = 1000;
    sim::RandomStream random{kFirstSeed + number, sim::RandomPurpose::Client};
    constexpr std::uint64_t kEachCoarse = 5;
    const int bits = index % kEachCoarse == kEachCoarse - 1 ? 10 : 12;
    Scene scene{.kind = kind,
                .number = number,
                .seed = kFirstSeed + number,
                .profile = profileOf(kMats.at(index % kMats.size()), random.uniform(250.0, 500.0), bits)};
    constexpr std::size_t kSlowRates = 4;
    scene.rate_hz = kind == SceneKind::Percussion       ? kRates.back()
                    : kind == SceneKind::SlowPercussion ? kRates.at(index % kSlowRates)
                                                        : kRates.at((index / 2) % kRates.size());
    SceneMaker make{scene, random};
    scene.duration_s = makeKind(scene, make);
    make.spoil();
    return scene;
}

}  // namespace palpate::evaluation
