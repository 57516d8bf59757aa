#include "palpate/analysis/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/analysis/tracks.hpp"

namespace palpate::analysis {

namespace {

constexpr double kShortestMm = 50.0;
constexpr double kHysteresisMm = 10.0;
constexpr double kPathStepS = 0.05;
/// The time within this share of a stroke's length from its turning point is the turn's.
constexpr double kTurnShare = 0.04;
/// What a turn without a pause takes of the time between the middles of the strokes on its two sides (0.23
/// where the speed is even for most of the way, 0.26 in a swing, 0.35 at minimum jerk).
constexpr double kTurningShare = 0.3;
/// A longer pause is a rest.
constexpr double kPauseS = 0.75;
constexpr std::size_t kLeastPoints = 5;
constexpr double kLongestStep = 1.0 / 3.0;
constexpr double kBinMm = 10.0;
/// Between two points of a path that are farther apart in time nothing is known.
constexpr double kLongestAbsenceS = 0.5;
constexpr double kMissedShare = 0.5;

struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct Axis {
    MatPoint middle;
    double cosine = 1.0;
    double sine = 0.0;
};

/// The direction in which the path varies most.
Axis principalAxis(const std::vector<PathPoint>& path)
{
    Axis axis;
    for (const PathPoint& point : path) {
        axis.middle.x_mm += point.place.x_mm;
        axis.middle.y_mm += point.place.y_mm;
    }
    axis.middle.x_mm /= static_cast<double>(path.size());
    axis.middle.y_mm /= static_cast<double>(path.size());
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (const PathPoint& point : path) {
        const double dx = point.place.x_mm - axis.middle.x_mm;
        const double dy = point.place.y_mm - axis.middle.y_mm;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    const double angle = 0.5 * std::atan2(2.0 * xy, xx - yy);
    axis.cosine = std::cos(angle);
    axis.sine = std::sin(angle);
    return axis;
}

std::vector<double> alongAxis(const std::vector<PathPoint>& path, const Axis& axis)
{
    std::vector<double> along;
    along.reserve(path.size());
    for (const PathPoint& point : path) {
        along.push_back((point.place.x_mm - axis.middle.x_mm) * axis.cosine +
                        (point.place.y_mm - axis.middle.y_mm) * axis.sine);
    }
    return along;
}

/// The first turning point and direction: where the path has gone 10 mm from its lowest or highest point.
/// Returns 0 while neither is so.
int firstDirection(const std::vector<double>& along, Run& run)
{
    std::size_t lowest = 0;
    std::size_t highest = 0;
    for (std::size_t i = 1; i < along.size(); ++i) {
        lowest = along[i] < along[lowest] ? i : lowest;
        highest = along[i] > along[highest] ? i : highest;
        if (along[i] - along[lowest] >= kHysteresisMm) {
            run = {.first = lowest, .last = i};
            return 1;
        }
        if (along[highest] - along[i] >= kHysteresisMm) {
            run = {.first = highest, .last = i};
            return -1;
        }
    }
    return 0;
}

std::vector<Run> monotoneRuns(const std::vector<double>& along)
{
    std::vector<Run> runs;
    Run run;
    int direction = firstDirection(along, run);
    if (direction == 0) {
        return runs;
    }
    for (std::size_t i = run.last + 1; i < along.size(); ++i) {
        const double ahead_mm = direction * (along[i] - along[run.last]);
        if (ahead_mm > 0.0) {
            run.last = i;
        } else if (-ahead_mm >= kHysteresisMm) {
            runs.push_back(run);
            run = {.first = run.last, .last = i};
            direction = -direction;
        }
    }
    runs.push_back(run);
    return runs;
}

/// When the path, on its way from `from` to `to` (forwards or backwards in time), is `reach_mm` from where it
/// was at `from` for the last time; between points on a straight line.
double timeAway(const std::vector<PathPoint>& path, const std::vector<double>& along, std::size_t from,
                std::size_t to, double reach_mm)
{
    const double sign = along[to] > along[from] ? 1.0 : -1.0;
    std::size_t after = to;
    while (after != from) {
        const std::size_t before = to > from ? after - 1 : after + 1;
        const double near_mm = sign * (along[before] - along[from]);
        if (near_mm <= reach_mm) {
            const double far_mm = sign * (along[after] - along[from]);
            const double share = far_mm > near_mm ? (reach_mm - near_mm) / (far_mm - near_mm) : 0.0;
            return path[before].time_s + share * (path[after].time_s - path[before].time_s);
        }
        after = before;
    }
    return path[from].time_s;
}

/// The times of a run between two turning points.
struct RunTimes {
    double start_s = 0.0;
    double end_s = 0.0;
    double middle_s = 0.0;
    double length_mm = 0.0;
};

/// Without its turns: what lies within 4 % of the length of either end.
RunTimes timesBetweenTurns(const std::vector<PathPoint>& path, const std::vector<double>& along,
                           const Run& run)
{
    const double length_mm = std::abs(along[run.last] - along[run.first]);
    const double turn_mm = kTurnShare * length_mm;
    return {.start_s = timeAway(path, along, run.first, run.last, turn_mm),
            .end_s = timeAway(path, along, run.last, run.first, turn_mm),
            .middle_s = timeAway(path, along, run.first, run.last, 0.5 * length_mm),
            .length_mm = (1.0 - 2.0 * kTurnShare) * length_mm};
}

/// Both runs last up to the turning point between them, unless there is a rest. Runs at different speeds turn
/// alike: the turning point divides the time between their middles in the ratio of the times before and
/// behind the turn.
void joinAtTurn(RunTimes& before, double before_mm, RunTimes& after, double after_mm)
{
    const double span_s = after.middle_s - before.middle_s;
    const double pause_s = ((after.start_s - before.end_s) - kTurningShare * span_s) / (1.0 - kTurningShare);
    if (isLonger(pause_s, kPauseS)) {
        return;
    }
    const double before_s = std::max(before.end_s - before.middle_s, 0.0);
    const double after_s = std::max(after.middle_s - after.start_s, 0.0);
    const double share = before_s + after_s > 0.0 ? before_s / (before_s + after_s) : 0.5;
    before.end_s = before.middle_s + share * span_s;
    after.start_s = before.end_s;
    before.length_mm += kTurnShare * before_mm;
    after.length_mm += kTurnShare * after_mm;
}

/// A patch that jumps to another one is no stroke: at least 5 points, and no step over a third of the run.
bool isFollowed(const Run& run, const std::vector<double>& along, double length_mm)
{
    if (run.last - run.first + 1 < kLeastPoints) {
        return false;
    }
    for (std::size_t i = run.first; i < run.last; ++i) {
        if (std::abs(along[i + 1] - along[i]) > kLongestStep * length_mm) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::vector<Stroke> strokesOf(const std::vector<PathPoint>& path, PatchShape shape)
{
    std::vector<Stroke> strokes;
    if (path.size() < 2) {
        return strokes;
    }
    const std::vector<double> along = alongAxis(path, principalAxis(path));
    const std::vector<Run> runs = monotoneRuns(along);
    const auto length_of = [&along](const Run& run) { return std::abs(along[run.last] - along[run.first]); };
    std::vector<RunTimes> times;
    times.reserve(runs.size());
    for (const Run& run : runs) {
        times.push_back(timesBetweenTurns(path, along, run));
    }
    for (std::size_t i = 1; i < runs.size(); ++i) {
        joinAtTurn(times[i - 1], length_of(runs[i - 1]), times[i], length_of(runs[i]));
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const double way_mm = length_of(runs[i]);
        if (way_mm < kShortestMm || !isFollowed(runs[i], along, way_mm)) {
            continue;
        }
        const double duration_s = times[i].end_s - times[i].start_s;
        strokes.push_back({.start_s = times[i].start_s,
                           .end_s = times[i].end_s,
                           .length_mm = times[i].length_mm,
                           .duration_s = duration_s,
                           .speed_mm_s = times[i].length_mm / duration_s,
                           .shape = shape,
                           .from = path[runs[i].first].place,
                           .to = path[runs[i].last].place});
    }
    return strokes;
}

std::optional<Coverage> coverageOf(const std::vector<PathPoint>& path)
{
    if (path.size() < 2) {
        return std::nullopt;
    }
    const Axis axis = principalAxis(path);
    const std::vector<double> along = alongAxis(path, axis);
    const auto [least, most] = std::minmax_element(along.begin(), along.end());
    const double first_mm = *least;
    const auto bins = static_cast<std::size_t>(std::max(1.0, std::ceil((*most - first_mm) / kBinMm)));
    Coverage coverage{.start_s = path.front().time_s,
                      .end_s = path.back().time_s,
                      .from = {.x_mm = axis.middle.x_mm + first_mm * axis.cosine,
                               .y_mm = axis.middle.y_mm + first_mm * axis.sine},
                      .direction_deg = std::atan2(axis.sine, axis.cosine) * 180.0 / std::numbers::pi,
                      .dwell_s_per_cm = std::vector<double>(bins, 0.0)};
    const auto bin_of = [&](double place_mm) {
        return std::min(static_cast<std::size_t>((place_mm - first_mm) / kBinMm), bins - 1);
    };
    for (std::size_t i = 1; i < path.size(); ++i) {
        const double elapsed_s = path[i].time_s - path[i - 1].time_s;
        if (isLonger(elapsed_s, kLongestAbsenceS)) {
            continue;
        }
        // The time between two points is spread evenly over the way between them.
        const double from_mm = std::min(along[i - 1], along[i]);
        const double to_mm = std::max(along[i - 1], along[i]);
        const std::size_t last = bin_of(to_mm);
        for (std::size_t bin = bin_of(from_mm); bin <= last; ++bin) {
            const double bin_mm = first_mm + kBinMm * static_cast<double>(bin);
            const double part_mm = std::min(to_mm, bin_mm + kBinMm) - std::max(from_mm, bin_mm);
            coverage.dwell_s_per_cm[bin] +=
                to_mm > from_mm ? elapsed_s * std::max(part_mm, 0.0) / (to_mm - from_mm) : elapsed_s;
        }
    }
    std::vector<double> sorted = coverage.dwell_s_per_cm;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(bins / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const double limit = kMissedShare * *middle;
    const auto missed = std::count_if(coverage.dwell_s_per_cm.begin(), coverage.dwell_s_per_cm.end(),
                                      [limit](double dwell) { return dwell < limit; });
    coverage.missed_pct = 100.0 * static_cast<double>(missed) / static_cast<double>(bins);
    return coverage;
}

PatchShape StrokeFinder::Path::shape() const
{
    const auto* const most = std::max_element(shapes.begin(), shapes.end());
    return static_cast<PatchShape>(most - shapes.begin());
}

StrokeFinder::StrokeFinder() : paths_(TrackLinker::kMaxTracks) {}

void StrokeFinder::add(std::size_t track, double time_s, const Patch& patch)
{
    Path& path = paths_[track];
    ++path.shapes.at(static_cast<std::size_t>(patch.shape));
    if (path.points.empty() || isAtLeast(time_s - path.points.back().time_s, kPathStepS)) {
        path.points.push_back({.time_s = time_s, .place = patch.centroid});
    }
}

void StrokeFinder::endTrack(std::size_t track)
{
    Path& path = paths_[track];
    if (path.shape() != PatchShape::Body) {
        const std::vector<Stroke> strokes = strokesOf(path.points, path.shape());
        finished_.insert(finished_.end(), strokes.begin(), strokes.end());
        if (!strokes.empty()) {
            if (auto coverage = coverageOf(path.points)) {
                coverage_.push_back(std::move(*coverage));
            }
        }
    }
    path.points.clear();
    path.shapes = {};
}

std::vector<Stroke> StrokeFinder::strokesNow() const
{
    std::vector<Stroke> strokes = finished_;
    for (const Path& path : paths_) {
        if (!path.points.empty() && path.shape() != PatchShape::Body) {
            const std::vector<Stroke> open = strokesOf(path.points, path.shape());
            strokes.insert(strokes.end(), open.begin(), open.end());
        }
    }
    return strokes;
}

}  // namespace palpate::analysis
