#pragma once

#include <QLabel>
#include <QPushButton>

#include "palpate/core/technique.hpp"

#include "technique_picture.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A technique to choose: its drawing, its title, its tool.
class TechniqueCard final : public QPushButton {
    Q_OBJECT

  public:
    TechniqueCard(const Theme& theme, const Technique& technique, QWidget* parent);

    void setTheme(const Theme& theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    /// The arrow keys are the grid's.
    void keyPressEvent(QKeyEvent* event) override;

  private:
    TechniquePicture* picture_;
};

}  // namespace palpate::gui
