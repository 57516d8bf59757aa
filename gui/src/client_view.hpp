#pragma once

#include <QPushButton>
#include <QWidget>

#include "client_map.hpp"
#include "cue_card.hpp"
#include "hold_ring.hpp"

namespace palpate::gui {

/// A window for the client alone: the cue in very large type, the ring of the hold, the map with the outline.
/// Full screen on the second screen where there is one. Escape closes it.
class ClientView final : public QWidget {
    Q_OBJECT

  public:
    ClientView(const Theme& theme, QWidget* parent);

    void setMat(const MatGeometry& geometry) { map_->setMat(geometry); }
    void setScale(const ColorScale& scale) { map_->setScale(scale); }
    void setTheme(const Theme& theme);
    /// Shows or closes it.
    void toggle();
    void showMoment(const Cue& cue, const CellArray<float>& values,
                    const std::optional<OutlineDrawing>& outline);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void open();

    Theme theme_;
    ClientMap* map_;
    HeadlineLabel* headline_;
    HoldRing* ring_;
    QPushButton* mirror_;
};

}  // namespace palpate::gui
