#include "adherence_table.hpp"

#include <algorithm>

#include <QVBoxLayout>

namespace palpate::gui {

AdherenceTable::AdherenceTable(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      model_(new AdherenceModel(theme, this)),
      card_(new CardTable(theme, tr("Technique: what was asked and what was done"), *model_, this))
{
    card_->table().setObjectName(QStringLiteral("adherenceTable"));
    card_->setOptionalColumns({AdherenceModel::Why, AdherenceModel::InBand});
    card_->setMostRows(kRuleKinds);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card_);
    hide();
}

void AdherenceTable::setResults(const std::optional<CoachResults>& results)
{
    setVisible(results.has_value());
    if (!results.has_value()) {
        model_->setScores({});
        return;
    }
    const auto met = std::count_if(results->adherence.begin(), results->adherence.end(),
                                   [](const RuleScore& score) { return score.met.value_or(false); });
    const auto judged = std::count_if(results->adherence.begin(), results->adherence.end(),
                                      [](const RuleScore& score) { return score.met.has_value(); });
    model_->setScores(results->adherence);
    card_->setSummary(tr("%1 of %2 kept").arg(met).arg(judged));
}

void AdherenceTable::setTheme(const Theme& theme)
{
    model_->setTheme(theme);
    card_->setTheme(theme);
}

}  // namespace palpate::gui
