#pragma once

#include <vector>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include "palpate/core/outcome.hpp"

#include "choice_box.hpp"
#include "outcome_words.hpp"

namespace palpate::gui {

/// One outcome to be entered: a measure that is chosen or typed, its value and its unit, which a known
/// measure brings along. Enter in any field is "Save".
class OutcomeForm final : public QWidget {
    Q_OBJECT

  public:
    OutcomeForm(std::vector<OutcomeMeasure> measures, QWidget* parent);

    /// Empty, with the focus on the measure.
    void begin();
    /// To give another value to one that is there.
    void edit(const Outcome& outcome);
    /// What is wrong with what was saved last; empty for nothing.
    void setProblem(const QString& problem);

  Q_SIGNALS:
    void submitted(const palpate::Outcome& outcome);

  private:
    void followName();
    void followFields();
    void submit();

    std::vector<OutcomeMeasure> measures_;
    ChoiceBox* name_;
    QLineEdit* value_;
    QLineEdit* unit_;
    QPushButton* save_;
    QLabel* problem_;
};

}  // namespace palpate::gui
