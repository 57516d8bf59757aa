#pragma once

#include <optional>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QObject>

#include "heatmap_view.hpp"
#include "region_editor.hpp"

namespace palpate::gui {

/// What mouse and keyboard do on the map: point at a place, or, while regions are edited, draw and move them.
/// Arrow keys move a cross by one cell (with Shift by five), Enter clicks there, Escape gives up, Delete
/// removes the selected region, arrow keys move it.
class MapInput final : public QObject {
    Q_OBJECT

  public:
    /// Listens to the view's events; both must outlive this.
    MapInput(HeatmapView& view, RegionEditor& editor, QObject* parent);

    void setEditing(bool on);
    [[nodiscard]] bool isEditing() const { return is_editing_; }

  Q_SIGNALS:
    /// Clicked, or Enter at the cross, while no regions are edited.
    void placeChosen(palpate::MatPoint place);
    /// Escape with nothing left to give up.
    void escaped();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    [[nodiscard]] std::optional<MatPoint> placeAt(const QMouseEvent& event) const;
    bool handleMouse(QEvent::Type type, const QMouseEvent& event);
    bool handleKey(const QKeyEvent& event);
    bool handleArrow(const QKeyEvent& event);
    void clickAtCursor();

    HeatmapView& view_;
    RegionEditor& editor_;
    bool is_editing_ = false;
};

}  // namespace palpate::gui
