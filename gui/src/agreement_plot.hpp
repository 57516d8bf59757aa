#pragma once

#include <vector>

#include <QWidget>

#include "palpate/core/reliability.hpp"
#include "palpate/live/repeatability.hpp"

#include "theme.hpp"

namespace palpate::gui {

/// Second minus first recording against the mean of both, one point per client or site; bias and limits of
/// agreement as lines (Bland and Altman).
class AgreementPlot final : public QWidget {
    Q_OBJECT

  public:
    explicit AgreementPlot(const Theme& theme, QWidget* parent = nullptr);

    /// `unit` as it is shown.
    void setPairs(std::vector<live::RepeatPair> pairs, const Agreement& agreement, const QString& unit);
    void setTheme(const Theme& theme);
    /// Where a pair is painted, in this widget.
    [[nodiscard]] std::vector<QPointF> points() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QRectF field() const;
    [[nodiscard]] QPointF at(double mean, double difference) const;
    void paintLine(QPainter& painter, double difference, Qt::PenStyle style, const QColor& color) const;
    void paintWords(QPainter& painter) const;

    Theme theme_;
    std::vector<live::RepeatPair> pairs_;
    Agreement agreement_;
    QString unit_;
    /// What the axes show.
    Interval means_;
    Interval differences_;
};

}  // namespace palpate::gui
