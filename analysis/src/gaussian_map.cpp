#include "gaussian_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace palpate::analysis {

namespace {

constexpr Eigen::Index kReach = 3;

std::array<double, 2 * kReach + 1> weights()
{
    std::array<double, 2 * kReach + 1> made{};
    for (Eigen::Index i = -kReach; i <= kReach; ++i) {
        made[static_cast<std::size_t>(i + kReach)] = std::exp(-0.5 * static_cast<double>(i * i));
    }
    return made;
}

/// Weighted sums over `kReach` cells to both sides along rows; nothing lies beyond the edge.
CellArray<double> alongRows(const CellArray<double>& map)
{
    const auto weight = weights();
    CellArray<double> sums = CellArray<double>::Zero(map.rows(), map.cols());
    for (Eigen::Index row = 0; row < map.rows(); ++row) {
        for (Eigen::Index col = 0; col < map.cols(); ++col) {
            const Eigen::Index from = std::max(col - kReach, Eigen::Index{0});
            const Eigen::Index to = std::min(col + kReach, map.cols() - 1);
            for (Eigen::Index at = from; at <= to; ++at) {
                sums(row, col) += weight[static_cast<std::size_t>(at - col + kReach)] * map(row, at);
            }
        }
    }
    return sums;
}

CellArray<double> alongBoth(const CellArray<double>& map)
{
    const CellArray<double> turned = alongRows(map).transpose();
    return alongRows(turned).transpose();
}

}  // namespace

CellArray<double> gaussianSmoothed(const CellArray<float>& map)
{
    CellArray<double> values(map.rows(), map.cols());
    CellArray<double> known(map.rows(), map.cols());
    for (Eigen::Index i = 0; i < map.size(); ++i) {
        const auto value = static_cast<double>(map.data()[i]);
        known.data()[i] = std::isnan(value) ? 0.0 : 1.0;
        values.data()[i] = std::isnan(value) ? 0.0 : value;
    }
    const CellArray<double> sums = alongBoth(values);
    const CellArray<double> shares = alongBoth(known);
    for (Eigen::Index i = 0; i < map.size(); ++i) {
        values.data()[i] = known.data()[i] > 0.0 ? sums.data()[i] / shares.data()[i]
                                                 : std::numeric_limits<double>::quiet_NaN();
    }
    return values;
}

}  // namespace palpate::analysis
