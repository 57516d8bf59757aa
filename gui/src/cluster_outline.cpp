#include "cluster_outline.hpp"

#include <cstddef>

#include "mark_painter.hpp"
#include "theme.hpp"

namespace palpate::gui {

std::vector<ClusterEdge> clusterEdges(const MapTest& test, const MatGeometry& grid, double most_p)
{
    const CellArray<std::uint16_t>& cluster_of = test.cluster_of;
    const auto shown_at = [&](Eigen::Index row, Eigen::Index col) -> std::size_t {
        if (row < 0 || col < 0 || row >= cluster_of.rows() || col >= cluster_of.cols()) {
            return 0;
        }
        const std::size_t number = cluster_of(row, col);
        return number > 0 && number <= test.clusters.size() && test.clusters[number - 1].p <= most_p ? number
                                                                                                     : 0;
    };
    const auto corner = [&grid](Eigen::Index row, Eigen::Index col) {
        return MatPoint{.x_mm = static_cast<double>(col) * grid.pitchXMm(),
                        .y_mm = static_cast<double>(row) * grid.pitchYMm()};
    };
    std::vector<ClusterEdge> edges;
    for (Eigen::Index row = 0; row <= cluster_of.rows(); ++row) {
        for (Eigen::Index col = 0; col <= cluster_of.cols(); ++col) {
            if (shown_at(row, col) != shown_at(row - 1, col)) {
                edges.push_back({.from = corner(row, col), .to = corner(row, col + 1)});
            }
            if (shown_at(row, col) != shown_at(row, col - 1)) {
                edges.push_back({.from = corner(row, col), .to = corner(row + 1, col)});
            }
        }
    }
    return edges;
}

void paintClusterEdges(QPainter& painter, const CellMapping& mapping, const std::vector<ClusterEdge>& edges)
{
    const Theme dark = makeTheme(ThemeKind::Dark);
    for (const QPen& pen : {QPen(faded(dark.rail, 0.9), 4.0, Qt::SolidLine, Qt::RoundCap),
                            QPen(dark.mat_text, 1.6, Qt::SolidLine, Qt::RoundCap)}) {
        painter.setPen(pen);
        for (const ClusterEdge& edge : edges) {
            painter.drawLine(mapping.toPixel(edge.from), mapping.toPixel(edge.to));
        }
    }
}

}  // namespace palpate::gui
