#include "holds_model.hpp"

#include <algorithm>
#include <utility>

#include <QFont>

#include "display_text.hpp"

namespace palpate::gui {

HoldsModel::HoldsModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), theme_(theme), peak_title_(QStringLiteral("Peak"))
{}

void HoldsModel::setRows(std::vector<HoldRow> rows)
{
    const auto count = static_cast<int>(rows.size());
    const auto before = static_cast<int>(rows_.size());
    if (count > before) {
        beginInsertRows({}, before, count - 1);
        rows_.resize(rows.size());
        endInsertRows();
    } else if (count < before) {
        beginRemoveRows({}, count, before - 1);
        rows_.resize(rows.size());
        endRemoveRows();
    }
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!(rows_[at] == rows[at])) {
            rows_[at] = rows[at];
            Q_EMIT dataChanged(index(i, 0), index(i, ColumnCount - 1));
        }
    }
}

void HoldsModel::setPeakTitle(const QString& title)
{
    peak_title_ = title;
    Q_EMIT headerDataChanged(Qt::Horizontal, Peak, Peak);
}

void HoldsModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (!rows_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int HoldsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int HoldsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString HoldsModel::textOf(const HoldRow& row, int column) const
{
    switch (column) {
        case Place:
            return placeText(row.place);
        case Held:
            return QStringLiteral("%1 s").arg(static_cast<int>(row.held_s)) +
                   (row.running ? QStringLiteral(" …") : QString());
        case ForceColumn:
            return figureText(row.force_n) + QStringLiteral(" N") +
                   (row.force_sd_n ? QStringLiteral(" ± ") + figureText(*row.force_sd_n) : QString());
        case Pain:
            if (!row.first_nrs.has_value()) {
                return QStringLiteral("–");
            }
            return row.first_nrs == row.last_nrs
                       ? QString::number(*row.first_nrs)
                       : QStringLiteral("%1 → %2").arg(*row.first_nrs).arg(row.last_nrs.value_or(0));
        case Peak:
            return figureText(row.peak_kpa) + QStringLiteral(" kPa");
        case Window:
            return windowWords(row, settings_).text;
        default:
            return {};
    }
}

QVariant HoldsModel::colorOf(const HoldRow& row, int column) const
{
    if (column != Window) {
        return theme_.text;
    }
    if (row.running) {
        return theme_.muted;
    }
    return windowWords(row, settings_).as_asked ? theme_.good : theme_.look;
}

QVariant HoldsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const HoldRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return textOf(row, index.column());
        case Qt::ForegroundRole:
            return colorOf(row, index.column());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::FontRole:
            if (row.running && index.column() == Held) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant HoldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Place:
            return tr("Place");
        case Held:
            return tr("Held");
        case ForceColumn:
            return tr("Force");
        case Pain:
            return tr("Pain");
        case Peak:
            return peak_title_;
        case Window:
            return tr("In window");
        default:
            return {};
    }
}

}  // namespace palpate::gui
