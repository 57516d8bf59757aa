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

QString forceTitle(std::optional<SetUp> setup)
{
    return titleInSetUp("mean_n", setup).value_or(QString());
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

PlacesModel::PlacesModel(const Theme& theme, QObject* parent)
    : TitledColumnsModel({{tr("Spot")},
                          {tr("Held")},
                          {forceTitle({})},
                          {tr("Pain")},
                          {tr("Threshold")},
                          {tr("In window")},
                          {tr("Look")}},
                         parent),
      theme_(theme)
{}

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
            lineChanged(i);
        }
    }
}

void PlacesModel::setSetUp(std::optional<SetUp> setup)
{
    setup_ = setup;
    setTitle(ForceColumn, forceTitle(setup));
}

void PlacesModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    allLinesChanged();
}

bool PlacesModel::hasThreshold() const
{
    return titleInSetUp("ppt_kpa", setup_).has_value() || titleInSetUp("ppt_n", setup_).has_value();
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

QVariant PlacesModel::cell(int line, int column, int role) const
{
    const PlaceRow& row = rows_.at(static_cast<std::size_t>(line));
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, column);
        case Qt::ToolTipRole:
            return column == Place ? placeText(row.place) : textOf(row, column);
        case Qt::ForegroundRole:
            return colorOf(row, column);
        case Qt::FontRole:
            if (row.kind == PlaceRow::Kind::RunningHold && column == Held) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

}  // namespace palpate::gui
