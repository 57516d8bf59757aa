#include "holds_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

constexpr int kApart = 10;

QString summaryText(const std::vector<HoldRow>& rows)
{
    double total_s = 0.0;
    for (const HoldRow& row : rows) {
        total_s += row.held_s;
    }
    return rows.empty() ? QString()
                        : QStringLiteral("%1 · total %2").arg(rows.size()).arg(durationText(total_s));
}

int widestText(const HoldsModel& model, int column, const QFontMetrics& metrics)
{
    int widest = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString text = model.data(model.index(row, column), Qt::DisplayRole).toString();
        widest = std::max(widest, metrics.horizontalAdvance(text));
    }
    return widest;
}

}  // namespace

HoldsTable::HoldsTable(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      model_(new HoldsModel(theme, this)),
      table_(new QTableView(this)),
      title_(new QLabel(tr("Holds"), this)),
      summary_(new ElidedLabel(TextSize::Body, QFont::Normal, this)),
      empty_(new QLabel(tr("A hold of 5 s and longer appears here."), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("holds"));
    const Metrics metrics = metricsFor(font());
    title_->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    empty_->setProperty("tone", "muted");
    empty_->setWordWrap(true);
    empty_->setIndent(5);
    table_->setModel(model_);
    table_->setObjectName(QStringLiteral("holdsTable"));
    table_->setAccessibleName(tr("Holds"));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + metrics.medium);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->setMinimumHeight(fontMetrics().height() * 4 + 4 * metrics.medium);
    auto* const top = new QHBoxLayout;
    // In line with the texts of the table, which keep room for the focus frame.
    top->setContentsMargins(5, 0, 5, 0);
    top->addWidget(title_);
    top->addStretch(1);
    top->addWidget(summary_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.large, metrics.margin, metrics.medium);
    column->setSpacing(metrics.small);
    column->addLayout(top);
    column->addWidget(empty_);
    column->addWidget(table_, 1);
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT holdChosen(model_->rows().at(static_cast<std::size_t>(index.row())).start_s);
    });
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT holdChosen(model_->rows().at(static_cast<std::size_t>(index.row())).start_s);
    });
    setTheme(theme);
    setRows({});
}

void HoldsTable::setRows(std::vector<HoldRow> rows)
{
    summary_->setText(summaryText(rows));
    empty_->setVisible(rows.empty());
    table_->horizontalHeader()->setVisible(!rows.empty());
    const bool other_count = rows.size() != model_->rows().size();
    model_->setRows(std::move(rows));
    if (other_count) {
        spreadColumns();
    }
}

void HoldsTable::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    spreadColumns();
}

void HoldsTable::spreadColumns()
{
    const QHeaderView& header = *table_->horizontalHeader();
    const int available = width() - 2 * metricsFor(font()).margin - 6;
    const QFontMetrics metrics(sized(font(), TextSize::Body, QFont::DemiBold));
    std::array<int, HoldsModel::ColumnCount> needed{};
    int total = 0;
    for (int column = 0; column < HoldsModel::ColumnCount; ++column) {
        const int widest = std::max(widestText(*model_, column, metrics), header.sectionSizeHint(column));
        needed.at(static_cast<std::size_t>(column)) = widest + kApart;
        total += widest + kApart;
    }
    // The peak is the first to go where there is no room: it stands on a card of its own.
    const bool with_peak = peak_allowed_ && total <= available;
    int shown = HoldsModel::ColumnCount;
    if (!with_peak) {
        total -= needed.at(HoldsModel::Peak);
        --shown;
    }
    table_->setColumnHidden(HoldsModel::Peak, !with_peak);
    const int spare = std::max(0, available - total) / shown;
    for (int column = 0; column < HoldsModel::ColumnCount; ++column) {
        table_->setColumnWidth(column, needed.at(static_cast<std::size_t>(column)) + spare);
    }
}

void HoldsTable::setSetUp(std::optional<SetUp> setup)
{
    peak_allowed_ = setUpWords(setup).area_and_peak_hidden.isEmpty();
    model_->setPeakTitle(setup == SetUp::ToolOnMat ? tr("Under the tool") : tr("Peak"));
    spreadColumns();
}

void HoldsTable::setTheme(const Theme& theme)
{
    summary_->setColor(theme.muted);
    model_->setTheme(theme);
}

}  // namespace palpate::gui
