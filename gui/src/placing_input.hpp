#pragma once

#include <QKeyEvent>
#include <QMouseEvent>
#include <QObject>

#include "heatmap_view.hpp"
#include "outline_placer.hpp"

namespace palpate::gui {

/// What mouse and keyboard do on the map while the outline is placed: dragging moves it, or turns and scales
/// it by its handles; arrow keys move it by 10 mm (with Shift by 1 mm), Q and E or [ and ] turn it by 5
/// degrees, + and - scale it, Enter ends, Escape undoes. Nothing else gets through meanwhile.
class PlacingInput final : public QObject {
    Q_OBJECT

  public:
    /// Listens to the view's events before those who listened earlier; both must outlive this.
    PlacingInput(HeatmapView& view, OutlinePlacer& placer, QObject* parent);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void handleMouse(const QMouseEvent& event);
    bool handleKey(const QKeyEvent& event);
    bool moveByKey(const QKeyEvent& event);

    HeatmapView& view_;
    OutlinePlacer& placer_;
};

}  // namespace palpate::gui
