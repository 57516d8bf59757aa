#pragma once

#include <vector>

#include "palpate/core/coach_results.hpp"

#include "theme.hpp"
#include "titled_columns_model.hpp"

namespace palpate::gui {

/// The rules of a technique against what was done, a line each.
class AdherenceModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Rule, Met, Done, Asked, InBand, Why, ColumnCount };

    AdherenceModel(const Theme& theme, QObject* parent);

    void setScores(std::vector<RuleScore> scores);
    void setTheme(const Theme& theme);

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(scores_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    Theme theme_;
    std::vector<RuleScore> scores_;
};

}  // namespace palpate::gui
