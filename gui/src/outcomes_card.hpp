#pragma once

#include <array>
#include <vector>

#include <QFrame>
#include <QListWidget>
#include <QPushButton>
#include <QUndoStack>

#include "palpate/core/outcome.hpp"

#include "outcome_form.hpp"

namespace palpate::gui {

/// "Beside the mat": the pain rating and other outcomes of a session, to enter, change and take out.
class OutcomesCard final : public QFrame {
    Q_OBJECT

  public:
    /// `stack` holds what was done on this page; it outlives this.
    OutcomesCard(std::vector<OutcomeMeasure> measures, QUndoStack& stack, QWidget* parent);

    void setOutcomes(const std::vector<Outcome>& outcomes);
    [[nodiscard]] const std::vector<Outcome>& outcomes() const { return outcomes_; }
    /// Of another session: nothing is being entered.
    void endEntering() { add_->setChecked(false); }

  Q_SIGNALS:
    /// The user wants these in place of outcomes(); `what` was done, for people.
    void changeWanted(const std::vector<palpate::Outcome>& outcomes, const QString& what);

  private:
    [[nodiscard]] QLayout* makePainKeys();
    [[nodiscard]] QLayout* makeActions();
    void connectControls();
    void showList();
    [[nodiscard]] const Outcome* selected() const;
    void followSelection();
    void ratePain(int nrs);
    void take(const Outcome& outcome);
    void editSelected();
    void removeSelected();
    void want(const std::vector<Outcome>& outcomes, const QString& what);

    std::vector<Outcome> outcomes_;
    QLabel* pain_title_;
    std::array<QPushButton*, 11> pain_keys_{};
    QListWidget* list_;
    QPushButton* add_;
    QPushButton* change_;
    QPushButton* remove_;
    OutcomeForm* form_;
};

}  // namespace palpate::gui
