#pragma once

#include <vector>

#include <QPainter>

#include "heatmap_overlay.hpp"

namespace palpate::gui {

[[nodiscard]] QColor faded(QColor color, double alpha);

/// To the outer edge of what paintMark() draws.
[[nodiscard]] double markRadius(const MapMark& mark, const CellMapping& mapping,
                                const HeatmapOverlay& overlay);

/// Without its label.
void paintMark(QPainter& painter, const CellMapping& mapping, const MapMark& mark,
               const HeatmapOverlay& overlay);

/// Of a stroke's band, in pixels.
constexpr double kStrokeBand = 14.0;
/// Of the newest; more would cover the mat.
constexpr std::size_t kMostStrokes = 40;

/// A band along each of the newest ways with an arrow in its direction.
void paintStrokes(QPainter& painter, const CellMapping& mapping, const std::vector<StrokeMark>& strokes,
                  const Theme& theme);

/// A cell that takes part in nothing: crossed out.
void paintFault(QPainter& painter, const QRectF& cell, const Theme& theme);

/// Four short lines around a place that was asked for.
void paintChosen(QPainter& painter, QPointF centre, const Theme& theme);

/// Where the next pain report is to lie.
[[nodiscard]] QRectF pinRect(QPointF tip);
void paintPin(QPainter& painter, QPointF tip, const Theme& theme);

/// The keyboard's pointer.
void paintCross(QPainter& painter, QPointF centre, const Theme& theme);

}  // namespace palpate::gui
