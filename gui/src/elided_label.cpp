#include "elided_label.hpp"

#include <QPainter>

namespace palpate::gui {

ElidedLabel::ElidedLabel(TextSize size, int weight, QWidget* parent)
    : QWidget(parent), size_(size), weight_(weight)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    setToolTip(text);
    if (text == text_) {
        return;
    }
    text_ = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setElision(Qt::TextElideMode elision)
{
    elision_ = elision;
    update();
}

void ElidedLabel::setColor(const QColor& color)
{
    color_ = color;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont());
    return {metrics.horizontalAdvance(text_) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(textFont());
    return {metrics.averageCharWidth() * 8, metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(textFont());
    painter.setPen(color_);
    const QFontMetrics metrics(painter.font());
    painter.drawText(rect(), static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter),
                     metrics.elidedText(text_, elision_, width()));
}

}  // namespace palpate::gui
