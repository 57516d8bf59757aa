#include "titled_columns_model.hpp"

#include <algorithm>
#include <utility>

namespace palpate::gui {

namespace {

QVariant aligned(Qt::AlignmentFlag side, Qt::AlignmentFlag height)
{
    return QVariant::fromValue(side | height);
}

}  // namespace

TitledColumnsModel::TitledColumnsModel(std::vector<TitledColumn> columns, QObject* parent)
    : QAbstractTableModel(parent), columns_(std::move(columns))
{}

int TitledColumnsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : lineCount();
}

int TitledColumnsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant TitledColumnsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= lineCount()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return aligned(columns_.at(static_cast<std::size_t>(index.column())).side, Qt::AlignVCenter);
    }
    QVariant value = cell(index.row(), index.column(), role);
    return role == Qt::AccessibleTextRole && !value.isValid()
               ? cell(index.row(), index.column(), Qt::DisplayRole)
               : value;
}

QVariant TitledColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const TitledColumn& column = columns_.at(static_cast<std::size_t>(section));
    switch (role) {
        case Qt::DisplayRole:
            return column.title;
        case Qt::ToolTipRole:
            return column.hint.isEmpty() ? QVariant{} : QVariant{column.hint};
        case Qt::TextAlignmentRole: {
            // Beside titles of several lines a short one stands right above its numbers.
            const bool has_lines = std::any_of(columns_.begin(), columns_.end(), [](const TitledColumn& one) {
                return one.title.contains(QLatin1Char('\n'));
            });
            return aligned(column.side, has_lines ? Qt::AlignBottom : Qt::AlignVCenter);
        }
        default:
            return {};
    }
}

void TitledColumnsModel::setTitle(int column, const QString& title)
{
    columns_.at(static_cast<std::size_t>(column)).title = title;
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
}

void TitledColumnsModel::lineChanged(int line)
{
    Q_EMIT dataChanged(index(line, 0), index(line, columnCount() - 1));
}

void TitledColumnsModel::allLinesChanged()
{
    if (lineCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(lineCount() - 1, columnCount() - 1));
    }
}

}  // namespace palpate::gui
