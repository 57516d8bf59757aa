#include "places_model.hpp"

#include <algorithm>
#include <utility>

#include <QFont>

#include "display_text.hpp"
#include "setup_words.hpp"

namespace palpate::gui {

namespace {

QString none()
{
    return QStringLiteral("–");
}

QString heldText(const PlaceRow& row)
{
    if (!row.held_s.has_value()) {
        return none();
    }
    return QStringLiteral("%1 s").arg(static_cast<int>(*row.held_s)) +
           (row.kind == PlaceRow::Kind::RunningHold ? QStringLiteral(" …") : QString());
}

QString forceText(const PlaceRow& row)
{
    if (!row.force_n.has_value()) {
        return none();
    }
    QString text = (row.flags & kPlaceSaturated) != 0 ? QStringLiteral("≥ ") : QString();
    text += figureText(*row.force_n) + QStringLiteral(" N");
    if (row.force_sd_n.has_value()) {
        text += QStringLiteral(" ± ") + figureText(*row.force_sd_n);
    }
    if (row.creep_n.has_value()) {
        text += QStringLiteral(", creep ± ") + figureText(*row.creep_n);
    }
    return text;
}

}  // namespace

PlacesModel::PlacesModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme) {}

void PlacesModel::setRows(std::vector<PlaceRow> rows)
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
            rows_[at] = std::move(rows[at]);
            Q_EMIT dataChanged(index(i, 0), index(i, ColumnCount - 1));
        }
    }
}

void PlacesModel::setSetUp(std::optional<SetUp> setup)
{
    setup_ = setup;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void PlacesModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (!rows_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

bool PlacesModel::hasThreshold() const
{
    return titleInSetUp("ppt_kpa", setup_).has_value() || titleInSetUp("ppt_n", setup_).has_value();
}

int PlacesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PlacesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString PlacesModel::thresholdText(const PlaceRow& row) const
{
    // A pressure where the set-up has one, else the force.
    if (titleInSetUp("ppt_kpa", setup_).has_value()) {
        return row.ppt_kpa.has_value() ? figureText(*row.ppt_kpa) + QStringLiteral(" kPa") : none();
    }
    return row.ppt_n.has_value() ? figureText(*row.ppt_n) + QStringLiteral(" N") : none();
}

QString PlacesModel::textOf(const PlaceRow& row, int column) const
{
    switch (column) {
        case Place:
            return row.region.isEmpty() ? placeText(row.place) : row.region;
        case Held:
            return heldText(row);
        case ForceColumn:
            return forceText(row);
        case Pain: {
            const QString course = courseText(row.first_nrs, row.last_nrs);
            return course.isEmpty() ? none() : course;
        }
        case Threshold:
            return thresholdText(row);
        case Window:
            return windowWords(row, settings_).text;
        case Flags:
            return row.flags == 0 ? QString() : QStringLiteral("▲ ") + flagWords(row.flags);
        default:
            return {};
    }
}

QColor PlacesModel::colorOf(const PlaceRow& row, int column) const
{
    if (column == Flags) {
        return theme_.look;
    }
    if (column != Window) {
        return theme_.text;
    }
    if (row.kind != PlaceRow::Kind::Hold) {
        return theme_.muted;
    }
    return windowWords(row, settings_).as_asked ? theme_.good : theme_.look;
}

QVariant PlacesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const PlaceRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return textOf(row, index.column());
        case Qt::ToolTipRole:
            return index.column() == Place ? placeText(row.place) : textOf(row, index.column());
        case Qt::ForegroundRole:
            return colorOf(row, index.column());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::FontRole:
            if (row.kind == PlaceRow::Kind::RunningHold && index.column() == Held) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant PlacesModel::headerData(int section, Qt::Orientation orientation, int role) const
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
            return tr("Spot");
        case Held:
            return tr("Held");
        case ForceColumn:
            return titleInSetUp("mean_n", setup_).value_or(QString());
        case Pain:
            return tr("Pain");
        case Threshold:
            return tr("Threshold");
        case Window:
            return tr("In window");
        case Flags:
            return tr("Look");
        default:
            return {};
    }
}

}  // namespace palpate::gui
