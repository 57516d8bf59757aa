#include "choice_box.hpp"

#include <QPainter>

#include "wheel_with_focus.hpp"

namespace palpate::gui {

ChoiceBox::ChoiceBox(const QString& name, QWidget* parent) : QComboBox(parent)
{
    setObjectName(name);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    new WheelWithFocus(*this);
}

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.8, Qt::SolidLine, Qt::RoundCap));
    const QPointF tip(width() - 18.0, height() / 2.0 + 2.5);
    painter.drawPolyline(QPolygonF{{tip + QPointF(-5.0, -5.0), tip, tip + QPointF(5.0, -5.0)}});
}

}  // namespace palpate::gui
