#include "simulator/client_timeline.hpp"

#include <algorithm>
#include <cmath>

#include "simulator/body_load.hpp"
#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kForceSpread = 0.04;
constexpr double kPlaceSpreadMm = 3.0;
constexpr double kPlaceSpreadShare = 0.02;
constexpr double kReleaseSeconds = 0.6;
constexpr double kRollerLandsSeconds = 0.8;
constexpr double kRollerRestsSeconds = 0.2;
constexpr double kWeightLandsSeconds = 0.5;
constexpr double kBodySettlesSeconds = 2.0;
constexpr double kRollerLengthMm = 330.0;
constexpr double kRollerShareOfMat = 0.9;
constexpr double kTravelMm = 300.0;
constexpr double kTravelShareOfMat = 0.7;
constexpr double kTurnSpread = 0.03;
/// Looks at the time just before a move.
constexpr double kBeforeS = 1e-6;

/// Streams of chance: places by spot, the rest by spot and round.
constexpr std::uint64_t kIndicesPerRound = 1024;
constexpr std::uint64_t kPlaceIndex = 0;
constexpr std::uint64_t kRollingIndex = 512;
constexpr std::uint64_t kBodyIndex = 768;

/// One repetition of the plan.
struct Round {
    const MatGeometry& mat;
    std::uint64_t seed;
    std::uint64_t number;
    double offset_s;

    [[nodiscard]] RandomStream random(std::uint64_t index) const
    {
        return {seed, RandomPurpose::Client, (number + 1) * kIndicesPerRound + index};
    }
};

MatPoint placeOfPress(const PlannedPress& planned, const Round& round, std::size_t spot)
{
    RandomStream random(round.seed, RandomPurpose::Client, kPlaceIndex + spot);
    const auto fraction = planned.on_body ? BodyLoad::onMat(round.mat, planned.place) : planned.place;
    const double spread = std::min(kPlaceSpreadMm, kPlaceSpreadShare * shortSideMm(round.mat));
    MatPoint place = pointAt(round.mat, fraction);
    place.x_mm += random.uniform(-spread, spread);
    place.y_mm += random.uniform(-spread, spread);
    return place;
}

BallPress pressInRound(const PlannedPress& planned, const Round& round, std::size_t spot)
{
    RandomStream random = round.random(spot);
    const double start = round.offset_s + planned.start_s;
    const double force = planned.force_n * random.uniform(1.0 - kForceSpread, 1.0 + kForceSpread);
    BallPress press{.envelope = {.start_s = start,
                                 .end_s = start + planned.duration_s,
                                 .rise_s = planned.rise_s,
                                 .fall_s = kReleaseSeconds},
                    .path = {.start = placeOfPress(planned, round, spot), .moves = {}},
                    .force = Force{force},
                    .motion = Unsteadiness(random),
                    .spot = spot,
                    .reports = {},
                    .bump = std::nullopt,
                    .beat = planned.beat};
    for (const auto& report : planned.reports) {
        press.reports.push_back({.time_s = start + report.after_s, .nrs = report.nrs});
    }
    return press;
}

RollerPass passInRound(const PlannedRolling& planned, const Round& round, std::uint64_t index)
{
    RandomStream random = round.random(kRollingIndex + index);
    const double middle = 0.5 * longSideMm(round.mat);
    const double travel = std::min(kTravelMm, kTravelShareOfMat * longSideMm(round.mat));
    const auto turn_at = [&](double side) {
        return pointAlong(round.mat,
                          middle + 0.5 * travel * side * (1.0 + random.uniform(-kTurnSpread, kTurnSpread)),
                          0.5 * shortSideMm(round.mat));
    };
    const double start = round.offset_s + planned.start_s;
    RollerPass pass{.envelope = {.start_s = start,
                                 .end_s = start,
                                 .rise_s = kRollerLandsSeconds,
                                 .fall_s = kReleaseSeconds},
                    .force = Force{planned.force_n * random.uniform(1.0 - kForceSpread, 1.0 + kForceSpread)},
                    .length = Length{std::min(kRollerLengthMm, kRollerShareOfMat * shortSideMm(round.mat))},
                    .axis = longSideIsY(round.mat) ? RollerAxis::AlongRows : RollerAxis::AlongColumns,
                    .motion = Unsteadiness(random),
                    .path = {}};
    double time = start + kRollerLandsSeconds + kRollerRestsSeconds;
    double side = -1.0;
    MatPoint from = turn_at(side);
    pass.path.start = from;
    for (const auto& stroke : planned.strokes) {
        side = -side;
        const MatPoint to = turn_at(side);
        pass.path.moves.push_back(
            {.start_s = time, .end_s = time + stroke.duration_s, .from = from, .to = to});
        time += stroke.duration_s + stroke.pause_after_s;
        from = to;
    }
    pass.envelope.end_s = time + kRollerRestsSeconds + kReleaseSeconds;
    return pass;
}

LyingBody bodyInRound(const PlannedBody& planned, const Round& round, std::uint64_t index)
{
    RandomStream random = round.random(kBodyIndex + index);
    const double start = round.offset_s + planned.start_s;
    LyingBody body;
    body.envelope = {.start_s = start,
                     .end_s = start + planned.duration_s,
                     .rise_s = kBodySettlesSeconds,
                     .fall_s = kBodySettlesSeconds};
    body.breath_hz = random.uniform(planned.slowest_breath_hz, planned.fastest_breath_hz);
    body.breath_phase_turns = random.uniform(0.0, 1.0);
    return body;
}

LaidWeight weightInRound(const PlannedWeight& planned, const Round& round)
{
    constexpr double kStandardGravity = 9.80665;
    const double start = round.offset_s + planned.start_s;
    return {.envelope = {.start_s = start,
                         .end_s = start + planned.duration_s,
                         .rise_s = kWeightLandsSeconds,
                         .fall_s = kReleaseSeconds},
            .place = pointAt(round.mat, planned.place),
            .force = Force{planned.mass_kg * kStandardGravity}};
}

}  // namespace

Force BallPress::forceAt(double time_s) const
{
    const double steady_n = force.n * envelope.at(time_s) * motion.forceFactor(time_s);
    return Force{beat ? steady_n * (1.0 + beat->force_share * sinOfTurns(beat->rate.hz * time_s)) : steady_n};
}

MatPoint BallPress::placeAt(double time_s) const
{
    const MatPoint sway = motion.swayMm(time_s);
    const MatPoint place = path.at(time_s);
    return {.x_mm = place.x_mm + sway.x_mm, .y_mm = place.y_mm + sway.y_mm};
}

Pressure BallPress::modulusAt(double time_s) const
{
    const ToolMove* move = path.lastMove(time_s);
    if (move == nullptr) {
        return relaxedModulus(kBallModulus, time_s - envelope.start_s - envelope.rise_s);
    }
    const double landed_s = envelope.start_s + envelope.rise_s;
    const auto rested = [landed_s](double since_s, double until_s) {
        return relaxedModulus(kBallModulus, until_s - std::max(since_s, landed_s));
    };
    if (time_s >= move->end_s) {
        return rested(move->end_s, time_s);
    }
    const ToolMove* before = path.lastMove(move->start_s - kBeforeS);
    const double left_kpa = rested(before == nullptr ? landed_s : before->end_s, move->start_s).kpa;
    return Pressure{left_kpa + (kBallModulus.kpa - left_kpa) * move->wayDone(time_s)};
}

double BallPress::bumpShareAt(double time_s) const
{
    return bump ? bump->force_share * bump->envelope.at(time_s) : 0.0;
}

Force RollerPass::forceAt(double time_s) const
{
    return Force{force.n * envelope.at(time_s) * motion.forceFactor(time_s)};
}

double LyingBody::breathAt(double time_s) const
{
    return sinOfTurns(breath_hz * time_s + breath_phase_turns);
}

ClientTimeline makeTimeline(const ScenarioPlan& plan, const MatGeometry& mat, std::uint64_t seed,
                            double duration_s)
{
    ClientTimeline timeline;
    std::uint64_t number = 0;
    for (double offset = 0.0; offset < duration_s; ++number) {
        const Round round{.mat = mat, .seed = seed, .number = number, .offset_s = offset};
        for (std::size_t i = 0; i < plan.presses.size(); ++i) {
            timeline.presses.push_back(pressInRound(plan.presses[i], round, i));
        }
        for (std::size_t i = 0; i < plan.rollings.size(); ++i) {
            timeline.passes.push_back(passInRound(plan.rollings[i], round, i));
        }
        for (std::size_t i = 0; i < plan.bodies.size(); ++i) {
            timeline.bodies.push_back(bodyInRound(plan.bodies[i], round, i));
        }
        for (const PlannedWeight& planned : plan.weights) {
            timeline.weights.push_back(weightInRound(planned, round));
        }
        offset = static_cast<double>(number + 1) * plan.duration_s;
    }
    return timeline;
}

}  // namespace palpate::acquisition::simulator
