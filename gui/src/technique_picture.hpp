#pragma once

#include <string>

#include <QSvgRenderer>
#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// The drawing of a technique's set-up in the theme's colours; a neutral one for a technique that has none.
class TechniquePicture final : public QWidget {
    Q_OBJECT

  public:
    explicit TechniquePicture(const Theme& theme, QWidget* parent = nullptr);

    void setTechnique(const std::string& id);
    void setTheme(const Theme& theme);
    /// That of the neutral drawing is "own".
    [[nodiscard]] QString pictureName() const { return name_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void load();

    Theme theme_;
    QString name_ = QStringLiteral("own");
    QSvgRenderer drawing_;
};

}  // namespace palpate::gui
