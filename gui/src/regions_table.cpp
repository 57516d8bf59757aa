#include "regions_table.hpp"

#include <utility>

#include <QVBoxLayout>

#include "palpate/core/setup_rules.hpp"

#include "setup_words.hpp"

namespace palpate::gui {

RegionsTable::RegionsTable(const Theme& theme, RegionNumbers numbers, RegionEditor& editor, QWidget* parent)
    : QWidget(parent),
      numbers_(numbers),
      editor_(editor),
      model_(new RegionsModel(this)),
      card_(new CardTable(theme, tr("Regions"), *model_, this))
{
    constexpr int kMostRows = 4;
    setObjectName(QStringLiteral("regions"));
    card_->table().setObjectName(QStringLiteral("regionsTable"));
    card_->setMostRows(kMostRows);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card_);
    connect(&editor_, &RegionEditor::selectionChanged, this, &RegionsTable::showSelection);
    // A region is drawn before it has numbers.
    connect(model_, &QAbstractItemModel::modelReset, this, &RegionsTable::showSelection);
    connect(card_, &CardTable::rowChosen, &editor_,
            [this](int row) { editor_.select(static_cast<std::size_t>(row)); });
    setSetUp(std::nullopt);
    setVisible(false);
}

void RegionsTable::setRows(std::vector<RegionRow> rows)
{
    setVisible(!rows.empty());
    model_->setRows(std::move(rows));
}

void RegionsTable::setSetUp(std::optional<SetUp> setup)
{
    const bool is_now = numbers_ == RegionNumbers::Now;
    for (int column = 1; column < RegionsModel::ColumnCount; ++column) {
        const bool is_integral = column == RegionsModel::PtiNovel || column == RegionsModel::PtiTrue;
        const bool is_true = nameInSetUp(RegionsModel::metricOf(column), setup).has_value();
        card_->setColumnAllowed(column, is_true && !(is_now && is_integral));
    }
    const QString when = is_now ? tr("now") : tr("mean over time, highest peak");
    const QString where = whereFelt(setup);
    card_->setSummary(where.isEmpty() ? when : where + QStringLiteral(" · ") + when);
}

void RegionsTable::showSelection()
{
    const std::optional<std::size_t> selected = editor_.selected();
    card_->selectRow(selected.has_value() ? static_cast<int>(*selected) : -1);
}

}  // namespace palpate::gui
