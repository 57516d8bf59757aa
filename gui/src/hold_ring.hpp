#pragma once

#include <optional>

#include <QWidget>

#include "cue.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A large ring that fills towards the asked seconds, and a second one beyond them to the most.
class HoldRing final : public QWidget {
    Q_OBJECT

  public:
    explicit HoldRing(const Theme& theme, QWidget* parent = nullptr);

    void setProgress(const std::optional<HoldProgress>& progress);
    void setTheme(const Theme& theme);
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Theme theme_;
    std::optional<HoldProgress> progress_;
};

}  // namespace palpate::gui
