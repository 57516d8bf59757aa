#pragma once

#include <QColor>
#include <QFont>
#include <QWidget>

#include "theme.hpp"

namespace palpate::gui {

/// One line with a large figure and its unit beside it, in digits of even width.
class FigureLabel final : public QWidget {
    Q_OBJECT

  public:
    explicit FigureLabel(QWidget* parent = nullptr);

    void setFigure(const QString& figure, const QString& unit);
    void setTheme(const Theme& theme);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QFont figureFont() const;
    [[nodiscard]] QFont unitFont() const;

    QString figure_;
    QString unit_;
    QColor text_color_;
    QColor unit_color_;
};

}  // namespace palpate::gui
