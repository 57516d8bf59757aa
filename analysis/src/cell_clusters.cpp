#include "cell_clusters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace palpate::analysis {

/// A border of unmarked cells all around saves every question about the edge.
ClusterFinder::ClusterFinder(const std::vector<Eigen::Index>& cells, const MatGeometry& grid)
    : stride_{static_cast<std::size_t>(grid.cols()) + 2},
      marks_(stride_ * (static_cast<std::size_t>(grid.rows()) + 2))
{
    places_.reserve(cells.size());
    const auto cols = static_cast<std::size_t>(grid.cols());
    for (const Eigen::Index cell : cells) {
        const auto at = static_cast<std::size_t>(cell);
        places_.push_back((at / cols + 1) * stride_ + at % cols + 1);
    }
    members_.reserve(cells.size());
}

void ClusterFinder::mark(const std::vector<PassingCell>& passing)
{
    passing_ = &passing;
    for (std::size_t i = 0; i < passing.size(); ++i) {
        marks_[places_[passing[i].index]] = {
            .sign = static_cast<std::int8_t>(passing[i].is_positive ? 1 : -1),
            .passing = static_cast<std::uint32_t>(i)};
    }
}

double ClusterFinder::take(std::size_t place)
{
    const std::array<std::size_t, 8> around{place - stride_ - 1, place - stride_,    place - stride_ + 1,
                                            place - 1,           place + 1,          place + stride_ - 1,
                                            place + stride_,     place + stride_ + 1};
    const std::int8_t sign = marks_[place].sign;
    double mass = 0.0;
    members_.assign(1, place);
    marks_[place].sign = 0;
    for (std::size_t next = 0; next < members_.size(); ++next) {
        mass += (*passing_)[marks_[members_[next]].passing].excess;
        for (const std::size_t neighbour : around) {
            // Unsigned steps wrap around, and so come out right from any member.
            const std::size_t at = neighbour + (members_[next] - place);
            if (marks_[at].sign == sign) {
                marks_[at].sign = 0;
                members_.push_back(at);
            }
        }
    }
    return mass;
}

double ClusterFinder::largestMass(const std::vector<PassingCell>& passing)
{
    mark(passing);
    double largest = 0.0;
    for (const PassingCell& cell : passing) {
        const std::size_t place = places_[cell.index];
        if (marks_[place].sign != 0) {
            largest = std::max(largest, take(place));
        }
    }
    return largest;
}

std::vector<ClusterFinder::Cluster> ClusterFinder::find(const std::vector<PassingCell>& passing)
{
    mark(passing);
    std::vector<Cluster> clusters;
    for (const PassingCell& cell : passing) {
        const std::size_t place = places_[cell.index];
        if (marks_[place].sign == 0) {
            continue;
        }
        Cluster& cluster = clusters.emplace_back();
        cluster.mass = take(place);
        cluster.cells.reserve(members_.size());
        for (const std::size_t member : members_) {
            cluster.cells.push_back(passing[marks_[member].passing].index);
        }
    }
    return clusters;
}

}  // namespace palpate::analysis
