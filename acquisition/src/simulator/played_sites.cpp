#include "simulator/played_sites.hpp"

#include <algorithm>
#include <iterator>

#include "palpate/core/mat_plane.hpp"

#include "simulator/tool_path.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kSampleS = 0.01;
constexpr double kSiteRadiusMm = 10.0;
constexpr double kShortestStrokeMm = 50.0;

/// From a moment at the place, forwards or backwards to the last one within the radius and in contact.
double edgeOfStay(const PlayedSet& set, const MatPoint& place, double from_s, double step_s)
{
    double time_s = from_s;
    while (distanceMm(set.path.at(time_s + step_s), place) <= kSiteRadiusMm &&
           set.isInContact(time_s + step_s)) {
        time_s += step_s;
    }
    return time_s;
}

SiteDose siteOf(const PlayedSet& set, double rest_start_s, double rest_end_s, int losses)
{
    const MatPoint place = set.path.at(rest_start_s);
    SiteDose site{.start_s = edgeOfStay(set, place, rest_start_s, -kSampleS),
                  .end_s = edgeOfStay(set, place, rest_end_s, kSampleS),
                  .place = place,
                  .side = set.side,
                  .losses = losses};
    for (double time_s = site.start_s; time_s < site.end_s; time_s += kSampleS) {
        site.held_s += set.isInContact(time_s) ? kSampleS : 0.0;
    }
    return site;
}

bool staysOnPlace(StepKind kind)
{
    return kind == StepKind::Hold || kind == StepKind::Lift;
}

}  // namespace

double firstContact(const PlayedSet& set)
{
    double time_s = set.startsAt();
    while (!set.isInContact(time_s)) {
        time_s += kSampleS;
    }
    return time_s;
}

double lastContact(const PlayedSet& set)
{
    double time_s = set.endsAt();
    while (!set.isInContact(time_s)) {
        time_s -= kSampleS;
    }
    return time_s;
}

std::vector<SiteDose> playedSites(const PlayedSet& set)
{
    std::vector<SiteDose> sites;
    auto step = set.steps.begin();
    while (step != set.steps.end()) {
        if (step->step.kind != StepKind::Hold) {
            ++step;
            continue;
        }
        const auto after = std::find_if(
            step, set.steps.end(), [](const PlayedStep& played) { return !staysOnPlace(played.step.kind); });
        const auto losses = std::count_if(
            step, after, [](const PlayedStep& played) { return played.step.kind == StepKind::Lift; });
        sites.push_back(siteOf(set, step->start_s, std::prev(after)->end_s, static_cast<int>(losses)));
        step = after;
    }
    return sites;
}

std::vector<SimulatedTruth::Stroke> playedStrokes(const PlayedSet& set)
{
    std::vector<SimulatedTruth::Stroke> strokes;
    std::optional<double> began_s;
    for (const PlayedStep& played : set.steps) {
        if (played.step.kind == StepKind::PartOfStroke) {
            began_s = played.start_s;
        }
        if (played.step.kind != StepKind::Stroke) {
            continue;
        }
        const double start_s = began_s.value_or(played.start_s);
        began_s.reset();
        const double length_mm = distanceMm(set.path.at(start_s), played.step.to);
        if (length_mm >= kShortestStrokeMm) {
            strokes.push_back({.start_s = start_s,
                               .end_s = played.end_s,
                               .length_mm = length_mm,
                               .speed_mm_s = length_mm / (played.end_s - start_s)});
        }
    }
    return strokes;
}

}  // namespace palpate::acquisition::simulator
