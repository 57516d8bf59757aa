#include "screening_sheet.hpp"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStyle>

#include "display_text.hpp"
#include "screening_words.hpp"
#include "theme.hpp"

namespace palpate::gui {

ScreeningSheet::ScreeningSheet(QWidget* parent)
    : QFrame(parent),
      who_(new QLabel(this)),
      verdict_(new QLabel(this)),
      why_(new QLabel(this)),
      begin_(new QPushButton(tr("Go on"), this)),
      decline_(new QPushButton(tr("Not now"), this))
{
    setObjectName(QStringLiteral("screeningSheet"));
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    auto* const title = new QLabel(tr("Before the first session: ask the client"), this);
    title->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    who_->setProperty("tone", "muted");
    verdict_->setObjectName(QStringLiteral("screeningVerdict"));
    verdict_->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    for (QLabel* const label : {title, who_, verdict_, why_}) {
        label->setWordWrap(true);
    }
    begin_->setObjectName(QStringLiteral("screeningPassed"));
    begin_->setProperty("role", "primary");
    decline_->setObjectName(QStringLiteral("screeningDeclined"));
    begin_->setAutoDefault(true);
    decline_->setAutoDefault(true);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    column->setSpacing(metrics.small);
    column->addWidget(title);
    column->addWidget(who_);
    column->addWidget(makeRows(), 1);
    auto* const last = new QHBoxLayout;
    last->addWidget(begin_);
    last->addWidget(decline_);
    last->addStretch(1);
    column->addWidget(verdict_);
    column->addWidget(why_);
    column->addSpacing(metrics.medium);
    column->addLayout(last);
    connect(begin_, &QPushButton::clicked, this, [this] {
        Screening screening;
        for (const ScreeningRow* const row : rows_) {
            if (row->answer().value_or(false)) {
                screening.yes.emplace_back(row->question().id);
            }
        }
        Q_EMIT passed(screening);
    });
    connect(decline_, &QPushButton::clicked, this, &ScreeningSheet::declined);
}

QWidget* ScreeningSheet::makeRows()
{
    auto* const rows = new QWidget(this);
    auto* const column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, metricsFor(font()).medium, 0);
    column->setSpacing(metricsFor(font()).small);
    addRows(*column, true);
    addRows(*column, false);
    column->addStretch(1);
    // The verdict stays in view whatever question is at hand.
    auto* const scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(rows);
    return scroll;
}

void ScreeningSheet::addRows(QVBoxLayout& column, bool contraindications)
{
    auto* const heading = new QLabel(contraindications ? tr("With one of these: do not begin")
                                                       : tr("With one of these: talk it over first"),
                                     this);
    heading->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    column.addSpacing(metricsFor(font()).large);
    column.addWidget(heading);
    for (const ScreeningQuestion& question : screeningQuestions()) {
        if (question.is_contraindication != contraindications) {
            continue;
        }
        auto* const row = new ScreeningRow(question, this);
        const std::size_t index = rows_.size();
        rows_.push_back(row);
        column.addWidget(row);
        connect(row, &ScreeningRow::answered, this, [this, index](bool by_key) {
            follow();
            if (by_key) {
                focusAfter(index);
            }
        });
    }
}

void ScreeningSheet::ask(const QString& client_code)
{
    who_->setText(
        (client_code.isEmpty() ? tr("Without a client code it is asked before every session.")
                               : tr("Client %1.").arg(client_code)) +
        QLatin1Char(' ') +
        tr("\"There\" is where the tool will press. Y and N answer; the answers are stored with the "
           "session."));
    for (ScreeningRow* const row : rows_) {
        row->clear();
    }
    follow();
    rows_.front()->focusRow();
}

void ScreeningSheet::follow()
{
    QStringList stops;
    QStringList cautions;
    bool is_complete = true;
    for (const ScreeningRow* const row : rows_) {
        is_complete = is_complete && row->answer().has_value();
        if (row->answer().value_or(false)) {
            const QString line = QStringLiteral("%1 %2").arg(fromUtf8(row->question().question),
                                                             screeningReason(row->question().id));
            (row->question().is_contraindication ? stops : cautions) += line;
        }
    }
    if (!stops.isEmpty()) {
        setVerdict(tr("Do not begin"), stops.join(QLatin1Char('\n')), true);
    } else if (!cautions.isEmpty()) {
        setVerdict(tr("Talk it over first"), cautions.join(QLatin1Char('\n')), false);
    } else {
        setVerdict({}, is_complete ? QString() : tr("Every question needs an answer."), false);
    }
    begin_->setEnabled(is_complete && stops.isEmpty());
    begin_->setText(cautions.isEmpty() ? tr("Go on") : tr("Talked over: go on"));
    decline_->setText(stops.isEmpty() ? tr("Not now") : tr("End here"));
}

void ScreeningSheet::setVerdict(const QString& title, const QString& why, bool is_stop)
{
    verdict_->setText(title);
    verdict_->setVisible(!title.isEmpty());
    verdict_->setProperty("tone", is_stop ? "stop" : "look");
    verdict_->style()->unpolish(verdict_);
    verdict_->style()->polish(verdict_);
    why_->setText(why);
    why_->setVisible(!why.isEmpty());
}

void ScreeningSheet::focusAfter(std::size_t answered)
{
    for (std::size_t i = answered + 1; i < rows_.size(); ++i) {
        if (!rows_[i]->answer().has_value()) {
            rows_[i]->focusRow();
            return;
        }
    }
    (begin_->isEnabled() ? begin_ : decline_)->setFocus(Qt::TabFocusReason);
}

void ScreeningSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT declined();
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace palpate::gui
