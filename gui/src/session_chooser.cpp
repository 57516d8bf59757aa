#include "session_chooser.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>

#include "table_columns.hpp"

namespace palpate::gui {

namespace {

void prepare(QTableView& table, SessionChoiceModel& model, const Metrics& metrics)
{
    table.setObjectName(QStringLiteral("choices"));
    table.setAccessibleName(QObject::tr("Recordings"));
    table.setModel(&model);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(metrics.target);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionsClickable(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

QString titleFor(ChoicePurpose purpose)
{
    switch (purpose) {
        case ChoicePurpose::Pair:
            break;
        case ChoicePurpose::Control:
            return SessionChooser::tr("Control site: the same at an untreated place");
        case ChoicePurpose::Reference:
            return SessionChooser::tr("Reference weight: did the mat itself change?");
    }
    return SessionChooser::tr("Did it help? Compare two recordings");
}

QString stepsFor(ChoicePurpose purpose)
{
    switch (purpose) {
        case ChoicePurpose::Pair:
            break;
        case ChoicePurpose::Control:
            return SessionChooser::tr(
                "Click the two recordings of the untreated place, before and after: "
                "what changed there as well is taken off.");
        case ChoicePurpose::Reference:
            return SessionChooser::tr(
                "Click the two recordings of one and the same weight on the mat, made "
                "beside each session: how far the mat drifted is said with the verdict.");
    }
    return SessionChooser::tr(
        "1. Click the first recording.  2. Click the second one: the verdict "
        "follows. Which one is before is told by phase and time.");
}

}  // namespace

SessionChooser::SessionChooser(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      model_(new SessionChoiceModel(theme, this)),
      title_(new QLabel(this)),
      steps_(new QLabel(this)),
      empty_(new QLabel(this)),
      filter_(new QLineEdit(this)),
      browse_(new QPushButton(tr("Choose files…"), this)),
      back_(new QPushButton(tr("Back"), this)),
      table_(new QTableView(this)),
      reader_([this](const SessionHeaderReader::Listing& listing) { showListing(listing); })
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("sessionChooser"));
    const Metrics metrics = metricsFor(font());
    title_->setFont(sized(font(), TextSize::Value, QFont::DemiBold));
    title_->setWordWrap(true);
    steps_->setObjectName(QStringLiteral("chooserSteps"));
    steps_->setWordWrap(true);
    empty_->setWordWrap(true);
    empty_->setProperty("tone", "muted");
    filter_->setObjectName(QStringLiteral("choiceFilter"));
    filter_->setPlaceholderText(tr("Client code or technique"));
    filter_->setAccessibleName(tr("Show only recordings with this client code or technique"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    browse_->setObjectName(QStringLiteral("browsePair"));
    back_->setObjectName(QStringLiteral("chooserBack"));
    prepare(*table_, *model_, metrics);
    auto* const top = new QHBoxLayout;
    top->setSpacing(metrics.medium);
    top->addWidget(title_, 1);
    top->addWidget(back_);
    top->addWidget(browse_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(2 * metrics.large, metrics.margin, 2 * metrics.large, metrics.margin);
    column->setSpacing(metrics.medium);
    column->addLayout(top);
    column->addWidget(steps_);
    column->addWidget(filter_);
    column->addWidget(empty_);
    column->addWidget(table_, 1000);
    // Without a table the words stay together on top.
    column->addStretch(1);
    const auto choose = [this](const QModelIndex& index) {
        if (model_->choice(index.row()).info) {
            Q_EMIT chosen(QString::fromStdString(model_->choice(index.row()).path.string()));
        }
    };
    connect(table_, &QTableView::clicked, this, choose);
    // Not activated(): a double click would choose and take back.
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto* const enter = new QShortcut(QKeySequence(key), table_);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, this, [this, choose] {
            if (table_->currentIndex().isValid()) {
                choose(table_->currentIndex());
            }
        });
    }
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        model_->setFilter(text);
        followRows();
    });
    connect(browse_, &QPushButton::clicked, this, &SessionChooser::browseRequested);
    connect(back_, &QPushButton::clicked, this, &SessionChooser::backRequested);
    setState(ChoicePurpose::Pair, std::nullopt, false);
    followRows();
}

void SessionChooser::refresh(const std::filesystem::path& folder,
                             const std::optional<std::filesystem::path>& running)
{
    is_complete_ = false;
    followRows();
    reader_.read(folder, running);
}

void SessionChooser::setState(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first,
                              bool can_go_back)
{
    purpose_ = purpose;
    first_ = first;
    model_->setChosen(first);
    back_->setVisible(can_go_back);
    say();
}

void SessionChooser::showListing(const SessionHeaderReader::Listing& listing)
{
    is_complete_ = listing.is_complete;
    const QModelIndex current = table_->currentIndex();
    model_->setChoices(listing.choices);
    if (current.isValid() && current.row() < model_->rowCount()) {
        table_->setCurrentIndex(model_->index(current.row(), 0));
    }
    followRows();
    say();
}

void SessionChooser::followRows()
{
    const bool is_empty = model_->rowCount() == 0;
    if (model_->hasChoices()) {
        empty_->setText(tr("No recording has this in its client code, technique or name."));
    } else {
        empty_->setText(is_complete_ ? tr("No recordings here yet. Record one before and one after on the "
                                          "Live page, or drop two .h5 files on this window.")
                                     : tr("Reading the recordings …"));
    }
    empty_->setVisible(is_empty);
    table_->setVisible(!is_empty);
    filter_->setVisible(model_->hasChoices());
    spreadColumns();
}

void SessionChooser::say()
{
    title_->setText(titleFor(purpose_));
    if (!first_.has_value()) {
        steps_->setText(stepsFor(purpose_));
        return;
    }
    const SessionChoice* const choice = model_->find(*first_);
    const QString name =
        choice != nullptr ? choiceLine(*choice) : QString::fromStdString(first_->filename().string());
    steps_->setText(tr("✓ %1\nNow click the second recording, or this one again to take it back.").arg(name));
}

void SessionChooser::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    spreadColumns();
}

void SessionChooser::spreadColumns()
{
    constexpr int kApart = 24;
    palpate::gui::spreadColumns(*table_, sized(font(), TextSize::Body, QFont::DemiBold), kApart,
                                width() - 4 * metricsFor(font()).large - kApart);
}

}  // namespace palpate::gui
