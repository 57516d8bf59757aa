#include "screening_row.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>

#include "display_text.hpp"
#include "focus_in_view.hpp"
#include "theme.hpp"

namespace palpate::gui {

void ScreeningRow::focusRow()
{
    focusInView(*no_);
}

ScreeningRow::ScreeningRow(const ScreeningQuestion& question, QWidget* parent)
    : QWidget(parent),
      question_(question),
      no_(new QPushButton(tr("No"), this)),
      yes_(new QPushButton(tr("Yes"), this))
{
    const QString id = fromUtf8(question.id);
    const QString words = fromUtf8(question.question);
    auto* const label = new QLabel(words, this);
    label->setWordWrap(true);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metricsFor(font()).medium);
    row->addWidget(label, 1);
    for (QPushButton* const button : {no_, yes_}) {
        button->setProperty("role", "choice");
        button->setCheckable(true);
        button->setAutoDefault(true);
        button->setAccessibleName(words + QLatin1Char(' ') + button->text());
        row->addWidget(button);
    }
    yes_->setProperty("tone", "look");
    no_->setObjectName(QStringLiteral("no_") + id);
    yes_->setObjectName(QStringLiteral("yes_") + id);
    connect(no_, &QPushButton::clicked, this, [this] { choose(false, false); });
    connect(yes_, &QPushButton::clicked, this, [this] { choose(true, false); });
}

std::optional<bool> ScreeningRow::answer() const
{
    if (!no_->isChecked() && !yes_->isChecked()) {
        return std::nullopt;
    }
    return yes_->isChecked();
}

void ScreeningRow::clear()
{
    no_->setChecked(false);
    yes_->setChecked(false);
}

void ScreeningRow::choose(bool yes, bool by_key)
{
    no_->setChecked(!yes);
    yes_->setChecked(yes);
    Q_EMIT answered(by_key);
}

void ScreeningRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Y || event->key() == Qt::Key_N) {
        choose(event->key() == Qt::Key_Y, true);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace palpate::gui
