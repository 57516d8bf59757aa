#include "trend_points_model.hpp"

#include <utility>

#include "trend_words.hpp"
#include "verdict_words.hpp"

#include <fmt/format.h>

namespace palpate::gui {

TrendPointsModel::TrendPointsModel(QObject* parent)
    : TitledColumnsModel({{tr("Date")}, {tr("Phase")}, {tr("Value"), {}, Qt::AlignRight}}, parent)
{}

void TrendPointsModel::setTrend(Trend trend)
{
    beginResetModel();
    trend_ = std::move(trend);
    const QString unit = unitText(trend_.measure.unit);
    setTitle(Value, unit.isEmpty() ? tr("Value") : tr("Value, %1").arg(unit));
    endResetModel();
}

QVariant TrendPointsModel::cell(int line, int column, int role) const
{
    const TrendPoint& point = trend_.points.at(static_cast<std::size_t>(line));
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(
            point.left_out.empty() ? point.session : fmt::format("{}: {}", point.session, point.left_out));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
        case Date:
            return visitTime(point.time);
        case Phase:
            return visitPhase(point);
        default:
            return visitValue(point, trend_);
    }
}

}  // namespace palpate::gui
