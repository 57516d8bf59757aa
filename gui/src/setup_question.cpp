#include "setup_question.hpp"

#include <algorithm>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "palpate/core/setup_rules.hpp"

#include "display_text.hpp"
#include "setup_words.hpp"
#include "theme.hpp"

namespace palpate::gui {

ChoiceTile::ChoiceTile(const QString& title, const QString& sentence, QWidget* parent)
    : QPushButton(parent), title_(new QLabel(title, this)), sentence_(new QLabel(sentence, this))
{
    setProperty("role", "choice");
    setAutoDefault(true);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    const Metrics metrics = metricsFor(font());
    title_->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    sentence_->setWordWrap(true);
    sentence_->setProperty("tone", "muted");
    for (QLabel* const label : {title_, sentence_}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.small);
    column->addWidget(title_);
    column->addWidget(sentence_);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize ChoiceTile::sizeHint() const
{
    return layout()->sizeHint();
}

QSize ChoiceTile::minimumSizeHint() const
{
    const QSize least = layout()->minimumSize();
    return {least.width(), std::max(least.height(), metricsFor(font()).target)};
}

int ChoiceTile::heightForWidth(int width) const
{
    return std::max(layout()->heightForWidth(width), metricsFor(font()).target);
}

SetUpQuestion::SetUpQuestion(QWidget* parent) : QFrame(parent), decline_(new QPushButton(tr("Not now"), this))
{
    setObjectName(QStringLiteral("setUpQuestion"));
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("How does the mat lie?"), this);
    title->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    auto* const why = new QLabel(
        tr("It decides what the numbers mean, and is stored with them. The recording begins with the answer; "
           "the next time this mat is connected the answer is there already."),
        this);
    why->setWordWrap(true);
    why->setProperty("tone", "muted");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    column->setSpacing(metrics.large);
    column->addWidget(title);
    column->addWidget(why);
    for (const SetUp setup : setUpChoices()) {
        auto* const tile = new ChoiceTile(setUpTitle(setup), fromUtf8(meaningOf(setup)), this);
        tile->setObjectName(QStringLiteral("answer_") + fromUtf8(toString(setup)));
        column->addWidget(tile);
        connect(tile, &QPushButton::clicked, this, [this, setup] { Q_EMIT answered(setup); });
        first_ = first_ == nullptr ? tile : first_;
    }
    decline_->setObjectName(QStringLiteral("declineSetUp"));
    decline_->setAutoDefault(true);
    column->addWidget(decline_, 0, Qt::AlignLeft);
    connect(decline_, &QPushButton::clicked, this, &SetUpQuestion::declined);
}

void SetUpQuestion::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    first_->setFocus();
}

void SetUpQuestion::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT declined();
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace palpate::gui
