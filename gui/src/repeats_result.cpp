#include "repeats_result.hpp"

#include <array>
#include <utility>

#include <QItemSelectionModel>
#include <QProgressBar>
#include <QVBoxLayout>

#include "repeat_words.hpp"
#include "table_columns.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

RepeatsResult::RepeatsResult(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      model_(new ReliabilityModel(this)),
      hint_(new QLabel(this)),
      computing_(new QWidget(this)),
      computing_words_(new QLabel(computing_)),
      cancel_(new QPushButton(tr("Cancel"), computing_)),
      result_(new QWidget(this)),
      summary_(new QLabel(result_)),
      few_(new QLabel(result_)),
      table_(new QTableView(result_)),
      note_(new QLabel(result_)),
      plot_words_(new QLabel(result_)),
      plot_(new AgreementPlot(theme, result_)),
      refused_(new QLabel(result_)),
      keep_(new QPushButton(tr("Judge by these from now on"), result_))
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("repeatsResult"));
    prepareTable();
    build();
    connectControls();
    showNothing();
}

void RepeatsResult::prepareTable()
{
    table_->setObjectName(QStringLiteral("reliabilityTable"));
    table_->setAccessibleName(tr("How well each measure repeats"));
    table_->setModel(model_);
    prepareWhole(*table_);
}

void RepeatsResult::build()
{
    const Metrics metrics = metricsFor(font());
    const std::array<std::pair<QLabel*, const char*>, 7> labels{{{hint_, "bandsHint"},
                                                                 {computing_words_, "computingWords"},
                                                                 {summary_, "repeatsSummary"},
                                                                 {few_, "fewPairs"},
                                                                 {note_, "measureNote"},
                                                                 {plot_words_, "plotWords"},
                                                                 {refused_, "refusedMeasures"}}};
    for (const auto& [label, name] : labels) {
        label->setObjectName(QLatin1String(name));
        label->setWordWrap(true);
        label->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    hint_->setProperty("tone", "muted");
    hint_->setText(
        tr("Tick the repeats and press Compute. Then every measure stands here with its error: "
           "how far two readings differ although nothing changed, and from which change on a "
           "difference is clear."));
    few_->setProperty("tone", "look");
    note_->setProperty("tone", "look");
    refused_->setProperty("tone", "muted");
    summary_->setFont(sized(font(), TextSize::Body, QFont::DemiBold));
    cancel_->setObjectName(QStringLiteral("cancelBands"));
    keep_->setObjectName(QStringLiteral("keepBands"));
    keep_->setToolTip(tr("Every later comparison on this mat is judged by these error bands"));
    auto* const progress = new QProgressBar(computing_);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Computing"));
    auto* const waiting = new QVBoxLayout(computing_);
    waiting->setContentsMargins(0, 0, 0, 0);
    waiting->setSpacing(metrics.large);
    waiting->addWidget(computing_words_);
    waiting->addWidget(progress);
    waiting->addWidget(cancel_, 0, Qt::AlignLeft);
    auto* const rows = new QVBoxLayout(result_);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics.medium);
    rows->addWidget(summary_);
    rows->addWidget(few_);
    rows->addWidget(keep_, 0, Qt::AlignLeft);
    rows->addWidget(table_);
    rows->addWidget(note_);
    rows->addWidget(plot_words_);
    rows->addWidget(plot_);
    rows->addWidget(refused_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.large, metrics.large, metrics.large, metrics.large);
    column->addWidget(hint_);
    column->addWidget(computing_);
    column->addWidget(result_);
    column->addStretch(1);
}

void RepeatsResult::connectControls()
{
    connect(cancel_, &QPushButton::clicked, this, &RepeatsResult::cancelRequested);
    connect(keep_, &QPushButton::clicked, this, &RepeatsResult::keepRequested);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { showMeasure(current.row()); });
}

void RepeatsResult::showOnly(QWidget* part)
{
    for (QWidget* const one : {static_cast<QWidget*>(hint_), computing_, result_}) {
        one->setVisible(one == part);
    }
}

void RepeatsResult::showNothing()
{
    judged_ = nullptr;
    showOnly(hint_);
}

void RepeatsResult::showComputing(std::size_t files)
{
    judged_ = nullptr;
    computing_words_->setText(tr("%1 recordings are analysed …").arg(files));
    showOnly(computing_);
    cancel_->setFocus();
}

void RepeatsResult::showResult(std::shared_ptr<const JudgedRepeats> judged)
{
    judged_ = std::move(judged);
    const live::Repeatability& repeatability = judged_->repeatability;
    summary_->setText(repeatsText(repeatability));
    few_->setText(fewPairsText(repeatability));
    few_->setVisible(!few_->text().isEmpty());
    keep_->setText(few_->text().isEmpty() ? tr("Judge by these from now on") : tr("Keep them all the same"));
    const QStringList refused = refusedLines(repeatability);
    refused_->setText(tr("Not judged:\n%1").arg(refused.join(QLatin1Char('\n'))));
    refused_->setVisible(!refused.isEmpty());
    model_->setRows(reliabilityRows(repeatability));
    const bool has_measures = model_->rowCount() > 0;
    for (QWidget* const part : {static_cast<QWidget*>(table_), static_cast<QWidget*>(keep_),
                                static_cast<QWidget*>(plot_words_), static_cast<QWidget*>(plot_)}) {
        part->setVisible(has_measures);
    }
    showOnly(result_);
    layOutColumns();
    note_->hide();
    if (has_measures) {
        table_->setCurrentIndex(model_->index(0, 0));
        table_->setFocus();
    }
}

void RepeatsResult::showMeasure(int row)
{
    if (row < 0 || judged_ == nullptr) {
        return;
    }
    const auto which = static_cast<std::size_t>(row);
    const Reliability& judged = judged_->repeatability.measures.at(which);
    const ReliabilityRow& shown = model_->rows().at(which);
    const QString unit = unitText(judged.measure.unit);
    plot_->setPairs(judged_->pairs.at(which), judged.agreement, unit);
    const QString words = agreementText(shown.measure, judged.agreement, unit);
    plot_words_->setText(words);
    plot_->setAccessibleName(words);
    note_->setText(shown.note);
    note_->setVisible(!shown.note.isEmpty());
}

void RepeatsResult::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layOutColumns();
}

void RepeatsResult::layOutColumns()
{
    showWhole(*table_, {.header = sized(font(), TextSize::Small),
                        .cells = font(),
                        .least_first = fontMetrics().averageCharWidth() * 14,
                        .available = width() - 2 * metricsFor(font()).large});
}

}  // namespace palpate::gui
