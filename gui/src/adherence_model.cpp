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

void AdherenceModel::setScores(std::vector<RuleScore> scores)
{
    beginResetModel();
    scores_ = std::move(scores);
    endResetModel();
}

void AdherenceModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (!scores_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int AdherenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(scores_.size());
}

int AdherenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant AdherenceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const RuleScore& score = scores_.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::DisplayRole) {
        return cellText(score, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(score.why);
    }
    if (role == Qt::ForegroundRole && index.column() == Met) {
        return !score.met.has_value() ? theme_.muted : *score.met ? theme_.good : theme_.look;
    }
    return {};
}

QVariant AdherenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    static const QStringList titles{tr("Asked for"), tr("Kept"),    tr("Done"),
                                    tr("Asked"),     tr("In band"), tr("Why")};
    return titles.value(section);
}

}  // namespace palpate::gui
