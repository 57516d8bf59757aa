#include "verdict_model.hpp"

#include <utility>

#include <QFont>

namespace palpate::gui {

VerdictModel::VerdictModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme)
{}

void VerdictModel::setRows(std::vector<VerdictRow> rows, bool has_control)
{
    beginResetModel();
    rows_ = std::move(rows);
    has_control_ = has_control;
    endResetModel();
}

void VerdictModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (!rows_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
    }
}

int VerdictModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int VerdictModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString VerdictModel::textOf(const VerdictRow& row, int column) const
{
    switch (column) {
        case Measure:
            return row.measure;
        case Before:
            return row.before;
        case After:
            return row.after;
        case Change:
            return row.change;
        case Band:
            return row.band;
        case Judged:
            return row.verdict;
        default:
            return {};
    }
}

QColor VerdictModel::colorOf(const VerdictRow& row, int column) const
{
    if (column != Judged) {
        return theme_.text;
    }
    switch (row.tone) {
        case VerdictTone::Clear:
            return theme_.good;
        case VerdictTone::Look:
            return theme_.look;
        case VerdictTone::Quiet:
            break;
    }
    return theme_.muted;
}

QVariant VerdictModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const VerdictRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return textOf(row, index.column());
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole:
            return row.reason;
        case Qt::ForegroundRole:
            return colorOf(row, index.column());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::FontRole:
            if (index.column() == Judged && row.tone != VerdictTone::Quiet) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant VerdictModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignBottom);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Measure:
            return tr("Measure");
        case Before:
            return tr("Before");
        case After:
            return tr("After");
        case Change:
            return has_control_ ? tr("Change less\ncontrol") : tr("Change");
        case Band:
            return tr("Error\nband");
        case Judged:
            return tr("Verdict");
        default:
            return {};
    }
}

}  // namespace palpate::gui
