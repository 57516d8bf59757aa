#pragma once

#include <optional>
#include <vector>

#include <QFrame>
#include <QLabel>
#include <QTableView>

#include "palpate/core/measurement_info.hpp"

#include "elided_label.hpp"
#include "holds_model.hpp"

namespace palpate::gui {

/// The card with the holds: how many, how long in all, and a line for each.
class HoldsTable final : public QFrame {
    Q_OBJECT

  public:
    explicit HoldsTable(const Theme& theme, QWidget* parent = nullptr);

    void setRows(std::vector<HoldRow> rows);
    /// Decides whether the peak is shown and what it is called.
    void setSetUp(std::optional<SetUp> setup);
    void setSettings(const AnalysisSettings& settings) { model_->setSettings(settings); }
    void setTheme(const Theme& theme);
    [[nodiscard]] HoldsModel* model() const { return model_; }

  Q_SIGNALS:
    /// A line was clicked or chosen with the keyboard.
    void holdChosen(double start_s);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    /// What each column needs, and an even share of what is left.
    void spreadColumns();

    bool peak_allowed_ = true;
    HoldsModel* model_;
    QTableView* table_;
    QLabel* title_;
    ElidedLabel* summary_;
    QLabel* empty_;
};

}  // namespace palpate::gui
