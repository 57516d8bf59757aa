#pragma once

#include <QFrame>
#include <QList>
#include <QPointF>

#include "elided_label.hpp"
#include "figure_label.hpp"
#include "theme.hpp"

namespace palpate::gui {

class ChartCanvas;

/// A card with one number and its course: title, current value with unit, a line.
class MetricChart final : public QFrame {
    Q_OBJECT

  public:
    static constexpr qsizetype kMaxPoints = 400;

    MetricChart(const Theme& theme, const QColor& color, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setValue(const QString& value, const QString& unit);
    /// All points at once, in the order of time; decimated here. The y range starts at 0 and ends at a round
    /// number.
    void setPoints(const QList<QPointF>& points, double from_s, double to_s);
    /// A line at this time, for reviewing; none when negative.
    void setCursorTime(double time_s);
    void setTheme(const Theme& theme, const QColor& color);

    [[nodiscard]] QString title() const { return title_->text(); }
    [[nodiscard]] QString valueText() const { return value_->text(); }

  Q_SIGNALS:
    void timeClicked(double time_s);

  private:
    ElidedLabel* title_;
    FigureLabel* value_;
    ChartCanvas* canvas_;
};

}  // namespace palpate::gui
