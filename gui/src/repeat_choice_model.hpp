#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include <QAbstractTableModel>

#include "session_choice.hpp"
#include "theme.hpp"

namespace palpate::gui {

/// Recordings to tick as repeats. Those that cannot be read, or are of nobody, cannot be ticked and say so.
class RepeatChoiceModel final : public QAbstractTableModel {
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

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void tickedChanged();

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
