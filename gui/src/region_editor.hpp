#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/region.hpp"

namespace palpate::gui {

/// What is to be painted of the regions.
struct RegionDrawing {
    std::vector<Region> regions;
    std::optional<std::size_t> selected;
    /// Under way; not yet a region.
    std::optional<RegionShape> draft;
};

/// Draws, moves, names and deletes regions; knows places on the mat, no widgets. Rectangles and ellipses go
/// from corner to corner, by dragging or by two clicks; polygons from click to click, until finish() or a
/// click at the first or the last point. Every place is moved into the mat.
class RegionEditor final : public QObject {
    Q_OBJECT

  public:
    enum class Tool { None, Rectangle, Ellipse, Polygon };

    explicit RegionEditor(QObject* parent = nullptr) : QObject(parent) {}

    /// Forgets all regions.
    void setMat(const MatGeometry& geometry);
    /// From outside; regionsChanged() is not emitted.
    void setRegions(std::vector<Region> regions);
    void setTool(Tool tool);
    void select(std::optional<std::size_t> index);

    /// With a tool a corner; without one the region there is selected and follows until release().
    void press(MatPoint place);
    void move(MatPoint place);
    void release(MatPoint place);
    /// Closes a polygon.
    void finish();
    /// Gives up the draft, else the move, else the tool, else the selection; false when there was nothing.
    bool cancel();

    void removeSelected();
    /// An empty name is not taken.
    void renameSelected(const QString& name);
    void moveSelected(double dx_mm, double dy_mm);

    [[nodiscard]] const std::vector<Region>& regions() const { return regions_; }
    [[nodiscard]] std::optional<std::size_t> selected() const { return selected_; }
    [[nodiscard]] Tool tool() const { return tool_; }
    [[nodiscard]] RegionDrawing drawing() const;

  Q_SIGNALS:
    /// The user drew, moved, named or deleted one.
    void regionsChanged(const std::vector<palpate::Region>& regions);
    /// Something to be painted anew.
    void drawingChanged();
    void selectionChanged();
    void toolChanged();
    /// Why a shape could not be taken, in one line.
    void refused(const QString& reason);

  private:
    [[nodiscard]] MatPoint inMat(MatPoint place) const;
    [[nodiscard]] RegionShape movedInMat(const RegionShape& shape, double dx_mm, double dy_mm) const;
    [[nodiscard]] std::optional<RegionShape> draftShape() const;
    [[nodiscard]] bool isClosing(MatPoint place) const;
    void commit(RegionShape shape);
    void dropDraft();

    double width_mm_ = 0.0;
    double height_mm_ = 0.0;
    double smallest_mm_ = 5.0;
    std::vector<Region> regions_;
    std::optional<std::size_t> selected_;
    Tool tool_ = Tool::None;
    /// Corners or points of the draft so far, and where the pointer is.
    std::vector<MatPoint> points_;
    MatPoint pointer_;
    /// Where the moving of a region began, and what it was.
    std::optional<MatPoint> grabbed_at_;
    RegionShape grabbed_;
};

}  // namespace palpate::gui
