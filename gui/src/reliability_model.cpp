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

void ReliabilityModel::setRows(std::vector<ReliabilityRow> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

int ReliabilityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ReliabilityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ReliabilityModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const ReliabilityRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return textOf(row, index.column());
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole:
            return row.note;
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant ReliabilityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignBottom);
    }
    const bool is_hint = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !is_hint) {
        return {};
    }
    switch (section) {
        case Measure:
            return is_hint ? QString() : tr("Measure");
        case Mean:
            return is_hint ? tr("Of all recordings") : tr("Mean");
        case Sem:
            return is_hint ? tr("Standard error of measurement") : tr("Error\n(SEM)");
        case Mdc95:
            return is_hint ? tr("Smallest clear change") : tr("Clear from\n(MDC95)");
        case Icc:
            return is_hint ? tr("1 = the same every time; ICC(2,1) with its 95 % interval")
                           : tr("Agreement\n(ICC, 95 %)");
        case Bias:
            return is_hint ? tr("Second minus first recording, with limits of agreement")
                           : tr("Bias\n(limits)");
        default:
            return {};
    }
}

}  // namespace palpate::gui
