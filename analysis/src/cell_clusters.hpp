#pragma once

#include <cstdint>
#include <vector>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"

namespace palpate::analysis {

/// A cell that passed the threshold.
struct PassingCell {
    /// Its place in the list of cells.
    std::size_t index = 0;
    bool is_positive = false;
    /// By how much: |t| - t0.
    double excess = 0.0;
};

/// Joins cells of one sign that touch, corners too. Keeps only working memory.
class ClusterFinder final {
  public:
    /// `cells` as in MapPairs.
    ClusterFinder(const std::vector<Eigen::Index>& cells, const MatGeometry& grid);

    /// The largest sum of excesses of one cluster; 0 without cells.
    [[nodiscard]] double largestMass(const std::vector<PassingCell>& passing);

    struct Cluster {
        double mass = 0.0;
        /// Indices into the list of cells.
        std::vector<std::size_t> cells;
    };
    /// In the order of their first cells.
    [[nodiscard]] std::vector<Cluster> find(const std::vector<PassingCell>& passing);

  private:
    void mark(const std::vector<PassingCell>& passing);
    /// Takes the whole cluster of a marked cell off the map, into members_.
    double take(std::size_t place);

    struct Mark {
        std::int8_t sign = 0;
        std::uint32_t passing = 0;
    };
    std::vector<std::size_t> places_;
    std::size_t stride_;
    std::vector<Mark> marks_;
    const std::vector<PassingCell>* passing_ = nullptr;
    std::vector<std::size_t> members_;
};

}  // namespace palpate::analysis
