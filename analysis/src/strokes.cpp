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
constexpr double kRestMm = 2.0;
constexpr double kRestS = 1.0;
/// How far from a rest a movement is looked at to tell when it set out.
constexpr double kSetOutMm = 24.0;
constexpr double kSetOutShare = 0.25;
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

/// When the path is `reach_mm` from the extreme at `from`, on its way to `to`; between points on a straight
/// line.
double timeAway(const std::vector<PathPoint>& path, const std::vector<double>& along, std::size_t from,
                std::size_t to, double reach_mm)
{
    const bool is_forward = to > from;
    std::size_t before = from;
    while (before != to) {
        const std::size_t after = is_forward ? before + 1 : before - 1;
        const double off_mm = std::abs(along[after] - along[from]);
        if (off_mm > reach_mm) {
            const double last_mm = std::abs(along[before] - along[from]);
            const double share = (reach_mm - last_mm) / (off_mm - last_mm);
            return path[before].time_s + share * (path[after].time_s - path[before].time_s);
        }
        before = after;
    }
    return path[to].time_s;
}

/// When the run leaves its rest at `from` for `to` (or, backwards in time, arrives). A movement from rest
/// sets out with the third power of time (minimum jerk: Flash and Hogan 1985): at an eighth of a way half of
/// the time has gone.
double restEnd(const std::vector<PathPoint>& path, const std::vector<double>& along, std::size_t from,
               std::size_t to, double rest_s)
{
    const double far_mm = std::min(kSetOutMm, kSetOutShare * std::abs(along[to] - along[from]));
    const double near_s = timeAway(path, along, from, to, far_mm / 8.0);
    const double set_out_s = 2.0 * near_s - timeAway(path, along, from, to, far_mm);
    return to > from ? std::clamp(set_out_s, rest_s, near_s) : std::clamp(set_out_s, near_s, rest_s);
}

/// The moment of the turn at `extreme`: the middle of the time within 2 mm of it; where that is a rest of
/// over 1 s, or the path begins or ends there, the end of the rest on the side of `to`.
double turnTime(const std::vector<PathPoint>& path, const std::vector<double>& along, std::size_t extreme,
                std::size_t to, bool is_end_of_path)
{
    const double first_s = timeAway(path, along, extreme, 0, kRestMm);
    const double last_s = timeAway(path, along, extreme, path.size() - 1, kRestMm);
    if (is_end_of_path || isLonger(last_s - first_s, kRestS)) {
        return restEnd(path, along, extreme, to, to > extreme ? first_s : last_s);
    }
    return 0.5 * (first_s + last_s);
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
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Run& run = runs[i];
        const double length_mm = std::abs(along[run.last] - along[run.first]);
        if (length_mm < kShortestMm || !isFollowed(run, along, length_mm)) {
            continue;
        }
        const double start_s = turnTime(path, along, run.first, run.last, i == 0);
        const double end_s = turnTime(path, along, run.last, run.first, i + 1 == runs.size());
        strokes.push_back({.start_s = start_s,
                           .end_s = end_s,
                           .length_mm = length_mm,
                           .duration_s = end_s - start_s,
                           .speed_mm_s = length_mm / (end_s - start_s),
                           .shape = shape,
                           .from = path[run.first].place,
                           .to = path[run.last].place});
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
    const auto binOf = [&](double place_mm) {
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
        const std::size_t last = binOf(to_mm);
        for (std::size_t bin = binOf(from_mm); bin <= last; ++bin) {
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
