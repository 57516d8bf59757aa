#include "session_choice_model.hpp"

#include <algorithm>
#include <utility>

#include <QFont>

namespace palpate::gui {

SessionChoiceModel::SessionChoiceModel(const Theme& theme, QObject* parent)
    : TitledColumnsModel({{tr("Client")}, {tr("Technique")}, {tr("Phase")}, {tr("Begun")}}, parent),
      theme_(theme)
{}

void SessionChoiceModel::setChoices(std::vector<SessionChoice> choices)
{
    beginResetModel();
    choices_ = std::move(choices);
    show();
    endResetModel();
}

void SessionChoiceModel::setFilter(const QString& text)
{
    beginResetModel();
    filter_ = text.trimmed();
    show();
    endResetModel();
}

void SessionChoiceModel::setChosen(const std::optional<std::filesystem::path>& path)
{
    chosen_ = path;
    allLinesChanged();
}

void SessionChoiceModel::setTheme(const Theme& theme)
{
    theme_ = theme;
    setChosen(chosen_);
}

void SessionChoiceModel::show()
{
    shown_.clear();
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        const QString words = choiceLine(choices_[i]) + QLatin1Char(' ') +
                              QString::fromStdString(choices_[i].path.filename().string());
        if (filter_.isEmpty() || words.contains(filter_, Qt::CaseInsensitive)) {
            shown_.push_back(i);
        }
    }
}

const SessionChoice& SessionChoiceModel::choice(int row) const
{
    return choices_.at(shown_.at(static_cast<std::size_t>(row)));
}

const SessionChoice* SessionChoiceModel::find(const std::filesystem::path& path) const
{
    const auto found = std::find_if(choices_.begin(), choices_.end(),
                                    [&path](const SessionChoice& choice) { return choice.path == path; });
    return found == choices_.end() ? nullptr : &*found;
}

QString SessionChoiceModel::textOf(const SessionChoice& choice, int column) const
{
    const bool is_chosen = chosen_.has_value() && choice.path == *chosen_;
    switch (column) {
        case Client:
            return (is_chosen ? QStringLiteral("✓ ") : QString()) + clientText(choice);
        case TechniqueColumn:
            return choice.info ? techniqueText(choice) : tr("cannot be read");
        case PhaseColumn:
            return phaseText(choice);
        case Begun:
            return choice.info ? begunText(*choice.info) : QString();
        default:
            return {};
    }
}

bool SessionChoiceModel::isPale(const SessionChoice& choice) const
{
    if (!choice.info) {
        return true;
    }
    const SessionChoice* const chosen = chosen_ ? find(*chosen_) : nullptr;
    return chosen != nullptr && chosen->info && chosen->info->client_code != choice.info->client_code;
}

QVariant SessionChoiceModel::cell(int line, int column, int role) const
{
    const SessionChoice& shown = choice(line);
    switch (role) {
        case Qt::DisplayRole:
            return textOf(shown, column);
        case Qt::AccessibleTextRole:
            return column == Client ? choiceLine(shown) : QVariant{};
        case Qt::ToolTipRole:
            return shown.info ? QString::fromStdString(shown.path.filename().string()) : shown.problem;
        case Qt::ForegroundRole:
            return isPale(shown) ? theme_.muted : theme_.text;
        case Qt::FontRole:
            if (chosen_.has_value() && shown.path == *chosen_) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

Qt::ItemFlags SessionChoiceModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return choice(index.row()).info ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace palpate::gui
