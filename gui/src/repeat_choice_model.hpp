#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "session_choice.hpp"
#include "theme.hpp"
#include "titled_columns_model.hpp"

namespace palpate::gui {

/// Recordings to tick as repeats. Those that cannot be read, or are of nobody, cannot be ticked and say so.
class RepeatChoiceModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Subject, TechniqueColumn, Begun, ColumnCount };

    explicit RepeatChoiceModel(const Theme& theme, QObject* parent = nullptr);

    /// What is ticked stays so where it is still there.
    void setChoices(std::vector<SessionChoice> choices);
    void setTheme(const Theme& theme);
    /// Nothing for what cannot be ticked.
    void toggle(int row);
    [[nodiscard]] bool isOffered(int row) const;
    [[nodiscard]] bool isTicked(int row) const;
    /// Latest first, as in the list.
    [[nodiscard]] std::vector<SessionChoice> ticked() const;

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void tickedChanged();

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(choices_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    [[nodiscard]] const SessionChoice& at(int row) const
    {
        return choices_.at(static_cast<std::size_t>(row));
    }
    [[nodiscard]] QString textOf(int row, int column) const;
    [[nodiscard]] QString spokenOf(int row) const;
    [[nodiscard]] QString hintOf(int row) const;

    Theme theme_;
    std::vector<SessionChoice> choices_;
    std::set<std::filesystem::path> ticked_;
};

}  // namespace palpate::gui
