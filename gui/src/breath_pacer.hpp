#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "palpate/core/coaching.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// Where a breath is.
struct BreathMoment {
    bool is_in = true;
    /// 0 when empty, 1 when full.
    double fullness = 0.0;
    int seconds_left = 0;
};
/// `elapsed_s` after the first breath began.
[[nodiscard]] BreathMoment breathAt(const BreathPace& pace, double elapsed_s);

/// A quiet circle that grows and shrinks with the breath, with its word.
class BreathPacer final : public QWidget {
    Q_OBJECT

  public:
    explicit BreathPacer(const Theme& theme, QWidget* parent = nullptr);

    void setPace(const BreathPace& pace);
    void setTheme(const Theme& theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    Theme theme_;
    BreathPace pace_;
    QElapsedTimer clock_;
    QTimer* timer_;
};

}  // namespace palpate::gui
