#include "simulator/technique_truth.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "simulator/cue_moments.hpp"
#include "simulator/played_sites.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kSampleS = 0.01;
constexpr double kShortestHoldS = 5.0;

SetDone setDone(const PlayedSet& set)
{
    const auto first = firstContact(set);
    const auto last = lastContact(set);
    double worked_s = 0.0;
    for (double time_s = first; time_s < last; time_s += kSampleS) {
        worked_s += set.isInContact(time_s) ? kSampleS : 0.0;
    }
    return {.start_s = first, .end_s = last, .worked_s = worked_s, .side = set.side};
}

/// Mean force and highest cell of a place, at five moments a second.
SimulatedTruth::Hold holdOf(const SiteDose& site, const IdealMat& ideal)
{
    constexpr double kStepS = 0.2;
    SimulatedTruth::Hold hold{.start_s = site.start_s, .end_s = site.end_s, .place = site.place};
    PressureArray field(ideal.mat().rows(), ideal.mat().cols());
    int count = 0;
    for (double time_s = site.start_s; time_s <= site.end_s; time_s += kStepS) {
        ideal.fieldAt(time_s, field);
        const auto total_kpa = static_cast<double>(field.cast<double>().sum());
        if (total_kpa > 0.0) {
            hold.mean_n += (Pressure{total_kpa} * ideal.mat().cellArea()).n;
            hold.peak_kpa = std::max(hold.peak_kpa, static_cast<double>(field.maxCoeff()));
            ++count;
        }
    }
    hold.mean_n /= std::max(1, count);
    return hold;
}

}  // namespace

SimulatedTruth::Technique techniqueTruth(const Coaching& coaching, const TechniquePlay& play)
{
    SimulatedTruth::Technique truth{.id = coaching.technique.id,
                                    .variant = std::string(toString(play.variant))};
    if (const auto broken = ruleBrokenBy(play.variant)) {
        const bool is_dwell = coaching.tool == Tool::PercussionGun && *broken == RuleKind::HoldTime;
        truth.broken.push_back(is_dwell ? RuleKind::PercussionTime : *broken);
    }
    for (const PlayedSet& set : play.sets) {
        truth.sets.push_back(setDone(set));
        const auto sites = playedSites(set);
        truth.sites.insert(truth.sites.end(), sites.begin(), sites.end());
    }
    truth.cues = cueMoments(coaching, play);
    return truth;
}

void addUsualTruth(SimulatedTruth& truth, const MatGeometry& mat, const TechniquePlay& play)
{
    ClientTimeline tools = play.timeline;
    tools.bodies.clear();
    const IdealMat ideal{mat, std::move(tools)};
    for (const PlayedSet& set : play.sets) {
        for (const SiteDose& site : playedSites(set)) {
            if (site.end_s - site.start_s >= kShortestHoldS) {
                truth.holds.push_back(holdOf(site, ideal));
            }
        }
        const auto strokes = playedStrokes(set);
        truth.strokes.insert(truth.strokes.end(), strokes.begin(), strokes.end());
        std::optional<SimulatedTruth::Spot> spot;
        for (const PlayedStep& played : set.steps) {
            for (const PlannedReport& report : played.step.reports) {
                spot = {.place = set.path.at(played.start_s + report.after_s), .nrs = report.nrs};
            }
        }
        if (spot) {
            truth.spots.push_back(*spot);
        }
    }
}

std::vector<Event> techniqueReports(const TechniquePlay& play)
{
    std::vector<Event> events;
    for (const PlayedSet& set : play.sets) {
        for (const PlayedStep& played : set.steps) {
            for (const PlannedReport& report : played.step.reports) {
                events.push_back({.time = fromSeconds(played.start_s + report.after_s),
                                  .kind = EventKind::Pain,
                                  .nrs = report.nrs,
                                  .place = std::nullopt,
                                  .text = {}});
            }
        }
    }
    return events;
}

}  // namespace palpate::acquisition::simulator
