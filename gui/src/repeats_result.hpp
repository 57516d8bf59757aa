#pragma once

#include <memory>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "agreement_plot.hpp"
#include "reliability_model.hpp"
#include "repeats_loader.hpp"

namespace palpate::gui {

/// What came of the repeats: every measure with its error, the plot of the chosen one, what could not be
/// judged, and the button that keeps the bands. Before that, what to do; meanwhile, that it goes on.
class RepeatsResult final : public QFrame {
    Q_OBJECT

  public:
    explicit RepeatsResult(const Theme& theme, QWidget* parent = nullptr);

    void showNothing();
    void showComputing(std::size_t files);
    void showResult(std::shared_ptr<const JudgedRepeats> judged);
    void setTheme(const Theme& theme) { plot_->setTheme(theme); }
    /// Null while there is none.
    [[nodiscard]] const std::shared_ptr<const JudgedRepeats>& judged() const { return judged_; }
    [[nodiscard]] const ReliabilityModel& model() const { return *model_; }
    [[nodiscard]] QTableView& table() { return *table_; }
    [[nodiscard]] AgreementPlot& plot() { return *plot_; }

  Q_SIGNALS:
    void cancelRequested();
    void keepRequested();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void prepareTable();
    void connectControls();
    void showOnly(QWidget* part);
    void showMeasure(int row);
    void layOutColumns();

    std::shared_ptr<const JudgedRepeats> judged_;
    ReliabilityModel* model_;
    QLabel* hint_;
    QWidget* computing_;
    QLabel* computing_words_;
    QPushButton* cancel_;
    QWidget* result_;
    QLabel* summary_;
    QLabel* few_;
    QTableView* table_;
    QLabel* note_;
    QLabel* plot_words_;
    AgreementPlot* plot_;
    QLabel* refused_;
    QPushButton* keep_;
};

}  // namespace palpate::gui
