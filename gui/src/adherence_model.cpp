#include "adherence_model.hpp"

#include <cmath>
#include <utility>

#include "technique_words.hpp"

namespace palpate::gui {

namespace {

QString shortFigure(double value)
{
    constexpr double kTenths = 10.0;
    return QString::number(std::round(value * kTenths) / kTenths);
}

QString metWords(const RuleScore& score)
{
    if (!score.met.has_value()) {
        return QObject::tr("– not judged");
    }
    return *score.met ? QObject::tr("✓ met") : QObject::tr("▲ not met");
}

QString cellText(const RuleScore& score, int column)
{
    const QString unit = QString::fromStdString(score.unit);
    switch (column) {
        case AdherenceModel::Rule:
            return ruleTitle(score.rule);
        case AdherenceModel::Met:
            return metWords(score);
        case AdherenceModel::Done:
            return score.value ? (shortFigure(*score.value) + QLatin1Char(' ') + unit).trimmed()
                               : QStringLiteral("–");
        case AdherenceModel::Asked:
            return bandWords(score.target, unit).trimmed();
        case AdherenceModel::InBand:
            return score.in_band_pct ? QStringLiteral("%1 %").arg(std::lround(*score.in_band_pct))
                                     : QString();
        case AdherenceModel::Why:
            return QString::fromStdString(score.why);
        default:
            return {};
    }
}

}  // namespace

AdherenceModel::AdherenceModel(const Theme& theme, QObject* parent)
    : TitledColumnsModel(
          {{tr("Asked for")}, {tr("Kept")}, {tr("Done")}, {tr("Asked")}, {tr("In band")}, {tr("Why")}},
          parent),
      theme_(theme)
{}

void AdherenceModel::setScores(std::vector<RuleScore> scores)
{
    beginResetModel();
    scores_ = std::move(scores);
    endResetModel();
}

void AdherenceModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    allLinesChanged();
}

QVariant AdherenceModel::cell(int line, int column, int role) const
{
    const RuleScore& score = scores_.at(static_cast<std::size_t>(line));
    if (role == Qt::DisplayRole) {
        return cellText(score, column);
    }
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(score.why);
    }
    if (role == Qt::ForegroundRole && column == Met) {
        return !score.met.has_value() ? theme_.muted : *score.met ? theme_.good : theme_.look;
    }
    return {};
}

}  // namespace palpate::gui
