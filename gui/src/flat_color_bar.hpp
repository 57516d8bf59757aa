#pragma once

#include <functional>

#include <QColor>
#include <QRgb>
#include <QString>
#include <QWidget>

#include "color_scale.hpp"
#include "difference_scale.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// A lying colour bar with its values under it and "locked": the range does not follow the data.
class FlatColorBar final : public QWidget {
    Q_OBJECT

  public:
    explicit FlatColorBar(const Theme& theme, QWidget* parent = nullptr);

    void setScale(const ColorScale& scale, const QString& unit);
    void setScale(const DifferenceScale& scale, const QString& unit);
    void setTheme(const Theme& theme);
    [[nodiscard]] const QString& lowest() const { return lowest_; }
    [[nodiscard]] const QString& highest() const { return highest_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void describe();

    Theme theme_;
    /// By the share of the bar from its left end, 0 to 1.
    std::function<QRgb(double)> color_;
    QString lowest_;
    QString middle_;
    QString highest_;
};

}  // namespace palpate::gui
