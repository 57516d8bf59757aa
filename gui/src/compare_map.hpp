#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QImage>
#include <QWidget>

#include "palpate/core/cell_array.hpp"
#include "palpate/core/mat_geometry.hpp"

#include "cell_mapping.hpp"
#include "cluster_outline.hpp"
#include "color_scale.hpp"
#include "fate_marks.hpp"
#include "linked_cursor.hpp"
#include "shown_part.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A map as a picture of this size in pixels.
using MapPicture = std::function<QImage(QSize)>;

[[nodiscard]] MapPicture heatPicture(const CellArray<float>& values, const ColorScale& scale);

/// One map of a comparison: the mat or a part of it to scale on a dark ground under its title, the spots with
/// their fate, the outlines of clusters, and the cross of the cursor that all maps share. Mouse and arrow
/// keys (with Shift five cells) move the cross, Escape takes it away.
class CompareMap : public QWidget {
    Q_OBJECT

  public:
    CompareMap(const QString& title, LinkedCursor& cursor, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setMat(const MatGeometry& grid);
    /// What of the mat is shown, all of it until this is called; the picture then is of these cells.
    void setShown(const ShownPart& part);
    void setPicture(MapPicture picture);
    void setMarks(std::vector<FateMark> marks);
    void setClusters(std::vector<ClusterEdge> edges);

    [[nodiscard]] const QString& title() const { return title_; }
    [[nodiscard]] const std::vector<FateMark>& marks() const { return marks_; }
    [[nodiscard]] std::optional<CellMapping> mapping() const;
    /// The room beside and over the cells.
    [[nodiscard]] QSizeF aroundCells() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

    /// The pressures under marks and cross.
    virtual void paintPicture(QPainter& painter, const CellMapping& mapping);
    void drawPicture(QPainter& painter, const QRectF& mat, const MapPicture& picture, QImage& kept) const;
    [[nodiscard]] LinkedCursor& cursor() { return cursor_; }
    [[nodiscard]] double titleHeight() const;

  private:
    void moveCursor(int rows, int cols);
    void paintScaleBar(QPainter& painter, const CellMapping& mapping) const;

    QString title_;
    LinkedCursor& cursor_;
    std::optional<MatGeometry> grid_;
    ShownPart shown_;
    MapPicture picture_;
    QImage kept_;
    std::vector<FateMark> marks_;
    std::vector<ClusterEdge> edges_;
};

}  // namespace palpate::gui
