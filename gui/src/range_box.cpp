#include "range_box.hpp"

#include <QSignalBlocker>

#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

RangeBox::RangeBox(QWidget* parent)
    : QWidget(parent), value_(new QDoubleSpinBox(this)), fit_(new QPushButton(tr("Fit once"), this))
{
    const Metrics metrics = metricsFor(font());
    value_->setObjectName(QStringLiteral("range"));
    value_->setAccessibleName(tr("Highest value of the colours"));
    value_->setRange(0.1, 1e6);
    value_->setDecimals(1);
    value_->setToolTip(tr("Range of the colours: fixed until you change it"));
    value_->setKeyboardTracking(false);
    value_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    value_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    fit_->setObjectName(QStringLiteral("fitRange"));
    fit_->setToolTip(tr("Set the range to what is shown now. It stays there until you change it."));
    value_->setPrefix(tr("0 to "));
    value_->setFocusPolicy(Qt::ClickFocus);
    value_->setMinimumWidth(fontMetrics().averageCharWidth() * 12 + 4 * metrics.large);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto* const row = new WrapLayout(metrics.medium, Qt::AlignLeft);
    setLayout(row);
    row->addWidget(value_);
    row->addWidget(fit_);
    connect(value_, &QDoubleSpinBox::valueChanged, this, &RangeBox::rangeChanged);
    connect(value_, &QDoubleSpinBox::editingFinished, value_, &QWidget::clearFocus);
    connect(fit_, &QPushButton::clicked, this, &RangeBox::fitRequested);
}

void RangeBox::setRange(double range_max, const QString& unit)
{
    const QSignalBlocker blocker(value_);
    value_->setSuffix(QLatin1Char(' ') + unit);
    value_->setValue(range_max);
}

void RangeBox::setAdjustable(bool on)
{
    value_->setVisible(on);
    fit_->setVisible(on);
}

void RangeBox::addAction(QWidget* action)
{
    layout()->addWidget(action);
}

}  // namespace palpate::gui
