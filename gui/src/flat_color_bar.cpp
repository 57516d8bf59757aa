#include "flat_color_bar.hpp"

#include <cmath>

#include <QLinearGradient>
#include <QPainter>

namespace palpate::gui {

namespace {

constexpr double kBarHeight = 10.0;
constexpr double kApart = 4.0;

QString number(double value)
{
    return QString::number(value, 'g', 4);
}

QString withUnit(const QString& text, const QString& unit)
{
    return unit.isEmpty() ? text : text + QLatin1Char(' ') + unit;
}

}  // namespace

FlatColorBar::FlatColorBar(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FlatColorBar::setScale(const ColorScale& scale, const QString& unit)
{
    color_ = [scale](double share) { return scale.plainColor(share * scale.rangeMax()); };
    lowest_ = QStringLiteral("0");
    middle_ = tr("locked");
    highest_ = withUnit(number(scale.rangeMax()), unit);
    describe();
}

void FlatColorBar::setScale(const DifferenceScale& scale, const QString& unit)
{
    color_ = [scale](double share) { return scale.color((2.0 * share - 1.0) * scale.rangeMax()); };
    lowest_ = QStringLiteral("−") + number(scale.rangeMax());
    middle_ = QStringLiteral("0");
    highest_ = withUnit(QStringLiteral("+") + number(scale.rangeMax()), unit);
    describe();
}

void FlatColorBar::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void FlatColorBar::describe()
{
    setAccessibleName(tr("Colours from %1 to %2").arg(lowest_, highest_));
    updateGeometry();
    update();
}

QSize FlatColorBar::sizeHint() const
{
    const QFontMetricsF metrics(sized(font(), TextSize::Small));
    const double words = metrics.horizontalAdvance(lowest_ + middle_ + highest_) + 3.0 * kApart;
    return {static_cast<int>(std::ceil(words)),
            static_cast<int>(std::ceil(kBarHeight + kApart + metrics.height()))};
}

void FlatColorBar::paintEvent(QPaintEvent* /*event*/)
{
    if (!color_) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0.0, 0.0, width(), kBarHeight);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    constexpr int kStops = 64;
    for (int stop = 0; stop <= kStops; ++stop) {
        const double share = static_cast<double>(stop) / kStops;
        gradient.setColorAt(share, QColor(color_(share)));
    }
    painter.setPen(QPen(theme_.line, 1.0));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), kBarHeight / 2.0, kBarHeight / 2.0);
    painter.setFont(sized(font(), TextSize::Small));
    painter.setPen(theme_.muted);
    const QRectF words(0.0, kBarHeight + kApart, width(), height() - kBarHeight - kApart);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, lowest_);
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, middle_);
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, highest_);
}

}  // namespace palpate::gui
