#include "verdict_model.hpp"

#include <utility>

#include <QFont>

namespace palpate::gui {

VerdictModel::VerdictModel(const Theme& theme, QObject* parent)
    : TitledColumnsModel({{tr("Measure")},
                          {tr("Before")},
                          {tr("After")},
                          {tr("Change")},
                          {tr("Error\nband")},
                          {tr("Verdict")}},
                         parent),
      theme_(theme)
{}

void VerdictModel::setRows(std::vector<VerdictRow> rows, bool has_control)
{
    beginResetModel();
    rows_ = std::move(rows);
    setTitle(Change, has_control ? tr("Change less\ncontrol") : tr("Change"));
    endResetModel();
}

void VerdictModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    allLinesChanged();
}

QString VerdictModel::textOf(const VerdictRow& row, int column)
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

QVariant VerdictModel::cell(int line, int column, int role) const
{
    const VerdictRow& row = rows_.at(static_cast<std::size_t>(line));
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, column);
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole:
            return row.reason;
        case Qt::ForegroundRole:
            return colorOf(row, column);
        case Qt::FontRole:
            if (column == Judged && row.tone != VerdictTone::Quiet) {
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
