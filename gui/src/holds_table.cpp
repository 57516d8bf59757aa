#include "holds_table.hpp"

#include <utility>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "display_text.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

QString summaryText(const std::vector<HoldRow>& rows)
{
    double total_s = 0.0;
    for (const HoldRow& row : rows) {
        total_s += row.held_s;
    }
    return rows.empty() ? QString()
                        : QStringLiteral("%1 · total %2").arg(rows.size()).arg(durationText(total_s));
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
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(HoldsModel::Pain, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->setMinimumHeight(fontMetrics().height() * 4 + 4 * metrics.medium);
    auto* const top = new QHBoxLayout;
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
    model_->setRows(std::move(rows));
}

void HoldsTable::setSetUp(std::optional<SetUp> setup)
{
    table_->setColumnHidden(HoldsModel::Peak, !setUpWords(setup).area_and_peak_hidden.isEmpty());
    model_->setPeakTitle(setup == SetUp::ToolOnMat ? tr("Under the tool") : tr("Peak"));
}

void HoldsTable::setTheme(const Theme& theme)
{
    summary_->setColor(theme.muted);
    model_->setTheme(theme);
}

}  // namespace palpate::gui
