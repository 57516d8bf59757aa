#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "palpate/acquisition/simulation.hpp"
#include "palpate/core/calibration.hpp"
#include "palpate/core/tool_rules.hpp"

#include "simulator/client_timeline.hpp"
#include "simulator/ideal_mat.hpp"
#include "simulator/scenario_plan.hpp"
#include "simulator/sensor_model.hpp"
#include "simulator/session_truth.hpp"
#include "simulator/technique_play.hpp"
#include "simulator/technique_truth.hpp"
#include "simulator/technique_variant.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::acquisition {

namespace {

using simulator::FrameClock;
using simulator::IdealMat;
using simulator::ScenarioPlan;
using simulator::SensorModel;

constexpr double kDefaultRateHz = 50.0;
constexpr double kHighestRateHz = 10'000.0;
constexpr double kLongestSeconds = 24.0 * 3600.0;

/// Everything about a session that is known before its first frame.
struct Scene {
    IdealMat ideal;
    SimulatedTruth truth;
    std::vector<Event> reports;
};

class SimulatedSession final : public Simulation {
  public:
    SimulatedSession(MatProfile profile, std::uint64_t seed, FrameClock clock, Scene scene)
        : profile_(std::move(profile)),
          clock_(clock),
          ideal_(std::move(scene.ideal)),
          truth_(std::move(scene.truth)),
          reports_(std::move(scene.reports)),
          sensor_(profile_, {}, seed, 1.0 / clock_.rate_hz),
          field_kpa_(profile_.geometry.rows(), profile_.geometry.cols())
    {
        sensor_.setFaults(truth_.faults);
    }

    [[nodiscard]] const MatProfile& profile() const override { return profile_; }
    [[nodiscard]] Frequency rate() const override { return Frequency{clock_.rate_hz}; }
    [[nodiscard]] double durationSeconds() const override
    {
        return static_cast<double>(clock_.frames) / clock_.rate_hz;
    }
    [[nodiscard]] const SimulatedTruth& truth() const override { return truth_; }

    [[nodiscard]] std::optional<RawFrame> nextFrame() override
    {
        if (next_frame_ == clock_.frames) {
            return std::nullopt;
        }
        const double time = clock_.timeAt(next_frame_);
        ideal_.fieldAt(time, field_kpa_);
        const double device_time_us =
            std::floor(static_cast<double>(next_frame_) * 1e6 / clock_.rate_hz + 0.5);
        RawFrame frame{.stamp = {.sequence = next_frame_,
                                 .time = fromSeconds(time),
                                 .device_time_us = static_cast<std::uint64_t>(device_time_us)},
                       .counts = sensor_.read(field_kpa_)};
        ++next_frame_;
        return frame;
    }

    [[nodiscard]] std::vector<Event> takeEvents() override
    {
        std::vector<Event> taken;
        if (next_frame_ == 0) {
            return taken;
        }
        const SessionTime now = fromSeconds(clock_.timeAt(next_frame_ - 1));
        while (next_report_ < reports_.size() && reports_[next_report_].time <= now) {
            taken.push_back(reports_[next_report_++]);
        }
        return taken;
    }

  private:
    MatProfile profile_;
    FrameClock clock_;
    IdealMat ideal_;
    SimulatedTruth truth_;
    std::vector<Event> reports_;
    SensorModel sensor_;
    PressureArray field_kpa_;
    std::uint64_t next_frame_ = 0;
    std::size_t next_report_ = 0;
};

std::optional<ScenarioPlan> findPlan(std::string_view id)
{
    for (auto& plan : simulator::scenarioPlans()) {
        if (plan.id == id) {
            return std::move(plan);
        }
    }
    return std::nullopt;
}

Error noSuchScenario(const SimulationRequest& request)
{
    std::vector<std::string> ids;
    for (const ScenarioInfo& scenario : scenarios()) {
        ids.emplace_back(scenario.id);
    }
    std::string hint = "; the scenarios of a technique need the technique";
    if (request.coaching) {
        const Technique technique = withRulesOfTool(*request.coaching).technique;
        ids.push_back(technique.id);
        for (const std::string& variant : techniqueVariants(technique)) {
            ids.push_back(fmt::format("{}-{}", technique.id, variant));
        }
        hint.clear();
    }
    return {.code = ErrorCode::NotFound,
            .message = fmt::format("scenario '{}' does not exist: use {}{}", request.scenario,
                                   fmt::join(ids, ", "), hint)};
}

Result<void> checkProfile(const MatProfile& profile)
{
    constexpr int kFewestBits = 8;
    constexpr int kMostBits = 16;
    if (profile.bit_depth < kFewestBits || profile.bit_depth > kMostBits) {
        return fail(ErrorCode::InvalidArgument, fmt::format("mat profile {}: {} bits per cell, use 8 to 16",
                                                            profile.id, profile.bit_depth));
    }
    if (simulator::ceilingCounts(profile) == 0) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("mat profile {}: a ceiling of 0 counts leaves nothing to read", profile.id));
    }
    return checkCalibration(profile.calibration, profile.geometry);
}

Result<FrameClock> clockOf(const MatProfile& profile, const SimulationRequest& request,
                           double usual_duration_s)
{
    const double rate = request.rate.value_or(profile.nominal_rate.value_or(Frequency{kDefaultRateHz})).hz;
    if (!(rate > 0.0 && rate <= kHighestRateHz)) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("a simulated rate of {} Hz: use above 0 to {} Hz", rate, kHighestRateHz));
    }
    const double duration = request.duration_s.value_or(usual_duration_s);
    if (!(duration > 0.0 && duration <= kLongestSeconds)) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("a simulated session of {} s: use above 0 to {} s", duration, kLongestSeconds));
    }
    const double frames = std::floor(duration * rate + 0.5);
    return FrameClock{.rate_hz = rate, .frames = frames < 1.0 ? 1U : static_cast<std::uint64_t>(frames)};
}

SimulatedTruth truthBase(const MatProfile& profile, const SimulationRequest& request)
{
    SimulatedTruth truth;
    truth.scenario = request.scenario;
    truth.seed = request.seed;
    truth.mat = profile.id;
    if (request.with_faults) {
        truth.faults = simulator::drawFaults(profile.geometry, request.seed);
    }
    return truth;
}

Result<std::unique_ptr<Simulation>> simulatePlan(const MatProfile& profile, const SimulationRequest& request,
                                                 const ScenarioPlan& plan)
{
    const auto clock = clockOf(profile, request, plan.duration_s);
    if (!clock) {
        return fail(clock.error());
    }
    const double duration_s = static_cast<double>(clock->frames) / clock->rate_hz;
    Scene scene{.ideal = {profile.geometry,
                          simulator::makeTimeline(plan, profile.geometry, request.seed, duration_s)},
                .truth = truthBase(profile, request),
                .reports = {}};
    const auto& timeline = scene.ideal.timeline();
    scene.truth.holds = simulator::trueHolds(scene.ideal, *clock);
    scene.truth.strokes = simulator::trueStrokes(timeline, *clock);
    scene.truth.spots = simulator::trueSpots(scene.ideal, *clock);
    if (plan.is_about_breath && !timeline.bodies.empty()) {
        scene.truth.breath_hz = timeline.bodies.front().breath_hz;
    }
    scene.reports = simulator::painReports(timeline, *clock);
    return std::make_unique<SimulatedSession>(profile, request.seed, *clock, std::move(scene));
}

Result<std::unique_ptr<Simulation>> simulateTechnique(const MatProfile& profile,
                                                      const SimulationRequest& request,
                                                      const Coaching& coaching)
{
    const Coaching kept = withRulesOfTool(coaching);
    const auto variant = simulator::variantOf(request.scenario, kept.technique.id);
    if (!variant || !simulator::applies(*variant, kept.technique)) {
        return fail(noSuchScenario(request));
    }
    if (const auto checked = checkCoaching(coaching); !checked) {
        return fail(checked.error());
    }
    const auto play =
        simulator::playTechnique(kept, profile.geometry, *variant, request.seed, request.with_body);
    if (!play) {
        return fail(play.error());
    }
    const auto clock = clockOf(profile, request, play->duration_s);
    if (!clock) {
        return fail(clock.error());
    }
    Scene scene{.ideal = {profile.geometry, play->timeline},
                .truth = truthBase(profile, request),
                .reports = simulator::techniqueReports(*play)};
    const bool is_whole = clock->lastTime() >= play->sets.back().endsAt();
    if (is_whole) {
        simulator::addUsualTruth(scene.truth, profile.geometry, *play);
        scene.truth.technique = simulator::techniqueTruth(kept, *play);
    }
    return std::make_unique<SimulatedSession>(profile, request.seed, *clock, std::move(scene));
}

}  // namespace

Result<std::unique_ptr<Simulation>> makeSimulation(const MatProfile& profile,
                                                   const SimulationRequest& request)
{
    if (const auto checked = checkProfile(profile); !checked) {
        return fail(checked.error());
    }
    if (const auto plan = findPlan(request.scenario)) {
        return simulatePlan(profile, request, *plan);
    }
    return request.coaching ? simulateTechnique(profile, request, *request.coaching)
                            : fail(noSuchScenario(request));
}

const std::vector<ScenarioInfo>& scenarios()
{
    static const std::vector<ScenarioInfo> infos = [] {
        std::vector<ScenarioInfo> all;
        for (const auto& plan : simulator::scenarioPlans()) {
            all.push_back({.id = plan.id, .title = plan.title});
        }
        return all;
    }();
    return infos;
}

}  // namespace palpate::acquisition
