#include "coached_scenario.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "palpate/analysis/pipeline.hpp"
#include "palpate/core/mat_plane.hpp"

namespace palpate::evaluation {

namespace {

constexpr double kEarlyS = 0.5;
/// A cue that comes later belongs to something else.
constexpr double kLatestS = 5.0;
constexpr double kNearMm = 25.0;
constexpr double kShortestCueS = 1.5;
constexpr double kApartS = 3.0;
constexpr double kToleranceS = 1e-6;

using Truth = acquisition::SimulatedTruth::Technique;

SessionHeader headerOf(const CoachedScenario& scenario)
{
    return {.geometry = scenario.profile.geometry,
            .samples = SampleKind::Counts,
            .calibration = scenario.profile.calibration,
            .tare = std::nullopt,
            .nominal_rate = scenario.rate,
            .coaching = scenario.coaching};
}

/// As a session that was recorded: every event before the frames that follow it.
Result<CoachResults> coached(const CoachedScenario& scenario, const acquisition::SimulationRequest& request,
                             std::optional<Truth>& truth)
{
    auto simulation = acquisition::makeSimulation(scenario.profile, request);
    if (!simulation) {
        return fail(simulation.error());
    }
    truth = (*simulation)->truth().technique;
    auto pipeline = analysis::Pipeline::create(headerOf(scenario), {}, analysis::KeepFrames::Latest);
    if (!pipeline) {
        return fail(pipeline.error());
    }
    while (const auto frame = (*simulation)->nextFrame()) {
        for (const Event& event : (*simulation)->takeEvents()) {
            pipeline->addEvent(event);
        }
        pipeline->push(*frame);
    }
    return *pipeline->finish(0).coach;
}

/// Each moment takes the first cue of its kind that has not been taken, from a little before it on; one that
/// was shown already at that moment is in time.
void timeCues(const Truth& truth, const CoachResults& results, CoachScore& score)
{
    std::vector<bool> is_taken(results.cues.size(), false);
    std::vector<CueKind> listed;
    for (const auto& moment : truth.cues) {
        listed.push_back(moment.kind);
        CueTiming timing{.kind = moment.kind, .late_s = std::nullopt};
        for (std::size_t i = 0; i < results.cues.size(); ++i) {
            const CoachCue& cue = results.cues[i];
            const bool is_shown_then =
                cue.start_s <= moment.time_s && (!cue.end_s || *cue.end_s >= moment.time_s);
            const bool comes_then =
                cue.start_s >= moment.time_s - kEarlyS && cue.start_s <= moment.time_s + kLatestS;
            if (cue.kind == moment.kind && (is_shown_then || (comes_then && !is_taken[i]))) {
                is_taken[i] = true;
                timing.late_s = is_shown_then ? 0.0 : cue.start_s - moment.time_s;
                break;
            }
        }
        score.timings.push_back(timing);
    }
    constexpr std::array kWarnings{CueKind::EaseOffPain, CueKind::OffLimits,   CueKind::MaybeBone,
                                   CueKind::MoveOn,      CueKind::StayOn,      CueKind::Slower,
                                   CueKind::Faster,      CueKind::StillResting};
    for (const CoachCue& cue : results.cues) {
        const bool is_warning = std::find(kWarnings.begin(), kWarnings.end(), cue.kind) != kWarnings.end();
        if (is_warning && std::find(listed.begin(), listed.end(), cue.kind) == listed.end()) {
            score.baseless.push_back(cue.kind);
        }
    }
}

void compareHolds(const Truth& truth, const CoachResults& results, CoachScore& score)
{
    std::vector<bool> is_taken(results.sites.size(), false);
    for (const SiteDose& site : truth.sites) {
        const auto found =
            std::find_if(results.sites.begin(), results.sites.end(), [&](const SiteDose& measured) {
                const auto index = static_cast<std::size_t>(&measured - results.sites.data());
                return !is_taken[index] && measured.start_s < site.end_s && measured.end_s > site.start_s &&
                       distanceMm(measured.place, site.place) < kNearMm;
            });
        if (found == results.sites.end()) {
            ++score.missed_holds;
            continue;
        }
        is_taken[static_cast<std::size_t>(found - results.sites.begin())] = true;
        score.hold_errors_s.push_back(found->held_s - site.held_s);
    }
    score.invented_holds = static_cast<int>(std::count(is_taken.begin(), is_taken.end(), false));
}

int countFlickers(const std::vector<CoachCue>& cues)
{
    int flickers = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        flickers += cues[i].end_s && *cues[i].end_s - cues[i].start_s < kShortestCueS - kToleranceS ? 1 : 0;
        for (std::size_t j = 0; j < i; ++j) {
            flickers +=
                cues[j].kind == cues[i].kind && cues[i].start_s - *cues[j].end_s < kApartS - kToleranceS ? 1
                                                                                                         : 0;
        }
    }
    return flickers;
}

}  // namespace

Result<CoachScore> scoreCoach(const CoachedScenario& scenario, std::uint64_t seed)
{
    const acquisition::SimulationRequest request{.scenario = scenario.id,
                                                 .seed = seed,
                                                 .duration_s = std::nullopt,
                                                 .rate = scenario.rate,
                                                 .with_faults = false,
                                                 .coaching = scenario.coaching,
                                                 .with_body = scenario.with_body};
    std::optional<Truth> truth;
    const auto results = coached(scenario, request, truth);
    if (!results) {
        return fail(results.error());
    }
    CoachScore score{.broken = truth->broken};
    for (const RuleScore& rule : results->adherence) {
        if (rule.met == false) {
            score.reported.push_back(rule.rule);
        }
    }
    timeCues(*truth, *results, score);
    compareHolds(*truth, *results, score);
    score.flickers = countFlickers(results->cues);
    // Twice is enough to see whether anything but the frames decides.
    constexpr std::uint64_t kRepeated = 20;
    if (seed % kRepeated == 0) {
        score.is_repeatable = coached(scenario, request, truth) == *results;
    }
    return score;
}

}  // namespace palpate::evaluation
