#pragma once

#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include "theme.hpp"

namespace palpate::gui {

/// The only user of Qt Charts: one line without axes over a fixed time range, and a cursor.
class ChartCanvas final : public QChartView {
    Q_OBJECT

  public:
    explicit ChartCanvas(QWidget* parent = nullptr);

    void setLine(const QList<QPointF>& points, double from_s, double to_s, double y_max);
    void setCursorTime(double time_s);
    void setColors(const QColor& line, const QColor& grid, const QColor& cursor);

    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 36}; }
    [[nodiscard]] QSize sizeHint() const override { return {160, 56}; }

  Q_SIGNALS:
    void timeClicked(double time_s);

  protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    void reportTime(QPointF position);

    QLineSeries* series_;
    QValueAxis* x_axis_;
    QValueAxis* y_axis_;
    QColor grid_;
    QColor cursor_;
    double cursor_s_ = -1.0;
};

}  // namespace palpate::gui
