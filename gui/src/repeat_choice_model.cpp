#include "repeat_choice_model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "repeat_words.hpp"

namespace palpate::gui {

RepeatChoiceModel::RepeatChoiceModel(const Theme& theme, QObject* parent)
    : TitledColumnsModel({{tr("Client, side")}, {tr("Technique")}, {tr("Begun")}}, parent), theme_(theme)
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
    allLinesChanged();
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
    lineChanged(row);
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

QVariant RepeatChoiceModel::cell(int line, int column, int role) const
{
    switch (role) {
        case Qt::DisplayRole:
            return textOf(line, column);
        case Qt::AccessibleTextRole:
            return column == Subject ? spokenOf(line) : QVariant{};
        case Qt::ToolTipRole:
            return hintOf(line);
        case Qt::ForegroundRole:
            return isOffered(line) ? theme_.text : theme_.muted;
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
