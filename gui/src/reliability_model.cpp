#include "reliability_model.hpp"

#include <utility>

namespace palpate::gui {

namespace {

QString textOf(const ReliabilityRow& row, int column)
{
    switch (column) {
        case ReliabilityModel::Measure:
            return row.measure;
        case ReliabilityModel::Mean:
            return row.mean;
        case ReliabilityModel::Sem:
            return row.sem;
        case ReliabilityModel::Mdc95:
            return row.mdc95;
        case ReliabilityModel::Icc:
            return row.icc;
        case ReliabilityModel::Bias:
            return row.bias;
        default:
            return {};
    }
}

}  // namespace

ReliabilityModel::ReliabilityModel(QObject* parent)
    : TitledColumnsModel(
          {{tr("Measure")},
           {tr("Mean"), tr("Of all recordings")},
           {tr("Error\n(SEM)"), tr("Standard error of measurement")},
           {tr("Clear from\n(MDC95)"), tr("Smallest clear change")},
           {tr("Agreement\n(ICC, 95 %)"), tr("1 = the same every time; ICC(2,1) with its 95 % interval")},
           {tr("Bias\n(limits)"), tr("Second minus first recording, with limits of agreement")}},
          parent)
{}

void ReliabilityModel::setRows(std::vector<ReliabilityRow> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

QVariant ReliabilityModel::cell(int line, int column, int role) const
{
    const ReliabilityRow& row = rows_.at(static_cast<std::size_t>(line));
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, column);
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole:
            return row.note;
        default:
            return {};
    }
}

}  // namespace palpate::gui
