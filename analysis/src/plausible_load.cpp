#include "plausible_load.hpp"

#include <algorithm>
#include <utility>

namespace palpate::analysis {

namespace {

constexpr Eigen::Index kFewestNeighbours = 3;
constexpr double kFrozenS = 1.0;

/// Of the loads of a sensor that are equal by chance none is.
bool isSame(const FrameMetrics& a, const FrameMetrics& b)
{
    const auto same = [&](auto FrameMetrics::*value) {
        return !(a.*value < b.*value) && !(b.*value < a.*value);
    };
    return same(&FrameMetrics::force_n) && same(&FrameMetrics::peak_kpa) && same(&FrameMetrics::ppi_kpa) &&
           same(&FrameMetrics::cop_x_mm) && same(&FrameMetrics::cop_y_mm);
}

}  // namespace

std::vector<DeadLine> deadLines(const CellArray<float>& peak_kpa, double contact_kpa)
{
    std::vector<DeadLine> lines;
    const auto find = [&](auto cell, Eigen::Index count, Eigen::Index length, bool is_row) {
        const auto touched = [&](Eigen::Index line, Eigen::Index i) {
            return static_cast<double>(cell(line, i)) >= contact_kpa;
        };
        for (Eigen::Index line = 1; line + 1 < count; ++line) {
            Eigen::Index between = 0;
            bool is_dead = true;
            for (Eigen::Index i = 0; i < length && is_dead; ++i) {
                is_dead = !touched(line, i);
                between += touched(line - 1, i) && touched(line + 1, i) ? 1 : 0;
            }
            if (is_dead && between >= kFewestNeighbours) {
                lines.push_back({.is_row = is_row, .number = static_cast<int>(line)});
            }
        }
    };
    find([&](Eigen::Index line, Eigen::Index i) { return peak_kpa(line, i); }, peak_kpa.rows(),
         peak_kpa.cols(), true);
    find([&](Eigen::Index line, Eigen::Index i) { return peak_kpa(i, line); }, peak_kpa.cols(),
         peak_kpa.rows(), false);
    return lines;
}

std::optional<double> longestFrozenS(std::span<const FrameMetrics> frames)
{
    double longest_s = 0.0;
    std::size_t first = 0;
    for (std::size_t i = 1; i < frames.size(); ++i) {
        const bool goes_on = frames[i].contact_area_cm2 > 0.0 && isSame(frames[i], frames[i - 1]);
        if (goes_on) {
            longest_s = std::max(longest_s, frames[i].time_s - frames[first].time_s);
        } else {
            first = i;
        }
    }
    return longest_s > kFrozenS ? std::optional{longest_s} : std::nullopt;
}

}  // namespace palpate::analysis
