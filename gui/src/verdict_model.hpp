#pragma once

#include <vector>

#include "theme.hpp"
#include "titled_columns_model.hpp"
#include "verdict_words.hpp"

namespace palpate::gui {

/// Measures with their changes, error bands and verdicts as a table for the screen.
class VerdictModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Measure, Before, After, Change, Band, Judged, ColumnCount };

    explicit VerdictModel(const Theme& theme, QObject* parent = nullptr);

    /// `has_control`: the change that counts is the one minus the control site's.
    void setRows(std::vector<VerdictRow> rows, bool has_control);
    void setTheme(const Theme& theme);
    [[nodiscard]] const std::vector<VerdictRow>& rows() const { return rows_; }

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(rows_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    [[nodiscard]] static QString textOf(const VerdictRow& row, int column);
    [[nodiscard]] QColor colorOf(const VerdictRow& row, int column) const;

    Theme theme_;
    std::vector<VerdictRow> rows_;
};

}  // namespace palpate::gui
