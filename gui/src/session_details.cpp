#include "session_details.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "review_words.hpp"
#include "theme.hpp"

namespace palpate::gui {

SessionDetails::SessionDetails(QWidget* parent)
    : QWidget(parent),
      events_(new QListWidget(this)),
      add_(new QPushButton(tr("Add a report"), this)),
      facts_(new QLabel(this))
{
    events_->setObjectName(QStringLiteral("events"));
    events_->setAccessibleName(tr("Events"));
    events_->setFrameShape(QFrame::NoFrame);
    events_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    events_->setMinimumHeight(fontMetrics().height() * 6);
    add_->setObjectName(QStringLiteral("addReport"));
    add_->setProperty("role", "choice");
    add_->setCheckable(true);
    add_->setToolTip(tr("Add what the client said, at the moment that is shown"));
    facts_->setObjectName(QStringLiteral("facts"));
    facts_->setWordWrap(true);
    // A wrapped label asks for more width than its words need.
    facts_->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    facts_->setTextFormat(Qt::RichText);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts_->setProperty("tone", "muted");
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metricsFor(font()).large);
    row->addWidget(makeCard(tr("Events"), events_, add_), 1);
    row->addWidget(makeCard(tr("Recording"), facts_, nullptr), 1);
    connect(events_, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT timeChosen(item->data(Qt::UserRole).toDouble()); });
    connect(add_, &QPushButton::toggled, this, &SessionDetails::addingChanged);
}

QFrame* SessionDetails::makeCard(const QString& title, QWidget* content, QWidget* action)
{
    const Metrics metrics = metricsFor(font());
    auto* const frame = new QFrame(this);
    frame->setProperty("surface", "card");
    auto* const label = new QLabel(title, frame);
    label->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.large);
    column->setSpacing(metrics.medium);
    column->addWidget(label);
    column->addWidget(content);
    column->addStretch(1);
    if (action != nullptr) {
        column->addWidget(action, 0, Qt::AlignLeft);
    }
    return frame;
}

void SessionDetails::setEvents(const std::vector<Event>& events)
{
    events_->clear();
    for (const Event& event : events) {
        auto* const item = new QListWidgetItem(eventLine(event), events_);
        item->setData(Qt::UserRole, toSeconds(event.time));
    }
    if (events.empty()) {
        auto* const none = new QListWidgetItem(tr("None"), events_);
        none->setFlags(Qt::NoItemFlags);
    }
}

}  // namespace palpate::gui
