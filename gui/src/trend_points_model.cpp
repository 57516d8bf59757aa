#include "trend_points_model.hpp"

#include <utility>

#include "trend_words.hpp"
#include "verdict_words.hpp"

#include <fmt/format.h>

namespace palpate::gui {

void TrendPointsModel::setTrend(Trend trend)
{
    beginResetModel();
    trend_ = std::move(trend);
    endResetModel();
}

int TrendPointsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(trend_.points.size());
}

int TrendPointsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrendPointsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const TrendPoint& point = trend_.points.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::TextAlignmentRole && index.column() == Value) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(
            point.left_out.empty() ? point.session : fmt::format("{}: {}", point.session, point.left_out));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case Date:
            return visitTime(point.time);
        case Phase:
            return visitPhase(point);
        default:
            return visitValue(point, trend_);
    }
}

QVariant TrendPointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == Value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Date:
            return tr("Date");
        case Phase:
            return tr("Phase");
        default:
            return unitText(trend_.measure.unit).isEmpty()
                       ? tr("Value")
                       : tr("Value, %1").arg(unitText(trend_.measure.unit));
    }
}

}  // namespace palpate::gui
