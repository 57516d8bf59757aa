#include "repeat_choice_model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "repeat_words.hpp"

namespace palpate::gui {

RepeatChoiceModel::RepeatChoiceModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), theme_(theme)
{}

void RepeatChoiceModel::setChoices(std::vector<SessionChoice> choices)
{
    beginResetModel();
    choices_ = std::move(choices);
    endResetModel();
}

void RepeatChoiceModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    if (!choices_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

bool RepeatChoiceModel::isOffered(int row) const
{
    return !repeatSubjectText(at(row)).isEmpty();
}

bool RepeatChoiceModel::isTicked(int row) const
{
    return ticked_.contains(at(row).path);
}

void RepeatChoiceModel::toggle(int row)
{
    if (!isOffered(row)) {
        return;
    }
    if (ticked_.erase(at(row).path) == 0) {
        ticked_.insert(at(row).path);
    }
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT tickedChanged();
}

std::vector<SessionChoice> RepeatChoiceModel::ticked() const
{
    std::vector<SessionChoice> ticked;
    ticked.reserve(ticked_.size());
    std::copy_if(choices_.begin(), choices_.end(), std::back_inserter(ticked),
                 [this](const SessionChoice& choice) { return ticked_.contains(choice.path); });
    return ticked;
}

int RepeatChoiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(choices_.size());
}

int RepeatChoiceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString RepeatChoiceModel::textOf(int row, int column) const
{
    const SessionChoice& choice = at(row);
    switch (column) {
        case Subject:
            if (!isOffered(row)) {
                return QString::fromStdString(choice.path.filename().string());
            }
            return (isTicked(row) ? QStringLiteral("☑ ") : QStringLiteral("☐ ")) + repeatSubjectText(choice);
        case TechniqueColumn: {
            if (!choice.info) {
                return tr("cannot be read");
            }
            return choice.technique_title.isEmpty() ? QString::fromStdString(choice.info->technique)
                                                    : choice.technique_title;
        }
        case Begun:
            return choice.info ? begunText(*choice.info) : QString();
        default:
            return {};
    }
}

QString RepeatChoiceModel::hintOf(int row) const
{
    const SessionChoice& choice = at(row);
    if (!choice.info) {
        return choice.problem;
    }
    const QString name = QString::fromStdString(choice.path.filename().string());
    return isOffered(row) ? name
                          : tr("%1: without a client code nobody can tell whose repeat it is").arg(name);
}

QString RepeatChoiceModel::spokenOf(int row) const
{
    const QString state = !isOffered(row) ? tr("cannot be ticked")
                          : isTicked(row) ? tr("ticked")
                                          : tr("not ticked");
    return state + QStringLiteral(": ") + choiceLine(at(row));
}

QVariant RepeatChoiceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const int row = index.row();
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, index.column());
        case Qt::AccessibleTextRole:
            return index.column() == Subject ? spokenOf(row) : textOf(row, index.column());
        case Qt::ToolTipRole:
            return hintOf(row);
        case Qt::ForegroundRole:
            return isOffered(row) ? theme_.text : theme_.muted;
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant RepeatChoiceModel::headerData(int section, Qt::Orientation orientation, int role) const
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
        case Subject:
            return tr("Client, side");
        case TechniqueColumn:
            return tr("Technique");
        case Begun:
            return tr("Begun");
        default:
            return {};
    }
}

Qt::ItemFlags RepeatChoiceModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return isOffered(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace palpate::gui
