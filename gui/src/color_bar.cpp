#include "color_bar.hpp"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

#include "cell_mapping.hpp"

namespace palpate::gui {

namespace {

constexpr double kBarWidth = 12.0;
constexpr double kGap = 7.0;

QString markText(double value, const QString& unit, bool last)
{
    const QString number = QString::number(value, 'g', 4);
    return last ? number + QLatin1Char(' ') + unit : number;
}

void paintGradient(QPainter& painter, const QRectF& bar, const ColorScale& scale)
{
    painter.save();
    QPainterPath outline;
    outline.addRoundedRect(bar, 4.0, 4.0);
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    constexpr int kStops = 64;
    for (int stop = 0; stop <= kStops; ++stop) {
        const double share = static_cast<double>(stop) / kStops;
        gradient.setColorAt(share, QColor(scale.plainColor(share * scale.rangeMax())));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(outline, gradient);
    painter.restore();
}

}  // namespace

double colorBarWidth(const QFont& font, const ColorScale& scale, const QString& unit)
{
    const QFontMetricsF metrics(font);
    const double labels = std::max(metrics.horizontalAdvance(markText(scale.rangeMax(), unit, true)),
                                   metrics.horizontalAdvance(QStringLiteral("locked")));
    return kBarWidth + kGap + std::ceil(labels) + 1.0;
}

void paintColorBar(QPainter& painter, const QRectF& space, const ColorScale& scale, const QString& unit,
                   const Theme& theme)
{
    const QFontMetricsF metrics(painter.font());
    const double bar_height = std::max(40.0, space.height() - metrics.height() - 10.0);
    const QRectF bar(space.left(), space.top(), kBarWidth, bar_height);
    paintGradient(painter, bar, scale);
    painter.setPen(theme.muted);
    const double step = rulerStepMm(scale.rangeMax() * metrics.height() * 2.2 / bar_height);
    const double text_x = bar.right() + kGap;
    const auto paintMark = [&](double value, bool last) {
        const double y = bar.bottom() - value / scale.rangeMax() * bar.height();
        const double baseline =
            std::clamp(y + metrics.capHeight() / 2.0, bar.top() + metrics.capHeight(), bar.bottom());
        painter.drawText(QPointF(text_x, baseline), markText(value, unit, last));
    };
    for (int mark = 0; mark * step < scale.rangeMax() - 0.45 * step; ++mark) {
        paintMark(mark * step, false);
    }
    paintMark(scale.rangeMax(), true);
    painter.drawText(QPointF(bar.left(), bar.bottom() + metrics.ascent() + 8.0), QStringLiteral("locked"));
}

}  // namespace palpate::gui
