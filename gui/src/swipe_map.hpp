#pragma once

#include <QTimer>

#include "compare_map.hpp"

namespace palpate::gui {

/// Before and after in one large map. Swipe: before on the left of a divider, after on its right; the mouse
/// drags it, the arrow keys move it. Blink: one after the other, about once a second, and nothing else moves;
/// space pauses. It stops when it is not seen.
class SwipeMap final : public CompareMap {
    Q_OBJECT

  public:
    explicit SwipeMap(LinkedCursor& cursor, QWidget* parent = nullptr);

    void setPictures(MapPicture before, MapPicture after);
    void setBlinking(bool on);
    void setPaused(bool paused);
    /// Where the divider is, 0 at the left edge to 1.
    void setDivider(double share);

    [[nodiscard]] bool isBlinking() const { return is_blinking_; }
    [[nodiscard]] bool isRunning() const { return timer_.isActive(); }
    [[nodiscard]] bool isPaused() const { return is_paused_; }
    [[nodiscard]] bool showsAfter() const { return shows_after_; }
    [[nodiscard]] double divider() const { return divider_; }

  Q_SIGNALS:
    void pausedChanged(bool paused);

  protected:
    void paintPicture(QPainter& painter, const CellMapping& mapping) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void followState();
    void dragTo(QPointF pixel);
    void paintDivider(QPainter& painter, const QRectF& mat) const;

    MapPicture before_;
    MapPicture after_;
    QImage kept_before_;
    QImage kept_after_;
    QTimer timer_;
    double divider_ = 0.5;
    bool is_blinking_ = false;
    bool is_paused_ = false;
    bool shows_after_ = false;
};

}  // namespace palpate::gui
