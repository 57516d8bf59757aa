#include "repeat_chooser.hpp"

#include <algorithm>
#include <iterator>

#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>

#include "repeat_words.hpp"
#include "table_columns.hpp"

namespace palpate::gui {

namespace {

constexpr int kLeastRows = 6;

}  // namespace

RepeatChooser::RepeatChooser(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      model_(new RepeatChoiceModel(theme, this)),
      empty_(new QLabel(this)),
      table_(new QTableView(this)),
      ticked_(new QLabel(this)),
      compute_(new QPushButton(tr("Compute"), this)),
      reader_([this](const SessionHeaderReader::Listing& listing) { showListing(listing); })
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("repeatChooser"));
    const Metrics metrics = metricsFor(font());
    table_->setObjectName(QStringLiteral("repeats"));
    table_->setAccessibleName(tr("Recordings to tick as repeats"));
    table_->setModel(model_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(metrics.target);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setMinimumHeight(kLeastRows * metrics.target);
    empty_->setWordWrap(true);
    empty_->setProperty("tone", "muted");
    ticked_->setObjectName(QStringLiteral("tickedRepeats"));
    ticked_->setWordWrap(true);
    compute_->setObjectName(QStringLiteral("computeBands"));
    compute_->setToolTip(tr("How well the ticked recordings repeat"));
    auto* const title = new QLabel(tr("Tick the repeats"), this);
    title->setFont(sized(font(), TextSize::Title, QFont::DemiBold));
    title->setWordWrap(true);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.large, metrics.large, metrics.large);
    column->setSpacing(metrics.medium);
    column->addWidget(title);
    column->addWidget(empty_);
    column->addWidget(table_, 1000);
    column->addWidget(ticked_);
    column->addWidget(compute_);
    column->addStretch(1);
    connect(table_, &QTableView::clicked, this,
            [this](const QModelIndex& index) { model_->toggle(index.row()); });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        auto* const tick = new QShortcut(QKeySequence(key), table_);
        tick->setContext(Qt::WidgetShortcut);
        connect(tick, &QShortcut::activated, this, [this] {
            if (table_->currentIndex().isValid()) {
                model_->toggle(table_->currentIndex().row());
            }
        });
    }
    connect(model_, &RepeatChoiceModel::tickedChanged, this, [this] {
        say();
        Q_EMIT tickedChanged();
    });
    connect(compute_, &QPushButton::clicked, this, [this] {
        const std::vector<SessionChoice> ticked = model_->ticked();
        std::vector<std::filesystem::path> files;
        files.reserve(ticked.size());
        // Where the times are not known, the earliest file is the first trial.
        std::transform(ticked.rbegin(), ticked.rend(), std::back_inserter(files),
                       [](const SessionChoice& choice) { return choice.path; });
        Q_EMIT computeRequested(files);
    });
    say();
}

void RepeatChooser::refresh(const std::filesystem::path& folder,
                            const std::optional<std::filesystem::path>& running)
{
    is_complete_ = false;
    say();
    reader_.read(folder, running);
}

void RepeatChooser::showListing(const SessionHeaderReader::Listing& listing)
{
    is_complete_ = listing.is_complete;
    const QModelIndex current = table_->currentIndex();
    model_->setChoices(listing.choices);
    if (current.isValid() && current.row() < model_->rowCount()) {
        table_->setCurrentIndex(model_->index(current.row(), 0));
    }
    say();
    layOutColumns();
}

void RepeatChooser::say()
{
    const bool is_empty = model_->rowCount() == 0;
    empty_->setText(is_complete_ ? tr("No recordings here yet. Record the repeats on the Live page.")
                                 : tr("Reading the recordings …"));
    empty_->setVisible(is_empty);
    table_->setVisible(!is_empty);
    const std::vector<SessionChoice> ticked = model_->ticked();
    ticked_->setText(tickedText(ticked));
    compute_->setEnabled(ticked.size() > 1);
}

void RepeatChooser::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layOutColumns();
}

void RepeatChooser::layOutColumns()
{
    constexpr int kApart = 20;
    palpate::gui::spreadColumns(*table_, sized(font(), TextSize::Body, QFont::DemiBold), kApart,
                                table_->viewport()->width());
}

}  // namespace palpate::gui
