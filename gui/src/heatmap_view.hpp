#pragma once

#include <optional>

#include <QMarginsF>
#include <QWidget>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "cell_mapping.hpp"
#include "color_scale.hpp"
#include "heat_image.hpp"
#include "heatmap_overlay.hpp"
#include "outline_drawing.hpp"
#include "region_editor.hpp"
#include "theme.hpp"
#include "zone_names.hpp"

namespace palpate::gui {

/// Where the user points: a pin that the next pain report takes as its place, and the keyboard's cross.
struct MapPointer {
    std::optional<MatPoint> pin;
    std::optional<MatPoint> cursor;
};

/// The mat to scale: pressure, rulers in mm, absent cells, a colour bar whose range is locked, regions, and
/// the marks of a HeatmapOverlay. Only paints; it knows nothing of sessions.
class HeatmapView final : public QWidget {
    Q_OBJECT

  public:
    explicit HeatmapView(const Theme& theme, QWidget* parent = nullptr);

    void setMat(const MatGeometry& geometry);
    /// Rows and columns of the mat (asserted), or 0 x 0 for none yet.
    void setValues(const CellArray<float>& values);
    void setScale(const ColorScale& scale, const QString& unit);
    void setOverlay(HeatmapOverlay overlay);
    void setRegions(RegionDrawing regions);
    /// Of a technique, under all marks; none = without.
    void setOutline(std::optional<OutlineDrawing> outline);
    void setPointer(const MapPointer& pointer);
    void setTheme(const Theme& theme);

    /// Where the mat is painted now; none before setMat().
    [[nodiscard]] std::optional<CellMapping> mapping() const;
    [[nodiscard]] const ColorScale& scale() const { return scale_; }
    [[nodiscard]] const CellArray<float>& values() const { return values_; }
    [[nodiscard]] const HeatmapOverlay& overlay() const { return overlay_; }
    [[nodiscard]] const std::optional<OutlineDrawing>& outline() const { return outline_; }
    [[nodiscard]] const std::optional<MatGeometry>& geometry() const { return geometry_; }
    [[nodiscard]] const MapPointer& pointer() const { return pointer_; }
    /// "neck: keep off"; a line for each zone there, empty where there is none.
    [[nodiscard]] QString zoneAt(QPointF pixel) const;
    /// How often the widget has painted itself.
    [[nodiscard]] int paintCount() const { return paint_count_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void cellEntered(int row, int col);
    void cellLeft();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    /// Room for rulers and colour bar around the mat.
    [[nodiscard]] QMarginsF frame() const;
    /// No higher than the mat is at this width, so that what follows comes right below it.
    void limitHeight();
    [[nodiscard]] MapObstacles withPointers(MapObstacles obstacles, const CellMapping& mapping) const;
    void paintMat(QPainter& painter, const CellMapping& mapping);
    void paintAbsentCells(QPainter& painter, const CellMapping& mapping) const;
    void paintRulers(QPainter& painter, const CellMapping& mapping) const;
    [[nodiscard]] QFont smallFont() const { return sized(font(), TextSize::Small); }

    Theme theme_;
    std::optional<MatGeometry> geometry_;
    CellArray<float> values_;
    ColorScale scale_;
    QString unit_;
    HeatmapOverlay overlay_;
    RegionDrawing regions_;
    std::optional<OutlineDrawing> outline_;
    MapPointer pointer_;
    ZoneNames zone_names_;
    HeatImage image_;
    int paint_count_ = 0;
};

}  // namespace palpate::gui
