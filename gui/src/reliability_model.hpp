#pragma once

#include <vector>

#include "repeat_words.hpp"
#include "titled_columns_model.hpp"

namespace palpate::gui {

/// How well each measure repeated, as a table for the screen.
class ReliabilityModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Measure, Mean, Sem, Mdc95, Icc, Bias, ColumnCount };

    explicit ReliabilityModel(QObject* parent = nullptr);

    void setRows(std::vector<ReliabilityRow> rows);
    [[nodiscard]] const std::vector<ReliabilityRow>& rows() const { return rows_; }

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(rows_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    std::vector<ReliabilityRow> rows_;
};

}  // namespace palpate::gui
