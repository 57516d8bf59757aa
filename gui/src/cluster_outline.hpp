#pragma once

#include <vector>

#include <QPainter>

#include "palpate/core/comparison.hpp"

#include "cell_mapping.hpp"

namespace palpate::gui {

/// One side of a cell at which a cluster ends.
struct ClusterEdge {
    MatPoint from;
    MatPoint to;
};

/// The outlines of the clusters whose p is at most `most_p`, on the first session's mat.
[[nodiscard]] std::vector<ClusterEdge> clusterEdges(const MapTest& test, const MatGeometry& grid,
                                                    double most_p);

void paintClusterEdges(QPainter& painter, const CellMapping& mapping, const std::vector<ClusterEdge>& edges);

}  // namespace palpate::gui
