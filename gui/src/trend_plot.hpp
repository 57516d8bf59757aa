#pragma once

#include <optional>

#include <QWidget>

#include "palpate/core/measurement_info.hpp"
#include "palpate/core/trend.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// One measure over time: filled for before, a ring for after, a diamond for other visits, treatments as
/// ticks under the time axis. Behind them what lies within the error of the first value, and the robust line.
class TrendPlot final : public QWidget {
    Q_OBJECT

  public:
    explicit TrendPlot(const Theme& theme, QWidget* parent = nullptr);

    void setTrend(const Trend& trend, std::optional<SetUp> setup);
    void setTheme(const Theme& theme);
    /// Where a visit stands; none without a value.
    [[nodiscard]] std::optional<QPointF> placeOf(std::size_t point) const;
    /// The height of the error band; none where no band is known.
    [[nodiscard]] std::optional<double> bandHeight() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Axes {
        double low = 0.0;
        double high = 1.0;
        double step = 1.0;
        double begin_s = 0.0;
        double end_s = 1.0;
    };

    [[nodiscard]] Axes axesOf() const;
    [[nodiscard]] QRectF field() const;
    [[nodiscard]] double xOf(std::chrono::system_clock::time_point time) const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] QString tickText(double value) const;
    void drawGrid(QPainter& painter) const;
    void drawDates(QPainter& painter) const;
    void drawTreatments(QPainter& painter) const;
    void drawBand(QPainter& painter) const;
    void drawLine(QPainter& painter) const;
    void drawPoints(QPainter& painter) const;

    Theme theme_;
    Trend trend_;
    Axes axes_;
};

}  // namespace palpate::gui
