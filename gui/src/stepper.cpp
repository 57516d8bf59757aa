#include "stepper.hpp"

#include <QHBoxLayout>

#include "theme.hpp"
#include "wheel_with_focus.hpp"

namespace palpate::gui {

Stepper::Stepper(QAbstractSpinBox& number, QWidget* parent)
    : QWidget(parent),
      number_(number),
      less_(makeButton(QStringLiteral("−"), QStringLiteral("_less"), -1)),
      more_(makeButton(QStringLiteral("+"), QStringLiteral("_more"), 1))
{
    new WheelWithFocus(number_);
    setFocusProxy(&number_);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metricsFor(font()).small);
    row->addWidget(less_);
    row->addWidget(&number_, 1);
    row->addWidget(more_);
}

QPushButton* Stepper::makeButton(const QString& sign, const QString& name, int step)
{
    auto* const button = new QPushButton(sign, this);
    button->setObjectName(number_.objectName() + name);
    button->setProperty("role", "key");
    button->setFixedWidth(metricsFor(font()).target);
    button->setAutoRepeat(true);
    // The arrow keys do the same.
    button->setFocusPolicy(Qt::NoFocus);
    connect(button, &QPushButton::clicked, this, [this, step] { number_.stepBy(step); });
    return button;
}

void Stepper::setName(const QString& name)
{
    number_.setAccessibleName(name);
    less_->setAccessibleName(tr("%1: one less").arg(name));
    more_->setAccessibleName(tr("%1: one more").arg(name));
}

}  // namespace palpate::gui
