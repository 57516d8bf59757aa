#include "places_table.hpp"

#include <algorithm>
#include <utility>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

QString summaryText(const std::vector<PlaceRow>& rows)
{
    double total_s = 0.0;
    int holds = 0;
    for (const PlaceRow& row : rows) {
        if (row.kind == PlaceRow::Kind::Hold || row.kind == PlaceRow::Kind::RunningHold) {
            total_s += row.held_s.value_or(0.0);
            ++holds;
        }
    }
    return holds == 0 ? QString() : QStringLiteral("%1 · total %2").arg(holds).arg(durationText(total_s));
}

}  // namespace

PlacesTable::PlacesTable(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      model_(new PlacesModel(theme, this)),
      card_(new CardTable(theme, tr("Holds and spots"), *model_, this))
{
    setObjectName(QStringLiteral("holds"));
    card_->table().setObjectName(QStringLiteral("holdsTable"));
    card_->setEmptyText(tr("A hold of 5 s and longer, and what hurts, appear here."));
    // What a threshold or a flag says stands beside the spot on the map as well.
    card_->setOptionalColumns({PlacesModel::Threshold, PlacesModel::Flags});
    const Metrics metrics = metricsFor(font());
    card_->table().setMinimumHeight(fontMetrics().height() * 4 + 4 * metrics.medium);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card_);
    connect(card_, &CardTable::rowChosen, this,
            [this](int row) { Q_EMIT placeChosen(model_->rows().at(static_cast<std::size_t>(row))); });
    setSetUp(std::nullopt);
}

void PlacesTable::setRows(std::vector<PlaceRow> rows)
{
    card_->setSummary(summaryText(rows));
    card_->setColumnAllowed(
        PlacesModel::Flags,
        std::any_of(rows.begin(), rows.end(), [](const PlaceRow& row) { return row.flags != 0; }));
    model_->setRows(std::move(rows));
}

void PlacesTable::setSetUp(std::optional<SetUp> setup)
{
    model_->setSetUp(setup);
    card_->setColumnAllowed(PlacesModel::Threshold, model_->hasThreshold());
}

void PlacesTable::setTheme(const Theme& theme)
{
    card_->setTheme(theme);
    model_->setTheme(theme);
}

}  // namespace palpate::gui
