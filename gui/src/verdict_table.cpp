#include "verdict_table.hpp"

#include <QItemSelectionModel>
#include <QVBoxLayout>

#include "table_columns.hpp"

namespace palpate::gui {

namespace {

constexpr int kFrame = 5;

}  // namespace

VerdictTable::VerdictTable(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      model_(new VerdictModel(theme, this)),
      table_(new QTableView(this)),
      reason_(new QLabel(this)),
      sources_(new QLabel(this)),
      repeats_(new QPushButton(tr("Measure it with repeats…"), this))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("verdicts"));
    table_->setObjectName(QStringLiteral("verdictTable"));
    table_->setAccessibleName(tr("Measures and verdicts"));
    table_->setModel(model_);
    prepareWhole(*table_);
    for (QLabel* const label : {reason_, sources_}) {
        label->setWordWrap(true);
        label->setIndent(kFrame);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    }
    reason_->setObjectName(QStringLiteral("verdictReason"));
    sources_->setObjectName(QStringLiteral("bandSources"));
    sources_->setProperty("tone", "muted");
    sources_->setFont(sized(font(), TextSize::Small));
    repeats_->setObjectName(QStringLiteral("measureBands"));
    const Metrics metrics = metricsFor(font());
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.large, metrics.large, metrics.large);
    column->setSpacing(metrics.medium);
    column->addWidget(table_);
    column->addWidget(reason_);
    column->addWidget(sources_);
    column->addWidget(repeats_, 0, Qt::AlignLeft);
    connect(repeats_, &QPushButton::clicked, this, &VerdictTable::repeatsRequested);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { showReason(current.row()); });
}

void VerdictTable::setMetrics(const std::vector<MetricChange>& metrics)
{
    model_->setRows(verdictRows(metrics), hasControl(metrics));
    const QStringList sources = bandSources(metrics);
    sources_->setText(sources.isEmpty()
                          ? tr("No error band is known for these measures: no change of theirs is judged.")
                          : tr("Error bands: %1.").arg(sources.join(QStringLiteral("; "))));
    repeats_->setVisible(sources.isEmpty());
    layOutColumns();
    if (model_->rowCount() > 0) {
        // Where the keys begin; nothing is chosen yet, so that each verdict keeps its colour.
        table_->selectionModel()->setCurrentIndex(model_->index(0, 0), QItemSelectionModel::NoUpdate);
    }
    showReason(model_->rowCount() > 0 ? 0 : -1);
}

void VerdictTable::showReason(int row)
{
    const QString reason = row < 0 ? QString() : model_->rows().at(static_cast<std::size_t>(row)).reason;
    reason_->setText(reason.isEmpty() ? QString()
                                      : model_->rows().at(static_cast<std::size_t>(row)).measure +
                                            QStringLiteral(": ") + reason);
    reason_->setVisible(!reason.isEmpty());
}

void VerdictTable::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layOutColumns();
}

void VerdictTable::layOutColumns()
{
    showWhole(*table_, {.header = sized(font(), TextSize::Small),
                        .cells = sized(font(), TextSize::Body, QFont::DemiBold),
                        .least_first = fontMetrics().averageCharWidth() * 12,
                        .available = width() - 2 * metricsFor(font()).large});
}

}  // namespace palpate::gui
