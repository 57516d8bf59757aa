#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "palpate/analysis/patches.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/units.hpp"

namespace palpate::analysis {

struct PathPoint {
    double time_s = 0.0;
    MatPoint place;
};

/// The strokes of one path: monotone runs of at least 50 mm along its principal axis, between turning points
/// with 10 mm hysteresis; rests of over 0.75 s between them, and before and behind, do not count
/// (docs/metrics.md, "Strokes").
[[nodiscard]] std::vector<Stroke> strokesOf(const std::vector<PathPoint>& path, PatchShape shape);

/// Dwell over each centimetre of the path's principal axis, from its one end to the other, in s; empty for
/// fewer than 2 points (docs/metrics.md, "Coverage").
[[nodiscard]] std::optional<Coverage> coverageOf(const std::vector<PathPoint>& path);

/// Keeps the path of every track, at most 20 points per second, and finds its strokes when it ends. Only
/// tracks that are mostly ball or bar have strokes.
class StrokeFinder {
  public:
    StrokeFinder();

    void add(std::size_t track, double time_s, const Patch& patch);
    void endTrack(std::size_t track);

    /// In the order in which their tracks ended.
    [[nodiscard]] const std::vector<Stroke>& finished() const { return finished_; }
    [[nodiscard]] const std::vector<Coverage>& coverage() const { return coverage_; }
    /// The finished ones, and those of the tracks under way.
    [[nodiscard]] std::vector<Stroke> strokesNow() const;

  private:
    struct Path {
        std::vector<PathPoint> points;
        std::array<int, 3> shapes{};

        [[nodiscard]] PatchShape shape() const;
    };

    std::vector<Path> paths_;
    std::vector<Stroke> finished_;
    std::vector<Coverage> coverage_;
};

}  // namespace palpate::analysis
