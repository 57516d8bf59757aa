#include "stop_panel.hpp"

#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include "palpate/core/coaching.hpp"

#include "display_text.hpp"
#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

StopPanel::StopPanel(QWidget* parent)
    : QFrame(parent), stop_(new QPushButton(tr("Stop: symptom"), this)), symptoms_(new QWidget(this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("stopPanel"));
    const Metrics metrics = metricsFor(font());
    stop_->setObjectName(QStringLiteral("stopSymptom"));
    stop_->setProperty("role", "stop");
    stop_->setAutoDefault(true);
    stop_->setToolTip(tr("The client feels something at which to stop (S)"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    symptoms_->setSizePolicy(policy);
    symptoms_->setLayout(new WrapLayout(metrics.medium, Qt::AlignLeft));
    for (const StopSymptom& symptom : stopSymptoms()) {
        const QString words = fromUtf8(symptom.words);
        auto* const button = new QPushButton(words.left(1).toUpper() + words.mid(1), symptoms_);
        button->setObjectName(QStringLiteral("stop_") + fromUtf8(symptom.id));
        button->setAutoDefault(true);
        symptoms_->layout()->addWidget(button);
        first_ = first_ == nullptr ? button : first_;
        connect(button, &QPushButton::clicked, this, [this, id = std::string(symptom.id)] {
            open(false);
            Q_EMIT stopReported(id);
        });
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.medium);
    column->setSpacing(metrics.medium);
    column->addWidget(stop_, 0, Qt::AlignLeft);
    column->addWidget(symptoms_);
    symptoms_->hide();
    connect(stop_, &QPushButton::clicked, this, [this] { open(symptoms_->isHidden()); });
    auto* const key = new QShortcut(QKeySequence(Qt::Key_S), this);
    key->setAutoRepeat(false);
    // Also while the client's window has the focus; the answer is given here.
    key->setContext(Qt::ApplicationShortcut);
    connect(key, &QShortcut::activated, this, [this] {
        activateWindow();
        open(true);
    });
}

void StopPanel::open(bool on)
{
    symptoms_->setVisible(on);
    if (on) {
        first_->setFocus(Qt::TabFocusReason);
    }
}

void StopPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !symptoms_->isHidden()) {
        open(false);
        stop_->setFocus(Qt::TabFocusReason);
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace palpate::gui
