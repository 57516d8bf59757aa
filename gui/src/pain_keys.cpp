#include "pain_keys.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

#include "theme.hpp"

namespace palpate::gui {

PainKeys::PainKeys(QWidget* parent) : QFrame(parent)
{
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    auto* const label = new QLabel(tr("Client says it hurts: press 0–9, or tap (Shift+0 is 10)"), this);
    label->setProperty("tone", "muted");
    label->setWordWrap(true);
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.medium);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const auto nrs = static_cast<int>(i);
        auto* const key = new QPushButton(QString::number(nrs), this);
        key->setObjectName(QStringLiteral("pain%1").arg(nrs));
        key->setAccessibleName(tr("Pain %1 of 10").arg(nrs));
        key->setProperty("role", "key");
        key->setCheckable(true);
        key->setMinimumWidth(metrics.target);
        key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        keys_.at(i) = key;
        row->addWidget(key);
        const QKeySequence shortcut =
            nrs < 10 ? QKeySequence(Qt::Key_0 + nrs) : QKeySequence(Qt::SHIFT | Qt::Key_0);
        auto* const press = new QShortcut(shortcut, this);
        press->setAutoRepeat(false);
        connect(press, &QShortcut::activated, key, [this, nrs] { Q_EMIT painReported(nrs); });
        connect(key, &QPushButton::clicked, this, [this, nrs, key] {
            key->setChecked(false);
            Q_EMIT painReported(nrs);
        });
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.medium);
    column->addWidget(label);
    column->addLayout(row);
}

void PainKeys::setLast(int nrs)
{
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        keys_.at(i)->setChecked(static_cast<int>(i) == nrs);
    }
}

void PainKeys::clearLast()
{
    setLast(-1);
}

}  // namespace palpate::gui
