#include "card_table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace palpate::gui {

namespace {

constexpr int kApart = 10;
/// The table keeps room for its focus frame: what stands above is moved in line.
constexpr int kFrame = 5;

int widestText(const QAbstractTableModel& model, int column, const QFontMetrics& metrics)
{
    int widest = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString text = model.data(model.index(row, column), Qt::DisplayRole).toString();
        widest = std::max(widest, metrics.horizontalAdvance(text));
    }
    return widest;
}

void prepare(QTableView& table, QAbstractTableModel& model, const Metrics& metrics)
{
    table.setModel(&model);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setTextElideMode(Qt::ElideRight);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + metrics.medium);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionsClickable(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

}  // namespace

CardTable::CardTable(const Theme& theme, const QString& title, QAbstractTableModel& model, QWidget* parent)
    : QFrame(parent),
      model_(model),
      is_allowed_(static_cast<std::size_t>(model.columnCount()), true),
      widest_(static_cast<std::size_t>(model.columnCount()), 0),
      table_(new QTableView(this)),
      title_(new ElidedLabel(TextSize::Body, QFont::DemiBold, this)),
      summary_(new ElidedLabel(TextSize::Body, QFont::Normal, this)),
      empty_(new QLabel(this))
{
    setProperty("surface", "card");
    const Metrics metrics = metricsFor(font());
    title_->setText(title);
    empty_->setProperty("tone", "muted");
    empty_->setWordWrap(true);
    empty_->setIndent(kFrame);
    prepare(*table_, model, metrics);
    table_->setAccessibleName(title);
    auto* const top = new QHBoxLayout;
    top->setContentsMargins(kFrame, 0, kFrame, 0);
    top->addWidget(title_);
    top->addStretch(1);
    top->addWidget(summary_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    column->setSpacing(metrics.small);
    column->addLayout(top);
    column->addWidget(empty_);
    column->addWidget(table_, 1);
    connect(table_, &QTableView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); });
    connect(table_, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); });
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &CardTable::followRows);
    connect(&model_, &QAbstractItemModel::rowsRemoved, this, &CardTable::followRows);
    connect(&model_, &QAbstractItemModel::modelReset, this, &CardTable::followRows);
    connect(&model_, &QAbstractItemModel::dataChanged, this, &CardTable::spreadColumns);
    setTheme(theme);
    followRows();
}

void CardTable::setSummary(const QString& summary)
{
    summary_->setText(summary);
}

void CardTable::setEmptyText(const QString& text)
{
    empty_->setText(text);
    followRows();
}

void CardTable::setColumnAllowed(int column, bool allowed)
{
    if (is_allowed_.at(static_cast<std::size_t>(column)) != allowed) {
        is_allowed_[static_cast<std::size_t>(column)] = allowed;
        spreadColumns();
    }
}

void CardTable::setMostRows(int rows)
{
    most_rows_ = rows;
    fitHeight();
}

void CardTable::selectRow(int row)
{
    if (row < 0) {
        table_->clearSelection();
    } else {
        table_->selectRow(row);
    }
}

void CardTable::setTheme(const Theme& theme)
{
    title_->setColor(theme.text);
    summary_->setColor(theme.muted);
}

void CardTable::followRows()
{
    const bool is_empty = model_.rowCount() == 0;
    empty_->setVisible(is_empty && !empty_->text().isEmpty());
    table_->horizontalHeader()->setVisible(!is_empty);
    widest_.assign(static_cast<std::size_t>(model_.columnCount()), 0);
    fitHeight();
    spreadColumns();
}

void CardTable::fitHeight()
{
    if (most_rows_ <= 0) {
        return;
    }
    const int shown = std::clamp(model_.rowCount(), 1, most_rows_);
    const int header = std::max(table_->horizontalHeader()->sizeHint().height(), fontMetrics().height());
    // Room for the scroll bar that comes where even the needed columns do not fit.
    table_->setFixedHeight(header + shown * table_->verticalHeader()->defaultSectionSize() + 2 * kFrame);
}

void CardTable::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    spreadColumns();
}

void CardTable::spreadColumns()
{
    const QHeaderView& header = *table_->horizontalHeader();
    const bool scrolls = most_rows_ > 0 && model_.rowCount() > most_rows_;
    const int bar = scrolls ? table_->verticalScrollBar()->sizeHint().width() : 0;
    const int available = width() - 2 * metricsFor(font()).margin - kFrame - 1 - bar;
    const QFontMetrics metrics(sized(font(), TextSize::Body, QFont::DemiBold));
    const auto count = static_cast<std::size_t>(model_.columnCount());
    std::vector<int> needed(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const auto column = static_cast<int>(i);
        if (is_allowed_[i]) {
            // Columns do not shrink while their figures run.
            widest_[i] = std::max(widest_[i], widestText(model_, column, metrics));
            needed[i] = std::max(widest_[i], header.sectionSizeHint(column)) + kApart;
        }
    }
    int total = std::accumulate(needed.begin(), needed.end(), 0);
    for (const int column : optional_columns_) {
        if (total > available) {
            total -= std::exchange(needed[static_cast<std::size_t>(column)], 0);
        }
    }
    const auto shown =
        static_cast<int>(std::count_if(needed.begin(), needed.end(), [](int width) { return width > 0; }));
    const int spare = shown > 0 ? std::max(0, available - total) / shown : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto column = static_cast<int>(i);
        table_->setColumnHidden(column, needed[i] == 0);
        if (needed[i] > 0) {
            table_->setColumnWidth(column, needed[i] + spare);
        }
    }
}

}  // namespace palpate::gui
