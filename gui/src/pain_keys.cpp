#include "pain_keys.hpp"

#include <QGridLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include "theme.hpp"

namespace palpate::gui {

PainKeys::PainKeys(QWidget* parent) : QFrame(parent), top_(new QHBoxLayout), instruction_(new QLabel(this))
{
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    instruction_->setObjectName(QStringLiteral("painInstruction"));
    instruction_->setProperty("tone", "muted");
    instruction_->setWordWrap(true);
    // Keys that have grown with the text would take more width than the map leaves: two lines then.
    constexpr int kUsualTarget = 44;
    const int per_line = metrics.target > kUsualTarget ? 6 : static_cast<int>(keys_.size());
    auto* const grid = new QGridLayout;
    grid->setSpacing(metrics.medium);
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
        grid->addWidget(key, nrs / per_line, nrs % per_line);
        const QKeySequence shortcut =
            nrs < 10 ? QKeySequence(Qt::Key_0 + nrs) : QKeySequence(Qt::SHIFT | Qt::Key_0);
        auto* const press = new QShortcut(shortcut, this);
        press->setAutoRepeat(false);
        // Also while the client's window has the focus.
        press->setContext(Qt::ApplicationShortcut);
        connect(press, &QShortcut::activated, key, [this, nrs] { Q_EMIT painReported(nrs); });
        connect(key, &QPushButton::clicked, this, [this, nrs, key] {
            key->setChecked(false);
            Q_EMIT painReported(nrs);
        });
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.medium);
    top_->setSpacing(metrics.medium);
    top_->addWidget(instruction_, 1);
    column->addLayout(top_);
    column->addLayout(grid);
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

void PainKeys::setInstruction(const QString& text)
{
    if (text != instruction_->text()) {
        instruction_->setText(text);
    }
}

}  // namespace palpate::gui
