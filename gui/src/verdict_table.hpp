#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "palpate/core/comparison.hpp"

#include "theme.hpp"
#include "verdict_model.hpp"

namespace palpate::gui {

/// The card with every measure, its change, its error band and the verdict. Under it the reason for the line
/// that is chosen, and where the error bands come from. As high as its lines.
class VerdictTable final : public QFrame {
    Q_OBJECT

  public:
    explicit VerdictTable(const Theme& theme, QWidget* parent = nullptr);

    void setMetrics(const std::vector<MetricChange>& metrics);
    void setTheme(const Theme& theme) { model_->setTheme(theme); }
    [[nodiscard]] const VerdictModel& model() const { return *model_; }
    [[nodiscard]] QTableView& table() { return *table_; }

  Q_SIGNALS:
    /// No error band is known: one is to be measured.
    void repeatsRequested();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void layOutColumns();
    void showReason(int row);

    VerdictModel* model_;
    QTableView* table_;
    QLabel* reason_;
    QLabel* sources_;
    QPushButton* repeats_;
};

}  // namespace palpate::gui
