#include "palpate/analysis/strokes.hpp"

#include <algorithm>
#include <cmath>

#include "palpate/analysis/time_limits.hpp"
#include "palpate/analysis/tracks.hpp"

namespace palpate::analysis {

namespace {

constexpr double kShortestMm = 50.0;
constexpr double kHysteresisMm = 10.0;
constexpr double kPathStepS = 0.05;
constexpr double kRestMm = 2.0;
constexpr double kRestS = 1.0;

struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Place of each point along the direction in which the path varies most.
std::vector<double> alongPrincipalAxis(const std::vector<PathPoint>& path)
{
    double mean_x = 0.0;
    double mean_y = 0.0;
    for (const PathPoint& point : path) {
        mean_x += point.place.x_mm;
        mean_y += point.place.y_mm;
    }
    mean_x /= static_cast<double>(path.size());
    mean_y /= static_cast<double>(path.size());
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (const PathPoint& point : path) {
        const double dx = point.place.x_mm - mean_x;
        const double dy = point.place.y_mm - mean_y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    const double angle = 0.5 * std::atan2(2.0 * xy, xx - yy);
    std::vector<double> along;
    along.reserve(path.size());
    for (const PathPoint& point : path) {
        along.push_back((point.place.x_mm - mean_x) * std::cos(angle) +
                        (point.place.y_mm - mean_y) * std::sin(angle));
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

/// Takes a rest of over 1 s within 2 mm off each end.
Run withoutRests(Run run, const std::vector<PathPoint>& path, const std::vector<double>& along)
{
    std::size_t leaves = run.first;
    while (leaves < run.last && std::abs(along[leaves + 1] - along[run.first]) <= kRestMm) {
        ++leaves;
    }
    std::size_t arrives = run.last;
    while (arrives > leaves && std::abs(along[arrives - 1] - along[run.last]) <= kRestMm) {
        --arrives;
    }
    if (isLonger(path[leaves].time_s - path[run.first].time_s, kRestS)) {
        run.first = leaves;
    }
    if (isLonger(path[run.last].time_s - path[arrives].time_s, kRestS)) {
        run.last = arrives;
    }
    return run;
}

}  // namespace

std::vector<Stroke> strokesOf(const std::vector<PathPoint>& path, PatchShape shape)
{
    std::vector<Stroke> strokes;
    if (path.size() < 2) {
        return strokes;
    }
    const std::vector<double> along = alongPrincipalAxis(path);
    for (const Run& whole : monotoneRuns(along)) {
        const Run run = withoutRests(whole, path, along);
        const double length_mm = std::abs(along[run.last] - along[run.first]);
        if (length_mm < kShortestMm) {
            continue;
        }
        const double start_s = path[run.first].time_s;
        const double end_s = path[run.last].time_s;
        strokes.push_back({.start_s = start_s,
                           .end_s = end_s,
                           .length_mm = length_mm,
                           .duration_s = end_s - start_s,
                           .speed_mm_s = length_mm / (end_s - start_s),
                           .shape = shape});
    }
    return strokes;
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
    const auto most = std::max_element(path.shapes.begin(), path.shapes.end());
    const auto shape = static_cast<PatchShape>(most - path.shapes.begin());
    if (shape != PatchShape::Body) {
        for (const Stroke& stroke : strokesOf(path.points, shape)) {
            finished_.push_back(stroke);
        }
    }
    path.points.clear();
    path.shapes = {};
}

}  // namespace palpate::analysis
