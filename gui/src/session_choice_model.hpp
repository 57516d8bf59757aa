#pragma once

#include <optional>
#include <vector>

#include "session_choice.hpp"
#include "theme.hpp"
#include "titled_columns_model.hpp"

namespace palpate::gui {

/// Recordings to choose from. The chosen one is marked; those of another client are paler, those that cannot
/// be read say so.
class SessionChoiceModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Client, TechniqueColumn, PhaseColumn, Begun, ColumnCount };

    explicit SessionChoiceModel(const Theme& theme, QObject* parent = nullptr);

    void setChoices(std::vector<SessionChoice> choices);
    /// Only those with this text in client code, technique, phase or file name; empty = all.
    void setFilter(const QString& text);
    void setChosen(const std::optional<std::filesystem::path>& path);
    void setTheme(const Theme& theme);
    [[nodiscard]] const SessionChoice& choice(int row) const;
    /// Also of one that the filter hides; null when it is not in the list.
    [[nodiscard]] const SessionChoice* find(const std::filesystem::path& path) const;
    [[nodiscard]] bool hasChoices() const { return !choices_.empty(); }

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(shown_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    void show();
    [[nodiscard]] QString textOf(const SessionChoice& choice, int column) const;
    [[nodiscard]] bool isPale(const SessionChoice& choice) const;

    Theme theme_;
    std::vector<SessionChoice> choices_;
    std::vector<std::size_t> shown_;
    QString filter_;
    std::optional<std::filesystem::path> chosen_;
};

}  // namespace palpate::gui
